"""Series → new indicator files, with a mark wherever a person must still fill something in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..editing.yaml_text import written
from ..errors import InvalidDataset, UsageError
from ..model.codes import LANGUAGES
from ..model.indicator import FiscalYear
from ..model.sub_field import PROGRAMME_WIDE
from ..reading.indicator_file import ABOUT_NAMES
from ..reading.json_schema import MODELINE
from ..reading.text_files import MAX_BYTES
from ..wording.words import word
from .draft_lines import Defaults, DraftLines, free_name, ids_of, spaced, unbound_targets
from .series import Series

_ROOM: Final = MAX_BYTES * 15 // 16
"""What indicators may take of a file."""


@dataclass(slots=True)
class Drafts:
    """The text of each file by its name, and how often each key is still to be filled in.

    `has_bare_years`: neither the table nor the command line says what the years of some
    series are. `renamed` are ids that are others than the table has,
    `split` are the sub-fields that take what one file cannot hold.
    """

    files: dict[str, str] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    has_bare_years: bool = False
    renamed: dict[str, str] = field(default_factory=dict)
    split: dict[str, list[str]] = field(default_factory=dict)


def drafts(series: Sequence[Series], defaults: Defaults, fiscal_year: FiscalYear | None = None) -> Drafts:
    """A file for each sub-field, in the order of the table, and one for the programme where there is a fiscal year.

    Raises UsageError for one title for several sub-fields, InvalidDataset for targets
    without a direction.
    """
    if unbound := [*unbound_targets(series, defaults)]:
        raise InvalidDataset(unbound)
    by_sub_field: dict[str, list[Series]] = {}
    for one in series:
        by_sub_field.setdefault(one.texts.get("sub_field", defaults.sub_field or "1"), []).append(one)
    if defaults.title is not None and len(by_sub_field) > 1:
        raise UsageError(f"--title: the table has {len(by_sub_field)} sub-fields, which cannot share one")
    result = Drafts(has_bare_years=any((one.basis or defaults.basis) is None for one in series))
    if fiscal_year:
        by_sub_field.setdefault(PROGRAMME_WIDE, [])
    draft = DraftLines(defaults, ids_of(series, result.renamed), result.missing)
    for name, own in by_sub_field.items():
        for part, items in _in_files(name, [*draft.of(own)], by_sub_field):
            lines = [*head_lines(draft, part, own), "indicators:" if own else "indicators: []"]
            lines += (f"  {line}" if line else "" for line in spaced(items))
            if part == PROGRAMME_WIDE and fiscal_year:
                lines.insert(2, f"fiscal_year: {{starts: {fiscal_year.starts}, named_by: {fiscal_year.named_by}}}")
            result.files[file_name(part, result.files)] = "\n".join(lines) + "\n"
            if part != name:
                result.split.setdefault(name, []).append(part)
    return result


def _in_files(
    sub_field: str, items: Sequence[Sequence[str]], taken: Iterable[str]
) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """The indicators of a sub-field; those that one file cannot hold, in more sub-fields beside it."""
    names, starts, size = [sub_field], [0], 0
    for number, lines in enumerate(items):
        own = sum(len(line.encode()) + 3 for line in lines) + 1
        if size and size + own > _ROOM:
            names.append(free_name(sub_field, {*taken, *names}))
            starts.append(number)
            size = 0
        size += own
    for name, start, end in zip(names, starts, [*starts[1:], len(items)], strict=True):
        yield name, items[start:end]


def file_name(sub_field: str, taken: Collection[str]) -> str:
    if sub_field == PROGRAMME_WIDE:
        return ABOUT_NAMES[0]
    # A name that is none is left for `validate` to name; here it must only be a name of a file.
    safe = re.sub(r"[^\w-]+", "-", sub_field.zfill(2) if sub_field.isdecimal() else sub_field).strip("-")[:40]
    return free_name(safe or "sub-field", {*taken, ABOUT_NAMES[0]}, ".yaml")


def head_lines(draft: DraftLines, name: str, series: Sequence[Series]) -> Iterator[str]:
    """The lines of the file of a sub-field above its indicators."""
    yield MODELINE
    if name != PROGRAMME_WIDE:
        yield f"sub_field: {int(name) if name.isdecimal() and str(int(name)) == name else written(name)}"
    titles = {one.texts.get("sub_field_title") for one in series}
    title = draft.defaults.title or (titles.pop() if len(titles) == 1 else None)
    if name == PROGRAMME_WIDE and not series:  # here for its fiscal year alone
        named = {lang: word("programme-wide", lang) for lang in LANGUAGES}
        yield f"title: {written(named)}"
    else:
        what = f"the title of the {'programme' if name == PROGRAMME_WIDE else 'sub-field'}"
        yield draft.required("title", title, what)
