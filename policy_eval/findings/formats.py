"""The formats of what `check` finds: a report → text, one small module for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from .text import to_text

if TYPE_CHECKING:
    from ..judging.gate import Finding, Report
    from ..model.programme import Programme
    from ..reading.source_lines import Place
    from ..wording.style import Style


@dataclass(frozen=True, slots=True)
class Reporting:
    """All that a report is written from.

    `places` are those of the findings, in their order; `version` is that of poleval.
    """

    report: Report
    places: Sequence[Place]
    style: Style
    today: date
    programme: Programme
    version: str

    @property
    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each finding with its place, the gravest first."""
        return zip(self.report.findings, self.places, strict=True)


# Only the format that is wanted is loaded.
def _json(reporting: Reporting) -> str:
    from .json import to_json

    return to_json(reporting)


def _github(reporting: Reporting) -> str:
    from .github import to_github

    return to_github(reporting)


def _junit(reporting: Reporting) -> str:
    from .junit import to_junit

    return to_junit(reporting)


def _markdown(reporting: Reporting) -> str:
    from .markdown import to_markdown

    return to_markdown(reporting)


def _sarif(reporting: Reporting) -> str:
    from .sarif import to_sarif

    return to_sarif(reporting)


REPORTS: Final[Mapping[str, Callable[[Reporting], str]]] = {
    "text": to_text,
    "json": _json,
    "github": _github,
    "junit": _junit,
    "markdown": _markdown,
    "sarif": _sarif,
}
"""The report in each format, by its name. All but `text` are to be written as UTF-8."""
