"""The ratchet: of what the gate finds, what has become worse since an earlier state of the dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model.periods import Period
from ..model.programme import Programme
from .assess import MISSES, Assessment
from .finding_kinds import Severity
from .gate import Finding, Policy, Report, check

Key = tuple[str, str, int | None, int, Period | None]


def ratchet(report: Report, earlier: Programme, policy: Policy) -> Report:
    """The report with every miss that is no worse than before made known, and the improvements."""
    # Periods that were asked for are compared each with itself; else the latest with the latest.
    by_period = policy.at is not None
    before = {_key(assessment, by_period): assessment for assessment in check(earlier, policy).assessments}
    findings = tuple(
        replace(finding, severity=Severity.KNOWN) if _is_known(finding, before, by_period) else finding
        for finding in report.findings
    )
    improved = tuple(
        (assessment, was)
        for assessment in report.assessments
        if (was := before.get(_key(assessment, by_period))) is not None and _miss(assessment) < _miss(was)
    )
    order = list(Severity)
    return replace(report, findings=tuple(sorted(findings, key=lambda f: order.index(f.severity))), improved=improved)


def _is_known(finding: Finding, before: Mapping[Key, Assessment], by_period: bool) -> bool:
    assessment = finding.assessment
    if assessment is None or assessment.compliance not in MISSES or finding.severity is Severity.WAIVED:
        return False
    was = before.get(_key(assessment, by_period))
    return was is not None and was.compliance in MISSES and _miss(assessment) <= _miss(was)


def _miss(assessment: Assessment) -> float:
    """How far a miss lies from its target; 0 for what is no miss."""
    if assessment.compliance not in MISSES or assessment.target is None or assessment.value is None:
        return 0.0
    return assessment.target.distance(assessment.value)


def _key(assessment: Assessment, by_period: bool) -> Key:
    """One target of one indicator, though its bound may have moved; of a standing one, one period where that counts."""
    target = assessment.target
    bound, by = (target.bound, target.by) if target else ("", None)
    period = assessment.period if by_period and by is None else None
    return assessment.indicator.id, bound, by, assessment.number, period
