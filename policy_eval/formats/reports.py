"""The formats of what `check` finds: a report → text, one small module for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from .github import to_github
from .junit import to_junit
from .report import to_json
from .sarif import to_sarif
from .summary import to_markdown
from .text import to_text

if TYPE_CHECKING:
    from ..gate import Finding, Report
    from ..programme import Programme
    from ..views.style import Style

Place = tuple[str, int, int]
"""Path, line and column."""


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


REPORTS: Final[Mapping[str, Callable[[Reporting], str]]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
    "junit": to_junit,
    "markdown": to_markdown,
    "sarif": to_sarif,
}
"""The report in each format, by its name. All but `text` are to be written as UTF-8."""
