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
from ..errors import UsageError
from ..model.breakdowns import part_of
from ..model.codes import MetricKind
from ..model.indicator import FiscalYear
from ..model.periods import in_time
from ..model.programme import PROGRAMME_WIDE
from ..reading.indicator_file import ABOUT_NAMES
from ..reading.json_schema import MODELINE
from .series import Series

_TO_FILL: Final = "to be filled in"
_ID: Final = re.compile("(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says for all indicators of which the table does not say it."""

    sub_field: str
    title: str | None = None
    direction: str | None = None
    basis: str | None = None


@dataclass(slots=True)
class Drafts:
    """The text of each file by its name, and how often each key is still to be filled in.

    `has_bare_years`: neither the table nor the command line says what the years of some series are.
    """

    files: dict[str, str] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    has_bare_years: bool = False


def drafts(series: Sequence[Series], defaults: Defaults, fiscal_year: FiscalYear | None = None) -> Drafts:
    """A file for each sub-field, in the order of the table, and one for the programme where there is a fiscal year.

    Raises UsageError for one title for several sub-fields.
    """
    by_sub_field: dict[str, list[Series]] = {}
    for one in series:
        by_sub_field.setdefault(one.texts.get("sub_field", defaults.sub_field), []).append(one)
    if defaults.title is not None and len(by_sub_field) > 1:
        raise UsageError(f"--title: the table has {len(by_sub_field)} sub-fields, which cannot share one")
    result = Drafts(has_bare_years=any((one.basis or defaults.basis) is None for one in series))
    if fiscal_year:
        by_sub_field.setdefault(PROGRAMME_WIDE, [])
    for name, own in by_sub_field.items():
        lines = [*_Lines(result.missing).of_file(name, own, defaults)]
        if name == PROGRAMME_WIDE and fiscal_year:
            lines.insert(2, f"fiscal_year: {{starts: {fiscal_year.starts}, named_by: {fiscal_year.named_by}}}")
        result.files[_file_name(name, result.files)] = "\n".join(lines) + "\n"
    return result


def _file_name(sub_field: str, taken: Collection[str]) -> str:
    if sub_field == PROGRAMME_WIDE:
        return ABOUT_NAMES[0]
    # A name that is none is left for `validate` to name; here it must only be a name of a file.
    safe = re.sub(r"[^\w-]+", "-", sub_field.zfill(2) if sub_field.isdecimal() else sub_field).strip("-")[:40]
    ends = chain([""], (f"-{number}" for number in count(2)))
    names = (f"{safe or 'sub-field'}{end}.yaml" for end in ends)
    return next(name for name in names if name not in {*taken, ABOUT_NAMES[0]})


@dataclass(slots=True)
class _Lines:
    """The lines of a file, while the count of what is missing goes on."""

    missing: Counter[str]

    def of_file(self, name: str, series: Sequence[Series], defaults: Defaults) -> Iterator[str]:
        yield MODELINE
        if name != PROGRAMME_WIDE:
            yield f"sub_field: {int(name) if name.isdecimal() and str(int(name)) == name else written(name)}"
        titles = {one.texts.get("sub_field_title") for one in series}
        title = defaults.title or (titles.pop() if len(titles) == 1 else None)
        yield self._required(
            "title", title, f"the title of the {'programme' if name == PROGRAMME_WIDE else 'sub-field'}"
        )
        yield "indicators:" if series else "indicators: []"
        for number, (one, parts) in enumerate(_with_parts(series)):
            yield from [""] if number else []
            yield from self._of_indicator(one, defaults)
            yield from _breakdowns(parts)

    def _required(self, key: str, value: str | None, what: str) -> str:
        if value is not None:
            return f"{key}: {written(value)}"
        self.missing[key] += 1
        return f"{key}:    # {_TO_FILL}: {what}"

    def _of_indicator(self, series: Series, defaults: Defaults) -> Iterator[str]:
        texts = series.texts
        basis = series.basis or defaults.basis
        yield f"  - {self._required('id', _id(texts), 'a short name, such as water-quality')}"
        yield f"    {self._required('title', texts.get('title'), 'what is measured')}"
        for key in ("description", "result_type"):
            if key in texts:
                yield f"    {key}: {written(texts[key])}"
        if texts.get("kind", MetricKind.REFERENCE) != MetricKind.REFERENCE:
            yield f"    kind: {written(texts['kind'])}"
        yield f"    {self._required('unit', texts.get('unit'), 'what is counted, or a percent sign in quotes')}"
        if basis is not None:
            yield f"    basis: {basis}"
        direction = texts.get("direction", defaults.direction)
        yield f"    {self._required('direction', direction, 'increase, decrease or none')}"
        source = {"ref": texts.get("source"), "publisher": texts.get("publisher")}
        if given := {key: text for key, text in source.items() if text}:
            yield f"    source: {written(given)}"
        if "note" in texts:
            yield f"    note: {written(texts['note'])}"
        yield from _observations(series)


def _with_parts(series: Sequence[Series]) -> Iterator[tuple[Series, list[Series]]]:
    """Each indicator with the series of its parts; one of which a table has only parts, without figures of its own."""
    found: dict[tuple[str, ...], tuple[list[Series], list[Series]]] = {}
    for one in series:
        texts = one.texts
        name = (texts["indicator"],) if "indicator" in texts else (texts.get("title", ""), texts.get("unit", ""))
        found.setdefault(name, ([], []))["breakdown" in texts].append(one)
    for wholes, parts in found.values():
        whole = wholes[0] if wholes else replace(parts[0], observations={})
        yield replace(whole, basis=next((one.basis for one in (whole, *parts) if one.basis), None)), parts


def _breakdowns(parts: Sequence[Series]) -> Iterator[str]:
    if parts:
        yield "    breakdowns:"
    for one in parts:
        yield f"      - of: {written(part_of(one.texts['breakdown']))}"
        yield from (f"    {line}" for line in _observations(one))


def _observations(series: Series) -> Iterator[str]:
    yield "    observations:" if series.observations else "    observations: {}"
    for period in sorted(series.observations, key=in_time):
        yield f"      {period}: {written(simplest(series.observations[period]))}"


def _id(texts: dict[str, str]) -> str | None:
    """The id of the table, else one made of the words of an English title."""
    for words in (texts.get("indicator", ""), texts.get("title", "")):
        plain = unicodedata.normalize("NFKC", words)
        name = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
        if plain.isascii() and _ID.fullmatch(name):
            return name
    return None
