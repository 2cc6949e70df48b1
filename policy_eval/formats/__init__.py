"""Frames → bytes, one small module for each format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .csv import UTF_8, write_csv
from .json import to_json
from .markdown import to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd


def _parquet(frame: pd.DataFrame) -> bytes:
    from .parquet import to_parquet

    return to_parquet(frame)


FORMATS: Final[Mapping[str, Callable[[pd.DataFrame], bytes]]] = {
    "csv": write_csv,
    "json": lambda frame: to_json(frame).encode(),
    "markdown": lambda frame: to_markdown(frame).encode(),
    "parquet": _parquet,
}
"""A frame in each format that holds one frame."""


def write(
    frame: pd.DataFrame, name: str, reader: str | None = None, encoding: str = UTF_8, *, is_csv_file: bool = False
) -> bytes:
    """The frame in the format `name`.

    CSV is for `reader`, "excel" (the default for a .csv file) or "data", and in
    `encoding`; see `csv.write_csv`. All other text is UTF-8.
    """
    if name != "csv":
        return FORMATS[name](frame)
    return write_csv(frame, reader or ("excel" if is_csv_file else None), encoding)
