"""What holds of every assessment, whatever the indicator."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from policy_eval.judging import assess, facts
from policy_eval.judging.assess import Assessment, Compliance
from policy_eval.judging.pace import AT_LIMIT, Pace
from policy_eval.model import indicator as model
from policy_eval.model.decimals import difference

INDICATOR: TypeAdapter[model.Indicator] = TypeAdapter(model.Indicator)
TODAY = date(2024, 8, 31)
YEARS = st.integers(2000, 2030)
FIGURES = st.integers(-10_000, 10_000) | st.decimals(-10_000, 10_000, places=3).map(float)
SIZES = st.floats(1e-99, 1e99).map(lambda x: float(f"{x:.15g}"))
EXTREMES = st.just(0.0) | SIZES | SIZES.map(lambda x: -x)


@st.composite
def plain_targets(draw: st.DrawFn, figures: st.SearchStrategy[float]) -> dict[str, object]:
    bound = draw(st.sampled_from(["at_least", "at_most", "between"]))
    ends = sorted(draw(st.lists(figures, min_size=2, max_size=2, unique=True)))
    when = draw(st.sampled_from([("by",), ("by",), (), ("from",), ("until",)]))
    return {bound: ends if bound == "between" else ends[0], **{key: draw(YEARS) for key in when}}


@st.composite
def plain_indicators(draw: st.DrawFn, figures: st.SearchStrategy[float] = FIGURES) -> dict[str, Any]:
    """The mapping of an indicator with anything in it that `assess` looks at."""
    spans = st.tuples(YEARS, st.integers(1, 5)).map(lambda span: f"{span[0]}..{sum(span)}")
    statuses = st.sampled_from(["normal", "break", "forecast", "estimated"])
    parts = st.fixed_dictionaries({"numerator": figures, "denominator": figures})
    cells = st.none() | figures | parts | st.fixed_dictionaries({"value": figures, "status": statuses})
    return {
        "unit": draw(st.sampled_from(["persons", "%"])),
        "direction": draw(st.sampled_from(["increase", "decrease", "none"])),
        "basis": draw(st.sampled_from(["fiscal-year", "calendar-year", "year-end"])),
        "limit": draw(st.none() | figures),
        "baseline": draw(st.none() | st.fixed_dictionaries({"period": YEARS, "value": figures})),
        "targets": draw(st.lists(plain_targets(figures), max_size=3)),
        "observations": draw(st.dictionaries(YEARS | YEARS | spans, cells, max_size=6)),
    }


def judged(plain: dict[str, Any], today: date = TODAY) -> list[Assessment]:
    return [*assess.assess(INDICATOR.validate_python({"id": "x", "title": "x", **plain}), today)]


@given(plain_indicators(EXTREMES) | plain_indicators(), st.dates())
def test_any_valid_indicator_can_be_judged_on_any_day(plain: dict[str, Any], today: date) -> None:
    assessments = judged(plain, today)
    assert len(assessments) == max(1, len(plain["targets"]))
    for assessment in assessments:
        assert (assessment.pace is Pace.NOT_AVAILABLE) == (assessment.reason is not None)


@given(plain_indicators())
def test_each_step_is_its_formula_with_the_inputs_put_in(plain: dict[str, Any]) -> None:
    for assessment in judged(plain):
        named: dict[str, float] = {}
        for step in assessment.steps:
            for name, value in step.inputs.items():
                assert named.setdefault(name, value) == value  # a name means one thing throughout
            if step.formula in (facts.INSIDE, AT_LIMIT):
                assert step.result == 0
                continue
            assert set(re.findall("[a-z_]+", step.formula)) == set(step.inputs)
            formula = re.sub(r"\|(.*?)\|", r"abs(\1)", step.formula).replace("^", "**")
            computed = eval(formula, {"abs": abs}, dict(step.inputs))  # noqa: S307  # formulas of our own
            assert math.isclose(step.result, computed, rel_tol=1e-9, abs_tol=1e-9), step
            named[step.figure] = step.result


@given(plain_indicators())
def test_every_figure_of_an_assessment_has_its_step(plain: dict[str, Any]) -> None:
    for assessment in judged(plain):
        steps = {step.figure: step.result for step in assessment.steps}
        for figure in ("gap", "gap_pct", "needed_per_year", "observed_per_year", "pace_ratio"):
            assert getattr(assessment, figure) == steps.get(figure)
        assert not any(math.copysign(1, result) < 0 for result in steps.values() if result == 0)  # no -0.0


@given(plain_indicators())
def test_a_target_is_met_exactly_where_the_gap_is_on_its_right_side(plain: dict[str, Any]) -> None:
    for assessment in judged(plain):
        if assessment.target and assessment.gap is not None:
            gap, bound = assessment.gap, assessment.target.bound
            right = {"at_least": gap >= 0, "at_most": gap <= 0, "between": gap == 0}[bound]
            assert (assessment.compliance is Compliance.MET) == right


def mirrored(plain: Any) -> Any:
    """The same indicator below zero: every figure negated, every bound turned round."""
    swapped: dict[object, object] = {
        "at_least": "at_most",
        "at_most": "at_least",
        "increase": "decrease",
        "decrease": "increase",
    }
    if isinstance(plain, dict):
        kept = ("period", "by", "from", "until", "denominator")
        return {swapped.get(key, key): value if key in kept else mirrored(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return sorted(map(mirrored, plain)) if not any(isinstance(x, dict) for x in plain) else [*map(mirrored, plain)]
    return -plain if isinstance(plain, int | float) else swapped.get(plain, plain)


@given(plain_indicators())
def test_mirrored_data_have_the_mirrored_gap_and_the_same_compliance(plain: dict[str, Any]) -> None:
    def seen(plain: dict[str, Any], sign: int) -> Iterator[object]:
        for it in judged(plain):
            figures = (it.value, it.gap, it.gap_pct, it.needed_per_year, it.observed_per_year)
            yield it.compliance, it.period, [None if figure is None else sign * figure for figure in figures]

    assert [*seen(plain, 1)] == [*seen(mirrored(plain), -1)]


@given(*[st.decimals(-(10**9), 10**9, places=6)] * 2)
def test_a_difference_of_decimals_is_exact_and_changes_sign_with_its_sides(left: Decimal, right: Decimal) -> None:
    assert difference(float(left), float(right)) == float(left - right)
    assert difference(float(left), float(right)) == -difference(float(right), float(left))
