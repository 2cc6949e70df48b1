"""What a report on findings is written from, in whatever format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..judging.gate import Report
from ..judging.rules import Finding
from ..model.programme import Programme
from ..reading.source_lines import Place, locate_keys
from ..wording.style import Style


def places_of(report: Report, programme: Programme) -> list[Place]:
    """Where each finding stands; of what is there no more, the file that it stood in, or the first one."""
    found = locate_keys(programme, [(one.indicator.id, (*one.indicator.place, *one.keys)) for one in report.findings])
    return [
        place if finding.indicator.id in programme.origins else (_last_home(finding, programme), 1, 1)
        for finding, place in zip(report.findings, found, strict=True)
    ]


def _last_home(finding: Finding, programme: Programme) -> str:
    name = finding.sub_field.sub_field
    around = (programme.origins[one.id].path for sub_field, one in programme if sub_field.sub_field == name)
    return next(around, next(iter(programme.origins.values())).path)


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
