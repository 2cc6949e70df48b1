"""Programme, sub-fields, indicators, targets, observations: typed, frozen, no I/O.

The classes are both what a file must look like and what the program works with.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from ..hints import on_colon
from .decimals import is_percent_sign, ratio
from .fields import (
    Day,
    Figure,
    Id,
    LicenceName,
    Month,
    Name,
    Ordinal,
    Range,
    Span,
    Word,
    Year,
    as_value,
    found,
    short,
)
from .periods import Basis, Period, in_time

Lang = Literal["ja", "en"]


class Status(StrEnum):
    """What stands behind a value, or in place of one. `code` is SDMX's CL_OBS_STATUS."""

    code: str

    def __new__(cls, word: str, code: str) -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.code = code
        return member

    NORMAL = "normal", "A"
    ESTIMATED = "estimated", "E"
    PROVISIONAL = "provisional", "P"
    FORECAST = "forecast", "F"
    BREAK = "break", "B"
    DEFINITION_DIFFERS = "definition-differs", "D"
    SPECIAL_EVENT = "special-event", "S"
    PENDING = "pending", "O"
    NOT_APPLICABLE = "not-applicable", "M"
    SUPPRESSED = "suppressed", "Q"


NO_VALUE: Final = frozenset({Status.PENDING, Status.NOT_APPLICABLE, Status.SUPPRESSED})
"""The statuses that say why there is no value."""


class Direction(StrEnum):
    """Which way the policy wants a figure to go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"

    @property
    def sign(self) -> int:
        """+1, -1, or 0 where neither way is better."""
        return {"increase": 1, "decrease": -1, "none": 0}[self.value]


class ResultType(StrEnum):
    """The place of an indicator in the chain of results."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Kind(StrEnum):
    """Whether the evaluation lists the metric (参考指標) or mentions its figures in the text."""

    REFERENCE = "reference"
    SUPPLEMENTARY = "supplementary"


def _text(value: object) -> object:
    if isinstance(value, str):
        return {"ja": value, "en": value}
    if isinstance(value, Text) or (isinstance(value, dict) and any(word is not None for word in value.values())):
        return value
    more = f" without words{''.join(map(on_colon, value))}" if isinstance(value, dict) else ""
    more = "; put it in quotes" if isinstance(value, (int, float)) else more
    words = {"found": found(value) + more}
    raise PydanticCustomError("text", "expected text, or ja and en with a text each, found {found}", words)


_STRICT: Final = ConfigDict(extra="forbid")


@dataclass(config=_STRICT, frozen=True, slots=True)
class Text:
    """Words in Japanese, English or both; each language falls back to the other."""

    ja: Annotated[Word | None, Field(description="The words in Japanese")] = None
    en: Annotated[Word | None, Field(description="The words in English")] = None

    def words(self, lang: Lang) -> str:
        """The words in `lang`, else in the other language."""
        return (self.ja or self.en if lang == "ja" else self.en or self.ja) or ""


Words = Annotated[Text, BeforeValidator(_text)]


@dataclass(config=_STRICT, frozen=True, slots=True)
class Names:
    """A list of names in Japanese, English or both."""

    ja: Annotated[tuple[Word, ...], Field(description="The names in Japanese")] = ()
    en: Annotated[tuple[Word, ...], Field(description="The names in English")] = ()

    def words(self, lang: Lang) -> tuple[str, ...]:
        """The names in `lang`, else in the other language."""
        return (self.ja or self.en) if lang == "ja" else (self.en or self.ja)


NameList = Annotated[Names, BeforeValidator(short(list, "ja", "en"))]


@dataclass(config=_STRICT, frozen=True, slots=True)
class Goal:
    """A mid-term goal (中期目標) of a sub-field."""

    id: Annotated[Name, Field(description="Number or short name of the goal")]
    ja: Annotated[Word | None, Field(description="The goal in Japanese")] = None
    en: Annotated[Word | None, Field(description="The goal in English")] = None

    @property
    def text(self) -> Text:
        return Text(self.ja, self.en)


@dataclass(config=_STRICT, frozen=True, slots=True)
class Source:
    """Where figures come from."""

    ref: Annotated[Words | None, Field(description="Table or passage of the evaluation")] = None
    publisher: Annotated[Words | None, Field(description="Who publishes the figures")] = None
    url: Annotated[Word | None, Field(description="Address of the document")] = None


Reference = Annotated[Source, BeforeValidator(short(str, "ref"))]


@dataclass(config=_STRICT, frozen=True, slots=True)
class Licence:
    """On what terms others may use the data."""

    name: Annotated[LicenceName, Field(description="Short name of the licence, such as CC-BY-4.0")]
    title: Annotated[Words | None, Field(description="Full name of the licence")] = None
    url: Annotated[Word | None, Field(description="Address of its text")] = None


Terms = Annotated[Licence, BeforeValidator(short(str, "name"))]


@dataclass(config=_STRICT, frozen=True, slots=True)
class Observation:
    """One figure of a series, or the reason why there is none."""

    value: Annotated[Figure | None, Field(description="The published figure")] = None
    status: Annotated[Status | None, Field(description="What stands behind the value, or in its place")] = None
    note: Annotated[Words | None, Field(description="Why the value is not a normal one")] = None
    numerator: Annotated[Figure | None, Field(description="The part")] = None
    denominator: Annotated[Figure | None, Field(description="The whole")] = None
    expected: Annotated[Month | None, Field(description="When a pending value is due")] = None


Given = Annotated[Observation, BeforeValidator(as_value)]


@dataclass(config=_STRICT, frozen=True, slots=True)
class Baseline:
    """Where a target counts from."""

    period: Annotated[Year, Field(description="The year of the baseline")]
    value: Annotated[Figure, Field(description="The value in that year")]


@dataclass(config=_STRICT, frozen=True, slots=True)
class Target:
    """A bound to meet: by a year (a deadline), or in every period (a standing target)."""

    at_least: Annotated[Figure | None, Field(description="The value must not be lower")] = None
    at_most: Annotated[Figure | None, Field(description="The value must not be higher")] = None
    between: Annotated[Range | None, Field(description="[lowest, highest] value")] = None
    by: Annotated[Year | None, Field(description="The year in which it must be met; without it, every period")] = None
    from_: Annotated[Year | None, Field(alias="from", description="First year of a standing target")] = None
    until: Annotated[Year | None, Field(description="Last year of a standing target")] = None
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
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest value that meet it; infinite where there is no limit."""
        if self.between:
            return self.between
        low, high = self.at_least, self.at_most
        return (-math.inf if low is None else low, math.inf if high is None else high)


@dataclass(config=_STRICT, frozen=True, slots=True)
class Waiver:
    """A miss that is accepted: in one period, up to one value, until a day."""

    period: Annotated[Span, Field(description="The year, or span of years, of the miss")]
    accepted: Annotated[Figure, Field(description="The value that is accepted; a worse one is not")]
    reason: Annotated[Words, Field(description="Why it is accepted")]
    until: Annotated[Day | None, Field(description="The last day on which it is accepted")] = None
    owner: Annotated[Words | None, Field(description="Who answers for it")] = None
    target: Annotated[Ordinal | None, Field(description="Which target, from 1, where there are several")] = None


@dataclass(config=_STRICT, frozen=True, slots=True)
class Indicator:
    """A series of figures with all that is known of it."""

    id: Annotated[Id, Field(description="Unique name: small letters, digits, hyphens")]
    title: Annotated[Words, Field(description="What is measured")]
    unit: Annotated[Words, Field(description='What is counted, or "%"')]
    direction: Annotated[Direction, Field(description="Which way is better")]
    observations: Annotated[dict[Span, Given], Field(description="Figures by year, or by span of years (2021..2023)")]
    description: Annotated[Words | None, Field(description="What is measured, in a sentence")] = None
    kind: Annotated[Kind, Field(description="A listed reference metric, or a figure from the text")] = Kind.REFERENCE
    goal: Annotated[Name | None, Field(description="Id of the goal it serves")] = None
    result_type: Annotated[ResultType | None, Field(description="Its place in the chain of results")] = None
    basis: Annotated[Basis, Field(description="What a year stands for")] = Basis.FISCAL_YEAR
    limit: Annotated[Figure | None, Field(description="The natural limit of the value")] = None
    baseline: Annotated[Baseline | None, Field(description="Where targets count from")] = None
    targets: Annotated[tuple[Target, ...], Field(description="Bounds to meet")] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(description="Misses that are accepted")] = ()
    source: Annotated[Reference | None, Field(description="Where the figures come from")] = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None

    @property
    def is_percentage(self) -> bool:
        """Whether changes are in percentage points: whether the unit is a percent sign in either language."""
        return any(word is not None and is_percent_sign(word) for word in (self.unit.ja, self.unit.en))

    @property
    def periods(self) -> list[Period]:
        """The periods in order of time; a span comes after its last year."""
        return sorted(self.observations, key=in_time)

    def value(self, observation: Observation) -> float | None:
        """The published value, else numerator by denominator (times 100 for percentages)."""
        if observation.value is not None:
            return observation.value
        return ratio(observation.numerator, observation.denominator, is_percentage=self.is_percentage)


@dataclass(config=_STRICT, frozen=True, slots=True)
class SubField:
    """One file: a sub-field (個別分野) and its indicators."""

    sub_field: Annotated[Name, Field(description="Number or short name of the sub-field")]
    title: Annotated[Words, Field(description="Official title")]
    indicators: Annotated[tuple[Indicator, ...], Field(description="The indicators of this sub-field")]
    divisions: Annotated[NameList | None, Field(description="The divisions in charge")] = None
    goals: Annotated[tuple[Goal, ...], Field(description="Mid-term goals")] = ()
    source: Annotated[
        Reference | None, Field(description="Where the figures come from, where an indicator names no source")
    ] = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None


@dataclass(config=_STRICT, frozen=True, slots=True)
class About:
    """`programme.yaml`: the evaluation as a whole, and the indicators that belong to all of it."""

    title: Annotated[Words, Field(description="Title of the programme under evaluation")]
    ministry: Annotated[Words | None, Field(description="Who evaluates")] = None
    published: Annotated[Month | None, Field(description="When the evaluation was published")] = None
    period: Annotated[Span | None, Field(description="The years evaluated")] = None
    next_evaluation: Annotated[Year | None, Field(description="The year of the next evaluation")] = None
    source: Annotated[Reference | None, Field(description="The document")] = None
    licence: Annotated[Terms | None, Field(description="On what terms others may use the data")] = None
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None
    indicators: Annotated[tuple[Indicator, ...], Field(description="Indicators of the programme as a whole")] = ()
