"""Text in runs of different looks → plain text in which raised digits stay raised."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from .package import attributes, children, local

_SIGNS: Final = "0123456789+-=()"
_RAISED: Final = str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED: Final = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def of_runs(item: Element) -> str:
    """The text of a string of a workbook, without the readings above its characters."""
    words = []
    for child in item:
        name = local(child.tag)
        if name == "t":
            words.append(child.text or "")
        elif name == "r":
            run = "".join(one.text or "" for one in children(child, "t"))
            looks = (look for about in children(child, "rPr") for look in children(about, "vertAlign"))
            how = next((attributes(look).get("val", "") for look in looks), "")
            words.append(shifted(run, how))
    return "".join(words)


def shifted(words: str, how: str) -> str:
    """Words that stand above (`superscript`) or below the line; letters above it stand behind a space."""
    if how == "superscript":
        raised = words.translate(_RAISED)
        return f" {words}" if words.strip() and words == raised else raised
    return words.translate(_LOWERED) if how == "subscript" else words
