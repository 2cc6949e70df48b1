"""Figures that are computed from those of other indicators of the same file: ratios, sums, differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..errors import brief, listed
from ..hints import nearest
from .decimals import decimal, difference, digits, stands_for, total
from .indicator import Indicator
from .observation import Observation
from .origin import Fault, Keys
from .periods import FREQUENCIES, Period
from .status import Status
from .texts import Text

_WEAKEST: Final = (
    Status.FORECAST,
    Status.BREAK,
    Status.DEFINITION_DIFFERS,
    Status.PROVISIONAL,
    Status.ESTIMATED,
    Status.SPECIAL_EVENT,
)
"""Which status of its inputs a derived figure has: the one that allows least."""


class Derived(NamedTuple):
    """The indicators of a file with all that is derived in them, and what is wrong, by the index of the indicator."""

    indicators: tuple[Indicator, ...]
    faults: Sequence[tuple[int, Fault]]


def derived(indicators: Sequence[Indicator]) -> Derived:
    """The same indicators, with the observations of those that say how they are derived. Chains are followed."""
    by_id = {one.id: one for one in indicators}
    faults: list[tuple[int, Fault]] = []
    done: dict[str, Indicator] = {}

    def resolve(index: int, one: Indicator, path: tuple[str, ...]) -> Indicator:
        if one.id in done or one.derive is None:
            return done.get(one.id, one)
        found = [*_unknown(one, by_id), *_circular(one, path)]
        if not found:
            inputs = [resolve(places[name], by_id[name], (*path, one.id)) for name in one.derive.inputs]
            found = [*_unlike(one, inputs)]
            if not found:
                done[one.id], found = _filled(one, inputs)
                done[one.id] = done[one.id].with_parts([*_parts(one, inputs)])
        faults.extend((index, fault) for fault in found)
        return done.setdefault(one.id, one)

    places = {one.id: index for index, one in enumerate(indicators)}
    return Derived(tuple(resolve(index, one, ()) for index, one in enumerate(indicators)), faults)


def _unknown(one: Indicator, by_id: Mapping[str, Indicator]) -> Iterator[Fault]:
    for keys, name in _named(one):
        if name not in by_id:
            yield Fault(keys, f"there is no indicator '{brief(name)}' in this file{nearest(name, [*by_id])}")


def _circular(one: Indicator, path: tuple[str, ...]) -> Iterator[Fault]:
    for keys, name in _named(one):
        if name == one.id:
            yield Fault(keys, f"'{name}' is derived from itself")
        elif name in path:
            circle = listed([f"'{step}'" for step in (*path[path.index(name) :], one.id)], "and")
            yield Fault(keys, f"{circle} are derived from each other")


def _named(one: Indicator) -> Iterator[tuple[Keys, str]]:
    if one.derive is not None:
        for place, name in enumerate(one.derive.inputs):
            yield ("derive", one.derive.kind, place), name


def _unlike(one: Indicator, inputs: Sequence[Indicator]) -> Iterator[Fault]:
    """Inputs whose figures cannot stand side by side."""
    first = next((source for source in inputs if source.observations), one)
    for (keys, _), source in zip(_named(one), inputs, strict=True):
        if source.observations and source.per_year != first.per_year:
            words = [FREQUENCIES[each.per_year].word for each in (source, first)]
            yield Fault(keys, f"'{source.id}' has a figure a {words[0]}, '{first.id}' one a {words[1]}")
        elif source.basis.is_fiscal != one.basis.is_fiscal:
            yield Fault(keys, f"'{source.id}' counts by {source.basis}, '{one.id}' by {one.basis}")
        elif one.derive and one.derive.ratio is None and source.unit != one.unit:
            units = [each.unit.words("en") for each in (source, one)]
            yield Fault(
                keys, f"the unit of '{source.id}' is '{brief(units[0])}', that of '{one.id}' '{brief(units[1])}'"
            )


def _filled(one: Indicator, inputs: Sequence[Indicator]) -> tuple[Indicator, list[Fault]]:
    """The indicator with a figure for each period of its inputs, held against what is published beside it."""
    observations = dict(one.observations)
    faults = []
    for period in dict.fromkeys(period for source in inputs for period in source.observations):
        published, computed = one.observations.get(period), _computed(one, inputs, period)
        if published is None or (not published.has_figure and published.status is None):
            observations[period] = computed
            continue
        value = one.value(computed)
        if published.value is not None and value is not None and not _agree(published.value, value):
            said = f"{digits(published.value)} is neither {digits(value)} (as derived) rounded nor cut off"
            faults.append(Fault(("observations", period.key, "value"), said, warning=True))
    return one.derived(observations, inputs), faults


def _parts(one: Indicator, inputs: Sequence[Indicator]) -> Iterator[Indicator]:
    """The parts that every input has, and those of which the file says more."""
    own = {frozenset(part.part.items()): part for part in one.parts}
    known = [{frozenset(part.part.items()): part for part in source.parts} for source in inputs]
    for key, part in known[0].items():
        if all(key in parts for parts in known):
            yield _filled(own.pop(key) if key in own else one.of_part(part.part), [parts[key] for parts in known])[0]
    yield from own.values()


def _agree(published: float, value: float) -> bool:
    return stands_for(decimal(published), decimal(value))


def _computed(one: Indicator, inputs: Sequence[Indicator], period: Period) -> Observation:
    found = [source.observations.get(period) for source in inputs]
    values = [source.value(seen) if seen else None for source, seen in zip(inputs, found, strict=True)]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or one.derive is None:
        return _missing(inputs, found, values)
    statuses = {seen.status for seen in found if seen}
    status = next((status for status in _WEAKEST if status in statuses), None)
    weak = [source for source, seen in zip(inputs, found, strict=True) if seen and status and seen.status is status]
    note = _note("as", "による", weak) if weak else None
    if one.derive.ratio:
        if not known[1]:
            return Observation(note=_note("zero", "が零", inputs[1:]))
        return Observation(status=status, note=note, numerator=known[0], denominator=known[1])
    value = difference(*known) if one.derive.difference else total(known)
    return Observation(value, status, note)


def _missing(
    inputs: Sequence[Indicator], found: Sequence[Observation | None], values: Sequence[float | None]
) -> Observation:
    """No figure, with the reason: that of an input that has none."""
    without = [(source, seen) for source, seen, value in zip(inputs, found, values, strict=True) if value is None]
    reasons = (seen.status for _, seen in without if seen and seen.status and seen.status.has_no_value)
    return Observation(
        status=next(reasons, None), note=_note("no figure:", "の実績値なし", [one for one, _ in without])
    )


def _note(en: str, ja: str, sources: Sequence[Indicator]) -> Text:
    """`no figure: budget`, `budgetの実績値なし`."""
    names = [source.id for source in sources]
    return Text(ja="、".join(names) + ja, en=f"{en} {', '.join(names)}")
