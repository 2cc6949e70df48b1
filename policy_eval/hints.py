"""What to advise where a file has something that looks right to its writer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
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
_NOTHING: Final = ("-", "--", "–", "—", "―", "ー", "..", "...", "…", ":", "none", "nil", "なし", "不明")
_SYNONYMS: Final = {
    "increase": "up, higher, rise, rising, more, +, 増, 増加, 上昇, 向上",
    "decrease": "down, lower, fall, falling, less, fewer, 減, 減少, 低下, 削減",
    "none": "neutral, neither, 定めなし, 方向なし",
    "provisional": "p, prov, prelim, preliminary, 暫定, 暫定値, 速報, 速報値",
    "estimated": "e, est, approx, approximate, 推計, 推計値, 概数, 約",
    "forecast": "f, proj, projected, projection, planned, 見込, 見込み, 予測",
    "pending": "tba, t.b.a., tbd, unpublished, 未公表, 公表予定, 集計中, 調査中",
    "not-applicable": "n/a, na, n.a., 該当なし, 対象外",
    "suppressed": "c, confidential, 秘匿",
    "break": "b, 断層",
    "definition-differs": "d, 定義の相違, 定義変更",
    "special-event": "s, 特殊事情",
    "normal": "final, confirmed, a, 通常, 確定, 確定値",
    "fiscal-year": "fy, fiscal, 年度, 会計年度",
    "calendar-year": "cy, calendar, year, 暦年, 年",
    "year-end": "december, 年末, 12月末",
    "fiscal-year-end": "march, 年度末, 3月末",
    "note": "comment, comments, remark, remarks, memo, 注, 注記, 備考",
    "title": "name, label, 名称, 指標名",
    "observations": "values, data, figures, 実績, 実績値",
    "targets": "goals, 目標, 目標値",
    "source": "reference, 出典",
    "description": "desc, definition, explanation, 説明, 内容",
    "by": "deadline, until, year, 期限",
    "at_least": "min, minimum, lower, 以上, target, value",
    "at_most": "max, maximum, upper, 以下",
}
"""What people write for the words of the files."""
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


def _number_in(text: str) -> str | None:
    """The number that a text is, without what may stand in it elsewhere."""
    plain = text.translate(_FULL_WIDTH).replace("_", "").strip().removesuffix("%").strip()
    if re.fullmatch(r"[-+]?[0-9]{1,3}([, ][0-9]{3}){1,9}(\.[0-9]{1,30})?", plain):
        plain = re.sub("[, ]", "", plain)
    return plain if re.fullmatch(r"[-+]?[0-9]{1,30}(\.[0-9]{1,30})?", plain) else None


def on_number(text: str) -> str:
    """For a text where a number should stand."""
    if number := _number_in(text):
        return f"; write {number}{' in half-width digits' if re.search('[０-９]', text) else ''}"
    if found := flagged(text):
        return f"; write {{value: {found[0]}, status: {found[1]}}}"
    return "; there is a full-width space in it" if "\u3000" in text else _on_nothing(text)


def _on_nothing(text: str) -> str:
    """For a word that says in other systems that there is no figure."""
    if status := meant(text, ("not-applicable", "pending", "suppressed")):
        return f"; where there is no figure, write {{status: {status}, note: why}}"
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return "; where nothing is known, leave the period out" if plain in _NOTHING else ""


def flagged(text: str) -> tuple[str, str] | None:
    """The number and the status of `約15`, `15 (p)`, `15e`; None for anything else."""
    found = re.fullmatch(r"(約?)(.*?) ?(?:\(?([epf])\)?)?", text.translate(_FULL_WIDTH).strip())
    number = _number_in(found[2]) if found and (found[1] or found[3]) else None
    if found is None or number is None:
        return None
    return number, {"e": "estimated", "p": "provisional", "f": "forecast"}[found[3] or "e"]


def on_spaces(key: object) -> str:
    """For a key that begins or ends with a space that YAML takes for a letter."""
    if not isinstance(key, str) or key == key.strip():
        return ""
    return f"; {_on_character(key[0] if key[0].isspace() else key[-1])}"


def on_targets(value: object) -> str:
    """For targets by period where a list of them should stand."""
    if isinstance(value, Mapping) and value:
        period, bound = next(iter(value.items()))
        if isinstance(bound, (int, float)) and not isinstance(bound, bool) and re.match("[0-9]{4}", str(period)):
            return f"; write - {{at_least: {bound}, by: {period}}}, or at_most, for each"
    return ""


def meant(word: object, words: Sequence[str]) -> str | None:
    """The one of `words` for which people write another word: `up` for increase, `速報値` for provisional."""
    plain = unicodedata.normalize("NFKC", str(word)[:BRIEF]).strip().casefold()
    return next((known for known in words if plain in _SYNONYMS.get(known, "").split(", ")), None)


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
