"""What to advise where a file has something that looks right to its writer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from .errors import BRIEF, listed

_FULL_WIDTH: Final = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("．"): ".",
    ord("，"): ",",
    ord("－"): "-",
    ord("−"): "-",
    ord("△"): "-",
    ord("▲"): "-",
    ord("％"): "%",
}
_INVISIBLE: Final = "\u3000\xa0\u2000-\u200b\u202f"
_LOOKALIKE: Final = re.compile(
    # In front of a key or behind a dash; for a dash; behind a key: for a colon, for a space, for a bracket.
    rf" *(?:- +)*(?:[-{_INVISIBLE}]*([{_INVISIBLE}])|(－)|[^\s:#'\"\[{{：]+(?:(：)|:([{_INVISIBLE}])|: +([［｛])))"
)
_SPACES: Final = {"\u3000": "a full-width space", "\xa0": "a no-break space", "\u200b": "a space without width"}
_CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>")


def on_line(line: str) -> tuple[int, str] | None:
    """The column of what makes a line no YAML at the first look, and what to say of it."""
    if line.startswith(_CONFLICT):
        return 1, "this is an unresolved conflict of git; keep one of the two versions"
    found = _LOOKALIKE.match(line)
    return (found.end(), _on_character(found[found.lastindex or 0])) if found else None


def _on_character(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    if plain in (" ", "\u200b"):
        return f"this is {_SPACES.get(char, 'a special space')} (U+{ord(char):04X}); write plain ones"
    tail = " and a space" if plain in (":", "-") else ""
    return f"this {char} is full-width; write the half-width {plain}{tail}"


def on_colon(value: object) -> str:
    """For a text where a mapping should stand, if it is a colon that made it text."""
    found = re.match(r"[^\s:：]+(：|:(?=\S))", value) if isinstance(value, str) else None
    if found is None:
        return ""
    return "; the colon is full-width, write ': '" if found[1] == "：" else "; a colon needs a space after it"


def on_digits(value: object) -> str:
    """For a text that would be an integer, or a span of years, in half-width digits."""
    if isinstance(value, str) and re.search("[０-９]", value):
        plain = value.translate(_FULL_WIDTH)
        if re.fullmatch(r"[0-9]{1,30}(\.\.[0-9]{4})?", plain):
            return f"; write {plain} in half-width digits"
    return ""


def on_number(text: str) -> str:
    """For a text where a number should stand."""
    plain = text.translate(_FULL_WIDTH).replace("_", "").strip().removesuffix("%").strip()
    about = plain.startswith("約")
    plain = plain.removeprefix("約").strip()
    if re.fullmatch(r"[-+]?[0-9]{1,3}([, ][0-9]{3}){1,9}(\.[0-9]{1,30})?", plain):
        plain = re.sub("[, ]", "", plain)
    if not re.fullmatch(r"[-+]?[0-9]{1,30}(\.[0-9]{1,30})?", plain):
        return "; there is a full-width space in it" if "\u3000" in text else ""
    if about:
        return f"; write {{value: {plain}, status: estimated}}"
    return f"; write {plain}{' in half-width digits' if re.search('[０-９]', text) else ''}"


def on_quotes(rest: str) -> str:
    """For a value that is lost on YAML; `rest` is how its line goes on."""
    char = rest.lstrip(" ")[:1]
    return f"; text that starts with {char} needs quotes around it" if char in ("#", ">", "|") else ""


def closest(word: object, words: Iterable[str]) -> str | None:
    """The one of `words` that was probably meant by a misspelt `word`."""
    import difflib

    by_folded = {known.casefold(): known for known in words}
    close = difflib.get_close_matches(str(word)[:BRIEF].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def nearest(word: object, words: Sequence[str]) -> str:
    """`; did you mean 'direction'?` for the closest of `words`; all of them where they are few."""
    if close := closest(word, words):
        return f"; did you mean '{close}'?"
    return f"; expected {listed(words)}" if 0 < len(words) <= 4 else ""
