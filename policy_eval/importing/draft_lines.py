"""An indicator as a table has it → the lines of a file, with a mark wherever a person must still fill something in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Final

from ..editing.observations import simplest
from ..editing.yaml_text import written
from ..errors import Problem
from ..model.breakdowns import part_of
from ..model.codes import Direction, MetricKind
from ..model.periods import in_time
from .series import Key, Series

TO_FILL: Final = "to be filled in"
_BOUNDS: Final = {Direction.INCREASE: "at_least", Direction.DECREASE: "at_most"}
_ID: Final = re.compile("(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says for all indicators of which the table does not say it."""

    sub_field: str | None = None
    title: str | None = None
    direction: str | None = None
    basis: str | None = None
    kind: str | None = None
    tags: Sequence[str] = ()


def free_name(name: str, taken: Collection[str], suffix: str = "") -> str:
    """The name, or with the first number behind it that nobody has."""
    ends = chain([""], (f"-{number}" for number in count(2)))
    return next(free for end in ends if (free := f"{name}{end}{suffix}") not in taken)


def ids_of(series: Sequence[Series], renamed: dict[str, str], known: Collection[str] = ()) -> dict[Key, str]:
    """An id for each indicator that has one: that of the table, else one made of an English title.

    None is one of those that are `known`, and none comes twice; `renamed` gets those that the table has otherwise.
    """
    result: dict[Key, str] = {}
    taken = {*known}
    for one in series:
        if one.whole in result or (name := _id(one.texts)) is None:
            continue
        free = free_name(name, taken)
        taken.add(free)
        result[one.whole] = free
        if free != one.texts.get("indicator", name):
            renamed[one.texts.get("indicator", one.texts.get("title", ""))] = free
    return result


def _id(texts: dict[str, str]) -> str | None:
    for words in (texts.get("indicator", ""), texts.get("title", "")):
        plain = unicodedata.normalize("NFKC", words)
        name = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
        if plain.isascii() and _ID.fullmatch(name):
            return name
    return None


@dataclass(slots=True)
class DraftLines:
    """The lines of indicators, while the count of what is missing goes on."""

    defaults: Defaults
    ids: dict[Key, str]
    missing: Counter[str] = field(default_factory=Counter)

    def of(self, series: Sequence[Series]) -> Iterator[list[str]]:
        """The lines of each indicator with its parts; the first begins with `- `."""
        for one, parts in _with_parts(series):
            yield [*self._of_indicator(one), *self._breakdowns(one, parts)]

    def required(self, key: str, value: str | None, what: str) -> str:
        if value is not None:
            return f"{key}: {written(value)}"
        self.missing[key] += 1
        return f"{key}:    # {TO_FILL}: {what}"

    def _of_indicator(self, series: Series) -> Iterator[str]:
        texts = series.texts
        basis = series.basis or self.defaults.basis
        yield f"- {self.required('id', self.ids.get(series.whole), 'a short name, such as water-quality')}"
        title = texts.get("title") if "indicator" in texts else texts.get("title", "").strip() or None
        yield f"  {self.required('title', title, 'what is measured')}"
        for key in ("description", "result_type"):
            if key in texts:
                yield f"  {key}: {written(texts[key])}"
        kind = texts.get("kind", self.defaults.kind or MetricKind.REFERENCE)
        if kind != MetricKind.REFERENCE:
            yield f"  kind: {written(kind)}"
        if self.defaults.tags:
            yield f"  tags: {written(list(self.defaults.tags))}"
        yield f"  {self.required('unit', texts.get('unit'), 'what is counted, or a percent sign in quotes')}"
        if series.per is not None:
            yield f"  per: {series.per}"
        if basis is not None:
            yield f"  basis: {basis}"
        yield f"  {self.required('direction', self._direction(series), 'increase, decrease or none')}"
        source = {"ref": texts.get("source"), "publisher": texts.get("publisher")}
        if given := {key: text for key, text in source.items() if text}:
            yield f"  source: {written(given)}"
        if "note" in texts:
            yield f"  note: {written(texts['note'])}"
        yield from self._figures(series, series)

    def _direction(self, series: Series) -> str | None:
        return series.texts.get("direction", self.defaults.direction)

    def _breakdowns(self, whole: Series, parts: Sequence[Series]) -> Iterator[str]:
        if parts:
            yield "  breakdowns:"
        for one in parts:
            yield f"    - of: {written(part_of(one.texts['breakdown']))}"
            yield from (f"    {line}" for line in self._figures(one, whole))

    def _figures(self, series: Series, whole: Series) -> Iterator[str]:
        yield "  observations:" if series.observations else "  observations: {}"
        for period in sorted(series.observations, key=in_time):
            yield f"    {period}: {written(simplest(series.observations[period]))}"
        if series.targets:
            *path, last = sorted(series.targets, key=in_time)
            bound = _BOUNDS[Direction(self._direction(whole) or "")]
            target: dict[str, object] = {bound: series.targets[last], "by": last.key}
            if path:
                target["path"] = {period.key: series.targets[period] for period in path}
            yield "  targets:"
            yield f"    - {written(target)}"


def spaced(items: Iterable[Sequence[str]]) -> list[str]:
    """The lines of all indicators, a blank one between two."""
    return [line for number, lines in enumerate(items) for line in ([""] * bool(number) + [*lines])]


def unbound_targets(series: Sequence[Series], defaults: Defaults) -> Iterator[Problem]:
    """Series with targets of which nothing says from which side they are to be reached."""
    message = (
        "has targets, and nothing says whether they are to be reached from below or from above; "
        "--direction increase or --direction decrease does"
    )
    for one in series:
        if one.targets and one.texts.get("direction", defaults.direction) not in _BOUNDS:
            yield one.problem(f"'{one.texts.get('title', '')}' {message}")


def _with_parts(series: Sequence[Series]) -> Iterator[tuple[Series, list[Series]]]:
    """Each indicator with the series of its parts; one of which a table has only parts, without figures of its own."""
    found: dict[Key, tuple[list[Series], list[Series]]] = {}
    for one in series:
        found.setdefault(one.whole, ([], []))["breakdown" in one.texts].append(one)
    for wholes, parts in found.values():
        whole = wholes[0] if wholes else replace(parts[0], observations={}, targets={})
        yield replace(whole, basis=next((one.basis for one in (whole, *parts) if one.basis), None)), parts
