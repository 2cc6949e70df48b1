"""pydantic's findings in the words of the person who wrote the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from ..errors import brief, listed
from ..hints import closest, meant, nearest, on_colon, on_spaces, on_targets
from ..model.fields import Expects, found
from ..model.origin import Keys
from ..model.periods import EARLIEST, LATEST

_SHAPES: Final[Mapping[str, str]] = {
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
}
_UNKNOWN: Final = frozenset(("unexpected_keyword_argument", "invalid_key"))


class Message(NamedTuple):
    """The path of a key, what is wrong there, and whether with the key itself."""

    keys: Keys
    text: str
    of_key: bool = False


def in_words(errors: Iterable[Mapping[str, Any]], whole: type) -> Iterator[Message]:
    """A message for each of pydantic's errors in a file of class `whole`, one for each mistake."""
    intended: set[Keys] = set()
    missing: list[Keys] = []
    for error in errors:
        keys: Keys = tuple(key for key in error["loc"] if key != "[key]")
        if error["type"] == "missing":
            missing.append(keys)
        elif error["type"] in _UNKNOWN:
            known = known_keys(_place(keys[:-1], whole)[0])
            intended.add((*keys[:-1], meant(keys[-1], known) or closest(keys[-1], known)))
            yield Message(keys, _unknown_key(keys[-1], known), of_key=True)
        else:
            yield Message(keys, _sentence(error, keys, whole), of_key="[key]" in error["loc"])
    # A misspelt key is not a missing one as well.
    yield from (Message(keys, "this key is required") for keys in missing if keys not in intended)


def _unknown_key(key: object, known: list[str]) -> str:
    if isinstance(key, int) and EARLIEST <= key <= LATEST:
        return "unknown key; years stand below 'observations'"
    advice = on_spaces(key) or on_colon(key)
    if not advice and (word := meant(key, known)):
        advice = f"; did you mean '{word}'?"
    return f"unknown key{advice or nearest(key, known)}"


def _sentence(error: Mapping[str, Any], keys: Keys, whole: type) -> str:
    kind, value = error["type"], error["input"]
    if kind == "enum":
        words = [word.value for word in _place(keys, whole)[0]]
        if isinstance(value, str) and (word := meant(value, words)):
            return f"unknown word '{brief(value)}'; write {word}"
        if isinstance(value, str) and (word := closest(value, words)):
            return f"unknown word '{brief(value)}'; did you mean '{word}'?"
        return f"expected {listed(words)}, found {found(value)}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind in _SHAPES:
        advice = on_colon(value) or (on_targets(value) if keys[-1:] == ("targets",) else "")
        return f"expected {_place(keys, whole)[1] or _SHAPES[kind]}, found {found(value)}{advice}"
    return str(error["msg"])


def known_keys(cls: type) -> list[str]:
    """The keys that a mapping of this class may have, as a file spells them."""
    return [field.name.rstrip("_") for field in dataclasses.fields(cls) if field.init]


def _place(keys: Keys, whole: type) -> tuple[Any, str]:
    """The type of what stands at `keys` in a file of class `whole`, and the words that say what is expected there."""
    kind, expected = _unwrapped(whole)
    for key in keys:
        if dataclasses.is_dataclass(kind):
            hints = get_type_hints(kind, include_extras=True)
            kind, expected = _unwrapped(hints.get(str(key), hints.get(f"{key}_", object)))
        elif get_origin(kind) in (tuple, list):
            kind, expected = _unwrapped(get_args(kind)[0])
        elif get_origin(kind) is dict:
            kind, expected = _unwrapped(get_args(kind)[1])
    return kind, expected


def _unwrapped(hint: Any) -> tuple[Any, str]:
    """A type without what is said beside it and without None, and what a message is to say is expected."""
    expected = ""
    while get_origin(hint) in (Annotated, Union, UnionType):
        inner, *others = get_args(hint)
        if get_origin(hint) is Annotated:
            expected = next((other.words for other in others if isinstance(other, Expects)), expected)
        hint = inner
    return hint, expected
