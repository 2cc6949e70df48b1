"""One indicator against its targets: gap, compliance, pace, and how each was computed.

Pure functions; the day of judgement is always an argument. Everything is computed on
the values as published, and rounded by nobody here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ..model.decimals import computed, difference
from ..model.indicator import Indicator, SubField, Target
from ..model.periods import Basis, Period, in_time
from ..model.status import Status
from .pace import PACE_ALONE, PACE_TO_TARGET, Pace, Point, Reason, Step, incomparable, years_between
from .pace import alone as pace_alone
from .pace import to_target as pace_to_target
from .waivers import Cover, Waived, waived


class Compliance(StrEnum):
    """Whether a target is met."""

    MET = "met"
    MISSED = "missed"
    OVERDUE = "overdue"
    PENDING = "pending"
    NO_DATA = "no-data"
    NO_TARGET = "no-target"


INSIDE: Final = "0 inside the range"
"""The one formula in words: a value within `between` has neither a gap nor a need."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What can be said of one indicator and one of its targets (or of no target).

    `number` is that of the target, from 1; 0 for none. `waiver` is the one written for a
    miss. `latest` is the last thing observed, whatever the target says; `is_open` is false
    where the day of judgement lies behind the deadline.
    `value` and the differences are in the indicator's unit, `gap_pct` in percent of
    the target, the `…_per_year` in units a year, `pace_ratio` without a unit.
    """

    indicator: Indicator
    target: Target | None
    number: int
    compliance: Compliance
    pace: Pace
    period: Period | None = None
    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    gap_pct: float | None = None
    needed_per_year: float | None = None
    observed_per_year: float | None = None
    pace_ratio: float | None = None
    reason: Reason | None = None
    waiver: Waived | None = None
    steps: tuple[Step, ...] = ()
    latest: Point | None = None
    is_open: bool = True

    @property
    def pace_classes(self) -> tuple[tuple[float, Pace], ...]:
        """The least ratio, or yearly growth, of each class of pace."""
        if self.target:
            return PACE_TO_TARGET
        scale = next((step.result for step in self.steps if step.figure == "threshold_scale"), 1.0)
        return tuple((least * scale, pace) for least, pace in PACE_ALONE)

    @property
    def waived(self) -> bool:
        """Whether the miss is accepted on the day of judgement."""
        return self.waiver is not None and self.waiver.cover is Cover.ACCEPTED


Judged = Mapping[str, Sequence[Assessment]]
"""The assessments of each indicator, by its id."""

MISSES: Final = frozenset((Compliance.MISSED, Compliance.OVERDUE))
"""What a waiver can accept."""


class Asked(NamedTuple):
    """The periods in which standing targets are to be judged: the one that is named, or every one."""

    period: Period | None = None
    basis: Basis | None = None

    def includes(self, period: Period, indicator: Indicator) -> bool:
        """Whether this period of an indicator is asked for."""
        return self.period in (None, period) and self.basis in (None, indicator.basis)

    def is_in_force(self, target: Target, indicator: Indicator) -> bool:
        """Whether a target counts in what is asked for, so that a value is missing where there is none."""
        return self.period is None or (target.counts(self.period) and self.includes(self.period, indicator))


def assess(indicator: Indicator, today: date, asked: Asked | None = None) -> Iterator[Assessment]:
    """One assessment per target, or one without a target where the indicator has none.

    A standing target is judged in the latest period, or in each observed period that is
    `asked` for, without data where it is in force and nothing was observed.
    """
    points = series(indicator, today)
    latest = points[-1] if points else None
    if not indicator.targets:
        yield _judge(indicator, 0, points, latest, today)
    for number, target in enumerate(indicator.targets, start=1):
        counted = [point for point in points if target.counts(point.period)]
        if asked is None or target.by is not None:
            yield _judge(indicator, number, counted, latest, today)
        else:
            ends = [end for end, point in enumerate(counted, start=1) if asked.includes(point.period, indicator)]
            if not ends and asked.is_in_force(target, indicator):
                yield _judge(indicator, number, (), latest, today)
            yield from (_judge(indicator, number, counted[:end], latest, today) for end in ends)


def series(indicator: Indicator, today: date) -> list[Point]:
    """What was observed, oldest first: single periods, or the spans where there are only spans.

    A forecast is no observation, nor is what cannot be one: a figure of a period that has
    not begun, or behind the natural limit.
    """
    points = [
        Point(period, value, observation.status)
        for period in indicator.periods
        if (observation := indicator.observations[period]).is_observed
        and (value := indicator.value(observation)) is not None
        and period.has_begun(indicator.calendar, today)
        and not indicator.is_beyond_limit(value)
    ]
    return [point for point in points if not point.period.is_span] or points


def is_later_pending(indicator: Indicator, period: Period) -> bool:
    """Whether the value of a later period is still to be published."""
    return any(
        in_time(later)[0] > in_time(period)[0] and observation.status is Status.PENDING
        for later, observation in indicator.observations.items()
    )


def by_indicator(assessments: Iterable[tuple[SubField, Assessment]]) -> Judged:
    """The assessments of each indicator, in the order of its targets."""
    judged: dict[str, list[Assessment]] = {}
    for _, assessment in assessments:
        judged.setdefault(assessment.indicator.id, []).append(assessment)
    return judged


def _judge(indicator: Indicator, number: int, points: Sequence[Point], latest: Point | None, today: date) -> Assessment:
    target = indicator.targets[number - 1] if number else None
    is_open = target is None or target.by is None or today <= target.by.end(indicator.calendar)
    if not points:
        compliance = Compliance.NO_DATA if target else Compliance.NO_TARGET
        return Assessment(
            indicator,
            target,
            number,
            compliance,
            Pace.NOT_AVAILABLE,
            reason=Reason.NO_DATA,
            latest=latest,
            is_open=is_open,
        )
    point, bound, steps = points[-1], None, [*_observed_steps(indicator, points)]
    if target is None:
        compliance = Compliance.NO_TARGET
        pace, reason, pace_steps = pace_alone(indicator, points)
    else:
        bound, is_met = target.nearer_bound(point.value), not target.distance(point.value)
        compliance = Compliance.MET if is_met else _unmet(target, point, is_open=is_open)
        pace, reason, pace_steps = pace_to_target(indicator, target, points, bound, is_met=is_met)
        steps = [*_gap_steps(indicator, target, point, bound, is_met=is_met, is_open=is_open), *steps]
    steps += pace_steps
    figure = {step.figure: step.result for step in steps}.get
    return Assessment(
        indicator,
        target,
        number,
        compliance,
        pace,
        point.period,
        point.value,
        bound,
        gap=figure("gap"),
        gap_pct=figure("gap_pct"),
        needed_per_year=figure("needed_per_year"),
        observed_per_year=figure("observed_per_year"),
        pace_ratio=figure("pace_ratio"),
        reason=reason,
        waiver=waived(indicator, number, point.period, point.value, today) if compliance in MISSES else None,
        steps=tuple(steps),
        latest=latest,
        is_open=is_open,
    )


def _unmet(target: Target, point: Point, *, is_open: bool) -> Compliance:
    if target.by is None or target.by == point.period.ends[1]:
        return Compliance.MISSED
    return Compliance.PENDING if is_open else Compliance.OVERDUE


def _gap_steps(
    indicator: Indicator, target: Target, point: Point, bound: float, *, is_met: bool, is_open: bool
) -> Iterator[Step]:
    inside = target.between is not None and is_met
    inputs = {"value": point.value, "target": bound}
    gap = 0.0 if inside else difference(point.value, bound)
    yield Step("gap", INSIDE if inside else "value - target", inputs, gap)
    if bound and not indicator.is_percentage:
        yield Step("gap_pct", "gap / |target| * 100", {"gap": gap, "target": bound}, computed(gap / abs(bound) * 100))
    if is_open and target.by is not None and (left := target.by.years_since(point.period)) > 0:
        years, between = years_between("target", target.by, "", point.period)
        formula = INSIDE if inside else f"(target - value) / {years}"
        yield Step("needed_per_year", formula, inputs | between, computed(-gap / left) + 0.0)


def _observed_steps(indicator: Indicator, points: Sequence[Point]) -> Iterator[Step]:
    baseline, point = indicator.baseline, points[-1]
    if baseline is None or incomparable(indicator, points):
        return
    years, between = years_between("", point.period, "baseline", baseline.period)
    inputs = {"value": point.value, "baseline": baseline.value} | between
    result = difference(point.value, baseline.value) / point.period.years_since(baseline.period)
    yield Step("observed_per_year", f"(value - baseline) / {years}", inputs, computed(result))
