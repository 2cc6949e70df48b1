"""Mappings and lists that indentation makes: an entry or an item a line."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, Final, TypeVar

from ...model.origin import Extent
from ..yaml_scalars import MAX_ENTRIES, MAX_ITEMS
from .inline import OPENING, Other, inline, key_of, scalar

_CONTROLS: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS: Final = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
"""What ends a line for YAML but not here, or may not stand in it; no ranges, which take longer to compile."""
_FOLDED: Final = re.compile(r">- *(?: #.*)?")
_QUOTED_LINES: Final = re.compile(r'"([^"\\\n]*(?:\\\n *+[^"\\\n]*)*)" *')
_BROKEN: Final = re.compile(r"\\\n *")
_DEEPEST: Final = 12
_ITEM: Final = 3
"""How many mappings and lists are around an indicator: none, the file, the list of indicators."""


_Nested = TypeVar("_Nested", list[Any], dict[Any, Any])


def read_regular(text: str, extents: list[Extent] | None = None) -> Any:
    """The values of a file of the regular form; `extents` takes in those of the mappings that `indicators` lists.

    Raises `Other` where it is not quite of that form.
    """
    end = "\r\n" if "\r" in text else "\n"
    if (
        _CONTROLS.search(text)
        or any(sign in text for sign in _BREAKS)
        or (end == "\r\n" and not text.count("\r") == text.count("\n") == text.count(end))
    ):
        raise Other
    blocks = _Blocks(text, end)
    value = blocks.read()
    if extents is not None:
        extents += blocks.extents
    return value


class _Blocks:
    """What is open at a line: the mappings and lists around it, and the key that waits for what comes below it.

    Indicators that are written on one line are none of it: their extents only a parser knows.

    Each has a rank, by which deeper ones are higher: twice the column of a mapping; one more of a list,
    since that may stand below its key without being indented.
    """

    def __init__(self, text: str, end: str) -> None:
        self.extents: list[Extent] = []
        self._lines = text.split(end)
        self._starts = [0, *accumulate(len(line) + len(end) for line in self._lines[:-1])]
        self._size = len(text)
        self._number = 0
        self._ranks = [-1]
        self._open: list[Any] = [{}]
        self._key: str | int | None = ""
        self._item: tuple[int, int, int] | None = None

    def read(self) -> Any:
        """The value of the whole."""
        while self._number < len(self._lines):
            line = self._lines[self._number]
            self._number += 1
            body = line.lstrip(" ")
            if not body or body[0] == "#":
                continue
            column = len(line) - len(body)
            if body[:2] == "- ":
                self._dash(column, body)
            else:
                self._entry(column, body)
        self._close(0, self._size)
        if not self._open[0]:
            raise Other
        return self._open[0][""]

    def _place(self, column: int) -> int:
        """How many characters stand before a column of the line that was read last."""
        return self._starts[self._number - 1] + column

    def _dash(self, column: int, body: str) -> None:
        """Take in an item of a list."""
        self._close(2 * column + 1, self._place(column))
        items = self._list(2 * column + 1)
        content = body[2:].strip(" ")
        if not content or len(items) == (MAX_ITEMS if len(self._open) == _ITEM else MAX_ENTRIES):
            raise Other
        is_indicators = len(self._open) == _ITEM and self._open[1].get("indicators") is items
        if content[0] in OPENING or not (": " in content or content[-1] == ":"):
            if is_indicators:
                raise Other
            items.append(self._value(column, content) if content[0] in OPENING else scalar(content))
            return
        column += len(body) - len(body[2:].lstrip(" "))
        if is_indicators:
            self._item = self._number, column + 1, self._place(column)
        items.append(self._new(2 * column, {}))
        self._entry(column, content)

    def _entry(self, column: int, body: str) -> None:
        """Take in a key with its value, if that is on its line."""
        rank = 2 * column
        if self._ranks[-1] > rank:
            self._close(rank, self._place(column))
        mapping = self._open[-1] if self._ranks[-1] == rank else self._mapping(rank)
        name, colon, rest = body.partition(": ")
        if not colon:
            if body[-1] != ":":
                raise Other
            name = body[:-1]
        key = key_of(name)
        if key in mapping or len(mapping) == MAX_ENTRIES:
            raise Other
        rest = rest.strip(" ")
        self._key = None
        if not rest or rest[0] == "#":
            mapping[key] = None
            self._key = key
        elif rest[0] not in OPENING:
            mapping[key] = scalar(rest)
        elif key == "indicators":
            raise Other
        else:
            mapping[key] = self._value(column, rest)

    def _close(self, rank: int, end: int) -> None:
        """End what is deeper; an indicator ends where the next thing begins."""
        while self._ranks[-1] > rank:
            self._ranks.pop()
            self._open.pop()
            self._key = None
            if self._item and len(self._open) == _ITEM:
                self.extents.append(Extent(*self._item, end))
                self._item = None

    def _list(self, rank: int) -> list[Any]:
        """The list of this rank: the one that is open, or a new one."""
        items: list[Any] = self._open[-1]
        if self._ranks[-1] == rank:
            return items
        if self._key is None or len(self._open) == 1:
            raise Other
        return self._below([], rank)

    def _mapping(self, rank: int) -> dict[Any, Any]:
        """A new mapping for the key that waits for one."""
        if self._key is None or (self._key == "indicators" and len(self._open) == _ITEM - 1):
            raise Other
        return self._below({}, rank)

    def _below(self, value: _Nested, rank: int) -> _Nested:
        self._open[-1][self._key] = value
        return self._new(rank, value)

    def _new(self, rank: int, value: _Nested) -> _Nested:
        if len(self._open) == _DEEPEST:
            raise Other
        self._ranks.append(rank)
        self._open.append(value)
        self._key = None
        return value

    def _value(self, column: int, head: str) -> Any:
        """What is more than a word: on its line, or on the lines below a key that stands at a column."""
        if head[0] == ">":
            if not _FOLDED.fullmatch(head):
                raise Other
            return _folded(self._below_key(column))
        if head[0] == '"' and self._lines[self._number - 1].endswith("\\"):
            return _continued("\n".join([head, *self._below_key(column)]))
        return inline(head)

    def _below_key(self, column: int) -> list[str]:
        """The lines that stand deeper than a column, and nothing of their text follows behind empty ones."""
        start = end = self._number
        while end < len(self._lines) and _is_deeper(self._lines[end], column):
            end += 1
        self._number = after = end
        while after < len(self._lines) and not self._lines[after]:
            after += 1
        if after < len(self._lines) and _is_deeper(self._lines[after], column):
            raise Other
        return self._lines[start:end]


def _is_deeper(line: str, column: int) -> bool:
    """Whether a line that is not empty begins behind a column; other blanks than spaces are text."""
    return bool(line) and not line[: column + 1].strip(" ")


def _folded(lines: list[str]) -> str:
    """The text of lines behind `>-`, which have one margin."""
    margin = len(lines[0]) - len(lines[0].lstrip(" ")) if lines else 0
    if not margin or any(line[:margin].strip(" ") or line[margin : margin + 1] in ("", " ") for line in lines):
        raise Other
    return " ".join(line[margin:] for line in lines)


def _continued(text: str) -> str:
    """The text in double quotes on several lines, of which each but the last one ends in a backslash."""
    found = _QUOTED_LINES.fullmatch(text)
    if found is None:
        raise Other
    return _BROKEN.sub("", found[1])
