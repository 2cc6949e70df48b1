"""A table, long or wide → its series."""

from __future__ import annotations

from .headings import Layout, text
from .long_table import Long
from .series import Table
from .wide_table import Wide


def read_table(layout: Layout) -> Table:
    """The series of a table, long or wide. What cannot be read is among the problems."""
    table = Table(layout)
    reader = Wide(table) if layout.periods else Long(table)
    for row in range(layout.row + 1, len(layout.grid.rows)):
        if any(text(cell).strip() for cell in layout.grid.rows[row]):
            reader.take(row)
    reader.finish()
    return table
