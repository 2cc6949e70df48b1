"""The words that a file may use for what it says of an indicator."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal, get_args

Lang = Literal["ja", "en"]
"""The languages that texts may be in."""
LANGUAGES: Final[tuple[Lang, ...]] = get_args(Lang)


class Direction(StrEnum):
    """Which way the policy wants a figure to go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"

    @property
    def sign(self) -> int:
        """+1, -1, or 0 where neither way is better."""
        return {"increase": 1, "decrease": -1, "none": 0}[self.value]

    def is_better(self, change: float) -> bool | None:
        """Whether a change is for the better; None for no change, and where neither way is."""
        return change * self.sign > 0 if change * self.sign else None


class NamedBy(StrEnum):
    """Which of the two calendar years a fiscal year is named after."""

    START = "start"
    END = "end"


class GoalLevel(StrEnum):
    """Whether a goal is that of a policy (施策目標), or one on the way to it (中期目標)."""

    POLICY = "policy"
    MID_TERM = "mid-term"


class Rated(StrEnum):
    """Which figure a degree of achievement goes by."""

    ACHIEVED = "achieved_pct"
    DISTANCE = "distance_pct"


class Aggregate(StrEnum):
    """What the figure of a whole must be of those of its parts."""

    SUM = "sum"


class ResultType(StrEnum):
    """The place of an indicator in the chain of results."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class MetricKind(StrEnum):
    """Whether the evaluation lists the metric (参考指標) or mentions its figures in the text."""

    REFERENCE = "reference"
    SUPPLEMENTARY = "supplementary"


class Sorting(StrEnum):
    """What indicators can be sorted by."""

    VALUE = "value"
    CHANGE = "change"
    GAP = "gap"
    STATUS = "status"
    TITLE = "title"
