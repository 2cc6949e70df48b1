"""What `check` found, as JUnit XML: a test case for each target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..judging.finding_kinds import Severity
from ..terminal_text import visible
from .paths import from_root
from .sentences import sentence

if TYPE_CHECKING:
    from ..judging.assess import Assessment
    from ..judging.rules import Finding
    from ..model.periods import Period
    from ..model.sub_field import SubField
    from ..reading.source_lines import Place
    from ..wording.style import Style
    from .reporting import Reporting


def write(reporting: Reporting, *, with_files: bool = False) -> str:
    """A suite for each sub-field, a case for each target and for each finding that is on none.

    What shuts the gate is a failure, an accepted miss is skipped with its reason; any
    other finding is the output of a case that passes. `with_files` says at each case which
    file of the repository it is about.
    """
    style, programme = reporting.style, reporting.programme
    homes = {indicator.name: sub_field.sub_field for sub_field, indicator in programme.every_series()}
    on_target = {_key(finding.assessment): (finding, place) for finding, place in reporting.found if finding.assessment}
    cases: dict[str, list[ET.Element]] = defaultdict(list)
    for assessment in reporting.report.assessments:
        if assessment.target:
            home = homes[assessment.indicator.name]
            case = _case(home, _name(assessment, style), on_target.get(_key(assessment)), reporting)
            cases[home].append(case)
    for finding, place in reporting.found:
        if finding.assessment is None:
            home = finding.sub_field.sub_field
            cases[home].append(_case(home, _name_alone(finding, style), (finding, place), reporting))
    root = ET.Element("testsuites", name="poleval")
    for sub_field in _sub_fields(reporting):
        own = cases.get(sub_field.sub_field, [])
        if own:
            suite = ET.SubElement(root, "testsuite", name=f"{sub_field.sub_field} {style.text(sub_field.title)}")
            suite.extend(own)
            origin = programme.origins.get(sub_field.indicators[0].id)
            path = origin.path if origin else programme.root
            path = from_root(path)[1] if with_files else path
            suite.attrib |= _counts(suite) | {"skipped": str(len(suite.findall("*/skipped"))), "file": visible(path)}
            for case in own if with_files else ():
                case.set("file", visible(path))
    root.attrib |= _counts(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _sub_fields(reporting: Reporting) -> Iterable[SubField]:
    """Those of the programme, and behind them those that are there no more but had something to be found."""
    named = {sub_field.sub_field: sub_field for sub_field in reporting.programme.sub_fields}
    for finding in reporting.report.findings:
        named.setdefault(finding.sub_field.sub_field, finding.sub_field)
    return named.values()


def _counts(element: ET.Element) -> dict[str, str]:
    tests, failures = (len(list(element.iter(name))) for name in ("testcase", "failure"))
    return {"tests": str(tests), "failures": str(failures), "errors": "0", "time": "0"}


def _case(home: str, name: str, found: tuple[Finding, Place] | None, reporting: Reporting) -> ET.Element:
    """A test case; readers of JUnit show the text of an element, or else its message."""
    case = ET.Element("testcase", classname=f"poleval.{home}", name=name, time="0")
    if found is None:
        return case
    finding, place = found
    style = reporting.style
    said = sentence(finding, style)
    if finding.severity is Severity.WAIVED:
        reason = style.text(finding.waiver.reason) if finding.waiver else style.word("accepted-for-run")
        output = ET.SubElement(case, "skipped", type=finding.kind, message=reason)
    elif reporting.report.is_failure(finding):
        output = ET.SubElement(case, "failure", type=finding.kind, message=said)
    else:
        output = ET.SubElement(case, "system-out")
        said = f"{finding.severity}: {finding.kind}: {said}"
    path, line, column = place
    output.text = f"{said}\n{style.text(finding.indicator.title)}\n{visible(path)}:{line}:{column}"
    return case


def _key(assessment: Assessment) -> tuple[str, int, Period | None]:
    return assessment.indicator.name, assessment.number, assessment.period


def _name(assessment: Assessment, style: Style) -> str:
    """`un-staff: at least 1,000 persons by 2025-12 (2022-12)`; of two cases of one name, GitLab would show one."""
    indicator, target, period = assessment.indicator, assessment.target, assessment.period
    number = f" {style.word('target')} {assessment.number}" if len(indicator.targets) > 1 else ""
    demand = style.demand(target, indicator) if target else ""
    return f"{indicator.name}{number}: {demand}" + (f" ({style.period(period, indicator.basis)})" if period else "")


def _name_alone(finding: Finding, style: Style) -> str:
    number = finding.waiver.target if finding.waiver else None
    parts = [f"{finding.indicator.name}: {finding.kind}"]
    parts += [style.period(finding.period, finding.indicator.basis)] if finding.period else []
    parts += [f"{style.word('target')} {number}"] if number else []
    parts += [style.demand(finding.target, finding.indicator)] if finding.target else []
    return ", ".join(parts)
