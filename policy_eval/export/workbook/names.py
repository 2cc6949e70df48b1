"""Names of sheets that every spreadsheet accepts, whatever the sub-fields are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from ...model.sub_field import SubField
from ...wording.statements import heading
from ...wording.style import Style
from ...wording.wrapping import width_of, wrapped

_LONGEST: Final = 31
"""In units of UTF-16, as Excel counts; here also in columns, so that tabs stay short."""
# A name may not hold these, nor what is read as the code of a character: `_x0041_`.
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]|_(?=x[0-9a-fA-F]{4}_)")
_RESERVED: Final = ("History", "履歴")


def sheet_names(sub_fields: Sequence[SubField], taken: Sequence[str], style: Style) -> Iterator[str]:
    """A name for the sheet of each sub-field, unlike the ones that are `taken`: `6 Japan's standing in the…`.

    At most 31 characters, without regard to case or width of letters unique, and without
    those that a name may not have.
    """
    used = {_folded(name) for name in (*_RESERVED, *taken)}
    for sub_field in sub_fields:
        name = _unique(_legal(heading(sub_field, style)), used)
        used.add(_folded(name))
        yield name


def _legal(text: str) -> str:
    # An apostrophe is doubled where sheets are referred to, which not every program reads back.
    return " ".join(_FORBIDDEN.sub(" ", text).replace("'", "’").split()).strip("’") or "-"


def _unique(text: str, used: set[str]) -> str:
    name, number = _short(text, _LONGEST), 1
    while _folded(name) in used:
        number += 1
        tail = f" ({number})"
        name = _short(text, _LONGEST - len(tail)) + tail
    return name


def _short(text: str, room: int) -> str:
    """The text where it fits, else as many of its words as do, and an ellipsis."""
    if width_of(text) <= room and _units(text) <= room:
        return text
    start = wrapped(text, room - 1)[0]
    while width_of(start) > room - 1 or _units(start) > room - 1:
        start = start[:-1]
    return start.rstrip(" ’") + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
