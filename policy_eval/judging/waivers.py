"""Accepted misses: whether a waiver covers a miss.

A waiver covers one indicator, one period and one target, up to the accepted value and
until the end of its last day. Pure functions; the day is an argument.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..model.decimals import decimal, stands_for
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.target import Target, Waiver


class Cover(StrEnum):
    """How a waiver stands to the miss that it was written for."""

    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    EXCEEDED = "exceeded"


class Waived(NamedTuple):
    """A waiver and how it stands to a miss."""

    waiver: Waiver
    cover: Cover


def waived(
    indicator: Indicator, target: Target, number: int, period: Period, value: float, today: date
) -> Waived | None:
    """The waiver written for a miss of a target, `number` from 1, in `period`, and whether it covers it."""
    for waiver in indicator.waivers:
        if waiver.period == period and waiver.target in (None, number):
            if waiver.until is not None and today > waiver.until:
                return Waived(waiver, Cover.LAPSED)
            is_worse = target.distance(value) > target.distance(waiver.accepted) or not _are_on_one_side(
                target, value, waiver.accepted
            )
            is_covered = not is_worse or _is_as_printed(indicator, waiver, value)
            return Waived(waiver, Cover.ACCEPTED if is_covered else Cover.EXCEEDED)
    return None


def _are_on_one_side(target: Target, value: float, accepted: float) -> bool:
    """Whether both miss a range below it, or both above it."""
    return target.nearer_bound(value) == target.nearer_bound(accepted)


def _is_as_printed(indicator: Indicator, waiver: Waiver, value: float) -> bool:
    """Whether the accepted value is a computed one as people read it, rounded or cut off: 10.37 for 28 of 270."""
    observation = indicator.observations.get(waiver.period)
    is_computed = observation is not None and observation.value is None
    return is_computed and stands_for(decimal(waiver.accepted), decimal(value))
