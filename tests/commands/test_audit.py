"""`audit`: what cannot be evaluated, in counts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from ..running import BUNDLED, HARBOUR, Poleval

FILE = """\
sub_field: 1
title: Ports
goals:
  - {id: 1, en: Faster}
  - {id: 2, en: Safer}
  - {id: 3, en: Cheaper}
indicators:
  - id: full
    title: Full
    unit: hours
    direction: decrease
    goal: 1
    result_type: outcome
    source: Table 1
    baseline: {period: 2020, value: 9}
    targets: [{at_most: 5, by: 2027}]
    observations: {2024: 9}
  - id: bare
    title: Bare
    unit: hours
    direction: none
    kind: supplementary
    observations: {}
  - id: old
    title: Old
    unit: hours
    direction: increase
    goal: 2
    result_type: output
    source: Table 1
    freshness: {due_after: 9}
    targets: [{at_least: 5}]
    observations: {2015: 9}
"""


@pytest.fixture
def ports(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


def audited(poleval: Poleval, *arguments: str) -> Any:
    outcome = poleval("audit", *arguments, "-f", "json", "--lang", "en", "--today", "2026-11-24")
    assert (outcome.code, outcome.err) == (0, "")
    return json.loads(outcome.out)


def counts(document: Any) -> dict[str, tuple[int, int]]:
    return {row["name"]: (row["number"], row["total"]) for row in document["counts"]}


def test_the_bundled_evaluation_is_counted_as_it_is(poleval: Poleval) -> None:
    document = audited(poleval, "-d", BUNDLED)
    found = counts(document)
    assert found["goals"] == (24, 36)
    assert found["goals-with-outcome"] == (8, 36)
    assert found["goals-with-target"] == (3, 36)
    assert found["goals-with-baseline"] == (1, 36)
    assert found["sub-fields-with-reference-metric"] == (6, 11)
    goals = [row for row in document["subjects"] if row["subject"] == "goal"]
    assert sum("indicator" in row["lacks"] for row in goals) == 12


def test_what_is_lacking_is_named(poleval: Poleval, ports: Path) -> None:
    document = audited(poleval, "-d", str(ports))
    lacks = {(row["subject"], row["id"]): row["lacks"] for row in document["subjects"]}
    assert lacks == {
        ("sub-field", "1"): [],
        ("goal", "1"): [],
        ("goal", "2"): ["outcome", "baseline"],
        ("goal", "3"): ["indicator", "outcome", "target", "baseline"],
        ("indicator", "full"): [],
        ("indicator", "bare"): [
            *("goal", "direction", "baseline", "target", "deadline", "source", "result-type", "fresh-figure"),
        ],
        ("indicator", "old"): ["baseline", "deadline", "fresh-figure"],
    }
    assert counts(document)["outcomes"] == (1, 3)


def test_a_sub_field_is_audited_whole_whatever_of_it_is_named(poleval: Poleval, ports: Path) -> None:
    assert audited(poleval, "full", "-d", str(ports)) == audited(poleval, "-d", str(ports))
    assert counts(audited(poleval, "6", "-d", BUNDLED))["goals"] == (2, 3)


def test_a_sub_field_without_indicators_is_audited_too(poleval: Poleval, ports: Path) -> None:
    (ports / "b.yaml").write_text(
        "sub_field: 2\ntitle: B\ngoals: [{id: 1, en: Better}]\nindicators: []\n", encoding="utf-8"
    )
    assert counts(audited(poleval, "2", "-d", str(ports)))["goals"] == (0, 1)
    assert poleval("audit", "3", "-d", str(ports)).code == 2


@pytest.mark.parametrize(
    "observations",
    [
        "{}",
        "{2020: null}",
        "{2032: 5}",
        "{2024: {status: not-applicable, note: n}}",
        "{2024: {value: 5, status: forecast, note: n}}",
    ],
)
def test_a_figure_that_nobody_has_seen_is_not_fresh(poleval: Poleval, tmp_path: Path, observations: str) -> None:
    (tmp_path / "a.yaml").write_text(FILE.replace("{2015: 9}", observations), encoding="utf-8")
    rows = {
        row["id"]: row for row in audited(poleval, "-d", str(tmp_path))["subjects"] if row["subject"] == "indicator"
    }
    assert "fresh-figure" in rows["old"]["lacks"]


@pytest.mark.parametrize(
    ("thresholds", "code"),
    [
        (["goals=2"], 0),
        (["goals=3"], 1),
        (["goals=66.6%"], 0),
        (["goals=66.7%"], 1),
        (["goals=0%", "outcomes=34%"], 1),
        (["goals-with-baseline=33%", "indicators-with-fresh-figure=1"], 0),
    ],
)
def test_fewer_than_a_threshold_are_exit_code_1(
    poleval: Poleval, ports: Path, thresholds: list[str], code: int
) -> None:
    options = [word for threshold in thresholds for word in ("--fail-under", threshold)]
    outcome = poleval("audit", "-d", str(ports), *options)
    assert outcome.code == code
    assert outcome.out
    assert outcome.err.count("fewer than") == code


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        ("goal=50%", "nothing is counted as 'goal'; did you mean 'goals'?"),
        ("goals", "write a name and a number or percentage, such as goals=50%"),
        ("goals=half", "write a name and a number or percentage"),
        ("", "write a name and a number or percentage"),
    ],
)
def test_a_threshold_that_is_none_is_refused(poleval: Poleval, ports: Path, threshold: str, words: str) -> None:
    outcome = poleval("audit", "-d", str(ports), "--fail-under", threshold)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_csv_has_a_row_for_each_subject(poleval: Poleval, ports: Path) -> None:
    outcome = poleval("audit", "-d", str(ports), "-f", "csv", "--lang", "en")
    found = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [(row["subject"], row["id"]) for row in found][:2] == [("sub-field", "1"), ("goal", "1")]
    assert {row["id"]: row["lacks"] for row in found}["2"] == "outcome; baseline"


@pytest.mark.parametrize("dataset", [BUNDLED, HARBOUR])
@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_every_count_goal_and_indicator_is_shown(poleval: Poleval, dataset: str, lang: str, form: str) -> None:
    document = audited(poleval, "-d", dataset)
    shown = poleval("audit", "-d", dataset, "--lang", lang, "-f", form).out
    assert all(row["name"] in shown for row in document["counts"])
    assert all(row["id"] in shown for row in document["subjects"])
