"""What stands behind a key on its line: a word, a figure, a text in quotes, a mapping in braces, a list in brackets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from ..yaml_scalars import KEY_TYPES, MAX_ENTRIES, value_of

Plain = str | float | bool | None

_FIRST: Final = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|-(?=[\w.]))"""
_PLAIN: Final = re.compile(rf"{_FIRST}[^:#]*(?:(?::(?=\S)|(?<=\S)\#)[^:#]*)*")
_FLOW_PLAIN: Final = re.compile(rf"{_FIRST}[^:#,\[\]{{}}]*(?:(?::(?=[\w/])|(?<=\S)\#)[^:#,\[\]{{}}]*)*")
_KEY: Final = re.compile(r"[A-Za-z0-9_][\w.\-]{0,99}")
_FLOW_KEY: Final = re.compile(r"([A-Za-z0-9_][\w.\-]{0,99}): ")
_FLAT: Final = re.compile(r"[^\[\]{}\"']*")
_QUOTED: Final = re.compile(r""""([^"\\]*)"|'([^']*)'""")
_REST: Final = re.compile(r" *(?: #.*)?")
_DEEPEST: Final = 9
OPENING: Final = frozenset("{[\"'>")
"""What the values begin with that are not plain."""


class Other(Exception):
    """The text is not of the regular form."""


@lru_cache(maxsize=2**14)
def key_of(text: str) -> str | int:
    """The value of a key: a word, or a year."""
    value = value_of(text) if _KEY.fullmatch(text) else None
    if type(value) not in KEY_TYPES:
        raise Other
    return value  # type: ignore[return-value]  # it is one of the two


@lru_cache(maxsize=2**14)
def scalar(text: str) -> Plain:
    """The value of an unquoted word or figure that stands on a line, with or without a comment."""
    comment = text.find(" #")
    if comment >= 0:
        text = text[:comment].rstrip(" ")
    if not _PLAIN.fullmatch(text):
        raise Other
    return value_of(text)


@lru_cache(maxsize=2**14)
def _flow_plain(text: str) -> Plain:
    if not _FLOW_PLAIN.fullmatch(text) or text[-1] == " ":
        raise Other
    return value_of(text)


def inline(text: str) -> Any:
    """The value in quotes, braces or brackets that stands on a line, with or without a comment."""
    value, end = _value(text, 0, _DEEPEST)
    if not _REST.fullmatch(text, end):
        raise Other
    return value


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The mapping or list that begins at a place, and where it ends."""
    if not depth:
        raise Other
    is_list, start = text[at] == "[", at + 1
    closing = "]" if is_list else "}"
    end = _FLAT.match(text, start).end()  # type: ignore[union-attr]  # nothing matches, too
    if text[end : end + 1] == closing:
        parts = text[start:end].split(", ") if end > start else []
        if len(parts) > MAX_ENTRIES:
            raise Other
        return [*map(_flow_plain, parts)] if is_list else _pairs(parts), end + 1
    return (_items if is_list else _entries)(text, start, depth)


def _pairs(parts: list[str]) -> dict[Any, Any]:
    """The mapping of parts like `ja: 人`."""
    found = {}
    for part in parts:
        key, colon, value = part.partition(": ")
        if not colon:
            raise Other
        found[key_of(key)] = _flow_plain(value)
    if len(found) < len(parts):
        raise Other
    return found


def _items(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while True:
        value, at = _value(text, at, depth)
        items.append(value)
        if text[at : at + 1] == "]" and len(items) <= MAX_ENTRIES:
            return items, at + 1
        at = _after_comma(text, at)


def _entries(text: str, at: int, depth: int) -> tuple[dict[Any, Any], int]:
    found: dict[Any, Any] = {}
    while True:
        named = _FLOW_KEY.match(text, at)
        if named is None or (key := key_of(named[1])) in found:
            raise Other
        found[key], at = _value(text, named.end(), depth)
        if text[at : at + 1] == "}" and len(found) <= MAX_ENTRIES:
            return found, at + 1
        at = _after_comma(text, at)


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    if text[at : at + 1] in ("{", "["):
        return _flow(text, at, depth - 1)
    if quoted := _QUOTED.match(text, at):
        return quoted[quoted.lastindex or 0], quoted.end()
    plain = _FLOW_PLAIN.match(text, at)
    if plain is None:
        raise Other
    return _flow_plain(plain[0]), plain.end()


def _after_comma(text: str, at: int) -> int:
    if text[at : at + 2] != ", ":
        raise Other
    return at + 2
