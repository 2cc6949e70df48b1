"""What is computed, and how: the terms that a workbook explains, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..judging.calculations import PROGRESS_MEASURE

TERMS: Final = ("figures", "change", "gap", "standing", "deadline", "waived", "pace", "alone", "without", "apart")
"""What is defined, in order: `term-…` is its name, `meaning-…` says what it is."""
EN: Final[Mapping[str, str]] = {
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

JA: Final[Mapping[str, str]] = {
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
