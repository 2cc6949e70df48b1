"""A workbook of Excel (.xlsx, .xlsm) → sheets.

The cells are read one row after the other and kept only if they hold something: a
reader that unfolds the whole rectangle of a sheet is a hundred times slower on real
workbooks, and fails on a stray cell at the end of a sheet. It tells of what the usual
ones leave out: superscripts, hidden rows, formulas without a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from ...errors import PolevalError
from ...tables.spreadsheet_text import column_of
from ..sheet import MAX_COLUMNS, MAX_ROWS, OBSERVATIONS, Area, Sheet, Value
from .formats import Format, number
from .package import Package, attributes, children, local
from .rich_text import of_runs

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# How a workbook spells characters that XML cannot carry; half of a pair is none.
_CODE: Final = re.compile("_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share."""

    path: str
    strings: Sequence[str]
    formats: Sequence[Format]
    is_1904: bool
    is_exact: bool = False


def sheets(path: str, package: Package, wanted: str | None) -> Iterator[Sheet]:
    """The visible sheets in their order, hidden ones without their cells; the one that is wanted, visible or not."""
    targets = {
        one["Id"]: one["Target"]
        for one in map(attributes, package.elements("xl/_rels/workbook.xml.rels", "Relationship"))
    }
    is_1904, named = False, []
    for element in package.elements("xl/workbook.xml", "workbookPr", "sheet"):
        about = attributes(element)
        if local(element.tag) == "sheet":
            named.append(about)
        else:
            is_1904 = about.get("date1904") in ("1", "true")
    book = _Book(path, list(_strings(package)), list(_formats(package)), is_1904)
    for about in named:
        target = targets[about["id"]]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" not in part:
            continue  # a sheet that is a chart
        is_hidden = about.get("state", "visible") != "visible"
        if is_hidden and wanted != about["name"]:
            yield Sheet(path, about["name"], is_hidden=True)
        else:
            own = replace(book, is_exact=about["name"] == OBSERVATIONS)
            yield _sheet(own, about["name"], package, part, is_hidden=is_hidden)


def _strings(package: Package) -> Iterator[str]:
    if "xl/sharedStrings.xml" in package:
        yield from (_decoded(of_runs(item)) for item in package.elements("xl/sharedStrings.xml", "si"))


def _formats(package: Package) -> Iterator[Format]:
    if "xl/styles.xml" not in package:
        return
    own: dict[int, str] = {}
    for element in package.elements("xl/styles.xml", "numFmts", "cellXfs"):
        if local(element.tag) == "numFmts":
            own = {int(one.attrib["numFmtId"]): one.attrib["formatCode"] for one in element}
        else:
            yield from (Format.of(int(one.attrib.get("numFmtId", 0)), own) for one in element)


def _sheet(book: _Book, name: str, package: Package, part: str, *, is_hidden: bool) -> Sheet:
    rows: dict[int, list[Value]] = {}
    hidden_rows, hidden_columns, merged = set[int](), set[int](), list[Area]()
    unsolved = set[tuple[int, int]]()
    at = -1
    for element in package.elements(part, "row", "col", "mergeCell"):
        tag = local(element.tag)
        if tag == "mergeCell":
            merged.append(_area(element.attrib["ref"]))
            continue
        is_out = element.attrib.get("hidden") in ("1", "true")
        if tag == "col":
            span = range(int(element.attrib["min"]) - 1, min(int(element.attrib["max"]), MAX_COLUMNS))
            hidden_columns |= set(span) if is_out else set()
            continue
        at = int(element.attrib.get("r", at + 2)) - 1
        if at >= MAX_ROWS:
            raise PolevalError(
                f"{book.path}: sheet '{name}' has a row {at + 1}, and no sheet has so many; it is damaged"
            )
        if cells := _row(book, element, at, unsolved):
            rows[at] = cells
        if is_out:
            hidden_rows.add(at)
    shown = {row: rows[row] for row in sorted(rows)}
    return Sheet(
        book.path,
        name,
        shown,
        "",
        is_hidden,
        merged,
        frozenset(hidden_rows & rows.keys()),
        frozenset(hidden_columns),
        frozenset(unsolved),
    )


def _row(book: _Book, element: Element, row: int, unsolved: set[tuple[int, int]]) -> list[Value]:
    cells: list[Value] = []
    column = -1
    for cell in children(element, "c"):
        name = cell.attrib.get("r")
        column = _position(name)[1] if name else column + 1
        value = _value(book, cell)
        if value is None:
            if _is_unsolved(cell):
                unsolved.add((row, column))
            continue
        cells += [None] * (column + 1 - len(cells))
        cells[column] = value
    return cells


def _value(book: _Book, cell: Element) -> Value:
    kind = cell.attrib.get("t", "n")
    if kind == "inlineStr":
        return next((_decoded(of_runs(one)) or None for one in children(cell, "is")), None)
    said = next((one.text for one in children(cell, "v")), None)
    if not said:
        return None
    if kind == "s":
        return book.strings[int(said)] or None
    if kind == "n":
        style = int(cell.attrib.get("s", 0))
        return number(
            said,
            book.formats[style] if style < len(book.formats) else Format(),
            is_1904=book.is_1904,
            is_exact=book.is_exact,
        )
    return {"1": "TRUE", "0": "FALSE"}.get(said, said) if kind == "b" else _decoded(said)


def _is_unsolved(cell: Element) -> bool:
    """Whether a formula has no result; that of one may be an empty text."""
    return cell.attrib.get("t") != "str" and any(True for _ in children(cell, "f"))


def _decoded(words: str) -> str:
    return _CODE.sub(lambda code: chr(int(code[1], 16)), words)


def _position(name: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return int(found[2]) - 1, column_of(found[1])


def _area(name: str) -> Area:
    first, _, last = name.partition(":")
    return Area(*_position(first), *_position(last or first))
