"""Formulas as people of either language read them: in English with the names of the figures, in Japanese in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from ..judging.facts import INSIDE
from ..judging.pace import AT_LIMIT
from ..model.codes import Lang

_JA: Final[Mapping[str, str]] = {
    "value": "実績値",
    "previous": "前年の値",
    "change": "前年差",
    "target": "目標値",
    "gap": "目標との差",
    "baseline": "基準値",
    "first": "最初の値",
    "limit": "限界値",
    "direction": "方向",
    "of_previous": "前年に対する割合",
    "of_baseline": "基準値に対する割合",
    "path": "経路",
    "time_share": "期間の割合",
    "observed_per_year": "年当たり実績",
    "cagr_observed": "実績の伸び率",
    "cagr_required": "必要な伸び率",
    "numerator": "分子",
    "denominator": "分母",
    "year": "年",
    "baseline_year": "基準年",
    "first_year": "最初の年",
    "target_year": "目標年",
}
_SENTENCES: Final = {INSIDE: "範囲内のため0", AT_LIMIT: "限界値にあるため0"}
_COUNTED: Final = {"halves": "半期数", "quarters": "四半期数", "months": "月数"}
_ROLES: Final = {
    "since_baseline": "基準時点からの",
    "since_first": "最初の時点からの",
    "to_target": "期限までの",
    "left": "期限までの残りの",
}
_NAME: Final = re.compile(r"[a-z][a-z_]*")


def formula_in(lang: Lang, formula: str, own: Collection[str] = ()) -> str:
    """The formula with its names in words; `own` are ids of indicators, which stay what they are."""
    if lang == "en":
        return formula
    if formula in _SENTENCES:
        return _SENTENCES[formula]
    if own:
        return formula
    return _NAME.sub(lambda found: _word(found[0]), formula)


def _word(name: str) -> str:
    counted, _, role = name.partition("_")
    if counted in _COUNTED and role in _ROLES:
        return f"{_ROLES[role]}{_COUNTED[counted]}"
    return _JA.get(name, name)
