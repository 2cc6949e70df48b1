"""Year-over-year changes, and the assessments as a frame."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import policy_eval
from policy_eval import Programme
from policy_eval.judging.assess import assess
from policy_eval.model.decimals import difference
from policy_eval.wording.moves import move_into

from ..running import BUNDLED, CITY, HARBOUR

ROOT = Path(__file__).parents[2]
TODAY = date(2024, 8, 31)
NOTHING = (None, None, None)
JUDGED = (
    *("value", "gap", "gap_pct", "needed_per_year", "observed_per_year", "pace_ratio"),
    *("pace", "compliance", "waived", "reason"),
    *("achieved_pct", "distance_pct", "path", "path_gap", "projected", "rating"),
)


class Plain(yaml.SafeDumper):
    """Writes out what stands in two places; an indicator file has no aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def dataset(folder: Path, *indicators: Mapping[str, Any]) -> Programme:
    """A dataset of one file with these indicators, named i-0, i-1, …, their required keys filled in."""
    rest = {"title": "T", "unit": "km", "direction": "none", "observations": {}}
    listed = [{"id": f"i-{number}", **rest, **indicator} for number, indicator in enumerate(indicators)]
    (folder / "1.yaml").write_text(
        yaml.dump({"sub_field": 1, "title": "S", "indicators": listed}, Dumper=Plain), encoding="utf-8"
    )
    return policy_eval.load(folder)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows, with None for what is missing."""
    rows = frame.to_dict("records")
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]


def changes(programme: Programme) -> dict[str, tuple[Any, Any, Any]]:
    """`previous`, `change` and `change_pct` by period."""
    return {
        row["period"].removeprefix("FY"): (row["previous"], row["change"], row["change_pct"])
        for row in records(programme.changes())
    }


# --- changes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        pytest.param({2021: 4, 2022: 5}, {"2021": NOTHING, "2022": (4, 1, 25)}, id="the year before"),
        pytest.param({2022: 5, 2021: 4}, {"2021": NOTHING, "2022": (4, 1, 25)}, id="written in any order"),
        pytest.param({2020: 4, 2022: 5}, {"2022": NOTHING}, id="not the row before, over a gap"),
        pytest.param({2021: None, 2022: 5, 2023: 4}, {"2022": NOTHING, "2023": (5, -1, -20)}, id="nothing from null"),
        pytest.param({2021: 4, 2022: None}, {"2022": NOTHING}, id="nothing into null"),
        pytest.param({2021: 4, 2022: {"status": "pending"}, 2023: 5}, {"2022": NOTHING, "2023": NOTHING}, id="pending"),
        pytest.param({2020: 4, "2020..2021": 9}, {"2020..FY2021": NOTHING}, id="none into a span"),
        pytest.param({"2020..2021": 9, 2022: 5}, {"2022": NOTHING}, id="none out of a span"),
        pytest.param({2021: 4, "2021..2022": 9, 2022: 5}, {"2022": (4, 1, 25)}, id="past a span of the same year"),
        pytest.param({2021: 4, "2020..2021": 9, 2022: 5}, {"2022": (4, 1, 25)}, id="past a span of the year before"),
        pytest.param(
            {2021: 4, 2022: {"value": 5, "status": "break"}, 2023: 6},
            {"2022": NOTHING, "2023": (5, 1, 20)},
            id="none across a break, one from it",
        ),
        pytest.param({2021: 4, 2022: {"value": 5, "status": "estimated"}}, {"2022": (4, 1, 25)}, id="other statuses"),
        pytest.param(
            {2021: 3.5, 2022: {"value": 6.8, "status": "definition-differs"}, 2023: 7},
            {"2022": NOTHING, "2023": NOTHING},
            id="none between two definitions",
        ),
        pytest.param(
            {year: {"value": 5, "status": "definition-differs"} for year in (2021, 2022)},
            {"2022": (5, 0, 0)},
            id="one within the other definition",
        ),
        pytest.param({2021: 0, 2022: 5}, {"2022": (0, 5, None)}, id="no percentage of zero"),
        pytest.param({2021: -4, 2022: 5}, {"2022": (-4, 9, None)}, id="no percentage of a negative value"),
        pytest.param({2021: 4, 2022: 0}, {"2022": (4, -4, -100)}, id="down to zero"),
        pytest.param({2021: 84.2, 2022: 87.9}, {"2022": (84.2, 3.7, 4.39429928741093)}, id="exactly 3.7"),
        pytest.param({2021: 0.3, 2022: 0.1}, {"2022": (0.3, -0.2, -66.6666666666667)}, id="exactly -0.2"),
        pytest.param({2021: 1e-9, 2022: 3e-9}, {"2022": (1e-9, 2e-9, 200)}, id="tiny"),
        pytest.param({2021: 1.5e20, 2022: 1.6e20}, {"2022": (1.5e20, 1e19, 6.66666666666667)}, id="huge"),
        pytest.param(
            {2021: {"numerator": 1, "denominator": 2}, 2022: {"numerator": 3, "denominator": 4}},
            {"2022": (0.5, 0.25, 50)},
            id="computed values",
        ),
        pytest.param(
            {"2021-01": 3, "2021-02": 9, "2022-01": 6, "2022-12": 5, "2023-01": None, "2021-01..2021-12": 70},
            {"2021-02": NOTHING, "2022-01": (3, 3, 100), "2022-12": NOTHING, "2021-01..2021-12": NOTHING},
            id="months against the same month a year before",
        ),
        pytest.param(
            {"2021-Q4": 3, "2022-Q1": 9, "2022-Q4": 6},
            {"2021-Q4": NOTHING, "2022-Q1": NOTHING, "2022-Q4": (3, 3, 100)},
            id="quarters",
        ),
        pytest.param({"2021-H2": 3, "2022-H1": 9, "2022-H2": 6}, {"2022-H2": (3, 3, 100)}, id="halves"),
        pytest.param({1000: 3, 1001: 4.5}, {"1001": (3, 1.5, 50)}, id="long ago"),
        pytest.param(
            {2021: 3521418059.923445, 2022: 3521418059.923446},
            {"2022": (3521418059.923445, 0.000001, 2.83976506902376e-14)},
            id="sixteen digits",
        ),
    ],
)
def test_a_change_is_from_the_year_before(
    tmp_path: Path, observations: dict[object, object], expected: dict[str, object]
) -> None:
    found = changes(dataset(tmp_path, {"observations": observations}))
    assert {period: found[period] for period in expected} == expected


@pytest.mark.parametrize("unit", ["%", "％", {"ja": "％", "en": "%"}, {"ja": "%"}], ids=str)
def test_percentages_change_by_points_and_never_by_percent(tmp_path: Path, unit: object) -> None:
    found = changes(dataset(tmp_path, {"unit": unit, "observations": {2021: 84.2, 2022: 87.9}}))
    assert found["2022"] == (84.2, 3.7, None)


def test_no_change_leads_from_one_indicator_to_the_next(tmp_path: Path) -> None:
    programme = dataset(tmp_path, {"observations": {2021: 4}}, {"observations": {}}, {"observations": {2022: 5}})
    assert programme.changes()["previous"].isna().all()


def test_un_staff_agrees_with_a_calculation_by_hand() -> None:
    programme = policy_eval.load(ROOT / "indicators").where(lambda _, indicator: indicator.id == "un-staff")
    assert changes(programme) == {
        "2020-12": NOTHING,
        "2021-12": (918, 38, pytest.approx(4.139433551198257, rel=1e-14)),
        "2022-12": (956, 5, pytest.approx(0.5230125523012552, rel=1e-14)),
        "2023-12": NOTHING,
    }


DECIMALS = st.builds(
    lambda whole, decimals: float(Decimal(whole).scaleb(-decimals)),
    st.integers(-(10**15) + 1, 10**15 - 1) | st.integers(-2000, 2000),
    st.integers(0, 6),
)
FIGURES = DECIMALS | st.floats(-9e99, 9e99).map(lambda value: float(f"{value:.15g}"))


@given(FIGURES | st.just(0.0), FIGURES | st.just(0.0))
def test_a_difference_is_that_of_the_decimal_figures(left: float, right: float) -> None:
    exact = float(Decimal(f"{left:.15g}") - Decimal(f"{right:.15g}"))
    assert difference(left, right) == exact
    assert math.copysign(1, difference(left, left)) == 1


YEARS = st.integers(2000, 2006)
OBSERVED = st.none() | DECIMALS | st.builds(lambda value: {"value": value, "status": "break"}, DECIMALS)
SERIES = st.dictionaries(YEARS, OBSERVED) | st.dictionaries(
    YEARS | st.tuples(YEARS, st.integers(1, 3)).map(lambda span: f"{span[0]}..{sum(span)}"), OBSERVED
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["km", "%"]), SERIES), min_size=1, max_size=5))
def test_changes_are_what_a_simple_loop_makes_of_any_dataset(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, dict[Any, Any]]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    found = records(dataset(folder, *({"unit": unit, "observations": rows} for unit, rows in drawn)).changes())
    expected: list[tuple[Any, ...]] = []
    for number, (unit, rows) in enumerate(drawn):
        for key, observation in rows.items():
            here, before = value_of(observation), value_of(rows.get(key - 1) if isinstance(key, int) else None)
            if here is None or before is None or isinstance(observation, dict):
                expected.append((f"i-{number}", str(key), *NOTHING))
                continue
            change = difference(here, before)
            change_pct = float(f"{change / before * 100:.15g}") if unit == "km" and before > 0 else None
            expected.append((f"i-{number}", str(key), before, change, change_pct))
    names = ["indicator", "period", "previous", "change", "change_pct"]
    assert Counter(expected) == Counter(
        tuple(row[name].replace("FY", "") if name == "period" else row[name] for name in names) for row in found
    )


def value_of(observation: Any) -> float | None:
    value: float | None = observation["value"] if isinstance(observation, dict) else observation
    return value


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_the_frames_of_a_dataset_are_those_of_its_parts_together(data: st.DataObject) -> None:
    whole = policy_eval.load(ROOT / "indicators")
    part = {indicator.id: data.draw(st.integers(0, 2)) for indicator in whole.indicators}
    parts = [whole.where(lambda _, indicator, n=n: part[indicator.id] == n) for n in range(3)]  # type: ignore[misc]
    for frames in (
        [programme.changes() for programme in (whole, *parts)],
        [programme.assessments(TODAY) for programme in (whole, *parts)],
    ):
        rows = [Counter(tuple(row.items()) for row in records(frame)) for frame in frames]
        assert rows[0] == rows[1] + rows[2] + rows[3]


# --- assessments -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param({"at_least": 5}, ("at_least", 5, None, None), id="at_least"),
        pytest.param({"at_most": 5}, ("at_most", 5, None, None), id="at_most"),
        pytest.param({"between": [4, 5]}, ("between", 4, 5, None), id="between"),
        pytest.param({"at_least": 0, "by": 2025}, ("at_least", 0, None, "2025-12"), id="at_least, deadline"),
        pytest.param({"at_most": -1, "by": 2030}, ("at_most", -1, None, "2030-12"), id="at_most, deadline"),
        pytest.param({"between": [0, 5], "by": 2025}, ("between", 0, 5, "2025-12"), id="between, deadline"),
        pytest.param({"at_least": 5, "from": 2020, "until": 2030}, ("at_least", 5, None, None), id="limited"),
        pytest.param(None, (None, None, None, None), id="no target"),
    ],
)
def test_a_target_is_a_bound_one_or_two_figures_and_perhaps_a_period(
    tmp_path: Path, target: object, expected: tuple[object, ...]
) -> None:
    plain = {"basis": "year-end", "observations": {2021: 4}, **({"targets": [target]} if target else {})}
    (row,) = records(dataset(tmp_path, plain).assessments(TODAY))
    assert (row["bound"], row["target"], row["target_upper"], row["target_period"]) == expected


def test_every_target_has_a_row_and_so_has_an_indicator_without_one(tmp_path: Path) -> None:
    two = {"baseline": {"period": 2019, "value": 0}, "targets": [{"at_least": 3}, {"at_least": 9, "by": 2025}]}
    programme = dataset(tmp_path, {**two, "observations": {2021: 4}}, {}, {"observations": {"2020..2021": 1}})
    rows = records(programme.assessments(TODAY))
    assert [(row["indicator"], row["period"], row["value"], row["compliance"]) for row in rows] == [
        ("i-0", "FY2021", 4, "met"),
        ("i-0", "FY2021", 4, "pending"),
        ("i-1", None, None, "no-target"),
        ("i-2", "FY2020..FY2021", 1, "no-target"),
    ]
    assert [(row["baseline_period"], row["baseline"]) for row in rows] == [("FY2019", 0)] * 2 + [(None, None)] * 2


@pytest.mark.parametrize("today", [date(2021, 1, 1), TODAY, date(2031, 1, 1)], ids=str)
def test_assessments_agree_with_assess_row_by_row(tmp_path: Path, today: date) -> None:
    deadline = {"baseline": {"period": 2015, "value": 14.5}, "targets": [{"at_most": 7.25, "by": 2030}]}
    between = {"unit": "%", "targets": [{"between": [1, 2]}, {"between": [9, 20], "by": 2025}]}
    series = {"observations": {2015: 14.5, 2023: 10.4}, "direction": "decrease"}
    for programme in (
        dataset(tmp_path, deadline | series, between | series, series, {"targets": [{"at_least": 1}]}),
        policy_eval.load(ROOT / "indicators"),
    ):
        judged = [assessment for _, series in programme.every_series() for assessment in assess(series, today)]
        rows = records(programme.assessments(today))
        assert len(rows) == len(judged)
        for row, assessment in zip(rows, judged, strict=True):
            assert (row["indicator"], row["breakdown"] or "") == (
                assessment.indicator.id,
                assessment.indicator.breakdown,
            )
            for name in JUDGED:
                assert row[name] == getattr(assessment, name), (assessment.indicator.id, name)


@pytest.mark.parametrize("root", [BUNDLED, CITY, HARBOUR])
def test_what_tables_say_of_a_change_is_what_the_frame_has(root: str) -> None:
    programme = policy_eval.load(root)
    told = [move_into(one, period) for _, one in programme.every_series() for period in one.periods]
    frame = programme.changes()
    assert [(move.change, move.relative) if move else None for move in told] == [
        None if math.isnan(change) else (change, None if math.isnan(percent) else percent)
        for change, percent in zip(frame["change"], frame["change_pct"], strict=True)
    ]


BETWEEN = {
    "a break in the quarter itself": ("break", "2023-Q1", {"2024-Q1"}),
    "a break in a quarter between the two": ("break", "2022-Q3", {"2023-Q3", "2023-Q4", "2024-Q1"}),
}


@pytest.mark.parametrize("name", BETWEEN)
def test_there_is_no_change_over_a_break_that_lies_in_between(name: str, tmp_path: Path) -> None:
    status, period, left = BETWEEN[name]
    quarters = [f"{year}-Q{quarter}" for year in (2022, 2023) for quarter in range(1, 5)] + ["2024-Q1"]
    figures = {one: {"value": 5, "status": status, "note": "n"} if one == period else 4 for one in quarters}
    indicator = {"id": "a", "title": "A", "unit": "u", "direction": "none", "observations": figures}
    text = yaml.safe_dump({"sub_field": 1, "title": "T", "indicators": [indicator]})
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    frame = policy_eval.load(tmp_path).changes()
    assert {one.removeprefix("FY") for one in frame[frame["change"].notna()]["period"]} == left


@pytest.mark.parametrize("status", ["break", "definition-differs"])
def test_a_target_that_asks_for_more_than_the_year_before_is_not_judged_where_that_cannot_be_compared(
    status: str, tmp_path: Path
) -> None:
    figures = {2021: 9, 2022: 10, 2023: {"value": 5, "status": status, "note": "n"}}
    indicator = {"id": "a", "title": "A", "unit": "u", "direction": "increase", "observations": figures}
    indicator |= {"targets": [{"at_least": {"of_previous": 1}}]}
    text = yaml.safe_dump({"sub_field": 1, "title": "T", "indicators": [indicator]})
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (row,) = policy_eval.load(tmp_path).assessments(TODAY).to_dict("records")
    assert (row["compliance"], row["reason"]) == ("no-data", "no-previous")
