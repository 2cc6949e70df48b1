"""What figures are held against: baselines, targets, and the misses that are accepted."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from .decimals import computed, difference
from .fields import Day, Figure, Ordinal, Range, Single, Span, as_bound
from .periods import Period
from .texts import STRICT, Words, changed


@dataclass(config=STRICT, frozen=True, slots=True)
class Baseline:
    """Where a target counts from."""

    period: Annotated[Single, Field(description="The period of the baseline")]
    value: Annotated[Figure, Field(description="The value in that period")]


@dataclass(config=STRICT, frozen=True, slots=True)
class Bound:
    """A figure, or so many times the one of the year before, or of the baseline."""

    value: Annotated[Figure | None, Field(description="The figure")] = None
    of_previous: Annotated[Figure | None, Field(description="Times the figure of a year before")] = None
    of_baseline: Annotated[Figure | None, Field(description="Times the figure of the baseline")] = None

    def __post_init__(self) -> None:
        if sum(part is not None for part in (self.value, self.of_previous, self.of_baseline)) != 1:
            raise ValueError("a bound is a number, or has exactly one of 'of_previous' and 'of_baseline'")


Figures = Annotated[Bound | None, BeforeValidator(as_bound)]


@dataclass(config=STRICT, frozen=True, slots=True)
class Target:
    """A bound to meet: by a year (a deadline), or in every period (a standing target)."""

    at_least: Annotated[Figures, Field(description="The value must not be lower")] = None
    at_most: Annotated[Figures, Field(description="The value must not be higher")] = None
    between: Annotated[Range | None, Field(description="[lowest, highest] value")] = None
    by: Annotated[Single | None, Field(description="The period in which it must be met; without it, every one")] = None
    path: Annotated[dict[Single, Figure], Field(description="What it should be on the way, by period")] = Field(
        default_factory=dict
    )
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
        if self.path and (self.by is None or self.between):
            raise ValueError("'path' leads to a deadline: it needs 'by', and a bound of one figure")
        alike = [period for period in self.path if self.by and period.per_year == self.by.per_year]
        if self.by is not None and any(period > self.by for period in alike):
            raise ValueError("'path' goes past 'by'")
        if self.of_previous is not None and self.by is not None:
            raise ValueError("'of_previous' is asked of every year; leave 'by' out")

    @property
    def one_bound(self) -> Bound | None:
        """The bound of a target that has only one."""
        return self.at_most if self.at_least is None else self.at_least

    @property
    def of_previous(self) -> float | None:
        """How many times the figure of the year before is asked for; None where a figure is."""
        return self.one_bound.of_previous if self.one_bound else None

    @property
    def of_baseline(self) -> float | None:
        """How many times the figure of the baseline is asked for; None where a figure is."""
        return self.one_bound.of_baseline if self.one_bound else None

    def against(self, reference: float) -> Self:
        """The same target with the figure that its bound comes to, of the figure it refers to."""
        bound, factor = self.one_bound, self.of_previous if self.of_baseline is None else self.of_baseline
        if bound is None or factor is None:
            return self
        named = "at_most" if self.at_least is None else "at_least"
        return changed(self, **{named: changed(bound, value=computed(factor * reference))})

    @property
    def bound(self) -> str:
        """`at_least`, `at_most` or `between`."""
        return "between" if self.between else "at_most" if self.at_least is None else "at_least"

    @property
    def lower(self) -> float | None:
        """The lowest value that meets it; None where there is no lower bound, or none yet."""
        return self.between[0] if self.between else self.at_least.value if self.at_least else None

    @property
    def upper(self) -> float | None:
        """The highest value that meets it; None where there is no upper bound, or none yet."""
        return self.between[1] if self.between else self.at_most.value if self.at_most else None

    @property
    def bounds(self) -> tuple[float, ...]:
        """The lower and the upper bound, as far as there are."""
        return tuple(bound for bound in (self.lower, self.upper) if bound is not None)

    @property
    def figures(self) -> tuple[float | None, float | None]:
        """The one bound, or the lower and the upper one of a range: what tables have in two columns."""
        first, second, *_ = (*self.bounds, None, None)
        return first, second

    def asks_as_much(self, other: Target) -> bool:
        """Whether whatever meets this target meets the other one as well, and no later."""
        if (self.of_previous, self.of_baseline) != (other.of_previous, other.of_baseline):
            return False
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
