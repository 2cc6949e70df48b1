"""A frame as JSON: a list of records, one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..tables.cell_text import json_value

if TYPE_CHECKING:
    import pandas as pd


def write(frame: pd.DataFrame) -> bytes:
    """The rows as objects with the frame's columns as keys; what is missing is null."""
    columns = [[json_value(value) for value in column.tolist()] for column in (frame[name] for name in frame)]
    names = list(frame.columns)
    records = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in zip(*columns, strict=True)]
    return ("[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n").encode()
