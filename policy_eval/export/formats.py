"""Frames → bytes, one small module for each format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd


# Only the format that is wanted is loaded.
def _json(frame: pd.DataFrame) -> bytes:
    from .json import to_json

    return to_json(frame).encode()


def _markdown(frame: pd.DataFrame) -> bytes:
    from ..wording.markdown import to_markdown

    return to_markdown(frame).encode()


def _parquet(frame: pd.DataFrame) -> bytes:
    from .parquet import to_parquet

    return to_parquet(frame)


FORMATS: Final[Mapping[str, Callable[[pd.DataFrame], bytes]]] = {
    "json": _json,
    "markdown": _markdown,
    "parquet": _parquet,
}
"""A frame in each format that holds one frame, but for CSV."""


def write(
    frame: pd.DataFrame, name: str, reader: str | None = None, encoding: str = "utf-8", *, is_csv_file: bool = False
) -> bytes:
    """The frame in the format `name`.

    CSV is for `reader`, "excel" (the default for a .csv file) or "data", and in
    `encoding`; see `csv.write_csv`. All other text is UTF-8.
    """
    if name != "csv":
        return FORMATS[name](frame)
    from .csv import write_csv

    return write_csv(frame, reader or ("excel" if is_csv_file else None), encoding)
