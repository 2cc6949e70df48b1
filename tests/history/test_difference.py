"""What differs between two states: all of it, nothing else, each figure once."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import policy_eval
from policy_eval.__main__ import run
from policy_eval.history.difference import Difference, difference
from policy_eval.history.plain import plain
from policy_eval.history.states import State
from policy_eval.judging.assess import assess
from policy_eval.model.programme import Programme
from policy_eval.views.difference_data import as_json

from ..running import BUNDLED, CITY, HARBOUR, Poleval

DAY = date(2026, 9, 1)
FIGURES = st.integers(-50, 50) | st.sampled_from([0.1, 2.5, 1e9])
OBSERVATIONS = (
    FIGURES
    | st.fixed_dictionaries({"status": st.sampled_from(["pending", "suppressed"])})
    | st.fixed_dictionaries(
        {"value": FIGURES, "status": st.sampled_from(["estimated", "forecast"]), "note": st.just("n")}
    )
    | st.fixed_dictionaries({"numerator": st.integers(0, 9), "denominator": st.integers(1, 9)})
    | st.fixed_dictionaries({"low": st.integers(-9, 0), "high": st.integers(1, 9)})
)
TARGETS = st.lists(
    st.fixed_dictionaries({"at_least": FIGURES})
    | st.fixed_dictionaries({"at_most": FIGURES, "by": st.integers(2021, 2030)}),
    max_size=2,
)
SERIES = {
    "observations": st.dictionaries(st.integers(2018, 2025), OBSERVATIONS, max_size=4),
    "targets": TARGETS,
}
INDICATORS = st.fixed_dictionaries(
    SERIES
    | {
        "title": st.sampled_from(["one", "two", "three"]),
        "unit": st.sampled_from(["ships", "%"]),
        "direction": st.sampled_from(["increase", "decrease", "none"]),
        "tags": st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True),
        "breakdowns": st.dictionaries(st.sampled_from(["men", "women"]), st.fixed_dictionaries(SERIES), max_size=2).map(
            lambda parts: [{"of": {"sex": name}, **part} for name, part in parts.items()]
        ),
    }
)
DATASETS = st.dictionaries(st.sampled_from("abcde"), INDICATORS, min_size=1, max_size=4)


def loaded(dataset: Mapping[str, Any], folder: Path) -> Programme:
    """The dataset in a file of a folder; what an indicator may not have is left out."""
    indicators = [{"id": name, **one} for name, one in dataset.items()]
    folder.mkdir()
    (folder / "a.yaml").write_text(
        yaml.safe_dump({"sub_field": 1, "title": "T", "indicators": indicators}, allow_unicode=True), encoding="utf-8"
    )
    return policy_eval.load(folder)


def between(old: Programme, new: Programme) -> tuple[Difference, dict[str, Any]]:
    found = difference(old, new, DAY, DAY)
    return found, json.loads(as_json((State(old), State(new)), found, (DAY, DAY), "en"))


def said(programme: Programme) -> dict[str, Any]:
    """All that a dataset says, whatever the order."""
    return {home.sub_field: {one.id: plain(one) for one in home.indicators} for home in programme.sub_fields}


def figures(programme: Programme) -> dict[tuple[str, str | None, str], Any]:
    return {
        (one.id, one.breakdown or None, str(period.key)): plain(observation)
        for _, one in programme.every_series()
        for period, observation in one.observations.items()
    }


@given(DATASETS, DATASETS)
@settings(max_examples=60, deadline=None)
def test_a_difference_is_empty_only_of_equals_has_each_figure_once_and_leads_from_old_to_new(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            old, new = loaded(one, Path(folder) / "old"), loaded(other, Path(folder) / "new")
        except policy_eval.InvalidDataset:
            return
        found, document = between(old, new)
        assert bool(found) is (said(old) != said(new))
        renamed = {told["old_indicator"]: told["indicator"] for told in document["series"] if told["fate"] == "renamed"}
        state = {(renamed.get(name, name), *rest): value for (name, *rest), value in figures(old).items()}
        keys = [(told["indicator"], told["breakdown"], told["period"]) for told in document["figures"]]
        assert len(keys) == len({*keys})
        for key, told in zip(keys, document["figures"], strict=True):
            assert state.get(key) == told["old"]
            if told["new"] is None:
                del state[key]
            else:
                state[key] = told["new"]
        assert state == figures(new)


@given(DATASETS, DATASETS, st.dates(date(2020, 1, 1), date(2031, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_every_verdict_that_turned_is_told_with_its_cause(
    one: dict[str, Any], other: dict[str, Any], today: date
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            old, new = loaded(one, Path(folder) / "old"), loaded(other, Path(folder) / "new")
        except policy_eval.InvalidDataset:
            return
        found = difference(old, new, today, today)
        turned = {flip.pair.series.name for flip in found.flips}
        was = {series.name: series for _, series in old.every_series()}
        for _, series in new.every_series():
            before = was.get(series.name)
            if before is None or len(before.targets) != len(series.targets) or len(series.targets) > 1:
                continue
            verdicts = [
                [(judged.compliance, judged.waived, judged.pace, judged.rating) for judged in assess(state, today)]
                for state in (before, series)
            ]
            assert (series.name in turned) is (verdicts[0] != verdicts[1])
        for flip in found.flips:
            assert flip.causes
            assert flip.causes != ("calendar",)


@pytest.mark.parametrize("root", [BUNDLED, CITY, HARBOUR])
def test_a_dataset_does_not_differ_from_itself(root: str) -> None:
    assert not difference(policy_eval.load(root), policy_eval.load(root), DAY, DAY)


# --- what turned a verdict ---------------------------------------------------------------------

FILE = """\
sub_field: 1
title: T
indicators:
  - {{id: a, title: A, unit: {unit}, direction: increase, observations: {figures}, targets: {targets}{more}}}
"""
BASELINE = ", baseline: {period: 2020, value: 2}"
FIRST_WAIVED = ", waivers: [{period: 2022, accepted: 8, target: 1, reason: r}]"
WAIVER = ", waivers: [{period: 2022, accepted: 8, reason: r}]"
CASES = {
    "a new figure": (
        ("{2022: 8}", "[{at_least: 10}]"),
        ("{2022: 8, 2023: 11}", "[{at_least: 10}]"),
        "new-figure",
        False,
    ),
    "a revised figure": (
        ("{2022: 8}", "[{at_least: 10}]"),
        ("{2022: 10}", "[{at_least: 10}]"),
        "revised-figure",
        False,
    ),
    "a withdrawn figure": (
        ("{2021: 11, 2022: 8}", "[{at_least: 10}]"),
        ("{2021: 11}", "[{at_least: 10}]"),
        "withdrawn-figure",
        False,
    ),
    "a moved target": (("{2022: 8}", "[{at_least: 10}]"), ("{2022: 8}", "[{at_least: 8}]"), "moved-target", True),
    "a target taken out": (("{2022: 8}", "[{at_least: 10}]"), ("{2022: 8}", "[]"), "moved-target", True),
    "a deadline put off": (
        ("{2022: 8}", "[{at_least: 10, by: 2022}]"),
        ("{2022: 8}", "[{at_least: 10, by: 2030}]"),
        "moved-target",
        True,
    ),
    "a moved target and a better figure": (
        ("{2022: 8}", "[{at_least: 10}]"),
        ("{2022: 9}", "[{at_least: 9}]"),
        "revised-figure moved-target",
        True,
    ),
    "a moved target that was not needed": (
        ("{2022: 8}", "[{at_least: 10}]"),
        ("{2022: 11}", "[{at_least: 9}]"),
        "revised-figure",
        False,
    ),
    "a waiver": (("{2022: 8}", "[{at_least: 10}]"), ("{2022: 8}", "[{at_least: 10}]", WAIVER), "waiver", True),
    "another unit": (
        ("{2022: 8}", "[{at_least: 10}]", "", "ships"),
        ("{2022: 80}", "[{at_least: 10}]", "", "boats"),
        "definition",
        True,
    ),
    "a new figure that turns it, beside a revised one": (
        ("{2021: 7, 2022: 8}", "[{at_least: 10}]"),
        ("{2021: 7.5, 2022: 8, 2023: 11}", "[{at_least: 10}]"),
        "new-figure",
        False,
    ),
    "a revised figure that turns it, beside a new one": (
        ("{2022: 8}", "[{at_least: 10}]"),
        ("{2021: 3, 2022: 10}", "[{at_least: 10}]"),
        "revised-figure",
        False,
    ),
    "a new figure and a revised one, which only together turn it": (
        ("{2021: 10, 2022: 10}", "[{at_least: {of_previous: 1.1}}]"),
        ("{2021: 10, 2022: 9, 2023: 9.9}", "[{at_least: {of_previous: 1.1}}]"),
        "new-figure revised-figure",
        False,
    ),
    "a break in the series, from which the pace is counted anew": (
        ("{2020: 2, 2022: 8}", "[{at_least: 10, by: 2024}]", BASELINE),
        ("{2020: 2, 2022: {value: 8, status: break, note: n}}", "[{at_least: 10, by: 2024}]", BASELINE),
        "annotated-figure",
        False,
    ),
    "what a ratio is multiplied by, of the same unit": (
        ("{2022: {numerator: 8, denominator: 1}}", "[{at_least: 10}]"),
        ("{2022: {numerator: 8, denominator: 1}}", "[{at_least: 10}]", ", per: 2"),
        "definition",
        True,
    ),
    "a waiver, while the targets change places": (
        ("{2022: 8}", "[{at_least: 7, source: A}, {at_least: 10, source: B}]"),
        ("{2022: 8}", "[{at_least: 10, source: B}, {at_least: 7, source: A}]", FIRST_WAIVED),
        "waiver",
        True,
    ),
    "a tighter target": (("{2022: 8}", "[{at_least: 7}]"), ("{2022: 8}", "[{at_least: 9}]"), "moved-target", False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_verdict_that_turned_says_what_turned_it_and_whether_only_the_question_changed(
    name: str, tmp_path: Path, poleval: Poleval
) -> None:
    *states, cause, excused = CASES[name]
    for folder, state in zip(("old", "new"), states, strict=True):
        figures, targets, more, unit = (*state, *("", "ships")[len(state) - 2 :])
        (tmp_path / folder).mkdir()
        text = FILE.format(figures=figures, targets=targets, more=more, unit=unit)
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    new = str(tmp_path / "new")
    outcome = poleval("diff", str(tmp_path / "old"), new, "-d", new, "-f", "json", "--today", "2024-06-30")
    (flip,) = json.loads(outcome.out)["flips"]
    assert (" ".join(flip["causes"]), flip["excused"]) == (cause, excused)


def test_a_target_is_known_by_what_it_asks_for_though_its_source_is_worded_anew(tmp_path: Path) -> None:
    one = {"title": "A", "unit": "u", "direction": "increase", "observations": {}}
    first = {"at_least": 10, "source": "a plan"}, {"at_least": 5, "source": "a law"}
    then = {"at_least": 5, "source": "the law of 2020"}, {"at_least": 12, "source": "the plan of 2020"}
    old = loaded({"a": {**one, "targets": [*first]}}, tmp_path / "old")
    new = loaded({"a": {**one, "targets": [*then]}}, tmp_path / "new")
    _, document = between(old, new)
    pairs = [(term["old"]["at_least"], term["new"]["at_least"]) for term in document["terms"]]
    assert pairs == [(5, 5), (10, 12)]


def test_an_indicator_taken_out_takes_its_miss_with_it_and_that_is_marked(tmp_path: Path, poleval: Poleval) -> None:
    for folder, name in (("old", "a"), ("new", "b")):
        (tmp_path / folder).mkdir()
        text = FILE.format(figures="{2022: 8}", targets="[{at_least: 10}]", more="", unit="ships")
        text = text.replace("id: a, title: A", f"id: {name}, title: {name}")
        text = text.replace("2022: 8", f"2022: {8 if name == 'a' else 70}")
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    new = str(tmp_path / "new")
    outcome = poleval("diff", str(tmp_path / "old"), new, "-d", new, "-f", "github", "--lang", "en")
    assert "::warning" in outcome.out
    assert "the indicator is gone; the target of then would still be missed" in outcome.out


def test_a_comment_keeps_below_the_limit_and_says_what_was_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for folder, value in (("old", 1), ("new", 2)):
        (tmp_path / folder).mkdir()
        lines = [
            f"  - {{id: i{number}, title: {'字' * 60}, unit: u, direction: none, observations: {{2020: {value}}}}}"
            for number in range(1500)
        ]
        text = "\n".join(["sub_field: 1", "title: T", "indicators:", *lines])
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    new = str(tmp_path / "new")
    assert run(["diff", str(tmp_path / "old"), new, "-d", new, "-f", "markdown", "--lang", "en"]) == 0
    comment = capfd.readouterr().out
    assert 60_000 < len(comment) <= 65_536
    assert "revised&#58; 1500" in comment
    (left,) = [int(line.split()[0]) for line in comment.splitlines() if "more" in line or "left out" in line][:1]
    assert comment.count("| i") - comment.count("| indicator") + left == 1500


# --- what is asked for -------------------------------------------------------------------------

ASKED = """\
sub_field: 1
title: {title}
goals: [{{id: g, en: {title}}}, {{id: h, en: {title}}}]
indicators:
  - id: a
    title: A
    unit: persons
    direction: none
    goal: g
    observations: {{2022: {value}}}
    breakdowns:
      - {{of: {{sex: women}}, observations: {{2022: {value}}}}}
      - {{of: {{sex: men}}, observations: {{2022: {value}}}}}
  - {{id: {name}, title: {name}, unit: persons, direction: none, observations: {{2022: {value}}}}}
"""


@pytest.mark.parametrize(
    ("arguments", "figures", "terms"),
    [
        ([], ["a", "a{sex=women}", "a{sex=men}", "c", "b"], ["title", "goals", "goals"]),
        (["--what", "a"], ["a", "a{sex=women}", "a{sex=men}"], []),
        (["--what", "a{sex=women}"], ["a{sex=women}"], []),
        (["--what", "b"], ["b"], []),
        (["--what", "b", "--what", "c"], ["c", "b"], []),
        (["--what", "1"], ["a", "a{sex=women}", "a{sex=men}", "c", "b"], ["title", "goals", "goals"]),
        (["--goal", "g"], ["a", "a{sex=women}", "a{sex=men}"], ["goals"]),
        (["--what", "1", "--goal", "g"], ["a", "a{sex=women}", "a{sex=men}"], ["goals"]),
        (["--what", "a", "--goal", "g"], ["a", "a{sex=women}", "a{sex=men}"], []),
    ],
    ids=" ".join,
)
def test_of_what_is_asked_for_all_is_told_and_of_the_rest_nothing(
    arguments: list[str], figures: list[str], terms: list[str], tmp_path: Path, poleval: Poleval
) -> None:
    for folder, name, value in (("old", "b", 1), ("new", "c", 200)):
        (tmp_path / folder).mkdir()
        text = ASKED.format(title=folder, name=name, value=value)
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    new = str(tmp_path / "new")
    told = json.loads(poleval("diff", str(tmp_path / "old"), new, "-d", new, *arguments, "-f", "json").out)
    names = [f"{one['indicator']}{'{' + one['breakdown'] + '}' if one['breakdown'] else ''}" for one in told["figures"]]
    assert (names, [term["key"] for term in told["terms"]]) == (figures, terms)


ONE = "observations: {2020: 1}"
OTHER = """}
  - {id: b, title: B, unit: v, direction: none, observations: {2020: 7, 2021: {status: pending}}"""


def told_of(tmp_path: Path, poleval: Poleval, old: str, new: str, *arguments: str) -> str:
    """What is said of two datasets of one indicator, whose keys these are."""
    for folder, keys in (("old", old), ("new", new)):
        (tmp_path / folder).mkdir()
        text = f"sub_field: 1\ntitle: T\nindicators:\n  - {{id: a, title: A, unit: u, direction: increase, {keys}}}\n"
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    new = str(tmp_path / "new")
    outcome = poleval("diff", str(tmp_path / "old"), new, "-d", new, "--lang", "en", *arguments)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def test_figures_that_read_alike_are_told_in_full(tmp_path: Path, poleval: Poleval) -> None:
    old, new = (f"observations: {{2020: {{value: 1, note: {{ja: {word}, en: n}}}}}}" for word in ("甲", "乙"))
    out = told_of(tmp_path, poleval, old, new, "-f", "markdown")
    assert ("甲" in out, "乙" in out) == (True, True)


def test_a_figure_that_changes_by_what_ratios_are_multiplied_by_is_told(tmp_path: Path, poleval: Poleval) -> None:
    old, new = (f"per: {per}, observations: {{2020: {{numerator: 1, denominator: 4}}}}" for per in (100, 1000))
    (figure,) = json.loads(told_of(tmp_path, poleval, old, new, "-f", "json"))["figures"]
    assert (figure["kind"], figure["old_value"], figure["new_value"]) == ("revised", 25, 250)


def test_a_range_that_changes_stands_in_the_table_of_figures(tmp_path: Path, poleval: Poleval) -> None:
    old, new = (f"observations: {{2020: {{low: 1, high: {high}}}}}" for high in (4, 5))
    out = told_of(tmp_path, poleval, old, new, "-f", "csv")
    assert ",2020,revised,1..4,1..5,," in out


def test_a_bound_that_refers_to_another_figure_says_so(tmp_path: Path, poleval: Poleval) -> None:
    old, new = (
        f"observations: {{2020: 10, 2021: {last}}}, targets: [{{at_least: {{of_previous: 1.1}}}}]" for last in (9, 12)
    )
    (flip,) = json.loads(told_of(tmp_path, poleval, old, new, "-f", "json"))["flips"]
    assert flip["new"]["target"] == {"at_least": {"value": 11, "of_previous": 1.1}}


def test_only_figures_has_those_of_indicators_that_came_and_went(tmp_path: Path, poleval: Poleval) -> None:
    out = told_of(tmp_path, poleval, ONE, ONE + OTHER, "-f", "markdown", "--only", "figures")
    assert "7 v" in out


def test_what_came_is_counted_by_its_figures(tmp_path: Path, poleval: Poleval) -> None:
    assert "b added: figures: 1" in told_of(tmp_path, poleval, ONE, ONE + OTHER, "-f", "github")


def test_what_has_no_place_in_the_files_of_now_is_a_notice_without_one(tmp_path: Path, poleval: Poleval) -> None:
    out = told_of(tmp_path, poleval, ONE + OTHER, ONE, "-f", "github")
    assert "::notice title=Indicators::b removed" in out


def test_another_derivation_is_another_definition(tmp_path: Path) -> None:
    def derived(ratio: list[str]) -> dict[str, Any]:
        plain = {"title": "A", "unit": "persons", "direction": "none"}
        share = {"title": "R", "unit": "%", "direction": "increase", "derive": {"ratio": ratio}}
        return {
            "a": {**plain, "observations": {2022: 4}},
            "b": {**plain, "title": "B", "observations": {2022: 10}},
            "r": {**share, "targets": [{"at_least": 50}]},
        }

    old, new = (loaded(derived(ratio), tmp_path / ratio[0]) for ratio in (["a", "b"], ["b", "a"]))
    (flip,) = between(old, new)[1]["flips"]
    assert (flip["causes"], flip["excused"]) == (["definition"], True)


def test_what_two_fit_by_title_and_by_figures_is_neither(tmp_path: Path) -> None:
    plain = {"unit": "u", "direction": "none"}
    old = loaded({"a": {**plain, "title": "X", "observations": {2020: 1, 2021: 2}}}, tmp_path / "old")
    new = loaded(
        {
            "c": {**plain, "title": "X, as it was", "observations": {2020: 1, 2021: 2}},
            "d": {**plain, "title": "X", "observations": {2020: 77, 2021: 78}},
        },
        tmp_path / "new",
    )
    assert [told["fate"] for told in between(old, new)[1]["series"]] == ["added", "added", "removed"]


def test_show_says_that_data_have_no_marks(tmp_path: Path, poleval: Poleval) -> None:
    outcome = poleval("show", "-d", CITY, "--since", str(tmp_path), "-f", "csv", "--lang", "en")
    assert (outcome.code, outcome.out, "of --format csv there is poleval diff" in outcome.err) == (2, "", True)


def test_the_csv_of_what_was_moved_says_from_where_to_where(tmp_path: Path, poleval: Poleval) -> None:
    for folder, number in (("old", 1), ("new", 2)):
        (tmp_path / folder).mkdir()
        head = f"sub_field: {number}\ntitle: T\nindicators:\n"
        one = "  - {id: a, title: A, unit: u, direction: none, observations: {2020: 1}}\n"
        (tmp_path / folder / "a.yaml").write_text(head + one, encoding="utf-8")
    new = str(tmp_path / "new")
    out = poleval("diff", str(tmp_path / "old"), new, "-d", new, "-f", "csv", "--lang", "en").out
    assert "series,2,a,,A,u,,moved,1,2," in out
