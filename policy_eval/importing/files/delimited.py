"""A text file with delimiters (CSV, TSV, semicolons, pipes) → a sheet."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from ...errors import PolevalError
from ...tables.spreadsheet_text import mark_for, unmarked
from ..sheet import Sheet
from .encodings import decoded

_DELIMITERS: Final = (",", "\t", ";", "|")
_LONGEST_CELL: Final = 8 * 1024 * 1024
_SAMPLE: Final = 2**18
_LOOKED_AT: Final = 200
_OF_EUROSTAT: Final = re.compile(r"[\w,]{1,200}\\TIME_PERIOD\t")
_NAMES: Final = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "pipes"}


def sheet_of(path: str, data: bytes, encoding: str | None) -> Sheet:
    """The one table of a text file. Raises PolevalError."""
    text, name = decoded(path, data, encoding)
    mark = mark_for(name)
    if _OF_EUROSTAT.match(text):
        text, delimiter = "\n".join(_as_tabs(line) for line in text.splitlines()), "\t"
    else:
        delimiter = delimiter_of(text[:_SAMPLE])
    csv.field_size_limit(_LONGEST_CELL)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise PolevalError(f"{path}: is not CSV: {error}") from None
    rows = {row: [unmarked(cell, mark) or None for cell in line] for row, line in enumerate(lines) if any(line)}
    return Sheet(path, "", rows, delimiter, about=f"{name}, {_NAMES[delimiter]}")


def _as_tabs(line: str) -> str:
    """A line of Eurostat's, whose dimensions stand in one cell with commas between, with each in a cell of its own."""
    dimensions, *cells = line.split("\t")
    return "\t".join((*dimensions.partition("\\")[0].split(","), *(cell.strip() for cell in cells)))


_MANY: Final = 10
"""A first line with so many delimiters is one of headings, whatever tabs and line ends stand within quotes below."""


def delimiter_of(text: str) -> str:
    """What stands between the cells: what divides most lines into the same number of cells, and that into most."""
    first = text.split("\n", maxsplit=1)[0]
    if several := [one for one in _DELIMITERS if first.count(one) >= _MANY]:
        return max(several, key=first.count)
    counted = {delimiter: _regular(text, delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=counted.__getitem__)


def _regular(text: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells that is more than one, and that number."""
    try:
        lines = [
            len(line)
            for line, _ in zip(
                csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), range(_LOOKED_AT), strict=False
            )
        ]
    except csv.Error:
        return 0, 0
    several = [width for width in lines if width > 1]
    common = max(several, key=lambda width: (several.count(width), width), default=0)
    return several.count(common), common
