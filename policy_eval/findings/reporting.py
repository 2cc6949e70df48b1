"""What a report on findings is written from, in whatever format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..judging.gate import Report
from ..judging.rules import Finding
from ..model.programme import Programme
from ..reading.source_lines import Place
from ..wording.style import Style


@dataclass(frozen=True, slots=True)
class Reporting:
    """All that a report is written from.

    `places` are those of the findings, in their order; `version` is that of poleval;
    `coloured` is for a terminal.
    """

    report: Report
    places: Sequence[Place]
    style: Style
    today: date
    programme: Programme
    version: str
    coloured: bool = False

    def first(self, number: int) -> Reporting:
        """The same with only so many findings."""
        report = replace(self.report, findings=self.report.findings[:number], improved=())
        return replace(self, report=report, places=self.places[:number])

    @property
    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each finding with its place, the gravest first."""
        return zip(self.report.findings, self.places, strict=True)
