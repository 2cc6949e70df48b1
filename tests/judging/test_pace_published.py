"""The pace against figures that others have published, which no arithmetic of ours was asked for.

The table is tests/data/published-pace.csv: inputs, and what its publisher made of them.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from policy_eval.judging.pace import Pace, Reason

from .test_pace import judged

SOURCES: Final = {
    "cif": "Statistics Canada: Canadian Indicator Framework for the Sustainable Development Goals, data repository"
    " sdg-data-canada-odd-donnees/cif-data-donnees-cic, indicator_calculation_components.yml, commit 0004afd, 2026",
    "cif-other": "the same in commit c57eec0, where figures were others",
    "gif": "Statistics Canada: Sustainable Development Goals Data Hub, Global Indicator Framework, data repository"
    " sdg-data-canada-odd-donnees/sdg-data-donnees-odd, indicator_calculation_components.yml, commit 007ce50, 2025",
    "eustat": "Eustat, the Basque Statistics Institute: Sustainable Development Goals indicators, data repository"
    " EUSTAT-DES/data, indicator_calculation_components.yml, commit 00a0109, 2026",
}
TABLE: Final = Path(__file__).parents[1] / "data" / "published-pace.csv"


def published() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def indicator(row: dict[str, str]) -> dict[str, Any]:
    """The indicator of a row, as a file would describe it."""
    base, value, target = (float(row[name]) if row[name] else None for name in ("base", "value", "target"))
    observations = {int(row["base_year"]): base, int(row["year"]): value}
    plain: dict[str, Any] = {"direction": row["direction"], "observations": observations}
    if row["limit"]:
        plain["limit"] = float(row["limit"])
    if target is not None:
        bound = "at_least" if row["direction"] == "increase" else "at_most"
        plain["baseline"] = {"period": int(row["base_year"]), "value": base}
        plain["targets"] = [{bound: target, "by": int(row["target_year"])}]
    return plain


@pytest.mark.parametrize("row", published(), ids=lambda row: f"{row['source']} {row['indicator']}")
def test_the_pace_is_the_published_one(row: dict[str, str]) -> None:
    """Published are the ratio (R, or the yearly growth without a target) to all digits, and the class.

    Statistics Canada's thresholds are ours: 0.95, 0.60 and 0 of the growth required, or
    1.5 %, 0.5 % and 0 % a year, these two scaled by the distance from a natural limit.
    Eustat computes the same ratios and puts them into classes of its own; of its rows
    only the ratio is compared, but for one at its limit, which both call substantial.

    Rows that we mean to judge otherwise are not in the table: where a base or target is
    zero, the publishers put 0.001 in its place, and where all values are negative, they
    turn the direction; here both are not available. Of a reference period that spans years
    they take the first, here it is no single year. Of Eurostat, whose method theirs
    follows, no figure was found with the growth rates behind it; none is here.
    """
    assert row["source"] in SOURCES
    assessment = judged(indicator(row), date(2026, 11, 24))
    if row["ratio"]:
        assert assessment.pace_ratio == pytest.approx(float(row["ratio"]), rel=1e-11, abs=1e-15)
    else:
        assert assessment.pace_ratio is None
    if row["class"]:
        assert (assessment.pace, assessment.reason) == (row["class"], None)


def test_the_table_has_every_class_with_a_target_and_without() -> None:
    rows = published()
    classes = {(bool(row["target"]), row["class"]) for row in rows if row["class"]}
    words = set(Pace) - {Pace.NOT_AVAILABLE}
    assert classes == {(True, word) for word in words} | {(False, word) for word in words - {Pace.ACHIEVED}}
    assert {row["source"] for row in rows} == set(SOURCES)


def test_what_the_publishers_replace_by_0001_is_not_available_here() -> None:
    zero = {"direction": "decrease", "baseline": {"period": 2015, "value": 5}, "observations": {2023: 3}}
    assert judged({**zero, "targets": [{"at_most": 0, "by": 2030}]}).reason is Reason.NOT_POSITIVE
