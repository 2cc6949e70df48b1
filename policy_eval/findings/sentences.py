"""`check`: a finding in a sentence, a report in a line, a kind in a paragraph."""

from __future__ import annotations

from ..judging.assess import Assessment, Compliance
from ..judging.finding_kinds import Kind, Severity
from ..judging.gate import Finding, Report
from ..model.status import Status
from ..wording.figures import figure_of, signed
from ..wording.statements import ratio_of
from ..wording.style import Style


def sentence(finding: Finding, style: Style) -> str:
    """`istc-overhead-ratio FY2023: 10.37% against at most 10%, gap +0.37 points; accepted …`."""
    indicator, period = finding.indicator, finding.period
    when = f" {style.period(period, indicator.basis)}" if period else ""
    parts = _of_target(finding, finding.assessment, style) if finding.assessment else [_alone(finding, style)]
    words = f"{indicator.id}{when}{style.colon}{style.comma.join(parts)}"
    tail = _of_waiver(finding, style)
    return f"{words}{'。' if style.lang == 'ja' else '; '}{tail}" if tail else words


def _of_target(finding: Finding, assessment: Assessment, style: Style) -> list[str]:
    indicator, target = assessment.indicator, assessment.target
    if target is None:
        return []
    demand = style.demand(target, indicator)
    value = style.amount(figure_of(indicator, assessment.value), indicator) or style.word("no-value")
    parts = [f"{value}、{style.word('target')} {demand}" if style.lang == "ja" else f"{value} against {demand}"]
    if assessment.gap is not None:
        parts.append(f"{style.word('gap')} {style.points(signed(assessment.gap), indicator)}")
    if finding.kind is Kind.SLOW:
        parts.append(f"{style.word('pace')} {style.word(assessment.pace)} (R = {ratio_of(assessment)})")
    return parts


def _alone(finding: Finding, style: Style) -> str:
    """What is said of a value or a waiver by itself."""
    if finding.kind is Kind.STALE:
        observation = finding.indicator.observations[finding.period] if finding.period else None
        expected = observation.expected if observation else ""
        return f"{style.word(Status.PENDING)}{style.comma}{style.word('expected')} {expected}"
    return style.word(finding.kind)


def _of_waiver(finding: Finding, style: Style) -> str:
    waiver = finding.waiver
    if waiver is None:
        return style.word("accepted-for-run") if finding.severity is Severity.WAIVED else ""
    accepted = style.amount(figure_of(finding.indicator, waiver.accepted), finding.indicator)
    parts = [f"{style.word('accepted')} {accepted}"]
    if waiver.until is not None:
        key = "lapsed" if finding.kind is Kind.WAIVER_LAPSED else "until-end-of"
        parts.append(f"{style.word(key)} {waiver.until.isoformat()}")
    if waiver.owner is not None:
        parts.append(style.text(waiver.owner))
    return style.comma.join(parts) + style.bracketed(style.text(waiver.reason))


def improvements(report: Report, style: Style) -> list[str]:
    """`wait 2023: 9 hours, before 11 hours (2022)` for each miss that has shrunk since an earlier state."""
    lines = []
    for now, before in report.improved:
        indicator = now.indicator
        value, was = (
            style.amount(figure_of(one.indicator, one.value, now.value, before.value), indicator)
            for one in (now, before)
        )
        when = style.period(now.period, indicator.basis) if now.period else ""
        once = style.period(before.period, indicator.basis) if before.period else ""
        parts = [value, f"{style.word('before')} {was}{style.bracketed(once)}"]
        lines.append(f"{indicator.id} {when}{style.colon}{style.comma.join(parts)}")
    return lines


def summary(report: Report, style: Style) -> str:
    """`4 targets: 2 met, 1 missed, 0 pending, 1 overdue; 1 miss waived; 39 indicators have no target`."""
    shown = [Compliance.MET, Compliance.MISSED, Compliance.PENDING, Compliance.OVERDUE]
    shown += [Compliance.NO_DATA] if report.counts[Compliance.NO_DATA] else []
    without, waived = report.counts[Compliance.NO_TARGET], len(report.waived)
    if style.lang == "ja":
        counts = "、".join(f"{style.word(word)} {report.counts[word]}件" for word in shown)
        accepted = f"（うち容認 {waived}件）" if waived else ""
        return f"目標値 {report.judged}件：{counts}{accepted}。目標値のない指標 {without}件"
    counts = ", ".join(f"{report.counts[word]} {word}" for word in shown)
    accepted = f"; {waived} waived" if waived else ""
    targets = "1 target" if report.judged == 1 else f"{report.judged} targets"
    indicators = "1 indicator has" if without == 1 else f"{without} indicators have"
    return f"{targets}: {counts}{accepted}; {indicators} no target"
