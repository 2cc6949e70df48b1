"""What `check` found, for a terminal, an editor or the log of a CI job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..terminal_text import visible
from .sentences import improvements, sentence, summary

if TYPE_CHECKING:
    from .reporting import Reporting


def write(reporting: Reporting) -> str:
    """A line per finding, `file:line:column: error: missed: …`, one per improvement, and a last line that counts."""
    style = reporting.style
    lines = [
        visible(f"{path}:{line}:{column}: {finding.severity}: {finding.kind}: {sentence(finding, style)}")
        for finding, (path, line, column) in reporting.found
    ]
    lines += [visible(f"{style.word('improved')}: {line}") for line in improvements(reporting.report, style)]
    return "\n".join([*lines, summary(reporting.report, style)]) + "\n"
