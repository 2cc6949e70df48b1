"""Years, spans of years, the calendar they are counted in, and their names."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Self

from ..errors import brief
from ..hints import on_digits


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

    @classmethod
    def of(cls, year: int) -> Self:
        """A single year."""
        return cls(year, year)

    @property
    def key(self) -> int | str:
        """The key of the period in a file."""
        return str(self) if self.is_span else self.first

    @property
    def year_before(self) -> Period:
        """The single year before the first one."""
        return Period(self.first - 1, self.first - 1)

    @property
    def following(self) -> Period:
        """The period of the same length that comes next."""
        return Period(self.last + 1, 2 * self.last + 1 - self.first)

    def label(self, basis: Basis) -> str:
        """The name of the period in every table and export: `FY2023`, `2023`, `2023-12`."""
        return _label(self, basis)

    def end(self, basis: Basis) -> date:
        """The last day: 31 March of the next year for a fiscal year (April to March)."""
        return date(self.last + 1, 3, 31) if basis is Basis.FISCAL_YEAR else date(self.last, 12, 31)

    def has_begun(self, basis: Basis, today: date) -> bool:
        """Whether the first day is not later than `today`; the end of a year is a day by itself."""
        if self.first < today.year:
            return True
        begins = date(self.first, *_BEGINNINGS[basis])
        return begins <= today

    def __str__(self) -> str:
        return f"{self.first}..{self.last}" if self.is_span else str(self.first)


_BEGINNINGS = {Basis.FISCAL_YEAR: (4, 1), Basis.CALENDAR_YEAR: (1, 1), Basis.YEAR_END: (12, 31)}
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
def _label(period: Period, basis: Basis) -> str:
    form = _LABELS[basis].format
    return f"{form(period.first)}..{form(period.last)}" if period.is_span else form(period.last)


ERAS = (
    (2019, "令和", "R"),
    (1989, "平成", "H"),
    (1926, "昭和", "S"),
    (1912, "大正", "T"),
    (1868, "明治", "M"),
)
"""First year and names of each era; a year that saw two is named after the later one, as 令和元年度 is."""


def era(year: int, lang: str) -> str:
    """The year in its era: `令和5` in Japanese (`令和元` for a first year), `R5` in English."""
    for first, kanji, letter in ERAS:
        if year >= first:
            number = year - first + 1
            return f"{kanji}{number if number > 1 else '元'}" if lang == "ja" else f"{letter}{number}"
    return str(year)
