"""What can be evaluated and what cannot: what goals, indicators and sub-fields lack. Counts, never a score. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ..model.codes import Direction, GoalLevel, ResultType
from ..model.goals import Goal
from ..model.indicator import Indicator
from ..model.programme import Programme
from ..model.sub_field import PROGRAMME_WIDE, SubField
from .assess import series
from .freshness import to_come


class Subject(StrEnum):
    """What is looked at."""

    SUB_FIELD = "sub-field"
    GOAL = "goal"
    INDICATOR = "indicator"


class Aspect(StrEnum):
    """What is needed to evaluate it."""

    REFERENCE = "reference-metric"
    INDICATOR = "indicator"
    OUTCOME = "outcome"
    TARGET = "target"
    BASELINE = "baseline"
    GOAL = "goal"
    DIRECTION = "direction"
    DEADLINE = "deadline"
    SOURCE = "source"
    RESULT_TYPE = "result-type"
    UNIT = "unit"
    FIGURE = "fresh-figure"


ASPECTS: Final = {
    Subject.SUB_FIELD: (Aspect.REFERENCE,),
    Subject.GOAL: (Aspect.INDICATOR, Aspect.OUTCOME, Aspect.TARGET, Aspect.BASELINE),
    Subject.INDICATOR: (
        Aspect.OUTCOME,
        Aspect.GOAL,
        Aspect.DIRECTION,
        Aspect.BASELINE,
        Aspect.TARGET,
        Aspect.DEADLINE,
        Aspect.SOURCE,
        Aspect.RESULT_TYPE,
        Aspect.UNIT,
        Aspect.FIGURE,
    ),
}
"""What each subject is asked for."""
_NO_FAULT: Final = {(Subject.INDICATOR, Aspect.OUTCOME)}
"""What is counted although nothing is amiss where it is not so: an indicator may be one of an output."""


_NAMES: Final = {(Subject.GOAL, Aspect.INDICATOR): "goals", (Subject.INDICATOR, Aspect.OUTCOME): "outcomes"}


@dataclass(frozen=True, slots=True)
class Audited:
    """A sub-field, one of its goals or one of its indicators, with what it has of its aspects."""

    subject: Subject
    sub_field: SubField
    has: frozenset[Aspect]
    goal: Goal | None = None
    indicator: Indicator | None = None
    number: int = 0

    @property
    def lacks(self) -> tuple[Aspect, ...]:
        """What is missing for an evaluation."""
        asked = (aspect for aspect in ASPECTS[self.subject] if (self.subject, aspect) not in _NO_FAULT)
        return tuple(aspect for aspect in asked if aspect not in self.has)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the subjects have an aspect."""

    subject: Subject
    aspect: Aspect
    number: int
    total: int

    @property
    def name(self) -> str:
        """What a threshold calls it: `goals`, `outcomes`, `goals-with-outcome`, `indicators-with-target`."""
        return _NAMES.get((self.subject, self.aspect), f"{self.subject}s-with-{self.aspect}")

    @property
    def share(self) -> float | None:
        """In percent; None of nothing."""
        return self.number / self.total * 100 if self.total else None


def audit(programme: Programme, today: date) -> list[Audited]:
    """Every sub-field, goal and indicator of a whole programme, in order."""
    return [one for sub_field in programme.sub_fields for one in _of_sub_field(programme, sub_field, today)]


def by_sub_field(audited: Iterable[Audited]) -> dict[str, list[Audited]]:
    """What was looked at in each sub-field, by its name."""
    found: dict[str, list[Audited]] = {}
    for one in audited:
        found.setdefault(one.sub_field.sub_field, []).append(one)
    return found


def counts(audited: list[Audited]) -> Iterator[Count]:
    """How many have what, of each subject and aspect."""
    for subject, aspects in ASPECTS.items():
        own = [one for one in audited if one.subject is subject]
        for aspect in aspects:
            yield Count(subject, aspect, sum(aspect in one.has for one in own), len(own))


def _of_sub_field(programme: Programme, sub_field: SubField, today: date) -> Iterator[Audited]:
    if sub_field.sub_field != PROGRAMME_WIDE:
        has = frozenset[Aspect]() if programme.lacks_reference(sub_field) else frozenset((Aspect.REFERENCE,))
        yield Audited(Subject.SUB_FIELD, sub_field, has)
    of_indicator = {one.id: _aspects(programme, sub_field, one, today) for one in sub_field.indicators}
    for goal in asked_for(programme, sub_field):
        serving = [one for one in sub_field.indicators if one.goal == goal.id]
        known = frozenset[Aspect]().union(*(of_indicator[one.id] for one in serving))
        has = known | (frozenset((Aspect.INDICATOR,)) if serving else frozenset())
        yield Audited(Subject.GOAL, sub_field, has & {*ASPECTS[Subject.GOAL]}, goal, number=len(serving))
    for indicator in sub_field.indicators:
        yield Audited(Subject.INDICATOR, sub_field, of_indicator[indicator.id], indicator=indicator)


def asked_for(programme: Programme, sub_field: SubField) -> Iterator[Goal]:
    """The mid-term goals of a sub-field; not those for the time after the period that is evaluated."""
    evaluated = programme.about.period if programme.about else None
    for goal in sub_field.goals:
        if goal.level is GoalLevel.MID_TERM and not goal.is_later(evaluated):
            yield goal


def _aspects(programme: Programme, sub_field: SubField, indicator: Indicator, today: date) -> frozenset[Aspect]:
    freshness = programme.freshness_of(sub_field, indicator)
    is_late = any(today > day for _, day in to_come(indicator, freshness, today))
    has = {
        Aspect.OUTCOME: indicator.result_type is ResultType.OUTCOME,
        Aspect.GOAL: indicator.goal is not None,
        Aspect.DIRECTION: indicator.direction is not Direction.NONE,
        Aspect.BASELINE: indicator.baseline is not None,
        Aspect.TARGET: bool(indicator.targets),
        Aspect.DEADLINE: any(target.by for target in indicator.targets),
        Aspect.SOURCE: sub_field.source_of(indicator) is not None,
        Aspect.RESULT_TYPE: indicator.result_type is not None,
        Aspect.UNIT: bool(indicator.unit.words("en")),
        Aspect.FIGURE: bool(series(indicator, today)) and not is_late,
    }
    return frozenset(aspect for aspect, is_there in has.items() if is_there)
