"""Columns that would be lost, or that would mean something else than they say: each is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ..errors import Problem
from .column_meaning import RATE, ColumnMeaning
from .ledger import Fate, Ledger
from .period_names import Name
from .series import Figures
from .sheet import text
from .tables import Table
from .vocabulary import NO_MULTIPLIER, ROLES, Role, plain

_TIMES: Final = re.compile(r"(?:hundred|thousand|million|billion|trillion)s?|千|百万|億|十億")


def refuse_lost(figures: Figures, table: Table) -> None:
    """Problems for multiples of which some figures are, and for rates of targets that are not there."""
    figures.problems += [*_multiples(table), *_rates(table)]


def _words(table: Table, index: int) -> set[str]:
    """What the cells of a column say, each word once."""
    return {plain(words) for words in {table.headings.sheet.text(row, index) for row in table.rows} - {""}}


def _multiples(table: Table) -> Iterator[Problem]:
    head = table.headings
    for column in head.columns:
        named = column.heading or column.letters
        if column.meaning == "multiplier":
            kinds = {"" if word in NO_MULTIPLIER else word for word in _words(table, column.index)}
            if len(kinds) > 1:
                message = f"'{named}' says of some figures that they are multiples, and of others not, or other ones"
                yield head.sheet.problem(head.row, column.index, f"{message}; take each with --rows and --unit")
        elif column.is_unknown and (words := _words(table, column.index)) and all(map(_TIMES.fullmatch, words)):
            message = f"'{named}' says that figures are multiples; --map '{named}=multiplier' names it"
            yield head.sheet.problem(head.row, column.index, message)


def _rates(table: Table) -> Iterator[Problem]:
    """A rate of actual and target is computed from both; without a target it is a figure of its own."""
    head = table.headings
    role = head.named.get("role")
    rows = _words(table, role) if role is not None else set()
    if Role.TARGET in map(ROLES.get, rows) or any(column.role is Role.TARGET for column in head.columns):
        return
    for column in head.columns:
        if (column.role is Role.RATE or column.remark == RATE) and _words(table, column.index):
            named = column.heading or column.letters
            words = f"'{named}' is a rate of actual and target, and there is no target"
            yield head.sheet.problem(head.row, column.index, f"{words}; --map '{named}=ignore' leaves it out")


def without_numbering(table: Table, ledger: Ledger) -> Table:
    """The table without a first row that only numbers its columns: 1, 2, 3, 4."""
    sheet = table.headings.sheet
    first = [text(cell).strip(" ()（）") for _, cell in sheet.filled(table.rows[0])] if table.rows else []
    if len(first) < 4 or first != [str(number) for number in range(1, len(first) + 1)]:
        return table
    ledger.mark_row(table.rows[0], Fate.LEFT_OUT, "numbers of the columns")
    return replace(table, rows=table.rows[1:])


def refuse_order(figures: Figures, table: Table, columns: Sequence[tuple[ColumnMeaning, Name]]) -> None:
    """Problems for columns of periods: changes beside their years, one year in two columns, months going back."""
    if "basis" in table.headings.named:  # a table of ours, which names all periods without doubt
        return
    figures.problems += [*_changes(table, columns), *_twice(table, columns), *_backwards(table, columns)]


def _changes(table: Table, columns: Sequence[tuple[ColumnMeaning, Name]]) -> Iterator[Problem]:
    """2019-2023 beside 2019 and 2023 may be a total of these years, or the change between them."""
    head = table.headings
    years = {name.period.year for _, name in columns if not name.period.is_span and name.period.per_year == 1}
    for column, name in columns:
        if name.period.is_span and ".." not in name.text and {name.period.first, name.period.last} <= years:
            words = f"'{name.text}' may be a total of these years or the change between them"
            options = f"--map '{name.text}={name.period}' takes it for a total, =ignore leaves it out"
            yield head.sheet.problem(head.row, column.index, f"{words}; {options}")


def _twice(table: Table, columns: Sequence[tuple[ColumnMeaning, Name]]) -> Iterator[Problem]:
    """Two columns of one period, of which one has figures where the other has none."""
    head, found = table.headings, dict[object, ColumnMeaning]()
    for column, name in columns:
        first = found.setdefault((name.period, name.basis, column.role, column.category, name.status), column)
        lacks = (head.sheet.has(row, first.index) != head.sheet.has(row, column.index) for row in table.rows)
        if first is not column and not name.period.is_span and any(lacks):
            words = f"columns {first.letters} and {column.letters} are both of {name.period}; --skip leaves one out"
            yield head.sheet.problem(head.row, column.index, words)


def _backwards(table: Table, columns: Sequence[tuple[ColumnMeaning, Name]]) -> Iterator[Problem]:
    """Months that go up and down: the year above some of them is another."""
    months = [name.period.first for column, name in columns if name.period.per_year == 12 and not name.period.is_span]
    ups = {later > earlier for earlier, later in pairwise(dict.fromkeys(months))}
    if len(ups) > 1 and not any(column.role is not Role.ACTUAL or column.category for column, _ in columns):
        words = "the months of these headings go up and down; is a year of theirs another?"
        yield table.headings.sheet.problem(table.headings.row, columns[0][0].index, words)
