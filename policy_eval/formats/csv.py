"""A frame as CSV, for a spreadsheet or for programs."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

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
    columns = []
    for column in (frame[name] for name in frame):
        cells = [text(value) for value in column.tolist()]
        if defuse and column.dtype.kind not in "fib":
            cells = [f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells]
        columns.append(cells)
    lines = _Lines()
    # Before Python 3.13 only the signs of its own line end make a writer quote a cell: both, or a lone \r is lost.
    writer = csv.writer(lines, lineterminator=_END)
    writer.writerow(frame.columns)
    writer.writerows(zip(*columns, strict=True))
    return "".join(line.removesuffix(_END) + newline for line in lines)


class _Lines(list[str]):
    """A file for a csv.writer, which writes each row by itself."""

    write = list.append
