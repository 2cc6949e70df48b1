"""How fast an indicator moves the way its policy wants: towards a target, or by itself.

The definitions are those of the progress measure of Statistics Canada's data hub and
Open SDG, after Eurostat's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from ..model.decimals import computed
from ..model.indicator import Indicator
from ..model.periods import FREQUENCIES, Period
from ..model.status import Status, are_of_one_definition
from ..model.target import Target


class Pace(StrEnum):
    """How fast an indicator moves the way its policy wants."""

    ACHIEVED = "achieved"
    SUBSTANTIAL = "substantial"
    MODERATE = "moderate"
    LIMITED = "limited"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not-available"


class Reason(StrEnum):
    """Why a pace is not available."""

    NO_DATA = "no-data"
    NO_DIRECTION = "no-direction"
    NO_BASELINE = "no-baseline"
    ONE_YEAR = "one-year"
    NOT_POSITIVE = "not-positive"
    SERIES_BREAK = "series-break"
    SPANS_ONLY = "spans-only"
    STANDING_TARGET = "standing-target"
    TARGET_IS_BASELINE = "target-is-baseline"
    RANGE = "range"
    SCALE = "scale"
    NO_PREVIOUS = "no-previous"


AT_LIMIT: Final = "0 at the limit"
"""The formula in words where a series starts at a limit of zero and is there still: no growth can be computed."""
# Least ratio, or least yearly growth in the wanted direction, for each class.
PACE_TO_TARGET: Final = ((0.95, Pace.SUBSTANTIAL), (0.60, Pace.MODERATE), (0.0, Pace.LIMITED))
PACE_ALONE: Final = ((0.015, Pace.SUBSTANTIAL), (0.005, Pace.MODERATE), (0.0, Pace.LIMITED))


class Point(NamedTuple):
    """A period with its observed value."""

    period: Period
    value: float
    status: Status | None = None


class Range(NamedTuple):
    """A period of which only the ends are known between which its value lies; infinite where one is not."""

    period: Period
    low: float
    high: float
    status: Status | None = None

    @property
    def value(self) -> None:
        """There is none."""
        return


Seen = Point | Range
"""What was observed of a period."""


class Step(NamedTuple):
    """One computed figure: `result` is `formula` with `inputs` put in for their names."""

    figure: str
    formula: str
    inputs: Mapping[str, float]
    result: float


class Judgement(NamedTuple):
    """A pace with the steps to its ratio, or the reason why there is none."""

    pace: Pace
    reason: Reason | None = None
    steps: Sequence[Step] = ()


def to_target(
    indicator: Indicator, target: Target, points: Sequence[Point], bound: float, *, is_met: bool
) -> Judgement:
    """The pace towards the `bound` of a deadline: the growth observed by the growth required."""
    steps = _steps_to_target(indicator, target, points, bound)
    if is_met and target.by is not None:
        return Judgement(Pace.ACHIEVED, None, () if isinstance(steps, Reason) else steps)
    return _judgement(steps, PACE_TO_TARGET)


def alone(indicator: Indicator, points: Sequence[Point]) -> Judgement:
    """The pace without a target: the yearly growth, its thresholds lower near a natural limit."""
    scale = limit_scale(comparable(points)[0].value, indicator.limit, indicator.direction.sign)
    return _judgement(_steps_alone(indicator, points, scale), [(least * scale, pace) for least, pace in PACE_ALONE])


def comparable(points: Sequence[Point]) -> Sequence[Point]:
    """The points that can be compared with the last one: from the latest break on, and of its definition."""
    breaks = [index for index, point in enumerate(points) if point.status and point.status.breaks_series]
    since = points[breaks[-1] :] if breaks else points
    return [point for point in since if are_of_one_definition(point.status, points[-1].status)]


def growth(first: Point, last: Point) -> float | Reason:
    """The compound annual growth rate, `(y / y0) ** (1 / (t - t0)) - 1`.

    It says nothing where a value is zero or negative, nor within one year.
    """
    years = last.period.years_since(first.period)
    if years <= 0:
        return Reason.ONE_YEAR
    if first.value <= 0 or last.value <= 0:
        return Reason.NOT_POSITIVE
    return float((last.value / first.value) ** (1 / years) - 1)


def limit_scale(first: float, limit: float | None, sign: int) -> float:
    """How far a natural limit lowers the thresholds of `PACE_ALONE`, 0 to 1.

    `C = 1 - (y0 / limit) ** 4.44` below a limit that is to be reached by an increase (`sign`
    is 1), `1 - ((2 * limit - y0) / limit) ** 4.44` from twice a limit down to it for a
    decrease, 0 at the limit; 1 elsewhere, and where the limit lies the other way.
    """
    if limit is None or sign * (first - limit) > 0 or not sign:
        return 1.0
    if first == limit:
        return 0.0
    if limit <= 0 or not 0 <= first / limit < 2:
        return 1.0
    return float(1 - min(first / limit, 2 - first / limit) ** 4.44)


def incomparable(indicator: Indicator, points: Sequence[Point]) -> Reason | None:
    """Why the latest value cannot be held against the baseline."""
    baseline = indicator.baseline
    if baseline is None:
        return Reason.NO_BASELINE
    if points[-1].period.is_span:
        return Reason.SPANS_ONLY
    if any(point.status and point.status.breaks_series and point.period > baseline.period for point in points):
        return Reason.SERIES_BREAK
    observed = indicator.observations.get(baseline.period)
    if not are_of_one_definition(observed.status if observed else None, points[-1].status):
        return Reason.SERIES_BREAK
    return Reason.ONE_YEAR if points[-1].period <= baseline.period else None


def _judgement(steps: list[Step] | Reason, classes: Sequence[tuple[float, Pace]]) -> Judgement:
    """The class of the last of the steps; on a threshold, but for binary noise, is not below it."""
    if isinstance(steps, Reason):
        return Judgement(Pace.NOT_AVAILABLE, steps)
    value = steps[-1].result
    reached = (pace for least, pace in classes if value >= least or math.isclose(value, least, rel_tol=1e-12))
    return Judgement(next(reached, Pace.DETERIORATION), None, steps)


def _steps_to_target(
    indicator: Indicator, target: Target, points: Sequence[Point], bound: float
) -> list[Step] | Reason:
    """`R = d * CAGR_i / |CAGR_T|`."""
    baseline, sign = indicator.baseline, indicator.direction.sign
    if target.by is None:
        return Reason.STANDING_TARGET
    if indicator.scale:
        return Reason.SCALE
    if not sign:
        return Reason.NO_DIRECTION
    if (reason := incomparable(indicator, points)) or baseline is None:
        return reason or Reason.NO_BASELINE
    start, goal = Point(baseline.period, baseline.value), Point(target.by, bound)
    observed, required = growth(start, points[-1]), growth(start, goal)
    if isinstance(observed, Reason) or isinstance(required, Reason):
        return Reason.NOT_POSITIVE
    if required == 0:
        return Reason.TARGET_IS_BASELINE
    inputs = {"direction": sign, "cagr_observed": computed(observed), "cagr_required": computed(required)}
    formula, ratio = "direction * cagr_observed / |cagr_required|", computed(sign * observed / abs(required)) + 0.0
    return [
        _growth_step("cagr_observed", "baseline", start, "value", points[-1], observed),
        _growth_step("cagr_required", "baseline", start, "target", goal, required),
        Step("pace_ratio", formula, inputs, ratio),
    ]


def _steps_alone(indicator: Indicator, points: Sequence[Point], scale: float) -> list[Step] | Reason:
    """`d * CAGR` from the first to the latest comparable value."""
    sign, points_alike = indicator.direction.sign, comparable(points)
    first, last = points_alike[0], points_alike[-1]
    if not sign:
        return Reason.NO_DIRECTION
    if indicator.scale:
        return Reason.SCALE
    if last.period.is_span:
        return Reason.SPANS_ONLY
    if len(points_alike) < 2 <= len(points):
        return Reason.SERIES_BREAK
    rate = growth(first, last)
    if rate is Reason.NOT_POSITIVE and first.value == last.value == indicator.limit:
        return [Step("pace_ratio", AT_LIMIT, {"value": last.value, "limit": first.value}, 0.0)]
    if isinstance(rate, Reason):
        return rate
    steps = [_growth_step("cagr_observed", "first", first, "value", last, rate)]
    if indicator.limit and scale != 1:
        distance = "first" if first.value < indicator.limit else "(2 * limit - first)"
        inputs = {"first": first.value, "limit": indicator.limit}
        steps.append(Step("threshold_scale", f"1 - ({distance} / limit) ^ 4.44", inputs, computed(scale)))
    inputs = {"direction": sign, "cagr_observed": computed(rate)}
    return [*steps, Step("pace_ratio", "direction * cagr_observed", inputs, computed(sign * rate) + 0.0)]


def _growth_step(figure: str, since: str, first: Point, until: str, last: Point, rate: float) -> Step:
    years, between = years_between("" if until == "value" else until, last.period, since, first.period)
    inputs = {until: last.value, since: first.value} | between
    return Step(figure, f"({until} / {since}) ^ (1 / {years}) - 1", inputs, computed(rate))


def years_between(name: str, last: Period, since: str, first: Period) -> tuple[str, dict[str, float]]:
    """The years from one period to another as part of a formula, with its inputs.

    `(year - baseline_year)`; of shorter periods their number, `(quarters_since_baseline / 4)`.
    """
    if last.per_year == 1:
        until, before = (f"{word}_year" if word else "year" for word in (name, since))
        return f"({until} - {before})", {until: last.last, before: first.last}
    role = f"since_{since}" if not name else f"to_{name}" if since else "left"
    word = FREQUENCIES[last.per_year].word
    periods = f"{'halves' if word == 'half' else f'{word}s'}_{role}"
    return f"({periods} / {last.per_year})", {periods: last.last - first.last}
