"""A table with a row per indicator and a column per period."""

from __future__ import annotations

from ..model.periods import Basis, Period
from .headings import text
from .rows import Rows
from .series import FigureRead, Series, as_read
from .vocabulary import TARGET_ROWS


class Wide(Rows):
    """A row per indicator, a column per period."""

    def take(self, row: int) -> None:
        texts = self.texts(row)
        if not texts.keys() & {"indicator", "title"}:
            self._without_name(row)
            return
        if word := self._target_word(row):
            self.remark(row, self.layout.columns[0].index, f"'{word}': no target is taken from a table; left out")
            return
        if not self.names_a_part(row, texts):
            return
        series = Series(row, texts, self.basis(row, texts))
        readings = [(column, self.reading(row, column.index, texts.get("unit", ""))) for column in self.layout.periods]
        told = [(column, reading) for column, reading in readings if reading.is_said]
        for column, reading in told:
            if column.period is None:
                continue
            period, observation = (
                self.agreed(series, row, column.index, (column.period, column.basis)),
                as_read(reading),
            )
            if series.observations.setdefault(period, observation) != observation:
                self.problem(row, column.index, f"another figure for {period} than in a column before")
        self.take_percent(series, [reading for _, reading in told])
        if texts.keys() <= {"title", "sub_field"} and not told:
            self.remark(row, self.layout.named["title"], f"'{texts['title'].strip()}': no unit and no figure; left out")
            return
        if note := text(self.cell(row, "note")):
            series.texts["note"] = note
        self.table.series.append(series)

    def _target_word(self, row: int) -> str:
        """What a column without a meaning says of the row, if that is of a target: 目標値."""
        words = (text(self.layout.grid.cell(row, column.index)) for column in self.layout.columns if not column.is_used)
        return next((word for word in words if word.strip().casefold() in TARGET_ROWS), "")

    def _without_name(self, row: int) -> None:
        """A row of figures without a name is a problem; any other is a heading within the table."""
        for column in self.layout.periods:
            if self.layout.grid.cell(row, column.index) is not None:
                self.problem(row, column.index, "a figure in a row without a title")
                return

    def finish(self) -> None:
        """A period without any figure, in a table that says of each row what its years are, is still a period."""
        for column in self.layout.periods if "basis" in self.named else ():
            if column.period:
                own = [one for one in self.table.series if _may_have(one, column.period, column.basis)]
                for one in own if not any(column.period in one.observations for one in own) else ():
                    one.observations[column.period] = FigureRead()


def _may_have(series: Series, period: Period, basis: Basis | None) -> bool:
    """Whether a period is one of the basis and the frequency of a series, as far as there is one already."""
    known = next(iter(series.observations), period)
    is_month = period.per_year == 12  # the same by every basis; other names without one are those of the calendar
    return known.per_year == period.per_year and (is_month or series.basis is (basis or Basis.CALENDAR_YEAR))
