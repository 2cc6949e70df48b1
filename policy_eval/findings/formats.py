"""The formats that findings are written in. A name here and a module of that name make a format.

The options of the command and the tests of hostile text and of equal bytes go through
this list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..judging.gate import Finding, Report
    from ..model.programme import Programme
    from ..reading.source_lines import Place
    from ..wording.style import Style

FORMATS: Final = ("text", "json", "github", "junit", "markdown", "sarif")
"""All but `text` are to be written as UTF-8."""


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


def written(reporting: Reporting, name: str) -> str:
    """The report in the format of that name. Only the format that is wanted is loaded."""
    text: str = import_module(f".{name}", __package__).write(reporting)
    return text
