"""Programme, sub-fields, indicators, targets, observations: typed, frozen, no I/O.

The classes are both what a file must look like and what the program works with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Annotated, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..errors import listed
from .breakdowns import Breakdown, Dimensions, label_of, name_of
from .codes import Aggregate, Direction, MetricKind, NamedBy, ResultType
from .comparable import previous
from .decimals import is_percent_sign, ratio
from .fields import (
    Expects,
    Figure,
    Id,
    MonthNumber,
    Months,
    Name,
    Span,
    Word,
)
from .observation import Amount, Figures, Observation
from .origin import Keys
from .periods import Basis, Calendar, Period, in_time
from .ratings import Ratings
from .status import Status
from .target import Baseline, Target, Waiver
from .texts import STRICT, Reference, Text, Words, changed


@dataclass(config=STRICT, frozen=True, slots=True)
class Freshness:
    """How soon figures come."""

    due_after: Annotated[Months, Field(description="Months from the end of a period to its figure")]


@dataclass(config=STRICT, frozen=True, slots=True)
class FiscalYear:
    """When a fiscal year begins, and after which of its two calendar years it is named."""

    starts: Annotated[MonthNumber, Field(description="Its first month, 1 to 12")] = 4
    named_by: Annotated[NamedBy, Field(description="The calendar year that it is named after")] = NamedBy.START

    @property
    def shift(self) -> int:
        """The months from January of the year that it is named after to its first month."""
        is_of_end = self.named_by is NamedBy.END and self.starts > 1
        return self.starts - 1 - (12 if is_of_end else 0)


Ids = Annotated[tuple[Id, ...], Expects("a list of ids")]


@dataclass(config=STRICT, frozen=True, slots=True)
class Derive:
    """How figures follow from those of other indicators of the same file."""

    ratio: Annotated[Ids | None, Field(description="[numerator, denominator]")] = None
    sum: Annotated[Ids | None, Field(description="What is added up")] = None
    difference: Annotated[Ids | None, Field(description="[from what, what is taken away]")] = None

    def __post_init__(self) -> None:
        given = [ids for ids in (self.ratio, self.sum, self.difference) if ids is not None]
        if len(given) != 1:
            raise ValueError("write exactly one of 'ratio', 'sum' and 'difference'")
        if self.sum is None and len(given[0]) != 2:
            raise ValueError(f"'{self.kind}' takes two ids")
        if self.sum is not None and len(self.sum) < 2:
            raise ValueError("'sum' takes two ids or more")

    @property
    def kind(self) -> str:
        """`ratio`, `sum` or `difference`."""
        return "ratio" if self.ratio is not None else "difference" if self.sum is None else "sum"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The ids of the indicators that it takes its figures from."""
        return self.ratio or self.sum or self.difference or ()

    @property
    def sources(self) -> str:
        """The same in a message: `'spent' and 'budget'`."""
        return listed([f"'{name}'" for name in self.inputs], "and")


FreshnessOr = Annotated[Freshness | None, Field(description="How soon figures come; else as around it")]


def _known(targets: tuple[Target, ...], baseline: Baseline | None) -> tuple[Target, ...]:
    """Targets with the figures of their bounds, where those are so many times the baseline."""
    return tuple(one if baseline is None or one.of_baseline is None else one.against(baseline.value) for one in targets)


@dataclass(config=STRICT, frozen=True, slots=True)
class Indicator:
    """A series of figures with all that is known of it."""

    id: Annotated[Id, Field(description="Unique name: small letters, digits, hyphens")]
    title: Annotated[Words, Field(description="What is measured")]
    unit: Annotated[Words, Field(description='What is counted, or "%"')]
    direction: Annotated[Direction, Field(description="Which way is better")]
    observations: Annotated[
        dict[Span, Figures], Field(description="Figures by period: 2021, 2021-Q1, 2021-04, 2021..2023")
    ]
    description: Annotated[Words | None, Field(description="What is measured, in a sentence")] = None
    kind: Annotated[MetricKind, Field(description="A listed reference metric, or a figure from the text")] = (
        MetricKind.REFERENCE
    )
    goal: Annotated[Name | None, Field(description="Id of the goal it serves")] = None
    result_type: Annotated[ResultType | None, Field(description="Its place in the chain of results")] = None
    basis: Annotated[Basis, Field(description="What a year stands for")] = Basis.FISCAL_YEAR
    limit: Annotated[Figure | None, Field(description="The natural limit of the value")] = None
    per: Annotated[Figure | None, Field(description="What ratios are multiplied by: 1000 for a rate per 1,000")] = None
    derive: Annotated[Derive | None, Field(description="How its figures follow from those of others")] = None
    aggregate: Annotated[Aggregate | None, Field(description="What the figure of a whole is of its parts")] = None
    scale: Annotated[dict[Figure, Words], Field(description="Words for figures that stand for stages")] = field(
        default_factory=dict
    )
    baseline: Annotated[Baseline | None, Field(description="Where targets count from")] = None
    targets: Annotated[tuple[Target, ...], Field(description="Bounds to meet")] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(description="Misses that are accepted")] = ()
    source: Annotated[Reference | None, Field(description="Where the figures come from")] = None
    freshness: FreshnessOr = None
    owner: Annotated[Words | None, Field(description="Who answers for it")] = None
    tags: Annotated[tuple[Word, ...], Field(description="Words to find it by")] = ()
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None
    breakdowns: Annotated[tuple[Breakdown, ...], Field(description="Figures of its parts")] = ()
    dimensions: Annotated[Dimensions, Field(description="What it is broken down by")] = field(default_factory=dict)
    fiscal_year: FiscalYear = field(default=FiscalYear(), init=False)
    ratings: Ratings | None = field(default=None, init=False)
    inputs: tuple[Indicator, ...] = field(default=(), init=False)
    parts: tuple[Indicator, ...] = field(default=(), init=False)
    part: Mapping[str, str] = field(default_factory=dict, init=False)
    place: Keys = field(default=(), init=False)

    def __post_init__(self) -> None:
        parts = tuple(self._part(index, breakdown) for index, breakdown in enumerate(self.breakdowns))
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "targets", _known(self.targets, self.baseline))

    def asked_in(self, target: Target, period: Period) -> Target | None:
        """A target with the figure that its bound comes to in a period; None where what it refers to is not known."""
        if target.of_previous is None:
            return target if target.bounds else None
        before = previous(self.observations, period)
        value = self.value(before) if before and before.is_observed else None
        return target.against(value) if value is not None else None

    def _part(self, index: int, breakdown: Breakdown) -> Self:
        """A part as an indicator of its own: with the texts of the whole, and the figures and targets of the part."""
        return changed(
            self,
            observations=breakdown.observations,
            baseline=breakdown.baseline,
            targets=_known(breakdown.targets, breakdown.baseline),
            waivers=breakdown.waivers,
            note=breakdown.note,
            breakdowns=(),
            part=breakdown.of,
            place=("breakdowns", index),
        )

    def within(self, fiscal_year: FiscalYear, ratings: Ratings | None) -> Self:
        """The same, counted by the fiscal year of its programme and with its words for degrees of achievement."""
        parts = tuple(part.within(fiscal_year, ratings) for part in self.parts)
        return changed(self, fiscal_year=fiscal_year, ratings=ratings, parts=parts)

    def of_dimensions(self, around: Dimensions) -> Self:
        """The same, with what the file around it calls the dimensions, as far as it has no words of its own."""
        own = {**around, **self.dimensions}
        return changed(self, dimensions=own, parts=tuple(changed(part, dimensions=own) for part in self.parts))

    def derived(self, observations: dict[Period, Observation], inputs: Sequence[Indicator]) -> Self:
        """The same with its figures, as they follow from those of its inputs."""
        return changed(self, observations=observations, inputs=tuple(inputs))

    def with_parts(self, parts: Sequence[Indicator]) -> Self:
        """The same with other parts, which follow from those of its inputs."""
        return changed(self, parts=tuple(parts))

    def of_part(self, part: Mapping[str, str]) -> Self:
        """A part without figures or targets, of which the file says nothing."""
        own = self._part(0, Breakdown(dict(part), {}))
        return changed(own, place=())

    @property
    def breakdown(self) -> str:
        """Which part of a whole it is: `sex=women`; nothing for a whole."""
        return label_of(self.part)

    @property
    def name(self) -> str:
        """The id, with the part in braces: `un-staff{sex=women}`."""
        return name_of(self.id, self.breakdown)

    @property
    def series(self) -> tuple[Indicator, ...]:
        """The whole, and each of its parts."""
        return (self, *self.parts)

    @property
    def calendar(self) -> Calendar:
        """What its periods are counted by."""
        return Calendar(self.fiscal_year.shift if self.basis.is_fiscal else 0, self.basis.is_end)

    @property
    def per_year(self) -> int:
        """How many periods its years have: 1, 2, 4 or 12; spans say so only where there is nothing else."""
        spans = 1
        for period in self.observations:
            if not period.is_span:
                return period.per_year
            spans = period.per_year
        return spans

    @property
    def is_percentage(self) -> bool:
        """Whether changes are in percentage points: whether the unit is a percent sign in either language."""
        return any(word is not None and is_percent_sign(word) for word in (self.unit.ja, self.unit.en))

    @property
    def is_relative(self) -> bool:
        """Whether differences say something in percent: neither between percentages nor between stages."""
        return not self.is_percentage and not self.scale

    @property
    def periods(self) -> list[Period]:
        """The periods in order of time; a span comes after its last period."""
        return sorted(self.observations, key=in_time)

    @property
    def wanted_limit(self) -> float | None:
        """The natural limit, if it lies where the policy wants to go: 100 % for an increase, not for a decrease.

        For a decrease, a limit above zero is one only if the series comes from above it.
        """
        limit = self.limit
        if limit is None or not (sign := self.direction.sign):
            return None
        if sign * limit > 0 or (limit == 0 and sign < 0):
            return limit
        values = (self.value(self.observations[period]) for period in self.periods)
        first = next((value for value in values if value is not None), limit)
        return limit if sign * (limit - first) >= 0 else None

    def is_beyond_limit(self, value: float) -> bool:
        """Whether a value lies behind the natural limit: it cannot be right."""
        limit = self.wanted_limit
        return limit is not None and self.direction.sign * (value - limit) > 0

    def status(self, observation: Observation) -> Status | None:
        """The status, `normal` for a value that has none; None for a cell that is empty without a word."""
        if observation.status is None and (observation.is_range or self.value(observation) is not None):
            return Status.NORMAL
        return observation.status

    def counts_like(self, other: Indicator) -> bool:
        """Whether figures of both are of one unit, though one language may word it anew, and of years of one kind."""
        units = ((self.unit.ja, other.unit.ja), (self.unit.en, other.unit.en))
        is_alike = (self.calendar, self.per_year) == (other.calendar, other.per_year)
        return is_alike and any(now == then and now is not None for now, then in units)

    def value(self, observation: Observation) -> float | None:
        """The published value, else numerator by denominator, times `times`; None for a range."""
        if observation.value is not None:
            return observation.value
        return ratio(observation.numerator, observation.denominator, times=self.times)

    def amount(self, observation: Observation) -> Amount | None:
        """The value, or the ends of a range; None for neither."""
        return (observation.low, observation.high) if observation.is_range else self.value(observation)

    @property
    def times(self) -> float:
        """What ratios are multiplied by: 100 for percentages, else 1 unless the file says `per` what."""
        return self.per if self.per is not None else 100 if self.is_percentage else 1

    def step(self, value: float | None) -> Text | None:
        """The word of the scale for a figure; None where there is none."""
        return self.scale.get(value) if value is not None else None
