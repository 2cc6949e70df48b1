"""The change of an indicator from the year before: the one place where it is computed."""

from __future__ import annotations

from typing import NamedTuple

from ..model.comparable import previous
from ..model.decimals import computed, difference
from ..model.indicator import Indicator
from ..model.periods import Period


class Change(NamedTuple):
    """A value against that of the year before, in the indicator's unit; `percent` is None where it says nothing."""

    value: float
    previous: float
    difference: float
    percent: float | None


def change(indicator: Indicator, period: Period) -> Change | None:
    """The change into a period that has an observation, from the same period one year before.

    None where the two cannot be held against each other, and where one of them has no value. In
    percent only where the unit is neither a percentage nor a stage and the previous value is above zero.
    """
    before = previous(indicator.observations, period)
    if before is None:
        return None
    value, was = indicator.value(indicator.observations[period]), indicator.value(before)
    if value is None or was is None:
        return None
    change = difference(value, was)
    is_relative = was > 0 and indicator.is_relative
    return Change(value, was, change, computed(change / was * 100) if is_relative else None)
