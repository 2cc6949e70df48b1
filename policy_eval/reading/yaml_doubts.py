"""What libyaml reads though it is no YAML 1.2, or otherwise than that has it: refused, since a value may hang on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from .yaml_mistakes import QUOTE, Place

_LIKELY: Final = re.compile(r"""[\[{,]\s*\?\S|[\[\]{},:"'|>+0-9-]\#|[\[,]\s*-\s*[,\]]""")
"""What all of it looks like; in a text in quotes it means nothing."""
_HEADER: Final = re.compile(r"[|>][-+0-9]*\#")
_COMMENT: Final = "is not YAML: a comment needs a space before its #"


def doubts(text: str, loader: Any) -> Iterator[tuple[Place, str]]:
    """The place of each, and a sentence on it; `text` is one that the parser reads."""
    if _LIKELY.search(text) is None:
        return
    for token in yaml.scan(text, Loader=loader):
        start, end = token.start_mark, token.end_mark
        written = text[start.index : end.index]
        is_block = isinstance(token, yaml.ScalarToken) and written[:1] in ("|", ">")
        if isinstance(token, yaml.KeyToken) and written == "?" and text[end.index : end.index + 1].strip():
            yield (start.line + 1, start.column + 1), f"is not YAML: {QUOTE.format(char='?')}"
        elif isinstance(token, yaml.ScalarToken) and written == "-":
            yield (start.line + 1, start.column + 1), f"is not YAML: {QUOTE.format(char='-')}"
        elif is_block and (header := _HEADER.match(written)):
            yield (start.line + 1, start.column + header.end()), _COMMENT
        elif written and not is_block and text[end.index : end.index + 1] == "#" and not written[-1].isspace():
            yield (end.line + 1, end.column + 1), _COMMENT
