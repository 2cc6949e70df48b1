"""What `check` found, as Markdown for the summary page of a CI job."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..judging.finding_kinds import Severity
from ..wording.figures import signed
from ..wording.markdown import escaped, table
from ..wording.statements import amount_text
from ..wording.style import Style
from .sentences import figure_found, improvements, summary

if TYPE_CHECKING:
    from ..judging.gate import Report
    from ..judging.rules import Finding
    from ..reading.source_lines import Place
    from .reporting import Reporting

_JUDGED: Final = ("indicator", "title", "period", "value", "target", "gap")
_WAIVED: Final = ("accepted", "until", "owner", "reason")


def write_within(reporting: Reporting, size: int) -> str:
    """The same in at most so many bytes, if that is at all possible: as many findings as there is room for."""
    number = len(reporting.report.findings)
    kept = bisect_right(range(number + 1), size, key=lambda kept: len(_first(reporting, kept).encode())) - 1
    return _first(reporting, max(kept, 0))


def _first(reporting: Reporting, kept: int) -> str:
    return write(reporting.first(kept), reporting.report)


def write(reporting: Reporting, whole: Report | None = None) -> str:
    """A heading with the verdict, a table of findings, one of the waivers among them, improvements, a count.

    Verdict and count are those of the `whole` report, where this is only a part of it.
    """
    whole = whole or reporting.report
    style, report = reporting.style, reporting.report
    verdict = "failed" if whole.has_failed else "passed"
    parts = [f"## poleval check: {style.word(verdict)}"]
    found = list(reporting.found)
    rest = [
        (style.word(finding.severity), *_subject(finding, style), _place(place))
        for finding, place in found
        if finding.severity is not Severity.WAIVED
    ]
    parts += _table(("severity", "kind", *_JUDGED, "place"), rest, style)
    waived = [
        (*_subject(finding, style), *_terms(finding, style), _place(place))
        for finding, place in found
        if finding.waiver or finding.severity is Severity.WAIVED
    ]
    if waived:
        parts.append(f"### {style.word('waivers')}")
    parts += _table(("kind", *_JUDGED, *_WAIVED, "place"), waived, style)
    better = [f"- {style.word('improved')}: {escaped(words)}" for words in improvements(report, style)]
    parts += ["\n".join(better)] if better else []
    left_out = len(whole.findings) - len(report.findings) + len(whole.improved) - len(report.improved)
    parts += [style.word("left-out").format(left_out)] if left_out else []
    return "\n\n".join([*parts, summary(whole, style)]) + "\n"


def _table(names: tuple[str, ...], rows: list[tuple[str, ...]], style: Style) -> Iterator[str]:
    if rows:
        right = [name in ("value", "gap", "accepted") for name in names]
        yield "\n".join(table([style.word(name) for name in names], right, rows))


def _subject(finding: Finding, style: Style) -> Iterator[str]:
    """The kind and what was judged: title, period, value, target and gap of an indicator."""
    indicator, assessment = finding.indicator, finding.assessment
    yield style.word(finding.severity) if finding.severity is Severity.WAIVED else finding.kind.value
    yield indicator.name
    yield style.text(indicator.title)
    yield style.period(finding.period, indicator.basis) if finding.period else ""
    if assessment is None or assessment.target is None:
        yield figure_found(finding, style)
        yield style.demand(finding.target, indicator) if finding.target else ""
        yield ""
        return
    yield amount_text(indicator, assessment.period, style)
    yield style.demand(assessment.target, indicator)
    yield style.points(signed(assessment.gap), indicator)


def _terms(finding: Finding, style: Style) -> Iterator[str]:
    """What a waiver says: the accepted value, the last day, the owner and the reason."""
    waiver = finding.waiver
    if waiver is None:
        yield from ("", "", "", style.word("accepted-for-run"))
        return
    yield style.amount(finding.indicator, waiver.accepted)
    yield waiver.until.isoformat() if waiver.until else ""
    yield style.text(waiver.owner)
    yield style.text(waiver.reason)


def _place(place: Place) -> str:
    path, line, _ = place
    return f"{path}:{line}"
