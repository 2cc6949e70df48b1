"""The figures of a series that differ between two states."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from ..model.decimals import difference, digits
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.periods import Period, in_time
from .pairs import Pair


class Kind(StrEnum):
    """What became of a figure."""

    NEW = "new"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    ANNOTATED = "annotated"
    """The same figure, or still none, with another status, note, margin or due month."""


class Figure(NamedTuple):
    """A figure that is another one than it was, or is known by another word."""

    pair: Pair
    period: Period
    kind: Kind
    old: Observation | None
    new: Observation | None

    @property
    def values(self) -> tuple[float | None, float | None]:
        """What it was and what it is; None where it is none, or a range."""
        return _value(self.pair.old, self.old), _value(self.pair.new, self.new)

    @property
    def amounts(self) -> tuple[float | str | None, float | str | None]:
        """The same, a range in letters: `40..50`, `40..` where it has no upper end."""
        was, now = self.values
        return _range(self.old) if was is None else was, _range(self.new) if now is None else now

    @property
    def moved(self) -> float | None:
        """What it is less what it was; None where one is none, or they are not counted in the same unit."""
        (old, new), pair = self.values, self.pair
        if old is None or new is None or not pair.old or not pair.new or not pair.old.counts_like(pair.new):
            return None
        return difference(new, old)


def figures_of(pair: Pair) -> Iterator[Figure]:
    """The figures of a series that differ, in order of time."""
    was, now = (one.observations if one else {} for one in (pair.old, pair.new))
    for period in sorted({*was, *now}, key=in_time):
        old, new = was.get(period), now.get(period)
        if old != new or (pair.old and pair.new and _value(pair.old, old) != _value(pair.new, new)):
            yield Figure(pair, period, _kind(_amount(pair.old, old), _amount(pair.new, new)), old, new)


def _range(one: Observation | None) -> str | None:
    if one is None or not one.is_range:
        return None
    ends = ("" if end is None else digits(end) for end in (one.low, one.high))
    return "..".join(ends)


def _kind(old: object, new: object) -> Kind:
    if old == new:
        return Kind.ANNOTATED
    return Kind.NEW if old is None else Kind.WITHDRAWN if new is None else Kind.REVISED


def _value(indicator: Indicator | None, observation: Observation | None) -> float | None:
    return indicator.value(observation) if indicator and observation else None


def _amount(indicator: Indicator | None, observation: Observation | None) -> object:
    """What a figure says, be it a range; a forecast is another figure than what was observed."""
    said = indicator.amount(observation) if indicator and observation else None
    return None if said is None or observation is None else (said, observation.is_observed)
