"""What a table holds: a series of figures for each indicator, in the shape of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from ..errors import Problem
from ..model.periods import Basis, Period
from .cells import Reading
from .ledger import Ledger
from .sheet import Sheet
from .tables import Table


class FigureRead(TypedDict, total=False):
    """A figure as a file has it, without what is missing."""

    value: float
    status: str
    note: str
    numerator: float
    denominator: float
    low: float
    high: float


Key = tuple[str, ...]


@dataclass(slots=True)
class Series:
    """An indicator as a table has it: its texts by meaning, its observations and its targets by period.

    `sheet`, `row` (from 0) and `table` are where it begins. `basis` is what the table says
    of it, or None. `cells` are the places of the observations, `per` is what ratios are multiplied by.
    """

    sheet: Sheet
    row: int
    texts: dict[str, str]
    table: Table
    basis: Basis | None = None
    observations: dict[Period, FigureRead] = field(default_factory=dict)
    targets: dict[Period, float] = field(default_factory=dict)
    cells: dict[Period, tuple[int, int]] = field(default_factory=dict)
    per: int | None = None

    @property
    def whole(self) -> Key:
        """What tells one indicator from another: its id, else title and unit."""
        return (
            (self.texts["indicator"],)
            if "indicator" in self.texts
            else (self.texts.get("title", ""), self.texts.get("unit", ""))
        )

    @property
    def key(self) -> Key:
        """The same for a part of one."""
        return (*self.whole, self.texts.get("breakdown", ""))

    def problem(self, message: str, column: int = 0) -> Problem:
        """What is wrong with the series as a whole, in the line where it begins."""
        return Problem(self.sheet.path, self.row + 1, column + 1, self.sheet.name, message)


@dataclass(slots=True)
class Figures:
    """All that was read from a file: the series, what the tables were taken for, remarks on cells, and problems.

    `shifts` are the months after January with which its fiscal years begin, as far as rows say so.
    """

    path: str
    tables: Sequence[Table] = ()
    ledgers: Sequence[Ledger] = ()
    series: list[Series] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shifts: set[int] = field(default_factory=set)


def as_read(reading: Reading) -> FigureRead:
    """What a cell says, as a file has it."""
    observation = FigureRead()
    if reading.value is not None:
        observation["value"] = reading.value
    if reading.low is not None:
        observation["low"] = reading.low
    if reading.high is not None:
        observation["high"] = reading.high
    if reading.status is not None:
        observation["status"] = reading.status.value
    if reading.note is not None:
        observation["note"] = reading.note
    return observation
