"""Series → new indicator files, with a mark wherever a person must still fill something in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Final

from ..editing.observations import simplest
from ..editing.yaml_text import written
from ..errors import InvalidDataset, UsageError
from ..model.breakdowns import part_of
from ..model.codes import LANGUAGES, Direction, MetricKind
from ..model.indicator import FiscalYear
from ..model.periods import in_time
from ..model.programme import PROGRAMME_WIDE
from ..reading.indicator_file import ABOUT_NAMES
from ..reading.json_schema import MODELINE
from ..wording.words import word
from .series import Key, Series

TO_FILL: Final = "to be filled in"
_ID: Final = re.compile("(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
_BOUNDS: Final = {Direction.INCREASE: "at_least", Direction.DECREASE: "at_most"}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says for all indicators of which the table does not say it."""

    sub_field: str
    title: str | None = None
    direction: str | None = None
    basis: str | None = None
    kind: str | None = None
    tags: Sequence[str] = ()


@dataclass(slots=True)
class Drafts:
    """The text of each file by its name, and how often each key is still to be filled in.

    `has_bare_years`: neither the table nor the command line says what the years of some
    series are. `renamed` are ids that are others than the table has.
    """

    files: dict[str, str] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    has_bare_years: bool = False
    renamed: dict[str, str] = field(default_factory=dict)


def drafts(series: Sequence[Series], defaults: Defaults, fiscal_year: FiscalYear | None = None) -> Drafts:
    """A file for each sub-field, in the order of the table, and one for the programme where there is a fiscal year.

    Raises UsageError for one title for several sub-fields, InvalidDataset for targets
    without a direction.
    """
    unbound = [one for one in series if one.targets and one.texts.get("direction", defaults.direction) not in _BOUNDS]
    if unbound:
        message = (
            "has targets, and nothing says whether they are to be reached from below or from above; "
            "--direction increase or --direction decrease does"
        )
        raise InvalidDataset(one.problem(f"'{one.texts.get('title', '')}' {message}") for one in unbound)
    by_sub_field: dict[str, list[Series]] = {}
    for one in series:
        by_sub_field.setdefault(one.texts.get("sub_field", defaults.sub_field), []).append(one)
    if defaults.title is not None and len(by_sub_field) > 1:
        raise UsageError(f"--title: the table has {len(by_sub_field)} sub-fields, which cannot share one")
    result = Drafts(has_bare_years=any((one.basis or defaults.basis) is None for one in series))
    if fiscal_year:
        by_sub_field.setdefault(PROGRAMME_WIDE, [])
    writer = _Lines(result, defaults, _ids(series, result.renamed))
    for name, own in by_sub_field.items():
        lines = [*writer.of_file(name, own)]
        if name == PROGRAMME_WIDE and fiscal_year:
            lines.insert(2, f"fiscal_year: {{starts: {fiscal_year.starts}, named_by: {fiscal_year.named_by}}}")
        result.files[_file_name(name, result.files)] = "\n".join(lines) + "\n"
    return result


def _file_name(sub_field: str, taken: Collection[str]) -> str:
    if sub_field == PROGRAMME_WIDE:
        return ABOUT_NAMES[0]
    # A name that is none is left for `validate` to name; here it must only be a name of a file.
    safe = re.sub(r"[^\w-]+", "-", sub_field.zfill(2) if sub_field.isdecimal() else sub_field).strip("-")[:40]
    return _free(safe or "sub-field", {*taken, ABOUT_NAMES[0]}, ".yaml")


def _free(name: str, taken: Collection[str], suffix: str = "") -> str:
    """The name, or with the first number behind it that nobody has."""
    ends = chain([""], (f"-{number}" for number in count(2)))
    return next(free for end in ends if (free := f"{name}{end}{suffix}") not in taken)


def _ids(series: Sequence[Series], renamed: dict[str, str]) -> dict[Key, str]:
    """An id for each indicator that has one: that of the table, else one made of an English title; none twice."""
    result: dict[Key, str] = {}
    taken: set[str] = set()
    for one in series:
        if one.whole in result or (name := _id(one.texts)) is None:
            continue
        free = _free(name, taken)
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
class _Lines:
    """The lines of a file, while the count of what is missing goes on."""

    drafts: Drafts
    defaults: Defaults
    ids: dict[Key, str]

    def of_file(self, name: str, series: Sequence[Series]) -> Iterator[str]:
        yield MODELINE
        if name != PROGRAMME_WIDE:
            yield f"sub_field: {int(name) if name.isdecimal() and str(int(name)) == name else written(name)}"
        titles = {one.texts.get("sub_field_title") for one in series}
        title = self.defaults.title or (titles.pop() if len(titles) == 1 else None)
        if name == PROGRAMME_WIDE and not series:  # here for its fiscal year alone
            named = {lang: word("programme-wide", lang) for lang in LANGUAGES}
            yield f"title: {written(named)}"
        else:
            what = f"the title of the {'programme' if name == PROGRAMME_WIDE else 'sub-field'}"
            yield self._required("title", title, what)
        yield "indicators:" if series else "indicators: []"
        for number, (one, parts) in enumerate(_with_parts(series)):
            yield from [""] if number else []
            yield from self._of_indicator(one)
            yield from self._breakdowns(one, parts)

    def _required(self, key: str, value: str | None, what: str) -> str:
        if value is not None:
            return f"{key}: {written(value)}"
        self.drafts.missing[key] += 1
        return f"{key}:    # {TO_FILL}: {what}"

    def _of_indicator(self, series: Series) -> Iterator[str]:
        texts = series.texts
        basis = series.basis or self.defaults.basis
        yield f"  - {self._required('id', self.ids.get(series.whole), 'a short name, such as water-quality')}"
        title = texts.get("title") if "indicator" in texts else texts.get("title", "").strip() or None
        yield f"    {self._required('title', title, 'what is measured')}"
        for key in ("description", "result_type"):
            if key in texts:
                yield f"    {key}: {written(texts[key])}"
        kind = texts.get("kind", self.defaults.kind or MetricKind.REFERENCE)
        if kind != MetricKind.REFERENCE:
            yield f"    kind: {written(kind)}"
        if self.defaults.tags:
            yield f"    tags: {written(list(self.defaults.tags))}"
        yield f"    {self._required('unit', texts.get('unit'), 'what is counted, or a percent sign in quotes')}"
        if series.per is not None:
            yield f"    per: {series.per}"
        if basis is not None:
            yield f"    basis: {basis}"
        yield f"    {self._required('direction', self._direction(series), 'increase, decrease or none')}"
        source = {"ref": texts.get("source"), "publisher": texts.get("publisher")}
        if given := {key: text for key, text in source.items() if text}:
            yield f"    source: {written(given)}"
        if "note" in texts:
            yield f"    note: {written(texts['note'])}"
        yield from self._figures(series, series)

    def _direction(self, series: Series) -> str | None:
        return series.texts.get("direction", self.defaults.direction)

    def _breakdowns(self, whole: Series, parts: Sequence[Series]) -> Iterator[str]:
        if parts:
            yield "    breakdowns:"
        for one in parts:
            yield f"      - of: {written(part_of(one.texts['breakdown']))}"
            yield from (f"    {line}" for line in self._figures(one, whole))

    def _figures(self, series: Series, whole: Series) -> Iterator[str]:
        yield "    observations:" if series.observations else "    observations: {}"
        for period in sorted(series.observations, key=in_time):
            yield f"      {period}: {written(simplest(series.observations[period]))}"
        if series.targets:
            *path, last = sorted(series.targets, key=in_time)
            bound = _BOUNDS[Direction(self._direction(whole) or "")]
            target: dict[str, object] = {bound: series.targets[last], "by": last.key}
            if path:
                target["path"] = {period.key: series.targets[period] for period in path}
            yield "    targets:"
            yield f"      - {written(target)}"


def _with_parts(series: Sequence[Series]) -> Iterator[tuple[Series, list[Series]]]:
    """Each indicator with the series of its parts; one of which a table has only parts, without figures of its own."""
    found: dict[Key, tuple[list[Series], list[Series]]] = {}
    for one in series:
        found.setdefault(one.whole, ([], []))["breakdown" in one.texts].append(one)
    for wholes, parts in found.values():
        whole = wholes[0] if wholes else replace(parts[0], observations={}, targets={})
        yield replace(whole, basis=next((one.basis for one in (whole, *parts) if one.basis), None)), parts
