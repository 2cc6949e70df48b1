"""Assessments + waivers → findings and a verdict: what `check` reports. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..model.programme import Programme
from .assess import Asked, Assessment, Compliance, assess
from .finding_kinds import Kind, Severity
from .rules import RULES, Finding, Subject, on_targets

ERRORS: Final = frozenset(kind for kind in Kind if kind.severity is Severity.ERROR)
"""The kinds that are errors unless the user moves them."""
NOTES: Final = frozenset(kind for kind in Kind if kind.severity is Severity.NOTE)
"""The kinds that are only told unless the user moves them."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a run of the gate judges, and how gravely.

    `asked` chooses the periods of standing targets (the latest unless given), `accepted`
    are ids whose misses are waived for this run, `kinds` the kinds to report at all;
    what is neither in `errors` nor in `notes` warns.
    """

    today: date
    asked: Asked | None = None
    accepted: Collection[str] = ()
    kinds: Collection[Kind] = tuple(Kind)
    errors: Collection[Kind] = ERRORS
    notes: Collection[Kind] = NOTES
    strict: bool = False

    def severity(self, kind: Kind) -> Severity:
        """How grave findings of a kind are in this run."""
        if kind in self.errors:
            return Severity.ERROR
        return Severity.NOTE if kind in self.notes else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Report:
    """The findings, the gravest first, the assessment of every target, and how many indicators have no target.

    `improved` has the assessments whose miss has shrunk since an earlier state, each
    with the earlier one. `ignored` counts the findings whose kind was not to be
    reported. `oldest` is the judgement on the oldest figure, of those by which open
    targets are judged and for which nobody says when the next one is due.
    """

    findings: tuple[Finding, ...]
    assessments: tuple[Assessment, ...]
    without_target: int = 0
    strict: bool = False
    improved: tuple[tuple[Assessment, Assessment], ...] = ()
    ignored: int = 0
    oldest: Assessment | None = None

    @property
    def counts(self) -> Mapping[Compliance, int]:
        """How many targets came out as what; under `no-target`, the indicators without one."""
        counts = Counter(assessment.compliance for assessment in self.assessments)
        counts[Compliance.NO_TARGET] = self.without_target
        return {compliance: counts[compliance] for compliance in Compliance}

    @property
    def judged(self) -> int:
        """The number of targets that were judged."""
        return len(self.assessments)

    @property
    def standing(self) -> int:
        """The number of standing targets that were judged by a value, in the periods that the policy chooses."""
        targets = (one.target for one in self.assessments if one.period is not None)
        return sum(target is not None and target.by is None for target in targets)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The misses that are accepted."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WAIVED)

    def is_failure(self, finding: Finding) -> bool:
        """Whether a finding alone fails the gate."""
        return finding.severity is Severity.ERROR or (self.strict and finding.severity is Severity.WARNING)

    @property
    def has_failed(self) -> bool:
        """Whether any finding fails the gate."""
        return any(map(self.is_failure, self.findings))

    def with_findings(self, findings: Iterable[Finding], policy: Policy) -> Report:
        """The report with these findings in place of its own: graded, counted and in order."""
        every = [*findings]
        graded = [_graded(finding, policy) for finding in every if finding.kind in policy.kinds]
        return replace(self, findings=tuple(in_order(graded)), ignored=self.ignored + len(every) - len(graded))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first."""
    severities, kinds = list(Severity), list(Kind)
    return sorted(findings, key=lambda finding: (severities.index(finding.severity), kinds.index(finding.kind)))


def check(programme: Programme, policy: Policy) -> Report:
    """The report on all targets of a programme."""
    assessments: list[Assessment] = []
    findings: list[Finding] = []
    undated: list[Assessment] = []
    without_target = 0
    for sub_field, indicator in programme.every_series():
        subject = Subject(sub_field, indicator, programme.freshness_of(sub_field, indicator), policy.today)
        if indicator.targets:
            judged = list(assess(indicator, policy.today, policy.asked))
            if policy.asked is not None:
                # Of every period and target, how each came about is more than memory holds.
                judged = [replace(one, steps=()) for one in judged]
            assessments += judged
            undated += judged if subject.freshness is None else ()
            findings += on_targets(subject, judged, frozenset(policy.accepted))
        elif not indicator.part:
            without_target += 1
        for rule in RULES:
            findings += rule(subject)
    pairs = [] if policy.asked is not None else [*_awaiting(undated)]
    oldest = min(pairs, key=lambda pair: pair[0])[1] if pairs else None
    return Report((), tuple(assessments), without_target, policy.strict, oldest=oldest).with_findings(findings, policy)


def _awaiting(assessments: Iterable[Assessment]) -> Iterator[tuple[date, Assessment]]:
    """The judgements that a newer figure would change, with the last day of the one that they are on."""
    for assessment in assessments:
        target, period = assessment.target, assessment.period
        last = (target.by or target.until) if target else None
        if period is not None and (last is None or period.ends[1] < last):
            yield period.end(assessment.indicator.calendar), assessment


def _graded(finding: Finding, policy: Policy) -> Finding:
    if finding.severity in (Severity.WAIVED, Severity.KNOWN):
        return finding
    return replace(finding, severity=policy.severity(finding.kind))
