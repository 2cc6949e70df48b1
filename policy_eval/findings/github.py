"""What `check` found, as annotations of a GitHub Actions job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..judging.finding_kinds import Severity
from ..terminal_text import visible
from .paths import from_root
from .sentences import improvements, sentence, summary

if TYPE_CHECKING:
    from ..reading.source_lines import Place
    from .reporting import Reporting

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}
# The escapes of GitHub's own toolkit.
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(reporting: Reporting) -> str:
    """A workflow command per finding, `::error file=…,line=…,col=…,title=…::…`, and a last line that counts.

    The paths are from the root of the repository. The errors come first: GitHub shows ten
    annotations of a kind and step.
    """
    style = reporting.style
    lines = []
    for finding, place in reporting.found:
        title = f"{finding.kind}: {finding.indicator.title.words(style.lang)}"
        lines.append(annotation(_COMMANDS.get(finding.severity, "notice"), place, title, sentence(finding, style)))
    improved = improvements(reporting.report, style)
    lines += [annotation("notice", None, style.word("improved"), words) for words in improved]
    return "\n".join([*lines, summary(reporting.report, style)]) + "\n"


def annotation(command: str, place: Place | None, title: str, words: str) -> str:
    """One workflow command: an `error`, a `warning` or a `notice`, at a place of a file if there is one."""
    properties = {"title": title}
    if place is not None:
        path, line, column = place
        properties = {"file": from_root(path)[1], "line": str(line), "col": str(column), "title": title}
    listed = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{command} {listed}::{_escaped(words, _DATA)}"


def _escaped(text: str, escapes: dict[int, str]) -> str:
    return visible(text).translate(escapes)
