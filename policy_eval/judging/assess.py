"""One indicator against its targets: gap, compliance, pace, and how each was computed.

Pure functions; the day of judgement is always an argument. Everything is computed on
the values as published, and rounded by nobody here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.periods import Basis, Period, in_time
from ..model.status import Status
from ..model.sub_field import SubField
from ..model.target import Target
from ..model.texts import Text
from .facts import (
    INSIDE,
    achieved_steps,
    bound_steps,
    distance_steps,
    gap_steps,
    is_behind,
    observed_steps,
    path_steps,
    projection_steps,
    reached,
)
from .pace import PACE_ALONE, PACE_TO_TARGET, Pace, Point, Range, Reason, Seen, Step
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


@dataclass(frozen=True, slots=True)
class Assessment:
    """What can be said of one indicator and one of its targets (or of no target).

    `number` is that of the target, from 1; 0 for none. `waiver` is the one written for a
    miss. `latest` is the last thing observed, whatever the target says; `is_open` is false
    where the day of judgement lies behind the deadline.
    `value` and the differences are in the indicator's unit, `gap_pct` in percent of
    the target, the `…_per_year` in units a year, `pace_ratio` without a unit. `target` has
    the figure of its bound, also where that is relative. `reached` is the period in which
    the mean change so far leads to the bound; `is_behind` is true on the wrong side of a
    published path.
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
    achieved_pct: float | None = None
    distance_pct: float | None = None
    path: float | None = None
    path_gap: float | None = None
    projected: float | None = None
    reached: Period | None = None
    rating: Text | None = None
    is_behind: bool = False
    reason: Reason | None = None
    waiver: Waived | None = None
    steps: tuple[Step, ...] = ()
    latest: Seen | None = None
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
"""The assessments of each indicator and part, by its name."""

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


def series(indicator: Indicator, today: date) -> list[Seen]:
    """What was observed, oldest first: single periods, or the spans where there are only spans.

    A forecast is no observation, nor is what cannot be one: a figure of a period that has
    not begun, or behind the natural limit.
    """
    calendar = indicator.calendar
    points = [
        point
        for period in indicator.periods
        if (observation := indicator.observations[period]).is_observed
        and (point := _seen(indicator, period, observation)) is not None
        and period.has_begun(calendar, today)
    ]
    return [point for point in points if not point.period.is_span] or points


def _seen(indicator: Indicator, period: Period, observation: Observation) -> Seen | None:
    """What was observed of a period, if it can be so."""
    value = indicator.value(observation)
    if value is not None:
        return None if indicator.is_beyond_limit(value) else Point(period, value, observation.status)
    if not observation.is_range:
        return None
    low = -math.inf if observation.low is None else observation.low
    high = math.inf if observation.high is None else observation.high
    is_possible = not (indicator.is_beyond_limit(low) and indicator.is_beyond_limit(high))
    return Range(period, low, high, observation.status) if is_possible else None


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
        judged.setdefault(assessment.indicator.name, []).append(assessment)
    return judged


def _judge(indicator: Indicator, number: int, seen: Sequence[Seen], latest: Seen | None, today: date) -> Assessment:
    written = indicator.targets[number - 1] if number else None
    target = indicator.asked_in(written, seen[-1].period) if written and seen else written
    is_open = written is None or written.by is None or today <= written.by.end(indicator.calendar)
    if written is not None and target is None:
        nothing = Assessment(indicator, written, number, Compliance.NO_DATA, Pace.NOT_AVAILABLE, seen[-1].period)
        return replace(nothing, value=seen[-1].value, reason=Reason.NO_PREVIOUS, latest=latest, is_open=is_open)
    if not seen or isinstance(seen[-1], Range):
        unknown = _without_value(indicator, target, number, seen[-1] if seen else None, today, is_open=is_open)
        return replace(unknown, latest=latest, is_open=is_open)
    points = [point for point in seen if isinstance(point, Point)]
    point, bound, steps = points[-1], None, [*observed_steps(indicator, points)]
    if target is None:
        compliance = Compliance.NO_TARGET
        pace, reason, pace_steps = pace_alone(indicator, points)
    else:
        bound, is_met = target.nearer_bound(point.value), not target.distance(point.value)
        compliance = Compliance.MET if is_met else _unmet(target, point, is_open=is_open)
        pace, reason, pace_steps = pace_to_target(indicator, target, points, bound, is_met=is_met)
        steps = [
            *bound_steps(indicator, target, point),
            *gap_steps(indicator, target, point, bound, is_met=is_met, is_open=is_open),
            *achieved_steps(target, point),
            *distance_steps(indicator, target, points),
            *path_steps(indicator, target, points),
            *steps,
        ]
        steps += projection_steps(target, point, _observed(steps)) if is_open else ()
    steps += pace_steps
    figures = {step.figure: step.result for step in steps}
    figure = figures.get
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
        achieved_pct=figure("achieved_pct"),
        distance_pct=figure("distance_pct"),
        path=figure("path"),
        path_gap=figure("path_gap"),
        projected=figure("projected"),
        reached=reached(target, point, figure("observed_per_year")) if target and "projected" in figures else None,
        rating=indicator.ratings.rate(figures) if indicator.ratings else None,
        is_behind=target is not None and is_behind(target, point),
        reason=reason,
        waiver=waived(indicator, target, number, point.period, point.value, today)
        if target and compliance in MISSES
        else None,
        steps=tuple(steps),
        latest=latest,
        is_open=is_open,
    )


def _without_value(
    indicator: Indicator, target: Target | None, number: int, point: Seen | None, today: date, *, is_open: bool
) -> Assessment:
    """What can be said where nothing was observed, or only a range: what holds of every value in it."""
    compliance = Compliance.NO_DATA if target else Compliance.NO_TARGET
    unknown = Assessment(indicator, target, number, compliance, Pace.NOT_AVAILABLE, reason=Reason.NO_DATA)
    if not isinstance(point, Range):
        return unknown
    unknown = replace(unknown, period=point.period, reason=Reason.RANGE)
    if target is None:
        return unknown
    lower, upper = target.distance(point.low), target.distance(point.high)
    if not lower and not upper:
        pace, reason = (Pace.ACHIEVED, None) if target.by else (Pace.NOT_AVAILABLE, Reason.STANDING_TARGET)
        steps = [Step("gap", INSIDE, {}, 0.0)] if target.between else []
        gap = 0.0 if steps else None
        return replace(unknown, compliance=Compliance.MET, pace=pace, reason=reason, gap=gap, steps=tuple(steps))
    if target.nearer_bound(point.low) != target.nearer_bound(point.high) or not (lower and upper):
        return unknown
    worst = max(point.low, point.high, key=target.distance)
    waiver = waived(indicator, target, number, point.period, worst, today) if math.isfinite(worst) else None
    compliance = _unmet(target, point, is_open=is_open)
    return replace(unknown, compliance=compliance, waiver=waiver if compliance in MISSES else None)


def _unmet(target: Target, point: Seen, *, is_open: bool) -> Compliance:
    if target.by is None or target.by == point.period.ends[1]:
        return Compliance.MISSED
    return Compliance.PENDING if is_open else Compliance.OVERDUE


def _observed(steps: Sequence[Step]) -> float | None:
    return next((step.result for step in steps if step.figure == "observed_per_year"), None)
