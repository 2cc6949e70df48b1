"""One YAML file → plain values, by the quicker of two readers.

Values follow the core schema of YAML 1.2 (`no` is text, `012` is twelve, `12:30` is text),
and nothing in a file can make them more than it says. Anchors, aliases, tags, duplicate
keys and several documents are refused. Neither reader knows positions: at the first
irregularity they give up, and `located` puts it into words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..model.origin import Extent
from .regular import Other, read_regular


class Irregular(Exception):
    """Something that `read_located` has to put into words."""


def read_values(path: Path, text: str, extents: list[Extent] | None = None) -> Any:
    """The values of a file, quickly; `extents` takes in those of the mappings that `indicators` lists.

    Raises `Unreadable` where the text is not YAML, `Irregular` where it is YAML with
    something in it that an indicator file may not have.
    """
    try:
        return read_regular(text, extents)
    except Other:
        from .yaml_values import read_parsed  # importing a parser takes longer than reading a file

        return read_parsed(path, text, extents)
