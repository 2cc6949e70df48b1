"""The values of scalars in YAML 1.2's core schema, and how much of them a file may have."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..model.decimals import is_too_long

MAX_ENTRIES, MAX_ITEMS = 1000, 100_000
"""Of a list or a mapping, and of a list right below a key at the top, as the indicators are."""

KEY_TYPES: Final = frozenset((str, int))
"""What a key may be: a word, or a year."""
_WORDS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS: Final = frozenset("+-.0123456789")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]{1,16}|0x[0-9a-fA-F]{1,16}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_FIGURES: Final = re.compile("[1-9]")
_SPECIAL: Final = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def value_of(text: str) -> str | float | bool | None:
    """The value of a plain (unquoted) scalar in YAML 1.2's core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INTEGER.fullmatch(text):
        # No figure is that long; int() and str() of thousands of digits raise.
        return int(text) if len(text) < 400 else float(text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        is_lost = is_too_long(text) or (not value and _FIGURES.search(text.lower().partition("e")[0]))
        return text if is_lost else value  # as text it is refused by its true reason
    if _BASED.fullmatch(text):
        return int(text, 0)
    special = _SPECIAL.fullmatch(text)
    return float(special[0].replace(".", "")) if special else text


resolve = lru_cache(maxsize=2**14)(value_of)
"""The same, kept for what is read often."""
