"""Rows of plain values as CSV, for what needs no frame."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from ..tables.cell_text import cell_text
from ..tables.spreadsheet_text import MARK, is_formula, marked


def as_csv(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A heading and a line for each row; nothing for None. Text that a spreadsheet would run is marked as text."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_cell(row[field]) for field in fields] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> str:
    text = cell_text(value)
    return marked(text, is_formula, MARK) if isinstance(value, str) else text
