"""Labels of periods, as people and spreadsheets write them → periods."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ..errors import UsageError, brief
from .indicator import Indicator
from .periods import EARLIEST, ERAS, LATEST, Basis, Period

_BASES: Final = {
    Basis.FISCAL_YEAR: "a fiscal year",
    Basis.CALENDAR_YEAR: "a calendar year",
    Basis.YEAR_END: "the end of a year",
}
_FIRST = {name: first for first, *names in ERAS for name in names}
# The last year of each era, by its first one: the one in which the next began.
_LAST = dict(zip((first for first, *_ in ERAS), (LATEST, *(first for first, *_ in ERAS)), strict=False))
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


def given_period(text: str) -> tuple[Period, Basis | None]:
    """The period that a person names, and the basis if that is said. Raises UsageError for anything else."""
    found = read_label(text)
    if found is None:
        raise UsageError(f"'{brief(text)}' is not a period; write 2023, FY2023, 2023-12, R5 or 2021..2023")
    return found


def period_for(text: str, indicator: Indicator) -> Period:
    """The period of an indicator that a person names. Raises UsageError for none, and for one of another basis."""
    period, basis = given_period(text)
    if basis in (None, indicator.basis):
        return period
    said, own = _BASES[basis], _BASES[indicator.basis]
    name = period.label(indicator.basis)
    raise UsageError(f"{text} is {said}, but a year of '{indicator.id}' is {own}; write {name}")
