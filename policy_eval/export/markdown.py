"""A frame as a GitHub-flavoured Markdown table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..tables.cell_text import cell_text
from ..wording.markdown import table

if TYPE_CHECKING:
    import pandas as pd


def write(frame: pd.DataFrame) -> bytes:
    """All of the frame; figures stand right, as `values.number` writes them."""
    columns = [[cell_text(value) for value in column.tolist()] for column in (frame[name] for name in frame)]
    right = [frame[name].dtype.kind in "fi" for name in frame]
    lines = table(list(frame.columns), right, list(zip(*columns, strict=True)))
    return ("\n".join(lines) + "\n").encode()
