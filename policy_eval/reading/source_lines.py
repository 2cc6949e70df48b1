"""Where in the files something stands that was found in a programme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..model.origin import Keys
from ..model.programme import Programme
from .text_files import read_text
from .yaml_values import read_item

Place = tuple[str, int, int]
"""Path, line and column."""


def locate_keys(programme: Programme, wanted: Sequence[tuple[str, Keys]]) -> list[Place]:
    """Path, line and column of parts of indicators, by reading these indicators once more."""
    by_file: dict[str, dict[str, list[Keys]]] = {}
    for name, keys in wanted:
        by_file.setdefault(programme.origins[name].path, {}).setdefault(name, []).append(keys)
    places: dict[tuple[str, Keys], Place] = {}
    for path, names in by_file.items():
        text = read_text(Path(path))
        for name, its_keys in names.items():
            part = read_item(Path(path), text, programme.origins[name].extent)
            for keys in its_keys:
                places[name, keys] = (path, *part.place(keys))
    return [places[name, keys] for name, keys in wanted]
