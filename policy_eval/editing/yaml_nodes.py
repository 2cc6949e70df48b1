"""Where the nodes of a YAML file stand in its text, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from ..model.origin import Extent
from ..reading.yaml_values import read_nodes

_COMMENT: Final = re.compile("#[^\r\n\x85\u2028\u2029]*")
_TAIL: Final = re.compile(f"[ \t]*({_COMMENT.pattern})?")
_BLOCK_HEADER: Final = re.compile(rf"[|>]([-+0-9]*)[ \t]*({_COMMENT.pattern})?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text of a file."""

    index: int
    column: int


class Node(NamedTuple):
    """A node of PyYAML's, at its place in the whole file; pairs of nodes in a mapping, nodes in a list, else text."""

    value: Any
    style: Any
    flow_style: Any
    start_mark: Mark
    end_mark: Mark


def of_item(text: str, extent: Extent) -> Node:
    """The nodes of one item of a list, without those of the rest of the file."""
    return _moved(read_nodes(extent.alone(text)), extent.start - (extent.column - 1))


def _moved(node: Any, by: int) -> Node:
    value = node.value
    if not isinstance(value, str):
        value = [
            tuple(_moved(one, by) for one in item) if isinstance(item, tuple) else _moved(item, by) for item in value
        ]
    marks = (Mark(mark.index + by, mark.column) for mark in (node.start_mark, node.end_mark))
    return Node(value, getattr(node, "style", None), getattr(node, "flow_style", None), *marks)


def child(mapping: Any, name: str) -> Any:
    """The value of a key that is there."""
    return next(value for key, value in mapping.value if key.value == name)


def at(node: Any, keys: Iterable[object]) -> Any:
    """The node that stands below another one: of a key, or of a place in a list."""
    for key in keys:
        node = node.value[key] if isinstance(key, int) else child(node, str(key))
    return node


def colon(text: str, key: Any, value: Any) -> int | None:
    """Where the colon between key and value ends; `{2021, 2022: 5}` and `? 2021` have keys without one."""
    start = key.end_mark.index
    at = uncommented(text[start : value.start_mark.index]).find(":")
    return start + at + 1 if at >= 0 else None


def uncommented(text: str) -> str:
    """What stands between scalars, with blanks for comments."""
    return _COMMENT.sub(lambda comment: " " * len(comment[0]), text)


def before_blanks(text: str, at: int) -> int:
    """Where the blanks start that end at `at`."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at


def is_empty(node: Any) -> bool:
    """Whether there is nothing where a value may be."""
    return bool(node.value == "" and not node.style)


def pair_end(text: str, key: Any, value: Any) -> int:
    """Where the last character of an entry of a mapping ends."""
    after_colon = colon(text, key, value)
    if after_colon is None:
        return end(text, key)
    # For libyaml, a value that is not there stands where the next part begins.
    return after_colon if is_empty(value) else end(text, value)


def end(text: str, node: Any) -> int:
    """Where a node ends. The end mark of a block lies behind the comments and blank lines that follow it."""
    while not isinstance(node.value, str) and not node.flow_style:
        node = node.value[-1]
        if isinstance(node, tuple):
            return pair_end(text, *node)
    start, stop = int(node.start_mark.index), int(node.end_mark.index)
    if not (isinstance(node.value, str) and node.style and node.style in "|>"):
        return stop
    block = text[start:stop]
    header = _BLOCK_HEADER.match(block)
    if header and "+" in header[1]:  # its blank lines are its own
        return start + len(re.sub(r"(\r\n|\n|\r)\Z", "", block))
    return start + len(block.rstrip("\r\n"))


def _leaves(node: Any) -> Iterator[Any]:
    if isinstance(node.value, str):
        yield node
        return
    for item in node.value:
        for inner in item if isinstance(item, tuple) else (item,):
            yield from _leaves(inner)


def comments(text: str, start: int, end: int, node: Any) -> Iterator[str]:
    """The comments in a part of the text: what starts with # between the scalars."""
    for leaf in _leaves(node):
        yield from _stripped(_COMMENT.findall(text, start, leaf.start_mark.index))
        start = max(start, leaf.start_mark.index)
        if leaf.style and leaf.style in "|>":
            header = _BLOCK_HEADER.match(text, start)
            yield from _stripped([header[2] or ""] if header else [])
        start = max(start, leaf.end_mark.index)
    yield from _stripped(_COMMENT.findall(text, start, end))


def _stripped(comments: Iterable[str]) -> Iterator[str]:
    return (comment.rstrip(" \t") for comment in comments if comment)


def tail(text: str, at: int) -> re.Match[str]:
    """Blanks and a comment, as far as they go."""
    found = _TAIL.match(text, at)
    assert found is not None  # noqa: S101  # it matches nothing, too
    return found
