"""Labels of periods, as people and spreadsheets write them → periods."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ..errors import UsageError, brief
from .indicator import Indicator
from .periods import EARLIEST, ERAS, FREQUENCIES, LATEST, Basis, Period, parse_period

Labelled = tuple[Period, Basis | None]

_BASES: Final = {
    Basis.FISCAL_YEAR: "a fiscal year",
    Basis.CALENDAR_YEAR: "a calendar year",
    Basis.YEAR_END: "the end of a year",
    Basis.FISCAL_YEAR_END: "the end of a fiscal year",
}
_FIRST = {name: first for first, _, *names in ERAS for name in names}
# The last year of each era, by its first one: the one in which the next began.
_LAST = dict(zip((first for first, *_ in ERAS), (LATEST, *(first for first, *_ in ERAS)), strict=False))
_YEAR = rf"(?:([0-9]{{4}})|({'|'.join(_FIRST)}) ?(元|[0-9]{{1,3}}))"
_SUFFIX = "(-end|年度末?|年末|年12月末?|年)?"
_DASH = "[~〜〰–—―‐−-]"
_SINGLE_LABEL = re.compile(f"(FY)? ?{_YEAR}{_SUFFIX}")
_ISO_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_MONTH_LABEL = re.compile(r"([0-9]{4})-12(?:\.\.([0-9]{4})-12)?")
_SPAN_LABEL = re.compile(
    rf"(FY)? ?{_YEAR}{_SUFFIX} ?(?:\.\.|{_DASH}|から) ?(?:FY ?)?(?:{_YEAR}|([0-9]{{1,3}})){_SUFFIX}"
)
_PART_LABEL = re.compile(
    rf"(FY)? ?{_YEAR}(?:(年度?) ?第?([1-4])四半期|(年度?) ?([上下])(?:半)?期|[- ]?([HQ])([1-4])|-([0-9]{{2}})"
    r"|年([0-9]{1,2})月末?)"
)
_PARTS_APART = re.compile(rf" ?(?:\.\.|から| {_DASH} |[~〜〰–—―]) ?")
_HALVES: Final = {"上": 1, "下": 2}


def read_label(text: str) -> Labelled | None:
    """The period that a label names, and the basis it implies if it does; None where it is no label.

    Reads whatever `label` and the tables write, in both languages and by era, and what
    is usual in spreadsheets: `FY2023`, `FY2023-Q1`, `2023-04`, `FY2021-23/R3-5`,
    `令和3～5年度`, `令和5年度第1四半期`, `2021年12月末`, `H30`. `2023年` is said of every basis
    and implies none. `2023-12` is taken for the end of that year: see `in_months`.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    head, slash, era_ = plain.partition("/")
    found = _one(_readings(head.strip()))
    if found is None or not slash:
        return found
    by_era = [period for period, _ in _readings(era_.strip())]
    # 2023-12/R5 is the end of a year, 2023-12/R5-12 a December.
    return next((one for one in (found, in_months(found)) if one[0] in by_era), None)


def in_months(found: Labelled) -> Labelled:
    """The same as a series by months has it: `2023-12` is a December there, not the end of a year."""
    period, basis = found
    if basis is not Basis.YEAR_END or period.per_year != 1:
        return found
    return Period(period.first * 12 + 11, period.last * 12 + 11, 12), None


def _one(readings: list[Labelled]) -> Labelled | None:
    """The only reading; none where there are two: H7-11 is a November, and the years from 7 to 11."""
    return next((one for one in readings[:1] if all(other == in_months(one) for other in readings[1:])), None)


def _readings(text: str) -> list[Labelled]:
    """Whatever a label may mean."""
    if month := _MONTH_LABEL.fullmatch(text):  # never the span from 2003 to 2012, which is written so, too
        found = _labelled(int(month[1]), int(month[2] or month[1]), [Basis.YEAR_END], is_span=bool(month[2]))
        return [found] if found else []
    return [found for found in (_year(text), _part(text), _span(text), _span_of_parts(text)) if found]


def _year(text: str) -> Labelled | None:
    if single := _SINGLE_LABEL.fullmatch(text):
        fy, year, era_, number, suffix = single.groups()
        first = _year_of(year, era_, number)
        return _labelled(first, first, [_basis(fy), _basis(suffix)])
    return None


def _span(text: str) -> Labelled | None:
    if span := _SPAN_LABEL.fullmatch(text):
        fy, year, era_, number, suffix, year_2, era_2, number_2, short, suffix_2 = span.groups()
        if (era_2 and not era_) or _ISO_MONTH.fullmatch(text):
            return None  # 1985-H1 is a half of it, not the years to 1989; 2003-04 is an April
        first = _year_of(year, era_, number)
        last = _year_of(year_2, era_2, number_2)
        if short:
            last = _year_of(None, era_, short) if era_ else int(f"{year[:2]}{short}") if len(short) == 2 else None
        return _labelled(first, last, [_basis(fy), _basis(suffix), _basis(suffix_2)], is_span=True)
    return None


def _part(text: str) -> Labelled | None:
    """A half, a quarter or a month."""
    found = _PART_LABEL.fullmatch(text)
    if found is None:
        return None
    fy, year, era_, number, of_quarter, quarter, of_half, half, letter, part, month, month_ja = found.groups()
    first = _year_of(year, era_, number)
    if first is None or not EARLIEST <= first <= LATEST:
        return None
    if month or month_ja:
        given = int(month or month_ja)
        return None if fy or not 1 <= given <= 12 else (Period.of(first, given, 12), None)
    basis = Basis.FISCAL_YEAR if fy or "年度" in (of_quarter, of_half) else None
    if half or letter == "H":
        given = _HALVES[half] if half else int(part)
        return (Period.of(first, given, 2), basis) if given <= 2 else None
    return Period.of(first, int(quarter or part), 4), basis


def _span_of_parts(text: str) -> Labelled | None:
    """`FY2023-Q1..FY2023-Q3`, `2023-04..2024-12`, `2023年4月～2024年3月`."""
    ends = [part for name in _PARTS_APART.split(text) if (part := _part(name))]
    if len(ends) != 2 or len(_PARTS_APART.split(text)) != 2:
        return None
    (first, basis), (last, basis_2) = ends
    if first.per_year != last.per_year or first >= last or {basis, basis_2} > {None}:
        return None
    return Period(first.first, last.last, first.per_year), basis


def _year_of(year: str | None, era_: str | None, number: str | None) -> int | None:
    if year is not None:
        return int(year)
    first = _FIRST.get(era_ or "")
    count = 1 if number == "元" else int(number or 0)
    return first + count - 1 if first and 0 < count <= _LAST[first] - first + 1 else None


def _basis(affix: str | None) -> Basis | None:
    if affix is None or affix == "年":
        return None
    if affix in ("-end", "年度末"):
        return Basis.FISCAL_YEAR_END
    return Basis.FISCAL_YEAR if affix in ("FY", "年度") else Basis.YEAR_END


def _labelled(
    first: int | None, last: int | None, bases: list[Basis | None], *, is_span: bool = False
) -> Labelled | None:
    implied = {basis for basis in bases if basis}
    if implied == {Basis.FISCAL_YEAR, Basis.FISCAL_YEAR_END}:  # FY2023-end says both
        implied = {Basis.FISCAL_YEAR_END}
    if first is None or last is None or len(implied) > 1 or not EARLIEST <= first <= last <= LATEST:
        return None
    return None if is_span and first == last else (Period(first, last), next(iter(implied), None))


def given_period(text: str) -> Labelled:
    """The period that a person names, and the basis if that is said. Raises UsageError for anything else."""
    found = read_label(text)
    if found is None:
        raise UsageError(
            f"'{brief(text)}' is not a period; write 2023, FY2023, 2023-12, 2023-Q1, 2023-04, R5 or 2021..2023"
        )
    return found


def period_for(text: str, indicator: Indicator) -> Period:
    """The period of an indicator that a person names.

    Raises UsageError for none, and for one of another basis or frequency.
    """
    found = given_period(text)
    period, basis = in_months(found) if indicator.per_year == 12 else found
    if not period.is_span and period.per_year != indicator.per_year:
        such = period.parts(indicator.per_year).ends[0] if indicator.per_year > period.per_year else period.year
        name = parse_period(such if isinstance(such, int) else str(such)).label(indicator.basis)
        own = FREQUENCIES[indicator.per_year].word
        raise UsageError(f"{text} is a {period.frequency}, but '{indicator.id}' has a figure a {own}; write {name}")
    if basis in (None, indicator.basis):
        return period
    said, own = _BASES[basis], _BASES[indicator.basis]
    name = period.label(indicator.basis)
    raise UsageError(f"{text} is {said}, but a year of '{indicator.id}' is {own}; write {name}")
