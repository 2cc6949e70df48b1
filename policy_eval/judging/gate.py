"""Assessments + waivers → findings and a verdict: what `check` reports. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..model.indicator import Indicator, SubField, Waiver
from ..model.origin import Keys
from ..model.periods import Period
from ..model.programme import Programme
from ..model.status import Status
from .assess import MISSES, Assessment, Compliance, assess
from .finding_kinds import Kind, Severity
from .pace import Pace
from .waivers import Cover

ERRORS: Final = frozenset(kind for kind in Kind if kind.severity is Severity.ERROR)
"""The kinds that are errors unless the user moves them."""

_SLOW: Final = frozenset((Pace.LIMITED, Pace.DETERIORATION))
_BY_COMPLIANCE: Final = {
    Compliance.MISSED: Kind.MISSED,
    Compliance.OVERDUE: Kind.OVERDUE,
    Compliance.NO_DATA: Kind.NO_DATA,
}
_BY_COVER: Final = {Cover.LAPSED: Kind.WAIVER_LAPSED, Cover.EXCEEDED: Kind.WAIVER_EXCEEDED}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a gate has to say about one place in the files.

    `assessment` is missing where the finding is on a value or a waiver alone; `waiver`
    is the one that covers, or no longer covers, or never covered anything. `keys` is the
    place below the indicator.
    """

    kind: Kind
    severity: Severity
    sub_field: SubField
    indicator: Indicator
    keys: Keys
    assessment: Assessment | None = None
    waiver: Waiver | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What a run of the gate judges, and how gravely.

    `at` chooses the periods of standing targets (the latest unless given), `accepted`
    are ids whose misses are waived for this run, `kinds` the kinds to report at all.
    """

    today: date
    at: Callable[[Period, Indicator], bool] | None = None
    accepted: Collection[str] = ()
    kinds: Collection[Kind] = tuple(Kind)
    errors: Collection[Kind] = ERRORS
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The findings, the gravest first, the assessment of every target, and how many indicators have no target.

    `improved` has the assessments whose miss has shrunk since an earlier state, each
    with the earlier one.
    """

    findings: tuple[Finding, ...]
    assessments: tuple[Assessment, ...]
    without_target: int = 0
    strict: bool = False
    improved: tuple[tuple[Assessment, Assessment], ...] = ()

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
        """The number of standing targets that were judged, in the periods that the policy chooses."""
        return sum(assessment.target is not None and assessment.target.by is None for assessment in self.assessments)

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


def check(programme: Programme, policy: Policy) -> Report:
    """The report on all targets of a programme."""
    assessments: list[Assessment] = []
    findings: list[Finding] = []
    without_target = 0
    for sub_field, indicator in programme:
        if indicator.targets:
            at = None if policy.at is None else lambda period, i=indicator: policy.at(period, i)  # type: ignore[misc]
            judged = list(assess(indicator, policy.today, at))
            assessments += judged
            findings += _on_targets(sub_field, indicator, judged, policy)
        else:
            without_target += 1
        for rule in RULES:
            findings += rule(sub_field, indicator, policy.today)
    graded = [_graded(finding, policy) for finding in findings if finding.kind in policy.kinds]
    severities, kinds = list(Severity), list(Kind)
    graded.sort(key=lambda finding: (severities.index(finding.severity), kinds.index(finding.kind)))
    return Report(tuple(graded), tuple(assessments), without_target, policy.strict)


def _graded(finding: Finding, policy: Policy) -> Finding:
    if finding.severity is Severity.WAIVED:
        return finding
    return replace(finding, severity=Severity.ERROR if finding.kind in policy.errors else Severity.WARNING)


def _on_targets(
    sub_field: SubField, indicator: Indicator, judged: Sequence[Assessment], policy: Policy
) -> Iterator[Finding]:
    for assessment in judged:
        kind = _kind(assessment)
        if kind is None:
            continue
        is_accepted = assessment.waived or (assessment.compliance in MISSES and indicator.id in policy.accepted)
        severity = Severity.WAIVED if is_accepted else kind.severity
        kind = _BY_COMPLIANCE[assessment.compliance] if is_accepted else kind
        # A waiver that no longer covers the miss has no part in what the command line accepts.
        waiver = assessment.waiver.waiver if assessment.waiver and (assessment.waived or not is_accepted) else None
        keys = ("observations", assessment.period.key) if assessment.period else ("targets", assessment.number - 1)
        yield Finding(kind, severity, sub_field, indicator, keys, assessment, waiver, assessment.period)


def _kind(assessment: Assessment) -> Kind | None:
    if assessment.waiver is not None and not assessment.waived:
        return _BY_COVER[assessment.waiver.cover]
    if assessment.compliance is Compliance.PENDING and assessment.pace in _SLOW:
        return Kind.SLOW
    return _BY_COMPLIANCE.get(assessment.compliance)


def _on_values(sub_field: SubField, indicator: Indicator, today: date) -> Iterator[Finding]:
    for period, observation in indicator.observations.items():
        is_late = observation.expected is not None and today.isoformat()[:7] > observation.expected
        if observation.status is Status.PENDING and is_late:
            yield Finding(
                Kind.STALE, Severity.WARNING, sub_field, indicator, ("observations", period.key), period=period
            )


def _on_waivers(sub_field: SubField, indicator: Indicator, today: date) -> Iterator[Finding]:
    for index, waiver in enumerate(indicator.waivers):
        kind = None
        if not _has_cause(indicator, waiver, today):
            kind = Kind.WAIVER_UNUSED
        elif waiver.until is None:
            kind = Kind.WAIVER_OPEN
        if kind:
            keys = ("waivers", index)
            yield Finding(kind, kind.severity, sub_field, indicator, keys, None, waiver, waiver.period)


def _has_cause(indicator: Indicator, waiver: Waiver, today: date) -> bool:
    """Whether there is a miss in the period that the waiver was written for."""
    return any(
        assessment.compliance in MISSES and waiver.target in (None, assessment.number)
        for assessment in assess(indicator, today, lambda period: period == waiver.period)
        if assessment.period == waiver.period
    )


RULES: Final[tuple[Callable[[SubField, Indicator, date], Iterator[Finding]], ...]] = (_on_values, _on_waivers)
"""What is looked for in every indicator, whether it has targets or not; severities are those of the kinds."""
