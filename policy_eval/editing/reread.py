"""What the text of a file says, to hold an edit to what it was meant to change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ..errors import PolevalError
from ..model.origin import Extent
from ..reading.text_files import Unreadable
from ..reading.values import Irregular, read_values

MARK: Final = "\ufeff"
BREAK: Final = re.compile(r"\r\n|\n|\r")


def break_at(text: str, at: int) -> str:
    """How lines end around here."""
    found = BREAK.search(text, at) or BREAK.search(text)
    return found[0] if found else "\n"


def values_of(text: str, extents: list[Extent] | None = None) -> Any:
    """The values of a file, and where its indicators stand. Raises PolevalError with its line."""
    try:
        return read_values(Path(), text, extents)
    except Unreadable as error:
        raise PolevalError(f"line {error.problems[-1].line}: {error.problems[-1].message}") from None
    except Irregular:
        raise PolevalError("the file has something in it that an indicator file may not have") from None


def hold(text: str, wanted: Any) -> None:
    """Raises PolevalError unless the text reads as these values and no others."""
    try:
        is_right = _same(values_of(text), wanted)
    except PolevalError:
        is_right = False
    if not is_right:
        raise PolevalError("this file is written in a way that cannot be edited in place; edit it by hand")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
