from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from policy_eval.judging import assess
from policy_eval.judging.assess import Assessment
from policy_eval.judging.pace import Pace, Point, Reason, growth, limit_scale
from policy_eval.model import indicator as model
from policy_eval.model.periods import Period

INDICATOR: TypeAdapter[model.Indicator] = TypeAdapter(model.Indicator)
REQUIRED = {"id": "x", "title": "x", "unit": "x", "direction": "increase"}


def judged(plain: Mapping[str, Any], today: date = date(2024, 8, 31)) -> Assessment:
    """The only assessment of an indicator, its required keys filled in."""
    (assessment,) = assess.assess(INDICATOR.validate_python({**REQUIRED, **plain}), today)
    return assessment


def towards(target: Mapping[str, Any], observations: Mapping[object, object], **more: object) -> Assessment:
    """One that starts from 100 in 2020 unless told otherwise."""
    baseline = {"period": 2020, "value": 100}
    return judged({"baseline": baseline, "targets": [target], "observations": observations, **more})


def aim(direction: str, observations: dict[int, float], *targets: object, **more: object) -> dict[str, Any]:
    """One that starts from its first observation."""
    year, value = next(iter(observations.items()))
    plain = {"direction": direction, "baseline": {"period": year, "value": value}, "observations": observations}
    return {**plain, "targets": list(targets), **more}


def point(year: int, value: float) -> Point:
    return Point(Period(year, year), value)


# --- classes at their thresholds ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "pace"),
    [
        # From 1,000 to 1,210 in two years takes 10 % a year; binary fractions make 9.5 % of it 9.499…%.
        (1095, "substantial"),
        (1094.99999999, "moderate"),
        (1060, "moderate"),
        (1059.99999999, "limited"),
        (1000, "limited"),
        (999.99999999, "deterioration"),
        (1210, "achieved"),
        (1209.99999999, "substantial"),
    ],
)
def test_a_ratio_on_a_threshold_reaches_it_and_one_just_below_does_not(value: float, pace: str) -> None:
    start = {"period": 2020, "value": 1000}
    assert towards({"at_least": 1210, "by": 2022}, {2021: value}, baseline=start).pace == pace


@pytest.mark.parametrize(
    ("direction", "value", "pace"),
    [
        ("increase", 1015, "substantial"),
        ("increase", 1014.99999999, "moderate"),
        ("increase", 1005, "moderate"),
        ("increase", 1004.99999999, "limited"),
        ("increase", 1000, "limited"),
        ("increase", 999.99999999, "deterioration"),
        ("decrease", 985, "substantial"),
        ("decrease", 985.00000001, "moderate"),
        ("decrease", 995, "moderate"),
        ("decrease", 995.00000001, "limited"),
        ("decrease", 1000, "limited"),
        ("decrease", 1000.00000001, "deterioration"),
    ],
)
def test_growth_on_a_threshold_reaches_it_and_growth_just_below_does_not(
    direction: str, value: float, pace: str
) -> None:
    assert judged({"direction": direction, "observations": {2022: 1000, 2023: value}}).pace == pace


@pytest.mark.parametrize("targets", [[], [{"at_most": 50, "by": 2025}]])
def test_no_change_is_a_limited_pace_of_0_and_never_of_minus_0(targets: list[object]) -> None:
    still = judged(aim("decrease", {2022: 100, 2023: 100}, *targets))
    assert (str(still.pace_ratio), still.pace) == ("0.0", Pace.LIMITED)


@pytest.mark.parametrize("years", [2, 3, 7])
@pytest.mark.parametrize(("rate", "pace"), [(0.015, "substantial"), (0.005, "moderate")])
def test_growth_over_several_years_is_compound(years: int, rate: float, pace: str) -> None:
    last = float(f"{1000 * (1 + rate) ** years:.15g}")
    assessment = judged({"observations": {2010: 1000, 2010 + years: last}})
    assert assessment.pace_ratio == pytest.approx(rate, rel=1e-12)
    assert assessment.pace == pace


# --- natural limits ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "limit", "sign", "scale"),
    [
        pytest.param(50, 100, 1, 1 - 0.5**4.44, id="below a ceiling"),
        pytest.param(150, 100, -1, 1 - 0.5**4.44, id="as far above a floor"),
        pytest.param(100, 100, 1, 0, id="at the ceiling"),
        pytest.param(100, 100, -1, 0, id="at the floor"),
        pytest.param(0, 0, -1, 0, id="at a floor of zero"),
        pytest.param(-5, -5, 1, 0, id="at a ceiling below zero"),
        pytest.param(50, 100, -1, 1, id="already below the floor"),
        pytest.param(150, 100, 1, 1, id="already above the ceiling"),
        pytest.param(50, 100, 0, 1, id="neither way is better"),
        pytest.param(0, 100, 1, 1, id="at zero"),
        pytest.param(200, 100, -1, 1, id="at twice the floor"),
        pytest.param(250, 100, -1, 1, id="beyond twice the floor"),
        pytest.param(-1, 100, 1, 1, id="below zero"),
        pytest.param(50, None, 1, 1, id="no limit"),
        pytest.param(50, 0, -1, 1, id="limit zero"),
        pytest.param(-50, -100, -1, 1, id="negative limit"),
    ],
)
def test_a_natural_limit_scales_the_thresholds_by_the_distance_from_it(
    first: float, limit: float | None, sign: int, scale: float
) -> None:
    assert limit_scale(first, limit, sign) == pytest.approx(scale, abs=1e-12)


@pytest.mark.parametrize(
    ("first", "last", "pace"),
    [
        # 1 - 0.9 ** 4.44 is 0.3736: 0.560 % and 0.187 % a year instead of 1.5 % and 0.5 %.
        pytest.param(90, 90.51, "substantial", id="0.567 %"),
        pytest.param(90, 90.50, "moderate", id="0.556 %"),
        pytest.param(90, 90.17, "moderate", id="0.189 %"),
        pytest.param(90, 90.16, "limited", id="0.178 %"),
        pytest.param(90, 90, "limited", id="no change"),
        pytest.param(90, 89.99, "deterioration", id="a decline"),
        pytest.param(100, 100, "substantial", id="no decline from the limit"),
        pytest.param(100, 101, "not-available", id="beyond the limit, which is no figure"),
        pytest.param(100, 99.99, "deterioration", id="a decline from the limit"),
    ],
)
def test_near_its_limit_an_indicator_needs_less_growth(first: float, last: float, pace: str) -> None:
    assert judged({"limit": 100, "observations": {2022: first, 2023: last}}).pace == pace


@pytest.mark.parametrize(
    ("limit", "values", "pace"),
    [
        pytest.param(100, (90, 89.4), "moderate", id="a limit on the other side says nothing"),
        pytest.param(0, (0, 0, 0), "substantial", id="a floor of zero that was never left"),
        pytest.param(0, (0, 0, 3), "not-available", id="a floor of zero that was left"),
        pytest.param(0, (0,), "not-available", id="a single year at a floor of zero"),
        pytest.param(None, (0, 0, 0), "not-available", id="zero without a limit"),
        pytest.param(20, (20, 20), "substantial", id="a floor that was never left"),
    ],
)
def test_a_limit_counts_only_in_the_wanted_direction(limit: float, values: tuple[float, ...], pace: str) -> None:
    observations = dict(enumerate(values, start=2020))
    assert judged({"direction": "decrease", "limit": limit, "observations": observations}).pace == pace


def test_the_distance_from_a_limit_is_that_of_the_first_comparable_value() -> None:
    observations = {2021: 10, 2022: {"value": 90, "status": "break"}, 2023: 90.51}
    assert judged({"limit": 100, "observations": observations}).pace is Pace.SUBSTANTIAL


@given(st.floats(0, 1e6), st.floats(1e-6, 1e6), st.sampled_from([-1, 0, 1]))
def test_a_limit_scale_is_between_0_and_1(first: float, limit: float, sign: int) -> None:
    assert 0 <= limit_scale(first, limit, sign) <= 1


# --- achieved, not available -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "value", "more"),
    [
        pytest.param({"at_least": 200}, 200, {}, id="at the bound"),
        pytest.param({"at_most": 50}, 40, {"direction": "decrease"}, id="beyond the bound"),
        pytest.param({"between": [150, 160]}, 155, {}, id="inside the range"),
        pytest.param({"at_least": 200}, 200, {"direction": "none"}, id="whatever the direction"),
        pytest.param({"at_least": 200}, 200, {"baseline": None}, id="without a baseline"),
        pytest.param({"at_most": 0}, 0, {"direction": "decrease"}, id="where the formula has no value"),
        pytest.param({"at_least": 100}, 100, {}, id="where the target is the baseline"),
    ],
)
def test_a_deadline_whose_bound_is_satisfied_is_achieved(
    target: dict[str, object], value: float, more: dict[str, object]
) -> None:
    assessment = towards({**target, "by": 2025}, {2023: value}, **more)
    assert (assessment.pace, assessment.reason) == (Pace.ACHIEVED, None)


@pytest.mark.parametrize(
    ("observations", "more", "reason"),
    [
        pytest.param({}, {}, "no-data", id="nothing observed"),
        pytest.param({2023: 150}, {"direction": "none"}, "no-direction", id="no direction"),
        pytest.param({2020: 100, 2023: 150}, {"baseline": None}, "no-baseline", id="no baseline"),
        pytest.param({2020: 100}, {}, "one-year", id="only the baseline"),
        pytest.param({2019: 99}, {}, "one-year", id="only before the baseline"),
        pytest.param({2023: 0}, {}, "not-positive", id="a value of zero"),
        pytest.param({2023: -5}, {}, "not-positive", id="a change of sign"),
        pytest.param({2023: 5}, {"baseline": {"period": 2020, "value": 0}}, "not-positive", id="a baseline of zero"),
        pytest.param({2023: -5}, {"baseline": {"period": 2020, "value": -9}}, "not-positive", id="all negative"),
        pytest.param({2023: 5}, {"targets": [{"at_most": 0, "by": 2025}]}, "not-positive", id="a target of zero"),
        pytest.param({2022: {"value": 9, "status": "break"}, 2023: 9}, {}, "series-break", id="a break since"),
        pytest.param({"2021..2023": 90}, {}, "spans-only", id="a total over years"),
        pytest.param({2023: 99}, {"targets": [{"at_least": 99}]}, "standing-target", id="a standing target, met"),
        pytest.param({2023: 200}, {"targets": [{"at_most": 10}]}, "standing-target", id="a standing target, missed"),
        pytest.param({2023: 90}, {"targets": [{"at_least": 100, "by": 2025}]}, "target-is-baseline", id="no growth"),
    ],
)
def test_a_pace_to_a_target_that_is_not_available_says_why(
    observations: dict[object, object], more: dict[str, object], reason: str
) -> None:
    assessment = towards({"at_least": 200, "by": 2025}, observations, **more)
    assert (assessment.pace, assessment.pace_ratio, assessment.reason) == (Pace.NOT_AVAILABLE, None, reason)


@pytest.mark.parametrize(
    ("observations", "direction", "reason"),
    [
        pytest.param({}, "increase", "no-data", id="nothing observed"),
        pytest.param({2022: 1, 2023: 2}, "none", "no-direction", id="no direction"),
        pytest.param({2023: 2}, "increase", "one-year", id="one year"),
        pytest.param({2022: None, 2023: 2}, "increase", "one-year", id="one year with a value"),
        pytest.param({2022: 0, 2023: 2}, "increase", "not-positive", id="from zero"),
        pytest.param({2022: 2, 2023: 0}, "decrease", "not-positive", id="to zero"),
        pytest.param({2022: -1, 2023: 2}, "increase", "not-positive", id="a change of sign"),
        pytest.param({"2018..2020": 1, "2021..2023": 2}, "increase", "spans-only", id="totals over years"),
        pytest.param({2022: 1, 2023: {"value": 2, "status": "break"}}, "increase", "series-break", id="a break"),
    ],
)
def test_a_pace_without_a_target_that_is_not_available_says_why(
    observations: dict[object, object], direction: str, reason: str
) -> None:
    assessment = judged({"observations": observations, "direction": direction})
    assert (assessment.pace, assessment.pace_ratio, assessment.reason) == (Pace.NOT_AVAILABLE, None, reason)


# --- what is compared --------------------------------------------------------------------------

BREAK = {"value": 50, "status": "break"}


@pytest.mark.parametrize(
    "observations",
    [
        pytest.param({2020: 40, 2021: 10, 2022: 160}, id="first to latest, whatever lies between"),
        pytest.param({2020: 10, 2022: BREAK, 2023: 100}, id="from the break on"),
        pytest.param({2019: BREAK, 2020: 10, 2022: BREAK, 2023: 100}, id="from the latest break on"),
        pytest.param({2022: BREAK, 2023: 100}, id="the first value may be a break"),
        pytest.param({2022: 10, 2023: 20, 2024: {"value": 90, "status": "forecast"}}, id="no forecast"),
        pytest.param({2022: 10, 2023: 20, 2024: None, 2025: {"status": "pending"}}, id="no empty cells"),
        pytest.param({2022: 10, 2023: 20, "2021..2025": 90}, id="no span beside single years"),
    ],
)
def test_growth_without_a_target_is_that_of_the_comparable_series(
    observations: dict[object, object],
) -> None:
    assert judged({"observations": observations}).pace_ratio == 1  # it doubles every year


@pytest.mark.parametrize(
    "observations",
    [
        pytest.param({2021: 200}, id="the baseline need not be observed"),
        pytest.param({2018: BREAK, 2020: {"value": 100, "status": "break"}, 2021: 200}, id="a break in its year"),
        pytest.param({2021: 200, 2023: BREAK}, id="a break after the deadline"),
        pytest.param({2021: 200, 2022: {"value": 9, "status": "forecast"}}, id="a forecast"),
    ],
)
def test_growth_to_a_target_is_that_of_the_latest_figure_since_the_baseline(
    observations: dict[object, object],
) -> None:
    # 100 to 225 in two years takes 50 % a year.
    assert towards({"between": [225, 300], "by": 2022}, observations).pace is Pace.SUBSTANTIAL
    assert towards({"at_least": 225, "by": 2022}, observations).pace_ratio == 2


def test_growth_within_one_year_or_from_nothing_has_no_value() -> None:
    assert growth(point(2023, 1), point(2023, 2)) is Reason.ONE_YEAR
    assert growth(point(2022, 0), point(2023, 2)) is Reason.NOT_POSITIVE
