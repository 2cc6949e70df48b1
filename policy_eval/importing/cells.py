"""One cell of a table → a figure, or the reason why there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..model.status import Status
from .number_style import POINT, NumberStyle
from .sheet import Percent, Value
from .vocabulary import BY_STATUS_WORD, COMBINED_FLAGS, EMPTY, FLAGS, NO_VALUE, is_own_word

_SIGNS: Final = "+-△▲Δ∆−–‐"
_RANGES: Final = (
    re.compile(r"(?P<low>[^~〜]+?) ?(?:to|[~〜]) ?(?P<high>[^~〜]+)"),
    re.compile(r">= ?(?P<low>.+)|(?P<high>.+)以下"),
    re.compile(r"<= ?(?P<high>.+)|(?P<low>.+)以上"),
)
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁺⁻⁼⁽⁾"
_MARKS: Final = re.compile(
    rf" ?(?:[{_RAISED}]+|[①-⑳⓪❶-❿㊀-㊉⑴-⒇]+|[*†‡※§]+|(?:注|※)[0-9]{{1,2}}\)?|\[[0-9a-z]{{1,2}}\]"
    r"|[0-9a-z]{1,2}(?<=[ 0-9a-z])\)|[\"“”])$"
)
_SPACED_MARK: Final = re.compile(r"^(.*[^ ]) ((?:注)?[0-9a-z]{1,2}\))$")
_LETTERS: Final = re.compile(r"(.*?[0-9.:])( ?)(?:\(([a-z]{1,3})\)|([a-z]{1,3}))", re.IGNORECASE | re.ASCII)
_NUMBER_LIKE: Final = re.compile(r"[^\w\s]{0,3}\s?\d[\d\s.,'’()/⁄:*+~\-–−]*[^\d\s]{0,15}")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
DITTO: Final = frozenset(("〃", "々", "←", "”", "“", "〟", "''", "同", "同上", "同左", "同右", "ditto", "″", '"'))
"""What stands for the cell above or before."""
_DATED: Final = re.compile(
    r"(?:(?:[0-9]{4}|(?:令和|平成|昭和)(?:[0-9]{1,2}|元))(?:年度?|[-/.](?=[0-9])))(?:[0-9]{1,2}月?(?:[0-9]{1,2}日)?)?"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}日)?(?=.)|第?[1-4]四半期|(?:注|note |※)[0-9]{1,2}|fy ?[0-9]{4}|q[1-4]|covid-19",
    re.IGNORECASE,
)
_NO_NUMBERS: Final = frozenset(("true", "false", "inf", "-inf", "+inf", "infinity", "-infinity"))
_KANJI_NUMBER: Final = re.compile("[一二三四五六七八九十百千万億〇零]+")
_CARRIED: Final = 15
_MOST: Final = 80
"""No figure has more characters."""


class Reading(NamedTuple):
    """What a cell was taken for.

    `value` is the figure, or None; `status` and `note` say why. `low` and `high` are the
    ends of a range. `is_percent`: the cell has a percent sign. `is_said`: the cell is not
    an empty one. `is_clear` is false where the words of a cell became a note, and
    `fault` says why a cell that looks like a figure is none. `is_typed`: the cell is a
    number, not a text that is one.
    """

    value: float | None = None
    status: Status | None = None
    note: str | None = None
    is_percent: bool = False
    is_said: bool = True
    is_clear: bool = True
    low: float | None = None
    high: float | None = None
    fault: str = ""
    is_typed: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether there is a value or a range."""
        return self.value is not None or self.low is not None or self.high is not None


def figure_in(text: str, style: NumberStyle = POINT) -> float | None:
    """The figure that a text is: `1,234`, `△5`, `１２`; None for anything else, and for one that is not exact."""
    if len(text) > _MOST or _has_marks(text):
        return None
    plain = unicodedata.normalize("NFKC", text.replace("\u00a0", "\u202f")).strip()
    unsigned = plain.lstrip(_SIGNS).lstrip()
    sign = plain[: len(plain) - len(unsigned)].strip()
    value = style.value(unsigned) if len(sign) <= 1 else None
    return value if value is None or sign in ("", "+") else -value


def _has_marks(text: str) -> bool:
    """Whether there are raised, circled or broken digits, which are marks of notes or no whole figures."""
    return not text.isascii() and any(unicodedata.category(sign) in ("No", "Nl") for sign in text)


def digits_of(cell: Value, unit: str = "") -> str:
    """The unsigned digits of a text that may be a figure, without what stands before and behind them."""
    if not isinstance(cell, str) or len(cell) > _MOST or not any(sign.isdigit() for sign in cell):
        return ""
    body = _without_marks(cell.strip())[0]
    plain = unicodedata.normalize("NFKC", body.replace("\u00a0", "\u202f")).strip()
    for sign in ("%", unit):
        plain = plain.removesuffix(sign).rstrip() if sign else plain
    letters = _LETTERS.fullmatch(plain)
    plain = letters[1] if letters else plain
    return plain.lstrip(f"{_SIGNS}約 ")


def read(cell: Value, unit: str = "", style: NumberStyle = POINT) -> Reading:
    """What a cell with a figure in this unit says."""
    if isinstance(cell, float):
        return Reading(float(cell), is_percent=isinstance(cell, Percent), is_typed=True)
    said = (cell or "").strip()
    plain = unicodedata.normalize("NFKC", said[: _MOST + 1]).strip()
    if plain.casefold() in EMPTY:
        return Reading(is_said=False)
    figure = _figure(said, plain, unit, style) if len(said) <= _MOST else None
    if figure:
        return figure
    words = _in_words(said)
    return words if words.is_clear else words._replace(fault=_fault(said, plain, unit))


def _figure(said: str, plain: str, unit: str, style: NumberStyle) -> Reading | None:
    """A number or a range, perhaps with marks of notes or letters of statuses behind it, or 約 before it."""
    if reading := _number(said, unit, style):
        return reading
    body, marks = _without_marks(said)
    if marks and (reading := _number(body, unit, style)):
        return reading._replace(note=marks)
    if flagged := _flagged(body, marks, unit, style):
        return flagged
    if plain.startswith("約") and not plain.startswith("約約"):
        inner = read(plain.removeprefix("約"), unit, style)
        return inner._replace(status=Status.ESTIMATED, note=said) if inner.value is not None else None
    return None


def _fault(said: str, plain: str, unit: str) -> str:
    """Why words in the place of a figure cannot be a note."""
    if plain in ("%", unicodedata.normalize("NFKC", unit).strip()):
        return f"'{said}' is a unit in the place of a figure; is there a cell too many in the row?"
    if plain.startswith("#") and plain.isupper():
        return f"'{said}' is an error of the spreadsheet"
    if looks_like_figure(said):
        return _why_not(said)
    if plain in DITTO:
        return f"'{said}' repeats a cell above or before; write the figure itself"
    if _has_number(plain):
        return f"'{_shown(said)}' has a number in it and is none; write the number alone, and the rest as a note"
    return ""


def _has_number(plain: str) -> bool:
    """Whether words hold a number that is not that of a year, a month, a day or a note."""
    rest = _DATED.sub("", plain)
    if plain.casefold() in _NO_NUMBERS or (not rest and any(sign.isdigit() for sign in plain)):
        return True
    return any(sign.isdigit() for sign in rest) or bool(_KANJI_NUMBER.fullmatch(rest.strip("約 ")))


def _number(said: str, unit: str, style: NumberStyle) -> Reading | None:
    """A number or a range, with a percent sign or the unit behind it."""
    if _has_marks(said):
        return None
    if (value := figure_in(said, style)) is not None:
        return Reading(value)
    plain = unicodedata.normalize("NFKC", said).strip()
    for sign in filter(None, ("%", unicodedata.normalize("NFKC", unit).strip())):
        if plain.endswith(sign) and (value := figure_in(plain.removesuffix(sign), style)) is not None:
            return Reading(value, is_percent=sign == "%")
    ends = _range_in(plain, unit, style)
    return Reading(low=ends[0], high=ends[1]) if ends else None


def _range_in(plain: str, unit: str, style: NumberStyle) -> tuple[float | None, float | None] | None:
    """The ends of a range: `0 to 1`, `0～1件`, `>= 2,000`, `2,000以上`."""
    sign = unicodedata.normalize("NFKC", unit).strip()
    # A unit such as 5 is first taken for a digit.
    for words in dict.fromkeys((plain, plain.removesuffix(sign).strip())):
        for found in filter(None, (form.fullmatch(words) for form in _RANGES)):
            ends = {name: figure_in(end, style) for name, end in found.groupdict().items() if end}
            if None not in ends.values():
                return ends.get("low"), ends.get("high")
    return None


def _without_marks(said: str) -> tuple[str, str]:
    """A text without the marks of notes at its end, and these."""
    if spaced := _SPACED_MARK.match(said):
        return spaced[1], spaced[2]
    body = said
    while (found := _MARKS.search(body)) and found.start() and not re.fullmatch(r"[0-9a-z]{1,2}\)", found[0]):
        body = body[: found.start()]
    return body.rstrip(), said[len(body) :].strip()


def _flagged(body: str, marks: str, unit: str, style: NumberStyle) -> Reading | None:
    """`11.2 p`, `12.4(e)`, `: c`: a figure, or none, with the letters of statistics offices behind it."""
    found = _LETTERS.fullmatch(body)
    letters = (found[3] or found[4]).casefold() if found else ""
    if not found or not set(letters) <= FLAGS.keys():
        return None
    if len(letters) > 1 and letters not in COMBINED_FLAGS:  # 1.2bn, 45 pc, 1 sec
        return None
    head = found[1].strip()
    statuses = [status for status, _ in map(FLAGS.__getitem__, letters) if status]
    status = statuses[0] if statuses else None
    kept = letters if len(letters) > 1 else FLAGS[letters][1]
    note = " ".join(filter(None, (kept, marks))) or None
    if head in (":", "..", "."):
        may = status if status and status.may_lack_value else None
        return Reading(status=may, note=note or (None if may else letters))
    inner = _number(head, unit, style)
    if inner is None or (status and status.has_no_value):
        return None
    return inner._replace(status=status, note=note)


def _in_words(cell: str) -> Reading:
    """`pending (to be published)`, `公表予定`, or any other words."""
    head, note = _explained(cell)
    if head in NO_VALUE:
        return Reading(note=note)
    status = BY_STATUS_WORD.get(head.casefold())
    if status and status.may_lack_value:
        return Reading(status=status, note=note or (None if is_own_word(head, status) else cell))
    return Reading(note=cell, is_clear=False)


def _explained(cell: str) -> tuple[str, str | None]:
    """A text and what stands in brackets at its end."""
    if cell[-1:] in (")", "）"):
        starts = [at for at in (cell.find("("), cell.find("（")) if at > 0]
        if starts:
            at = min(starts)
            return cell[:at].rstrip(), cell[at + 1 : -1]
    return cell, None


def looks_like_figure(cell: Value) -> bool:
    """Whether a person would take a cell for a figure, whether or not it can be read as one."""
    if isinstance(cell, float):
        return True
    said = (cell or "").strip()
    if len(said) > _MOST:
        return said.isdecimal() or said.replace(".", "", 1).isdecimal()
    plain = _CONTROL.sub(" ", unicodedata.normalize("NFKC", said))
    return bool(plain) and (bool(_NUMBER_LIKE.fullmatch(plain)) or _is_float(plain))


def _is_float(plain: str) -> bool:
    digits = plain.replace(",", "")
    try:
        float(digits)
    except ValueError:
        return False
    return any(sign.isdigit() for sign in digits)


def _shown(said: str) -> str:
    return said if len(said) <= 40 else f"{said[:40]}…"


def _why_not(said: str) -> str:
    shown = _shown(said)
    if sum(sign.isdigit() for sign in said) > _CARRIED and (_is_float(said) or said.replace(",", "").isdigit()):
        return f"'{shown}' has more digits than a number can carry exactly (15, often 17)"
    if said[:1] in "(（" and said[-1:] in ")）":
        return f"'{shown}' is a figure in brackets, which may be negative or of another kind; write -5 or 5"
    return f"'{shown}' looks like a figure and cannot be read as one"


def numbers_in(cells: Iterator[tuple[Value, str, object]]) -> Iterator[tuple[str, object]]:
    """The digits of the cells that may be figures, with their places; of a range both."""
    for cell, unit, where in cells:
        for part in re.split(r" to |[~〜～]", cell) if isinstance(cell, str) and len(cell) <= _MOST else ():
            if digits := digits_of(part, unit):
                yield digits, where
