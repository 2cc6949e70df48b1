"""What each column of a table holds, by its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..errors import PolevalError, UsageError, brief, closest, listed, nearest
from ..model.period_labels import read_label
from ..model.periods import Basis, Period
from ..tables.columns import ASSESSMENTS, CHANGES, INDICATORS, OBSERVATIONS
from ..tables.spreadsheet_text import letters
from .grid import Grid, Value

_MEANINGS: Final[Mapping[str, str]] = {
    "indicator": "id, code, 指標id, 指標コード",
    "title": "name, indicator name, metric, measure, 名称, 指標, 指標名, 指標の名称, 測定指標, 参考指標, 項目, 項目名",
    "sub_field": "sub field, field, sector, 個別分野, 分野",
    "unit": "units, 単位",
    "direction": "望ましい方向",
    "result_type": "result, 指標の区分",
    "kind": "種別",
    "basis": "集計単位",
    "period": "時点, 期間, 年度",
    "year": "年",
    "value": "figure, actual, 実績, 実績値, 値",
    "status": "状況",
    "numerator": "分子",
    "denominator": "分母",
    "note": "notes, remark, remarks, comment, 注, 注記, 備考",
    "description": "内容, 説明",
    "source": "sources, reference, 出典, 出所, 資料",
    "publisher": "公表主体, 公表者, 公表元",
}
"""What a column can hold, by the headings that say so; its own name always does."""
_COMPUTED: Final = frozenset(CHANGES[len(OBSERVATIONS) :])
_NOT_TAKEN: Final = frozenset((*ASSESSMENTS, *INDICATORS)) - frozenset(_MEANINGS)
_ACTUAL: Final = re.compile(r"[\s(（]*(?:実績値?|actuals?|results?)[\s)）]*$", re.IGNORECASE)
_LOOKED_AT: Final = 40
"""The rows in which headings are looked for."""


@dataclass(frozen=True, slots=True)
class Column:
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
class Layout:
    """Where the headings of a grid stand, and what its columns hold."""

    grid: Grid
    row: int
    columns: Sequence[Column]

    @property
    def named(self) -> dict[str, int]:
        """The index of the column of each meaning."""
        return {column.meaning: column.index for column in self.columns if column.meaning}

    @property
    def periods(self) -> list[Column]:
        """The columns of single periods: there are some in a wide table only."""
        return [column for column in self.columns if column.period]


def find_layout(grids: Sequence[Grid], mapping: Mapping[str, str]) -> Layout:
    """The table with the figures: the sheet of observations, else the first sheet with headings of a table.

    `mapping` names the meaning of headings, or the period. Raises `UsageError` for a
    meaning or a heading that does not exist, PolevalError where no table is found.
    """
    for word in mapping.values():
        if word not in _MEANINGS and read_label(word) is None:
            raise UsageError(f"--map: '{word}' is nothing that a column can hold{_known(word)}")
    ordered = sorted(grids, key=lambda grid: grid.sheet != "observations")
    for layout in filter(None, (_layout_of(grid, mapping) for grid in ordered)):
        for heading in mapping:
            if _plain(heading) not in {_plain(column.heading) for column in layout.columns}:
                headings = [column.heading for column in layout.columns]
                raise UsageError(f"--map: there is no column '{heading}'{nearest(heading, headings)}")
        return layout
    raise PolevalError(f"{grids[0].path}: {_no_table(grids)}")


def _known(word: str) -> str:
    return nearest(word, list(_MEANINGS)) or f"; it can hold {', '.join(_MEANINGS)}, or a period such as FY2021"


def _no_table(grids: Sequence[Grid]) -> str:
    first = next((row for grid in grids for row in grid.rows if any(row)), None)
    cells = [f"'{brief(text(cell))}'" for cell in first or () if cell]
    found = f"; the first row has {listed(cells[:6], 'and')}" if cells else ""
    return (
        "no table found: it needs a row of headings with a title (or indicator) and either years or period and value;"
        f" --map 'HEADING=title' names one{found}"
    )


def _layout_of(grid: Grid, mapping: Mapping[str, str]) -> Layout | None:
    for row, cells in enumerate(grid.rows[:_LOOKED_AT]):
        columns = _columns(cells, mapping)
        meanings = {column.meaning for column in columns}
        has_figures = any(column.period for column in columns) or (
            {"value"} <= meanings and meanings & {"period", "year"}
        )
        if meanings & {"indicator", "title"} and has_figures:
            return Layout(grid, row, _told_apart(columns, grid, row))
    return None


def _columns(cells: Sequence[Value], mapping: Mapping[str, str]) -> list[Column]:
    named = {_plain(heading): word for heading, word in mapping.items()}
    columns: list[Column] = []
    for index, cell in enumerate(cells):
        if heading := text(cell).strip():
            column = _column(index, heading, named.get(_plain(heading), ""))
            twin = next((other for other in columns if column.meaning and other.meaning == column.meaning), None)
            if twin:
                column = Column(index, heading, remark=f"column {letters(twin.index)} is the {twin.meaning} already")
            columns.append(column)
    return columns


def _column(index: int, heading: str, mapped: str) -> Column:
    word = mapped or _meaning(heading)
    if word:
        label = None if word in _MEANINGS else period_of(word)
        return Column(index, heading, *(("", *label) if label else (word,)))
    if label := period_of(heading):
        return Column(index, heading, "", *label)
    plain = _plain(heading)
    if plain.replace(" ", "_") in _COMPUTED:
        return Column(index, heading, remark="computed from the values")
    if plain.replace(" ", "_") in _NOT_TAKEN or any(word in plain for word in ("目標", "達成", "target")):
        return Column(index, heading, remark="not taken from a table")
    near = closest(plain, _BY_WORD)
    hint = _BY_WORD[near] if near else "note"
    return Column(index, heading, remark=f"not known; --map '{heading}={hint}' names it")


def _told_apart(columns: list[Column], grid: Grid, row: int) -> list[Column]:
    """A column `indicator` that holds no ids, in a table without titles, holds the titles."""
    meanings = {column.meaning: column for column in columns if column.meaning}
    column = meanings.get("indicator")
    if column is None or "title" in meanings:
        return columns
    cells = [grid.cell(below, column.index) for below in range(row + 1, len(grid.rows))]
    if all(re.fullmatch(r"[a-z0-9-]*", text(cell)) for cell in cells):
        return columns
    title = Column(column.index, column.heading, "title", remark="no ids")
    return [title if other is column else other for other in columns]


def period_of(label: str) -> tuple[Period, Basis | None] | None:
    """The period that a heading or a cell names, and what it says of the years: 2021年 is one by the calendar.

    `令和3年度実績` and `2021 (actual)` name one, too.
    """
    plain = _ACTUAL.sub("", label).strip()
    found = read_label(plain)
    if found and found[1] is None and plain.endswith("年"):
        return found[0], Basis.CALENDAR_YEAR
    return found


def text(cell: Value) -> str:
    """A cell as text; nothing for an empty one."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return cell or ""


def _plain(heading: str) -> str:
    """A heading without what different hands write differently."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s_-]+", " ", folded).strip()


def _meaning(heading: str) -> str:
    return _BY_WORD.get(_plain(heading), "")


def _words(meanings: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for meaning, words in meanings.items():
        yield _plain(meaning), meaning
        yield from ((_plain(word), meaning) for word in words.split(", "))


_BY_WORD: Final = dict(_words(_MEANINGS))
