"""`check` on the command line: what it is told, what it tells."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ..running import BUNDLED, ROOT, Poleval, spelt


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
        (
            ["--period", "nonsense"],
            "'nonsense' is not a period; write 2023, FY2023, 2023-12, 2023-Q1, 2023-04, R5 or 2021..2023",
        ),
        (["--period", "fy2023"], "'fy2023' is not a period; write 2023, FY2023"),
        (["--period", "2022-12"], "nothing to judge in 2022-12"),
        (["6", "--period", "2022"], "nothing to judge in 2022"),
        (["--period", ""], "'' is not a period"),
        (["-o", "junti=x.xml"], "there is no format 'junti'; did you mean 'junit'?"),
        (["-o", ""], "names no file; is it a variable that was not set?"),
        (["-o", "markdown="], "names no file; is it a variable that was not set?"),
        (["--error", "missed", "--warn", "overdue,missed"], "--error missed and --warn missed exclude each other"),
        (["-o", "json=same", "-o", "markdown=./same"], "2 reports cannot go to one file"),
        (["--select", "missed", "--ignore", "missed"], "leave no kind of finding to report"),
        (["-o", "-", "-o", "json=-"], "only one report can go to standard output"),
        (["--since", ""], "--since is empty; is it a variable that was not set?"),
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


@pytest.mark.parametrize(("option", "starts"), [("-", "indicators/"), ("text=-", "indicators/"), ("json=-", "{")])
def test_a_report_goes_to_standard_output_by_its_name(
    poleval: Poleval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, starts: str
) -> None:
    monkeypatch.chdir(ROOT)
    outcome = poleval("check", "-d", "indicators", "-o", option, "-o", f"markdown={tmp_path / 'beside.md'}")
    assert outcome.out.startswith(starts)
    assert "poleval check" not in outcome.out
    assert (tmp_path / "beside.md").exists()
    assert not (ROOT / "-").exists()


def test_the_summary_of_a_job_is_added_to_and_stays_below_its_limit(
    poleval: Poleval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for path in (summary, tmp_path / ".." / tmp_path.name / "summary.md"):
        poleval("check", "-d", BUNDLED, "-o", f"markdown={path}")
    assert summary.read_text(encoding="utf-8").count("## poleval check: failed") == 2
    summary.write_text("x" * (2**20 - 600), encoding="utf-8")
    poleval("check", "-d", BUNDLED, "-o", f"markdown={summary}")
    assert 2**20 - 600 < summary.stat().st_size < 2**20
    assert "have no room here" in summary.read_text(encoding="utf-8")
    summary.write_text("x" * (2**20 - 20), encoding="utf-8")
    assert "the summary has no room left" in poleval("check", "-d", BUNDLED, "-o", f"markdown={summary}").err
    assert summary.stat().st_size == 2**20 - 20


@pytest.mark.parametrize(
    ("environ", "coloured"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)]
)
def test_a_colour_only_repeats_the_severity(
    poleval: Poleval, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], coloured: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    plain = poleval("check", "-d", BUNDLED).out
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    shown = poleval("check", "-d", BUNDLED).out
    assert ("\x1b[1;31merror\x1b[0m: missed" in shown) is coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", shown) == plain


def test_a_dataset_below_where_one_stands_is_named_from_there(
    poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert poleval("check", "-d", str(ROOT / "indicators")).out.startswith("indicators/11-")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("check --select st", ["stale"]),
        ("check --ignore missed,waiver-o", ["missed,waiver-open"]),
        ("check --explain fut", ["future"]),
        ("check --waive istc-o", ["istc-overhead-ratio"]),
        ("record un-staff 2023 --status pe", ["pending"]),
    ],
)
def test_words_are_completed(line: str, words: list[str]) -> None:
    typed = {"COMP_WORDS": f"poleval {line}", "COMP_CWORD": str(len(line.split()))}
    completed = subprocess.run(
        [Path(sys.executable).with_name("poleval")],
        env={**os.environ, "_POLEVAL_COMPLETE": "complete_bash", **typed},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert completed.stdout.split() == words


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
