"""The sheet that programs read: the observations as every export has them."""

from __future__ import annotations

from typing import Final

from ...model.programme import Programme
from ...tables.columns import FIGURES
from ...tables.frames import observations
from ...wording.style import Style
from .sheet import Sheet, naming

OBSERVATIONS_SHEET: Final = "observations"
"""Its name in every language, by which it is found again."""
_CAPS: Final = {"title": 44, "note": 44, "source": 30, "publisher": 30}


def write_observations(sheet: Sheet, programme: Programme, style: Style) -> None:
    """The columns of `frame.observations`: text as text, numbers as numbers, nothing where nothing is."""
    frame = observations(programme, style.lang)
    names = frame["indicator"].tolist()
    for column, name in enumerate(frame.columns):
        sheet.cap(column, _CAPS.get(name, 28))
        sheet.text(0, column, name, "head")
        is_number = name in FIGURES or name == "year"
        for row, (indicator, value) in enumerate(zip(names, frame[name].tolist(), strict=True), start=1):
            with naming(indicator):
                if not is_number and value is not None:
                    sheet.text(row, column, str(value), "plain")
                elif is_number and value == value:  # noqa: PLR0124  # not NaN
                    sheet.number(row, column, value, look="plain")
    sheet.worksheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    sheet.freeze(1, 2)
    sheet.repeat(0)
