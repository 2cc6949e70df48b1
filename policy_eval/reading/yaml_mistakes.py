"""What is wrong with a text that is not YAML, in words for the person who wrote it.

libyaml and PyYAML's own parser have different words for one mistake, and often point
behind it. The sentences here are the same for both.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from ..hints import on_line

Place = tuple[int, int]


class _Mistake(NamedTuple):
    """What the parsers say, what to say instead, and where: where the part began, or where they stopped."""

    parsers: str
    message: str
    at_start: bool = False


QUOTE: Final = "text that starts with {char} needs quotes around it"
_COLON: Final = "text that contains ': ' needs quotes around it"
_MISFIT: Final = "this does not fit what stands before it; look at the indentation, the quotes and the brackets"
_QUOTED: Final = "the quotation mark before this ends the text; put the other kind around all of it"
_MISTAKES: Final = (
    _Mistake("cannot start any token|mapping keys are not allowed", QUOTE),
    _Mistake("scanning a block scalar", QUOTE, at_start=True),
    _Mistake("scanning (an alias|an anchor|a tag)|parsing a tag|undefined tag", QUOTE, at_start=True),
    _Mistake("quoted scalar found unexpected (end|document)", "this quotation mark is never closed", at_start=True),
    _Mistake("quoted scalar", "a \\ in double quotes starts a code; use single quotes", at_start=True),
    _Mistake("simple key", "a key needs a colon and a space after it (key: value)", at_start=True),
    _Mistake("flow mapping", "before this a comma is missing, or the closing }} of the {{ in line {line}"),
    _Mistake("flow sequence", "before this a comma is missing, or the closing ] of the [ in line {line}"),
    _Mistake("document start", "the document has ended before this; keep one document in a file"),
    _Mistake("flow node", "a value or a closing bracket is missing here"),
    _Mistake("entries are not allowed", "a list starts on a line of its own, each item with '- '"),
    _Mistake("block (mapping|collection|node)|values are not allowed", _MISFIT),
)
MAX_DEPTH: Final = 32
TOO_DEEP: Final = f"is nested more than {MAX_DEPTH} levels deep"
_LINE_SEPARATORS: Final = ("\x85", "\u2028", "\u2029")
NOT_UTF_8: Final = "is not UTF-8 (Shift_JIS or UTF-16, perhaps); save it as UTF-8"
_TAG_DIRECTIVE: Final = re.compile("(?:^|(?<=[\r\x85\u2028\u2029\ufeff]))%TAG", re.MULTILINE)
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_words(text: str, error: Any) -> tuple[Place, str]:
    """The place of a YAMLError in `text`, and a sentence on it."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _control_character(text)
    lines = [*text.splitlines(), ""]  # an error may stand at the very end
    line = lines[mark.line]
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column :].startswith("\t"):
        return _place(mark), "is not YAML: indent with spaces, not tabs"
    start = error.context_mark or mark
    before = "".join(text.splitlines(keepends=True)[start.line - 1 : start.line])
    if before.endswith(_LINE_SEPARATORS):
        place = start.line, len(before)
        return place, f"is not YAML: the character U+{ord(before[-1]):04X} ends a line; write a space"
    for number in (mark.line, start.line, mark.line - 1):  # over some characters, a parser stumbles only later
        if number >= 0 and (found := on_line(lines[number])):
            return (number + 1, found[0]), f"is not YAML: {found[1]}"
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    if "nesting" in said:  # a limit of the parser's own (PyYAML 6.0.4), met while it looks ahead
        return _place(mark), TOO_DEEP
    mistake = next((mistake for mistake in _MISTAKES if re.search(mistake.parsers, said)), None)
    if mistake is None:
        return _place(mark), f"is not YAML: {said}"
    place = start if mistake.at_start else mark
    message = mistake.message.format(char=lines[place.line][place.column :][:1], line=start.line + 1)
    if message == _MISFIT and line[: mark.column].endswith(("'", '"')):
        message = _QUOTED
    if line[mark.column :].startswith(":") and ": " in line[: mark.column]:
        message = _COLON if message == _MISFIT else f"a comma is missing before this, or {_COLON}"
    return _place(place), f"is not YAML: {message}"


def _control_character(text: str) -> tuple[Place, str]:
    found = _UNPRINTABLE.search(text)
    if found is None:
        return (1, 1), "is not YAML"
    advice = "; save the file as UTF-8 text" if found[0] == "\0" else ""
    return end_of(text[: found.start()]), f"the control character U+{ord(found[0]):04X} is not allowed{advice}"


def tag_directive(text: str) -> Place | None:
    """Where a text declares tags: libyaml compares each declaration with all before it, for hours if need be."""
    found = "%TAG" in text and _TAG_DIRECTIVE.search(text)
    return end_of(text[: found.start()]) if found else None


def end_of(text: str) -> Place:
    """Line and column of what follows `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1
