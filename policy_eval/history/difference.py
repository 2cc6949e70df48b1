"""What differs between two states of a dataset: series, figures, terms, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from ..model.goals import Goal
from ..model.indicator import Indicator
from ..model.programme import Programme
from ..model.sub_field import PROGRAMME_WIDE, About, SubField
from ..model.target import Waiver
from ..model.target_pairs import paired_targets
from .figures import Figure, figures_of
from .flips import Flip, flips_of
from .pairs import Pair, pairs


class Fate(StrEnum):
    """What became of a series."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"


class Term(NamedTuple):
    """A key of an indicator, or of what is around it, that says something else than it did.

    `old` and `new` are objects of the model. `number` is the place of a target, or of what there may
    be several of, in the state that has it, from 1; 0 for what there is once.
    """

    home: SubField | None
    pair: Pair | None
    key: str
    old: Any
    new: Any
    number: int = 0

    @property
    def is_text(self) -> bool:
        """Whether it is for reading only: nothing is computed of it."""
        return self.key not in _COUNTED


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: what became of series, which verdicts turned, figures, terms and texts, each in order."""

    series: Sequence[tuple[Pair, Fate]]
    flips: Sequence[Flip]
    figures: Sequence[Figure]
    terms: Sequence[Term]

    def __bool__(self) -> bool:
        return bool(self.series or self.flips or self.figures or self.terms)


_COUNTED: Final = frozenset(
    (
        *("unit", "direction", "basis", "limit", "per", "derive", "aggregate", "scale", "baseline", "targets"),
        *("waivers", "freshness", "goal", "result_type", "kind", "fiscal_year", "ratings"),
    )
)
"""The keys by which figures are counted and judged; the others are texts."""
_OF_PARTS: Final = ("baseline", "targets", "waivers", "note")
_APART: Final = frozenset(("id", "observations", "breakdowns", "sub_field", "indicators", "goals"))
_SEVERAL: Final = ("targets", "waivers")


def difference(old: Programme, new: Programme, today_old: date, today: date) -> Difference:
    """What differs between two states, each judged as of its day."""
    matched = pairs(old, new)
    same_day = today_old == today
    changed = [pair for pair in matched if pair.old is not pair.new and pair.old != pair.new]
    turned = changed if same_day else matched
    return Difference(
        [*_fates(matched)],
        [flip for pair in turned for flip in flips_of(pair, today_old, today)],
        [figure for pair in changed for figure in figures_of(pair)],
        [*_around(old, new), *(term for pair in changed for term in terms_of(pair))],
    )


def _fates(matched: Sequence[Pair]) -> Iterator[tuple[Pair, Fate]]:
    for pair in matched:
        if pair.old is None or pair.new is None:
            yield pair, Fate.ADDED if pair.old is None else Fate.REMOVED
        elif not pair.new.part:
            if pair.is_renamed:
                yield pair, Fate.RENAMED
            if pair.is_moved:
                yield pair, Fate.MOVED


def terms_of(pair: Pair) -> Iterator[Term]:
    """The keys of a series that both states have."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    keys = _OF_PARTS if new.part else tuple(one.name for one in fields(Indicator) if one.init)
    for key in keys:
        was, now = getattr(old, key), getattr(new, key)
        if key in _APART or was == now:
            continue
        if key in _SEVERAL:
            yield from _items(pair, key, was, now)
        else:
            yield Term(pair.home, pair, key, was, now)


def _items(pair: Pair, key: str, was: Sequence[Any], now: Sequence[Any]) -> Iterator[Term]:
    """The items of a list that differ; nothing but another order is one difference of the whole."""
    places = paired_targets(was, now) if key == "targets" else _paired_waivers(was, now)
    changed = False
    for left, right in places:
        old = was[left] if left is not None else None
        new = now[right] if right is not None else None
        if old != new:
            changed = True
            place = right if right is not None else left or 0
            yield Term(pair.home, pair, key, old, new, place + 1)
    if not changed:
        yield Term(pair.home, pair, key, tuple(was), tuple(now))


def _paired_waivers(was: Sequence[Waiver], now: Sequence[Waiver]) -> list[tuple[int | None, int | None]]:
    left = {(one.period, one.target): place for place, one in enumerate(was)}
    right = {(one.period, one.target): place for place, one in enumerate(now)}
    return [(left.get(key), right.get(key)) for key in dict.fromkeys((*left, *right))]


def _around(old: Programme, new: Programme) -> Iterator[Term]:
    """What is said of the programme, of its sub-fields and of its goals."""
    yield from _keys(old.about, new.about, About, None)
    was, now = ({one.sub_field: one for one in state.sub_fields} for state in (old, new))
    for name in dict.fromkeys((*now, *was)):
        before, after = was.get(name), now.get(name)
        home = after or before
        if before and after and name != PROGRAMME_WIDE:
            yield from _keys(before, after, SubField, home)
        elif name != PROGRAMME_WIDE:
            yield Term(home, None, "sub_field", before and before.title, after and after.title)
        yield from _goals(before.goals if before else (), after.goals if after else (), home)


def _keys(old: Any, new: Any, cls: type, home: SubField | None) -> Iterator[Term]:
    for one in fields(cls):
        was, now = getattr(old, one.name, None), getattr(new, one.name, None)
        if one.name not in _APART and (was or None) != (now or None):
            yield Term(home, None, one.name, was or None, now or None)


def _goals(was: Sequence[Goal], now: Sequence[Goal], home: SubField | None) -> Iterator[Term]:
    left: Mapping[str, Goal] = {one.id: one for one in was}
    right: Mapping[str, Goal] = {one.id: one for one in now}
    for name in dict.fromkeys((*right, *left)):
        if left.get(name) != right.get(name):
            yield Term(home, None, "goals", left.get(name), right.get(name))
