"""A frame as CSV, for a spreadsheet or for programs."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Final

from .values import text

if TYPE_CHECKING:
    import pandas as pd

# A cell that starts so, perhaps after spaces, is run as a formula by one spreadsheet or another.
_FORMULA: Final = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_END: Final = "\r\n"


def to_csv(frame: pd.DataFrame, *, newline: str = "\n", defuse: bool = True) -> str:
    """The frame with a line of column names; missing values are empty cells.

    `defuse` puts an apostrophe before text that a spreadsheet would run; numbers stay
    numbers, negative ones too.
    """
    lines = _Lines()
    # Before Python 3.13 only the signs of its own line end make a writer quote a cell: both, or a lone \r is lost.
    writer = csv.writer(lines, lineterminator=_END)
    writer.writerow(frame.columns)
    columns = [_cells(frame[name], defuse=defuse) for name in frame]
    writer.writerows(zip(*columns, strict=True))
    return "".join(line.removesuffix(_END) + newline for line in lines)


def _cells(column: pd.Series[Any], *, defuse: bool) -> list[str]:
    values = column.tolist()
    if column.dtype.kind in "fib":
        return [text(value) for value in values]
    # Most text comes again and again.
    cells = {value: text(value) for value in set(values)}
    if defuse:
        cells = {value: f"'{cell}" if _FORMULA.match(cell) else cell for value, cell in cells.items()}
    return [cells[value] for value in values]


class _Lines(list[str]):
    """A file for a csv.writer, which writes each row by itself."""

    write = list.append
