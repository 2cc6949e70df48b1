"""Cells of a spreadsheet: what it would take for something else than the text that it is, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

MARK: Final = "\u200b"
"""A zero-width space before text makes it text, and is not seen."""

# A cell that starts so, perhaps after spaces, is run as a formula by one spreadsheet or another.
_FORMULA: Final = re.compile(r"[\t\r\n]|\s*[=+\-@]")
_MONTHS: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAYS: Final = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_ERAS: Final = r"令和|平成|昭和|大正|明治|[rhstm](?=\d+[./-]\d)"
# Numbers, amounts of money, dates and times of day, as English and Japanese systems write them.
_VALUE: Final = re.compile(
    rf"(?=.*\d)(?:[\s\d.,:/\\\-−'()%‰¥$€£₩年月日時分秒元]|午前|午後|[ap]m|(?<=\d)e(?=[+-]?\d)|(?<=\d)t(?=\d)|(?<=\d)z$"
    rf"|{_ERAS}|{_MONTHS}|{_DAYS})+",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(r"true|false|#[a-z0-9/]+[!?]?", re.IGNORECASE)
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,5}")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run the text."""
    return _FORMULA.match(unicodedata.normalize("NFKC", text)) is not None


def is_converted(text: str) -> bool:
    """Whether a spreadsheet may run the text or show a number, a date or a truth value in its place.

    A small whole number is shown as it is written, and sorts better as a number.
    """
    if _WHOLE.fullmatch(text):
        return False
    plain = unicodedata.normalize("NFKC", text)
    stripped = plain.strip()
    return is_formula(text) or bool(_VALUE.fullmatch(stripped) or _OTHER.fullmatch(stripped))


def mark_for(encoding: str) -> str:
    """What marks text as text in a CSV of this encoding: invisible, or an apostrophe where it has nothing invisible."""
    return MARK if carries(MARK, encoding) else "'"


def carries(text: str, encoding: str) -> bool:
    """Whether the text comes back: cp932 would take '−' for '－'."""
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def marked(text: str, guard: Callable[[str], bool], mark: str) -> str:
    """The text with `mark` before it where `guard` asks for it, or where it would be taken for marked already."""
    return mark + text if guard(text.lstrip(mark)) or _looks_marked(text, mark) else text


def unmarked(cell: str, mark: str = MARK) -> str:
    """The text of which `marked` made the cell, whatever the guard."""
    return cell[1:] if _looks_marked(cell, mark) else cell


def _looks_marked(text: str, mark: str) -> bool:
    """Nobody writes an invisible mark by hand; an apostrophe may be the text's own before anything but such a text."""
    return text.startswith(mark) and (mark == MARK or is_converted(text.lstrip(mark)))


def column_of(name: str) -> int:
    """The column, from 0, of that name: 0 for A, 26 for AA."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def letters(column: int) -> str:
    """The name of a column, from 0: A, Z, AA."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(ord("A") + rest) + name
        column -= 1
    return name
