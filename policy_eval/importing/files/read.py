"""A file, or standard input → the sheets in it, by what it holds rather than by its name."""

from __future__ import annotations

import stat
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeGuard

from ...errors import PolevalError, cause, listed
from ...hints import nearest
from ...tables.spreadsheet_text import MARK, is_converted
from ..sheet import Sheet, Value
from . import ods, xlsx
from .delimited import sheet_of
from .old_books import xls_sheets, xlsb_sheets
from .package import Package
from .records import is_package, json_sheet, package_sheets, parquet_sheet, parsed

_LARGEST: Final = 512 * 2**20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_sheets(file: Path, wanted: str | None = None, encoding: str | None = None) -> list[Sheet]:
    """The sheets of a file, or the one that is wanted; hidden ones without their cells. Raises PolevalError."""
    path, data = read_bytes(file)
    name = str(path)
    is_book = data.startswith((b"PK\x03\x04", _OLE))
    if wanted is not None and not is_book:
        raise PolevalError(f"{name}: only a workbook has sheets")
    if is_book:
        return _of_book(name, data, wanted)
    if data.startswith(b"PAR1"):
        return [parquet_sheet(name, data)]
    if path.suffix.lower() == ".json" or data.lstrip()[:2] in (b"[{", b"[\n"):
        found = parsed(name, data)
        return [*package_sheets(path, found, encoding)] if is_package(found) else [json_sheet(name, found)]
    return [sheet_of(name, data, encoding)]


def read_bytes(file: Path) -> tuple[Path, bytes]:
    """The bytes of a file with its path; of standard input for `-`; of the description of a Data Package."""
    if str(file) == "-":
        return Path("<stdin>"), _bounded("<stdin>", sys.stdin.buffer.read(_LARGEST + 1))
    path = file / "datapackage.json" if (file / "datapackage.json").is_file() else file
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise PolevalError(f"{path}: is no file; write its text to a file, or pipe it to poleval import -")
        with path.open("rb") as stream:
            return path, _bounded(str(path), stream.read(_LARGEST + 1))
    except OSError as error:
        raise PolevalError(f"{path}: cannot be read: {cause(error)}") from None
    except ValueError:
        raise PolevalError(f"{path}: cannot be read: no file has such a name") from None


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > _LARGEST:
        raise PolevalError(f"{name}: is larger than {_LARGEST // 2**20} MB, which no table needs")
    return data


def _of_book(name: str, data: bytes, wanted: str | None) -> list[Sheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = [*_reader(name, data, wanted)]
    except PolevalError:
        raise
    except Exception:  # noqa: BLE001  # a damaged workbook fails in any way there is
        raise PolevalError(f"{name}: is not a workbook that can be read; save it anew as .xlsx or .csv") from None
    names = [sheet.name for sheet in sheets]
    if wanted is not None and wanted not in names:
        known = nearest(wanted, names) or f"; there is {listed(names, 'and')}"
        raise PolevalError(f"{name}: there is no sheet '{wanted}'{known}")
    return [_unmarked(sheet) for sheet in sheets if wanted in (None, sheet.name)]


def _unmarked(sheet: Sheet) -> Sheet:
    """The sheet without the invisible marks that a CSV of ours has, which a spreadsheet keeps in what it saves."""
    marked = {row: line for row, line in sheet.rows.items() if any(map(_is_marked, line))}
    rows = {row: [cell[1:] if _is_marked(cell) else cell for cell in line] for row, line in marked.items()}
    return replace(sheet, rows={**sheet.rows, **rows}) if rows else sheet


def _is_marked(cell: Value) -> TypeGuard[str]:
    return isinstance(cell, str) and cell.startswith(MARK) and is_converted(cell.lstrip(MARK))


def _reader(name: str, data: bytes, wanted: str | None) -> Iterator[Sheet]:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise PolevalError(f"{name}: is encrypted; save it without a password")
        return xls_sheets(name, data, wanted)
    package = Package(name, data)
    if "xl/workbook.xml" in package:
        return xlsx.sheets(name, package, wanted)
    if "xl/workbook.bin" in package:
        return xlsb_sheets(name, data, wanted)
    if "content.xml" in package:
        return ods.sheets(name, package, wanted)
    raise PolevalError(f"{name}: is a zip without a table in it")
