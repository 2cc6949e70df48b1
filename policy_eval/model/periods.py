"""Years, halves, quarters, months and spans of them, the calendar they are counted in, and their names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple, Self

from ..errors import brief
from ..hints import on_digits


class Basis(StrEnum):
    """What a year of a series stands for."""

    FISCAL_YEAR = "fiscal-year"
    CALENDAR_YEAR = "calendar-year"
    YEAR_END = "year-end"
    FISCAL_YEAR_END = "fiscal-year-end"

    @property
    def is_fiscal(self) -> bool:
        """Whether its years are those of a budget."""
        return self in (Basis.FISCAL_YEAR, Basis.FISCAL_YEAR_END)

    @property
    def is_end(self) -> bool:
        """Whether figures are the state on the last day, not of all the days."""
        return self in (Basis.YEAR_END, Basis.FISCAL_YEAR_END)


class Calendar(NamedTuple):
    """In which month the first year begins, after (or before) January, and whether only last days count."""

    shift: int = 0
    is_end: bool = False


class Period(NamedTuple):
    """What lies from `first` to `last`: one period where both are the same, else a span.

    Both count years, halves, quarters or months from the year 0: those are `per_year` 1, 2,
    4 or 12. The second quarter of 2023 is 8093.
    """

    first: int
    last: int
    per_year: int = 1

    @classmethod
    def of(cls, year: int, part: int = 1, per_year: int = 1) -> Self:
        """A single year, or its first, second, … part."""
        number = year * per_year + part - 1
        return cls(number, number, per_year)

    @property
    def is_span(self) -> bool:
        """A span is a total over several periods; it has no year before it."""
        return self.first != self.last

    @property
    def year(self) -> int:
        """The year, the last one of a span."""
        return self.last // self.per_year

    @property
    def frequency(self) -> str:
        """`year`, `half`, `quarter` or `month`."""
        return FREQUENCIES[self.per_year].word

    @property
    def key(self) -> int | str:
        """The key of the period in a file."""
        return str(self) if self.is_span or self.per_year > 1 else self.first

    @property
    def year_before(self) -> Period:
        """The single period one year before the first one."""
        first = self.first - self.per_year
        return Period(first, first, self.per_year)

    @property
    def following(self) -> Period:
        """The period of the same length that comes next."""
        return Period(self.last + 1, 2 * self.last + 1 - self.first, self.per_year)

    @property
    def ends(self) -> tuple[Period, Period]:
        """The first and the last of its single periods."""
        return self._replace(last=self.first), self._replace(first=self.last)

    def parts(self, per_year: int) -> Period:
        """All halves, quarters or months that it consists of, as far as names go."""
        times = per_year // self.per_year
        return Period(self.first * times, (self.last + 1) * times - 1, per_year)

    def years_since(self, other: Period) -> float:
        """The years between two periods of one frequency."""
        return (self.last - other.last) / self.per_year

    def label(self, basis: Basis) -> str:
        """The name of the period in every table and export: `FY2023`, `2023`, `2023-12`, `FY2023-Q1`, `2023-04`."""
        return _label(self, basis)

    def start(self, calendar: Calendar) -> date:
        """The first day; of a state at an end, the day of the first end."""
        return self.ends[0].end(calendar) if calendar.is_end else _first_day(self.first, self.per_year, calendar.shift)

    def end(self, calendar: Calendar) -> date:
        """The last day: 31 March of the next year for a fiscal year from April to March."""
        return _first_day(self.last + 1, self.per_year, calendar.shift) - timedelta(1)

    def has_begun(self, calendar: Calendar, today: date) -> bool:
        """Whether the first day is not later than `today`; the end of a year is a day by itself."""
        return self.first // self.per_year < today.year - 1 or self.start(calendar) <= today

    def __str__(self) -> str:
        first = FREQUENCIES[self.per_year].name(self.first)
        return f"{first}..{FREQUENCIES[self.per_year].name(self.last)}" if self.is_span else first


class Frequency(NamedTuple):
    """How often there is a figure: its word, its letter in SDMX, and how its periods are written."""

    per_year: int
    word: str
    code: str
    form: str

    def name(self, number: int) -> str:
        """`2023`, `2023-H1`, `2023-Q1`, `2023-04`."""
        year, part = divmod(number, self.per_year)
        return self.form.format(year, part + 1)


FREQUENCIES: Final = {
    one.per_year: one
    for one in (
        Frequency(1, "year", "A", "{0}"),
        Frequency(2, "half", "S", "{0}-H{1}"),
        Frequency(4, "quarter", "Q", "{0}-Q{1}"),
        Frequency(12, "month", "M", "{0}-{1:02}"),
    )
}
"""By the number of its periods in a year."""
EARLIEST, LATEST = 1000, 2200
_POINT: Final = r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?"
_KEY: Final = re.compile(rf"{_POINT}(?:\.\.{_POINT})?")
_EXAMPLES: Final = "; write a year (2021), a quarter (2021-Q1), a month (2021-04) or a span (2021..2023)"


@lru_cache(maxsize=2**12)
def _first_day(number: int, per_year: int, shift: int) -> date:
    """The first day of a single period, in a calendar whose years begin `shift` months after January."""
    # A month is that of the calendar everywhere.
    months = number * (12 // per_year) + (0 if per_year == 12 else shift)
    return date(months // 12, months % 12 + 1, 1)


def parse_period(key: object) -> Period:
    """A period from its key in a file: `2021`, `2021-Q1`, `2021-04`, or `2021..2023`.

    Raises ValueError with a sentence for the user.
    """
    if isinstance(key, int) and not isinstance(key, bool):
        return _single(key)
    return _of_text(key) if isinstance(key, str) else _of_match(key, None)


@lru_cache(maxsize=2**12)
def _of_text(key: str) -> Period:
    return _of_match(key, _KEY.fullmatch(key))


def _of_match(key: object, found: re.Match[str] | None) -> Period:
    if found is None:
        raise ValueError(f"'{brief(key)}' is not a period{on_digits(key) or _on_label(key) or _EXAMPLES}")
    first = _point(*found.groups()[:4])
    if found[5] is None:
        if first.per_year == 1:
            raise ValueError(f"the year '{key}' is in quotes; write {key}")
        return first
    last = _point(*found.groups()[4:])
    if first.per_year != last.per_year:
        raise ValueError(
            f"the span {key} goes from a {first.frequency} to a {last.frequency}; both ends are of one kind"
        )
    if first >= last:
        raise ValueError(f"the span {key} does not go forward; write the earlier {first.frequency} first")
    return Period(first.first, last.last, first.per_year)


def parse_single(key: object) -> Period:
    """The same, for one period and no span. Raises ValueError with a sentence for the user."""
    period = parse_period(key)
    if period.is_span:
        raise ValueError(f"'{key}' is a span; write one {period.frequency}, such as {period.ends[1]}")
    return period


def _point(year: str, half: str | None, quarter: str | None, month: str | None) -> Period:
    """A single period from the parts of its key."""
    number = _year(int(year))
    for part, per_year in ((half, 2), (quarter, 4), (month, 12)):
        if part:
            return Period.of(number, int(part), per_year)
    return Period.of(number)


def _on_label(key: object) -> str:
    """What to write for the name of a period, as tables and people have it."""
    from .period_labels import read_label

    found = read_label(key) if isinstance(key, str) else None
    return f"; write {found[0]}" if found else ""


@lru_cache(maxsize=2**9)
def _single(year: int) -> Period:
    return Period.of(_year(year))


def _year(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        # {2021: 1,000} is the figure 1 and a key 0.
        advice = "; write figures without commas (1000)" if 0 <= year < 1000 else ""
        raise ValueError(f"{brief(year)} is not a year between {EARLIEST} and {LATEST}{advice}")
    return year


def in_time(period: Period) -> tuple[int, int]:
    """What periods are sorted by: a span comes after its last period, a shorter one first."""
    months = 12 // period.per_year
    return (period.last + 1) * months, (period.last - period.first + 1) * months


_LABELS: Final = {
    Basis.FISCAL_YEAR: "FY{}",
    Basis.CALENDAR_YEAR: "{}",
    Basis.YEAR_END: "{}-12",
    Basis.FISCAL_YEAR_END: "FY{}-end",
}


@lru_cache(maxsize=2**10)
def _label(period: Period, basis: Basis) -> str:
    if period.per_year == 12:
        return str(period)
    form = _LABELS[basis] if period.per_year == 1 else "FY{}" if basis.is_fiscal else "{}"
    first, last = (form.format(FREQUENCIES[period.per_year].name(number)) for number in period[:2])
    return f"{first}..{last}" if period.is_span else first


ERAS = (
    (2019, 5, "令和", "R"),
    (1989, 1, "平成", "H"),
    (1926, 12, "昭和", "S"),
    (1912, 7, "大正", "T"),
    (1868, 1, "明治", "M"),
)
"""First year and month, and names, of each era; what saw two is named after the later one, as 令和元年度 is."""


def era(year: int, lang: str, month: int = 12) -> str:
    """The year in its era: `令和5` in Japanese (`令和元` for a first year), `R5` in English."""
    for first, since, kanji, letter in ERAS:
        if (year, month) >= (first, since):
            number = year - first + 1
            return f"{kanji}{number if number > 1 else '元'}" if lang == "ja" else f"{letter}{number}"
    return str(year)
