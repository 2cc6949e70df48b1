"""The values of a YAML file from the events of libyaml: a third of the time of a full loader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import yaml

from ..model.origin import Extent
from . import yaml_mistakes as syntax
from .text_files import Unreadable, unreadable
from .values import Irregular
from .yaml_doubts import doubts
from .yaml_mistakes import MAX_DEPTH, Place
from .yaml_scalars import KEY_TYPES, MAX_ENTRIES, MAX_ITEMS, resolve

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where it was built in, else PyYAML's own: the same events, slower."""
_ITEM_DEPTH: Final = MAX_DEPTH - 2
"""What is left of the depth in an item of a list of the whole file."""


def read_parsed(path: Path, text: str, extents: list[Extent] | None = None) -> Any:
    """The values of a file, whatever its form, as `read_values` has them. Raises `Unreadable` and `Irregular`."""
    try:
        loader = LOADER(text)
        next_event = loader.get_event
        next_event()  # the stream's start
        if type(next_event()) is yaml.StreamEndEvent:
            return None
        value = _value(next_event, next_event(), MAX_DEPTH, extents)
        next_event()  # the document's end
        if type(next_event()) is not yaml.StreamEndEvent or any(doubts(text, LOADER)):
            raise Irregular
    except yaml.YAMLError as error:
        raise not_yaml(path, text, error) from None
    return value


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


def is_plain(event: Any) -> bool:
    return type(event) is yaml.ScalarEvent and event.implicit[0]


def place_of(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _extent(start: Any, end: Any) -> Extent:
    return Extent(*place_of(start), start.index, end.index)


def not_yaml(path: Path, text: str, error: yaml.YAMLError) -> Unreadable:
    """What a parser says against a text, in words."""
    place, message = syntax.in_words(text, error)
    return unreadable(path, *place, message)
