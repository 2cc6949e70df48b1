"""Workbooks of old Excel (.xls) and binary ones (.xlsb) → sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from ...errors import PolevalError
from ...extras import required
from ..sheet import Area, Sheet, Value, cell_of
from .formats import Format, from_code, number
from .package import Package

_XF: Final = 47
_BEGIN_CELL_XFS, _END_CELL_XFS = 617, 618


def xls_sheets(path: str, data: bytes, wanted: str | None) -> Iterator[Sheet]:
    """The visible sheets in their order, hidden ones without their cells; the one that is wanted, visible or not."""
    xlrd = required("xlrd", "reading an XLS file")
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    for sheet in book.sheets():
        is_hidden = bool(sheet.visibility)
        if is_hidden and wanted != sheet.name:
            yield Sheet(path, sheet.name, is_hidden=True)
            continue
        rows = {
            row: [_value(book, sheet, row, column) for column in range(sheet.row_len(row))]
            for row in range(sheet.nrows)
        }
        merged = [Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        hidden = (
            frozenset(row for row, about in sheet.rowinfo_map.items() if about.hidden and any(rows.get(row, ()))),
            frozenset(column for column, about in sheet.colinfo_map.items() if about.hidden),
        )
        yield Sheet(path, sheet.name, rows, "", is_hidden, merged, *hidden)


def _value(book: Any, sheet: Any, row: int, column: int) -> Value:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == 1:
        return value or None
    if kind == 4:
        return "TRUE" if value else "FALSE"
    if kind == 5:
        return "#N/A" if value == 42 else "#VALUE!"
    if kind not in (2, 3):
        return None
    code = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
    return number(repr(value), from_code(code), is_1904=bool(book.datemode))


def xlsb_sheets(path: str, data: bytes, wanted: str | None) -> Iterator[Sheet]:
    """As for the others. Formats are not known of these: a workbook with cells in percent is refused."""
    calamine = required("python_calamine", "reading an XLSB file")
    if _has_percent(Package(path, data)):
        raise PolevalError(
            f"{path}: has cells shown in percent, which cannot be told apart in an .xlsb; save it as .xlsx"
        )
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for about in book.sheets_metadata:
        is_hidden = str(about.visible) != str(calamine.SheetVisibleEnum.Visible)
        if is_hidden and wanted != about.name:
            yield Sheet(path, about.name, is_hidden=True)
            continue
        lines = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        yield Sheet(
            path, about.name, {row: [cell_of(cell) for cell in line] for row, line in enumerate(lines)}, "", is_hidden
        )


def _has_percent(package: Package) -> bool:
    """Whether a cell may be shown in percent: whether a format that cells use is one of percent."""
    own, used, is_of_cells = dict[int, str](), set[int](), False
    for kind, body in _records(package.open("xl/styles.bin").read()):
        if kind == 44:  # a number format: its number, and the code in UTF-16
            own[int.from_bytes(body[:2], "little")] = body[6:].decode("utf-16-le", "replace")
        is_of_cells = kind == _BEGIN_CELL_XFS or (is_of_cells and kind != _END_CELL_XFS)
        if kind == _XF and is_of_cells:
            used.add(int.from_bytes(body[2:4], "little"))
    return any(Format.of(number, own).is_percent for number in used)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their kind and their content, each length in groups of seven bits."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind, at = kind & 0x7F | (data[at] & 0x7F) << 7, at + 1
        size = shift = 0
        while True:
            byte = data[at]
            at, size, shift = at + 1, size | (byte & 0x7F) << shift, shift + 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + size]
        at += size
