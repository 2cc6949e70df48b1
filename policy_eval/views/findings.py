"""`check`: findings as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from ..assess import Compliance
from ..formats.values import plain
from ..gate import Finding, Report
from ..periods import Period, label
from .style import Style, figure, signed

VERSION: Final = 1
"""The version of the JSON report."""

Place = tuple[str, int, int]


def sentence(finding: Finding, style: Style) -> str:
    """`istc-overhead-ratio FY2023: 10.37% against at most 10%, gap +0.37 points`."""
    assessment = finding.assessment
    indicator, target, period = assessment.indicator, assessment.target, assessment.period
    assert target is not None  # noqa: S101  # there are no findings on indicators without a target
    demand = style.demand(target, indicator)
    when = f" {style.period(period, indicator.basis)}" if period else ""
    value = style.amount(figure(assessment.value, assessment.bound), indicator) or style.word("no-value")
    parts = [f"{value}、目標 {demand}" if style.lang == "ja" else f"{value} against {demand}"]
    if assessment.gap is not None:
        parts.append(f"{style.word('gap')} {style.points(signed(assessment.gap), indicator)}")
    if finding.kind == "slow":
        parts.append(f"{style.word('pace')} {style.word(assessment.pace.value)} (R = {figure(assessment.pace_ratio)})")
    colon, comma = ("：", "、") if style.lang == "ja" else (": ", ", ")
    return f"{indicator.id}{when}{colon}{comma.join(parts)}"


def text(report: Report, places: Sequence[Place], style: Style) -> str:
    """A line per finding, `file:line:column: error: missed: …`, and a last line that counts."""
    lines = [
        f"{':'.join(map(str, place))}: {finding.severity}: {finding.kind}: {sentence(finding, style)}"
        for finding, place in zip(report.findings, places, strict=True)
    ]
    return "\n".join([*lines, _summary(report, style)]) + "\n"


def _summary(report: Report, style: Style) -> str:
    shown = [Compliance.MET, Compliance.MISSED, Compliance.PENDING, Compliance.OVERDUE]
    shown += [Compliance.NO_DATA] if report.counts[Compliance.NO_DATA] else []
    without = report.counts[Compliance.NO_TARGET]
    if style.lang == "ja":
        counts = "、".join(f"{style.compliance(word)} {report.counts[word]}" for word in shown)
        return f"目標 {report.judged}件：{counts}。目標のない指標 {without}件"
    counts = ", ".join(f"{report.counts[word]} {word}" for word in shown)
    indicators = "1 indicator has" if without == 1 else f"{without} indicators have"
    return f"{report.judged} targets: {counts}; {indicators} no target"


def to_json(report: Report, places: Sequence[Place], style: Style, today: date) -> str:
    """The report as one JSON object; see the README for its keys."""
    document = {
        "version": VERSION,
        "today": today.isoformat(),
        "verdict": "failed" if report.has_failed else "passed",
        "counts": {compliance.value: count for compliance, count in report.counts.items()},
        "findings": [_record(*pair, style) for pair in zip(report.findings, places, strict=True)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _record(finding: Finding, place: Place, style: Style) -> dict[str, Any]:
    assessment = finding.assessment
    indicator, target, basis = assessment.indicator, assessment.target, assessment.indicator.basis
    assert target is not None  # noqa: S101  # as in `sentence`
    path, line, column = place
    record = {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "sub_field": finding.sub_field.sub_field,
        "indicator": indicator.id,
        "title": indicator.title.words(style.lang),
        "unit": indicator.unit.words(style.lang),
        "period": label(assessment.period, basis) if assessment.period else None,
        "value": assessment.value,
        "bound": target.bound,
        "target": target.at_most if target.bound == "at_most" else target.limits[0],
        "target_upper": target.limits[1] if target.between else None,
        "target_period": label(Period(target.by, target.by), basis) if target.by is not None else None,
        "gap": assessment.gap,
        "pace": assessment.pace.value,
        "pace_ratio": assessment.pace_ratio,
        "message": sentence(finding, style),
        "path": path,
    }
    return {key: plain(value) for key, value in record.items()} | {"line": line, "column": column}
