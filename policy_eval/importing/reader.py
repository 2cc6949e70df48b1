"""The sheets of a file, and what is said of them → its figures, with every cell accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..errors import PolevalError, UsageError, brief, listed
from ..hints import nearest
from .cells import looks_like_figure, numbers_in
from .crossed_table import Crossed
from .files.encodings import is_misread
from .headings import Layout
from .joined import join
from .ledger import Fate, Ledger
from .long_table import Long
from .number_style import POINT, NumberStyle, collected, style_of
from .options import Saying, without_skipped
from .own_book import base_of, hold
from .questions import (
    account_rest,
    refuse_beside,
    refuse_empty,
    refuse_merged,
    refuse_short,
    refuse_untitled,
    refuse_words,
)
from .rows import Rows
from .series import Figures
from .sheet import Sheet, place, text
from .tables import Table, tables_of
from .units import said_unit, says_times
from .vocabulary import plain
from .wide_table import Wide

_READERS: Final[dict[Layout, type[Rows]]] = {Layout.WIDE: Wide, Layout.LONG: Long, Layout.CROSSED: Crossed}
_JAPANESE: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def read_figures(
    sheets: Sequence[Sheet], saying: Saying, *, table: int | None = None, all_tables: bool = False
) -> Figures:
    """The figures of the tables that are chosen. Raises PolevalError where there is none, or several and no choice."""
    path = sheets[0].path
    ledgers = [Ledger(sheet) for sheet in sheets if not sheet.is_hidden or sheet.rows]
    _refuse_misread(ledgers)
    if (base := base_of(sheets)) and len(ledgers) > 1 and table is None and not all_tables:
        return _own_book(path, base, ledgers, saying)
    found = [(one, ledger) for ledger in ledgers for one in tables_of(without_skipped(ledger, saying), saying)]
    if not found:
        raise PolevalError(f"{path}: {_no_table(sheets)}")
    chosen = found if all_tables else [_chosen(found, table)]
    _known_headings([one for one, _ in found], saying)
    figures = Figures(path, [one for one, _ in chosen], ledgers)
    for one, ledger in chosen:
        _read(figures, one, [table for table, other in found if other is ledger], ledger, saying)
    join(figures, saying)
    used = {id(one) for one, _ in chosen}
    for one, ledger in found:
        if id(one) not in used:
            _leave_out(one, ledger)
    for ledger in ledgers:
        account_rest(figures, ledger)
    return figures


def _refuse_misread(ledgers: Sequence[Ledger]) -> None:
    """Raises PolevalError for text that another program has spoilt by reading it in a wrong encoding."""
    for sheet in (ledger.sheet for ledger in ledgers):
        for row, column, cell in sheet.cells():
            if isinstance(cell, str) and is_misread(cell):
                where, shown = sheet.named(place(row, column)), brief(cell)
                why = "is UTF-8 that was opened as windows-1252; open the original anew as UTF-8"
                raise PolevalError(f"{sheet.path}: {where}: '{shown}' {why}")


def _own_book(path: str, base: Sheet, ledgers: Sequence[Ledger], saying: Saying) -> Figures:
    """The figures of a workbook of ours: those of the sheet of observations, and what was typed into the others."""
    ledger = next(one for one in ledgers if one.sheet is base)
    tables = [*tables_of(without_skipped(ledger, saying), saying)][:1]
    figures = Figures(path, tables, ledgers)
    for table in tables:
        _read(figures, table, tables, ledger, saying)
    hold(figures, [one for one in ledgers if one is not ledger], saying)
    account_rest(figures, ledger)
    return figures


def _chosen(found: Sequence[tuple[Table, Ledger]], number: int | None) -> tuple[Table, Ledger]:
    tables = [one for one, _ in found]
    places = [f"{at}. {table.area}" for at, table in enumerate(tables, start=1)]
    if number is not None:
        if not 1 <= number <= len(tables):
            raise UsageError(f"--table {number}: there is {listed(places, 'and')}")
        return found[number - 1]
    if len(tables) > 1:
        path = tables[0].headings.sheet.path
        choice = f"choose with --table 1{_by_sheet(tables)}, or take them all with --all-tables"
        raise PolevalError(f"{path}: there are {len(tables)} tables: {listed(places, 'and')}; {choice}")
    return found[0]


def _by_sheet(tables: Sequence[Table]) -> str:
    names = {table.headings.sheet.name for table in tables}
    return f" or --sheet '{min(names)}'" if len(names) > 1 else ""


def _known_headings(tables: Sequence[Table], saying: Saying) -> None:
    """Raises UsageError where the command line names a heading that no table has."""
    columns = [column for table in tables for column in table.headings.columns]
    there = {
        plain(word) for column in columns for word in (column.heading, column.letters, *column.heading.split(" / "))
    }
    headings = [column.heading for column in columns]
    for heading in saying.mapping:
        named = {column.index for column in columns if plain(column.heading) == heading}
        lettered = {column.index for column in columns if plain(column.letters) == heading}
        if named and lettered - named:
            raise UsageError(f"--map: '{heading}' is the heading of one column and the letter of another; rename it")
        if heading not in there:
            raise UsageError(f"--map: there is no column '{heading}'{nearest(heading, headings)}")
    has_categories = any(column.category for column in columns)
    unknown = [name for name in saying.dimensions if plain(name) not in there]
    if unknown and not (has_categories and len(unknown) == 1):
        raise UsageError(f"--dimension: there is no column '{unknown[0]}'{nearest(unknown[0], headings)}")


def _read(figures: Figures, table: Table, beside: Sequence[Table], ledger: Ledger, saying: Saying) -> None:
    """Take a table into the figures; `beside` are all tables of its sheet."""
    head = table.headings
    style = _style(figures, table, saying)
    reader = _READERS[head.layout](figures, table, ledger, style, saying)
    reader.unit_above = _unit_above(figures, table, beside, ledger, saying)
    if refuse_beside(figures, table) or (saying.title is None and refuse_untitled(figures, table)):
        _leave_out(table, ledger)
        return
    refuse_merged(figures, table)
    refuse_short(figures, table)
    refuse_empty(figures, table)
    reader.read()
    refuse_words(figures, table, ledger)


def _style(figures: Figures, table: Table, saying: Saying) -> NumberStyle:
    """How the numbers of a table are written; a problem where nothing says so."""
    head = table.headings
    columns = [column.index for column in head.columns if column.holds_numbers]
    unit = head.named.get("unit")
    cells = (
        (head.sheet.cell(row, column), head.sheet.text(row, unit) if unit is not None else "", (row, column))
        for row in table.rows
        for column in columns
    )
    words = "".join(
        text(cell)
        for row in (head.row, *table.rows[:20])
        for _, cell in head.sheet.filled(row)
        if isinstance(cell, str)
    )
    found = style_of(
        collected(numbers_in(cells)),
        decimal=saying.decimal,
        separator=head.sheet.separator,
        is_japanese=bool(_JAPANESE.search(words)),
    )
    if isinstance(found, NumberStyle):
        return found
    message, where = found
    row, column = where if isinstance(where, tuple) else (head.row, 0)
    figures.problems.append(head.sheet.problem(row, column, message))
    return POINT


def _unit_above(figures: Figures, table: Table, beside: Sequence[Table], ledger: Ledger, saying: Saying) -> str:
    """The unit that a line above the headings names for all of the table, as far as the table before reaches."""
    head = table.headings
    above = [row for row in head.sheet.rows if head.row - 10 <= row < head.row]
    others = [row for one in beside for row in above if row in one and _has_figure(one, row)]
    for row in sorted((row for row in above if row > max(others, default=-1)), reverse=True):
        for column, cell in head.sheet.filled(row):
            if says_times(text(cell)) and not said_unit(text(cell)) and saying.unit is None:
                words = f"'{brief(text(cell))}' says that figures are multiples; name the unit with it by --unit"
                figures.problems.append(head.sheet.problem(row, column, words))
            if unit := said_unit(text(cell)):
                ledger.mark(row, column, Fate.UNIT)
                return unit
    return ""


def _has_figure(table: Table, row: int) -> bool:
    sheet = table.headings.sheet
    return row < table.headings.below or any(looks_like_figure(cell) for _, cell in sheet.filled(row))


def _leave_out(table: Table, ledger: Ledger) -> None:
    """The cells of a table that another one was chosen before."""
    head = table.headings
    for row in (*range(head.row, head.below), *table.rows):
        ledger.mark_row(row, Fate.LEFT_OUT, "a table that was not read")


def _no_table(sheets: Iterable[Sheet]) -> str:
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and not sheet.rows]
    first = next((row for sheet in visible for row in sheet.rows if any(True for _ in sheet.filled(row))), None)
    cells = [f"'{brief(text(cell))}'" for sheet in visible[:1] if first is not None for _, cell in sheet.filled(first)]
    found = f"; the first row has {listed(cells[:6], 'and')}" if cells else ""
    names = [f"'{name}'" for name in hidden]
    also = f"; {listed(names, 'and')} {'is' if len(hidden) == 1 else 'are'} hidden: --sheet reads it" if hidden else ""
    return (
        "no table found: it needs a row of headings with a title (or indicator) and either years or period and value;"
        f" --map 'HEADING=title' names one{found}{also}"
    )
