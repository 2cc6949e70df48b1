"""Lines of text broken to a width: English between words, Japanese between characters."""

from __future__ import annotations

import re
from typing import Final

# Spaces; a path or an address, whole; `R = 1.34`; a run of narrow characters; a single wide one.
_PATH: Final = r"[^\s：、。（）「」]*[/\\][^\s：、。（）「」]*\.[A-Za-z]+"
_NARROW: Final = r"[\x21-\u10ff\u1e00-\u2e7f]"
_ATOM: Final = re.compile(rf"\s+|{_PATH}|{_NARROW}+ = {_NARROW}+|{_NARROW}+|.")
_NOT_FIRST: Final = frozenset("、。，．・：；？！ー）」』】〕〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョ々％")
_NOT_LAST: Final = frozenset("（「『【〔〈《")


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
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if line.strip() and width_of(line + unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text: str) -> list[str]:
    """What stays together on a line: atoms with the marks that may not begin or end one."""
    units: list[str] = []
    for atom in _ATOM.findall(text):
        joins = units and not units[-1].isspace() and (atom[0] in _NOT_FIRST or units[-1][-1] in _NOT_LAST)
        if joins:
            units[-1] += atom
        else:
            units.append(atom)
    return units
