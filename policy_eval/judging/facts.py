"""How far a target is: degree of achievement, distance, path, projection. Facts side by side, never one score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ..model.decimals import computed, difference
from ..model.indicator import Indicator
from ..model.periods import LATEST, Period
from ..model.target import Target
from .pace import Point, Step, incomparable, years_between

INSIDE: Final = "0 inside the range"
"""The one formula in words: a value within `between` has neither a gap nor a need."""


def bound_steps(indicator: Indicator, target: Target, point: Point) -> Iterator[Step]:
    """How the figure of a relative bound comes about."""
    if target.of_previous is not None:
        before = indicator.value(indicator.observations[point.period.year_before]) or 0.0
        inputs = {"previous": before, "of_previous": target.of_previous}
        yield Step("target", "previous * of_previous", inputs, target.bounds[0])
    elif target.of_baseline is not None and indicator.baseline:
        inputs = {"baseline": indicator.baseline.value, "of_baseline": target.of_baseline}
        yield Step("target", "baseline * of_baseline", inputs, target.bounds[0])


def gap_steps(
    indicator: Indicator, target: Target, point: Point, bound: float, *, is_met: bool, is_open: bool
) -> Iterator[Step]:
    """How far a value is from the bound, and what is needed a year while a deadline is open."""
    inside = target.between is not None and is_met
    inputs = {"value": point.value, "target": bound}
    gap = 0.0 if inside else difference(point.value, bound)
    yield Step("gap", INSIDE if inside else "value - target", inputs, gap)
    if bound and indicator.is_relative:
        yield Step("gap_pct", "gap / |target| * 100", {"gap": gap, "target": bound}, computed(gap / abs(bound) * 100))
    if is_open and target.by is not None and (left := target.by.years_since(point.period)) > 0:
        years, between = years_between("target", target.by, "", point.period)
        formula = INSIDE if inside else f"(target - value) / {years}"
        yield Step("needed_per_year", formula, inputs | between, computed(-gap / left) + 0.0)


def observed_steps(indicator: Indicator, points: Sequence[Point]) -> Iterator[Step]:
    """The mean change a year since the baseline."""
    baseline, point = indicator.baseline, points[-1]
    if baseline is None or incomparable(indicator, points):
        return
    years, between = years_between("", point.period, "baseline", baseline.period)
    inputs = {"value": point.value, "baseline": baseline.value} | between
    result = difference(point.value, baseline.value) / point.period.years_since(baseline.period)
    yield Step("observed_per_year", f"(value - baseline) / {years}", inputs, computed(result))


def achieved_steps(target: Target, point: Point) -> Iterator[Step]:
    """達成率: value by target for a lower bound, target by value for an upper one; none unless both are above zero."""
    bound = target.bounds[0]
    if target.between or point.value <= 0 or bound <= 0:
        return
    inputs = {"value": point.value, "target": bound}
    formula = "value / target * 100" if target.bound == "at_least" else "target / value * 100"
    part, whole = (point.value, bound) if target.bound == "at_least" else (bound, point.value)
    yield Step("achieved_pct", formula, inputs, computed(part / whole * 100))


def distance_steps(indicator: Indicator, target: Target, points: Sequence[Point]) -> Iterator[Step]:
    """How much of the way from the baseline to a deadline's bound has been gone."""
    baseline = indicator.baseline
    if baseline is None or target.by is None or target.between or incomparable(indicator, points):
        return
    way = difference(target.bounds[0], baseline.value)
    if way:
        value = points[-1].value
        inputs = {"value": value, "baseline": baseline.value, "target": target.bounds[0]}
        formula = "(value - baseline) / (target - baseline) * 100"
        yield Step("distance_pct", formula, inputs, computed(difference(value, baseline.value) / way * 100))


def path_steps(indicator: Indicator, target: Target, points: Sequence[Point]) -> Iterator[Step]:
    """Where the way to a deadline should be by now: as published, else on the straight line from the baseline."""
    point = points[-1]
    published = target.path.get(point.period)
    if published is not None:
        yield Step("path", "path", {"path": published}, published)
        path = published
    else:
        line = [*_line(indicator, target, points)]
        if not line:
            return
        yield from line
        path = line[-1].result
    yield Step("path_gap", "value - path", {"value": point.value, "path": path}, difference(point.value, path))


def _line(indicator: Indicator, target: Target, points: Sequence[Point]) -> Iterator[Step]:
    baseline, point = indicator.baseline, points[-1]
    if baseline is None or target.by is None or target.between or incomparable(indicator, points):
        return
    if point.period > target.by:
        return
    passed, gone = years_between("", point.period, "baseline", baseline.period)
    whole, all_of = years_between("target", target.by, "baseline", baseline.period)
    share = computed(point.period.years_since(baseline.period) / target.by.years_since(baseline.period))
    yield Step("time_share", f"{passed} / {whole}", {**gone, **all_of}, share)
    way = difference(target.bounds[0], baseline.value)
    inputs = {"baseline": baseline.value, "target": target.bounds[0], "time_share": share}
    formula = "baseline + (target - baseline) * time_share"
    yield Step("path", formula, inputs, computed(baseline.value + way * share))


def projection_steps(target: Target, point: Point, observed_per_year: float | None) -> Iterator[Step]:
    """Where the mean change so far leads by the deadline: a projection, and called one."""
    if observed_per_year is None or target.by is None or (left := target.by.years_since(point.period)) <= 0:
        return
    years, between = years_between("target", target.by, "", point.period)
    inputs = {"value": point.value, "observed_per_year": observed_per_year, **between}
    result = computed(point.value + observed_per_year * left)
    yield Step("projected", f"value + observed_per_year * {years}", inputs, result)


def reached(target: Target, point: Point, observed_per_year: float | None) -> Period | None:
    """The period in which the same line meets the bound; None where it never does, and where the target is met."""
    if not observed_per_year or target.between or not target.distance(point.value):
        return None
    years = difference(target.bounds[0], point.value) / observed_per_year
    periods = math.ceil(round(years * point.period.per_year, 9))
    if periods <= 0 or years > LATEST:
        return None
    number = point.period.last + periods
    return Period(number, number, point.period.per_year) if number // point.period.per_year <= LATEST else None


def is_behind(target: Target, point: Point) -> bool:
    """Whether a value is on the wrong side of a published path."""
    path = target.path.get(point.period)
    if path is None:
        return False
    return point.value < path if target.bound == "at_least" else point.value > path
