"""The ratchet: of what the gate finds, what has become worse since an earlier state of the dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from ..model.indicator import Indicator
from ..model.periods import Period, in_time
from ..model.programme import Programme
from ..model.sub_field import SubField
from .assess import MISSES, Assessment
from .finding_kinds import Kind, Severity
from .gate import Policy, Report, check
from .rules import Finding

Key = tuple[str, str, Period | None, int, Period | None]
_CAN_BE_KNOWN: Final = frozenset((Kind.MISSED, Kind.WAIVER_EXCEEDED, Kind.OVERDUE))


def ratchet(report: Report, programme: Programme, earlier: Programme, policy: Policy) -> Report:
    """The report with what has become of a dataset since.

    `programme` is the whole dataset, `earlier` what is to be judged of its earlier state.

    Every miss that is no worse than in the `earlier` state is known, what has improved
    is told, and so is each figure that is another one now, and each target that is no
    longer asked for. A lapsed waiver is no known miss.
    """
    # Periods that were asked for are compared each with itself; else the latest with the latest.
    by_period = policy.asked is not None
    before = {_key(assessment, by_period): assessment for assessment in check(earlier, policy).assessments}
    findings = [
        replace(finding, severity=Severity.KNOWN) if _is_known(finding, before, by_period) else finding
        for finding in report.findings
    ]
    improved = tuple(
        (assessment, was)
        for assessment in report.assessments
        if (was := before.get(_key(assessment, by_period))) is not None and _has_improved(assessment, was)
    )
    return replace(
        report.with_findings([*findings, *_revised(programme, earlier), *_loosened(programme, earlier)], policy),
        improved=improved,
    )


def _is_known(finding: Finding, before: Mapping[Key, Assessment], by_period: bool) -> bool:
    assessment = finding.assessment
    if assessment is None or finding.kind not in _CAN_BE_KNOWN or finding.severity is Severity.WAIVED:
        return False
    was = before.get(_key(assessment, by_period))
    if was is None or was.compliance not in MISSES or not assessment.indicator.counts_like(was.indicator):
        return False
    return _miss(assessment) <= _miss(was)


def _has_improved(now: Assessment, was: Assessment) -> bool:
    """Whether a figure of the same or a later period misses the same target by less."""
    if now.period is None or was.period is None or now.target is None or was.target is None:
        return False
    is_same = now.target.asks_as_much(was.target) and now.indicator.counts_like(was.indicator)
    return is_same and in_time(now.period)[0] >= in_time(was.period)[0] and _miss(now) < _miss(was)


def _miss(assessment: Assessment) -> float:
    """How far a miss lies from its target; 0 for what is no miss."""
    if assessment.compliance not in MISSES or assessment.target is None or assessment.value is None:
        return 0.0
    return assessment.target.distance(assessment.value)


def _key(assessment: Assessment, by_period: bool) -> Key:
    """One target of one indicator, though its bound may have moved: the first, second, … of its sort.

    Of a standing one, one period where that counts.
    """
    target = assessment.target
    bound, by = (target.bound, target.by) if target else ("", None)
    period = assessment.period if by_period and by is None else None
    alike = [one for one in assessment.indicator.targets[: assessment.number] if (one.bound, one.by) == (bound, by)]
    return assessment.indicator.name, bound, by, len(alike), period


def _revised(programme: Programme, earlier: Programme) -> Iterator[Finding]:
    """The figures that were others in the earlier state, and those that are gone."""
    for sub_field, once, now in _pairs(programme, earlier):
        figures = _figures(now) if now else {}
        for period, was in _figures(once).items():
            if figures.get(period) != was:
                kind, keys = Kind.REVISED, ("observations", period.key) if now else ()
                yield Finding(kind, kind.severity, sub_field, now or once, keys, period=period, before=was)


def _loosened(programme: Programme, earlier: Programme) -> Iterator[Finding]:
    """The targets of the earlier state for which no target stands now."""
    for sub_field, once, now in _pairs(programme, earlier):
        targets = now.targets if now and once.counts_like(now) else ()
        for target in once.targets:
            if not any(one.asks_as_much(target) for one in targets):
                kind, keys = Kind.LOOSENED, ("targets",) if targets else ()
                yield Finding(kind, kind.severity, sub_field, now or once, keys, target=target)


def _pairs(programme: Programme, earlier: Programme) -> Iterator[tuple[SubField, Indicator, Indicator | None]]:
    """Each indicator of the earlier state with what it is now, if it is there still, and the sub-field around that."""
    now = {indicator.name: (sub_field, indicator) for sub_field, indicator in programme.every_series()}
    for sub_field, once in earlier.every_series():
        home, same = now.get(once.name, (sub_field, None))
        yield home, once, same


def _figures(indicator: Indicator) -> Mapping[Period, float]:
    """What was observed: a figure that has become a forecast is gone."""
    seen = {period: one for period, one in indicator.observations.items() if one.is_observed}
    values = {period: indicator.value(observation) for period, observation in seen.items()}
    return {period: value for period, value in values.items() if value is not None}
