"""Figures that follow from others of their file, and sums that must agree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from policy_eval.model.derive import derived
from policy_eval.model.indicator import Indicator
from policy_eval.model.status import Status

INDICATOR: TypeAdapter[Indicator] = TypeAdapter(Indicator)
FIGURES = st.integers(-1000, 1000) | st.none()
SERIES = st.dictionaries(st.integers(2000, 2006), FIGURES, max_size=6)


def made(name: str, **more: Any) -> Indicator:
    rest = {"title": "T", "unit": "yen", "direction": "none", "observations": {}}
    return INDICATOR.validate_python({"id": name, **rest, **more})


def values(one: Indicator) -> dict[int, float | None]:
    return {period.year: one.value(observation) for period, observation in one.observations.items()}


@given(SERIES, SERIES)
def test_what_is_derived_is_what_a_simple_loop_makes_of_its_inputs(a: dict[int, Any], b: dict[int, Any]) -> None:
    kinds = {"sum": {"sum": ["a", "b"]}, "difference": {"difference": ["a", "b"]}, "ratio": {"ratio": ["a", "b"]}}
    given_ = [made("a", observations=a), made("b", observations=b), *(made(k, derive=d) for k, d in kinds.items())]
    found = derived(given_)
    assert not found.faults
    by_id = {one.id: values(one) for one in found.indicators}
    for year in {*a, *b}:
        x, y = a.get(year), b.get(year)
        if x is None or y is None:
            assert {by_id[kind][year] for kind in kinds} == {None}
            continue
        assert (by_id["sum"][year], by_id["difference"][year]) == (x + y, x - y)
        assert by_id["ratio"][year] == (float(f"{x / y:.15g}") if y else None)
    for one in found.indicators[2:]:
        missing = [seen for seen in one.observations.values() if one.value(seen) is None]
        assert all(seen.note is not None for seen in missing)  # a figure that is missing says why


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((None, None), None),
        (("provisional", None), Status.PROVISIONAL),
        (("provisional", "forecast"), Status.FORECAST),
        (("estimated", "break"), Status.BREAK),
        (("definition-differs", "estimated"), Status.DEFINITION_DIFFERS),
        ((None, "normal"), None),
    ],
)
def test_a_derived_figure_is_as_weak_as_the_weakest_of_its_inputs(
    statuses: tuple[str | None, ...], expected: Status | None
) -> None:
    inputs = [
        made(name, observations={2021: {"value": 4, "status": status}})
        for name, status in zip("ab", statuses, strict=True)
    ]
    (*_, ratio) = derived([*inputs, made("r", derive={"ratio": ["a", "b"]})]).indicators
    (observation,) = ratio.observations.values()
    assert (ratio.value(observation), observation.status) == (1, expected)


def test_chains_are_followed_in_any_order_and_parts_that_all_inputs_have_are_derived() -> None:
    women = {"of": {"sex": "women"}}
    a = made("a", observations={2021: 6}, breakdowns=[{**women, "observations": {2021: 2}}])
    b = made("b", observations={2021: 3}, breakdowns=[{**women, "observations": {2021: 1}}])
    given_ = [made("c", derive={"sum": ["d", "b"]}), made("d", derive={"difference": ["a", "b"]}), a, b]
    found = {one.id: one for one in derived(given_).indicators}
    assert (values(found["d"]), values(found["c"])) == ({2021: 3}, {2021: 6})
    assert [(part.name, values(part)) for part in found["c"].parts] == [("c{sex=women}", {2021: 2})]


def test_a_published_figure_stands_where_it_agrees_and_warns_where_it_does_not() -> None:
    a, b = made("a", observations={2021: 97}), made("b", observations={2021: 192})
    for published, count in ((50, 0), (51, 0), (50.5, 0), (50.6, 1)):
        ratio = made("r", unit="%", derive={"ratio": ["a", "b"]}, observations={2021: published})
        found = derived([a, b, ratio])
        assert values(found.indicators[2]) == {2021: published}
        assert len(found.faults) == count
