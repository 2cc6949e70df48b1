"""Where keys and values of a YAML text stand, by PyYAML's nodes: what our own reading is held against."""

from __future__ import annotations

from typing import Any

import yaml

from policy_eval.reading import yaml_values as reader
from policy_eval.reading.yaml_scalars import resolve

Keys = tuple[object, ...]
Place = tuple[int, int]


def places_in(text: str) -> tuple[dict[Keys, Place], dict[Keys, Place]]:
    """Line and column of every key, and of every value, of a text without anything irregular."""
    keys: dict[Keys, Place] = {}
    values: dict[Keys, Place] = {}

    def go(node: Any, path: Keys) -> None:
        values[path] = _place(node)
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                go(item, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*path, resolve(key.value) if not key.style else key.value)
                keys[inner] = _place(key)
                go(value, inner)

    root = yaml.compose(text, Loader=reader.LOADER)
    if root is not None:
        go(root, ())
    return keys, values


def _place(node: Any) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
