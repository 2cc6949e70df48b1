"""What people write who know other systems, and what the message says to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import Poleval

FILE = """sub_field: 1
title: T
indicators:
  - id: {id}
    title: A
    unit: km
    direction: {direction}
{more}    observations: {{{observations}}}
"""


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"observations": "FY2023: 1"}, "'FY2023' is not a period; write 2023"),
        ({"observations": "令和5年度: 1"}, "'令和5年度' is not a period; write 2023"),
        ({"observations": "2023年度: 1"}, "'2023年度' is not a period; write 2023"),
        ({"observations": "2023: N/A"}, "write {status: not-applicable, note: why}"),
        ({"observations": "2023: 未公表"}, "write {status: pending, note: why}"),
        ({"observations": "2023: '-'"}, "where nothing is known, leave the period out"),
        ({"observations": "2023: 約15"}, "write {value: 15, status: estimated}"),
        ({"observations": "2023: 15 (p)"}, "write {value: 15, status: provisional}"),
        ({"observations": "2023: 15.5e"}, "write {value: 15.5, status: estimated}"),
        ({"observations": "2023: {value: 1, comment: x}"}, "unknown key; did you mean 'note'?"),
        ({"observations": "2023: {value: 1, 備考: x}"}, "unknown key; did you mean 'note'?"),
        ({"observations": "2023: {value: 1, status: 速報値, note: x}"}, "unknown word '速報値'; write provisional"),
        ({"observations": "2023: {value: 1, status: P, note: x}"}, "unknown word 'P'; write provisional"),
        ({"direction": "up"}, "unknown word 'up'; write increase"),
        ({"direction": "減少"}, "unknown word '減少'; write decrease"),
        ({"id": "my_id"}, "found the text 'my_id'; write my-id"),
        ({"id": "Water Quality"}, "found the text 'Water Quality'; write water-quality"),
        (
            {"more": "    targets: {2025: 85}\n"},
            "found a mapping; write - {at_least: 85, by: 2025}, or at_most, for each",
        ),
        ({"more": "    comment: x\n"}, "unknown key; did you mean 'note'?"),
        ({"more": "    basis: 年度末\n"}, "unknown word '年度末'; write fiscal-year-end"),
        ({"more": "    targets: [{target: 5}]\n"}, "unknown key; did you mean 'at_least'?"),
        ({"more": "\u00a0\u00a0\u00a0\u00a0note: x\n"}, "this is a no-break space (U+00A0); write plain ones"),
    ],
    ids=str,
)
def test_a_word_of_another_system_is_answered_with_what_to_write(
    change: dict[str, str], advice: str, tmp_path: Path, poleval: Poleval
) -> None:
    parts = {"id": "a", "direction": "increase", "more": "", "observations": "2023: 1", **change}
    (tmp_path / "a.yaml").write_text(FILE.format(**parts), encoding="utf-8")
    outcome = poleval("validate", str(tmp_path))
    assert outcome.code == 2
    assert advice in outcome.err


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("約15", "write 15 --status estimated"),
        ("15(p)", "write 15 --status provisional"),
        ("1,500f", "write 1500 --status"),
    ],
)
def test_record_says_how_a_figure_gets_its_status(typed: str, advice: str, tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "a.yaml").write_text(
        FILE.format(id="a", direction="none", more="", observations="2022: 1"), encoding="utf-8"
    )
    outcome = poleval("record", "a", "2023", typed, "-d", str(tmp_path))
    assert (outcome.code, f"'{typed}' is not a number; {advice}" in outcome.err) == (2, True)


def test_a_provisional_figure_needs_no_note_and_says_that_it_stays_so(tmp_path: Path, poleval: Poleval) -> None:
    observations = "2022: {value: 5, status: provisional}"
    (tmp_path / "a.yaml").write_text(
        FILE.format(id="a", direction="none", more="", observations=observations), encoding="utf-8"
    )
    assert poleval("validate", str(tmp_path)).out == "1 file with 1 indicator: valid\n"
    assert "still there: status provisional" in poleval("record", "a", "2022", "6", "--revise", "-d", str(tmp_path)).err
