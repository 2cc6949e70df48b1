"""What a code is called in each language; every member of every enum has a word."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ..judging.assess import Compliance
from ..judging.audit import Aspect, Subject
from ..judging.due import Event
from ..judging.finding_kinds import Kind, Severity
from ..judging.pace import Pace, Reason
from ..model.codes import Aggregate, Direction, GoalLevel, Lang, MetricKind, NamedBy, Rated, ResultType, Sorting
from ..model.periods import Basis
from ..model.status import Status

JA: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    Status: {
        Status.NORMAL: "通常",
        Status.ESTIMATED: "概数",
        Status.PROVISIONAL: "暫定値",
        Status.FORECAST: "見込み",
        Status.BREAK: "断層",
        Status.DEFINITION_DIFFERS: "定義の相違",
        Status.SPECIAL_EVENT: "特殊事情",
        Status.PENDING: "未公表",
        Status.NOT_APPLICABLE: "該当なし",
        Status.SUPPRESSED: "秘匿",
    },
    Direction: {Direction.INCREASE: "増加", Direction.DECREASE: "減少", Direction.NONE: "定めなし"},
    ResultType: {
        ResultType.INPUT: "インプット",
        ResultType.ACTIVITY: "アクティビティ",
        ResultType.OUTPUT: "アウトプット",
        ResultType.OUTCOME: "アウトカム",
        ResultType.IMPACT: "インパクト",
    },
    MetricKind: {MetricKind.REFERENCE: "参考指標", MetricKind.SUPPLEMENTARY: "本文の数値"},
    Basis: {
        Basis.FISCAL_YEAR: "年度",
        Basis.CALENDAR_YEAR: "暦年",
        Basis.YEAR_END: "年末",
        Basis.FISCAL_YEAR_END: "年度末",
    },
    GoalLevel: {GoalLevel.POLICY: "施策目標", GoalLevel.MID_TERM: "中期目標"},
    Rated: {Rated.ACHIEVED: "達成率", Rated.DISTANCE: "基準からの進み"},
    Aggregate: {Aggregate.SUM: "合計"},
    Sorting: {
        Sorting.VALUE: "実績値",
        Sorting.CHANGE: "前年差",
        Sorting.GAP: "目標との差",
        Sorting.STATUS: "状況",
        Sorting.TITLE: "名称",
    },
    NamedBy: {NamedBy.START: "始まる年", NamedBy.END: "終わる年"},
    Compliance: {
        Compliance.MET: "達成",
        Compliance.MISSED: "未達成",
        Compliance.OVERDUE: "期限経過",
        Compliance.PENDING: "期限未到来",
        Compliance.NO_DATA: "データなし",
        Compliance.NO_TARGET: "目標なし",
    },
    Pace: {
        Pace.ACHIEVED: "達成",
        Pace.SUBSTANTIAL: "順調",
        Pace.MODERATE: "概ね順調",
        Pace.LIMITED: "遅れ",
        Pace.DETERIORATION: "悪化",
        Pace.NOT_AVAILABLE: "算出不可",
    },
    Reason: {
        Reason.NO_DATA: "データなし",
        Reason.NO_DIRECTION: "望ましい方向の定めがない",
        Reason.NO_BASELINE: "基準値がない",
        Reason.ONE_YEAR: "二か年分の値がない",
        Reason.NOT_POSITIVE: "零以下の値がある",
        Reason.SERIES_BREAK: "系列に断層がある",
        Reason.SPANS_ONLY: "複数年の合計しかない",
        Reason.STANDING_TARGET: "期限がない",
        Reason.TARGET_IS_BASELINE: "目標が基準値と同じ",
        Reason.RANGE: "実績値が範囲でしか分からない",
        Reason.SCALE: "段階に伸び率はない",
        Reason.NO_PREVIOUS: "一年前の値がない",
    },
    Event: {
        Event.FIGURE: "実績値の公表",
        Event.DEADLINE: "目標の期限",
        Event.WAIVER_END: "容認の終了",
        Event.EVALUATION: "次回評価",
    },
    Subject: {Subject.SUB_FIELD: "個別分野", Subject.GOAL: "目標", Subject.INDICATOR: "指標"},
    Aspect: {
        Aspect.REFERENCE: "参考指標",
        Aspect.INDICATOR: "指標",
        Aspect.OUTCOME: "アウトカム",
        Aspect.TARGET: "目標値",
        Aspect.BASELINE: "基準値",
        Aspect.GOAL: "対応する目標",
        Aspect.DIRECTION: "望ましい方向",
        Aspect.DEADLINE: "期限",
        Aspect.SOURCE: "出典",
        Aspect.RESULT_TYPE: "指標の種類",
        Aspect.UNIT: "単位",
        Aspect.FIGURE: "最新の実績値",
    },
    Severity: {
        Severity.ERROR: "エラー",
        Severity.WARNING: "警告",
        Severity.NOTE: "参考",
        Severity.WAIVED: "容認",
        Severity.KNOWN: "既知",
    },
    Kind: {kind: kind.ja for kind in Kind},
}
EN: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    Basis: {
        Basis.FISCAL_YEAR: "fiscal year",
        Basis.CALENDAR_YEAR: "calendar year",
        Basis.FISCAL_YEAR_END: "end of fiscal year",
    },
    GoalLevel: {GoalLevel.POLICY: "policy goal", GoalLevel.MID_TERM: "goal"},
    Pace: {Pace.NOT_AVAILABLE: "n/a"},
    Reason: {
        Reason.NO_DIRECTION: "neither way is better",
        Reason.NO_BASELINE: "no baseline",
        Reason.ONE_YEAR: "fewer than two years",
        Reason.NOT_POSITIVE: "a value is zero or negative",
        Reason.SERIES_BREAK: "the series has a break",
        Reason.SPANS_ONLY: "only totals over several years",
        Reason.STANDING_TARGET: "no deadline",
        Reason.TARGET_IS_BASELINE: "the target is the baseline",
        Reason.RANGE: "the figure is only a range",
        Reason.SCALE: "stages have no growth rate",
        Reason.NO_PREVIOUS: "there is no figure of a year before",
    },
    Event: {Event.WAIVER_END: "end of a waiver", Event.EVALUATION: "next evaluation"},
    Aspect: {
        Aspect.REFERENCE: "reference metric",
        Aspect.RESULT_TYPE: "result type",
        Aspect.FIGURE: "fresh figure",
    },
    Kind: {
        Kind.WAIVER_OPEN: "a waiver without a last day",
        Kind.WAIVER_UNUSED: "a waiver for a miss that is not there",
    },
}
"""A code that is not here is its own word in English."""


def code_word(code: StrEnum, lang: Lang) -> str:
    """The word for a code in `lang`."""
    return (JA if lang == "ja" else EN).get(type(code), {}).get(code, code.value)
