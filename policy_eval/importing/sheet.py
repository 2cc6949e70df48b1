"""A sheet of a file: its cells, and what of them is merged, hidden or without a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite, isnan
from typing import Final, NamedTuple

from ..errors import Problem
from ..model.decimals import digits, without_noise
from ..tables.spreadsheet_text import letters


class Percent(float):
    """A number of a cell that is shown as a percentage: 87.9 for 0.879."""

    __slots__ = ()


Value = str | float | None
OBSERVATIONS: Final = "observations"
"""What our exports call the table with all the figures, every digit of which is as it was in the files."""
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384


class Area(NamedTuple):
    """Cells from one corner to the other, both from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """The name of the area, as spreadsheets have it: A2:C5."""
        first, last = place(self.top, self.left), place(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@dataclass(slots=True)
class Sheet:
    """The cells that hold anything, by row; `name` is empty in a file that has one table only.

    `separator` stands between the cells of a text file, and is empty where cells have
    types. `unsolved` are the formulas whose result the file does not hold.
    """

    path: str
    name: str = ""
    rows: Mapping[int, Sequence[Value]] = field(default_factory=dict)
    separator: str = ""
    is_hidden: bool = False
    merged: Sequence[Area] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unsolved: frozenset[tuple[int, int]] = frozenset()
    about: str = ""

    def cell(self, row: int, column: int) -> Value:
        """The cell of a row and a column, both from 0; nothing where there is none."""
        line = self.rows.get(row, ())
        return line[column] if column < len(line) else None

    def text(self, row: int, column: int) -> str:
        """The cell as text, without the space around it."""
        return text(self.cell(row, column)).strip()

    def has(self, row: int, column: int) -> bool:
        """Whether a cell holds more than space."""
        cell = self.cell(row, column)
        return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))

    def filled(self, row: int) -> Iterator[tuple[int, Value]]:
        """The columns of a row that hold more than space, with their cells."""
        for column, cell in enumerate(self.rows.get(row, ())):
            if cell is not None and (not isinstance(cell, str) or cell.strip()):
                yield column, cell

    def cells(self) -> Iterator[tuple[int, int, Value]]:
        """All cells that hold more than space, with their rows and columns."""
        return ((row, column, cell) for row in self.rows for column, cell in self.filled(row))

    def problem(self, row: int, column: int, message: str) -> Problem:
        """What is wrong with a cell, by file, line and column, and by the name of the cell."""
        return Problem(self.path, row + 1, column + 1, self.named(place(row, column)), message)

    def named(self, area: str) -> str:
        """The name of a cell or an area, with that of the sheet if it has one."""
        return f"{self.name}!{area}" if self.name else area


def place(row: int, column: int) -> str:
    """The name of a cell, as spreadsheets have it: C5."""
    return f"{letters(column)}{row + 1}"


def cell_of(value: object) -> Value:
    """A value that has a type, as a cell; a whole number that a float does not hold stays text."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int) and abs(value) >= 2**53:
        return str(value)
    if isinstance(value, (int, float)):
        return without_noise(float(value)) if isfinite(value) else None if isnan(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return None if value is None else str(value) or None


def text(cell: Value) -> str:
    """A cell as text, as it is shown; nothing for an empty one."""
    if isinstance(cell, float):
        return digits(cell) + "%" * isinstance(cell, Percent)
    return cell or ""
