"""What the names of periods mean in each other's company, where one by itself does not say it."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from ..model.period_labels import in_months
from ..model.periods import Basis
from .period_names import Doubt, Name


@dataclass(frozen=True, slots=True)
class _Company:
    """All the names of a table, and what is said of them: the basis, a letter of SDMX's for the frequency."""

    names: Sequence[Name]
    basis: Basis | None
    freq: str

    def in_doubt(self, *kinds: Doubt) -> list[Name]:
        return [name for name in self.names if name.doubt in kinds]


def settled(names: Sequence[Name], *, basis: Basis | None, freq: str = "") -> dict[str, Name | str]:
    """What each name means in the company of the others: a name without doubt, or in words why it is refused.

    `basis` is what the command line or the table says of the years, `freq` a letter of
    SDMX's that it says of the figures.
    """
    company = _Company(with_decembers(list(dict.fromkeys(names))), basis, freq)
    return {name.text: _SETTLE[name.doubt](name, company) if name.doubt else name for name in company.names}


def with_decembers(company: Sequence[Name]) -> Sequence[Name]:
    """The names, in which 2011-12 is a December or the end of a year, unless 2012-13 follows it."""
    if any(name.doubt is Doubt.TWO_YEARS for name in company):
        return company
    return [
        replace(name, period=name.other, basis=Basis.YEAR_END, doubt=Doubt.DECEMBER)
        if name.doubt is Doubt.MONTH_OR_YEARS and name.other and name.text.endswith("-12")
        else name
        for name in company
    ]


def _two_years(name: Name, company: _Company) -> Name | str:
    """Fiscal years where they follow one another."""
    if company.basis is not None and not company.basis.is_fiscal:
        return f"'{name.text}' is no year by {company.basis}; write the year itself, or --basis fiscal-year"
    pairs = {one.other.first for one in company.in_doubt(Doubt.TWO_YEARS, Doubt.MONTH_OR_YEARS) if one.other}
    fiscal = {one.period.first for one in company.names if one.doubt is None and one.basis is Basis.FISCAL_YEAR}
    years = sorted(pairs | fiscal)
    follows = len(years) > 1 and all(later - earlier == 1 for earlier, later in pairwise(years))
    if follows or (company.basis is not None and "/" in name.text):
        basis = name.basis or company.basis or Basis.FISCAL_YEAR
        return replace(name, period=name.other or name.period, basis=basis, doubt=None)
    year = name.other.first if name.other else 0
    return (
        f"'{name.text}' may be the fiscal year {year}, or a total of two years; "
        f"--map '{name.text}=FY{year}' or '={year}..{year + 1}' says which"
    )


def _month_or_years(name: Name, company: _Company) -> Name | str:
    """A month in the company of months, a fiscal year in that of fiscal years."""
    if company.freq == "M":
        return replace(name, doubt=None)
    own = company.in_doubt(Doubt.MONTH_OR_YEARS)
    pairs = {one.other.first for one in own if one.other}
    is_row = len(own) > 1 and len(pairs) == max(pairs) - min(pairs) + 1
    if company.freq != "A" and not company.in_doubt(Doubt.TWO_YEARS) and not is_row:
        return replace(name, doubt=None)
    months = [one for one in company.names if one.period.per_year == 12 and one.doubt in (None, Doubt.DECEMBER)]
    if not months:
        return _two_years(name, company)
    year = name.other.first if name.other else 0
    return f"'{name.text}' may be a month or the fiscal year {year}; --map '{name.text}=FY{year}' or a column freq says"


def _month_or_span(name: Name, company: _Company) -> Name | str:
    """A month, unless each of several names would end so many years after it begins."""
    spans = [one.other for one in company.in_doubt(Doubt.MONTH_OR_SPAN) if one.other]
    spans += [one.period for one in company.names if one.period.is_span and one.period.per_year == 1]
    lengths = {span.last - span.first for span in spans}
    has_others = any(one.period.per_year == 12 and one.doubt is None for one in company.names)
    if company.freq == "M" or has_others or len(spans) == 1 or len(lengths) > 1:
        return replace(name, doubt=None)
    return (
        f"'{name.text}' may be a month or the years to {spans[0].last if name.other is None else name.other.last}; "
        f"write {name.other} for the years, or say by a column freq that these are months"
    )


def _december(name: Name, company: _Company) -> Name | str:
    """A month among months, the end of a year where that is said, else neither."""
    others = [one for one in company.names if one.doubt is not Doubt.DECEMBER]
    month, basis = in_months((name.period, name.basis))
    as_month = replace(name, period=month, basis=basis, doubt=None)
    if company.freq == "M" or any(one.period.per_year == 12 for one in others):
        return as_month
    is_said = company.freq == "A" or company.basis is Basis.YEAR_END
    if is_said or any(one.basis is Basis.YEAR_END for one in others):
        return replace(name, doubt=None)
    if company.basis is not None and not company.freq:
        return as_month
    return f"'{name.text}' may be a December or the end of a year; --basis year-end or a column freq says which"


def _era(name: Name, company: _Company) -> Name | str:
    """A year by an era only in the company of others that can be nothing else."""
    if any(one.by_era and one.doubt is None for one in company.names):
        return replace(name, doubt=None)
    return (
        f"'{name.text}' may be a year by an era or a part of any year; "
        f"--map '{name.text}=FY{name.period.first}' or '=2023-{name.text}' says which"
    )


def _day(name: Name, company: _Company) -> Name | str:
    """A month where the days are the first or the last of several months, a year where that is said."""
    days = [one.day for one in company.in_doubt(Doubt.DAY) if one.day]
    are_months = len({day.month for day in days}) > 1 and len({day.day == 1 for day in days}) == 1
    if not company.freq and are_months and all(map(_is_edge, days)) and _are_three_months_apart(days):
        return f"'{name.text}' and the others are three months apart: months or quarters? write 2021-01 or 2021-Q1"
    if company.freq == "M" or (not company.freq and are_months and all(map(_is_edge, days))):
        return replace(name, doubt=None)
    is_said = company.freq == "A" or company.basis in (Basis.CALENDAR_YEAR, Basis.YEAR_END)
    edge = (12, 31) if company.basis is Basis.YEAR_END else (1, 1)
    if is_said and name.other and {(day.month, day.day) for day in days} == {edge}:
        return replace(name, period=name.other, basis=company.basis, doubt=None)
    return (
        f"'{name.text}' is a day, and what is counted is a year, a quarter or a month; "
        "write 2021, 2021-Q1 or 2021-04 for it, or say with --map which period a column is"
    )


def _are_three_months_apart(days: Sequence[date]) -> bool:
    months = sorted({day.year * 12 + day.month for day in days})
    return all((later - earlier) % 3 == 0 for earlier, later in pairwise(months))


def _is_edge(day: date) -> bool:
    return day.day in (1, calendar.monthrange(day.year, day.month)[1])


_SETTLE: Final[dict[Doubt, Callable[[Name, _Company], Name | str]]] = {
    Doubt.TWO_YEARS: _two_years,
    Doubt.MONTH_OR_YEARS: _month_or_years,
    Doubt.MONTH_OR_SPAN: _month_or_span,
    Doubt.DECEMBER: _december,
    Doubt.ERA: _era,
    Doubt.DAY: _day,
}
