"""Workbooks as a spreadsheet reads them: openpyxl for cells, the XML itself for exact text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Convert(Protocol):
    """Has LibreOffice convert a file, a CSV as on a system in `lang`; the fixture `libreoffice` is one."""

    def __call__(self, data: bytes, suffix: str, to: str, lang: str = "en") -> bytes: ...


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def decoded(text: str) -> str:
    """A string of the format: `_x0001_` is the character of that code, as in ECMA-376, 22.9.2.19."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def exact(data: bytes, name: str) -> dict[str, str | float]:
    """What each cell of a sheet holds: text to the last character, numbers as numbers.

    Raises AssertionError for a cell that is neither.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    strings = _strings(archive)
    cells: dict[str, str | float] = {}
    for cell in ET.fromstring(archive.read(_path(archive, name))).iter(f"{_MAIN}c"):  # noqa: S314
        assert cell.find(f"{_MAIN}f") is None, "a formula"
        content = cell.findtext(f"{_MAIN}v")
        kind = cell.get("t", "n")
        assert kind in ("s", "n", "str"), kind
        if content is not None:
            cells[cell.get("r", "")] = strings[int(content)] if kind == "s" else float(content)
    return cells


def notes(sheet: Worksheet) -> dict[str, str]:
    """The comments of a sheet by cell."""
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def parts(data: bytes, pattern: str) -> list[str]:
    """The XML files in a workbook whose names match."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name)]


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314
    return ["".join(decoded(t.text or "") for t in item.iter(f"{_MAIN}t")) for item in root.findall(f"{_MAIN}si")]


def _path(archive: zipfile.ZipFile, name: str) -> str:
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    (wanted,) = (one.get(_RELATION) for one in book.iter(f"{_MAIN}sheet") if one.get("name") == name)
    (target,) = (one.get("Target", "") for one in relations if one.get("Id") == wanted)
    return str(Path("xl") / target.removeprefix("/xl/"))
