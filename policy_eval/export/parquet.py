"""A frame as Parquet, with the types of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..extras import required
from ..tables.cell_text import cell_text
from ..tables.columns import DATES

if TYPE_CHECKING:
    import pandas as pd


def write(frame: pd.DataFrame) -> bytes:
    """The frame as a Parquet file of string, double, int64, bool and date columns; what is missing is null.

    Figures are those of the frame, to the last bit. A column of text is one of strings
    also where it is empty, and figures in it (as in the wide layout with reasons) are
    text. The same frame gives the same bytes. Raises PolevalError without pyarrow.
    """
    arrow = required("pyarrow", "a Parquet file")
    parquet = required("pyarrow.parquet", "a Parquet file")
    arrays = [_array(arrow, frame[name]) for name in frame]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.table(arrays, names=list(frame.columns)), sink)
    return bytes(sink.getvalue())


def _array(arrow: Any, column: pd.Series[Any]) -> Any:
    kind = column.dtype.kind
    if kind in "fib":
        types = {"f": arrow.float64(), "i": arrow.int64(), "b": arrow.bool_()}
        return arrow.array(column.to_numpy(), types[kind], from_pandas=True)  # NaN becomes null
    if str(column.name) in DATES:
        return arrow.array(column.tolist(), arrow.date32())
    return arrow.array([cell_text(value) or None for value in column.tolist()], arrow.string())
