"""Native charts below the table of a sub-field: the values of an indicator, and its targets as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from ...tables.spreadsheet_text import letters
from ...wording.style import Style
from ...wording.wrapping import width_of
from .look import TARGETS, TYPES, VALUES
from .sheet import MOST_ROWS, Sheet, TooMuch, naming
from .sub_field import Line, Table

_HEIGHT: Final = 260
"""Pixels."""
_NARROWEST, _WIDEST, _GAP = 420, 620, 12
_FEW: Final = 12
"""Up to so many columns have their values written on them, and room beside another chart."""
_LONGEST_TITLE: Final = 120
_LABEL: Final = 0.14
"""How much of an axis a number above a column takes."""

Make = Callable[[str], Any]


def add_charts(sheet: Sheet, table: Table, style: Style, make: Make) -> None:
    """A chart for each indicator with at least two values of single years, two side by side.

    The charts refer to the cells of the table, their titles, units and targets too; a
    missing value is a gap. Totals over several years are left out.
    """
    table_width = sum(sheet.width(column) * 7 + 5 for column in range(table.last + 1))
    width = max(_NARROWEST, min(_WIDEST, table_width // 2 - _GAP))
    for line, down, right in _slots([line for line in table.lines if len(line.values) >= 2]):
        row = table.end + down
        with naming(line.indicator.id):
            if row >= MOST_ROWS:
                raise TooMuch(f"its chart lies below the last of the {MOST_ROWS:,} rows of a sheet; select fewer")
        # One high row for each pair: no page of a printed sheet cuts a row in two.
        sheet.heighten(row, (_HEIGHT + _GAP) * 0.75)
        chart = _chart(sheet.name, table, line, style, make)
        chart.set_size({"width": 2 * width + _GAP if _is_long(line) else width, "height": _HEIGHT})
        offsets = {"x_offset": right * (width + _GAP), "y_offset": _GAP // 2}
        sheet.worksheet.insert_chart(row, 0, chart, offsets | {"object_position": 2})


def _is_long(line: Line) -> bool:
    return len(line.columns) > _FEW


def _slots(lines: Sequence[Line]) -> Iterator[tuple[Line, int, int]]:
    """Each line with its place: rows of charts down, and 0 or 1 to the right; a long one has a row of its own."""
    down = right = 0
    for line in lines:
        if right and _is_long(line):
            down, right = down + 1, 0
        yield line, down, right
        right += 2 if _is_long(line) else 1
        down, right = down + right // 2, right % 2


def _chart(sheet: str, table: Table, line: Line, style: Style, make: Make) -> Any:
    ref = _Reference(sheet)
    font = {"name": TYPES[style.lang].font}
    years = ref.along(table.head, line.columns)
    chart = make("column")
    title = table.title if width_of(style.text(line.indicator.title)) <= _LONGEST_TITLE else table.name
    series = {
        "name": ref.cell(line.row, title),
        "categories": years,
        "values": ref.along(line.row, line.columns),
        "fill": {"color": VALUES},
        "gap": 80,
    }
    if not _is_long(line):
        series["data_labels"] = {
            "value": True,
            "num_format": line.form.code(max(line.values, key=abs)),
            "font": font | {"size": 9},
        } | _clear_of_targets(line)
    chart.add_series(series)
    if line.targets:
        chart.combine(_targets(ref, table, line, years, make))
        chart.set_legend({"position": "bottom", "font": font | {"size": 9}})
    else:
        chart.set_legend({"none": True})
    chart.set_title(
        {"name": ref.cell(line.row, title), "name_font": font | {"size": 11, "bold": True}, "overlay": False}
    )
    chart.set_x_axis({"num_font": font | {"size": 9}, "label_position": "low"})
    axis = _value_axis(ref, table, line, font)
    if style.lang == "ja":
        axis["name_font"] |= {"rotation": 360}  # level: a character on its side is hard to read
    chart.set_y_axis(axis)
    return chart


def _clear_of_targets(line: Line) -> dict[str, Any]:
    """Where the values stand: above the columns unless the line of a target would run through one of them."""
    heights = [*_heights(line), 0]
    room = (max(heights) - min(heights)) * _LABEL
    bounds = [bound for target in line.indicator.targets for bound in target.bounds] if line.targets else []
    for position, share in (("", 1.0), ("center", 0.5), ("inside_base", 0.0)):
        lowest = -room / 2 if position == "center" else 0
        if not any(lowest <= bound - value * share <= lowest + room for value in line.values for bound in bounds):
            return {"position": position, "fill": {"color": "#FFFFFF"}} if position else {}
    return {"fill": {"color": "#FFFFFF"}}


def _targets(ref: _Reference, table: Table, line: Line, years: str, make: Make) -> Any:
    chart = make("line")
    for place, (row, held) in enumerate(line.targets.items()):
        colour = TARGETS[place % len(TARGETS)]
        mark = {"type": "long_dash", "size": 9, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": ref.cell(row, table.title),
                "categories": years,
                "values": ref.along(row, line.columns),
                "line": {"color": colour, "width": 2, "dash_type": "dash"},
                # A target that counts for one year only would be no line at all.
                "marker": mark if held == 1 else {"type": "none"},
            }
        )
    return chart


def _value_axis(ref: _Reference, table: Table, line: Line, font: dict[str, Any]) -> dict[str, Any]:
    """The unit as its name; from zero where nothing lies below it, so that columns are as long as they say."""
    highest = max(map(abs, _heights(line)))
    after = f'"{line.form.after}"' if line.form.after else ""
    axis: dict[str, Any] = {
        "name": ref.cell(line.row, table.unit),
        "name_font": font | {"size": 9, "bold": False},
        "num_font": font | {"size": 9},
        "num_format": ("#,##0" if 10 <= highest < 1e15 else "General") + after,
        "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0", "width": 0.75}},
    }
    if not line.form.decimals and highest < 10:
        axis["major_unit"] = 1
    return axis | ({"min": 0} if min(_heights(line)) >= 0 else {})


def _heights(line: Line) -> Iterator[float]:
    yield from line.values
    for target in line.indicator.targets:
        yield from target.bounds


class _Reference:
    """Ranges of a sheet as charts name them."""

    def __init__(self, sheet: str) -> None:
        self._sheet = f"'{sheet}'"

    def cell(self, row: int, column: int) -> str:
        """`='6 UN'!$A$4`."""
        return f"={self._range(row, column, column)}"

    def along(self, row: int, columns: Sequence[int]) -> str:
        """The cells of a row: `='6 UN'!$D$4:$G$4`, or several such ranges where columns lie between them."""
        ranges = [self._range(row, first, last) for first, last in _runs(columns)]
        return f"={ranges[0]}" if len(ranges) == 1 else f"=({','.join(ranges)})"

    def _range(self, row: int, first: int, last: int) -> str:
        start = f"{self._sheet}!${letters(first)}${row + 1}"
        return start if first == last else f"{start}:${letters(last)}${row + 1}"


def _runs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each unbroken run of columns."""
    first = columns[0]
    for before, after in pairwise((*columns, -1)):
        if after != before + 1:
            yield first, before
            first = after
