"""What a report on findings is written from, in whatever format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..judging.gate import Report
from ..judging.rules import Finding
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
