"""A table, long or wide → its series."""

from __future__ import annotations

from .headings import Headings, text
from .long_table import Long
from .series import ForeignTable
from .wide_table import Wide


def read_table(layout: Headings) -> ForeignTable:
    """The series of a table, long or wide. What cannot be read is among the problems."""
    table = ForeignTable(layout)
    reader = Wide(table) if layout.periods else Long(table)
    for row in range(layout.row + 1, len(layout.grid.rows)):
        if any(text(cell).strip() for cell in layout.grid.rows[row]):
            reader.take(row)
    reader.finish()
    return table
