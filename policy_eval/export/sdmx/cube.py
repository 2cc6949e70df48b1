"""A dataset as a cube: its dimensions, the codes of each, and where every figure lies.

What SDMX calls a code is letters, digits and a few signs: words of other kinds are
numbered, and their names stand in the structure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...model.indicator import Indicator
from ...model.periods import Calendar, Period

if TYPE_CHECKING:
    from ...model.programme import Programme

AGENCY, FLOW, VERSION = "POLEVAL", "FIGURES", "1.0"
WHOLE: Final = "_T"
"""The code of all categories together."""
ATTRIBUTES: Final[Mapping[str, str]] = {
    "OBS_STATUS": "obs_status",
    "UNIT_MEASURE": "unit",
    "STATUS": "status",
    "BASIS": "basis",
    "PERIOD": "period",
    "LOW": "low",
    "HIGH": "high",
    "NUMERATOR": "numerator",
    "DENOMINATOR": "denominator",
    "COMMENT_OBS": "note",
    "TITLE": "title",
    "DIRECTION": "direction",
    "KIND": "kind",
    "RESULT_TYPE": "result_type",
    "SUB_FIELD": "sub_field",
    "SUB_FIELD_TITLE": "sub_field_title",
    "SOURCE": "source",
    "PUBLISHER": "publisher",
    "BREAKDOWN": "breakdown",
}
"""What stands beside every figure, by the columns of the observations that hold it."""
FIXED: Final = ("FREQ", "INDICATOR", "TIME_PERIOD", "OBS_VALUE")
_TAKEN: Final = frozenset((*FIXED, *ATTRIBUTES, "STRUCTURE", "STRUCTURE_ID", "ACTION", "DATAFLOW"))
_DIMENSION: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_@$-]*")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of parts: its code, what the files call it, and its categories by code."""

    code: str
    name: str
    categories: Mapping[str, str]

    def code_of(self, indicator: Indicator) -> str:
        """The code of the category that a series is of."""
        category = indicator.part.get(self.name)
        if category is None:
            return WHOLE
        return next(code for code, name in self.categories.items() if name == category)


def dimensions_of(programme: Programme) -> Sequence[Dimension]:
    """The dimensions of all parts, in the order in which they come."""
    found: dict[str, dict[str, None]] = {}
    for _, indicator in programme.every_series():
        for name, category in indicator.part.items():
            found.setdefault(name, {})[category] = None
    codes = _codes(list(found), _DIMENSION, "DIM_", _TAKEN, upper=True)
    return [
        Dimension(code, name, _codes(list(found[name]), _CODE, "C", {WHOLE}, upper=False))
        for code, name in codes.items()
    ]


def _codes(
    names: Sequence[str], form: re.Pattern[str], prefix: str, taken: frozenset[str] | set[str], *, upper: bool
) -> dict[str, str]:
    """A code for each name: itself where it is one that nobody has, else a number."""
    result: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        own = name.upper() if upper else name
        is_code = form.fullmatch(own) and own not in taken and own.upper() not in {code.upper() for code in result}
        code = own if is_code else f"{prefix}{number}"
        while code in result or code in taken:
            code += "_"
        result[code] = name
    return result


def time_period(period: Period, calendar: Calendar) -> str:
    """A period in SDMX's words: `2023`, `2023-Q1`, `2023-S1`, `2023-04`, or by start and length: `2021-04-01/P1Y`."""
    if not period.is_span and (period.per_year == 12 or not calendar.shift):
        return str(period).replace("-H", "-S")
    start = period.start(Calendar(calendar.shift))
    months = (period.last - period.first + 1) * (12 // period.per_year)
    return f"{start.isoformat()}/P{months // 12}Y" if months % 12 == 0 else f"{start.isoformat()}/P{months}M"
