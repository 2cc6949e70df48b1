"""What `check` found, for a terminal, an editor or the log of a CI job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..judging.finding_kinds import Severity
from ..terminal_text import visible
from .sentences import improvements, sentence, summary

if TYPE_CHECKING:
    from .reporting import Reporting


_COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "33"}


def write(reporting: Reporting) -> str:
    """A line per finding, `file:line:column: error: missed: …`, one per improvement, and a last line that counts."""
    style = reporting.style
    lines = [
        f"{visible(f'{path}:{line}:{column}')}: {_severity(finding.severity, reporting)}: "
        f"{visible(f'{finding.kind}: {sentence(finding, style)}')}"
        for finding, (path, line, column) in reporting.found
    ]
    lines += [visible(f"{style.word('improved')}: {line}") for line in improvements(reporting.report, style)]
    return "\n".join([*lines, summary(reporting.report, style)]) + "\n"


def _severity(severity: Severity, reporting: Reporting) -> str:
    """The word, which a colour only repeats."""
    word = reporting.style.word(severity)
    return f"\x1b[{_COLOURS.get(severity, '2')}m{word}\x1b[0m" if reporting.coloured else word
