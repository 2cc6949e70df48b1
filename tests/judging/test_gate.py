"""What the gate finds, and when it is shut."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

import policy_eval
from policy_eval.judging.assess import Asked
from policy_eval.judging.finding_kinds import Kind, Severity
from policy_eval.judging.gate import Policy, Report, check
from policy_eval.model.periods import Basis, Period

TODAY = date(2026, 11, 24)


class Case(NamedTuple):
    """Targets, observations, waivers and other keys -> findings as `severity kind`; shut, shut if strict."""

    targets: str
    observations: str
    waivers: str
    findings: list[str]
    shut: bool
    shut_if_strict: bool
    more: str = ""


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
    "a deadline pending and behind its path": Case(
        "[{at_least: 50, by: 2030, path: {2023: 41}}]", "{2020: 4, 2023: 40}", "[]", ["warning behind"], False, True
    ),
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
    "a figure of a year to come meets nothing": Case(
        "[{at_least: 90}]", "{2023: 80, 2032: 97}", "[]", ["error missed", "warning future"], True, True
    ),
    "a typo in the only year": Case(
        "[{at_least: 90}]", "{2032: 97}", "[]", ["warning no-data", "warning future"], False, True
    ),
    "a fiscal year that has begun": Case("[{at_least: 90}]", "{2026: 97}", "[]", [], False, False),
    "a year whose end is still to come": Case(
        "[{at_least: 90}]", "{2025: 91, 2026: 97}", "[]", ["warning future"], False, True, "basis: year-end"
    ),
    "a figure beyond the limit meets nothing": Case(
        "[{at_least: 90}]",
        "{2022: 80, 2023: 970}",
        "[]",
        ["error missed", "warning beyond-limit"],
        True,
        True,
        "limit: 100",
    ),
    "a limit that is reached": Case("[{at_least: 90}]", "{2022: 80, 2023: 100}", "[]", [], False, False, "limit: 100"),
    "a total of later years is judged by nothing": Case(
        "[{at_least: 5}]", "{2019: 6, 2021..2023: 1}", "[]", ["warning unjudged"], False, True
    ),
    "a total of earlier years needs no judgement": Case(
        "[{at_least: 5}]", "{2019..2021: 1, 2022: 6}", "[]", [], False, False
    ),
    "an event that was not held is told": Case(
        "[{at_least: 5}]",
        "{2023: 6, 2024: {status: special-event, note: n}, 2025: {status: special-event, note: n}}",
        "[]",
        [],
        False,
        False,
        "freshness: {due_after: 9}",
    ),
    "only a forecast although figures should come": Case(
        "[]",
        "{2010: {value: 5, status: forecast, note: n}, 2011: null}",
        "[]",
        ["warning outdated"],
        False,
        True,
        "freshness: {due_after: 9}",
    ),
    "no figure although figures should come": Case(
        "[]", "{}", "[]", ["warning outdated"], False, True, "freshness: {due_after: 9}"
    ),
    "a year is left out although a later one is awaited": Case(
        "[{at_least: 5}]",
        "{2019: 6, 2025: {status: pending, note: n, expected: 2027-01}}",
        "[]",
        ["warning outdated"],
        False,
        True,
        "freshness: {due_after: 9}",
    ),
    "a span that is awaited stands for its years": Case(
        "[{at_least: 5}]",
        "{2019: 6, 2020..2025: {status: pending, note: n, expected: 2027-01}}",
        "[]",
        [],
        False,
        False,
        "freshness: {due_after: 9}",
    ),
    "outdated on the day after the next figure was due": Case(
        "[{at_least: 5}]", "{2023: 6}", "[]", ["warning outdated"], False, True, "freshness: {due_after: 19}"
    ),
    "not outdated before": Case("[{at_least: 5}]", "{2023: 6}", "[]", [], False, False, "freshness: {due_after: 20}"),
    "old without a target": Case(
        "[]", "{2015: 6}", "[]", ["warning outdated"], False, True, "freshness: {due_after: 9}"
    ),
    "not outdated where the next figure is awaited": Case(
        "[{at_least: 5}]",
        "{2015: 6, 2016: {status: pending, note: n, expected: 2027-01}}",
        "[]",
        [],
        False,
        False,
        "freshness: {due_after: 9}",
    ),
    "not outdated where there was nothing to count": Case(
        "[{at_least: 5}]",
        "{2023: 6, 2025: {status: not-applicable, note: not held}}",
        "[]",
        [],
        False,
        False,
        "freshness: {due_after: 9}",
    ),
    "a forecast brings nothing up to date": Case(
        "[{at_least: 5}]",
        "{2015: 6, 2026: {value: 7, status: forecast, note: n}}",
        "[]",
        ["warning outdated"],
        False,
        True,
        "freshness: {due_after: 9}",
    ),
    "a span brings the next span": Case(
        "[{at_least: 5}]", "{2020..2022: 6}", "[]", [], False, False, "freshness: {due_after: 9}"
    ),
    "pending past its freshness": Case(
        "[{at_least: 5}]",
        "{2019: 6, 2020: {status: pending, note: n}}",
        "[]",
        ["warning stale"],
        False,
        True,
        "freshness: {due_after: 9}",
    ),
    "pending for ever, of which nobody says how soon it comes": Case(
        "[{at_least: 5}]", "{2019: 6, 2020: {status: pending, note: n}}", "[]", [], False, False
    ),
    "accepted as it is printed, rounded": Case(
        "[{at_most: 10}]",
        "{2023: {numerator: 28, denominator: 2.7}}",
        "[{period: 2023, accepted: 10.37, until: 2027-01-01, reason: r}]",
        ["waived missed"],
        False,
        False,
    ),
    "accepted as it is printed, cut off": Case(
        "[{at_most: 10}]",
        "{2023: {numerator: 31, denominator: 3}}",
        "[{period: 2023, accepted: 10.3, until: 2027-01-01, reason: r}]",
        ["waived missed"],
        False,
        False,
    ),
    "worse than the printed value": Case(
        "[{at_most: 10}]",
        "{2023: {numerator: 28, denominator: 2.7}}",
        "[{period: 2023, accepted: 10.36, until: 2027-01-01, reason: r}]",
        ["error waiver-exceeded"],
        True,
        True,
    ),
    "a published value is no rounded one": Case(
        "[{at_most: 10}]",
        "{2023: 10.374}",
        "[{period: 2023, accepted: 10.37, until: 2027-01-01, reason: r}]",
        ["error waiver-exceeded"],
        True,
        True,
    ),
    "a range missed above, accepted as far and farther below": Case(
        "[{between: [1, 5]}]",
        "{2023: 5.5}",
        "[{period: 2023, accepted: 0, until: 2027-01-01, reason: r}]",
        ["error waiver-exceeded"],
        True,
        True,
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


def dataset(
    folder: Path, targets: str, observations: str, waivers: str = "[]", more: str = ""
) -> policy_eval.Programme:
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
                {more}
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
    programme = dataset(tmp_path, case.targets, case.observations, case.waivers, case.more)
    report = check(programme, Policy(TODAY))
    assert findings(report) == case.findings
    assert report.has_failed is case.shut
    assert check(programme, Policy(TODAY, strict=True)).has_failed is case.shut_if_strict


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.REVISED, Kind.LOOSENED}))  # which need an earlier state
def test_every_kind_can_be_moved_and_left_out(tmp_path: Path, kind: Kind) -> None:
    case = next(case for case in CASES.values() if any(found.endswith(f" {kind}") for found in case.findings))
    programme = dataset(tmp_path, case.targets, case.observations, case.waivers, case.more)
    only = [kind]
    as_error = check(programme, Policy(TODAY, kinds=only, errors=only))
    as_warning = check(programme, Policy(TODAY, kinds=only, errors=()))
    assert (as_error.has_failed, as_warning.has_failed) == (True, False)
    assert {finding.severity for finding in as_warning.findings} == {Severity.WARNING}
    assert check(programme, Policy(TODAY, kinds=set(Kind) - {kind}, errors=only)).has_failed is False


@pytest.mark.parametrize(
    ("at", "judged"),
    [(None, ["met"]), (2022, ["missed"]), (2021, ["no-data"]), ("all", ["missed", "missed", "met"])],
    ids=str,
)
def test_standing_targets_are_judged_in_the_periods_asked_for(
    tmp_path: Path, at: int | str | None, judged: list[str]
) -> None:
    programme = dataset(tmp_path, "[{at_least: 5}]", "{2019: 1, 2022: 4, 2023: 5}")
    asked = None if at is None else Asked(Period.of(at) if isinstance(at, int) else None)
    report = check(programme, Policy(TODAY, asked=asked))
    assert [assessment.compliance.value for assessment in report.assessments] == judged


@pytest.mark.parametrize(
    ("targets", "observations", "asked", "judged"),
    [
        ("[{at_least: 5}]", "{}", Asked(), ["no-data"]),
        ("[{at_least: 5}]", "{2022: {status: pending, note: n}}", Asked(), ["no-data"]),
        ("[{at_least: 5}]", "{2023: 6}", Asked(Period.of(2022)), ["no-data"]),
        ("[{at_least: 5, until: 2021}]", "{2021: 6}", Asked(Period.of(2022)), []),
        ("[{at_least: 5}]", "{2022: 6}", Asked(Period.of(2022), Basis.YEAR_END), []),
        ("[{at_least: 5, by: 2030}]", "{}", Asked(Period.of(2022)), ["no-data"]),
    ],
)
def test_a_period_that_is_asked_for_and_has_no_value_is_no_pass(
    tmp_path: Path, targets: str, observations: str, asked: Asked, judged: list[str]
) -> None:
    report = check(dataset(tmp_path, targets, observations), Policy(TODAY, asked=asked))
    assert [assessment.compliance.value for assessment in report.assessments] == judged
    assert not report.standing or judged != ["no-data"]


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


def test_what_is_not_reported_is_counted(tmp_path: Path) -> None:
    programme = dataset(tmp_path, "[{at_least: 90}]", "{2023: 80, 2032: 97, 2033: 98}")
    report = check(programme, Policy(TODAY, kinds=[Kind.MISSED]))
    assert (findings(report), report.ignored) == (["error missed"], 2)


FRESH = "freshness: {due_after: 9}"


@pytest.mark.parametrize(
    ("about", "sub_field", "indicator", "found"),
    [
        ("", "", "", []),
        (FRESH, "", "", ["warning outdated"]),
        ("", FRESH, "", ["warning outdated"]),
        (FRESH, "", "freshness: {due_after: 120}", []),
        (FRESH, "freshness: {due_after: 120}", "", []),
        ("freshness: {due_after: 120}", FRESH, "freshness: {due_after: 120}", []),
    ],
)
def test_the_nearest_freshness_counts(
    tmp_path: Path, about: str, sub_field: str, indicator: str, found: list[str]
) -> None:
    tmp_path.joinpath("programme.yaml").write_text(f"title: Ports\n{about}\n", encoding="utf-8")
    dataset(tmp_path, "[{at_least: 5}]", "{2019: 6}", more=indicator)
    file = tmp_path / "a.yaml"
    file.write_text(f"{sub_field}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert findings(check(policy_eval.load(tmp_path), Policy(TODAY))) == found


@pytest.mark.parametrize(
    ("targets", "observations", "more", "oldest"),
    [
        ("[{at_least: 5}]", "{2015: 6}", "", 2015),
        ("[{at_least: 5}]", "{2015: 6}", "freshness: {due_after: 9}", None),
        ("[{at_least: 5, by: 2015}]", "{2015: 6}", "", None),
        ("[{at_least: 5, by: 2030}]", "{2015: 6}", "", 2015),
        ("[{at_least: 5, until: 2015}, {at_least: 4}]", "{2014: 6, 2015: 6, 2016: 7}", "", 2016),
        ("[]", "{2015: 6}", "", None),
    ],
)
def test_the_oldest_figure_that_a_newer_one_would_replace_is_told(
    tmp_path: Path, targets: str, observations: str, more: str, oldest: int | None
) -> None:
    report = check(dataset(tmp_path, targets, observations, more=more), Policy(TODAY))
    period = report.oldest.period if report.oldest else None
    assert (period and period.year) == oldest


@pytest.mark.parametrize(("day", "needed"), [(date(2026, 3, 31), 0.5), (date(2026, 4, 1), None)])
def test_nothing_is_needed_once_the_deadline_is_over(tmp_path: Path, day: date, needed: float | None) -> None:
    programme = dataset(tmp_path, "[{at_least: 5, by: 2025}]", "{2020: 4, 2023: 4}")
    (assessment,) = check(programme, Policy(day)).assessments
    assert assessment.needed_per_year == needed
