"""What the words of foreign tables mean: in headings, in cells, for what a file says by a code.

These words are read, never shown. All that any version of the program has shown is
among them, so that an older export comes back when a displayed word is corrected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from typing import Final

from ..model.codes import Direction, MetricKind, ResultType
from ..model.periods import Basis
from ..model.status import Status


class Role(Enum):
    """What the figures of a row or a column are."""

    ACTUAL = auto()
    TARGET = auto()
    RATE = auto()
    """A rate of actual and target: computed from both, and not taken."""


IGNORED: Final = "ignore"
"""What `--map` says of a column that is left out."""

MEANINGS: Final[Mapping[str, str]] = {
    "indicator": "id, code, no, no., #, 番号, 項番, 指標id, 指標コード, indicator code, series code",
    "title": "name, indicator name, series name, metric, measure, 名称, 指標, 指標名, 指標の名称, 測定指標, 参考指標,"
    " 成果指標, 活動指標, 項目, 項目名",
    "sub_field": "sub field, field, sector, 個別分野, 分野",
    "unit": "units, unit of measure, unit measure, uom, 単位",
    "direction": "望ましい方向",
    "result_type": "result, 指標の区分",
    "kind": "種別",
    "basis": "集計単位",
    "period": "time period, ref date, date, time, 時点, 期間, 年度, 年月, 年次",
    "year": "年, calendar year, fiscal year, 西暦, 暦年, 会計年度, 年末, 年度末",
    "part_of_year": "month, quarter, half, semester, term, 月, 四半期, 半期",
    "freq": "frequency, 頻度",
    "start": "始期",
    "value": "figure, actual, obs value, 実績, 実績値, 値",
    "status": "状況",
    "obs_status": "obs flag, flag, flags, 状況コード",
    "breakdown": "内訳",
    "sub_field_title": "sub field title, 個別分野の名称",
    "low": "lower, 下限",
    "high": "upper, 上限",
    "numerator": "分子",
    "denominator": "分母",
    "multiplier": "unit mult, unit multiplier, scalar factor, scale factor, scale, multiplier, multiple,"
    " multiplier code, powercode, power code, magnitude, 単位倍率, 倍率",
    "note": "notes, remark, remarks, comment, comment obs, obs comment, 注, 注記, 備考",
    "description": "内容, 説明",
    "source": "sources, reference, 出典, 出所, 資料",
    "publisher": "公表主体, 公表者, 公表機関, 公表元",
}
"""What a column can hold, by the headings that say so; its own name always does."""

COMPUTED: Final[Mapping[str, str]] = {
    "previous": "前年の値",
    "change": "前年差",
    "change_pct": "前年比増減率",
    "end": "終期",
}
"""What our tables compute from the figures, by what else stands above it; what they have of it is not taken."""

STATUS_WORDS: Final[Mapping[Status, str]] = {
    Status.NORMAL: "通常",
    Status.ESTIMATED: "概数",
    Status.PROVISIONAL: "暫定値",
    Status.FORECAST: "見込み",
    Status.BREAK: "断層",
    Status.DEFINITION_DIFFERS: "定義の相違",
    Status.SPECIAL_EVENT: "特殊事情",
    Status.PENDING: "未公表, 公表予定, 集計中, 調査中, 未集計, tba",
    Status.NOT_APPLICABLE: "該当なし, 対象外, n/a, na",
    Status.SUPPRESSED: "秘匿",
}
"""The words for a status beside its own, by which all files know it; the first is what tables of ours say."""

NO_VALUE: Final = frozenset(("no value", "値なし"))
"""What a cell says that is empty for no known reason."""

_CODES: Final[Mapping[str, Mapping[StrEnum, str]]] = {
    "direction": {Direction.INCREASE: "増加", Direction.DECREASE: "減少", Direction.NONE: "定めなし"},
    "result_type": {
        ResultType.INPUT: "インプット",
        ResultType.ACTIVITY: "アクティビティ",
        ResultType.OUTPUT: "アウトプット",
        ResultType.OUTCOME: "アウトカム",
        ResultType.IMPACT: "インパクト",
    },
    "kind": {MetricKind.REFERENCE: "参考指標", MetricKind.SUPPLEMENTARY: "本文の数値"},
    "basis": {
        Basis.FISCAL_YEAR: "年度",
        Basis.CALENDAR_YEAR: "暦年",
        Basis.YEAR_END: "年末",
        Basis.FISCAL_YEAR_END: "年度末",
    },
}
BASIS_OF_HEADING: Final[Mapping[str, Basis]] = {
    "年度": Basis.FISCAL_YEAR,
    "会計年度": Basis.FISCAL_YEAR,
    "fiscal year": Basis.FISCAL_YEAR,
    "暦年": Basis.CALENDAR_YEAR,
    "calendar year": Basis.CALENDAR_YEAR,
    "年末": Basis.YEAR_END,
    "年度末": Basis.FISCAL_YEAR_END,
}
"""What the years of a column are, by a heading that says so."""
CODES: Final[Mapping[tuple[str, str], str]] = {
    (meaning, word.strip()): member.value
    for meaning, members in _CODES.items()
    for member, words in members.items()
    for word in words.split(", ")
}
"""The codes of the files by what a cell may say for them under a heading of that meaning."""

_ROLE_WORDS: Final[Mapping[Role, str]] = {
    Role.ACTUAL: "実績, 実績値, 成果実績, 活動実績, 実 績, 現状値, actual, actuals, result, results, outturn",
    Role.TARGET: "目標, 目標値, 目 標, 計画値, 当初見込み, 活動見込, target, targets, target value",
    Role.RATE: "達成度, 達成率, 進捗率, 達 成 度, achievement, achievement rate, % of target, % achieved",
}
ROLES: Final[Mapping[str, Role]] = {word: role for role, words in _ROLE_WORDS.items() for word in words.split(", ")}
"""What a heading or a cell says of the figures beside or below it: observed, aimed at, or a rate of both."""
NO_MULTIPLIER: Final = frozenset(("", "0", "units", "unit", "ones", "none"))
"""What a column of multipliers says of figures that are what they are."""
TARGET_LINE: Final = re.compile(r"(?:target|目標値?) ?[:：]", re.IGNORECASE)
"""How a row below an indicator begins in which our workbook has the figures of a target."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split(", "))


TOTALS: Final = _words("計, 合計, 総計, 小計, 総数, 全体, total, totals, sum, subtotal, grand total, all")
"""Titles that say no more than that others are added up."""
COMPARED: Final = _words(
    "change, changes, % change, change %, difference, growth, growth rate, yoy, rank, ranking, average, mean, share, "
    "前年比, 対前年比, 前年差, 前期比, 増減, 増減率, 伸び率, 順位, 平均, 構成比"
)
"""Headings of figures that compare or sum up others, and are none of their own."""
WHOLES: Final = frozenset((*TOTALS, "_t", "男女計", "both sexes", "all ages"))
"""Categories that are the whole of a dimension."""
ROW_NUMBERS: Final = _words("no, no., #, 番号, 連番, 項番, 通し番号, row, index")
"""Headings of numbers that only count the rows."""
ACTUAL: Final = re.compile(r"[\s(（]*(?:実績値?|actuals?|results?)[\s)）]*$", re.IGNORECASE)
"""Behind a period, what says that its figures were observed."""
EMPTY: Final = _words(
    ", -, --, ---, ー, ―, —, –, −, ‐, ., .., ..., :, x, nan, null, none, na., #n/a, *, n.a., n.d., ・, ･･･, ・・・"
)
"""What a cell says that holds nothing, in small letters."""
FLAGS: Final[Mapping[str, tuple[Status | None, str]]] = {
    "b": (Status.BREAK, ""),
    "c": (Status.SUPPRESSED, ""),
    "d": (Status.DEFINITION_DIFFERS, ""),
    "e": (Status.ESTIMATED, ""),
    "f": (Status.FORECAST, ""),
    "p": (Status.PROVISIONAL, ""),
    "s": (Status.ESTIMATED, "s"),
    "i": (None, "i"),
    "n": (None, "n"),
    "r": (None, "r"),
    "u": (None, "u"),
    "z": (Status.NOT_APPLICABLE, ""),
}
"""What a letter behind a figure says: a status, and what of it is kept as a note."""
COMBINED_FLAGS: Final = _words("bd, be, bep, bp, bs, bu, de, dep, dp, ds, du, ep, es, eu, ps, se, eb, pb, pd, pe")
"""Several of them at once; other runs of such letters are units: bn, pc, sec."""


def plain(heading: str) -> str:
    """A heading without what different hands write differently."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s_-]+", " ", folded).strip()


BY_HEADING: Final[Mapping[str, str]] = {
    plain(word): meaning for meaning, words in MEANINGS.items() for word in (meaning, *words.split(", "))
}
COMPUTED_HEADINGS: Final = frozenset(map(plain, (*COMPUTED, *COMPUTED.values())))
BY_STATUS_WORD: Final[Mapping[str, Status]] = {
    word: status
    for status in Status
    for word in (status.value, *filter(None, STATUS_WORDS.get(status, "").split(", ")))
}


def is_own_word(word: str, status: Status) -> bool:
    """Whether a word says no more than the status itself."""
    return word in (status.value, STATUS_WORDS.get(status, "").partition(",")[0])
