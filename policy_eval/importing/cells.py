"""One cell of a spreadsheet → a figure, or the reason why there is none."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from ..model.decimals import is_too_long
from ..model.status import Status
from .grid import Value
from .vocabulary import BY_STATUS_WORD, EMPTY, NO_VALUE, is_own_word

_SIGNS: Final = str.maketrans({"△": "-", "▲": "-", "−": "-", "–": "-", "‐": "-", ",": ""})
_NUMBER: Final = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?", re.IGNORECASE | re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_RANGES: Final = (
    re.compile(r"(?P<low>[^~〜]+?) ?(?:to|[~〜]) ?(?P<high>[^~〜]+)"),
    re.compile(r">= ?(?P<low>.+)|(?P<high>.+)以下"),
    re.compile(r"<= ?(?P<high>.+)|(?P<low>.+)以上"),
)
_EXPLAINED: Final = re.compile(r"(.+?)(?:\s*[(（](.*)[)）])?", re.DOTALL)


class Reading(NamedTuple):
    """What a cell was taken for.

    `value` is the figure, or None; `status` and `note` say why. `low` and `high` are the ends
    of a range. `is_percent`: the cell
    has a percent sign. `is_said`: the cell is not an empty one. `is_clear` is false
    where the words of a cell became a note.
    """

    value: float | None = None
    status: Status | None = None
    note: str | None = None
    is_percent: bool = False
    is_said: bool = True
    is_clear: bool = True
    low: float | None = None
    high: float | None = None


def figure_in(text: str) -> float | None:
    """The figure that a text is: `1,234`, `△5`, `１２`; None for anything else, and for one that is not exact."""
    plain = unicodedata.normalize("NFKC", text).strip()
    unsigned = plain.lstrip("+-△▲−–‐")
    if "," in unsigned and not _THOUSANDS.fullmatch(unsigned):
        return None
    digits = plain.translate(_SIGNS)
    if not _NUMBER.fullmatch(digits) or len(plain) - len(unsigned) > 1:
        return None
    return None if is_too_long(digits) or abs(float(digits)) == float("inf") else float(digits)


def read(cell: Value, unit: str = "") -> Reading:
    """What a cell with a figure in this unit says."""
    if isinstance(cell, float):
        return Reading(cell)
    plain = unicodedata.normalize("NFKC", cell or "").strip()
    if plain in EMPTY:
        return Reading(is_said=False)
    if (value := figure_in(plain)) is not None:
        return Reading(value)
    for sign in filter(None, ("%", unicodedata.normalize("NFKC", unit).strip())):
        if plain.endswith(sign) and (value := figure_in(plain.removesuffix(sign))) is not None:
            return Reading(value, is_percent=sign == "%")
    if ends := _range_in(plain, unit):
        return Reading(low=ends[0], high=ends[1])
    if plain.startswith("約"):
        inner = read(plain.removeprefix("約"), unit)
        if inner.value is not None:
            return inner._replace(status=Status.ESTIMATED, note=(cell or "").strip())
    return _in_words((cell or "").strip())


def _range_in(plain: str, unit: str) -> tuple[float | None, float | None] | None:
    """The ends of a range: `0 to 1`, `0～1件`, `>= 2,000`, `2,000以上`."""
    sign = unicodedata.normalize("NFKC", unit).strip()
    for words in dict.fromkeys(
        (plain, plain.removesuffix(sign).strip())
    ):  # a unit such as 5 is first taken for a digit
        for found in filter(None, (form.fullmatch(words) for form in _RANGES)):
            ends = {name: figure_in(end) for name, end in found.groupdict().items() if end}
            if None not in ends.values():
                return ends.get("low"), ends.get("high")
    return None


def _in_words(cell: str) -> Reading:
    """`pending (to be published)`, `公表予定`, or any other words."""
    explained = _EXPLAINED.fullmatch(cell)
    head, note = (explained[1], explained[2]) if explained else (cell, None)
    if head in NO_VALUE:
        return Reading(note=note)
    status = BY_STATUS_WORD.get(head.casefold())
    if status and status.may_lack_value:
        return Reading(status=status, note=note or (None if is_own_word(head, status) else cell))
    return Reading(note=cell, is_clear=False)
