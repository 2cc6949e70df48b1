"""The period that a row names: in one column, or in one of years and one of months or quarters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ..model.periods import Basis, Period
from .period_names import Name, combined, name_of
from .vocabulary import BASIS_OF_HEADING, plain

_PARTS_OF_YEAR: Final = {"month": "{}月", "月": "{}月", "quarter": "Q{}", "四半期": "Q{}", "half": "H{}", "半期": "H{}"}
_OTHER_YEAR: Final = re.compile(r"\b(?:ending|ended|to|from)\b|[0-9]月(?:期|末|[0-9]{1,2}日|現在)")
_YEAR_END: Final = re.compile(r"12月(?:末|31日)")
_CALENDAR: Final = ("年", "西暦", "year")
"""Halves and quarters beside such a column are those of the calendar."""
_JAPANESE: Final = ("年度", "会計年度")


def why_no_years(heading: str) -> str:
    """Why years under a heading are none that are known: `Year ending March`; nothing for others."""
    if _YEAR_END.search(plain(heading)) or not _OTHER_YEAR.search(plain(heading)):
        return ""
    return (
        f"'{heading}' names years of another kind; write FY2021 for the fiscal year 2021, or the first and last month"
    )


def name_in_row(label: str, heading: str, part: str, part_heading: str) -> Name | str | None:
    """What the cells of a row name, by the headings above them too; in words why a month is not known."""
    if part.isdecimal():
        part = _PARTS_OF_YEAR.get(plain(part_heading), "{}").format(int(part))
    name = combined((label, part)) or name_of(part) if part else name_of(label)
    basis = Basis.YEAR_END if _YEAR_END.search(plain(heading)) else BASIS_OF_HEADING.get(plain(heading))
    if basis is None and part and name is not None and name.period.per_year in (2, 4) and plain(heading) in _CALENDAR:
        basis = Basis.CALENDAR_YEAR
    if name is None or basis is None or name.basis is not None:
        return name
    if name.period.per_year != 12:
        return replace(name, basis=basis)
    if not part or basis is not Basis.FISCAL_YEAR:
        return name
    if plain(heading) in _JAPANESE:
        return _in_fiscal_year(name)
    return f"'{label}', '{part}': a month of a fiscal year, and nothing says when that begins; write 2021-04"


def _in_fiscal_year(name: Name) -> Name:
    """The month of a Japanese fiscal year, which begins in April: 2023年度 1月 is January 2024."""
    period = name.period
    month = period.first % 12 + 1
    return replace(name, period=Period.of(period.year + (month < 4), month, 12))
