"""Assessments → findings and a verdict: what `check` reports. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .assess import Assessment, Compliance, Pace
from .model import SubField
from .reader import Keys


class Severity(StrEnum):
    """An error fails the gate; a warning fails it only if the gate is strict."""

    ERROR = "error"
    WARNING = "warning"


KINDS: Final[Mapping[str, Severity]] = {
    "missed": Severity.ERROR,
    "overdue": Severity.WARNING,
    "no-data": Severity.WARNING,
    "slow": Severity.WARNING,
}
"""Every kind of finding, the gravest first."""

_SLOW: Final = frozenset((Pace.LIMITED, Pace.DETERIORATION))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a gate has to say about one target."""

    kind: str
    severity: Severity
    sub_field: SubField
    assessment: Assessment

    @property
    def keys(self) -> Keys:
        """The place in the indicator to point at: the value, or the target where there is none."""
        indicator, target, period = self.assessment.indicator, self.assessment.target, self.assessment.period
        if period is not None:
            return ("observations", str(period) if period.is_span else period.first)
        return ("targets", indicator.targets.index(target)) if target else ()


@dataclass(frozen=True, slots=True)
class Report:
    """The findings, the gravest first, and how many targets came out as what."""

    findings: tuple[Finding, ...]
    counts: Mapping[Compliance, int]
    strict: bool = False

    @property
    def judged(self) -> int:
        """The number of targets that were judged."""
        return sum(count for compliance, count in self.counts.items() if compliance is not Compliance.NO_TARGET)

    @property
    def has_failed(self) -> bool:
        """Whether the gate is shut."""
        return any(finding.severity is Severity.ERROR or self.strict for finding in self.findings)


def check(assessments: Iterable[tuple[SubField, Assessment]], *, strict: bool = False) -> Report:
    """The report on these assessments; `strict` lets warnings fail the gate as well."""
    counts: Counter[Compliance] = Counter()
    findings = []
    for sub_field, assessment in assessments:
        counts[assessment.compliance] += 1
        if kind := _kind(assessment):
            findings.append(Finding(kind, KINDS[kind], sub_field, assessment))
    order = list(KINDS)
    findings.sort(key=lambda finding: order.index(finding.kind))
    return Report(tuple(findings), {compliance: counts[compliance] for compliance in Compliance}, strict)


def _kind(assessment: Assessment) -> str | None:
    if assessment.compliance.value in KINDS:
        return assessment.compliance.value
    is_slow = assessment.compliance is Compliance.PENDING and assessment.pace in _SLOW
    return "slow" if is_slow else None
