"""The change of an indicator from the year before: the one place where it is computed."""

from __future__ import annotations

from typing import NamedTuple

from ..model.decimals import computed, difference
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.status import are_of_one_definition


class Change(NamedTuple):
    """A value against that of the year before, in the indicator's unit; `percent` is None where it says nothing."""

    value: float
    previous: float
    difference: float
    percent: float | None


def change(indicator: Indicator, period: Period) -> Change | None:
    """The change into a period that has an observation, from the same period one year before.

    None for a span, where the year before has no value, across a break, and between
    figures of which only one is of a different definition. In percent only where the
    unit is neither a percentage nor a stage and the previous value is above zero.
    """
    before = indicator.observations.get(period.year_before)
    if before is None or period.is_span:
        return None
    here = indicator.observations[period]
    if (here.status and here.status.breaks_series) or not are_of_one_definition(before.status, here.status):
        return None
    value, previous = indicator.value(here), indicator.value(before)
    if value is None or previous is None:
        return None
    change = difference(value, previous)
    is_relative = previous > 0 and indicator.is_relative
    return Change(value, previous, change, computed(change / previous * 100) if is_relative else None)
