"""The rows of a table: cells by what their columns mean, and problems in their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from ..errors import Problem
from ..model.breakdowns import part_of
from ..model.decimals import is_percent_sign
from ..model.period_labels import Labelled, in_months
from ..model.periods import Basis, Period
from .cells import Reading, read
from .grid import Value, place
from .headings import period_of, text
from .series import ForeignTable, Series
from .vocabulary import CODES

_OF_INDICATOR: Final = (
    "sub_field",
    "sub_field_title",
    "indicator",
    "breakdown",
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


class Rows:
    """What both kinds of tables have in common: cells by meaning, and problems in their places."""

    def __init__(self, table: ForeignTable) -> None:
        self.table, self.layout, self.named = table, table.layout, table.layout.named

    @cached_property
    def has_months(self) -> bool:
        """Whether some label of the table is a month, and `2023-12` one as well."""
        column = self.named.get("period")
        labels = (text(self.layout.grid.cell(row, column)) for row in self.below) if column is not None else ()
        named = [found[0] for label in labels if (found := period_of(label))]
        return any(one.per_year == 12 for one in (*named, *(c.period for c in self.layout.periods if c.period)))

    @property
    def below(self) -> range:
        """The rows below the headings."""
        return range(self.layout.row + 1, len(self.layout.grid.rows))

    def cell(self, row: int, meaning: str) -> Value:
        column = self.named.get(meaning)
        return None if column is None else self.layout.grid.cell(row, column)

    def texts(self, row: int) -> dict[str, str]:
        """The texts of an indicator, without the empty ones."""
        cells = {meaning: text(self.cell(row, meaning)) for meaning in _OF_INDICATOR}
        return {meaning: CODES.get((meaning, cell.strip()), cell) for meaning, cell in cells.items() if cell.strip()}

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

    def names_a_part(self, row: int, texts: Mapping[str, str]) -> bool:
        """Whether a row is of a whole, or says of which part in words that can be read."""
        label = texts.get("breakdown")
        if label is None or part_of(label) is not None:
            return True
        message = f"'{label}' is no part of a whole; write sex=women, or sex=women,age=15-24"
        self.problem(row, self.named["breakdown"], message)
        return False

    def agreed(self, series: Series, row: int, column: int, found: Labelled) -> Period:
        """The period that a label names in a series, held against the basis and the frequency of that."""
        is_in_months = self.has_months if series.basis is None else series.basis is not Basis.YEAR_END
        period, basis = in_months(found) if is_in_months else found
        series.basis = series.basis or basis
        if basis is not None and basis is not series.basis:
            self.problem(row, column, f"this is a {basis} in a series by {series.basis}; one indicator has one basis")
        own = next((one for one in series.observations if not one.is_span), period)
        if not period.is_span and own.per_year != period.per_year:
            message = f"this is a {period.frequency} in a series by {own.frequency}; one indicator has one frequency"
            self.problem(row, column, message)
        return period

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
                row, column, f"'{cell.strip()}' has more digits than a number can carry exactly (15, often 17)"
            )
        elif reading.is_percent and unit.strip() and not is_percent_sign(unit):
            self.problem(row, column, f"'{cell}' in a row with the unit '{unit}'")
        elif not reading.is_clear:
            self.remark(row, column, f"'{reading.note}': no figure; kept as a note")
        return reading


def _is_long_number(cell: str) -> bool:
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return False
    return True
