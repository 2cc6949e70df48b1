"""What a chart shows of an indicator: its periods in order of time, and what stands at each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.periods import Period
from ..model.status import Status, are_of_one_definition
from ..model.target import Target
from ..wording.statements import figure_text
from ..wording.style import Style

FEWEST: Final = 2
"""A chart needs so many single values."""
_MOST_SLOTS: Final = 1200
"""A century of months: a chart of more tells nobody anything."""
_UNSURE: Final = frozenset((Status.ESTIMATED, Status.PROVISIONAL, Status.FORECAST))


class Mark(NamedTuple):
    """What stands at one period: a value, perhaps with a margin; a range; or the word for why there is none."""

    slot: int
    value: float | None
    low: float | None
    high: float | None
    text: str
    is_unsure: bool
    is_cut: bool
    """Whether it cannot be compared with what is before it."""


class Standing(NamedTuple):
    """A target that counts in the slots from `first` to `last`: its lower and upper bound."""

    first: int
    last: int
    low: float | None
    high: float | None
    words: str


class Deadline(NamedTuple):
    """A target that is to be met at a slot, with the steps of its published path."""

    slot: int
    low: float | None
    high: float | None
    words: str
    path: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Series:
    """All that a chart is drawn from. Slots are periods without holes; `is_percentage` is for the axis."""

    labels: Sequence[str]
    marks: Sequence[Mark]
    standing: Sequence[Standing]
    deadlines: Sequence[Deadline]
    baseline: tuple[int, float] | None
    is_percentage: bool

    @property
    def values(self) -> Iterator[float]:
        """All figures that the axis must hold."""
        for mark in self.marks:
            yield from (one for one in (mark.value, mark.low, mark.high) if one is not None)
        targets: list[Standing | Deadline] = [*self.standing, *self.deadlines]
        for target in targets:
            yield from (one for one in (target.low, target.high) if one is not None)
        for deadline in self.deadlines:
            yield from (value for _, value in deadline.path)
        if self.baseline:
            yield self.baseline[1]


def series_of(indicator: Indicator, style: Style) -> Series | None:
    """What is to be drawn of an indicator, or of a part; None of less than two single values, or of too long a time."""
    single = [period for period in indicator.periods if not period.is_span]
    if sum(indicator.value(indicator.observations[period]) is not None for period in single) < FEWEST:
        return None
    ends = [target.by for target in indicator.targets if target.by is not None]
    start = [indicator.baseline.period] if indicator.baseline else []
    times = {period for period in (*single, *ends, *start) if period.per_year == single[0].per_year}
    first, last = min(times).first, max(times).last
    if last - first >= _MOST_SLOTS:
        return None
    periods = [Period(number, number, single[0].per_year) for number in range(first, last + 1)]
    baseline = indicator.baseline
    return Series(
        [style.period(period, indicator.basis) for period in periods],
        [*_marks(indicator, periods, style)],
        [one for target in indicator.targets for one in _standing(indicator, target, periods, style)],
        [one for target in indicator.targets for one in _deadline(indicator, target, periods, style)],
        (periods.index(baseline.period), baseline.value) if baseline and baseline.period in periods else None,
        indicator.is_percentage,
    )


def _marks(indicator: Indicator, periods: Sequence[Period], style: Style) -> Iterator[Mark]:
    before: Observation | None = None
    for slot, period in enumerate(periods):
        one = indicator.observations.get(period)
        if one is None:
            continue
        value = indicator.value(one)
        told = figure_text(indicator, one, style) or style.word(one.status or "no-value")
        cut = bool(one.status and one.status.breaks_series)
        if before is not None:
            cut = cut or not are_of_one_definition(before.status, one.status)
        yield Mark(slot, value, one.low, one.high, told, one.status in _UNSURE, cut)
        if value is not None:
            before = one


def _standing(indicator: Indicator, target: Target, periods: Sequence[Period], style: Style) -> Iterator[Standing]:
    """The runs of periods in which a target counts with one bound."""
    if target.by is not None:
        return
    asked = [
        (slot, (one.lower, one.upper))
        for slot, period in enumerate(periods)
        if target.counts(period) and (one := indicator.asked_in(target, period)) is not None
    ]
    for (_, bounds), run in groupby(enumerate(asked), lambda item: (item[0] - item[1][0], item[1][1])):
        slots = [slot for _, (slot, _) in run]
        low, high = bounds
        yield Standing(slots[0], slots[-1], low, high, style.bound(target, indicator))


def _deadline(indicator: Indicator, target: Target, periods: Sequence[Period], style: Style) -> Iterator[Deadline]:
    if target.by is None or target.by not in periods or not target.bounds:
        return
    path = [(periods.index(period), value) for period, value in sorted(target.path.items()) if period in periods]
    yield Deadline(periods.index(target.by), target.lower, target.upper, style.bound(target, indicator), path)
