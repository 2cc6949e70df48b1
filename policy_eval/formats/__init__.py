"""Frames → bytes, one small module for each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from .csv import to_csv
from .json import to_json
from .markdown import to_markdown

if TYPE_CHECKING:
    import pandas as pd

FORMATS: Final[Mapping[str, Callable[[pd.DataFrame], str]]] = {
    "csv": to_csv,
    "json": to_json,
    "markdown": to_markdown,
}
_MARK: Final = "\ufeff"


def write(frame: pd.DataFrame, name: str, reader: str | None = None, *, is_csv_file: bool = False) -> bytes:
    """The frame in the format `name`, as UTF-8.

    CSV for `reader` "excel" (the default for a .csv file) begins with the mark by which
    Excel knows UTF-8 and ends its lines as Windows does; for "data" its text is left as
    it is; otherwise text that a spreadsheet would run is defused.
    """
    if name != "csv":
        return FORMATS[name](frame).encode()
    if reader == "excel" or (reader is None and is_csv_file):
        return (_MARK + to_csv(frame, newline="\r\n")).encode()
    return to_csv(frame, defuse=reader != "data").encode()
