"""What a heading or a cell of a foreign table calls a period, and what else it says of the figures."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from ..model.period_labels import in_months, read_label
from ..model.periods import Basis, Period
from ..model.status import Status
from .vocabulary import ACTUAL


class Doubt(Enum):
    """Why a name alone does not say which period it is."""

    TWO_YEARS = auto()
    """2018-19: a fiscal year, or a total over two years."""
    MONTH_OR_SPAN = auto()
    """2001-03: a March, or the years from 2001 to 2003."""
    MONTH_OR_YEARS = auto()
    """2003-04: an April, or a fiscal year."""
    DECEMBER = auto()
    """2023-12: a December, or the end of a year."""
    ERA = auto()
    """H1: the first year of an era, or a half of any year."""
    DAY = auto()
    """2021-01-01: a day; its month, or its year."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a text calls a period; `status` and `note` are said of every figure under it.

    `other` is the fiscal year that is meant, where it is not the two years.
    """

    text: str
    period: Period
    basis: Basis | None = None
    doubt: Doubt | None = None
    other: Period | None = None
    status: Status | None = None
    note: str | None = None
    day: date | None = None
    by_era: bool = False


_MONTHS: Final = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_TWO_YEARS: Final = re.compile(r"(FY ?)?([0-9]{4})( ?[-/–] ?)([0-9]{2}|[0-9]{4})")
_DOUBTFUL_ERA: Final = re.compile(r"(?:[HST]0?[1-4]|M(?:0?[1-9]|1[0-2]))")
_LETTER_ERA: Final = re.compile(r"[RHSTM] ?[0-9元]")
_SDMX: Final = re.compile(r"([0-9]{4})-?([SAM])([0-9]{1,2})")
_DURATION: Final = re.compile(r"([0-9]{4})-([0-9]{2})-01(?:T00:00:00)?/P(1Y|6M|3M|1M)")
_DAY: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?)?|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"
)
_MONTH_NAMED: Final = re.compile(r"([A-Za-z]{3,9})\.?[ -]([0-9]{4})|([0-9]{4})[ -]([A-Za-z]{3,9})")
_MONTH_SLASH: Final = re.compile(r"([0-9]{4})/(0?[1-9]|1[0-2])")
_QUARTER_FIRST: Final = re.compile(r"([QH])([1-4])[ -/]?((?:FY ?)?[0-9]{4})")
_BY_TWO_NAMES: Final = re.compile(r"(.+?) ?\(([^()]+)\) ?(年度?末?)?")
_FORECAST: Final = re.compile(
    r" ?[(\[]?(見込み?|見通し|計画|予定|予測|forecast|projected|projection|plan(?:ned)?)[)\]]?$", re.IGNORECASE
)
_PROVISIONAL: Final = re.compile(
    r" ?(?:\(?(速報値?|暫定値?|provisional|preliminary)\)?|\((p|prov\.?|prel\.?)\)|(?<=[0-9])\^?(p))$", re.IGNORECASE
)
_ESTIMATED: Final = re.compile(r" ?(?:\(?(概数|推計値?|estimated?)\)?|\((e|est\.?)\))$", re.IGNORECASE)
_STATUSES: Final = ((_FORECAST, Status.FORECAST), (_PROVISIONAL, Status.PROVISIONAL), (_ESTIMATED, Status.ESTIMATED))
_NOTE: Final = re.compile(r" ?(?:[*†‡※]+|\(?(?:注|Note )?[0-9]{1,2}\)|(?:注|※)[0-9]{1,2}|[⁰¹²³⁴-⁹]+[⁾]?|[①-⑳])$")
_LONGEST: Final = 60


@lru_cache(maxsize=2**12)
def name_of(label: str) -> Name | None:
    """The period that a label names, as far as it says so by itself; None where it names none."""
    if not label or len(label) > _LONGEST:
        return None
    status, note = None, None
    raw = re.sub(r"\s+", " ", label).strip()
    while found := _NOTE.search(raw):  # before full-width signs become others
        if read_label(raw) or not found.start():
            break
        raw, note = raw[: found.start()].strip(), (found[0].strip() + (note or ""))
    plain = re.sub(r"(?<=[一-龠]) (?=[一-龠])|(?<=[0-9]) (?=年)", "", unicodedata.normalize("NFKC", raw))
    plain = ACTUAL.sub("", plain).strip()
    for form, word in _STATUSES:
        if found := form.search(plain):
            if found.start():
                plain, status = plain[: found.start()].strip(), word
                note = note or (found[0].strip(" ()[]") if word is Status.FORECAST and "計画" in found[0] else None)
            break
    named = _plain_name(plain.strip())
    return replace(named, text=label.strip(), status=status, note=note) if named else None


def _plain_name(plain: str) -> Name | None:
    if re.fullmatch(r"[0-9]{4}\.0|([0-9]{4}) ?\[YR\1\]", plain):
        plain = plain[:4]
    for reader in (_two_years, _of_day, _machine_name, _month_name, _twice):
        if named := reader(plain):
            return named
    found = read_label(plain)
    if found is None:
        return None
    period, basis = found
    if basis is None and (plain.endswith("年") or (period.per_year in (2, 4) and re.search("年(?!度)", plain))):
        basis = Basis.CALENDAR_YEAR
    if basis is Basis.YEAR_END and re.search(r"(?:-12|12月)$", plain):
        return Name(plain, period, basis, Doubt.DECEMBER)
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", plain):
        last = int(f"{plain[:2]}{plain[5:]}")
        may_be_span = last > int(plain[:4])
        other = Period(int(plain[:4]), last) if may_be_span else None
        return Name(plain, period, basis, Doubt.MONTH_OR_SPAN if may_be_span else None, other=other)
    by_era = bool(_LETTER_ERA.match(plain))
    return Name(plain, period, basis, Doubt.ERA if _DOUBTFUL_ERA.fullmatch(plain) else None, by_era=by_era)


def _two_years(plain: str) -> Name | None:
    """`2018-19`, `2018/19`, `FY2018/19`, `2018/2019`, `2003-04`: two years of which the second follows the first."""
    found = _TWO_YEARS.fullmatch(plain)
    if found is None:
        return None
    fy, first, sign, second = found.groups()
    year = int(first)
    if (year + 1) % (100 if len(second) == 2 else 10_000) != int(second):
        return None
    one = Period.of(year)
    if fy and "/" in sign:
        return Name(plain, one, Basis.FISCAL_YEAR)
    basis = Basis.FISCAL_YEAR if fy else None
    if len(second) == 2 and 1 <= int(second) <= 12 and not fy and "-" in sign:
        month = Period.of(year, int(second), 12)
        return Name(plain, month, basis, Doubt.MONTH_OR_YEARS, other=one)
    return Name(plain, Period(year, year + 1), basis, Doubt.TWO_YEARS, other=one)


def _of_day(plain: str) -> Name | None:
    found = _DAY.fullmatch(plain)
    if found is None:
        return None
    year, month, number = (int(part) for part in (found[1] or found[4], found[2] or found[5], found[3] or found[6]))
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    return Name(plain, Period.of(year, month, 12), None, Doubt.DAY, other=Period.of(year), day=day)


def _machine_name(plain: str) -> Name | None:
    """`2023-S1`, `2023-M04`, `2023-A1`, and what SDMX has for other calendars: `2021-04-01/P1Y`, `2021-04-01/P3M`."""
    if found := _SDMX.fullmatch(plain):
        per_year = {"S": 2, "A": 1, "M": 12}[found[2]]
        return (
            Name(plain, Period.of(int(found[1]), int(found[3]), per_year)) if 1 <= int(found[3]) <= per_year else None
        )
    if found := _DURATION.fullmatch(plain):
        per_year = {"1Y": 1, "6M": 2, "3M": 4, "1M": 12}[found[3]]
        return Name(
            plain, _by_start(int(found[1]), int(found[2]), per_year), None if per_year == 12 else Basis.FISCAL_YEAR
        )
    return None


def _by_start(year: int, month: int, per_year: int) -> Period:
    """The period of a fiscal year from April that begins with a month; other calendars are told by `start`."""
    if per_year == 12:
        return Period.of(year, month, 12)
    months = 12 // per_year
    return Period.of(year - (month < 4), (month - 4) % 12 // months + 1, per_year)


def _month_name(plain: str) -> Name | None:
    if found := _MONTH_NAMED.fullmatch(plain):
        month = _MONTHS.get((found[1] or found[4]).casefold())
        return Name(plain, Period.of(int(found[2] or found[3]), month, 12)) if month else None
    if found := _MONTH_SLASH.fullmatch(plain):
        return Name(plain, Period.of(int(found[1]), int(found[2]), 12))
    if found := _QUARTER_FIRST.fullmatch(plain):
        return _plain_name(f"{found[3]}-{found[1]}{found[2]}")
    return None


def _twice(plain: str) -> Name | None:
    """`令和5(2023)年度`, `2024(R6)年度`: one year by two names; nothing where they differ."""
    found = _BY_TWO_NAMES.fullmatch(plain)
    if found is None:
        return None
    suffix = found[3] or ""
    first, second = _plain_name(found[1] + suffix), _plain_name(found[2])
    if first is None or second is None:
        return None
    return (
        first
        if second.period in (first.period, in_months((first.period, first.basis))[0])
        and second.basis in (None, first.basis)
        else None
    )


def combined(parts: Iterable[str]) -> Name | None:
    """The period that headings above each other name together: 2023年 and 4月, 2023 and Q1."""
    first, second = parts
    if re.fullmatch(r"[0-9]{4}\.?0?", first):
        first = first[:4]
    year = unicodedata.normalize("NFKC", first).strip()
    part = unicodedata.normalize("NFKC", second).strip()
    month = _MONTHS.get(part.rstrip(".").casefold())
    for joined in (
        f"{year}-{month:02}" if month else "",
        f"{year}{part}",
        f"{year}年{part}",
        f"{year}-{part}",
        f"{year} {part}",
    ):
        if joined and (named := name_of(joined)) and (named.period.per_year > 1 or named.doubt is Doubt.DECEMBER):
            return named
    return None
