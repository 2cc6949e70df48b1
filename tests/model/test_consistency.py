"""What is questionable without making a dataset unusable, and what is just right."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy_eval import InvalidDataset, Programme, load

FIGURES = st.integers(1, 10**6)


def dataset(
    folder: Path, observation: str, *, unit: str = "%", direction: str = "decrease", more: str = ""
) -> Programme:
    """A dataset of one indicator whose observation of 2021 stands in line 9."""
    path = folder / "a.yaml"
    path.write_text(
        "sub_field: 1\ntitle: T\nindicators:\n"
        f'  - id: a\n    title: A\n    unit: "{unit}"\n    direction: {direction}\n    observations:\n'
        f"      2021: {observation}\n{more}",
        encoding="utf-8",
    )
    return load(path)


def warnings(programme: Programme) -> list[str]:
    return [str(problem).removeprefix(f"{programme.root}:") for problem in programme.warnings]


@pytest.mark.parametrize(
    ("observation", "warning"),
    [
        ("{value: 66.5, numerator: 2, denominator: 3}", "66.5 is neither 66.66666667"),
        ("{value: 66.8, numerator: 2, denominator: 3}", "66.8 is neither 66.66666667"),
        ("{value: 0.667, numerator: 2, denominator: 3}", "0.667 is neither 66.66666667"),
        ("{value: 66.66667, numerator: -2, denominator: 3}", "66.66667 is neither -66.66666667"),
        ("{value: 70, numerator: 2, denominator: 3}", "70 is neither 66.66666667"),
        ("{value: 1e50, numerator: 1e90, denominator: 3}", "1e+50 is neither 3.333333333e+91"),
        ("{value: 1e-50, numerator: 1, denominator: 3}", "1e-50 is neither 33.33333333"),
    ],
)
def test_a_published_value_that_its_ratio_does_not_give_is_questionable(
    tmp_path: Path, observation: str, warning: str
) -> None:
    rest = " (numerator by denominator) rounded nor cut off"
    place = "9:21: warning: indicators[0].observations.2021.value: "
    assert warnings(dataset(tmp_path, observation)) == [place + warning + rest]


@pytest.mark.parametrize(
    "observation",
    [
        "{value: 66.7, numerator: 2, denominator: 3}",
        "{value: 66.6, numerator: 2, denominator: 3}",
        "{value: 66.6666666666, numerator: 2, denominator: 3}",
        "{value: 66, numerator: 2, denominator: 3}",
        "{value: 67, numerator: 2, denominator: 3}",
        "{value: 12, numerator: 1, denominator: 8}",
        "{value: 12.5, numerator: 1, denominator: 8}",
        "{value: 13, numerator: 1, denominator: 8}",
        "{value: -66.6, numerator: -2, denominator: 3}",
        "{value: 0, numerator: 0, denominator: 3}",
        "{value: 5, status: normal}",
        "{value: 5, note: only a note}",
        "{note: only a note}",
        "{status: special-event, note: not held}",
    ],
)
def test_a_value_rounded_or_cut_off_is_nothing_to_speak_of(tmp_path: Path, observation: str) -> None:
    assert warnings(dataset(tmp_path, observation)) == []


@given(FIGURES, FIGURES, st.integers(0, 6))
def test_any_rounding_of_a_ratio_is_accepted_and_the_next_number_is_not(
    tmp_path_factory: pytest.TempPathFactory, numerator: int, denominator: int, digits: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    unit, ratio = Decimal(1).scaleb(-digits), Decimal(numerator) / denominator
    rest = f"numerator: {numerator}, denominator: {denominator}}}"
    published, beyond = ratio.quantize(unit, ROUND_HALF_UP), ratio.quantize(unit, ROUND_UP) + unit
    assume(published < 10**8 and beyond % (10 * unit))  # the last digit counts only if it is none of the zeros
    assert not warnings(dataset(folder, f"{{value: {published}, {rest}", unit="km"))
    assert warnings(dataset(folder, f"{{value: {beyond}, {rest}", unit="km"))


@pytest.mark.parametrize(
    "status",
    ["estimated", "forecast", "break", "definition-differs", "special-event"],
)
def test_a_status_that_is_not_normal_needs_a_note(tmp_path: Path, status: str) -> None:
    place = "9:32: warning: indicators[0].observations.2021.status: "
    message = f"the status '{status}' has no note that says why"
    assert warnings(dataset(tmp_path, f"{{value: 5, status: {status}}}")) == [place + message]


@pytest.mark.parametrize("status", ["pending", "not-applicable", "suppressed"])
def test_a_status_in_place_of_a_value_needs_a_note(tmp_path: Path, status: str) -> None:
    place = "9:22: warning: indicators[0].observations.2021.status: "
    message = f"the status '{status}' has no note that says why"
    assert warnings(dataset(tmp_path, f"{{status: {status}}}")) == [place + message]


@pytest.mark.parametrize(
    ("direction", "bound", "questionable"),
    [
        ("decrease", "at_least: 5", True),
        ("increase", "at_most: 5", True),
        ("decrease", "at_most: 5", False),
        ("increase", "at_least: 5", False),
        ("none", "at_least: 5", False),
        ("none", "at_most: 5", False),
        ("increase", "between: [5, 6]", False),
    ],
)
def test_a_bound_against_the_direction_is_questionable(
    tmp_path: Path, direction: str, bound: str, questionable: bool
) -> None:
    programme = dataset(tmp_path, "5", direction=direction, more=f"    targets:\n      - {{by: 2030, {bound}}}\n")
    key = bound.partition(":")[0]
    place = f"11:{22 + len(key)}: warning: indicators[0].targets[0].{key}: "
    assert warnings(programme) == [f"{place}'{key}' goes against the direction '{direction}'"] * questionable


@pytest.mark.parametrize(
    ("observation", "baseline", "contradicts"),
    [
        ("5", 5, False),
        ("5", 5.1, True),
        ("null", 5, False),
        ("{numerator: 1, denominator: 3}", 33.3, False),
        ("{numerator: 1, denominator: 3}", 33, False),
        ("{numerator: 1, denominator: 3}", 33.4, True),
        ("{value: 33.3, numerator: 1, denominator: 3}", 33, True),
    ],
)
def test_a_baseline_is_the_observation_of_its_year(
    tmp_path: Path, observation: str, baseline: float, contradicts: bool
) -> None:
    more = f"    baseline: {{period: 2021, value: {baseline}}}\n"
    if contradicts:
        with pytest.raises(InvalidDataset, match="the baseline of 2021 is"):
            dataset(tmp_path, observation, more=more)
    else:
        assert dataset(tmp_path, observation, more=more).indicators


def test_warnings_stand_beside_the_problems_and_in_order(tmp_path: Path) -> None:
    more = "      2022: {value: 5, status: break}\n      2023: true\n"
    with pytest.raises(InvalidDataset) as caught:
        dataset(tmp_path, "{value: 5, status: break}", more=more)
    assert [(problem.line, problem.warning) for problem in caught.value.problems] == [
        (9, True),
        (10, True),
        (11, False),
    ]
