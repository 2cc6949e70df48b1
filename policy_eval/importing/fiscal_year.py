"""The fiscal year of a table whose rows say on which day their periods begin."""

from __future__ import annotations

from datetime import date, timedelta

from ..model.codes import NamedBy
from ..model.indicator import FiscalYear
from ..model.periods import Basis, Period


def shift_of(period: Period, basis: Basis | None, start: str) -> int | None:
    """The months from January of the year that a fiscal year is named after to its first month.

    None where nothing follows: for what is counted by the calendar, and for a text that is no day.
    """
    if basis is None or not basis.is_fiscal or period.per_year == 12:
        return None
    try:
        day = date.fromisoformat(start)
    except ValueError:
        return None
    first = day + timedelta(1) if basis.is_end else day  # the state of a day belongs to the year that ends with it
    number = period.first + 1 if basis.is_end else period.first
    return (first.year * 12 + first.month - 1) - number * (12 // period.per_year)


def fiscal_year_of(shifts: set[int]) -> FiscalYear | None:
    """The fiscal year that all rows agree on; None where it is the usual one, or they say nothing or differ."""
    if len(shifts) != 1:
        return None
    (shift,) = shifts
    if not -12 < shift < 12 or shift == FiscalYear().shift:
        return None
    return FiscalYear(shift % 12 + 1, NamedBy.END if shift < 0 else NamedBy.START)
