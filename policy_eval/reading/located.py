"""What is irregular in a file, and where its parts stand: read once for the one, and in pieces for the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from ..errors import MAX_PROBLEMS, Problem, brief
from ..model.origin import Extent, Keys
from .text_files import Unreadable
from .yaml_doubts import doubts
from .yaml_mistakes import MAX_DEPTH, TOO_DEEP, Place
from .yaml_scalars import KEY_TYPES, MAX_ENTRIES, MAX_ITEMS, resolve
from .yaml_values import LOADER, is_plain, not_yaml, place_of

_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_LEAVE_OUT: Final = "are not supported; leave it out, or put it in quotes"
_WRITE_OUT: Final = "are not supported; write the value out, or put it in quotes"


class _Notes(NamedTuple):
    """Where keys and values stand."""

    keys: dict[Keys, Place]
    values: dict[Keys, Place]


@dataclass(slots=True)
class Located:
    """The values of a file with what is irregular in them, and where its parts stand.

    `value` is that of the file with every irregular part left out or set to None;
    `lost` are the keys of parts whose value is therefore not that of the file. `extents`
    are those of the items of `indicators`, whose places are looked up item by item.
    """

    path: Path
    text: str
    extents: list[Extent] = field(default_factory=list)
    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    lost: set[Keys] = field(default_factory=set)
    _noted: dict[int | None, _Notes] = field(default_factory=dict)

    def has(self, keys: Keys) -> bool:
        """Whether there is a value at these keys."""
        return keys in self._notes(keys).values

    def place(self, keys: Keys, *, of_key: bool = False) -> Place:
        """Line and column of the value at `keys` (or of its key), else of what encloses it."""
        notes = self._notes(keys)
        first, second = (notes.keys, notes.values) if of_key else (notes.values, notes.keys)
        while keys and keys not in first and keys not in second:
            keys = keys[:-1]
        return first.get(keys) or second.get(keys) or (1, 1)

    def said(self, keys: Keys) -> str:
        """`('indicators', 2, 'observations', 2021)` as `indicators[2].observations.2021`."""
        known = self._notes(keys).keys
        return _path(keys, {end for end in range(len(keys)) if keys[: end + 1] not in known})

    def _notes(self, keys: Keys) -> _Notes:
        """The places in the indicator that keys lead into, or those of all else."""
        index = keys[1] if len(keys) > 1 and keys[0] == "indicators" else None
        item = index if isinstance(index, int) and index < len(self.extents) else None
        if item not in self._noted:
            self._noted[item] = _noted_in(self, item)
        return self._noted[item]


def read_located(path: Path, text: str) -> Located:
    """The values of a file with every irregularity. Raises `Unreadable`."""
    located = Located(path, text)
    try:
        next_event = LOADER(text).get_event
        next_event()
        event = next_event()
        if type(event) is not yaml.StreamEndEvent:
            located.value = _Walker(path, next_event, located).value(next_event(), ())
            next_event()
            event = next_event()
            if type(event) is not yaml.StreamEndEvent:
                message = "a second document starts here; keep one document in a file"
                located.problems.append(Problem(str(path), *place_of(event.start_mark), "", message))
        found = islice(doubts(text, LOADER), MAX_PROBLEMS - len(located.problems))
        located.problems += [Problem(str(path), *place, "", message) for place, message in found]
    except yaml.YAMLError as error:
        raise not_yaml(path, text, error) from None
    return located


def _noted_in(located: Located, item: int | None) -> _Notes:
    """The places in an item of `indicators`, or those outside of all of them; the text has been read before."""
    notes = _Notes({}, {})
    keys: Keys = ()
    if item is None:
        text, above = _without_items(located.text, located.extents), 0
    else:
        extent = located.extents[item]
        text, above, keys = extent.alone(located.text), extent.line - 1, ("indicators", item)
    next_event = LOADER(text).get_event
    next_event()
    if type(next_event()) is not yaml.StreamEndEvent:
        walker = _Walker(located.path, next_event, Located(located.path, text), notes)
        walker.above = above
        walker.value(next_event(), keys)
    return notes


def _without_items(text: str, extents: Sequence[Extent]) -> str:
    """The text with nothing between the first and the last of the items, in as many lines."""
    if not extents:
        return text
    start, end = extents[0].start, extents[-1].end
    *breaks, last = _BREAK.split(text[start:end])
    return f"{text[:start]}{chr(10) * len(breaks)}{' ' * len(last)}{text[end:]}"


def _path(keys: Keys, listed: set[int]) -> str:
    """Keys in words; those at these places are numbers of items, if they are numbers."""
    path = ""
    for place, key in enumerate(keys):
        if key is not None:
            path += f"[{key}]" if isinstance(key, int) and place in listed else f".{brief(key)}"
    return path.removeprefix(".")


class _Walker:
    """Walks the events once more, this time with a notebook: of what is irregular, and, if asked for, of places."""

    def __init__(
        self, path: Path, next_event: Callable[[], Any], located: Located, notes: _Notes | None = None
    ) -> None:
        self.path, self.next_event, self.located, self.notes = path, next_event, located, notes
        self.above = 0
        self.lists: set[int] = set()
        self.end: Any = None

    def value(self, event: Any, keys: Keys) -> Any:
        if self.notes:
            self.notes.values.setdefault(keys, self._place(event))
        self.end = event.end_mark
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
        self.lists.add(len(keys))
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            if len(items) == most:
                self._refuse(event, keys, f"is a list of more than {most:,} items; no more are read")
            items.append(self.value(event, (*keys, len(items))))
            if keys == ("indicators",):
                place = self._place(event)
                self.located.extents.append(Extent(*place, event.start_mark.index, self.end.index))
        self.lists.discard(len(keys))
        self.end = event.end_mark
        return items

    def _mapping(self, keys: Keys) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        lines: dict[Any, int] = {}
        entries = 0
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            entries += 1
            if entries > MAX_ENTRIES:
                self._refuse(event, keys, f"is a mapping of more than {MAX_ENTRIES:,} keys; no more are read")
            inner = (*keys, resolve(event.value) if is_plain(event) else getattr(event, "value", None))
            key = None if type(event) is yaml.AliasEvent else self.value(event, (*inner, None))
            if fault := _key_fault(event, key, lines):
                self._report(event, inner if type(key) in KEY_TYPES else keys, fault)
                if type(event := self.next_event()) is not yaml.AliasEvent:
                    self.value(event, (*inner, None))
            else:
                lines[key] = event.start_mark.line + 1 + self.above
                if self.notes:
                    self.notes.keys[inner] = self._place(event)
                mapping[key] = self.value(self.next_event(), inner)
        self.end = event.end_mark
        return mapping

    def _place(self, event: Any) -> Place:
        line, column = place_of(event.start_mark)
        return line + self.above, column

    def _refuse(self, event: Any, keys: Keys, message: str) -> NoReturn:
        self._report(event, keys, message)
        raise Unreadable(*self.located.problems)

    def _report(self, event: Any, keys: Keys, message: str) -> None:
        problems = self.located.problems
        problems.append(Problem(str(self.path), *self._place(event), _path(keys, self.lists), message))
        if len(problems) == MAX_PROBLEMS:
            raise Unreadable(*problems)


def _key_fault(event: Any, key: Any, lines: dict[Any, int]) -> str:
    """What is wrong with a key; `lines` are those of the keys that its mapping has already."""
    if type(event) is not yaml.ScalarEvent:
        return "a key must be one word or a year, not a list, a mapping or an alias"
    if type(key) not in KEY_TYPES:
        return f"a key must be one word or a year, not '{brief(event.value)}'"
    if key == "<<":
        return "merge keys (<<) are not supported; write the keys out"
    return f"duplicate key; the first one is in line {lines[key]}" if key in lines else ""
