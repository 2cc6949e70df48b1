"""One YAML file → plain values, and where each of them stands.

Values follow the core schema of YAML 1.2 (`no` is text, `012` is twelve, `12:30` is
text), built from the events of libyaml: a third of the time of a full loader, and
nothing in a file can make it construct more than the file says. Anchors, aliases,
tags, duplicate keys and several documents are refused.

Reading comes in two speeds. `read_values` is fast and knows no positions; it gives up
on the first irregularity. `read_located` notes every position and every irregularity;
it reads what turned out faulty, and the parts of a file that there is something to say of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from ..errors import MAX_PROBLEMS, Problem, brief
from ..model.origin import Extent, Keys
from . import yaml_mistakes as syntax
from .regular import Other, read_regular
from .text_files import Unreadable, unreadable
from .yaml_mistakes import MAX_DEPTH, TOO_DEEP, Place
from .yaml_scalars import KEY_TYPES, MAX_ENTRIES, MAX_ITEMS, resolve

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where it was built in, else PyYAML's own: the same events, slower."""
_LEAVE_OUT: Final = "are not supported; leave it out, or put it in quotes"
_WRITE_OUT: Final = "are not supported; write the value out, or put it in quotes"
_ITEM_DEPTH: Final = MAX_DEPTH - 2
"""What is left of the depth in an item of a list of the whole file."""


class Irregular(Exception):
    """Something that `read_located` has to put into words."""


@dataclass(slots=True)
class Located:
    """The values of a file with their places and what is irregular in them.

    `value` is that of the file with every irregular part left out or set to None;
    `lost` are the keys of parts whose value is therefore not that of the file.
    """

    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    lost: set[Keys] = field(default_factory=set)
    keys: dict[Keys, Place] = field(default_factory=dict)
    values: dict[Keys, Place] = field(default_factory=dict)

    def place(self, keys: Keys, *, of_key: bool = False) -> Place:
        """Line and column of the value at `keys` (or of its key), else of what encloses it."""
        first, second = (self.keys, self.values) if of_key else (self.values, self.keys)
        while keys and keys not in first and keys not in second:
            keys = keys[:-1]
        return first.get(keys) or second.get(keys) or (1, 1)

    def path(self, keys: Keys) -> str:
        """`('indicators', 2, 'observations', 2021)` as `indicators[2].observations.2021`."""
        path = ""
        for end, key in enumerate(keys, 1):
            if key is not None:
                is_index = isinstance(key, int) and keys[:end] not in self.keys
                path += f"[{key}]" if is_index else f".{brief(key)}"
        return path.removeprefix(".")


def read_values(path: Path, text: str, extents: list[Extent] | None = None) -> Any:
    """The values of a file, quickly; `extents` takes in those of the mappings that `indicators` lists.

    Raises `Unreadable` where the text is not YAML, `Irregular` where it is YAML with
    something in it that an indicator file may not have.
    """
    try:
        return read_regular(text, extents)
    except Other:
        return read_parsed(path, text, extents)


def read_parsed(path: Path, text: str, extents: list[Extent] | None = None) -> Any:
    """The same by the parser alone, whatever the form of the file."""
    try:
        loader = LOADER(text)
        next_event = loader.get_event
        next_event()  # the stream's start
        if type(next_event()) is yaml.StreamEndEvent:
            return None
        value = _value(next_event, next_event(), MAX_DEPTH, extents)
        next_event()  # the document's end
        if type(next_event()) is not yaml.StreamEndEvent:
            raise Irregular
    except yaml.YAMLError as error:
        raise _not_yaml(path, text, error) from None
    return value


def read_located(path: Path, text: str) -> Located:
    """The same values with every position and irregularity. Raises `Unreadable`."""
    located = Located()
    try:
        loader = LOADER(text)
        loader.get_event()
        event = loader.get_event()
        if type(event) is not yaml.StreamEndEvent:
            located.value = _Locator(path, loader.get_event, located).value(loader.get_event(), ())
            loader.get_event()
            event = loader.get_event()
            if type(event) is not yaml.StreamEndEvent:
                message = "a second document starts here; keep one document in a file"
                located.problems.append(Problem(str(path), *place_of(event.start_mark), "", message))
    except yaml.YAMLError as error:
        raise _not_yaml(path, text, error) from None
    return located


def read_nodes(text: str) -> Any:
    """The root of PyYAML's node graph of a regular file: the values with their marks, for edits in place."""
    return yaml.compose(text, Loader=LOADER)


def _value(next_event: Callable[[], Any], event: Any, depth: int, extents: list[Extent] | None = None) -> Any:
    if event.anchor is not None or event.tag is not None:  # an alias has an anchor, too
        raise Irregular
    kind = type(event)
    if kind is yaml.ScalarEvent:
        return resolve(event.value) if event.implicit[0] else event.value
    if not depth:
        raise Irregular
    if kind is yaml.SequenceStartEvent:
        return _items(next_event, depth, extents)
    mapping: dict[Any, Any] = {}
    start = event.start_mark
    while type(event := next_event()) is not yaml.MappingEndEvent:
        key = _value(next_event, event, depth - 1)
        if type(key) not in KEY_TYPES or key in mapping or key == "<<":
            raise Irregular
        mapping[key] = _value(next_event, next_event(), depth - 1, extents if key == "indicators" else None)
    if len(mapping) > MAX_ENTRIES:
        raise Irregular
    if extents is not None and depth == _ITEM_DEPTH:
        extents.append(_extent(start, event.end_mark))
    return mapping


def _items(next_event: Callable[[], Any], depth: int, extents: list[Extent] | None) -> list[Any]:
    items: list[Any] = []
    most = MAX_ITEMS if depth == MAX_DEPTH - 1 else MAX_ENTRIES
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        if len(items) == most:
            raise Irregular
        items.append(_value(next_event, event, depth - 1, extents))
    return items


class _Locator:
    """Walks the events once more, this time with a notebook."""

    def __init__(self, path: Path, next_event: Callable[[], Any], located: Located) -> None:
        self.path, self.next_event, self.located = path, next_event, located

    def value(self, event: Any, keys: Keys) -> Any:
        self.located.values.setdefault(keys, place_of(event.start_mark))
        if type(event) is yaml.AliasEvent:
            self._report(event, keys, f"aliases (*{brief(event.anchor)}) {_WRITE_OUT}")
            self.located.lost.add(keys)
            return None
        if event.anchor is not None:
            self._report(event, keys, f"anchors (&{brief(event.anchor)}) {_LEAVE_OUT}")
        if event.tag is not None:
            tag = brief(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._report(event, keys, f"tags ({tag}) {_LEAVE_OUT}")
        if type(event) is yaml.ScalarEvent:
            if event.tag is not None:
                self.located.lost.add(keys)
            return resolve(event.value) if event.implicit[0] else event.value
        if len(keys) >= MAX_DEPTH:
            self._refuse(event, (), TOO_DEEP)
        return self._sequence(keys) if type(event) is yaml.SequenceStartEvent else self._mapping(keys)

    def _sequence(self, keys: Keys) -> list[Any]:
        items: list[Any] = []
        most = MAX_ITEMS if len(keys) == 1 else MAX_ENTRIES
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            if len(items) == most:
                self._refuse(event, keys, f"is a list of more than {most:,} items; no more are read")
            items.append(self.value(event, (*keys, len(items))))
        return items

    def _mapping(self, keys: Keys) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        entries = 0
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            entries += 1
            if entries > MAX_ENTRIES:
                self._refuse(event, keys, f"is a mapping of more than {MAX_ENTRIES:,} keys; no more are read")
            inner = (*keys, resolve(event.value) if is_plain(event) else getattr(event, "value", None))
            key = None if type(event) is yaml.AliasEvent else self.value(event, (*inner, None))
            if fault := self._key_fault(event, key, inner, mapping):
                self._report(event, inner if type(key) in KEY_TYPES else keys, fault)
                if type(event := self.next_event()) is not yaml.AliasEvent:
                    self.value(event, (*inner, None))
            else:
                self.located.keys[inner] = place_of(event.start_mark)
                mapping[key] = self.value(self.next_event(), inner)
        return mapping

    def _key_fault(self, event: Any, key: Any, keys: Keys, mapping: dict[Any, Any]) -> str:
        if type(event) is not yaml.ScalarEvent:
            return "a key must be one word or a year, not a list, a mapping or an alias"
        if type(key) not in KEY_TYPES:
            return f"a key must be one word or a year, not '{brief(event.value)}'"
        if key == "<<":
            return "merge keys (<<) are not supported; write the keys out"
        return f"duplicate key; the first one is in line {self.located.keys[keys][0]}" if key in mapping else ""

    def _refuse(self, event: Any, keys: Keys, message: str) -> NoReturn:
        self._report(event, keys, message)
        raise Unreadable(*self.located.problems)

    def _report(self, event: Any, keys: Keys, message: str) -> None:
        problems = self.located.problems
        problems.append(Problem(str(self.path), *place_of(event.start_mark), self.located.path(keys), message))
        if len(problems) == MAX_PROBLEMS:
            raise Unreadable(*problems)


def is_plain(event: Any) -> bool:
    return type(event) is yaml.ScalarEvent and event.implicit[0]


def place_of(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _extent(start: Any, end: Any) -> Extent:
    return Extent(*place_of(start), start.index, end.index)


def _not_yaml(path: Path, text: str, error: yaml.YAMLError) -> Unreadable:
    place, message = syntax.in_words(text, error)
    return unreadable(path, *place, message)
