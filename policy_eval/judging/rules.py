"""What the gate looks for in each indicator: a rule for each kind of cause. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..model.indicator import Freshness, Indicator
from ..model.observation import Amount, Observation
from ..model.origin import Keys
from ..model.periods import Period
from ..model.status import Status
from ..model.sub_field import SubField
from ..model.target import Target, Waiver
from .assess import MISSES, Asked, Assessment, Compliance, assess, series
from .finding_kinds import Kind, Severity
from .freshness import is_awaited, last_told, to_come
from .pace import Pace
from .waivers import Cover

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
    place below the indicator, `due` the day on which something should have been there,
    `before` what a figure was in an earlier state, `target` what was asked there.
    """

    kind: Kind
    severity: Severity
    sub_field: SubField
    indicator: Indicator
    keys: Keys
    assessment: Assessment | None = None
    waiver: Waiver | None = None
    period: Period | None = None
    due: date | None = None
    before: Amount | None = None
    target: Target | None = None

    @property
    def observation(self) -> Observation | None:
        """What a file says now of the period; None where the finding is on none, or on one that is gone."""
        if self.period is None or self.keys[:1] != ("observations",):
            return None
        return self.indicator.observations.get(self.period)


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator as a rule sees it: with its sub-field, its freshness if it has one, and the day of judgement."""

    sub_field: SubField
    indicator: Indicator
    freshness: Freshness | None
    today: date

    def finding(self, kind: Kind, keys: Keys, period: Period | None = None) -> Finding:
        """A finding of this kind, as grave as the kind is."""
        return Finding(kind, kind.severity, self.sub_field, self.indicator, keys, period=period)

    def on_figure(self, kind: Kind, period: Period) -> Finding:
        """A finding on one observation."""
        return self.finding(kind, ("observations", period.key), period)


def on_targets(subject: Subject, judged: Sequence[Assessment], accepted: AbstractSet[str]) -> Iterator[Finding]:
    """What is found on the targets; `accepted` are the ids whose misses are waived for this run."""
    for assessment in judged:
        if assessment.is_behind and assessment.period and assessment.compliance is Compliance.PENDING:
            yield replace(subject.on_figure(Kind.BEHIND, assessment.period), assessment=assessment)
        kind = _kind(assessment)
        if kind is None:
            continue
        is_named = not accepted.isdisjoint((subject.indicator.id, subject.indicator.name))
        is_accepted = assessment.waived or (assessment.compliance in MISSES and is_named)
        kind = _BY_COMPLIANCE[assessment.compliance] if is_accepted else kind
        # A waiver that no longer covers the miss has no part in what the command line accepts.
        waiver = assessment.waiver.waiver if assessment.waiver and (assessment.waived or not is_accepted) else None
        keys = ("observations", assessment.period.key) if assessment.period else ("targets", assessment.number - 1)
        finding = replace(subject.finding(kind, keys, assessment.period), assessment=assessment, waiver=waiver)
        yield replace(finding, severity=Severity.WAIVED) if is_accepted else finding


def _kind(assessment: Assessment) -> Kind | None:
    if assessment.waiver is not None and not assessment.waived:
        return _BY_COVER[assessment.waiver.cover]
    if assessment.compliance is Compliance.PENDING and assessment.pace in _SLOW:
        return Kind.SLOW
    return _BY_COMPLIANCE.get(assessment.compliance)


def _on_figures(subject: Subject) -> Iterator[Finding]:
    """Figures that cannot be, or that nothing is judged by."""
    indicator = subject.indicator
    calendar = indicator.calendar
    for period, observation in indicator.observations.items():
        value = indicator.value(observation)
        if not observation.is_observed or (value is None and not observation.is_range):
            continue
        if not period.has_begun(calendar, subject.today):
            yield subject.on_figure(Kind.FUTURE, period)
        elif value is not None and indicator.is_beyond_limit(value):
            yield subject.on_figure(Kind.BEYOND_LIMIT, period)
        elif period.is_span and indicator.targets and _is_left_behind(subject, period):
            yield subject.on_figure(Kind.UNJUDGED, period)


def _is_left_behind(subject: Subject, span: Period) -> bool:
    """Whether a span is later than the single years that targets are judged by."""
    seen = series(subject.indicator, subject.today)
    latest = seen[-1].period if seen else span
    return not latest.is_span and span.end(subject.indicator.calendar) > latest.end(subject.indicator.calendar)


def _on_freshness(subject: Subject) -> Iterator[Finding]:
    """Figures that should have come: those that are pending, and that of the period after the latest one."""
    indicator, today = subject.indicator, subject.today
    late = ((period, day) for period, day in to_come(indicator, subject.freshness, today) if today > day)
    for period, day in late:
        if is_awaited(indicator, period):
            yield replace(subject.on_figure(Kind.STALE, period), due=day)
        elif latest := last_told(indicator, today):
            yield replace(subject.on_figure(Kind.OUTDATED, latest), due=day)
    if subject.freshness and not indicator.targets and not indicator.derive and _is_silent(indicator, today):
        yield subject.finding(Kind.OUTDATED, ("observations",))


def _is_silent(indicator: Indicator, today: date) -> bool:
    """Whether nothing is told of any period, not even that it is pending."""
    statuses = {observation.status for observation in indicator.observations.values()}
    return last_told(indicator, today) is None and Status.PENDING not in statuses


def _on_waivers(subject: Subject) -> Iterator[Finding]:
    for index, waiver in enumerate(subject.indicator.waivers):
        kind = None
        if not _has_cause(subject, waiver):
            kind = Kind.WAIVER_UNUSED
        elif waiver.until is None:
            kind = Kind.WAIVER_OPEN
        if kind:
            yield replace(subject.finding(kind, ("waivers", index), waiver.period), waiver=waiver)


def _has_cause(subject: Subject, waiver: Waiver) -> bool:
    """Whether there is a miss in the period that the waiver was written for."""
    return any(
        assessment.compliance in MISSES and waiver.target in (None, assessment.number)
        for assessment in assess(subject.indicator, subject.today, Asked(waiver.period))
        if assessment.period == waiver.period
    )


RULES: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (_on_figures, _on_freshness, _on_waivers)
"""What is looked for in every indicator, whether it has targets or not; severities are those of the kinds."""
