"""What `check` found, as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..judging.assess import Assessment
from ..model.codes import Lang
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.target import Target, Waiver
from ..tables.cell_text import json_text, json_value
from ..wording.style import Style
from .sentences import sentence

if TYPE_CHECKING:
    from ..judging.rules import Finding
    from ..reading.source_lines import Place
    from .reporting import Reporting

VERSION: Final = 1
"""The version of the object: a key that goes or changes its meaning raises it, a new one does not."""

_OF_TARGET: Final = ("value", "bound", "target", "target_upper", "target_period", "gap", "pace", "pace_ratio")


def write(reporting: Reporting) -> str:
    """The report as one object; see the README for its keys."""
    report = reporting.report
    counts = {compliance.value: count for compliance, count in report.counts.items()}
    document = {
        "version": VERSION,
        "today": reporting.today.isoformat(),
        "verdict": "failed" if report.has_failed else "passed",
        "counts": counts | {"waived": len(report.waived)},
        "ignored": report.ignored,
        "oldest_judged": _label(report.oldest.period, report.oldest.indicator) if report.oldest else None,
        "findings": [_record(finding, place, reporting.style) for finding, place in reporting.found],
    }
    return json_text(document)


def _record(finding: Finding, place: Place, style: Style) -> dict[str, Any]:
    """A finding; what only a target has is null where there is none."""
    indicator, assessment = finding.indicator, finding.assessment
    target = assessment.target if assessment else None
    path, line, column = place
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "sub_field": finding.sub_field.sub_field,
        "indicator": indicator.id,
        "breakdown": indicator.breakdown or None,
        "title": indicator.title.words(style.lang),
        "unit": indicator.unit.words(style.lang),
        "period": _label(finding.period, indicator),
        **(_judged(assessment, target) if assessment and target else _asked(finding)),
        "due": finding.due.isoformat() if finding.due else None,
        "before": json_value(finding.before) if isinstance(finding.before, float) else None,
        "waiver": _waiver(finding.waiver, indicator, style.lang) if finding.waiver else None,
        "message": sentence(finding, style),
        "path": path,
        "line": line,
        "column": column,
    }


def _judged(assessment: Assessment, target: Target) -> dict[str, Any]:
    first, second = target.figures
    values = (
        json_value(assessment.value),
        target.bound,
        json_value(first),
        json_value(second),
        _label(target.by, assessment.indicator),
        json_value(assessment.gap),
        assessment.pace.value,
        json_value(assessment.pace_ratio),
    )
    return dict(zip(_OF_TARGET, values, strict=True))


def _asked(finding: Finding) -> dict[str, Any]:
    """What a target asked for in an earlier state, and null for what was judged."""
    target, nothing = finding.target, dict[str, Any].fromkeys(_OF_TARGET)
    if target is None:
        return nothing
    first, second = target.figures
    label = _label(target.by, finding.indicator)
    asked = {"bound": target.bound, "target": json_value(first), "target_upper": json_value(second)}
    return nothing | asked | {"target_period": label}


def _waiver(waiver: Waiver, indicator: Indicator, lang: Lang) -> dict[str, Any]:
    return {
        "period": _label(waiver.period, indicator),
        "accepted": json_value(waiver.accepted),
        "until": waiver.until.isoformat() if waiver.until else None,
        "reason": waiver.reason.words(lang),
        "owner": waiver.owner.words(lang) if waiver.owner else None,
    }


def _label(period: Period | None, indicator: Indicator) -> str | None:
    return period.label(indicator.basis) if period else None
