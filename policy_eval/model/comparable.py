"""Whether the figure of a period can be held against that of the year before."""

from __future__ import annotations

from collections.abc import Mapping

from .observation import Observation
from .periods import Period
from .status import are_of_one_definition


def previous(observations: Mapping[Period, Observation], period: Period) -> Observation | None:
    """What was observed in the same period one year before, if what is observed now can be held against it.

    None for a span, where there is nothing of then, where the series breaks after it, be it
    in a month between the two, and where only one of the two is of a definition of its own.
    """
    before, here = observations.get(period.year_before), observations.get(period)
    if before is None or period.is_span:
        return None
    since = (Period(one, one, period.per_year) for one in range(period.first - period.per_year + 1, period.first + 1))
    told = (observations.get(one) for one in since)
    if any(one is not None and one.status is not None and one.status.breaks_series for one in told):
        return None
    return before if here is None or are_of_one_definition(before.status, here.status) else None
