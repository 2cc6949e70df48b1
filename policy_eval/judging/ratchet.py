"""The ratchet: of what the gate finds, what has become worse since an earlier state of the dataset."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from ..model.indicator import Indicator
from ..model.observation import Amount
from ..model.periods import Period, in_time
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..model.target import Target
from ..model.target_pairs import paired_targets
from .assess import MISSES, Assessment
from .finding_kinds import Kind, Severity
from .gate import Policy, Report, check
from .rules import Finding

_CAN_BE_KNOWN: Final = frozenset((Kind.MISSED, Kind.WAIVER_EXCEEDED, Kind.OVERDUE))


def ratchet(report: Report, programme: Programme, earlier: Programme, policy: Policy) -> Report:
    """The report with what has become of a dataset since.

    `programme` is the whole dataset, `earlier` what is to be judged of its earlier state.

    Every miss that is no worse than in the `earlier` state is known, what has improved
    is told, and so is each figure that is another one now, and each target that is no
    longer asked for. A lapsed waiver is no known miss.
    """
    before = _Before(programme, earlier, policy)
    findings = [
        replace(finding, severity=Severity.KNOWN) if _is_known(finding, before) else finding
        for finding in report.findings
    ]
    improved = tuple(
        (assessment, was)
        for assessment in report.assessments
        if (was := before.of(assessment)) is not None and _has_improved(assessment, was)
    )
    return replace(
        report.with_findings([*findings, *_revised(programme, earlier), *_loosened(programme, earlier)], policy),
        improved=improved,
    )


class _Before:
    """What was judged in the earlier state of the targets of now."""

    def __init__(self, programme: Programme, earlier: Programme, policy: Policy) -> None:
        # Periods that were asked for are compared each with itself; else the latest with the latest.
        self._by_period = policy.asked is not None
        self._judged = {
            (one.indicator.name, one.number, self._period(one)): one for one in check(earlier, policy).assessments
        }
        self._places = {
            (now.name, new + 1): old + 1
            for _, once, now in _pairs(programme, earlier)
            for old, new in (paired_targets(once.targets, now.targets) if now else ())
            if now and old is not None and new is not None and _is_of_one_sort(once.targets[old], now.targets[new])
        }

    def of(self, assessment: Assessment) -> Assessment | None:
        """The earlier judgement of the same target, though its bound may have moved."""
        name = assessment.indicator.name
        place = self._places.get((name, assessment.number))
        return self._judged.get((name, place, self._period(assessment))) if place else None

    def _period(self, one: Assessment) -> Period | None:
        return one.period if self._by_period and one.target and one.target.by is None else None


def _is_of_one_sort(old: Target, new: Target) -> bool:
    """Whether two targets are of one sort and deadline."""
    return (old.bound, old.by) == (new.bound, new.by)


def _is_known(finding: Finding, before: _Before) -> bool:
    assessment = finding.assessment
    if assessment is None or finding.kind not in _CAN_BE_KNOWN or finding.severity is Severity.WAIVED:
        return False
    was = before.of(assessment)
    if was is None or was.compliance not in MISSES or not assessment.indicator.counts_like(was.indicator):
        return False
    return _is_no_worse(assessment, was)


def _has_improved(now: Assessment, was: Assessment) -> bool:
    """Whether a figure of the same or a later period misses the same target by less."""
    if now.period is None or was.period is None or now.target is None or was.target is None:
        return False
    is_same = now.target.asks_as_much(was.target) and now.indicator.counts_like(was.indicator)
    is_later = in_time(now.period)[0] >= in_time(was.period)[0]
    return is_same and is_later and _is_no_worse(now, was) and _misses(now) != _misses(was)


def _is_no_worse(now: Assessment, was: Assessment) -> bool:
    return all(one <= other for one, other in zip(_misses(now), _misses(was), strict=True))


def _misses(assessment: Assessment) -> tuple[float, float]:
    """How far a miss lies from its target at least and at most, which is not the same of a range; 0 for no miss."""
    target = assessment.target
    if assessment.compliance not in MISSES or target is None or assessment.period is None:
        return 0.0, 0.0
    amount = assessment.indicator.amount(assessment.indicator.observations[assessment.period])
    ends = amount if isinstance(amount, tuple) else (amount, amount)
    low, high = (math.copysign(math.inf, sign) if end is None else end for end, sign in zip(ends, (-1, 1), strict=True))
    first, last = sorted((target.distance(low), target.distance(high)))
    return first, last


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


def _figures(indicator: Indicator) -> Mapping[Period, Amount]:
    """What was observed: a figure that has become a forecast is gone."""
    amounts = {period: indicator.amount(one) for period, one in indicator.observations.items() if one.is_observed}
    return {period: amount for period, amount in amounts.items() if amount is not None}
