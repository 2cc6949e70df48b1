"""Which series and targets of two states are the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..model.texts import changed

_MOST_ALIKE: Final = 50
"""A figure that more new series have than these tells none of them apart."""


class Pair(NamedTuple):
    """A series as it was and as it is, of which one may be missing; `home` is the sub-field around the newer one."""

    home: SubField
    old: Indicator | None
    new: Indicator | None
    old_home: SubField | None = None

    @property
    def is_renamed(self) -> bool:
        return self.old is not None and self.new is not None and self.old.id != self.new.id

    @property
    def is_moved(self) -> bool:
        """Whether it was in another sub-field."""
        return self.old_home is not None and self.old_home.sub_field != self.home.sub_field

    @property
    def series(self) -> Indicator:
        """The newer one of the two."""
        one = self.new or self.old
        assert one is not None  # noqa: S101  # a pair has one of them
        return one


def pairs(old: Programme, new: Programme) -> list[Pair]:
    """Every series of either state with the same one of the other, in order; what is gone comes last."""
    was = {one.id: (home, one) for home, one in old}
    now = {one.id: one for one in new.indicators}
    gone = [one for name, (_, one) in was.items() if name not in now]
    renamed = same_series(gone, [one for name, one in now.items() if name not in was])
    result: list[Pair] = []
    for home, one in new:
        old_home, before = was.get(renamed.get(one.id, one.id), (None, None))
        result += _with_parts(home, before, one, old_home)
    taken = {*now, *renamed.values()}
    for name, (home, before) in was.items():
        if name not in taken:
            result += [Pair(home, series, None, home) for series in before.series]
    return result


def _with_parts(home: SubField, old: Indicator | None, new: Indicator, old_home: SubField | None) -> Iterator[Pair]:
    parts = {one.breakdown: one for one in old.parts} if old else {}
    yield Pair(home, old, new, old_home)
    for part in new.parts:
        yield Pair(home, parts.pop(part.breakdown, None), part, old_home)
    for part in parts.values():
        yield Pair(home, changed(part, id=new.id), None, old_home)


def same_series(gone: Sequence[Indicator], come: Sequence[Indicator]) -> dict[str, str]:
    """The old id of each new one that is the same series: by unit and basis, and by title or figures.

    Unit and basis agree, and either a title does, or the two have at least two figures in common
    and none of a common period that differs; and nothing else is like either of them.
    """
    by_title = _index(come, lambda one: (one.title.ja, one.title.en))
    by_figure = _index(come, lambda one: _figures(one).items())
    likely: dict[str, list[str]] = {}
    for one in gone:
        titled = {
            other.id for key in (one.title.ja, one.title.en) if key for other in by_title.get((*_kind(one), key), ())
        }
        likely[one.id] = sorted(titled.union(_of_figures(one, by_figure)))
    claims = Counter(other for others in likely.values() for other in others)
    return {others[0]: name for name, others in likely.items() if len(others) == 1 and claims[others[0]] == 1}


def _index(
    come: Iterable[Indicator], keys: Callable[[Indicator], Iterable[object]]
) -> dict[tuple[object, ...], list[Indicator]]:
    found: dict[tuple[object, ...], list[Indicator]] = {}
    for one in come:
        for key in keys(one):
            found.setdefault((*_kind(one), key), []).append(one)
    return found


def _of_figures(one: Indicator, by_figure: dict[tuple[object, ...], list[Indicator]]) -> list[str]:
    own = _figures(one)
    shared: Counter[str] = Counter()
    candidates = {}
    for item in own.items():
        others = by_figure.get((*_kind(one), item), ())
        for other in others if len(others) <= _MOST_ALIKE else ():
            shared[other.id] += 1
            candidates[other.id] = _figures(other)
    return sorted(
        name
        for name, number in shared.items()
        if number > 1 and all(own[period] == value for period, value in candidates[name].items() if period in own)
    )


def _kind(one: Indicator) -> tuple[object, ...]:
    return one.unit.en or one.unit.ja, one.basis, one.per_year


def _figures(one: Indicator) -> dict[Period, float]:
    values = ((period, one.value(observation)) for period, observation in one.observations.items())
    return {period: value for period, value in values if value is not None}
