"""Series of indicators that a dataset does not have → what becomes of its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from ..editing.append import appended
from ..errors import Problem, listed
from ..model.programme import Programme
from ..model.sub_field import PROGRAMME_WIDE
from .draft_lines import Defaults, DraftLines, ids_of, spaced, unbound_targets
from .new_files import file_name, head_lines
from .series import Key, Series

_SAY: Final = {
    "id": "an id (a column of ids; --map HEADING=indicator names it)",
    "title": "a title (--indicator-title)",
    "unit": "a unit (--unit)",
    "direction": "a direction (--direction)",
}


@dataclass(slots=True)
class Additions:
    """What becomes of each file, a line for each new indicator, and why some cannot be added.

    `has_bare_years`: nothing says what the years of some are.
    """

    edits: dict[Path, Callable[[str], str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_bare_years: bool = False


def additions(programme: Programme, series: Sequence[Series], defaults: Defaults) -> Additions:
    """The new indicators at the end of the file of their sub-field, or in a new file for it.

    Nothing is left to be filled in: what an indicator needs and nothing says is a problem.
    """
    result = Additions(problems=[*unbound_targets(series, defaults)])
    if result.problems:
        return result
    result.has_bare_years = any((one.basis or defaults.basis) is None for one in series)
    files = {sub.sub_field: Path(programme.origins[one.id].path) for sub, one in programme}
    sub_fields = [name for name in files if name != PROGRAMME_WIDE]
    only = sub_fields[0] if len(sub_fields) == 1 else None
    homes: dict[str, list[Series]] = {}
    for one in series:
        name = one.texts.get("sub_field", defaults.sub_field or only)
        if name is None:
            message = f"{_named(one)} is new, and it needs a sub-field (--sub-field)"
            result.problems.append(one.problem(message))
        else:
            homes.setdefault(name, []).append(one)
    ids = ids_of(series, {}, {one.id for one in programme.indicators})
    for name, own in homes.items():
        lines = _lines(own, defaults, ids, result)
        if name in files:
            path, change = files[name], partial(appended, items=lines)
        elif Path(programme.root).is_dir():
            path = Path(programme.root) / file_name(name, {file.name for file in Path(programme.root).iterdir()})
            change = partial(_started, lines=_head(name, own, defaults, result), items=lines)
        else:
            result.problems.append(own[0].problem(f"sub-field '{name}' is not in {programme.root}; name its folder"))
            continue
        result.edits[path] = change
        result.said += [f"{ids.get(key, '')}: added to {path}" for key in dict.fromkeys(one.whole for one in own)]
    return result


def _named(series: Series) -> str:
    return f"'{series.texts.get('indicator') or series.texts.get('title', '')}'"


def _lines(series: Sequence[Series], defaults: Defaults, ids: dict[Key, str], result: Additions) -> list[str]:
    own: dict[Key, list[Series]] = {}
    for one in series:
        own.setdefault(one.whole, []).append(one)
    items: list[list[str]] = []
    for each in own.values():
        draft = DraftLines(defaults, ids)
        items += draft.of(each)
        if draft.missing:
            needed = listed([_SAY[key] for key in draft.missing], "and")
            result.problems.append(each[0].problem(f"{_named(each[0])} is new, and it needs {needed}"))
    return spaced(items)


def _head(name: str, series: Sequence[Series], defaults: Defaults, result: Additions) -> list[str]:
    draft = DraftLines(defaults, {})
    lines = [*head_lines(draft, name, series), "indicators: []"]
    if draft.missing:
        result.problems.append(series[0].problem(f"sub-field '{name}' is new, and it needs a title (--title)"))
    return lines


def _started(text: str, lines: Sequence[str], items: Sequence[str]) -> str:
    return appended(text or "\n".join(lines) + "\n", items)
