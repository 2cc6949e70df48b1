"""A CSV or XLSX file → cells, each a text, a number or nothing."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..errors import PolevalError, listed
from ..extras import required
from ..hints import nearest
from ..model.decimals import computed, digits, without_noise
from ..model.period_labels import read_label
from ..tables.spreadsheet_text import letters, mark_for, unmarked

Value = str | float | None

BOOKS: Final = frozenset((".xlsx", ".xlsm"))
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OTHER_BOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of OpenDocument and of old Excel begin."""
_DELIMITERS: Final = (",", "\t", ";")
_LONGEST_CELL: Final = 8 * 1024 * 1024
# How a workbook spells characters that XML cannot carry.
_CODE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
# Parts of a number format that are shown as they are written.
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it lies in a file; `sheet` is empty for a CSV. Rows may be of different lengths."""

    path: Path
    sheet: str
    rows: Sequence[Sequence[Value]]

    def cell(self, row: int, column: int) -> Value:
        """The cell of a row and a column, both from 0; nothing beyond the end of a row."""
        line = self.rows[row]
        return line[column] if column < len(line) else None


def place(row: int, column: int) -> str:
    """The name of a cell, as spreadsheets have it: C5."""
    return f"{letters(column)}{row + 1}"


def read_grids(path: Path, sheet: str | None = None, encoding: str | None = None) -> list[Grid]:
    """The sheets of a workbook (or the one named), or the one table of a CSV. Raises PolevalError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PolevalError(f"{path}: cannot be read: {error.strerror or error}") from None
    if path.suffix.lower() in BOOKS:
        return list(_sheets(path, data, sheet))
    if data.startswith(_OTHER_BOOKS):
        raise PolevalError(f"{path}: is a file of a program, not a table; save it as .xlsx or .csv")
    if sheet is not None:
        raise PolevalError(f"{path}: only a workbook (.xlsx) has sheets")
    return [_csv(path, data, encoding)]


def _csv(path: Path, data: bytes, encoding: str | None) -> Grid:
    text, name = _decoded(path, data, encoding)
    mark = mark_for(name)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise PolevalError(f"{path}: is not CSV: {error}") from None
    return Grid(path, "", [[unmarked(cell, mark) or None for cell in row] for row in rows])


def _decoded(path: Path, data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text and its encoding: as named, by its mark, else UTF-8, else cp932."""
    marked = [name for mark, name in _MARKS.items() if data.startswith(mark)]
    for name in (encoding,) if encoding and not marked else marked or ("utf-8", "cp932"):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    raise PolevalError(f"{path}: is not {encoding or 'UTF-8 or cp932'}; name its encoding with --encoding")


def _delimiter(text: str) -> str:
    """What stands between the cells of the first line that has any of them."""
    for line in text.splitlines():
        counts = {sign: line.count(sign) for sign in _DELIMITERS}
        if any(counts.values()):
            return max(_DELIMITERS, key=counts.__getitem__)
    return ","


def _sheets(path: Path, data: bytes, wanted: str | None) -> Iterator[Grid]:
    openpyxl = required("openpyxl", "xlsx", "reading an XLSX file")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:  # noqa: BLE001  # a broken workbook fails in any way there is
        raise PolevalError(f"{path}: is not an XLSX file that can be read") from None
    names = [sheet.title for sheet in book.worksheets]
    if wanted is not None and wanted not in names:
        known = nearest(wanted, names) or f"; there is {listed(names, 'and')}"
        raise PolevalError(f"{path}: there is no sheet '{wanted}'{known}")
    for sheet in book.worksheets:
        if wanted in (None, sheet.title):
            rows = [[_value(cell) for cell in row] for row in sheet.iter_rows()]
            _fill_merged(sheet, rows)
            yield Grid(path, sheet.title, rows)


def _value(cell: Any) -> Value:
    """What the cell shows: a number as it is stored, 0.879 in a format of percent as 87.9%."""
    value = cell.value
    if value is None or isinstance(value, str):
        # A CSV with marked text may have been saved as a workbook.
        return unmarked(_CODE.sub(lambda code: chr(int(code[1], 16)), value)) or None if value else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    figure = without_noise(float(value))
    shown = cell.number_format or ""
    if "%" in _LITERAL.sub("", shown):
        return f"{digits(computed(value * 100))}%"
    # A year may be stored as 2021 and shown as 2021年度 or FY2021.
    named = re.fullmatch(r'(?:"([^"]*)")?0(?:"([^"]*)")?', shown)
    year = f"{named[1] or ''}{digits(figure)}{named[2] or ''}" if named else ""
    return year if read_label(year) else figure


def _fill_merged(sheet: Any, rows: list[list[Value]]) -> None:
    """What a cell over several rows says holds for each of them."""
    for area in sheet.merged_cells.ranges:
        column, value = area.min_col - 1, rows[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row, area.max_row):
            rows[row][column] = value
