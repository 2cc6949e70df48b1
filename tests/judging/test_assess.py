from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from policy_eval.judging import assess, pace
from policy_eval.judging.assess import Assessment, Compliance
from policy_eval.judging.pace import Pace, Reason
from policy_eval.model import indicator as model
from policy_eval.model.decimals import difference
from policy_eval.model.periods import Period
from policy_eval.model.ratings import Ratings

INDICATOR: TypeAdapter[model.Indicator] = TypeAdapter(model.Indicator)
TODAY = date(2024, 8, 31)
STAFF = {
    "basis": "year-end",
    "direction": "increase",
    "baseline": {"period": 2020, "value": 918},
    "targets": [{"at_least": 1000, "by": 2025}],
    "observations": {2020: 918, 2021: 956, 2022: 961, 2023: {"status": "pending"}},
}

QUARTERS = {
    "basis": "calendar-year",
    "direction": "increase",
    "baseline": {"period": "2024-Q1", "value": 10},
    "observations": {"2024-Q1": 10, "2024-Q3": 12, "2024-Q4": 24},
}


def indicator(plain: Mapping[str, Any]) -> model.Indicator:
    """An indicator as if read from a file, its required keys filled in."""
    return INDICATOR.validate_python({"id": "x", "title": "x", "unit": "x", "direction": "none", **plain})


def judged(plain: Mapping[str, Any], today: date = TODAY) -> Assessment:
    """The only assessment of an indicator."""
    (assessment,) = assess.assess(indicator(plain), today)
    return assessment


def against(target: Mapping[str, Any], observations: Mapping[object, object], **more: object) -> Assessment:
    return judged({"targets": [target], "observations": observations, **more})


# --- a calculation by hand ---------------------------------------------------------------------


def test_un_staff_agrees_with_a_calculation_by_hand() -> None:
    staff = judged(STAFF)
    assert (staff.period, staff.value, staff.bound) == (Period(2022, 2022), 961, 1000)
    assert staff.gap == -39
    assert staff.gap_pct == pytest.approx(-3.9)
    assert (staff.needed_per_year, staff.observed_per_year) == (13, 21.5)
    assert staff.pace_ratio == pytest.approx(((961 / 918) ** (1 / 2) - 1) / ((1000 / 918) ** (1 / 5) - 1), abs=1e-12)
    assert (round(staff.pace_ratio or 0, 2), staff.pace, staff.reason) == (1.34, Pace.SUBSTANTIAL, None)
    assert (staff.achieved_pct, round(staff.distance_pct or 0, 1)) == (96.1, 52.4)
    assert (staff.path, staff.path_gap) == (950.8, 10.2)  # 918 + 82 * 2 / 5
    assert (staff.projected, staff.reached) == (1025.5, Period.of(2024))  # 961 + 3 * 21.5; 39 / 21.5 = 1.8 years
    assert (staff.rating, staff.is_behind) == (None, False)


def test_past_the_deadline_nothing_is_projected() -> None:
    staff = judged(STAFF, date(2026, 1, 1))
    assert (staff.projected, staff.reached, staff.needed_per_year) == (None, None, None)
    assert (staff.achieved_pct, staff.path) == (96.1, 950.8)


@pytest.mark.parametrize(
    ("target", "value", "achieved"),
    [
        ({"at_least": 50}, 40, 80),
        ({"at_least": 50}, 60, 120),
        ({"at_most": 50}, 40, 125),
        ({"at_most": 50}, 100, 50),
        ({"at_most": 50}, 0, None),
        ({"at_least": 50}, -1, None),
        ({"at_least": 0}, 5, None),
        ({"between": [1, 9]}, 5, None),
    ],
)
def test_the_degree_of_achievement_is_by_the_bound_that_counts(
    target: dict[str, object], value: float, achieved: float | None
) -> None:
    assert against(target, {2023: value}).achieved_pct == achieved


@pytest.mark.parametrize(
    ("target", "figure", "compliance", "gap"),
    [
        ({"at_least": 5}, {"low": 5}, "met", None),
        ({"at_least": 5}, {"low": 4.9}, "no-data", None),
        ({"at_least": 5}, {"high": 4.9}, "missed", None),
        ({"at_least": 5}, {"high": 5}, "no-data", None),
        ({"at_least": 5}, {"low": 4, "high": 6}, "no-data", None),
        ({"at_most": 5}, {"low": 4, "high": 5}, "met", None),
        ({"at_most": 5}, {"low": 5.1, "high": 6}, "missed", None),
        ({"between": [4, 6]}, {"low": 4, "high": 6}, "met", 0),
        ({"between": [4, 6]}, {"low": 3, "high": 7}, "no-data", None),
        ({"between": [4, 6]}, {"high": 3}, "missed", None),
        ({"at_least": 5, "by": 2025}, {"high": 4}, "pending", None),
        ({"at_least": 5, "by": 2023}, {"high": 4}, "missed", None),
        ({"at_least": 5, "by": 2025}, {"low": 5}, "met", None),
    ],
)
def test_a_range_is_compared_only_where_every_value_in_it_gives_the_same_answer(
    target: dict[str, object], figure: dict[str, object], compliance: str, gap: float | None
) -> None:
    found = against(target, {2022: 1, 2023: figure}, baseline={"period": 2020, "value": 1}, direction="increase")
    assert (found.compliance, found.gap, found.value, found.period) == (compliance, gap, None, Period.of(2023))
    assert found.observed_per_year is None


@pytest.mark.parametrize(
    ("bound", "observations", "compliance", "gap"),
    [
        ({"of_previous": 1}, {2022: 84, 2023: 85}, "met", 1),
        ({"of_previous": 1.05}, {2022: 80, 2023: 83}, "missed", -1),
        ({"of_previous": 1}, {2021: 84, 2023: 85}, "no-data", None),
        ({"of_previous": 1}, {2022: {"low": 4}, 2023: 85}, "no-data", None),
        ({"of_previous": 1}, {2022: {"value": 80, "status": "forecast"}, 2023: 85}, "no-data", None),
        ({"of_baseline": 0.54}, {2023: 54}, "met", 0),
        ({"of_baseline": 1.1}, {2023: 109}, "missed", -1),
    ],
)
def test_a_relative_bound_is_so_many_times_another_figure(
    bound: dict[str, object], observations: dict[object, object], compliance: str, gap: float | None
) -> None:
    found = against({"at_least": bound}, observations, baseline={"period": 2020, "value": 100})
    assert (found.compliance, found.gap) == (compliance, gap)


def test_a_part_has_a_bound_of_its_own_baseline() -> None:
    part = {
        "of": {"sex": "women"},
        "observations": {2023: 59},
        "baseline": {"period": 2020, "value": 50},
        "targets": [{"at_least": {"of_baseline": 1.2}}],
    }
    whole = indicator({"observations": {}, "baseline": {"period": 2020, "value": 900}, "breakdowns": [part]})
    (found,) = assess.assess(whole.parts[0], TODAY)
    assert (found.compliance, found.gap, found.bound) == (Compliance.MISSED, -1, 60)


def test_a_value_below_a_published_path_is_behind_it() -> None:
    target = {"at_least": 100, "by": 2025, "path": {2022: 86, 2023: 90}}
    behind, on_it = against(target, {2023: 89}), against(target, {2023: 90})
    assert (behind.path, behind.path_gap, behind.is_behind) == (90, -1, True)
    assert (on_it.path_gap, on_it.is_behind) == (0, False)
    assert against(target, {2024: 80}).path is None


def test_stages_have_gaps_and_no_percentages_nor_a_pace() -> None:
    stage = against(
        {"at_least": 2, "by": 2030}, {2022: 0, 2023: 1}, scale={0: "a", 1: "b", 2: "c"}, direction="increase"
    )
    assert (stage.gap, stage.gap_pct, stage.reason) == (-1, None, Reason.SCALE)


def test_a_programme_rates_in_its_own_words() -> None:
    bands = [{"from": 100, "ja": "達成"}, {"from": 80, "en": "nearly"}, {"en": "not"}]
    ratings = TypeAdapter(Ratings).validate_python({"of": "achieved_pct", "bands": bands})
    words = {}
    for value in (100, 99.9, 80, 79.999, 0):
        plain = indicator({"targets": [{"at_least": 100}], "observations": {2023: value}})
        one = plain.within(model.FiscalYear(), ratings)
        (found,) = assess.assess(one, TODAY)
        words[value] = found.rating and found.rating.words("en")
    assert words == {100: "達成", 99.9: "nearly", 80: "nearly", 79.999: "not", 0: None}


@pytest.mark.parametrize(
    ("basis", "today", "compliance"),
    [
        ("year-end", date(2024, 8, 31), "pending"),
        ("year-end", date(2025, 12, 31), "pending"),
        ("year-end", date(2026, 1, 1), "overdue"),
        ("calendar-year", date(2025, 12, 31), "pending"),
        ("calendar-year", date(2026, 1, 1), "overdue"),
        ("fiscal-year", date(2026, 3, 31), "pending"),
        ("fiscal-year", date(2026, 4, 1), "overdue"),
    ],
)
def test_an_unmet_deadline_is_pending_to_the_last_day_of_its_period(basis: str, today: date, compliance: str) -> None:
    assert judged({**STAFF, "basis": basis}, today).compliance == compliance


@pytest.mark.parametrize(
    ("today", "compliance", "needed"), [(date(2025, 9, 30), "pending", 8), (date(2025, 10, 1), "overdue", None)]
)
def test_years_are_counted_in_fractions_where_figures_come_by_quarter(
    today: date, compliance: str, needed: float | None
) -> None:
    found = judged({**QUARTERS, "targets": [{"at_least": 30, "by": "2025-Q3"}]}, today)
    # From the fourth quarter of 2024 to the third of 2025 it is three quarters of a year, and so it is from the first.
    assert (found.compliance, found.gap, found.needed_per_year) == (compliance, -6, needed)
    assert found.observed_per_year == 18.6666666666667
    assert found.pace_ratio == pytest.approx((2.4 ** (1 / 0.75) - 1) / (3 ** (1 / 1.5) - 1))


def test_the_istc_ratio_misses_its_target_by_exactly_0_37() -> None:
    ratio = against({"at_most": 10}, {2021: 7, 2022: 8, 2023: 10.37}, unit="%", direction="decrease")
    assert (ratio.compliance, ratio.gap, ratio.period) == (Compliance.MISSED, 0.37, Period(2023, 2023))
    assert (ratio.pace, ratio.reason) == (Pace.NOT_AVAILABLE, Reason.STANDING_TARGET)


# --- compliance --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "observations", "compliance"),
    [
        pytest.param({"at_least": 5}, {2022: 4, 2023: 5}, "met", id="standing, at its bound"),
        pytest.param({"at_least": 5}, {2022: 6, 2023: 4.9}, "missed", id="standing, the latest counts"),
        pytest.param({"at_least": 5}, {2022: 6, 2023: None}, "met", id="standing, an empty cell is skipped"),
        pytest.param({"at_least": 5}, {2022: 6, 2023: {"status": "pending"}}, "met", id="standing, pending is skipped"),
        pytest.param({"at_least": 5}, {2022: 4, 2023: {"value": 9, "status": "forecast"}}, "missed", id="no forecast"),
        pytest.param({"at_least": 5}, {}, "no-data", id="standing, nothing observed"),
        pytest.param({"at_least": 5, "from": 2023}, {2022: 6}, "no-data", id="nothing observed since its start"),
        pytest.param({"at_least": 5, "from": 2023}, {2022: 6, 2023: 4}, "missed", id="from its first year"),
        pytest.param({"at_least": 5, "until": 2022}, {2022: 6, 2023: 4}, "met", id="until its last year"),
        pytest.param({"at_least": 5, "from": 2021, "until": 2022}, {2020: 1, 2022: 5, 2023: 1}, "met", id="both"),
        pytest.param({"at_least": 5, "from": 2022}, {"2021..2023": 9}, "no-data", id="a span from before its start"),
        pytest.param({"at_most": 5}, {2023: 5}, "met", id="at_most, at its bound"),
        pytest.param({"at_most": 5}, {2023: 5.01}, "missed", id="at_most, above"),
        pytest.param({"between": [4, 5]}, {2023: 4}, "met", id="between, at its lower end"),
        pytest.param({"between": [4, 5]}, {2023: 5}, "met", id="between, at its upper end"),
        pytest.param({"between": [4, 5]}, {2023: 5.5}, "missed", id="between, above"),
        pytest.param({"at_least": 5, "by": 2023}, {2022: 4, 2023: 5}, "met", id="deadline, met in its year"),
        pytest.param({"at_least": 5, "by": 2025}, {2023: 5}, "met", id="deadline, met before its year"),
        pytest.param({"at_least": 5, "by": 2023}, {2023: 4}, "missed", id="deadline, missed in its year"),
        pytest.param({"at_least": 5, "by": 2022}, {2022: 4, 2023: 6}, "missed", id="deadline, later figures ignored"),
        pytest.param({"at_least": 5, "by": 2022}, {2022: 5, 2023: 4}, "met", id="deadline, a later fall is ignored"),
        pytest.param({"at_least": 5, "by": 2024}, {2022: 6, 2023: 4}, "pending", id="deadline, no longer met"),
        pytest.param({"at_least": 5, "by": 2023}, {2022: 4}, "overdue", id="deadline, its year is over"),
        pytest.param({"at_least": 5, "by": 2022}, {2023: 9}, "no-data", id="deadline, observed only later"),
        pytest.param({"at_least": 5, "by": 2025}, {2023: None}, "no-data", id="deadline, nothing observed"),
        pytest.param(
            {"at_least": 5, "by": 2022}, {"2021..2023": 9}, "no-data", id="a span that goes past the deadline"
        ),
    ],
)
def test_compliance_is_judged_on_the_latest_figure_that_falls_under_the_target(
    target: dict[str, object], observations: dict[object, object], compliance: str
) -> None:
    assert against(target, observations).compliance == compliance


def test_without_a_target_there_is_one_assessment_that_says_so() -> None:
    alone = judged({"observations": {2022: 4, 2023: 5}})
    assert (alone.compliance, alone.target, alone.bound, alone.gap) == (Compliance.NO_TARGET, None, None, None)
    assert alone.value == 5


def test_each_target_is_assessed_by_itself() -> None:
    plain = {"targets": [{"at_least": 4}, {"at_least": 6, "by": 2025}], "observations": {2023: 5}}
    assert [a.compliance for a in assess.assess(indicator(plain), TODAY)] == [Compliance.MET, Compliance.PENDING]


def test_no_data_leaves_every_figure_empty() -> None:
    empty = against({"at_least": 5, "by": 2025}, {2023: None}, baseline={"period": 2020, "value": 1})
    assert (empty.pace, empty.reason, empty.steps) == (Pace.NOT_AVAILABLE, Reason.NO_DATA, ())
    assert {empty.period, empty.value, empty.gap, empty.needed_per_year, empty.observed_per_year} == {None}


def test_a_ratio_with_binary_noise_meets_the_bound_that_it_equals() -> None:
    # 1.1 * 100 / 2 is 55.00000000000001 in binary.
    ratio = against({"at_most": 55}, {2023: {"numerator": 1.1, "denominator": 2}}, unit="%")
    assert (ratio.compliance, ratio.gap) == (Compliance.MET, 0)


def test_the_day_of_judgement_is_never_read_from_the_clock() -> None:
    for module in (assess, pace):
        assert not re.search(r"\b(today|now|time)\(|import time", inspect.getsource(module))


# --- gaps and rates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [
        pytest.param(24, 20, 0, id="inside, nearer to the lower end"),
        pytest.param(26, 30, 0, id="inside, nearer to the upper end"),
        pytest.param(20, 20, 0, id="on the lower end"),
        pytest.param(30, 30, 0, id="on the upper end"),
        pytest.param(19.7, 20, -0.3, id="below"),
        pytest.param(30.3, 30, 0.3, id="above"),
    ],
)
def test_the_gap_to_a_range_is_that_to_its_nearer_end(value: float, bound: float, gap: float) -> None:
    between = against({"between": [20, 30], "by": 2025}, {2023: value})
    assert (between.bound, between.gap, between.needed_per_year) == (bound, gap, -gap / 2)


@pytest.mark.parametrize(
    ("target", "unit", "value", "gap_pct"),
    [
        pytest.param({"at_least": 200}, "persons", 150, -25, id="percent of the target"),
        pytest.param({"at_least": -200}, "persons", -250, -25, id="of its size, where it is negative"),
        pytest.param({"at_most": 0}, "persons", 3, None, id="a target of zero"),
        pytest.param({"at_least": 50}, "%", 40, None, id="never percent of a percent"),
        pytest.param({"at_least": 50}, {"ja": "％", "en": "%"}, 40, None, id="in any language"),
    ],
)
def test_gap_pct_is_empty_where_it_has_no_meaning(
    target: dict[str, object], unit: object, value: float, gap_pct: float | None
) -> None:
    assert against(target, {2023: value}, unit=unit).gap_pct == gap_pct


@pytest.mark.parametrize(
    ("target", "needed"),
    [
        pytest.param({"at_least": 16}, None, id="standing target"),
        pytest.param({"at_least": 16, "by": 2025}, 3, id="two years left"),
        pytest.param({"at_most": 4, "by": 2024}, -6, id="one year left"),
        pytest.param({"at_least": 16, "by": 2023}, None, id="no year left"),
    ],
)
def test_needed_per_year_spreads_the_gap_over_the_years_left(target: dict[str, object], needed: float | None) -> None:
    assert against(target, {2023: 10}).needed_per_year == needed


@pytest.mark.parametrize(
    ("observations", "baseline", "observed"),
    [
        pytest.param({2020: 10, 2023: 10.9}, {"period": 2020, "value": 10}, 0.3, id="since the baseline"),
        pytest.param({2023: 10.9}, {"period": 2020, "value": 10}, 0.3, id="the baseline need not be observed"),
        pytest.param({2020: 10, 2023: 13}, None, None, id="no baseline"),
        pytest.param({2020: 10}, {"period": 2020, "value": 10}, None, id="only the baseline"),
        pytest.param({2019: 10}, {"period": 2020, "value": 11}, None, id="only before the baseline"),
        pytest.param({"2021..2023": 40}, {"period": 2020, "value": 10}, None, id="a total over years is no year"),
        pytest.param({2022: {"value": 5, "status": "break"}}, {"period": 2020, "value": 10}, None, id="a break since"),
        pytest.param(
            {2020: {"value": 10, "status": "break"}, 2022: 12},
            {"period": 2020, "value": 10},
            1,
            id="a break in its year",
        ),
    ],
)
def test_observed_per_year_counts_from_a_comparable_baseline(
    observations: dict[object, object], baseline: object, observed: float | None
) -> None:
    for targets in ([], [{"at_least": 99}], [{"at_least": 99, "by": 2025}]):
        assessment = judged({"observations": observations, "baseline": baseline, "targets": targets})
        assert assessment.observed_per_year == observed


@pytest.mark.parametrize(
    ("observations", "points"),
    [
        pytest.param({2023: 2, 2021: 1}, [(2021, 1), (2023, 2)], id="oldest first"),
        pytest.param({2021: 1, 2022: None, 2023: {"status": "pending"}}, [(2021, 1)], id="only what has a value"),
        pytest.param({2021: 1, 2022: {"value": 2, "status": "forecast"}}, [(2021, 1)], id="no forecast"),
        pytest.param({2021: {"numerator": 1, "denominator": 4}}, [(2021, 0.25)], id="computed from its parts"),
        pytest.param({"2019..2021": 9, 2020: 3}, [(2020, 3)], id="no span beside single years"),
        pytest.param(
            {"2019..2021": 9, "2016..2018": 8}, [(2018, 8), (2021, 9)], id="spans where there is nothing else"
        ),
        pytest.param({"2019..2021": 9, 2020: None}, [(2021, 9)], id="an empty year is none"),
        pytest.param({"2016..2021": 9, "2019..2021": 8}, [(2021, 8), (2021, 9)], id="the longer span last"),
    ],
)
def test_a_series_is_what_was_observed(observations: dict[object, object], points: list[tuple[int, float]]) -> None:
    series = assess.series(indicator({"observations": observations}), TODAY)
    assert [(point.period.year, point.value) for point in series] == points


@pytest.mark.parametrize(
    ("left", "right", "result"), [(10.37, 10, 0.37), (0.3, 0.1, 0.2), (87.9, 84.2, 3.7), (-0.0, 0, 0)]
)
def test_a_difference_has_no_binary_noise(left: float, right: float, result: float) -> None:
    assert difference(left, right) == result
    assert str(difference(left, right)) != "-0.0"
