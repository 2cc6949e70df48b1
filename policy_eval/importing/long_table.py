"""A table with a row per figure."""

from __future__ import annotations

from typing import Final

from ..model.decimals import is_percent_sign, ratio
from ..model.period_labels import in_months
from ..model.periods import FREQUENCIES
from ..model.status import Status
from .cells import Reading, figure_in, read
from .fiscal_year import shift_of
from .headings import period_of, text
from .rows import Rows
from .series import FigureRead, ForeignTable, Series, as_read
from .vocabulary import BY_STATUS_WORD

_BY_CODE: Final = {status.code: status for status in Status}


class Long(Rows):
    """A row per figure."""

    def __init__(self, table: ForeignTable) -> None:
        super().__init__(table)
        self.by_name: dict[tuple[str, ...], Series] = {}

    def take(self, row: int) -> None:
        texts = self.texts(row)
        of = (texts["indicator"],) if "indicator" in texts else (texts.get("title", ""), texts.get("unit", ""))
        name = (*of, texts.get("breakdown", ""))
        if not any(of):
            self.problem(row, self.layout.columns[0].index, "a row without a title")
            return
        if not self.names_a_part(row, texts):
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
        period = self.agreed(series, row, column, in_months(read_as) if self._is_monthly(row) else read_as)
        shift = shift_of(period, series.basis, text(self.cell(row, "start")).strip())
        if shift is not None:
            self.table.shifts.add(shift)
        if period in series.observations:
            self.problem(row, column, f"a second figure for {label}")
        elif "value" in self.named:
            reading = self.reading(row, self.named["value"], series.texts.get("unit", ""))
            self.take_percent(series, [reading])
            series.observations[period] = self._observation(row, reading)

    def _is_monthly(self, row: int) -> bool:
        return text(self.cell(row, "freq")).strip() == FREQUENCIES[12].code

    def _observation(self, row: int, reading: Reading) -> FigureRead:
        observation = as_read(reading)
        numerator, denominator = self._part(row, "numerator"), self._part(row, "denominator")
        if numerator is not None:
            observation["numerator"] = numerator
        if denominator is not None:
            observation["denominator"] = denominator
        if (low := self._part(row, "low")) is not None:
            observation["low"] = low
        if (high := self._part(row, "high")) is not None:
            observation["high"] = high
        times = 100 if is_percent_sign(text(self.cell(row, "unit"))) else 1
        if reading.value is not None and reading.value == ratio(numerator, denominator, times=times):
            del observation["value"]  # a file need not say it again
        if note := text(self.cell(row, "note")):
            observation["note"] = note
        if status := self._status(row):
            observation["status"] = status
        return observation

    def _part(self, row: int, meaning: str) -> float | None:
        cell = self.cell(row, meaning)
        figure = figure_in(cell) if isinstance(cell, str) else cell
        if figure is None and cell is not None:
            self.problem(row, self.named[meaning], f"'{cell}' is not a number")
        return figure

    def _status(self, row: int) -> str:
        """The status by its word, else by its code; a figure without either is a normal one."""
        word, code = text(self.cell(row, "status")), text(self.cell(row, "obs_status"))
        if word:
            taken = BY_STATUS_WORD.get(word) or read(word).status
            if taken is None:
                known = ", ".join(Status)
                self.problem(row, self.named["status"], f"'{word}' is not a status; it is one of {known}")
            return taken.value if taken else ""
        return _BY_CODE[code].value if code in _BY_CODE and "status" not in self.named else ""

    def finish(self) -> None:
        """Nothing is left to do."""
