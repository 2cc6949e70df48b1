"""`check`: a finding in a sentence, a report in a line, a kind in a paragraph."""

from __future__ import annotations

from typing import Final

from ..errors import count
from ..judging.assess import Assessment, Compliance
from ..judging.finding_kinds import Kind, Severity
from ..judging.gate import Report
from ..judging.pace import Reason
from ..judging.rules import Finding
from ..model.indicator import Indicator
from ..model.observation import Amount, Observation
from ..model.status import Status
from ..wording.figures import signed
from ..wording.statements import amount_text, observed_amount, ratio_of
from ..wording.style import Style


def sentence(finding: Finding, style: Style) -> str:
    """`istc-overhead-ratio FY2023: 10.37% against at most 10%, gap +0.37 points; accepted …`."""
    indicator, period = finding.indicator, finding.period
    when = f" {style.period(period, indicator.basis)}" if period else ""
    parts = _of_target(finding, finding.assessment, style) if finding.assessment else [_alone(finding, style)]
    words = f"{indicator.name}{when}{style.colon}{style.comma.join(parts)}"
    tail = _of_waiver(finding, style)
    return f"{words}{'。' if style.lang == 'ja' else '; '}{tail}" if tail else words


def _of_target(finding: Finding, assessment: Assessment, style: Style) -> list[str]:
    indicator, target = assessment.indicator, assessment.target
    if target is None:
        return []
    demand = style.demand(target, indicator)
    value = amount_text(indicator, assessment.period, style) or style.word("no-value")
    parts = [f"{value}、{style.word('target')} {demand}" if style.lang == "ja" else f"{value} against {demand}"]
    if assessment.gap is not None:
        parts.append(f"{style.word('gap')} {style.points(signed(assessment.gap), indicator)}")
    if assessment.compliance is Compliance.NO_DATA and assessment.reason is Reason.RANGE:
        parts.append(style.word(Reason.RANGE))
    if finding.kind is Kind.BEHIND:
        aside = style.bracketed(signed(assessment.path_gap))
        parts.append(f"{style.word('path')} {style.amount(indicator, assessment.path)}{aside}")
    if finding.kind is Kind.SLOW:
        parts.append(f"{style.word('pace')} {style.word(assessment.pace)} (R = {ratio_of(assessment)})")
    return parts


def _alone(finding: Finding, style: Style) -> str:
    """What is said where no target is judged: by the table below, else the name of the kind."""
    return _BY_KIND[finding.kind](finding, style) if finding.kind in _BY_KIND else style.word(finding.kind)


def figure_found(finding: Finding, style: Style) -> str:
    """The figure that a finding is on, as it is now; nothing where there is none any more."""
    observation = finding.observation
    if observation is None:
        return ""
    if observation.is_range:
        return amount_text(finding.indicator, finding.period, style)
    before = finding.before if isinstance(finding.before, float) else None
    return style.amount(finding.indicator, finding.indicator.value(observation), before)


def _value(finding: Finding, style: Style) -> str:
    return figure_found(finding, style) or style.word("no-value")


def _stale(finding: Finding, style: Style) -> str:
    expected = finding.observation.expected if finding.observation else None
    late = f"{style.word('expected')} {expected}" if expected else _due(finding, style)
    return style.listed((style.word(Status.PENDING), late))


def _outdated(finding: Finding, style: Style) -> str:
    if finding.period is None:
        return style.word("no-figure-told")
    following = style.period(finding.period.following, finding.indicator.basis)
    return style.listed((_value(finding, style), f"{following} {_due(finding, style)}"))


def _future(finding: Finding, style: Style) -> str:
    return style.listed((_value(finding, style), style.word("not-begun")))


def _unjudged(finding: Finding, style: Style) -> str:
    return style.listed((_value(finding, style), style.word("later-span")))


def _beyond_limit(finding: Finding, style: Style) -> str:
    limit = style.figure(finding.indicator, finding.indicator.limit)
    return style.listed((_value(finding, style), f"{style.word('beyond')} {limit}"))


def _revised(finding: Finding, style: Style) -> str:
    indicator, observation = finding.indicator, finding.observation
    was = _amount(indicator, finding.before, indicator.value(observation) if observation else None, style)
    status = observation.status if observation else None
    aside = style.bracketed(style.word(status)) if status and not status.is_observed else ""
    return style.listed((_value(finding, style) + aside, f"{style.word('before')} {was}"))


def _amount(indicator: Indicator, amount: Amount | None, other: float | None, style: Style) -> str:
    """An amount with its unit, told apart from another figure."""
    if not isinstance(amount, tuple):
        return style.amount(indicator, amount, other)
    low, high = amount
    return observed_amount(indicator, Observation(low=low, high=high), style)


def _loosened(finding: Finding, style: Style) -> str:
    demand = style.demand(finding.target, finding.indicator) if finding.target else ""
    return f"{style.word('not-asked')} {demand}"


_BY_KIND: Final = {
    Kind.STALE: _stale,
    Kind.OUTDATED: _outdated,
    Kind.FUTURE: _future,
    Kind.BEYOND_LIMIT: _beyond_limit,
    Kind.UNJUDGED: _unjudged,
    Kind.REVISED: _revised,
    Kind.LOOSENED: _loosened,
}


def _due(finding: Finding, style: Style) -> str:
    return f"{style.word('due-by')} {finding.due.isoformat()}" if finding.due else ""


def _of_waiver(finding: Finding, style: Style) -> str:
    waiver = finding.waiver
    if waiver is None:
        return style.word("accepted-for-run") if finding.severity is Severity.WAIVED else ""
    accepted = style.amount(finding.indicator, waiver.accepted)
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
        value, was = (_judged_amount(one, other, style) for one, other in ((now, before), (before, now)))
        when = style.period(now.period, indicator.basis) if now.period else ""
        once = style.period(before.period, indicator.basis) if before.period else ""
        parts = [value, f"{style.word('before')} {was}{style.bracketed(once)}"]
        lines.append(f"{indicator.name} {when}{style.colon}{style.comma.join(parts)}")
    return lines


def _judged_amount(one: Assessment, other: Assessment, style: Style) -> str:
    amount = one.indicator.amount(one.indicator.observations[one.period]) if one.period else None
    return _amount(one.indicator, amount, other.value, style)


def summary(report: Report, style: Style) -> str:
    """`4 targets: 2 met, 1 missed, 0 pending, 1 overdue; 1 miss waived; 39 indicators have no target`."""
    shown = [Compliance.MET, Compliance.MISSED, Compliance.PENDING, Compliance.OVERDUE]
    shown += [Compliance.NO_DATA] if report.counts[Compliance.NO_DATA] else []
    without, waived = report.counts[Compliance.NO_TARGET], len(report.waived)
    more = [_oldest(report, style), _ignored(report, style)]
    if style.lang == "ja":
        counts = "、".join(f"{style.word(word)} {report.counts[word]}件" for word in shown)
        accepted = f"（うち容認 {waived}件）" if waived else ""
        return "。".join(
            filter(None, (f"目標値 {report.judged}件：{counts}{accepted}", f"目標値のない指標 {without}件", *more))
        )
    counts = ", ".join(f"{report.counts[word]} {word}" for word in shown)
    accepted = f"; {waived} waived" if waived else ""
    targets = "1 target" if report.judged == 1 else f"{report.judged} targets"
    indicators = "1 indicator has" if without == 1 else f"{without} indicators have"
    return "; ".join(filter(None, (f"{targets}: {counts}{accepted}", f"{indicators} no target", *more)))


def _oldest(report: Report, style: Style) -> str:
    """`oldest judged figure: FY2023`, where nobody says how old a figure may be."""
    oldest = report.oldest
    if oldest is None or oldest.period is None:
        return ""
    return f"{style.word('oldest')}{style.colon}{style.period(oldest.period, oldest.indicator.basis)}"


def _ignored(report: Report, style: Style) -> str:
    """`2 findings ignored`, of kinds that were not to be reported."""
    number = report.ignored
    if not number:
        return ""
    return f"報告対象外 {number}件" if style.lang == "ja" else f"{count(number, 'finding')} ignored"
