"""Where parts of one indicator stand, found without reading more of it than that takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import yaml

from ..model.origin import Extent, Keys
from .yaml_mistakes import Place
from .yaml_scalars import resolve
from .yaml_values import LOADER, is_plain, place_of

_STARTS: Final = frozenset((yaml.MappingStartEvent, yaml.SequenceStartEvent))
_ENDS: Final = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))


def find_places(text: str, extent: Extent, wanted: Collection[Keys]) -> dict[Keys, Place]:
    """Line and column of the values at these keys of one item of a list, else of what is around them.

    The item is one that `read_values` has read: it holds nothing irregular.
    """
    next_event = LOADER(extent.alone(text)).get_event
    next_event()
    next_event()  # the stream and the document
    ways = {keys[:length] for keys in wanted for length in range(len(keys) + 1)}
    found: dict[Keys, Place] = {}
    _find(next_event, next_event(), (), ways, found)
    return {
        keys: (found[known][0] + extent.line - 1, found[known][1])
        for keys in wanted
        if (known := _known(keys, found)) is not None
    }


def _known(keys: Keys, found: Mapping[Keys, Place]) -> Keys | None:
    return next((keys[:length] for length in range(len(keys), -1, -1) if keys[:length] in found), None)


def _find(
    next_event: Callable[[], Any], event: Any, keys: Keys, ways: Collection[Keys], found: dict[Keys, Place]
) -> None:
    """Note where a value begins, and go on in it only as far as something wanted lies below."""
    found[keys] = place_of(event.start_mark)
    kind = type(event)
    if kind is yaml.ScalarEvent:
        return
    is_list, place = kind is yaml.SequenceStartEvent, -1
    while len(found) < len(ways) and type(event := next_event()) not in _ENDS:
        place += 1
        key = place if is_list else resolve(event.value) if is_plain(event) else event.value
        value = event if is_list else next_event()
        if (inner := (*keys, key)) in ways:
            _find(next_event, value, inner, ways, found)
        else:
            _pass_over(next_event, value)


def _pass_over(next_event: Callable[[], Any], event: Any) -> None:
    depth = 1 if type(event) in _STARTS else 0
    while depth:
        kind = type(next_event())
        depth += (kind in _STARTS) - (kind in _ENDS)
