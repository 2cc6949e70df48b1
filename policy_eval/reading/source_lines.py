"""Where in the files something stands that was found in a programme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..model.indicator import Indicator
from ..model.origin import Keys
from ..model.programme import Programme
from .dataset import find_files
from .indicator_file import ABOUT_NAMES
from .text_files import read_text

Place = tuple[str, int, int]
"""Path, line and column."""


def locate_keys(programme: Programme, wanted: Sequence[tuple[str, Keys]]) -> list[Place]:
    """Path, line and column of parts of indicators, by reading these indicators once more.

    What is there no more, or was only in an earlier state, is at the top of what was around it.
    """
    from .item_places import find_places

    by_file: dict[str, dict[str, list[Keys]]] = {}
    for name, keys in wanted:
        if name in programme.origins:
            by_file.setdefault(programme.origins[name].path, {}).setdefault(name, []).append(keys)
    places: dict[tuple[str, Keys], Place] = {}
    for path, names in by_file.items():
        text = _text(programme, path)
        for name, its_keys in names.items():
            found = find_places(text, programme.origins[name].extent, its_keys)
            places |= {(name, keys): (path, *place) for keys, place in found.items()}
    return [places.get((name, keys), (programme.root, 1, 1)) for name, keys in wanted]


def locate(programme: Programme, wanted: Sequence[tuple[Indicator | None, Keys]]) -> list[Place]:
    """The same for parts of indicators, and of `programme.yaml` where no indicator is given."""
    of_indicators = iter(locate_keys(programme, [(one.id, (*one.place, *keys)) for one, keys in wanted if one]))
    return [next(of_indicators) if one else _in_programme(programme, keys) for one, keys in wanted]


def _in_programme(programme: Programme, keys: Keys) -> Place:
    from .located import read_located

    files = map(Path, programme.texts) if programme.texts else find_files(Path(programme.root))
    path = next(file for file in files if file.name.lower() in ABOUT_NAMES)
    return (str(path), *read_located(path, _text(programme, str(path))).place(keys))


def _text(programme: Programme, path: str) -> str:
    return programme.texts[path] if path in programme.texts else read_text(Path(path))
