"""The rows of a table → one series of figures for each indicator, in the shape of the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict

from ..errors import Problem
from ..model import Direction, Kind, ResultType, Status
from ..periods import Basis, Period
from ..views.words import word
from .cells import Reading, number, read
from .grid import Value, place
from .headings import Column, Layout, period_of, text


class Observation(TypedDict, total=False):
    """A figure as a file has it, without what is missing."""

    value: float
    status: str
    note: str
    numerator: float
    denominator: float


_OF_INDICATOR: Final = (
    "sub_field",
    "indicator",
    "title",
    "unit",
    "direction",
    "result_type",
    "kind",
    "basis",
    "description",
    "source",
    "publisher",
)
_CODES: Final = {
    (meaning, word(member.value, "ja")): member.value
    for meaning, members in (("direction", Direction), ("result_type", ResultType), ("kind", Kind), ("basis", Basis))
    for member in members
}
"""The codes of the files by their Japanese words."""
PERCENT: Final = ("%", "％")
_BY_CODE: Final = {status.code: status for status in Status}


@dataclass(slots=True)
class Series:
    """An indicator as a table has it: its texts by meaning, and its observations by period.

    `row` is the first of its rows, from 0. `basis` is what the table says of it, or None.
    """

    row: int
    texts: dict[str, str]
    basis: Basis | None = None
    observations: dict[Period, Observation] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """All that was read from a file: the series, what the columns were taken for, remarks on cells, and problems."""

    layout: Layout
    series: list[Series] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(layout: Layout) -> Table:
    """The series of a table, long or wide. What cannot be read is among the problems."""
    table = Table(layout)
    reader = _Wide(table) if layout.periods else _Long(table)
    for row in range(layout.row + 1, len(layout.grid.rows)):
        if any(text(cell).strip() for cell in layout.grid.rows[row]):
            reader.take(row)
    reader.finish()
    return table


class _Rows:
    """What both kinds of tables have in common: cells by meaning, and problems in their places."""

    def __init__(self, table: Table) -> None:
        self.table, self.layout, self.named = table, table.layout, table.layout.named

    def cell(self, row: int, meaning: str) -> Value:
        column = self.named.get(meaning)
        return None if column is None else self.layout.grid.cell(row, column)

    def texts(self, row: int) -> dict[str, str]:
        """The texts of an indicator, without the empty ones."""
        cells = {meaning: text(self.cell(row, meaning)) for meaning in _OF_INDICATOR}
        return {meaning: _CODES.get((meaning, cell.strip()), cell) for meaning, cell in cells.items() if cell.strip()}

    def problem(self, row: int, column: int, message: str) -> None:
        grid = self.layout.grid
        where = f"{grid.sheet}!{place(row, column)}" if grid.sheet else place(row, column)
        self.table.problems.append(Problem(str(grid.path), row + 1, column + 1, where, message))

    def remark(self, row: int, column: int, words: str) -> None:
        self.table.remarks.append(f"{place(row, column)} {words}")

    def basis(self, row: int, texts: Mapping[str, str]) -> Basis | None:
        name = texts.get("basis")
        try:
            return Basis(name) if name else None
        except ValueError:
            self.problem(row, self.named["basis"], f"'{name}' is not a basis; it is one of {', '.join(Basis)}")
            return None

    def agreed(self, series: Series, row: int, column: int, basis: Basis | None) -> None:
        """Hold the basis that a period names against that of the series."""
        series.basis = series.basis or basis
        if basis is not None and basis is not series.basis:
            self.problem(row, column, f"this is a {basis} in a series by {series.basis}; one indicator has one basis")

    def take_percent(self, series: Series, readings: Sequence[Reading]) -> None:
        """Figures with a percent sign have a unit, where the table names none."""
        figures = [reading for reading in readings if reading.value is not None]
        if figures and "unit" not in series.texts and all(reading.is_percent for reading in figures):
            series.texts["unit"] = "%"

    def reading(self, row: int, column: int, unit: str) -> Reading:
        """What a cell of figures says; a figure that cannot be carried exactly is a problem."""
        cell = self.layout.grid.cell(row, column)
        reading = read(cell, unit)
        if not reading.is_clear and isinstance(cell, str) and _is_long_number(cell):
            self.problem(
                row, column, f"'{cell.strip()}' cannot be carried exactly; a figure has at most 15 significant digits"
            )
        elif reading.is_percent and unit.strip() not in ("", *PERCENT):
            self.problem(row, column, f"'{cell}' in a row with the unit '{unit}'")
        elif not reading.is_clear:
            self.remark(row, column, f"'{reading.note}': no figure; kept as a note")
        return reading


def _is_long_number(cell: str) -> bool:
    try:
        return bool(float(cell.replace(",", "")) or True)
    except ValueError:
        return False


class _Wide(_Rows):
    """A row per indicator, a column per period."""

    def take(self, row: int) -> None:
        texts = self.texts(row)
        if not texts.keys() & {"indicator", "title"}:
            self._without_name(row)
            return
        series = Series(row, texts, self.basis(row, texts))
        readings = [(column, self.reading(row, column.index, texts.get("unit", ""))) for column in self.layout.periods]
        told = [(column, reading) for column, reading in readings if reading.is_said]
        for column, reading in told:
            self.agreed(series, row, column.index, column.basis)
            observation = _plain(reading)
            if column.period and series.observations.setdefault(column.period, observation) != observation:
                self.problem(row, column.index, f"another figure for {column.period} than in a column before")
        self.take_percent(series, [reading for _, reading in told])
        if texts.keys() <= {"title", "sub_field"} and not told:
            self.remark(row, self.layout.named["title"], f"'{texts['title'].strip()}': no unit and no figure; left out")
            return
        if note := text(self.cell(row, "note")):
            series.texts["note"] = note
        self.table.series.append(series)

    def _without_name(self, row: int) -> None:
        """A row of figures without a name is a problem; any other is a heading within the table."""
        for column in self.layout.periods:
            if self.layout.grid.cell(row, column.index) is not None:
                self.problem(row, column.index, "a figure in a row without a title")
                return

    def finish(self) -> None:
        """A period without any figure, in a table that says of each row what its years are, is still a period."""
        for column in self.layout.periods if "basis" in self.named else ():
            own = [one for basis in self._bases(column) for one in self.table.series if one.basis is basis]
            if column.period and not any(column.period in one.observations for one in own):
                for one in own:
                    if one.basis is own[0].basis:
                        one.observations[column.period] = Observation()

    def _bases(self, column: Column) -> list[Basis]:
        """What the years of a column can be; without a word they are by the calendar, or a total at year's end."""
        if column.basis:
            return [column.basis]
        twins = [
            other for other in self.layout.periods if other.period == column.period and other.basis is Basis.YEAR_END
        ]
        may_be_year_end = column.period and column.period.is_span and not twins
        return [Basis.CALENDAR_YEAR, *([Basis.YEAR_END] if may_be_year_end else [])]


class _Long(_Rows):
    """A row per figure."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self.by_name: dict[tuple[str, ...], Series] = {}

    def take(self, row: int) -> None:
        texts = self.texts(row)
        name = (texts["indicator"],) if "indicator" in texts else (texts.get("title", ""), texts.get("unit", ""))
        if not any(name):
            self.problem(row, self.layout.columns[0].index, "a row without a title")
            return
        series = self.by_name.get(name)
        if series is None:
            series = self.by_name[name] = Series(row, texts, self.basis(row, texts))
            self.table.series.append(series)
        for meaning in sorted(texts.keys() | series.texts.keys()):
            if texts.get(meaning) != series.texts.get(meaning):
                message = f"row {series.row + 1} has another {meaning} for the same indicator"
                self.problem(row, self.named[meaning], message)
        self._observe(row, series)

    def _observe(self, row: int, series: Series) -> None:
        column = self.named.get("period", self.named.get("year", 0))
        label = text(self.layout.grid.cell(row, column))
        read_as = period_of(label)
        if read_as is None:
            if label:
                self.problem(row, column, f"'{label}' is not a period; write 2021, FY2021 or FY2021..FY2023")
            return
        period, basis = read_as
        self.agreed(series, row, column, basis)
        if period in series.observations:
            self.problem(row, column, f"a second figure for {label}")
        elif "value" in self.named:
            reading = self.reading(row, self.named["value"], series.texts.get("unit", ""))
            self.take_percent(series, [reading])
            series.observations[period] = self._observation(row, reading)

    def _observation(self, row: int, reading: Reading) -> Observation:
        observation = _plain(reading)
        numerator, denominator = self._part(row, "numerator"), self._part(row, "denominator")
        if numerator is not None:
            observation["numerator"] = numerator
        if denominator is not None:
            observation["denominator"] = denominator
        if reading.value is not None and reading.value == ratio(numerator, denominator, text(self.cell(row, "unit"))):
            del observation["value"]  # a file need not say it again
        if note := text(self.cell(row, "note")):
            observation["note"] = note
        if status := self._status(row):
            observation["status"] = status
        return observation

    def _part(self, row: int, meaning: str) -> float | None:
        cell = self.cell(row, meaning)
        figure = number(cell) if isinstance(cell, str) else cell
        if figure is None and cell is not None:
            self.problem(row, self.named[meaning], f"'{cell}' is not a number")
        return figure

    def _status(self, row: int) -> str:
        """The status by its word, else by its code; a figure without either is a normal one."""
        word, code = text(self.cell(row, "status")), text(self.cell(row, "obs_status"))
        if word:
            taken = next((status for status in Status if status.value == word), None) or read(word).status
            if taken is None:
                known = ", ".join(Status)
                self.problem(row, self.named["status"], f"'{word}' is not a status; it is one of {known}")
            return taken.value if taken else ""
        return _BY_CODE[code].value if code in _BY_CODE and "status" not in self.named else ""

    def finish(self) -> None:
        """Nothing is left to do."""


def _plain(reading: Reading) -> Observation:
    observation = Observation()
    if reading.value is not None:
        observation["value"] = reading.value
    if reading.status is not None:
        observation["status"] = reading.status.value
    if reading.note is not None:
        observation["note"] = reading.note
    return observation


def ratio(numerator: float | None, denominator: float | None, unit: str) -> float | None:
    """Numerator by denominator, times 100 for percentages; None where one is missing or the denominator is zero."""
    if numerator is None or not denominator:
        return None
    return float(f"{numerator * (100 if unit.strip() in PERCENT else 1) / denominator:.15g}")
