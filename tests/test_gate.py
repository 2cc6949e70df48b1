"""What the gate finds, and when it is shut."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

import policy_eval
from policy_eval.gate import Severity, check

TODAY = date(2026, 11, 24)

# targets and observations -> kinds of findings, whether the gate is shut, and whether it is when strict
CASES = {
    "met": ("[{at_least: 5}]", "{2023: 5}", [], False, False),
    "missed": ("[{at_least: 5}]", "{2023: 4.9999}", ["missed"], True, True),
    "missed then met": ("[{at_least: 5}]", "{2022: 4, 2023: 6}", [], False, False),
    "deadline missed in its own period": ("[{at_least: 5, by: 2023}]", "{2023: 4}", ["missed"], True, True),
    "deadline overdue": ("[{at_least: 5, by: 2024}]", "{2023: 4}", ["overdue"], False, True),
    "deadline pending, no baseline": ("[{at_least: 5, by: 2030}]", "{2023: 4}", [], False, False),
    "deadline pending and slow": ("[{at_least: 50, by: 2030}]", "{2020: 4, 2023: 4.1}", ["slow"], False, True),
    "deadline pending and worse": ("[{at_least: 50, by: 2030}]", "{2020: 4, 2023: 3}", ["slow"], False, True),
    "deadline pending on pace": ("[{at_least: 5, by: 2030}]", "{2020: 4, 2023: 4.9}", [], False, False),
    "deadline met early": ("[{at_least: 5, by: 2030}]", "{2023: 5}", [], False, False),
    "no data": ("[{at_least: 5}]", "{2023: null}", ["no-data"], False, True),
    "no target, deteriorating": ("[]", "{2020: 4, 2023: 3}", [], False, False),
    "two targets, one missed": ("[{at_least: 3}, {at_least: 5}]", "{2023: 4}", ["missed"], True, True),
    "the gravest first": ("[{at_least: 9, by: 2024}, {at_least: 5}]", "{2023: 4}", ["missed", "overdue"], True, True),
    "a forecast meets nothing": (
        "[{at_least: 5}]",
        "{2023: 4, 2024: {value: 6, status: forecast, note: plan}}",
        ["missed"],
        True,
        True,
    ),
}


def dataset(folder: Path, targets: str, observations: str) -> policy_eval.Programme:
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
                direction: increase
                {baseline}
                targets: {targets}
                observations: {observations}
            """
        ),
        encoding="utf-8",
    )
    return policy_eval.load(folder)


@pytest.mark.parametrize(("targets", "observations", "kinds", "shut", "shut_if_strict"), CASES.values(), ids=CASES)
def test_the_gate_is_shut_by_errors_and_if_strict_by_warnings(
    tmp_path: Path, targets: str, observations: str, kinds: list[str], shut: bool, shut_if_strict: bool
) -> None:
    judged = list(dataset(tmp_path, targets, observations).judged(TODAY))
    report = check(judged)
    assert [finding.kind for finding in report.findings] == kinds
    assert report.has_failed is shut
    assert check(judged, strict=True).has_failed is shut_if_strict


def test_only_a_missed_target_is_an_error(tmp_path: Path) -> None:
    judged = dataset(tmp_path, "[{at_least: 9, by: 2024}, {at_least: 5}]", "{2023: 4}").judged(TODAY)
    assert [finding.severity for finding in check(judged).findings] == [Severity.ERROR, Severity.WARNING]


def test_every_target_is_counted_once(tmp_path: Path) -> None:
    judged = dataset(tmp_path, "[{at_least: 3}, {at_least: 5}, {at_least: 9, by: 2024}]", "{2023: 4}").judged(TODAY)
    report = check(judged)
    assert report.judged == sum(report.counts.values()) == 3
    assert {word.value: count for word, count in report.counts.items() if count} == {
        "met": 1,
        "missed": 1,
        "overdue": 1,
    }
