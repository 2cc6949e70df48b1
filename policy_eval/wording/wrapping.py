"""Lines of text broken to a width: English between words, Japanese between characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

_NARROW: Final = r"[\x21-\u10ff\u1e00-\u2e7f]"
# Spaces; `R = 1.34`; a Japanese mark; what stands between those, in which a path or an address is kept whole.
_CHUNK: Final = re.compile(rf"\s+|{_NARROW}+ = {_NARROW}+|[：、。（）「」]|[^\s：、。（）「」]+")
_SUFFIX: Final = re.compile(r"\.[A-Za-z]+[:;,.)]*")
_ATOM: Final = re.compile(rf"{_NARROW}+|.", re.DOTALL)
_NOT_FIRST: Final = frozenset("、。，．・：；？！ー）」』】〕〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョ々％")
_NOT_LAST: Final = frozenset("（「『【〔〈《")
_MOST_LINES: Final = 8
"""No cell of a table is read that has more."""
_MOST: Final = 2_000
"""Nor is a line looked at beyond so many characters to find its longest word."""


def width_of(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; one is longer than `width` only where a single word or path is."""
    if width_of(text) <= width:
        return [text]
    return [*_lines(text, width)]


def bounded(text: str, width: int) -> list[str]:
    """The same, none longer than `width`, and not more lines than are read; the last then ends in an ellipsis."""
    if width_of(text) <= width:
        return [text]
    lines = [*islice((piece for line in _lines(text, width) for piece in _pieces(line, width)), _MOST_LINES + 1)]
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"{next(_pieces(lines[_MOST_LINES - 1], width - 1))}…"]
    return lines


def _pieces(line: str, width: int) -> Iterator[str]:
    """A line in pieces that are no longer than `width`."""
    while width_of(line) > width:
        end = next(end for end in range(width, 0, -1) if end == 1 or width_of(line[:end]) <= width)
        yield line[:end]
        line = line[end:]
    yield line


def longest(text: str, enough: int) -> int:
    """The width of the longest part of a text that stays together, as far as it is more than `enough`."""
    if len(text) <= enough // 2:
        return 0
    return max((width_of(unit.rstrip()) for unit in _units(text[:_MOST])), default=0)


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for unit in _units(text):
        wide = width_of(unit)
        if line.strip() and used + width_of(unit.rstrip()) > width:
            yield line.rstrip()
            unit = unit.lstrip()  # noqa: PLW2901  # what begins a line has no space before it
            line, used = unit, width_of(unit)
        else:
            line += unit
            used += wide
    if line.strip():
        yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """What stays together on a line: atoms with the marks that may not begin or end one, `R = 1.34`."""
    unit = ""
    for atom in _atoms(text):
        joins = unit and not unit.isspace() and (atom[0] in _NOT_FIRST or unit[-1] in _NOT_LAST)
        if joins:
            unit += atom
            continue
        if unit:
            yield unit
        unit = atom
    if unit:
        yield unit


def _atoms(text: str) -> Iterator[str]:
    for chunk in _CHUNK.findall(text):
        slash = max(chunk.rfind("/"), chunk.rfind("\\"))
        ends = [found.end() for found in _SUFFIX.finditer(chunk, slash)] if slash >= 0 else []
        if chunk[0].isspace() or " " in chunk:
            yield chunk
            continue
        end = ends[-1] if ends else 0
        yield from filter(None, (chunk[:end], *_ATOM.findall(chunk, end)))
