"""Units as foreign tables have them: behind a title, above the table, in a row of their own."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGNS: Final = {"％": "%", "㌫": "%", "パーセント": "%", "percent": "%", "per cent": "%", "pct": "%"}
_TIMES: Final = r"(?:十|百|千|万|十万|百万|千万|億|十億|百億|千億|兆)?"
_COUNTERS: Final = (
    "件|人|名|円|ドル|ユーロ|回|校|本|隻|台|戸|棟|社|団体|機関|施設|箇所|か所|カ所|ヶ所|個所|か国|カ国|ヶ国|国|地域|市町村|自治体|世帯|冊|点|枚|個|匹|頭|羽|床|席|室"
    "|日|時間|分|秒|年|か月|ヶ月|月|週|歳|位|倍|割|ポイント|pt|トン|t|kg|g|km|m|cm|mm|ha|㎡|m2|m²|km2|km²|m3|m³|kl|l|リットル|kw|kwh|mw|mwh|gwh|℃|度|泊|人日|人年|人時|延べ人数|口|株|票|議席|編|種|種類|品目|路線|便|コース|講座|通|巻|事業|課題|例|者|者数"
)
_JAPANESE: Final = re.compile(
    rf"(?:延べ|のべ)?{_TIMES}(?:米)?(?:{_COUNTERS})(?:[/／・当たりあ毎]+{_TIMES}(?:{_COUNTERS}|[0-9]+人))*|{_TIMES}人|[千万億]",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(
    r"(?:(?:in )?(?:thousands?|millions?|billions?|bn|mn|m|k|000s?)(?: (?:of )?)?)?"
    r"(?:persons?|people|number|count|cases?|hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|tonnes?|tons?|kg|g|km|m|m2|m3|ha"
    r"|euros?|eur|dollars?|usd|us\$|jpy|yen|gbp|£|€|\$|¥|households?|units?|ships?|vehicles?|beds?|schools?|students?|inhabitants|index|ratio|rate"
    r"|points?|percentage points?|pp|litres?|liters?|kwh|mwh|gwh|mw|°c|deg c)?"
    r"(?: ?(?:per|/) ?(?:[0-9 ,]+ )?[a-z0-9]+(?: [a-z]+)?)?",
    re.IGNORECASE,
)
_SAID: Final = re.compile(r"^[(（〔\[【]?\s*(?:単位|units?)\s*[:：]\s*(.+?)\s*[)）〕\]】]?$", re.IGNORECASE)
_BEHIND: Final = re.compile(r"^(.*\S)\s*[(（〔\[]\s*([^()（）〔〕\[\]]{1,30})\s*[)）〕\]]$", re.DOTALL)
_SEVERAL: Final = re.compile(r"[、,;；。・)）]|ただし|except")
_NO_UNITS: Final = frozenset(
    ("月", "国", "県", "市", "日", "年", "週", "社", *"mfgtlk", "month", "year", "day", "week", "time", "number")
)
"""What stands in brackets behind a title more often for something else than a unit."""
_OF_ANOTHER: Final = re.compile(
    r"[%％㌫=]|単位|[（(［\[‹〔][^）)］\]]*(?:円|人|件|点|ヘクタール|価格|FTE|per |annual|満点)"
    r"|(?:率|比|割合|指数)[）)]?$",
    re.IGNORECASE,
)
_TIMES_SAID: Final = re.compile(
    r"\b(?:in )?(?:thousands|millions|billions|hundreds)\b|\b000s?\b|(?:千|万|百万|億)(?:円|人|件|ドル)?単位",
    re.IGNORECASE,
)


def unit_of(words: str) -> str:
    """A unit in one way of writing: % for ％, ㌫ and percent."""
    plain = words.strip()
    return _SIGNS.get(plain.casefold(), plain)


def is_unit(words: str) -> bool:
    """Whether words are a unit that is usual, and nothing else."""
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain or len(plain) > 30:
        return False
    return unit_of(words) == "%" or plain == "%" or bool(_JAPANESE.fullmatch(plain) or _ENGLISH.fullmatch(plain))


def said_unit(text: str) -> str:
    """The unit that a line such as （単位：千円） names; nothing where it names none, or several."""
    found = _SAID.match(text.strip()) if len(text) <= 60 else None
    return unit_of(found[1]) if found and not _SEVERAL.search(found[1]) else ""


def may_be_of_another(title: str) -> bool:
    """Whether a title speaks of another unit than that of a line above: 就職率, Share (% of GDP)."""
    return _OF_ANOTHER.search(title.strip()) is not None


def says_times(text: str) -> bool:
    """Whether a line says that figures are multiples: (in thousands), 千円単位."""
    return len(text) <= 200 and _TIMES_SAID.search(unicodedata.normalize("NFKC", text)) is not None


def divided(title: str) -> tuple[str, str]:
    """A title and the unit behind it: 証明書発行件数（件）; no unit where the brackets hold anything else."""
    found = _BEHIND.match(title.strip()) if len(title) <= 300 else None
    if found is None:
        return title.strip(), ""
    words = found[2].strip()
    if said := said_unit(words):
        return found[1].strip(), said
    if words.casefold() in _NO_UNITS:
        return title.strip(), ""
    return (found[1].strip(), unit_of(words)) if is_unit(words) else (title.strip(), "")


def in_row(text: str) -> str:
    """The unit that a cell below a heading is: 人, (人), 単位：人; nothing for anything else."""
    plain = text.strip()
    if said := said_unit(plain):
        return said
    bare = plain[1:-1].strip() if plain[:1] in "(（[" and plain[-1:] in ")）]" else plain
    return unit_of(bare) if bare and not any(sign.isdigit() for sign in bare) else ""
