"""Verdicts that turned between two states, and what turned them.

The cause is found by judging what might have been: the terms of then on the figures of
now, and the terms of now on the figures of then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..judging.assess import MISSES, Assessment, assess
from ..judging.pace import Pace
from ..model.indicator import Indicator
from ..model.texts import Text, changed
from .pairs import Pair, paired_targets

Verdict = tuple[str, bool, Pace, Text | None]


class Cause(StrEnum):
    """What turned a verdict."""

    CALENDAR = "calendar"
    NEW_FIGURE = "new-figure"
    REVISED_FIGURE = "revised-figure"
    WITHDRAWN_FIGURE = "withdrawn-figure"
    TARGET = "moved-target"
    WAIVER = "waiver"
    DEFINITION = "definition"
    REMOVED = "removed-indicator"


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
        return self.old is None or self.new is None or _verdict(self.old)[:2] != _verdict(self.new)[:2]


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
            kept = [*assess(changed(old, observations=new.observations), today)] if old.counts_like(new) else before
            yield Flip(pair, was, now, (Cause.TARGET,), is_excused=left is not None and _is_miss(kept[left]))
        elif _verdict(was) != _verdict(now):
            turn = _Turn(old, new, left or 0, right or 0, today)
            yield Flip(pair, was, now, turn.causes(was, now), is_excused=turn.is_excused(was, now))


def _verdict(one: Assessment) -> Verdict:
    return one.compliance, one.waived, one.pace, one.rating


def _is_miss(one: Assessment) -> bool:
    return one.compliance in MISSES and not one.waived


class _Turn(NamedTuple):
    """An indicator as it was and as it is, with the places of one target in both."""

    old: Indicator
    new: Indicator
    left: int
    right: int
    today: date

    def causes(self, was: Assessment, now: Assessment) -> tuple[Cause, ...]:
        """What turned the verdict: what alone is enough for it, or both the figures and the terms."""
        wanted = _verdict(now)
        if self._judged(self.old, self.left) == wanted:
            return (Cause.CALENDAR,)
        if not self.old.counts_like(self.new):
            return (Cause.DEFINITION,)
        if self._judged(changed(self.old, observations=self.new.observations), self.left) == wanted:
            return (self._figure(was, now),)
        if self._judged(changed(self.new, observations=self.old.observations), self.right) == wanted:
            return (self._term(wanted),)
        return self._figure(was, now), self._term(wanted)

    def is_excused(self, was: Assessment, now: Assessment) -> bool:
        """Whether the terms of then, on the figures and the day of now, have a miss where those of now have none."""
        if _is_miss(now):
            return False
        if not self.old.counts_like(self.new):
            return _is_miss(was)
        kept = changed(self.old, observations=self.new.observations)
        return _is_miss([*assess(kept, self.today)][self.left])

    def _judged(self, indicator: Indicator, place: int) -> Verdict:
        return _verdict([*assess(indicator, self.today)][place])

    def _term(self, wanted: Verdict) -> Cause:
        """Which of the terms it was: the target with its baseline, the waivers, or anything else."""
        for cause, keys, place in (
            (Cause.TARGET, ("targets", "baseline"), self.left),
            (Cause.WAIVER, ("waivers",), self.right),
        ):
            back = changed(self.new, **{key: getattr(self.old, key) for key in keys})
            if self._judged(back, place) != wanted:
                return cause
        return Cause.DEFINITION

    def _figure(self, was: Assessment, now: Assessment) -> Cause:
        period = now.period
        before = self.old.observations.get(period) if period else None
        if period is None or (before and before.has_figure and was.period and was.period > period):
            return Cause.WITHDRAWN_FIGURE
        return Cause.REVISED_FIGURE if before and before.has_figure else Cause.NEW_FIGURE
