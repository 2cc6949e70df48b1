"""What the cells of a workbook look like: XlsxWriter's properties by the name of a look."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

_LINE: Final = {"bottom": 1, "bottom_color": "#D9D9D9", "valign": "top"}
_CELL: Final = _LINE | {"text_wrap": True, "align": "left", "indent": 1}
_HEAD: Final = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F3864",
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
    "text_wrap": True,
    "border": 1,
    "border_color": "#FFFFFF",
}
_TARGET: Final = {"font_color": "#C00000", "italic": True}
_WRAPPED: Final = {"valign": "top", "text_wrap": True}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": _WRAPPED | {"bold": True, "font_size": 16, "font_color": "#1F3864"},
    "heading": _WRAPPED | {"bold": True, "font_size": 12, "font_color": "#1F3864"},
    "fact": _WRAPPED | {"font_color": "#595959"},
    "head": _HEAD,
    "head-right": _HEAD | {"align": "right", "indent": 0},
    "cell": _CELL,
    "strong": _CELL | {"bold": True},
    "repeat": _LINE | {"font_color": "#A6A6A6", "align": "left", "indent": 1},
    "number": _LINE | {"align": "right"},
    "target": _CELL | _TARGET | {"indent": 2},
    "target-number": _LINE | _TARGET | {"align": "right"},
    "plain": {},
}
"""The looks of text and numbers. A `repeat` is what the row above says as well."""

STATUS_COLOURS: Final[dict[str, dict[str, Any]]] = {
    "met": {"font_color": "#006100", "bg_color": "#C6EFCE"},
    "missed": {"font_color": "#9C0006", "bg_color": "#FFC7CE", "bold": True},
    "overdue": {"font_color": "#7F6000", "bg_color": "#FFEB9C", "bold": True},
    "waived": {"font_color": "#595959", "bg_color": "#EDEDED"},
    "pending": {"font_color": "#1F3864", "bg_color": "#DDEBF7"},
    "no-data": {"font_color": "#595959", "bg_color": "#EDEDED"},
    "no-target": {"font_color": "#808080"},
}
"""What colour repeats the word of a status; `waived` stands for a miss that is accepted."""

VALUES: Final = "#2F5597"
TARGETS: Final = ("#C00000", "#ED7D31", "#7030A0", "#548235", "#806000", "#008080")
"""The colours of a chart: its columns, and its targets in turn."""


class Type(NamedTuple):
    """A font, how high a line and an empty row of it are, in points at size 10, and how it fills a line.

    `fill` is how many of its letters, counted as `width_of` does, take the room of a digit.
    """

    font: str
    line: float
    row: float
    fill: float


TYPES: Final = {"ja": Type("Yu Gothic", 16.5, 18, 1), "en": Type("Calibri", 13.5, 15, 1.1)}
"""By language. Another font stands in where one is not installed."""
