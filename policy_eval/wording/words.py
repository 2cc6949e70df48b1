"""The program's own words in Japanese; in English a key is its own word unless listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..judging.calculations import PROGRESS_MEASURE
from ..model.indicator import Lang

_EN: Final[Mapping[str, str]] = {
    "needed": "needed/yr",
    "observed": "observed/yr",
    "sub_field": "sub-field",
    "no-reference": "no reference metric",
    "programme-wide": "The programme as a whole",
    "fiscal-year": "fiscal year",
    "calendar-year": "calendar year",
    "result_type": "result type",
    "next_evaluation": "next evaluation",
    "evaluated": "period evaluated",
    "not-available": "n/a",
    "no-value": "no value",
    "until-end-of": "until the end of",
    "lapsed": "lapsed after",
    "accepted-for-run": "accepted for this run",
    "waiver-open": "a waiver without a last day",
    "waiver-unused": "a waiver for a miss that is not there",
    "no-direction": "neither way is better",
    "no-baseline": "no baseline",
    "one-year": "fewer than two years",
    "not-positive": "a value is zero or negative",
    "series-break": "the series has a break",
    "spans-only": "only totals over several years",
    "target-is-baseline": "the target is the baseline",
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
    "term-figures": "figures",
    "meaning-figures": (
        "As published by the sources named above. What is computed (a rate from its two amounts, changes, gaps, "
        "the pace) is computed on the figures as published and rounded for display only. A forecast is no "
        "observation."
    ),
    "term-change": "change",
    "meaning-change": (
        "The value minus that of the year before, in percentage points where the unit is a percentage. There is "
        "none into a total over several years, across a break in the series, or where the year before has no "
        "value."
    ),
    "term-gap": "gap",
    "meaning-gap": (
        "The value minus the target, in the unit of the indicator. For a range the nearer end counts, and inside "
        "it the gap is 0."
    ),
    "term-standing": "status, no deadline",
    "meaning-standing": (
        "A target without a deadline holds for every period: it is met or missed by the latest one with a value. "
        "No-data stands where there is no value yet, no-target where the indicator has no target."
    ),
    "term-deadline": "status, deadline",
    "meaning-deadline": (
        "Judged by the latest value up to the deadline: met where it satisfies the target; otherwise missed if "
        "it is the value of the deadline itself, pending until the deadline has passed, and overdue from then on."
    ),
    "term-waived": "waived",
    "meaning-waived": (
        "A miss that has been accepted with a stated reason: for one period, up to one value, and until a day "
        "where one is named."
    ),
    "term-pace": "pace, to a deadline",
    "meaning-pace": (
        "R = d x growth observed / |growth required|, both as compound yearly rates from the baseline; d is +1 "
        "where more is better and -1 where less is. Achieved once the target is satisfied, substantial from "
        f"0.95, moderate from 0.60, limited from 0, deterioration below. Source: {PROGRESS_MEASURE}."
    ),
    "term-alone": "pace, no target",
    "meaning-alone": (
        "d x the compound yearly growth from the first to the latest comparable value: substantial from 1.5%, "
        "moderate from 0.5%, limited from 0%, deterioration below. Near a natural limit the first two thresholds "
        f"are lower. Source: {PROGRESS_MEASURE}."
    ),
    "term-without": "n/a",
    "meaning-without": (
        "There is no pace where the formula has no value: zero or negative figures, a single year, a break in "
        "the series, no baseline, or no better direction. Nothing is put in its place."
    ),
    "term-apart": "reading them",
    "meaning-apart": "Status, gap and pace are three facts side by side. They are not combined into a score.",
}

_JA: Final[Mapping[str, str]] = {
    # headings
    "indicator": "指標",
    "title": "名称",
    "value": "実績値",
    "unit": "単位",
    "period": "時点",
    "change": "前年差",
    "target": "目標値",
    "by": "期限",
    "gap": "目標との差",
    "status": "状況",
    "trend": "推移",
    "kind": "種別",
    "needed": "年当たり必要",
    "observed": "年当たり実績",
    "pace": "進捗",
    "ratio": "進捗比",
    "sub_field": "個別分野",
    "divisions": "担当課室",
    "goal": "中期目標",
    "note": "注",
    "basis": "集計単位",
    "direction": "望ましい方向",
    "result_type": "指標の区分",
    "baseline": "基準値",
    "limit": "限界値",
    "source": "出典",
    "licence": "ライセンス",
    "description": "内容",
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
    # words of the files
    "reference": "参考指標",
    "supplementary": "本文の数値",
    "input": "インプット",
    "activity": "アクティビティ",
    "output": "アウトプット",
    "outcome": "アウトカム",
    "impact": "インパクト",
    "fiscal-year": "年度",
    "calendar-year": "暦年",
    "year-end": "年末",
    "increase": "増加",
    "decrease": "減少",
    "none": "定めなし",
    "normal": "通常",
    "estimated": "概数",
    "provisional": "暫定値",
    "forecast": "見込み",
    "break": "断層",
    "definition-differs": "定義の相違",
    "special-event": "特殊事情",
    "pending": "未公表",
    "not-applicable": "該当なし",
    "suppressed": "秘匿",
    # judgements
    "met": "達成",
    "missed": "未達成",
    "overdue": "期限経過",
    "pending-target": "期限未到来",
    "no-data": "データなし",
    "no-target": "目標なし",
    "no-value": "値なし",
    "accepted": "容認",
    "until": "容認期限",
    "until-end-of": "容認期限",
    "lapsed": "期限切れ",
    "severity": "重大度",
    "place": "箇所",
    "reason": "理由",
    "owner": "責任者",
    "waivers": "容認",
    "passed": "合格",
    "failed": "不合格",
    "error": "エラー",
    "warning": "警告",
    "waived": "容認",
    "known": "既知",
    "improved": "改善",
    "before": "以前は",
    "accepted-for-run": "今回に限り容認",
    "waiver-open": "期限のない容認",
    "waiver-unused": "対象のない容認",
    "expected": "公表予定時期",
    "achieved": "達成",
    "substantial": "順調",
    "moderate": "概ね順調",
    "limited": "遅れ",
    "deterioration": "悪化",
    "not-available": "算出不可",
    "no-direction": "望ましい方向の定めがない",
    "no-baseline": "基準値がない",
    "one-year": "二か年分の値がない",
    "not-positive": "零以下の値がある",
    "series-break": "系列に断層がある",
    "spans-only": "複数年の合計しかない",
    "target-is-baseline": "目標が基準値と同じ",
    # the workbook
    "overview": "総覧",
    "sources-and-definitions": "出典・定義",
    "definitions": "定義",
    "judged": "判定日",
    "lower": "下限",
    "upper": "上限",
    "publisher": "公表機関",
    "url": "URL",
    "term-figures": "数値",
    "meaning-figures": (
        "上記の出典が公表したとおりの値。計算による値（二つの額から求めた率、前年差、目標との差、進捗）は、公表さ"
        "れた値から計算し、表示するときだけ丸めている。見込みは実績値として扱わない。"
    ),
    "term-change": "前年差",
    "meaning-change": (
        "実績値から前年の実績値を引いた値。単位が％のものはポイント。複数年の合計、系列の断層、前年に値がない場合"
        "には計算しない。"
    ),
    "term-gap": "目標との差",
    "meaning-gap": (
        "実績値から目標値を引いた値（単位は指標と同じ）。範囲の目標では近い方の端との差とし、範囲内は０とする。"
    ),
    "term-standing": "状況（期限なし）",
    "meaning-standing": (
        "期限のない目標は毎期に適用し、値のある最新の時点について達成又は未達成とする。値がまだないものはデータな"
        "し、目標のない指標は目標なしとする。"
    ),
    "term-deadline": "状況（期限あり）",
    "meaning-deadline": (
        "期限までの最新の実績値で判定する。目標を満たせば達成。満たさない場合、期限の時点の値であれば未達成、それ"
        "より前の値であれば、期限までは期限未到来、期限を過ぎれば期限経過とする。"
    ),
    "term-waived": "容認",
    "meaning-waived": (
        "理由を明示して容認した未達成。一つの時点について、一つの値まで、期日の定めがあればその日まで容認する。"
    ),
    "term-pace": "進捗（期限あり）",
    "meaning-pace": (
        "R = d × 実績の増減率 ÷ |必要な増減率|。増減率はいずれも基準値からの年平均（複利）で、d は増加が望まし"
        "ければ＋１、減少が望ましければ－１。目標を満たせば達成、0.95以上は順調、0.60以上は概ね順調、０以上は遅れ"
        "、それ未満は悪化。出所：カナダ統計局データハブ及びOpen SDGの進捗指標（ユーロスタットの方法による）。"
    ),
    "term-alone": "進捗（目標なし）",
    "meaning-alone": (
        "d × 比較できる最初の値から最新の値までの年平均増減率（複利）。年1.5％以上は順調、0.5％以上は概ね順調、"
        "０％以上は遅れ、それ未満は悪化。限界値に近い場合は、上の二つの境目を低くする。出所は同じ。"
    ),
    "term-without": "算出不可",
    "meaning-without": (
        "零以下の値、一か年分の値、系列の断層、基準値や望ましい方向の定めがない等、計算式が値を持たない場合。他の"
        "数値では補わない。"
    ),
    "term-apart": "読み方",
    "meaning-apart": "状況、目標との差、進捗は別々の事実として並べて示し、一つの点数にまとめることはしない。",
}


def word(key: str, lang: Lang) -> str:
    """The word for a heading, a status or a judgement."""
    return _JA.get(key, key) if lang == "ja" else _EN.get(key, key)
