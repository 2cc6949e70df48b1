"""What the gate finds, and when it is shut."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

import policy_eval
from policy_eval.judging.finding_kinds import Kind, Severity
from policy_eval.judging.gate import Policy, Report, check

TODAY = date(2026, 11, 24)


class Case(NamedTuple):
    """Targets, observations and waivers -> findings as `severity kind`; shut, shut if strict."""

    targets: str
    observations: str
    waivers: str
    findings: list[str]
    shut: bool
    shut_if_strict: bool


MISS = "[{at_most: 10}]", "{2023: 10.37}"
OVERDUE = "[{at_least: 5, by: 2024}]", "{2023: 4}"
CASES = {
    "met": Case("[{at_least: 5}]", "{2023: 5}", "[]", [], False, False),
    "missed": Case("[{at_least: 5}]", "{2023: 4.9999}", "[]", ["error missed"], True, True),
    "missed, then met": Case("[{at_least: 5}]", "{2022: 4, 2023: 6}", "[]", [], False, False),
    "a deadline missed in its own period": Case(
        "[{at_least: 5, by: 2023}]", "{2023: 4}", "[]", ["error missed"], True, True
    ),
    "a deadline overdue": Case(*OVERDUE, "[]", ["warning overdue"], False, True),
    "a deadline pending without a baseline": Case("[{at_least: 5, by: 2030}]", "{2023: 4}", "[]", [], False, False),
    "a deadline pending and slow": Case(
        "[{at_least: 50, by: 2030}]", "{2020: 4, 2023: 4.1}", "[]", ["warning slow"], False, True
    ),
    "a deadline pending and worse": Case(
        "[{at_least: 50, by: 2030}]", "{2020: 4, 2023: 3}", "[]", ["warning slow"], False, True
    ),
    "a deadline pending on pace": Case("[{at_least: 5, by: 2030}]", "{2020: 4, 2023: 4.9}", "[]", [], False, False),
    "a deadline met early": Case("[{at_least: 5, by: 2030}]", "{2023: 5}", "[]", [], False, False),
    "no data": Case("[{at_least: 5}]", "{2023: null}", "[]", ["warning no-data"], False, True),
    "no target, deteriorating": Case("[]", "{2020: 4, 2023: 3}", "[]", [], False, False),
    "two targets, one missed": Case("[{at_least: 3}, {at_least: 5}]", "{2023: 4}", "[]", ["error missed"], True, True),
    "the gravest first": Case(
        "[{at_least: 9, by: 2024}, {at_least: 5}]", "{2023: 4}", "[]", ["error missed", "warning overdue"], True, True
    ),
    "a forecast meets nothing": Case(
        "[{at_least: 5}]",
        "{2023: 4, 2024: {value: 6, status: forecast, note: plan}}",
        "[]",
        ["error missed"],
        True,
        True,
    ),
    "stale from the month after the expected one": Case(
        "[{at_least: 5}]",
        "{2022: 6, 2023: {status: pending, note: soon, expected: 2026-10}}",
        "[]",
        ["warning stale"],
        False,
        True,
    ),
    "not stale in the expected month": Case(
        "[{at_least: 5}]", "{2022: 6, 2023: {status: pending, note: soon, expected: 2026-11}}", "[]", [], False, False
    ),
    "waived on the last day": Case(
        *MISS, "[{period: 2023, accepted: 10.37, until: 2026-11-24, reason: r}]", ["waived missed"], False, False
    ),
    "lapsed on the day after": Case(
        *MISS, "[{period: 2023, accepted: 10.37, until: 2026-11-23, reason: r}]", ["error waiver-lapsed"], True, True
    ),
    "worse than accepted": Case(
        *MISS, "[{period: 2023, accepted: 10.36, until: 2027-01-01, reason: r}]", ["error waiver-exceeded"], True, True
    ),
    "better than accepted": Case(
        *MISS, "[{period: 2023, accepted: 11, until: 2027-01-01, reason: r}]", ["waived missed"], False, False
    ),
    "waived without a last day": Case(
        *MISS, "[{period: 2023, accepted: 10.37, reason: r}]", ["warning waiver-open", "waived missed"], False, True
    ),
    "a waiver for another period": Case(
        *MISS,
        "[{period: 2022, accepted: 10.37, until: 2027-01-01, reason: r}]",
        ["error missed", "warning waiver-unused"],
        True,
        True,
    ),
    "a waiver for a target that is met": Case(
        "[{at_most: 10}]",
        "{2023: 9}",
        "[{period: 2023, accepted: 11, until: 2027-01-01, reason: r}]",
        ["warning waiver-unused"],
        False,
        True,
    ),
    "a waiver for an earlier miss is used": Case(
        "[{at_most: 10}]",
        "{2022: 11, 2023: 9}",
        "[{period: 2022, accepted: 11, until: 2027-01-01, reason: r}]",
        [],
        False,
        False,
    ),
    "a waiver for one of two targets": Case(
        "[{at_most: 10}, {at_most: 9}]",
        "{2023: 10.37}",
        "[{period: 2023, accepted: 10.37, until: 2027-01-01, reason: r, target: 2}]",
        ["error missed", "waived missed"],
        True,
        True,
    ),
    "an overdue deadline waived": Case(
        *OVERDUE, "[{period: 2023, accepted: 4, until: 2027-01-01, reason: r}]", ["waived overdue"], False, False
    ),
    "a range missed above, accepted below": Case(
        "[{between: [1, 5]}]",
        "{2023: 6}",
        "[{period: 2023, accepted: 0.5, until: 2027-01-01, reason: r}]",
        ["error waiver-exceeded"],
        True,
        True,
    ),
}


def dataset(folder: Path, targets: str, observations: str, waivers: str = "[]") -> policy_eval.Programme:
    baseline = "baseline: {period: 2020, value: 4}" if "2020" in observations else ""
    folder.joinpath("a.yaml").write_text(
        dedent(
            f"""\
            sub_field: 1
            title: Ports
            indicators:
              - id: wait
                title: Wait
                unit: hours
                direction: {"increase" if "at_least" in targets else "none"}
                {baseline}
                targets: {targets}
                waivers: {waivers}
                observations: {observations}
            """
        ),
        encoding="utf-8",
    )
    return policy_eval.load(folder)


def findings(report: Report) -> list[str]:
    return [f"{finding.severity} {finding.kind}" for finding in report.findings]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_gate_is_shut_by_errors_and_if_strict_by_warnings(tmp_path: Path, case: Case) -> None:
    programme = dataset(tmp_path, case.targets, case.observations, case.waivers)
    report = check(programme, Policy(TODAY))
    assert findings(report) == case.findings
    assert report.has_failed is case.shut
    assert check(programme, Policy(TODAY, strict=True)).has_failed is case.shut_if_strict


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_moved_and_left_out(tmp_path: Path, kind: Kind) -> None:
    case = next(case for case in CASES.values() if any(found.endswith(f" {kind}") for found in case.findings))
    programme = dataset(tmp_path, case.targets, case.observations, case.waivers)
    only = [kind]
    as_error = check(programme, Policy(TODAY, kinds=only, errors=only))
    as_warning = check(programme, Policy(TODAY, kinds=only, errors=()))
    assert (as_error.has_failed, as_warning.has_failed) == (True, False)
    assert {finding.severity for finding in as_warning.findings} == {Severity.WARNING}
    assert check(programme, Policy(TODAY, kinds=set(Kind) - {kind}, errors=only)).has_failed is False


@pytest.mark.parametrize(
    ("at", "judged"),
    [(None, ["met"]), (2022, ["missed"]), (2021, []), ("all", ["missed", "missed", "met"])],
    ids=str,
)
def test_standing_targets_are_judged_in_the_periods_asked_for(
    tmp_path: Path, at: int | str | None, judged: list[str]
) -> None:
    programme = dataset(tmp_path, "[{at_least: 5}]", "{2019: 1, 2022: 4, 2023: 5}")
    at_period = None if at is None else lambda period, _: at in ("all", period.first)
    report = check(programme, Policy(TODAY, at=at_period))
    assert [assessment.compliance.value for assessment in report.assessments] == judged


def test_a_miss_is_accepted_for_one_run(tmp_path: Path) -> None:
    programme = dataset(tmp_path, *MISS)
    report = check(programme, Policy(TODAY, accepted=["wait"]))
    assert findings(report) == ["waived missed"]
    assert (report.has_failed, len(report.waived)) == (False, 1)


def test_every_target_is_counted_once(tmp_path: Path) -> None:
    report = check(
        dataset(tmp_path, "[{at_least: 3}, {at_least: 5}, {at_least: 9, by: 2024}]", "{2023: 4}"), Policy(TODAY)
    )
    assert report.judged == sum(report.counts.values()) == 3
    assert {word.value: count for word, count in report.counts.items() if count} == {
        "met": 1,
        "missed": 1,
        "overdue": 1,
    }


def test_a_waived_miss_stays_a_miss_in_the_assessments(tmp_path: Path) -> None:
    programme = dataset(tmp_path, *MISS, "[{period: 2023, accepted: 10.37, until: 2027-01-01, reason: because}]")
    frame = programme.assessments(TODAY)
    assert frame[["compliance", "waived", "reason"]].to_numpy().tolist() == [["missed", True, "because"]]
    frame = programme.assessments(date(2027, 1, 2))
    assert frame[["compliance", "waived"]].to_numpy().tolist() == [["missed", False]]
