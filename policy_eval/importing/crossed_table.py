"""A table with a row per period and a column per indicator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from ..model.periods import Period
from ..model.status import Status
from ..tables.spreadsheet_text import letters
from .cells import Reading
from .column_meaning import ColumnMeaning
from .headings import looks_like_note
from .ledger import Fate
from .period_names import Name, combined
from .rows import Rows
from .series import Series
from .sheet import text

_OWN: Final = frozenset(("figures", "period", "year", "part_of_year", "freq", "multiplier"))


class Crossed(Rows):
    """A row per period, a column per indicator."""

    def read(self) -> None:
        columns = [column for column in self.headings.columns if column.meaning == "figures"]
        self.account(columns)
        self._refuse_lost()
        at = self.named.get("period", self.named.get("year", 0))
        named = {row: self.name_at(row, at) for row in self.table.rows}
        self._refuse_parts(columns, at, {name.period.year for name in named.values() if name})
        self.settle([name for name in named.values() if name])
        self._refuse_twice({row: name for row, name in named.items() if name})
        names = {row: self._name(row, at, name) for row, name in named.items()}
        for column in columns:
            texts = {"title": column.heading}
            if unit := column.unit or self.saying.unit or self.unit_above:
                texts["unit"] = unit
            for row in self.table.rows[:1]:
                self.hold_multiplier(row, texts)
            series = Series(self.sheet, self.headings.row, texts, self.table)
            readings: list[Reading] = []
            for row, name in names.items():
                if name is None or not self.is_filled(row, column.index):
                    continue
                reading = self.reading(row, column.index, texts.get("unit", ""))
                readings.append(reading)
                if reading.is_said:
                    self._observe(row, column.index, name, series, reading)
            self.take_percent(series, readings)
            self.figures.series.append(series)

    def _refuse_parts(self, columns: Sequence[ColumnMeaning], at: int, years: Collection[int]) -> None:
        """Months or quarters across, whose years stand in the rows."""
        for column in columns:
            if any(combined((str(year), column.heading)) for year in years):
                words = f"'{column.heading}' is a part of a year, whose years stand in column {letters(at)}"
                options = "write a period such as 2021-04 in a cell of its own"
                self.problem(self.headings.row, column.index, f"{words}; {options}")

    def _refuse_twice(self, named: dict[int, Name]) -> None:
        """Two rows of one period, of which nothing says what tells them apart."""
        found: dict[tuple[Period, Status | None], int] = {}
        for row, name in named.items():
            first = found.setdefault((name.period, name.status), row)
            if first != row:
                words = f"rows {first + 1} and {row + 1} are both of {name.period}; --skip leaves one out"
                self.problem(row, 0, words)

    def _refuse_lost(self) -> None:
        """Columns that would say something of some of the figures, and of which nobody knows of which."""
        meanings = {column.meaning for column in self.headings.columns} - _OWN - {""}
        self.refuse_columns(meanings, "this table has a column for each indicator")
        for column in (one for one in self.headings.columns if one.is_unknown):
            words = {self.sheet.text(row, column.index) for row in self.table.rows}
            if len(words - {""}) > 1:
                named = column.heading or column.letters
                message = f"'{named}' may tell rows apart; --map '{named}=ignore' leaves it out"
                self.problem(self.headings.row, column.index, message)

    def _name(self, row: int, column: int, name: Name | None) -> Name | None:
        if name is not None:
            return self.period(row, column, name)
        words = text(self.at(row, column)).strip()
        figures = [index for index, _ in self.sheet.filled(row) if index != column]
        if not figures and looks_like_note(words):
            self.ledger.leave_out_words(row, "a line below the table")
            self.remark(row, column, f"'{words}': left out")
        elif figures:
            what = f"'{words}' is not a period" if words else "a row of figures without a period"
            self.problem(
                row, column, f"{what}; write 2021, FY2021 or 2021-04, or leave the row out by --skip {row + 1}"
            )
            self.ledger.mark_row(row, Fate.LEFT_OUT, "a row without a period")
        else:
            self.ledger.leave_out_words(row, "a row without a period or a figure")
        return None

    def _observe(self, row: int, column: int, name: Name, series: Series, reading: Reading) -> None:
        period = self.agreed(series, row, column, name)
        observation = self.observation(reading, name)
        if period in series.observations:
            self.problem(row, column, f"a second figure for {period} in this column")
        series.observations.setdefault(period, observation)
        series.cells.setdefault(period, (row, column))
