"""What became of each cell of a sheet that is not empty: the counts add up to the sheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from ..errors import brief, count
from .cells import looks_like_figure
from .sheet import Sheet, place, text


class Fate(StrEnum):
    """What a cell was taken for."""

    FIGURE = "figure"
    TARGET = "target"
    MISSING = "missing"
    HEADING = "heading"
    TITLE = "title"
    UNIT = "unit"
    STATUS = "status"
    NOTE = "note"
    LABEL = "label"
    """Any other word on a figure: its period, its category, its source."""
    LEFT_OUT = "left out"

    def counted(self, number: int) -> str:
        """`2 figures`, `3 left out`."""
        if self in (Fate.MISSING, Fate.LEFT_OUT):
            return f"{number} {self}"
        return count(number, self) if self is not Fate.STATUS or number == 1 else f"{number} statuses"


_UNSEEN: Final = (Fate.LEFT_OUT, "not looked at")


class Entry(NamedTuple):
    """A cell with what it was taken for, and the reason where that needs one."""

    sheet: str
    cell: str
    content: str
    fate: Fate
    reason: str


@dataclass(slots=True)
class Ledger:
    """The fates of the cells of one sheet: of columns as a whole, and of single cells, which count first."""

    sheet: Sheet
    columns: dict[int, list[tuple[range, Fate, str]]] = field(default_factory=dict)
    cells: dict[tuple[int, int], tuple[Fate, str]] = field(default_factory=dict)

    def cover(self, rows: range, column: int, fate: Fate, reason: str = "") -> None:
        """The same fate for all cells of a column in these rows."""
        self.columns.setdefault(column, []).append((rows, fate, reason))

    def mark(self, row: int, column: int, fate: Fate, reason: str = "") -> None:
        """The fate of one cell."""
        self.cells[row, column] = fate, reason

    def mark_row(self, row: int, fate: Fate, reason: str, columns: Container[int] | None = None) -> None:
        """The same fate for all cells of a row, or for those of these columns."""
        for column, _ in self.sheet.filled(row):
            if columns is None or column in columns:
                self.mark(row, column, fate, reason)

    def leave_out_words(self, row: int, reason: str) -> None:
        """Leave out the cells of a row that hold words; a figure among them is still to be accounted for."""
        for column, cell in self.sheet.filled(row):
            if not looks_like_figure(cell):
                self.mark(row, column, Fate.LEFT_OUT, reason)

    def fate(self, row: int, column: int) -> tuple[Fate, str] | None:
        """What a cell was taken for; None for one that nobody has looked at."""
        if (row, column) in self.cells:
            return self.cells[row, column]
        for rows, fate, reason in self.columns.get(column, ()):
            if row in rows:
                return fate, reason
        return None

    def unaccounted(self) -> Iterator[tuple[int, int]]:
        """The cells that nobody has looked at."""
        return ((row, column) for row, column, _ in self.sheet.cells() if self.fate(row, column) is None)

    def entries(self) -> Iterator[Entry]:
        """Every cell that is not empty, in the order of the sheet."""
        for row, column, cell in self.sheet.cells():
            fate, reason = self.fate(row, column) or _UNSEEN
            yield Entry(self.sheet.name, place(row, column), text(cell), fate, reason)


def tally(ledgers: Iterable[Ledger]) -> Counter[tuple[Fate, str]]:
    """How many cells have each fate, with its reason."""
    return Counter(ledger.fate(row, column) or _UNSEEN for ledger in ledgers for row, column, _ in ledger.sheet.cells())


def words_for_none(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Each cell that has a word in place of a figure, with the status it was taken for, or nothing."""
    for row, column, cell in ledger.sheet.cells():
        fate, reason = ledger.fate(row, column) or _UNSEEN
        if fate is Fate.MISSING or (fate is Fate.STATUS and reason):
            yield brief(text(cell)), reason


def as_csv(ledgers: Iterable[Ledger]) -> str:
    """All cells as CSV: sheet, cell, content, taken_as, reason."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("sheet", "cell", "content", "taken_as", "reason"))
    writer.writerows(
        (one.sheet, one.cell, one.content, one.fate.value, one.reason) for ledger in ledgers for one in ledger.entries()
    )
    return out.getvalue()
