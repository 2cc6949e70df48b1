"""Verdicts that turned between two states, and what turned them.

The cause is found by judging what might have been: the terms of then on the figures of
now, and the terms of now on the figures of then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ..judging.assess import MISSES, Assessment, assess
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.periods import Period
from ..model.target_pairs import asked, paired_targets
from ..model.texts import changed
from .figures import Figure, Kind, figures_of
from .pairs import Pair


class Cause(StrEnum):
    """What turned a verdict."""

    CALENDAR = "calendar"
    NEW_FIGURE = "new-figure"
    REVISED_FIGURE = "revised-figure"
    WITHDRAWN_FIGURE = "withdrawn-figure"
    ANNOTATED_FIGURE = "annotated-figure"
    TARGET = "moved-target"
    WAIVER = "waiver"
    DEFINITION = "definition"
    REMOVED = "removed-indicator"


_OF_FIGURES: Final = {
    Kind.NEW: Cause.NEW_FIGURE,
    Kind.REVISED: Cause.REVISED_FIGURE,
    Kind.WITHDRAWN: Cause.WITHDRAWN_FIGURE,
    Kind.ANNOTATED: Cause.ANNOTATED_FIGURE,
}


class Flip(NamedTuple):
    """A target whose verdict, pace or rating turned; one of the two is missing where a target is gone or has come.

    `is_excused` where a miss is one no more although the figures of now would still miss the target of then, or
    cannot be held to it: only what is asked for has changed, or how it is counted, or nothing is asked any more.
    """

    pair: Pair
    old: Assessment | None
    new: Assessment | None
    causes: Sequence[Cause]
    is_excused: bool

    @property
    def is_verdict(self) -> bool:
        """Whether the verdict itself turned, and not only the pace or the rating."""
        return self.old is None or self.new is None or _judged(self.old)[0] != _judged(self.new)[0]

    @property
    def is_comparable(self) -> bool:
        """Whether figures of now can be held to the target of then."""
        old, new = self.pair.old, self.pair.new
        return old is None or new is None or _is_comparable(old, new)


def flips_of(pair: Pair, today_old: date, today: date) -> Iterator[Flip]:
    """The verdicts of a series that turned; those of one that is gone only where it missed a target."""
    old, new = pair.old, pair.new
    if old is None:
        return
    before = [*assess(old, today_old)]
    if new is None:
        missed = (one for one in before if _is_miss(one))
        yield from (Flip(pair, one, None, (Cause.REMOVED,), is_excused=True) for one in missed)
        return
    after = [*assess(new, today)]
    for left, right in paired_targets(old.targets, new.targets) or [(0, 0)]:
        was = before[left] if left is not None else None
        now = after[right] if right is not None else None
        if was is None or now is None:
            kept = [*assess(changed(old, observations=new.observations), today)] if _is_comparable(old, new) else before
            yield Flip(pair, was, now, (Cause.TARGET,), is_excused=left is not None and _is_miss(kept[left]))
        elif _judged(was) != _judged(now):
            turn = _Turn(pair, old, new, left or 0, right or 0, was, now, today)
            yield Flip(pair, was, now, turn.causes(), is_excused=turn.is_excused())


def _judged(one: Assessment) -> tuple[object, ...]:
    """The verdict, the pace and the rating: the first of them that turned is what a cause is sought for."""
    return (one.compliance, one.waived), one.pace, one.rating


def _is_comparable(old: Indicator, new: Indicator) -> bool:
    """Whether figures of both are counted alike: in one unit, and derived from others by one rule, if at all."""
    return old.counts_like(new) and old.derive == new.derive


def _is_miss(one: Assessment) -> bool:
    return one.compliance in MISSES and not one.waived


class _Turn(NamedTuple):
    """An indicator as it was and as it is, with the places and the judgements of one target in both."""

    pair: Pair
    old: Indicator
    new: Indicator
    left: int
    right: int
    was: Assessment
    now: Assessment
    today: date

    def causes(self) -> tuple[Cause, ...]:
        """What turned the verdict: what alone is enough for it, or both the figures and the terms."""
        if self._turns(self.old, self.left):
            return (Cause.CALENDAR,)
        if not _is_comparable(self.old, self.new):
            return (Cause.DEFINITION,)
        if self._turns(changed(self.old, observations=self.new.observations), self.left):
            return self._figures(self.old, self.left)
        if self._turns(changed(self.new, observations=self.old.observations), self.right):
            return (self._term(),)
        return *self._figures(self.new, self.right), self._term()

    def is_excused(self) -> bool:
        """Whether the terms of then, on the figures and the day of now, have a miss where those of now have none."""
        if _is_miss(self.now):
            return False
        if not _is_comparable(self.old, self.new):
            return _is_miss(self.was)
        kept = changed(self.old, observations=self.new.observations)
        return _is_miss([*assess(kept, self.today)][self.left])

    def _turns(self, indicator: Indicator, place: int) -> bool:
        """Whether an indicator as it might have been is judged as that of now, in what turned first."""
        wanted, was = _judged(self.now), _judged(self.was)
        level = next(level for level, judged in enumerate(wanted) if judged != was[level])
        return _judged([*assess(indicator, self.today)][place])[level] == wanted[level]

    def _term(self) -> Cause:
        """Which of the terms it was: the target with its baseline, the waivers, or anything else."""
        if self._is_asked_otherwise() and self._needs(("targets", "baseline"), self.left):
            return Cause.TARGET
        return Cause.WAIVER if self._needs(("waivers",), self.right) else Cause.DEFINITION

    def _needs(self, keys: Sequence[str], place: int) -> bool:
        """Whether the verdict would not have turned with what these keys said then."""
        return not self._turns(changed(self.new, **{key: getattr(self.old, key) for key in keys}), place)

    def _is_asked_otherwise(self) -> bool:
        """Whether the target, or what it counts from, is another one; not only its place among several."""
        sides = ((self.old, self.left), (self.new, self.right))
        old, new = ((one.baseline, one.targets and asked(one.targets[place])) for one, place in sides)
        return old != new

    def _figures(self, terms: Indicator, place: int) -> tuple[Cause, ...]:
        """Which figures it was, on these terms: those of one kind where they are enough, else of all that it takes."""
        figures = [one for one in figures_of(self.pair) if one.old != one.new]
        judged = [one.kind for one in figures if one.period == self.now.period]
        kinds = [kind for kind in dict.fromkeys((*judged, *Kind)) if any(one.kind is kind for one in figures)]

        def turns(chosen: Collection[Kind]) -> bool:
            return self._turns(changed(terms, observations=self._observations(figures, chosen)), place)

        enough = [kind for kind in kinds if turns({kind})][:1]
        needed = [kind for kind in kinds if not turns({*kinds} - {kind})]
        return tuple(_OF_FIGURES[kind] for kind in enough or needed or kinds)

    def _observations(self, figures: Sequence[Figure], kinds: Collection[Kind]) -> dict[Period, Observation]:
        """Those of then with what became of the figures of these kinds."""
        now = {one.period: one.new for one in figures if one.kind in kinds}
        made = {**self.old.observations, **now}
        return {period: one for period, one in made.items() if one is not None}
