"""Rows of plain values as CSV and JSON, for what needs no frame."""

from __future__ import annotations

import csv
import io
import json
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


def as_json(value: object) -> str:
    """Rows as a list of objects, or whatever they stand in."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    # A path that is no UTF-8 has half a surrogate pair in it, which JSON can only spell out.
    return text.encode("utf-8", "backslashreplace").decode()
