"""`check` on the command line: what it is told, what it tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..running import BUNDLED, Poleval, spelt


def test_check_says_that_the_files_have_warnings(poleval: Poleval, tmp_path: Path) -> None:
    text = (
        "sub_field: 1\ntitle: A\nindicators: [{id: b, title: B, unit: km, direction: none, targets: [{at_least: 1}], "
    )
    text += "observations: {2020: {value: 2, status: estimated}}}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    outcome = poleval("check", "-d", str(tmp_path))
    assert (outcome.code, outcome.err) == (0, "poleval: 1 warning on the files; poleval validate shows them\n")


def test_a_kind_of_finding_is_explained(poleval: Poleval) -> None:
    outcome = poleval("check", "--explain", "stale")
    assert outcome.code == 0
    assert outcome.out.startswith("stale (warning)\n")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--select", "overdue"], 0, "warning: overdue"),
        (["--ignore", "missed,overdue"], 0, "4 targets"),
        (["--warn", "missed"], 0, "warning: missed"),
        (["--error", "overdue", "--ignore", "missed"], 1, "error: overdue"),
        (["--waive", "istc-overhead-ratio"], 0, "waived: missed: istc-overhead-ratio"),
        (["--period", "FY2022"], 0, "1 overdue"),
        (["--period", "2022"], 0, "1 overdue"),
        (["--period", "R4"], 0, "1 overdue"),
        (["--period", "令和4年度"], 0, "1 overdue"),
        (["--period", "R5"], 1, "error: missed: istc-overhead-ratio FY2023"),
        (["--all-periods"], 1, "10 targets: 8 met, 1 missed, 0 pending, 1 overdue"),
    ],
    ids=spelt,
)
def test_check_judges_what_it_is_told_to(poleval: Poleval, arguments: list[str], code: int, words: str) -> None:
    outcome = poleval("check", *arguments, "-d", BUNDLED, "--lang", "en", "--today", "2026-11-24")
    assert outcome.code == code
    assert words in outcome.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "mised"], "there is no kind of finding 'mised'; did you mean 'missed'?"),
        (["--waive", "istc-overhead"], "did you mean 'istc-overhead-ratio'?"),
        (["--period", "FY2022", "--all-periods"], "exclude each other"),
        (["3", "--period", "FY1999"], "nothing to judge in FY1999"),
        (["--period", "nonsense"], "'nonsense' is not a period; write 2023, FY2023, 2023-12, R5 or 2021..2023"),
        (["--period", "fy2023"], "'fy2023' is not a period; write 2023, FY2023"),
        (["--period", "2022-12"], "nothing to judge in 2022-12"),
        (["6", "--period", "2022"], "nothing to judge in 2022"),
        (["--period", ""], "'' is not a period"),
        (["-o", "junti=x.xml"], "there is no format 'junti'; did you mean 'junit'?"),
        (["--since", "no-such-thing"], "--since no-such-thing: neither a folder nor a revision"),
    ],
    ids=spelt,
)
def test_what_check_is_told_wrongly_is_named(poleval: Poleval, arguments: list[str], words: str) -> None:
    outcome = poleval("check", *arguments, "-d", BUNDLED)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_check_writes_several_reports_at_once(
    poleval: Poleval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = poleval(
        "check", "-d", BUNDLED, "-o", "junit=report.xml", "-o", "markdown=summary.md", "-o", "json=report.json"
    )
    assert outcome.out.count("\n") == 3
    assert {path.name for path in tmp_path.iterdir()} == {"report.xml", "summary.md", "report.json"}
    outcome = poleval("check", "-d", BUNDLED, "-f", "json", "-o", "alone.json")
    assert outcome.out == ""
    assert json.loads((tmp_path / "alone.json").read_text(encoding="utf-8"))["verdict"] == "failed"


@pytest.mark.parametrize("command", [["show"], ["gaps"], ["show", "b"], ["explain", "b"]], ids=spelt)
def test_a_waived_miss_is_shown_as_a_miss_that_is_waived(poleval: Poleval, tmp_path: Path, command: list[str]) -> None:
    text = "sub_field: 1\ntitle: A\nindicators: [{id: b, title: B, unit: km, direction: none, targets: [{at_most: 1}], "
    text += "waivers: [{period: 2020, accepted: 2, reason: r, until: 2026-12-31}], observations: {2020: 2}}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    shown = poleval(*command, "-d", str(tmp_path), "--today", "2026-12-31").out
    assert "missed (waived)" in shown
    shown = poleval(*command, "-d", str(tmp_path), "--today", "2027-01-01").out
    assert "missed" in shown
    assert "(waived)" not in shown
