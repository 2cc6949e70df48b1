"""What each column of a table holds, by its headings and by the cells below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from .cells import looks_like_figure
from .column_meaning import COUNTS, NO_IDS, SAID, ColumnMeaning, column_of
from .heading_rows import HeadingRows
from .options import Saying
from .period_names import name_of
from .sheet import Sheet, text
from .units import divided
from .vocabulary import COMPARED, MEANINGS, ROLES, ROW_NUMBERS, plain

_LOOKED_AT: Final = 200
"""So many rows below the headings are looked at to tell what a column holds."""


class Layout(Enum):
    """How a table lies."""

    WIDE = auto()
    """A row per indicator, a column per period."""
    LONG = auto()
    """A row per figure."""
    CROSSED = auto()
    """A row per period, a column per indicator."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a table stand, and what its columns hold."""

    sheet: Sheet
    row: int
    depth: int
    layout: Layout
    columns: Sequence[ColumnMeaning]

    @property
    def named(self) -> dict[str, int]:
        """The index of the column of each meaning."""
        return {
            column.meaning: column.index for column in self.columns if column.meaning and column.meaning != "figures"
        }

    @property
    def periods(self) -> list[ColumnMeaning]:
        """The columns of single periods: there are some in a wide table only."""
        return [column for column in self.columns if column.name]

    @property
    def below(self) -> int:
        """The first row below the headings."""
        return self.row + self.depth

    @property
    def understood(self) -> int:
        """How much of the row is a heading that is known."""
        return sum(bool(column.name) or column.meaning in MEANINGS for column in self.columns)


def headings_at(sheet: Sheet, row: int, saying: Saying) -> Headings | None:
    """The headings in a row, and the one below it where both belong together; None where there are none."""
    rows = HeadingRows.at(sheet, row)
    columns = [column_of(index, parts, saying) for index, parts in rows.parts.items()]
    below = _block(sheet, row + rows.depth)
    columns = [_by_content(column, sheet, below) for column in columns]
    columns = _without_heading(columns, sheet, below, saying)
    named = {column.meaning for column in columns}
    if any(column.name for column in columns) and not ("value" in named and named & {"period", "year"}):
        columns = _titled(columns, sheet, below, saying)
        is_named = saying.title or any(column.meaning in ("title", "indicator", "dimension") for column in columns)
        has_text = any(not column.is_used and _is_text(sheet, column.index, below) for column in columns)
        return Headings(sheet, row, rows.depth, Layout.WIDE, columns) if is_named or has_text else None
    columns = _with_period(columns, sheet, below)
    named = {column.meaning for column in columns}
    if not named & {"period", "year"}:
        return None
    if "value" in named:
        return Headings(sheet, row, rows.depth, Layout.LONG, _titled(columns, sheet, below, saying))
    figures = [
        column
        for column in columns
        if not column.is_used
        and not column.is_left_out
        and plain(column.heading) not in COMPARED
        and has_figures(sheet, column.index, below)
    ]
    if not figures or named & {"title", "indicator"}:
        return None
    return _crossed(sheet, row, rows.depth, columns, {column.index for column in figures})


def _crossed(sheet: Sheet, row: int, depth: int, columns: Sequence[ColumnMeaning], figures: set[int]) -> Headings:
    units = HeadingRows.units(sheet, row + depth, figures) or {}
    named = [_of_figures(one, units) if one.index in figures and one.heading else one for one in columns]
    return Headings(sheet, row, depth + bool(units), Layout.CROSSED, named)


def _of_figures(column: ColumnMeaning, units: Mapping[int, str]) -> ColumnMeaning:
    """A column whose heading is the title of its figures."""
    title, unit = divided(column.heading)
    return replace(column, heading=title, meaning="figures", unit=unit or units.get(column.index, ""), remark="")


# --- what the cells below say -------------------------------------------------------------------


def _block(sheet: Sheet, first: int) -> list[int]:
    """The rows below the headings as far as they tell what a column holds."""
    return [row for row in range(first, first + _LOOKED_AT) if row in sheet.rows]


def _cells(sheet: Sheet, column: int, rows: Sequence[int]) -> Iterator[str]:
    return filter(None, (sheet.text(row, column) for row in rows))


def _is_text(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    cells = [sheet.cell(row, column) for row in rows]
    filled = [cell for cell in cells if text(cell).strip()]
    return bool(filled) and 2 * sum(looks_like_figure(cell) for cell in filled) < len(filled)


def has_figures(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    """Whether anything in a column looks like a figure."""
    return any(looks_like_figure(sheet.cell(row, column)) for row in rows)


def _by_content(column: ColumnMeaning, sheet: Sheet, rows: Sequence[int]) -> ColumnMeaning:
    """A column of roles, or of numbers that only count the rows."""
    first = next(_cells(sheet, column.index, rows), "")
    is_telling = first.removesuffix(".0").isdecimal() or plain(first) in ROLES
    if not is_telling or column.name or column.remark == SAID or column.meaning not in ("", "indicator"):
        return column
    cells = [*_cells(sheet, column.index, rows)]
    numbers = [int(float(cell)) for cell in cells if re.fullmatch(r"[0-9]{1,7}(?:\.0)?", cell)]
    counts = len(numbers) == len(cells) and numbers in ([*range(len(cells))], [*range(1, len(cells) + 1)])
    if column.meaning == "indicator" and len(numbers) == len(cells):
        return replace(column, meaning="", remark=COUNTS if counts or plain(column.heading) in ROW_NUMBERS else NO_IDS)
    if not column.is_used and counts and len(cells) > 1 and plain(column.heading) in (*ROW_NUMBERS, ""):
        return replace(column, remark=COUNTS)
    if not column.is_used and all(plain(cell) in ROLES for cell in cells):
        return replace(column, meaning="role", remark="")
    return column


def _without_heading(
    columns: Sequence[ColumnMeaning], sheet: Sheet, rows: Sequence[int], saying: Saying
) -> list[ColumnMeaning]:
    """The columns, with those to the left of others that hold text under a blank heading, and no meaning twice."""
    there = {column.index for column in columns}
    last = max(there, default=0)
    blank = [index for index in range(last) if index not in there and any(_cells(sheet, index, rows))]
    added = [_by_content(column_of(index, ("",), saying), sheet, rows) for index in blank]
    if any(plain(column.heading) == "period" for column in columns):
        # SDMX's own names of periods stand beside ours, and say when they begin.
        columns = [replace(one, meaning="start") if plain(one.heading) == "time period" else one for one in columns]
    every = sorted((*columns, *added), key=lambda one: one.index)
    return [_told_apart(column, every) for column in every]


def _told_apart(column: ColumnMeaning, columns: Sequence[ColumnMeaning]) -> ColumnMeaning:
    """The column without its meaning where another one has it by its own name, or before."""
    if column.meaning in ("", "dimension"):
        return column
    twins = [one for one in columns if one.meaning == column.meaning]
    own = next((one for one in twins if plain(one.heading) == plain(one.meaning)), twins[0])
    if own is column:
        return column
    return column.without_meaning(own)


def _with_period(columns: list[ColumnMeaning], sheet: Sheet, rows: Sequence[int]) -> list[ColumnMeaning]:
    """A first column without a known heading that holds nothing but periods holds the periods."""
    if not columns or any(column.meaning in ("period", "year") for column in columns):
        return columns
    first = next((column for column in columns if not column.is_left_out), columns[0])
    cells = [*_cells(sheet, first.index, rows)]
    if (
        first.is_used
        or not cells
        or not all(name_of(cell) for cell in cells if not looks_like_note(cell))
        or not any(map(name_of, cells))
    ):
        return columns
    return [replace(column, meaning="period", remark="") if column is first else column for column in columns]


def looks_like_note(words: str) -> bool:
    """Whether words can only be a line of text below a table."""
    return len(words) > 12 or bool(re.match(r"(?:注|※|\*|資料|出所|出典|source|note)", words, re.IGNORECASE))


def _titled(columns: list[ColumnMeaning], sheet: Sheet, rows: Sequence[int], saying: Saying) -> list[ColumnMeaning]:
    """A column of text holds the titles where only one may: under another heading, or of ids that are none."""
    meanings = {column.meaning: column for column in columns if column.meaning}
    if "title" in meanings or saying.title:
        return columns
    ids = meanings.get("indicator")
    if ids is not None:
        if all(re.fullmatch(r"[a-z0-9-]*", cell) for cell in _cells(sheet, ids.index, _to_the_end(sheet, rows))):
            return columns
        return [replace(column, meaning="title", remark="no ids") if column is ids else column for column in columns]
    first_figures = min((column.index for column in columns if column.name), default=len(columns))
    may = [
        column
        for column in columns
        if not column.is_used and column.remark != SAID and _is_text(sheet, column.index, rows)
    ]
    before = [column for column in may if column.index < first_figures or not any(one.name for one in columns)]
    if len(before) != 1:
        return columns
    return [
        replace(column, meaning="title", remark="the only column of words") if column is before[0] else column
        for column in columns
    ]


def _to_the_end(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """The rows from the first of these to the end of the sheet."""
    return [row for row in sheet.rows if rows and row >= rows[0]]
