"""What a table holds: a series of figures for each indicator, in the shape of the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict

from ..errors import Problem
from ..model.periods import Basis, Period
from .cells import Reading
from .headings import Headings


class FigureRead(TypedDict, total=False):
    """A figure as a file has it, without what is missing."""

    value: float
    status: str
    note: str
    numerator: float
    denominator: float
    low: float
    high: float


@dataclass(slots=True)
class Series:
    """An indicator as a table has it: its texts by meaning, and its observations by period.

    `row` is the first of its rows, from 0. `basis` is what the table says of it, or None.
    """

    row: int
    texts: dict[str, str]
    basis: Basis | None = None
    observations: dict[Period, FigureRead] = field(default_factory=dict)


@dataclass(slots=True)
class ForeignTable:
    """All that was read from a file: the series, what the columns were taken for, remarks on cells, and problems.

    `shifts` are the months after January with which its fiscal years begin, as far as rows say so.
    """

    layout: Headings
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
