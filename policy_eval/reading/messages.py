"""pydantic's findings in the words of the person who wrote the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from ..errors import brief, closest, listed, nearest
from ..hints import on_colon
from ..model import indicator as model
from ..model.fields import found
from ..model.periods import EARLIEST, LATEST, Basis
from .yaml_values import Keys

_CLASSES: Final[Mapping[str, type]] = {
    "indicators": model.Indicator,
    "observations": model.Observation,
    "targets": model.Target,
    "waivers": model.Waiver,
    "baseline": model.Baseline,
    "source": model.Source,
    "licence": model.Licence,
    "goals": model.Goal,
    "divisions": model.Names,
}
_WORDS: Final[Mapping[str, type[StrEnum]]] = {
    "direction": model.Direction,
    "status": model.Status,
    "kind": model.Kind,
    "result_type": model.ResultType,
    "basis": Basis,
}
_SHAPES: Final[Mapping[str, str]] = {
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
}
_SHORTHANDS: Final[Mapping[object, str]] = {
    "source": "text or a mapping",
    "licence": "text or a mapping",
    "divisions": "a list, or ja and en with a list each",
}
_UNKNOWN: Final = frozenset(("unexpected_keyword_argument", "invalid_key"))


class Message(NamedTuple):
    """The path of a key, what is wrong there, and whether with the key itself."""

    keys: Keys
    text: str
    of_key: bool = False


def explain(errors: Iterable[Mapping[str, Any]], whole: type) -> Iterator[Message]:
    """A message for each of pydantic's errors in a file of class `whole`, one for each mistake."""
    meant: set[Keys] = set()
    missing: list[Keys] = []
    for error in errors:
        keys: Keys = tuple(key for key in error["loc"] if key != "[key]")
        if error["type"] == "missing":
            missing.append(keys)
        elif error["type"] in _UNKNOWN:
            known = known_keys(_class_at(keys[:-1], whole))
            meant.add((*keys[:-1], closest(keys[-1], known)))
            yield Message(keys, _unknown_key(keys[-1], known), of_key=True)
        else:
            yield Message(keys, _sentence(error, keys), of_key="[key]" in error["loc"])
    # A misspelt key is not a missing one as well.
    yield from (Message(keys, "this key is required") for keys in missing if keys not in meant)


def _unknown_key(key: object, known: list[str]) -> str:
    if isinstance(key, int) and EARLIEST <= key <= LATEST:
        return "unknown key; years stand below 'observations'"
    return f"unknown key{on_colon(key) or nearest(key, known)}"


def _sentence(error: Mapping[str, Any], keys: Keys) -> str:
    kind, value = error["type"], error["input"]
    if kind == "enum":
        words = [word.value for word in _WORDS[str(keys[-1])]]
        if isinstance(value, str) and (word := closest(value, words)):
            return f"unknown word '{brief(value)}'; did you mean '{word}'?"
        return f"expected {listed(words)}, found {found(value)}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind in _SHAPES:
        return f"expected {_SHORTHANDS.get(keys[-1], _SHAPES[kind])}, found {found(value)}{on_colon(value)}"
    return str(error["msg"])


def known_keys(cls: type) -> list[str]:
    """The keys that a mapping of this class may have, as a file spells them."""
    return [field.name.rstrip("_") for field in dataclasses.fields(cls)]


def _class_at(keys: Keys, whole: type) -> type:
    if not keys:
        return whole
    if "targets" in keys and keys[-1] == "source":
        return model.Text
    # An item of a list and an observation go by the name of what holds them.
    is_item = isinstance(keys[-1], int) or keys[-2:-1] == ("observations",)
    # Every key that is not listed holds words in ja and en.
    return _CLASSES.get(str(keys[-2 if is_item else -1]), model.Text)
