"""What a file holds: a sub-field with its indicators, or the programme as a whole."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Final, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from .breakdowns import Dimensions
from .fields import Month, Name, Span, Year
from .goals import Goal
from .indicator import FiscalYear, FreshnessOr, Indicator
from .ratings import Ratings
from .texts import STRICT, NameList, Reference, Source, Terms, Words, changed

PROGRAMME_WIDE: Final = "programme"
"""The sub-field that the indicators of `programme.yaml` are shown under."""


@dataclass(config=STRICT, frozen=True, slots=True)
class SubField:
    """One file: a sub-field (個別分野) and its indicators."""

    sub_field: Annotated[Name, Field(description="Number or short name of the sub-field")]
    title: Annotated[Words, Field(description="Official title")]
    indicators: Annotated[tuple[Indicator, ...], Field(description="The indicators of this sub-field")]
    dimensions: Annotated[Dimensions, Field(description="What its indicators are broken down by")] = field(
        default_factory=dict
    )
    divisions: Annotated[NameList | None, Field(description="The divisions in charge")] = None
    goals: Annotated[tuple[Goal, ...], Field(description="What is to be reached, and what became of it")] = ()
    source: Annotated[
        Reference | None, Field(description="Where the figures come from, where an indicator names no source")
    ] = None
    freshness: FreshnessOr = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None

    def part_of(self, about: About | None) -> Self:
        """The same, with its indicators named, counted and rated as the programme does it."""
        known = self._of_dimensions(about.dimensions if about else {})
        if about is None or not (about.fiscal_year or about.ratings):
            return known
        year = about.fiscal_year or FiscalYear()
        return changed(known, indicators=tuple(one.within(year, about.ratings) for one in known.indicators))

    def _of_dimensions(self, around: Dimensions) -> Self:
        known = {**around, **self.dimensions}
        if not known:
            return self
        return changed(
            self, indicators=tuple(one.of_dimensions(known) if one.parts else one for one in self.indicators)
        )

    def source_of(self, indicator: Indicator) -> Source | None:
        """Where the figures of one of its indicators come from."""
        return indicator.source or self.source


@dataclass(config=STRICT, frozen=True, slots=True)
class About:
    """`programme.yaml`: the evaluation as a whole, and the indicators that belong to all of it."""

    title: Annotated[Words, Field(description="Title of the programme under evaluation")]
    ministry: Annotated[Words | None, Field(description="Who evaluates")] = None
    published: Annotated[Month | None, Field(description="When the evaluation was published")] = None
    period: Annotated[Span | None, Field(description="The years evaluated")] = None
    next_evaluation: Annotated[Year | None, Field(description="The year of the next evaluation")] = None
    source: Annotated[Reference | None, Field(description="The document")] = None
    fiscal_year: Annotated[FiscalYear | None, Field(description="The fiscal year; without it, from April on")] = None
    ratings: Annotated[Ratings | None, Field(description="Own words for degrees of achievement")] = None
    freshness: FreshnessOr = None
    licence: Annotated[Terms | None, Field(description="On what terms others may use the data")] = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None
    goals: Annotated[tuple[Goal, ...], Field(description="What the programme as a whole is to reach")] = ()
    dimensions: Annotated[Dimensions, Field(description="What indicators are broken down by")] = field(
        default_factory=dict
    )
    indicators: Annotated[tuple[Indicator, ...], Field(description="Indicators of the programme as a whole")] = ()

    @property
    def whole(self) -> SubField:
        """What belongs to the programme as a whole, as a sub-field of its own."""
        return SubField(
            PROGRAMME_WIDE, self.title, self.indicators, goals=self.goals, source=self.source, note=self.note
        )
