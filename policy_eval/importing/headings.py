"""What each column of a table holds, by its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..errors import PolevalError, UsageError, brief, listed
from ..hints import closest, nearest
from ..model.decimals import digits
from ..model.period_labels import read_label
from ..model.periods import Basis, Period
from ..tables.columns import ASSESSMENTS, CHANGE, DATES, INDICATORS
from ..tables.spreadsheet_text import letters
from .grid import Grid, Value
from .vocabulary import ACTUAL, BY_HEADING, MEANINGS, TARGET_HEADINGS, plain

_COMPUTED: Final = frozenset((*CHANGE, *DATES - {"start"}))
_NOT_TAKEN: Final = frozenset((*ASSESSMENTS, *INDICATORS)) - frozenset(MEANINGS)
_LOOKED_AT: Final = 40
"""The rows in which headings are looked for."""


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What one column was taken for: a `meaning`, or a `period` (with what its heading says of the basis), or nothing.

    `remark` says why it was left out, or what else there is to know.
    """

    index: int
    heading: str
    meaning: str = ""
    period: Period | None = None
    basis: Basis | None = None
    remark: str = ""

    @property
    def is_used(self) -> bool:
        return bool(self.meaning or self.period)


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a grid stand, and what its columns hold."""

    grid: Grid
    row: int
    columns: Sequence[ColumnMeaning]

    @property
    def named(self) -> dict[str, int]:
        """The index of the column of each meaning."""
        return {column.meaning: column.index for column in self.columns if column.meaning}

    @property
    def periods(self) -> list[ColumnMeaning]:
        """The columns of single periods: there are some in a wide table only."""
        return [column for column in self.columns if column.period]


def find_headings(grids: Sequence[Grid], mapping: Mapping[str, str]) -> Headings:
    """The table with the figures: the sheet of observations, else the first sheet with headings of a table.

    `mapping` names the meaning of headings, or the period. Raises `UsageError` for a
    meaning or a heading that does not exist, PolevalError where no table is found.
    """
    for word in mapping.values():
        if word not in MEANINGS and read_label(word) is None:
            raise UsageError(f"--map: '{word}' is nothing that a column can hold{_known(word)}")
    ordered = sorted(grids, key=lambda grid: grid.sheet != "observations")
    for layout in filter(None, (_layout_of(grid, mapping) for grid in ordered)):
        for heading in mapping:
            if plain(heading) not in {plain(column.heading) for column in layout.columns}:
                headings = [column.heading for column in layout.columns]
                raise UsageError(f"--map: there is no column '{heading}'{nearest(heading, headings)}")
        return layout
    raise PolevalError(f"{grids[0].path}: {_no_table(grids)}")


def _known(word: str) -> str:
    return nearest(word, list(MEANINGS)) or f"; it can hold {', '.join(MEANINGS)}, or a period such as FY2021"


def _no_table(grids: Sequence[Grid]) -> str:
    first = next((row for grid in grids for row in grid.rows if any(row)), None)
    cells = [f"'{brief(text(cell))}'" for cell in first or () if cell]
    found = f"; the first row has {listed(cells[:6], 'and')}" if cells else ""
    return (
        "no table found: it needs a row of headings with a title (or indicator) and either years or period and value;"
        f" --map 'HEADING=title' names one{found}"
    )


def _layout_of(grid: Grid, mapping: Mapping[str, str]) -> Headings | None:
    for row, cells in enumerate(grid.rows[:_LOOKED_AT]):
        columns = _columns(cells, mapping)
        meanings = {column.meaning for column in columns}
        has_figures = any(column.period for column in columns) or (
            {"value"} <= meanings and meanings & {"period", "year"}
        )
        if meanings & {"indicator", "title"} and has_figures:
            return Headings(grid, row, _told_apart(columns, grid, row))
    return None


def _columns(cells: Sequence[Value], mapping: Mapping[str, str]) -> list[ColumnMeaning]:
    named = {plain(heading): word for heading, word in mapping.items()}
    columns: list[ColumnMeaning] = []
    for index, cell in enumerate(cells):
        if heading := text(cell).strip():
            column = _column(index, heading, named.get(plain(heading), ""))
            twin = next((other for other in columns if column.meaning and other.meaning == column.meaning), None)
            if twin:
                column = ColumnMeaning(
                    index, heading, remark=f"column {letters(twin.index)} is the {twin.meaning} already"
                )
            columns.append(column)
    return columns


def _column(index: int, heading: str, mapped: str) -> ColumnMeaning:
    word = mapped or BY_HEADING.get(plain(heading), "")
    if word:
        label = None if word in MEANINGS else period_of(word)
        return ColumnMeaning(index, heading, *(("", *label) if label else (word,)))
    if label := period_of(heading):
        return ColumnMeaning(index, heading, "", *label)
    folded = plain(heading)
    if folded.replace(" ", "_") in _COMPUTED:
        return ColumnMeaning(index, heading, remark="computed from the values")
    if folded.replace(" ", "_") in _NOT_TAKEN or any(word in folded for word in TARGET_HEADINGS):
        return ColumnMeaning(index, heading, remark="not taken from a table")
    near = closest(folded, BY_HEADING)
    hint = BY_HEADING[near] if near else "note"
    return ColumnMeaning(index, heading, remark=f"not known; --map '{heading}={hint}' names it")


def _told_apart(columns: list[ColumnMeaning], grid: Grid, row: int) -> list[ColumnMeaning]:
    """A column `indicator` that holds no ids, in a table without titles, holds the titles."""
    meanings = {column.meaning: column for column in columns if column.meaning}
    column = meanings.get("indicator")
    if column is None or "title" in meanings:
        return columns
    cells = [grid.cell(below, column.index) for below in range(row + 1, len(grid.rows))]
    if all(re.fullmatch(r"[a-z0-9-]*", text(cell)) for cell in cells):
        return columns
    title = ColumnMeaning(column.index, column.heading, "title", remark="no ids")
    return [title if other is column else other for other in columns]


def period_of(label: str) -> tuple[Period, Basis | None] | None:
    """The period that a heading or a cell names, and what it says of the years: 2021年 is one by the calendar.

    `令和3年度実績` and `2021 (actual)` name one, too.
    """
    name = ACTUAL.sub("", label).strip()
    found = read_label(name)
    if found and found[1] is None and name.endswith("年"):
        return found[0], Basis.CALENDAR_YEAR
    return found


def text(cell: Value) -> str:
    """A cell as text; nothing for an empty one."""
    if isinstance(cell, float):
        return digits(cell)
    return cell or ""
