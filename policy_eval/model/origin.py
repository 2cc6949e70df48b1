"""Where something stands in the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Keys = tuple[object, ...]
"""The path of a key in a file, or below an indicator: `("observations", 2021, "status")`."""


class Extent(NamedTuple):
    """Where a part of a file begins, and from which character to which it goes."""

    line: int
    column: int
    start: int
    end: int

    def alone(self, text: str) -> str:
        """The part by itself: indented as far as it was, it stands as it stood around others."""
        return " " * (self.column - 1) + text[self.start : self.end]


class Fault(NamedTuple):
    """A broken rule: the path of the key (in a file, or below an indicator), what is wrong, how bad."""

    keys: Keys
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The file of an indicator, its place in that file's list of indicators, and where it stands in the text."""

    path: str
    index: int
    extent: Extent
