"""Programme, sub-fields, indicators, targets, observations: typed, frozen, no I/O.

The classes are both what a file must look like and what the program works with.
"""

from __future__ import annotations

import copy
from dataclasses import field, replace
from typing import Annotated, Self

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from .codes import Direction, MetricKind, NamedBy, ResultType
from .decimals import difference, is_percent_sign, ratio
from .fields import (
    Day,
    Figure,
    Id,
    Month,
    MonthNumber,
    Months,
    Name,
    Ordinal,
    Range,
    Single,
    Span,
    Word,
    Year,
    as_value,
)
from .goals import Goal
from .periods import Basis, Calendar, Period, in_time
from .status import Status
from .texts import STRICT, NameList, Reference, Source, Terms, Words


@dataclass(config=STRICT, frozen=True, slots=True)
class Observation:
    """One figure of a series, or the reason why there is none."""

    value: Annotated[Figure | None, Field(description="The published figure")] = None
    status: Annotated[Status | None, Field(description="What stands behind the value, or in its place")] = None
    note: Annotated[Words | None, Field(description="Why the value is not a normal one")] = None
    numerator: Annotated[Figure | None, Field(description="The part")] = None
    denominator: Annotated[Figure | None, Field(description="The whole")] = None
    expected: Annotated[Month | None, Field(description="When a pending value is due")] = None

    @property
    def is_observed(self) -> bool:
        """Whether somebody has seen the figure: a forecast is no observation."""
        return self.status is None or self.status.is_observed


Figures = Annotated[Observation, BeforeValidator(as_value)]


@dataclass(config=STRICT, frozen=True, slots=True)
class Baseline:
    """Where a target counts from."""

    period: Annotated[Single, Field(description="The period of the baseline")]
    value: Annotated[Figure, Field(description="The value in that period")]


@dataclass(config=STRICT, frozen=True, slots=True)
class Target:
    """A bound to meet: by a year (a deadline), or in every period (a standing target)."""

    at_least: Annotated[Figure | None, Field(description="The value must not be lower")] = None
    at_most: Annotated[Figure | None, Field(description="The value must not be higher")] = None
    between: Annotated[Range | None, Field(description="[lowest, highest] value")] = None
    by: Annotated[Single | None, Field(description="The period in which it must be met; without it, every one")] = None
    from_: Annotated[Single | None, Field(alias="from", description="First period of a standing target")] = None
    until: Annotated[Single | None, Field(description="Last period of a standing target")] = None
    source: Annotated[Words | None, Field(description="What sets the target")] = None

    def __post_init__(self) -> None:
        if sum(bound is not None for bound in (self.at_least, self.at_most, self.between)) != 1:
            raise ValueError("a target has exactly one of 'at_least', 'at_most' and 'between'")
        if self.by is not None and (self.from_ or self.until):
            raise ValueError("'from' and 'until' limit a standing target; with 'by' the target is a deadline")
        if self.from_ and self.until and self.from_ > self.until:
            raise ValueError("'from' is later than 'until'")

    @property
    def bound(self) -> str:
        """`at_least`, `at_most` or `between`."""
        return "between" if self.between else "at_most" if self.at_least is None else "at_least"

    @property
    def lower(self) -> float | None:
        """The lowest value that meets it; None where there is no lower bound."""
        return self.between[0] if self.between else self.at_least

    @property
    def upper(self) -> float | None:
        """The highest value that meets it; None where there is no upper bound."""
        return self.between[1] if self.between else self.at_most

    @property
    def bounds(self) -> tuple[float, ...]:
        """The lower and the upper bound, as far as there are."""
        return tuple(bound for bound in (self.lower, self.upper) if bound is not None)

    @property
    def figures(self) -> tuple[float, float | None]:
        """The one bound, or the lower and the upper one of a range: what tables have in two columns."""
        first, *second = self.bounds
        return first, second[0] if second else None

    def asks_as_much(self, other: Target) -> bool:
        """Whether whatever meets this target meets the other one as well, and no later."""
        is_low_enough = other.upper is None or (self.upper is not None and self.upper <= other.upper)
        is_high_enough = other.lower is None or (self.lower is not None and self.lower >= other.lower)
        if other.by is not None:
            is_in_time = self.by <= other.by if self.by is not None else self.counts(other.by)
        else:
            starts = self.from_ is None or (other.from_ is not None and self.from_ <= other.from_)
            ends = self.until is None or (other.until is not None and self.until >= other.until)
            is_in_time = self.by is None and starts and ends
        return is_low_enough and is_high_enough and is_in_time

    def counts(self, period: Period) -> bool:
        """Whether all of a period falls under the target."""
        first, last = period.ends
        return (self.from_ or first) <= first and last <= (self.by or self.until or last)

    def distance(self, value: float) -> float:
        """How far a value lies outside what is allowed: below the lower bound or above the upper one; 0 inside."""
        below = difference(self.lower, value) if self.lower is not None else 0.0
        above = difference(value, self.upper) if self.upper is not None else 0.0
        return max(below, above, 0.0)

    def nearer_bound(self, value: float) -> float:
        """The bound that a gap is counted from: the nearer one of two, as decimal figures go."""
        if not self.between:
            return self.bounds[0]
        low, high = self.between
        return low if difference(low, value) >= difference(value, high) else high


@dataclass(config=STRICT, frozen=True, slots=True)
class Waiver:
    """A miss that is accepted: in one period, up to one value, until a day."""

    period: Annotated[Span, Field(description="The period, or span of periods, of the miss")]
    accepted: Annotated[Figure, Field(description="The value that is accepted; a worse one is not")]
    reason: Annotated[Words, Field(description="Why it is accepted")]
    until: Annotated[Day | None, Field(description="The last day on which it is accepted")] = None
    owner: Annotated[Words | None, Field(description="Who answers for it")] = None
    target: Annotated[Ordinal | None, Field(description="Which target, from 1, where there are several")] = None


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


_Freshness = Annotated[Freshness | None, Field(description="How soon figures come; else as around it")]


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
    baseline: Annotated[Baseline | None, Field(description="Where targets count from")] = None
    targets: Annotated[tuple[Target, ...], Field(description="Bounds to meet")] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(description="Misses that are accepted")] = ()
    source: Annotated[Reference | None, Field(description="Where the figures come from")] = None
    freshness: _Freshness = None
    owner: Annotated[Words | None, Field(description="Who answers for it")] = None
    tags: Annotated[tuple[Word, ...], Field(description="Words to find it by")] = ()
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None
    fiscal_year: FiscalYear = field(default=FiscalYear(), init=False)

    def in_fiscal_year(self, fiscal_year: FiscalYear) -> Self:
        """The same, counted by the fiscal year of its programme."""
        own = copy.copy(self)
        object.__setattr__(own, "fiscal_year", fiscal_year)
        return own

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
    def periods(self) -> list[Period]:
        """The periods in order of time; a span comes after its last period."""
        return sorted(self.observations, key=in_time)

    @property
    def wanted_limit(self) -> float | None:
        """The natural limit, if it lies where the policy wants to go: 100 % for an increase, not for a decrease.

        For a decrease, a limit above zero is one only if the series comes from above it.
        """
        limit, sign = self.limit, self.direction.sign
        if limit is None or not sign:
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
        if observation.status is None and self.value(observation) is not None:
            return Status.NORMAL
        return observation.status

    def value(self, observation: Observation) -> float | None:
        """The published value, else numerator by denominator (times 100 for percentages)."""
        if observation.value is not None:
            return observation.value
        return ratio(observation.numerator, observation.denominator, is_percentage=self.is_percentage)


@dataclass(config=STRICT, frozen=True, slots=True)
class SubField:
    """One file: a sub-field (個別分野) and its indicators."""

    sub_field: Annotated[Name, Field(description="Number or short name of the sub-field")]
    title: Annotated[Words, Field(description="Official title")]
    indicators: Annotated[tuple[Indicator, ...], Field(description="The indicators of this sub-field")]
    divisions: Annotated[NameList | None, Field(description="The divisions in charge")] = None
    goals: Annotated[tuple[Goal, ...], Field(description="What is to be reached, and what became of it")] = ()
    source: Annotated[
        Reference | None, Field(description="Where the figures come from, where an indicator names no source")
    ] = None
    freshness: _Freshness = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None

    def in_fiscal_year(self, fiscal_year: FiscalYear) -> Self:
        """The same, with the years of its indicators as the programme counts them."""
        return replace(self, indicators=tuple(one.in_fiscal_year(fiscal_year) for one in self.indicators))

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
    freshness: _Freshness = None
    licence: Annotated[Terms | None, Field(description="On what terms others may use the data")] = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None
    goals: Annotated[tuple[Goal, ...], Field(description="What the programme as a whole is to reach")] = ()
    indicators: Annotated[tuple[Indicator, ...], Field(description="Indicators of the programme as a whole")] = ()
