"""What a format makes of a number: a percentage, a date, a year with its words, or the number itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import isfinite
from typing import Final

from ...model.decimals import computed, digits, without_noise
from ...model.period_labels import read_label
from ..sheet import Percent, Value

_PERCENT: Final = (9, 10)
_DATES: Final = frozenset((*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)))
_TIMES: Final = frozenset((18, 19, 20, 21, 32, 33, 45, 46, 47))
# Parts of a number format that are shown as they are written, and those that say nothing of what is shown.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.')
_ASIDE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_NAMED: Final = re.compile(r'(?:"([^"]*)")?0(?:"([^"]*)")?')
_LONGEST: Final = 25
_DAY_1900: Final = date(1899, 12, 30)
_DAY_1904: Final = date(1904, 1, 1)
_LAST_DAY: Final = 2_958_465


@dataclass(frozen=True, slots=True)
class Format:
    """What a number format makes of a number: in percent, in thousands, a date of which it shows parts of `ymd`."""

    is_percent: bool = False
    divisor: int = 1
    has_minus: bool = False
    is_time: bool = False
    dates: str = ""
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, number: int, own: dict[int, str]) -> Format:
        """The format of that number: one of the usual ones, or one of the workbook's own."""
        if number in own:
            return from_code(own[number])
        if number in _DATES:
            return cls(dates="ym" if number == 17 else "md" if number == 16 else "ymd")
        return cls(is_percent=number in _PERCENT, is_time=number in _TIMES)


@lru_cache(maxsize=2**8)
def from_code(code: str) -> Format:
    """The format that a code such as `0.0%`, `yyyy"年度"` or `"FY"0` stands for."""
    first = code.split(";", maxsplit=1)[0]
    plain = _ASIDE.sub("", first).casefold()
    if "%" in _LITERAL.sub("", first):
        return Format(is_percent=True)
    if re.match('"?[△▲−-]', first):
        return Format(has_minus=True)
    if scaled := re.search(r"[0#?](,+)(?![0#?.,])", _LITERAL.sub("", first)):
        return Format(divisor=1000 ** len(scaled[1]))
    if named := _NAMED.fullmatch(first):
        return Format(before=named[1] or "", after=named[2] or "")
    if re.search(r"[0#?]", plain) or plain in ("general", "@", ""):
        return Format()
    has_year = bool(re.search(r"y|e|g", plain))
    is_time = bool(re.search(r"[hs]", plain))
    has_month = "m" in plain and not (is_time and not has_year and "d" not in plain)
    dates = "y" * has_year + "m" * has_month + "d" * ("d" in plain)
    return Format(is_time=is_time and not dates, dates=dates, after="年度" if "年度" in first else "")


def number(said: str, shown: Format, *, is_1904: bool = False, is_exact: bool = False) -> Value:
    """A number as its cell shows it; text for a date, and for a number that a float cannot hold.

    Unless it `is_exact`, noise of the arithmetic of a spreadsheet goes.
    """
    try:
        figure = float(said)
    except ValueError:
        return said
    if len(said) > _LONGEST or not isfinite(figure):
        return said
    figure = figure if is_exact else without_noise(figure)
    if shown.is_percent:
        return Percent(computed(figure * 100))
    if shown.has_minus:
        return -figure
    if shown.divisor > 1:
        return computed(figure / shown.divisor)
    if shown.dates and 0 < figure <= _LAST_DAY:
        return of_date((_DAY_1904 if is_1904 else _DAY_1900) + timedelta(int(figure)), shown)
    if shown.is_time:
        minutes = round(figure % 1 * 1440)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    # A year may be stored as 2021 and shown as 2021年度 or FY2021.
    year = f"{shown.before}{digits(figure)}{shown.after}" if shown.before or shown.after else ""
    return year if year and read_label(year) else figure


def of_date(day: date, shown: Format) -> str:
    """A date as far as its format shows it: a year, a month or a day."""
    if "d" in shown.dates or "y" not in shown.dates:
        return day.isoformat()
    return f"{day:%Y-%m}" if "m" in shown.dates else f"{day:%Y}{shown.after}"
