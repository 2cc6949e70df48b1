"""What `check` found, as SARIF 2.1.0 for code scanning."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from ..judging.finding_kinds import Kind, Severity
from ..wording.style import Style
from .paths import from_root
from .sentences import sentence

if TYPE_CHECKING:
    from ..judging.rules import Finding
    from ..reading.source_lines import Place
    from .reporting import Reporting

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def write(reporting: Reporting) -> str:
    """A log of one run: each kind of finding as a rule, each finding as a result.

    Accepted misses are there too, as notes that are suppressed: `inSource` by a waiver of
    the file, `external` by one of the command line. Paths are from the root of the
    repository, where there is one.
    """
    driver = {"name": "poleval", "version": reporting.version, "rules": [_rule(kind) for kind in Kind]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, place, reporting.style) for finding, place in reporting.found],
    }
    roots = {root for _, (path, *_) in reporting.found if (root := from_root(path)[0])}
    if roots:
        run["originalUriBaseIds"] = {_ROOT: {"uri": f"{roots.pop().as_uri()}/"}}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.value,
        "shortDescription": {"text": kind.meaning},
        "fullDescription": {"text": f"{kind.meaning} {kind.remedy}"},
        "help": {"text": kind.remedy},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _result(finding: Finding, place: Place, style: Style) -> dict[str, Any]:
    path, line, column = place
    root, path = from_root(path)
    artifact = {"uri": _uri(path)} | ({"uriBaseId": _ROOT} if root else {})
    location = {"artifactLocation": artifact, "region": {"startLine": line, "startColumn": column}}
    return {
        "ruleId": finding.kind.value,
        "ruleIndex": list(Kind).index(finding.kind),
        "level": _LEVELS.get(finding.severity, "note"),
        "message": {"text": _without_links(sentence(finding, style))},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"poleval/v1": _fingerprint(finding)},
        "suppressions": [_suppression(finding, style)] if finding.severity is Severity.WAIVED else [],
    }


def _fingerprint(finding: Finding) -> str:
    """Indicator, target, period and kind: what stays when values change and lines move."""
    number = finding.assessment.number if finding.assessment else None
    number = number or (finding.waiver and finding.waiver.target) or 0
    period = finding.period.label(finding.indicator.basis) if finding.period else ""
    if finding.target:
        period = f"{finding.target.bound} {finding.target.bounds} {finding.target.by or ''}"
    return f"{finding.indicator.name}/{number}/{period}/{finding.kind}"


def _suppression(finding: Finding, style: Style) -> dict[str, str]:
    reason = finding.waiver.reason.words(style.lang) if finding.waiver else style.word("accepted-for-run")
    return {"kind": "inSource" if finding.waiver else "external", "status": "accepted", "justification": reason}


def _uri(path: str) -> str:
    """A path as a reference to a file, relative if it is."""
    file = Path(path)
    return file.as_uri() if file.is_absolute() else quote(os.fsencode(file.as_posix()))


def _without_links(text: str) -> str:
    r"""A message in which `[words](address)` is no link: SARIF takes it for one unless escaped with `\`."""
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text) if "](" in text else text
