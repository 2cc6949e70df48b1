"""What a policy is to reach: goals with their level and period, what follows them, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema
from pydantic.dataclasses import dataclass

from ..errors import brief, listed
from .codes import GoalLevel
from .fields import Expects, Name, Span, Word
from .origin import Fault
from .periods import Period
from .texts import STRICT, Reference, Text, Words


def _in_list(value: object) -> object:
    return [value] if isinstance(value, (str, int)) and not isinstance(value, bool) else value


def names_in(value: object) -> list[str]:
    """The names that a file has as one, or in a list."""
    names = _in_list(value)
    return [str(name) for name in names] if isinstance(names, list) else []


_ONE: Final = TypeAdapter(Name).json_schema()
Followed = Annotated[
    tuple[Name, ...],
    BeforeValidator(_in_list),
    Expects("the id of a goal, or a list of ids"),
    WithJsonSchema({**_ONE, "type": [*_ONE["type"], "array"], "items": _ONE}),
]


@dataclass(config=STRICT, frozen=True, slots=True)
class Goal:
    """A goal of a sub-field (中期目標), or that of a whole policy (施策目標)."""

    id: Annotated[Name, Field(description="Number or short name of the goal")]
    ja: Annotated[Word | None, Field(description="The goal in Japanese")] = None
    en: Annotated[Word | None, Field(description="The goal in English")] = None
    level: Annotated[GoalLevel, Field(description="A mid-term goal, or that of a policy")] = GoalLevel.MID_TERM
    period: Annotated[Span | None, Field(description="The years in which it is to be reached")] = None
    follows: Annotated[Followed, Field(description="Goals of an earlier period that it takes up")] = ()
    verdict: Annotated[Words | None, Field(description="What the evaluation says became of it")] = None
    source: Annotated[Reference | None, Field(description="Where the verdict stands")] = None

    @property
    def text(self) -> Text:
        """The goal in words."""
        return Text(self.ja, self.en)

    def is_later(self, evaluated: Period | None) -> bool:
        """Whether it is a goal for the time after the period that is evaluated."""
        return self.period is not None and evaluated is not None and self.period.first > evaluated.last


def followers(goals: Sequence[Goal], goal: Goal) -> tuple[Goal, ...]:
    """The goals that take up a goal later."""
    return tuple(one for one in goals if goal.id in one.follows)


def goal_faults(goals: Sequence[tuple[int, str, Sequence[str]]]) -> Iterator[Fault]:
    """What is wrong with the goals of a file: index, id and followed ids of each."""
    seen: set[str] = set()
    known = [*dict.fromkeys(name for _, name, _ in goals)]
    for index, name, follows in goals:
        if name in seen:
            yield Fault(("goals", index, "id"), f"the goal '{name}' is listed twice")
        seen.add(name)
        for other in follows:
            if other == name or other not in known:
                there = "itself" if other == name else f"{brief(other)}, which is none of {brief(listed(known, 'and'))}"
                yield Fault(("goals", index, "follows"), f"the goal '{name}' follows {there}")
