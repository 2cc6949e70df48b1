"""A workbook of OpenDocument (.ods) → sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from ...errors import PolevalError
from ...model.decimals import computed, without_noise
from ..sheet import MAX_COLUMNS, MAX_ROWS, Area, Percent, Sheet, Value
from .formats import Format, number, of_date
from .package import Package, attributes, children, local
from .rich_text import shifted

_MOST_REPEATS: Final = 10_000
_GROUPS: Final = (
    "table-row-group",
    "table-rows",
    "table-header-rows",
    "table-column-group",
    "table-columns",
    "table-header-columns",
)
_SHOWN: Final = ("", "visible")


def sheets(path: str, package: Package, wanted: str | None) -> Iterator[Sheet]:
    """The visible sheets in their order, hidden ones without their cells; the one that is wanted, visible or not."""
    styles = dict[str, dict[str, str]]()
    dates = dict[str, Format]()
    for element in package.elements("content.xml", "style", "date-style", "table"):
        tag, about = local(element.tag), attributes(element)
        if tag == "style":
            styles[about.get("name", "")] = _properties(element)
        elif tag == "date-style":
            parts = {local(part.tag) for part in element}
            dates[about.get("name", "")] = Format(
                dates="y" * bool(parts & {"year", "era"}) + "m" * ("month" in parts) + "d" * ("day" in parts)
            )
        elif "name" in about:
            is_hidden = styles.get(about.get("style-name", ""), {}).get("display") == "false"
            if is_hidden and wanted != about["name"]:
                yield Sheet(path, about["name"], is_hidden=True)
            else:
                yield _Reader(path, about["name"], styles, dates).read(element, is_hidden=is_hidden)


def _properties(style: Element) -> dict[str, str]:
    """What is said of a style: whether a sheet is shown, where text stands, which dates it shows."""
    properties = {name: value for part in style for name, value in attributes(part).items()}
    return {**properties, "dates": attributes(style).get("data-style-name", "")}


class _Reader:
    """One sheet, row by row."""

    def __init__(self, path: str, name: str, styles: Mapping[str, dict[str, str]], dates: Mapping[str, Format]) -> None:
        self.path, self.name, self.styles, self.dates = path, name, styles, dates
        self.rows: dict[int, list[Value]] = {}
        self.merged: list[Area] = []
        self.hidden_rows, self.hidden_columns = set[int](), set[int]()
        self.unsolved = set[tuple[int, int]]()

    def read(self, table: Element, *, is_hidden: bool) -> Sheet:
        row = column = 0
        for element in _unfolded(table):
            about, tag = attributes(element), local(element.tag)
            is_out = about.get("visibility", "") not in _SHOWN
            if tag == "table-column":
                times = int(about.get("number-columns-repeated", 1))
                self.hidden_columns |= set(range(column, min(column + times, MAX_COLUMNS))) if is_out else set()
                column += times
            elif tag == "table-row":
                times = int(about.get("number-rows-repeated", 1))
                if cells := self._cells(element, row):
                    self._bounded(times)
                    self.rows.update((row + more, cells) for more in range(times))
                    self.hidden_rows |= set(range(row, row + times)) if is_out else set()
                row += times
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        return Sheet(self.path, self.name, self.rows, "", is_hidden, self.merged, *hidden, frozenset(self.unsolved))

    def _cells(self, element: Element, row: int) -> list[Value]:
        cells: list[Value] = []
        column = 0
        for cell in element:
            if local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            about = attributes(cell)
            times = int(about.get("number-columns-repeated", 1))
            value = self._value(cell, about) if local(cell.tag) == "table-cell" else None
            if value is not None:
                self._bounded(times)
                cells += [None] * (column - len(cells)) + [value] * times
            elif "formula" in about and about.get("value-type") not in ("string", None):
                self.unsolved.add((row, column))
            down, across = int(about.get("number-rows-spanned", 1)), int(about.get("number-columns-spanned", 1))
            if down > 1 or across > 1:
                self.merged.append(
                    Area(row, column, min(row + down, MAX_ROWS) - 1, min(column + across, MAX_COLUMNS) - 1)
                )
            column += times
        return cells

    def _bounded(self, times: int) -> None:
        if times > _MOST_REPEATS:
            raise PolevalError(f"{self.path}: sheet '{self.name}' repeats a cell {times:,} times, which no table needs")

    def _value(self, cell: Element, about: Mapping[str, str]) -> Value:
        kind = about.get("value-type", "")
        if kind in ("float", "currency"):
            words = "".join(self._words(line) for line in children(cell, "p"))
            return number(about["value"], Format(divisor=_divisor(about["value"], words)))
        if kind == "percentage":
            return Percent(computed(without_noise(float(about["value"])) * 100))
        if kind == "date":
            shown = self.dates.get(
                self.styles.get(about.get("style-name", ""), {}).get("dates", ""), Format(dates="ymd")
            )
            return of_date(date.fromisoformat(about["date-value"][:10]), shown)
        return "\n".join(self._words(line) for line in children(cell, "p")) or about.get("string-value") or None

    def _words(self, element: Element) -> str:
        """The text of a paragraph, with the digits that stand above the line raised."""
        words = [element.text or ""]
        for child in element:
            tag = local(child.tag)
            if tag == "s":
                words.append(" " * int(attributes(child).get("c", 1)))
            elif tag in ("tab", "line-break"):
                words.append("\t" if tag == "tab" else "\n")
            elif tag not in ("annotation", "ruby-text"):
                place = self.styles.get(attributes(child).get("style-name", ""), {}).get("text-position", "")
                above, below = place.startswith("super"), place.startswith("sub")
                words.append(shifted(self._words(child), "superscript" if above else "subscript" if below else ""))
            words.append(child.tail or "")
        return "".join(words)


def _unfolded(table: Element) -> Iterator[Element]:
    """The columns and the rows of a sheet, out of the groups in which they may stand."""
    for element in table:
        if local(element.tag) in _GROUPS:
            yield from _unfolded(element)
        else:
            yield element


def _divisor(value: str, shown: str) -> int:
    """By what a cell divides its number before it shows it: 1,235 for 1234567 in thousands."""
    digits = re.sub(r"[^0-9.]", "", shown.replace(",", ""))
    try:
        times = abs(float(value)) / float(digits)
    except (ValueError, ZeroDivisionError):
        return 1
    return next((divisor for divisor in (1_000, 1_000_000) if 0.5 < times / divisor < 2), 1)
