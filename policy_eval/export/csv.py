"""A frame as CSV, for a spreadsheet or for programs."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..errors import PolevalError
from ..tables.cell_text import cell_text
from ..tables.spreadsheet_text import MARK, carries, is_converted, is_formula, mark_for, marked

if TYPE_CHECKING:
    import pandas as pd

UTF_8: Final = "utf-8"
_END: Final = "\r\n"
_AT_ONCE: Final = 50_000
"""Rows that are text and bytes at the same time."""
_BYTE_ORDER_MARK: Final = "\ufeff"
_LIKE: Final = dict(zip("〜−—‖¢£¬–•〰", "～－―∥￠￡￢－・～", strict=True))
"""What old Japanese encodings have for characters that look alike."""
_GUARDS: Final = {"excel": is_converted, "data": None, None: is_formula}
"""What text is marked for which reader."""


def write(
    frame: pd.DataFrame,
    reader: str | None = None,
    encoding: str = UTF_8,
    headings: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The frame as CSV for `reader`; `headings` are names for its columns other than their own.

    For "excel" it begins with the mark by which Excel knows UTF-8, ends its lines as
    Windows does, and text that a spreadsheet would convert has an invisible character
    before it; for "data" all is as it is; for None only what a spreadsheet would run is
    marked. Raises PolevalError for a character that `encoding` does not have.
    """
    return write_all([frame], reader, encoding, headings)


def write_all(
    frames: Iterable[pd.DataFrame],
    reader: str | None = None,
    encoding: str = UTF_8,
    headings: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The same of a frame that comes in pieces, which need not be in memory together."""
    for_excel = reader == "excel"
    newline, guard, mark = _END if for_excel else "\n", _GUARDS[reader], mark_for(encoding)
    data, encoder = io.BytesIO(), codecs.getincrementalencoder(encoding)()
    data.write(encoder.encode(_BYTE_ORDER_MARK * (for_excel and encoding == UTF_8)))
    for number, frame in enumerate(frames):
        blocks = _blocks(frame.rename(columns=dict(headings)), newline, guard, mark)
        for text in islice(blocks, 1 if number else 0, None):  # the names of the columns only once
            if not carries(text, encoding):
                raise PolevalError(_lost(frame, encoding, headings))
            data.write(encoder.encode(text))
    data.write(encoder.encode("", final=True))
    return data.getvalue()


def replaced(frame: pd.DataFrame, encoding: str, *, lossy: bool) -> tuple[pd.DataFrame, dict[str, str]]:
    """The frame with what `encoding` has for characters that it lacks, and what stands for what.

    `〜` becomes `～`, as everybody takes them for one; if `lossy`, all else becomes `?`.
    """
    import pandas as pd

    texts = [name for name in frame.columns if frame[name].dtype == object]
    chars = {char for name in texts for value in {*frame[name].tolist()} if isinstance(value, str) for char in value}
    lacking = [char for char in chars if not carries(char, encoding)]
    found = {
        char: _LIKE.get(char, "?") for char in sorted(lacking) if lossy or carries(_LIKE.get(char, char), encoding)
    }
    if not found:
        return frame, {}
    table = str.maketrans(found)
    changed = {
        name: [value.translate(table) if isinstance(value, str) else value for value in frame[name].tolist()]
        for name in texts
    }
    return frame.assign(**{name: pd.Series(values, frame.index, object) for name, values in changed.items()}), found


def to_csv(
    frame: pd.DataFrame, *, newline: str = "\n", guard: Callable[[str], bool] | None = None, mark: str = MARK
) -> str:
    """The frame with a line of column names; missing values are empty cells.

    Text for which `guard` is true has `mark` before it; numbers stay numbers, negative
    ones too.
    """
    return "".join(_blocks(frame, newline, guard, mark))


def _blocks(frame: pd.DataFrame, newline: str, guard: Callable[[str], bool] | None, mark: str) -> Iterator[str]:
    """The same, so many rows at a time."""
    yield _rows([[_cell(name, guard, mark) for name in frame.columns]], newline)
    known: list[dict[object, str]] = [{} for _ in frame.columns]  # most text comes again and again
    for start in range(0, len(frame), _AT_ONCE):
        block = frame.iloc[start : start + _AT_ONCE]
        columns = [_cells(block.iloc[:, at], known[at], guard, mark) for at in range(block.shape[1])]
        yield _rows(zip(*columns, strict=True), newline)


def _rows(rows: Iterable[Sequence[str]], newline: str) -> str:
    lines = _Lines()
    # Before Python 3.13 only the signs of its own line end make a writer quote a cell: both, or a lone \r is lost.
    csv.writer(lines, lineterminator=_END).writerows(rows)
    return "".join(line.removesuffix(_END) + newline for line in lines)


def _cells(
    column: pd.Series[Any], known: dict[object, str], guard: Callable[[str], bool] | None, mark: str
) -> list[str]:
    values = column.tolist()
    if column.dtype.kind in "fib":
        return [cell_text(value) for value in values]
    known |= {value: _cell(value, guard, mark) for value in {*values} - known.keys()}
    return [known[value] for value in values]


def _cell(value: object, guard: Callable[[str], bool] | None, mark: str) -> str:
    return marked(value, guard, mark) if guard and isinstance(value, str) else cell_text(value)


def _lost(frame: pd.DataFrame, encoding: str, headings: Mapping[str, str]) -> str:
    """`cp932 has no '−' (U+2212 MINUS SIGN), which is in the title of un-staff`, and how many more."""
    named = "".join(headings.get(name, name) for name in frame.columns.tolist())
    found = {char: "the headings; --headings en has others" for char in named if not carries(char, encoding)}
    for name in frame:
        for row, value in enumerate(frame[name].tolist()):
            for char in value if isinstance(value, str) else ():
                if char not in found and not carries(char, encoding):
                    found[char] = f"the {name} of {frame['indicator'].iloc[row]}"
    char, where = next(iter(found.items()))
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    named = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
    return f"--encoding {encoding}: it has no '{char}' ({named}), which is in {where}{more}"


class _Lines(list[str]):
    """A file for a csv.writer, which writes each row by itself."""

    write = list.append
