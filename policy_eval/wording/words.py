"""The program's own words in both languages: headings and phrases; those of codes are in `code_words`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ..judging.calculations import PROGRESS_MEASURE
from ..model.codes import Lang
from ..tables.column_names import TITLES_JA
from . import definitions
from .code_words import code_word

_EN: Final[Mapping[str, str]] = {
    "needed": "needed/yr",
    "observed": "observed/yr",
    "sub_field": "sub-field",
    "no-reference": "no reference metric",
    "programme-wide": "The programme as a whole",
    "result_type": "result type",
    "next_evaluation": "next evaluation",
    "evaluated": "period evaluated",
    "no-value": "no value",
    "no-figure-told": "no figure",
    "not-asked": "no longer asked for:",
    "followed_by": "followed by",
    "left-out": "{} lines more have no room here.",
    "due-by": "was due by",
    "nothing-due": "Nothing is due.",
    "nothing-at-all": "no indicator",
    "serving": "indicators",
    "no-goals": "There are no goals.",
    "counted": "what is counted",
    "not-begun": "of a period that has not begun",
    "later-span": "later than the latest single year, and judged by nothing",
    "beyond": "beyond the limit",
    "oldest": "oldest judged figure",
    "until-end-of": "until the end of",
    "lapsed": "lapsed after",
    "accepted-for-run": "accepted for this run",
    "no-changes": "Without two years in a row: {}",
    "no-targets": "Without a target: {}; --all shows them with their pace",
    "no-change": "No two years in a row have a figure, so there is no change to show.",
    "no-figure": "There is no figure yet.",
    "nothing-computed": "Nothing was computed: there are no two years in a row, and no target with a value.",
    "not-latest": "judged on",
    "later-pending": "a later value is pending",
    "pace-classes": "Pace",
    "pace-source": "Source",
    "pace-else": "else deterioration",
    "progress-measure": PROGRESS_MEASURE,
    # the workbook
    "overview": "Overview",
    "sources-and-definitions": "Sources and definitions",
    "definitions": "Definitions",
    "judged": "judged on",
    "lower": "lower end",
    "upper": "upper end",
    **definitions.EN,
}
"""A key that is not here is its own word."""

_JA: Final[Mapping[str, str]] = {
    **TITLES_JA,
    # headings
    "by": "期限",
    "trend": "推移",
    "needed": "年当たり必要",
    "observed": "年当たり実績",
    "ratio": "進捗比",
    "divisions": "担当課室",
    "licence": "ライセンス",
    "file": "ファイル",
    "ministry": "府省",
    "published": "公表時期",
    "evaluated": "評価対象期間",
    "next_evaluation": "次回評価",
    "figure": "項目",
    "formula": "計算式",
    "inputs": "入力",
    "result": "結果",
    "no-reference": "参考指標なし",
    "programme-wide": "施策全体",
    "no-changes": "連続する二か年の実績値がないもの：{}件",
    "no-targets": "目標値のないもの：{}件（--all で進捗とともに表示）",
    "no-change": "連続する二か年の実績値がないため、前年差はない。",
    "no-figure": "実績値はまだない。",
    "nothing-computed": "連続する二か年の実績値も、判定できる目標値もないため、計算した数値はない。",
    "not-latest": "判定に用いた実績値",
    "later-pending": "より新しい時点の値は未公表",
    "pace-classes": "進捗",
    "pace-source": "出所",
    "pace-else": "それ未満は悪化",
    "progress-measure": "カナダ統計局データハブ及びOpen SDGの進捗指標（ユーロスタットの方法による）",
    # judgements
    "no-value": "値なし",
    "no-figure-told": "実績値なし",
    "not-asked": "なくなった目標値",
    "left-out": "ほか{}件は省略。",
    "due-by": "期日",
    "due": "期日",
    "event": "事項",
    "late": "遅れ",
    "subject": "内容",
    "nothing-due": "予定はない。",
    "nothing-at-all": "指標なし",
    "no-goals": "目標はない。",
    "counted": "数えたもの",
    "number": "件数",
    "total": "全体",
    "serving": "指標数",
    "lacks": "欠けているもの",
    "tags": "タグ",
    "not-begun": "期間がまだ始まっていない",
    "later-span": "最新の単年より後の合計で、判定に用いられない",
    "beyond": "限界値",
    "oldest": "判定に用いた最も古い実績値",
    "accepted": "容認",
    "until": "容認期限",
    "until-end-of": "容認期限",
    "lapsed": "期限切れ",
    "severity": "重大度",
    "place": "箇所",
    "owner": "責任者",
    "waivers": "容認",
    "passed": "合格",
    "failed": "不合格",
    "improved": "改善",
    "before": "以前は",
    "accepted-for-run": "今回に限り容認",
    "expected": "公表予定時期",
    # the workbook
    "overview": "総覧",
    "sources-and-definitions": "出典・定義",
    "definitions": "定義",
    "judged": "判定日",
    "lower": "下限",
    "upper": "上限",
    **definitions.JA,
}


def word(key: str, lang: Lang) -> str:
    """The word for a code (a status, a judgement, …), or for a heading or phrase by its key."""
    if isinstance(key, StrEnum):
        return code_word(key, lang)
    return _JA.get(key, key) if lang == "ja" else _EN.get(key, key)
