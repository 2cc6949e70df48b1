"""Years, spans of years, the calendar they are counted in, and their names."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from .advice import on_digits
from .errors import brief


class Basis(StrEnum):
    """What a year of a series stands for."""

    FISCAL_YEAR = "fiscal-year"
    CALENDAR_YEAR = "calendar-year"
    YEAR_END = "year-end"


class Period(NamedTuple):
    """The years `first` to `last`; one year where both are the same."""

    first: int
    last: int

    @property
    def is_span(self) -> bool:
        """A span is a total over several years; it has no year before it."""
        return self.first != self.last

    def __str__(self) -> str:
        return f"{self.first}..{self.last}" if self.is_span else str(self.first)


EARLIEST, LATEST = 1800, 2200
_SPAN = re.compile(r"([0-9]{4})\.\.([0-9]{4})")
_EXAMPLES = "; write a year (2021) or a span (2021..2023)"
_QUOTED_YEAR = re.compile(r"[0-9]{4}")


def parse_period(key: object) -> Period:
    """A period from its key in a file: `2021`, or `2021..2023`.

    Raises ValueError with a sentence for the user.
    """
    if isinstance(key, int) and not isinstance(key, bool):
        return _single(key)
    span = _SPAN.fullmatch(key) if isinstance(key, str) else None
    if span is None:
        if isinstance(key, str) and _QUOTED_YEAR.fullmatch(key):
            raise ValueError(f"the year '{key}' is in quotes; write {key}")
        raise ValueError(f"'{brief(key)}' is not a period{on_digits(key) or _EXAMPLES}")
    first, last = _year(int(span[1])), _year(int(span[2]))
    if first >= last:
        raise ValueError(f"the span {key} does not go forward; write the earlier year first")
    return Period(first, last)


@lru_cache(maxsize=2**9)
def _single(year: int) -> Period:
    return Period(_year(year), year)


def _year(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        # {2021: 1,000} is the figure 1 and a key 0.
        advice = "; write figures without commas (1000)" if 0 <= year < 1000 else ""
        raise ValueError(f"{brief(year)} is not a year between {EARLIEST} and {LATEST}{advice}")
    return year


def in_time(period: Period) -> tuple[int, int]:
    """What periods are sorted by: a span comes after its last year, a shorter one first."""
    return period.last, period.last - period.first


_LABELS = {Basis.FISCAL_YEAR: "FY{}", Basis.CALENDAR_YEAR: "{}", Basis.YEAR_END: "{}-12"}


@lru_cache(maxsize=2**10)
def label(period: Period, basis: Basis) -> str:
    """The name of a period in every table and export: `FY2023`, `2023`, `2023-12`."""
    form = _LABELS[basis].format
    return f"{form(period.first)}..{form(period.last)}" if period.is_span else form(period.last)


def end_of(year: int, basis: Basis) -> date:
    """The last day of a year: 31 March of the next one for a fiscal year (April to March)."""
    return date(year + 1, 3, 31) if basis is Basis.FISCAL_YEAR else date(year, 12, 31)


# First year of each era; a year that saw two is named after the later one, as 令和元年度 is.
_ERAS = (
    (2019, "令和", "R"),
    (1989, "平成", "H"),
    (1926, "昭和", "S"),
    (1912, "大正", "T"),
    (1868, "明治", "M"),
)


def era(year: int, lang: str) -> str:
    """The year in its era: `令和5` in Japanese (`令和元` for a first year), `R5` in English."""
    for first, kanji, letter in _ERAS:
        if year >= first:
            number = year - first + 1
            return f"{kanji}{number if number > 1 else '元'}" if lang == "ja" else f"{letter}{number}"
    return str(year)


_FIRST = {name: first for first, *names in _ERAS for name in names}
# The last year of each era, by its first one: the one in which the next began.
_LAST = dict(zip((first for first, *_ in _ERAS), (LATEST, *(first for first, *_ in _ERAS)), strict=False))
_YEAR = rf"(?:([0-9]{{4}})|({'|'.join(_FIRST)}) ?(元|[0-9]{{1,3}}))"
_SUFFIX = "(年度末?|年末|年12月末?|年)?"
_SINGLE_LABEL = re.compile(f"(FY)? ?{_YEAR}{_SUFFIX}")
_MONTH_LABEL = re.compile(r"([0-9]{4})-12(?:\.\.([0-9]{4})-12)?")
_SPAN_LABEL = re.compile(
    rf"(FY)? ?{_YEAR}{_SUFFIX} ?(?:\.\.|[~〜〰–—―‐−-]|から) ?(?:FY ?)?(?:{_YEAR}|([0-9]{{1,3}})){_SUFFIX}"
)


def read_label(text: str) -> tuple[Period, Basis | None] | None:
    """The period that a label names, and the basis it implies if it does; None where it is no label.

    Reads whatever `label` and the tables write, in both languages and by era, and what
    is usual in spreadsheets: `FY2023`, `2023-12`, `FY2021-23/R3-5`, `令和3～5年度`,
    `2021年12月末`, `H30`. `2023年` is said of every basis and implies none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    head, slash, era_ = plain.partition("/")
    found = _label(head.strip())
    if found is None or not slash:
        return found
    by_era = _label(era_.strip())
    return found if by_era and by_era[0] == found[0] else None


def _label(text: str) -> tuple[Period, Basis | None] | None:
    if month := _MONTH_LABEL.fullmatch(text):  # before the span from 2003 to 2012, which is written so, too
        return _labelled(int(month[1]), int(month[2] or month[1]), [Basis.YEAR_END], is_span=bool(month[2]))
    if single := _SINGLE_LABEL.fullmatch(text):
        fy, year, era_, number, suffix = single.groups()
        first = _year_of(year, era_, number)
        return _labelled(first, first, [_basis(fy), _basis(suffix)])
    if span := _SPAN_LABEL.fullmatch(text):
        fy, year, era_, number, suffix, year_2, era_2, number_2, short, suffix_2 = span.groups()
        first = _year_of(year, era_, number)
        last = _year_of(year_2, era_2, number_2)
        if short:
            last = _year_of(None, era_, short) if era_ else int(f"{year[:2]}{short}") if len(short) == 2 else None
        return _labelled(first, last, [_basis(fy), _basis(suffix), _basis(suffix_2)], is_span=True)
    return None


def _year_of(year: str | None, era_: str | None, number: str | None) -> int | None:
    if year is not None:
        return int(year)
    first = _FIRST.get(era_ or "")
    count = 1 if number == "元" else int(number or 0)
    return first + count - 1 if first and 0 < count <= _LAST[first] - first + 1 else None


def _basis(affix: str | None) -> Basis | None:
    if affix is None or affix == "年":
        return None
    return Basis.FISCAL_YEAR if affix == "FY" or affix.startswith("年度") else Basis.YEAR_END


def _labelled(
    first: int | None, last: int | None, bases: list[Basis | None], *, is_span: bool = False
) -> tuple[Period, Basis | None] | None:
    implied = {basis for basis in bases if basis}
    if first is None or last is None or len(implied) > 1 or not EARLIEST <= first <= last <= LATEST:
        return None
    return None if is_span and first == last else (Period(first, last), next(iter(implied), None))
