"""One figure of a series: a value, a ratio or a range, or the reason why there is none."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from .fields import Figure, Month, as_value
from .status import Status
from .texts import STRICT, Words

Amount = float | tuple[float | None, float | None]
"""A value, or the ends of a range."""


@dataclass(config=STRICT, frozen=True, slots=True)
class Observation:
    """One figure of a series, or the reason why there is none."""

    value: Annotated[Figure | None, Field(description="The published figure")] = None
    status: Annotated[Status | None, Field(description="What stands behind the value, or in its place")] = None
    note: Annotated[Words | None, Field(description="Why the value is not a normal one")] = None
    numerator: Annotated[Figure | None, Field(description="The part")] = None
    denominator: Annotated[Figure | None, Field(description="The whole; beside a count, out of how many")] = None
    low: Annotated[Figure | None, Field(description="The least it may be; beside a value, of its margin")] = None
    high: Annotated[Figure | None, Field(description="The most it may be; beside a value, of its margin")] = None
    expected: Annotated[Month | None, Field(description="When a pending value is due")] = None

    @property
    def is_bare(self) -> bool:
        """Whether there is a value and nothing that is said of it but a note."""
        has_value = self.value is not None and self.numerator is None and self.denominator is None
        has_range = self.low is not None or self.high is not None
        return has_value and not has_range and self.status is None and self.expected is None

    @property
    def is_observed(self) -> bool:
        """Whether somebody has seen the figure: a forecast is no observation."""
        return self.status is None or self.status.is_observed

    @property
    def is_range(self) -> bool:
        """Whether only the ends are known between which the figure lies, or one of them."""
        has_ends = self.low is not None or self.high is not None
        return has_ends and self.value is None and self.numerator is None

    @property
    def is_of_base(self) -> bool:
        """Whether it is a count out of a base: 11 of 13."""
        return self.denominator is not None and self.numerator is None

    @property
    def has_figure(self) -> bool:
        """Whether there is a value, or what one is computed from, or a range."""
        return any(part is not None for part in (self.value, self.numerator, self.low, self.high))


Figures = Annotated[Observation, BeforeValidator(as_value)]
