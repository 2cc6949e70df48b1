"""The command line: what is asked for, what is said, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

import policy_eval
from policy_eval.__main__ import run

from ..running import BUNDLED, HARBOUR, ROOT, Poleval, spelt

COMMANDS = [
    ["show"],
    ["show", "1"],
    ["show", "berth-wait"],
    ["changes"],
    ["gaps", "--all"],
    ["explain", "berth-wait"],
    ["check"],
    ["export"],
    ["export", "--layout", "wide"],
    ["validate"],
]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["show", "-d", BUNDLED], 0),
        (["check", "-d", BUNDLED], 1),
        (["check", "6", "-d", BUNDLED, "--today", "2024-08-31"], 0),
        (["check", "6", "-d", BUNDLED, "--today", "2026-11-24"], 0),
        (["check", "6", "-d", BUNDLED, "--today", "2026-11-24", "--strict"], 1),
        (["check", "7", "-d", BUNDLED], 2),
        (["check", "no-such", "-d", BUNDLED], 2),
        (["check", "-d", "no-such-folder"], 2),
        (["validate", "-d", BUNDLED], 0),
        (["explain", "primary-*", "-d", BUNDLED], 0),
        (["show", "--format", "yaml"], 2),
        (["show", "--today", "31.8.2024"], 2),
        (["no-such-command"], 2),
        (["export", "--layout", "wide", "--table", "changes", "-d", BUNDLED], 2),
    ],
    ids=spelt,
)
def test_the_exit_code_says_well_failed_or_not_judged(poleval: Poleval, arguments: list[str], code: int) -> None:
    assert poleval(*arguments).code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["show", "un-stafff"],
            "there is no sub-field or indicator 'un-stafff', and no title says it; did you mean 'un-staff'?",
        ),
        (["show", "zzz*"], "no indicator id matches 'zzz*'"),
        (["check", "5"], "nothing to judge: no target in the selection (3 indicators)"),
        (["show", "--status", "red"], "--status red: it is met, missed, overdue, pending, no-data or no-target"),
        (["show", "--tag", "red"], "no indicator has the tag 'red'; none has any"),
        (["gaps", "--goal", "9"], "no indicator has the goal '9'; there is 1, 2, 3"),
        (["show", "pko", "--status", "missed"], "no indicator is missed"),
        (["show", "jpo", "--goal", "2"], "no indicator is all of that"),
        (["show", "--today", "yesterday"], "Invalid value for --today: 'yesterday' is not a day such as 2024-08-31"),
        (["export", "--layout", "wide", "--table", "changes"], "only the observations have a wide layout"),
        (["shwo"], "Did you mean 'show'?"),
        (["show", "--fromat", "csv"], "--format"),
        (["show", "--format", "yaml"], "'yaml' is not one of 'table', 'markdown', 'csv', 'json'"),
    ],
    ids=spelt,
)
def test_an_error_is_one_line_that_helps(poleval: Poleval, arguments: list[str], words: str) -> None:
    outcome = poleval(*arguments[:1], *(["-d", BUNDLED] if arguments != ["shwo"] else []), *arguments[1:])
    assert outcome.out == ""
    assert outcome.err.startswith("poleval: error: ")
    assert outcome.err.count("\n") == 1
    assert words in outcome.err


def test_an_internal_error_is_one_line_too(poleval: Poleval, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_eval.model.selection.selection", lambda *_: 1 / 0)
    outcome = poleval("show", "-d", BUNDLED)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("poleval: error: internal error, ZeroDivisionError: division by zero")
    monkeypatch.setenv("POLEVAL_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["show", "-d", BUNDLED])


def test_control_c_ends_with_130(poleval: Poleval, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policy_eval.model.selection.selection", interrupted)
    outcome = poleval("show", "-d", BUNDLED)
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


def test_control_c_inside_a_library_is_control_c(poleval: Poleval, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrapped(*_: object) -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr("policy_eval.model.selection.selection", wrapped)
    outcome = poleval("show", "-d", BUNDLED)
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("width", [80, 100, 120, 140, 200])
def test_no_line_is_too_long_and_no_title_lost(
    poleval: Poleval, monkeypatch: pytest.MonkeyPatch, lang: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = poleval("show", "-d", BUNDLED, "--lang", lang, "--today", "2026-11-24").out
    assert max(map(cell_len, out.splitlines())) <= width
    letters = Counter("".join(out.split()))
    for indicator in policy_eval.load(BUNDLED).indicators:
        title = "".join((indicator.title.words("ja" if lang == "ja" else "en")).split())
        assert not Counter(title) - letters
        assert title[:8] in out.replace(" ", "")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_pipe_gets_every_column_and_every_title_uncut(poleval: Poleval, lang: str) -> None:
    out = poleval("show", "-d", BUNDLED, "--lang", lang).out
    for sub_field, indicator in policy_eval.load(BUNDLED):
        words = (indicator.id, indicator.title.ja if lang == "ja" else indicator.title.en)
        assert any(all(word and word in line for word in words) for line in out.splitlines())
        title = sub_field.title.ja if lang == "ja" else sub_field.title.en
        assert sub_field.sub_field == "programme" or f"{sub_field.sub_field}  {title}" in out
    assert "…" not in out
    assert "\x1b" not in out


def test_the_five_sub_fields_without_a_reference_metric_say_so(poleval: Poleval) -> None:
    lines = poleval("show", "-d", BUNDLED, "--lang", "en").out.splitlines()
    remarked = [before.split()[0] for before, line in pairwise(lines) if "no reference" in line]
    assert remarked == ["2", "7", "8", "9", "10"]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_another_ministry_sees_nothing_of_the_bundled_evaluation(poleval: Poleval, arguments: list[str]) -> None:
    for lang in ("ja", "en"):
        options = ["--lang", lang] if arguments != ["validate"] else []
        outcome = poleval(*arguments, "-d", HARBOUR, *options)
        assert outcome.err == ""
        assert outcome.out
        bundled = policy_eval.load(BUNDLED)
        foreign = {"外務", "Foreign", "国際", "UN ", *(indicator.id for indicator in bundled.indicators)}
        assert not [word for word in foreign if word in outcome.out]


def test_the_bundled_evaluation_is_used_in_any_folder_and_said_to_be(
    poleval: Poleval, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = poleval("show")
    assert "un-staff" in outcome.out
    assert outcome.err.count("\n") == 1
    assert "bundled" in outcome.err
    monkeypatch.setenv("POLEVAL_INDICATORS", HARBOUR)
    outcome = poleval("show")
    assert "berth-wait" in outcome.out
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
    ],
    ids=str,
)
def test_the_locale_decides_the_language_unless_told(
    poleval: Poleval, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], lang: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("指標" in poleval("show", "-d", BUNDLED).out) is (lang == "ja")
    assert "指標" not in poleval("show", "-d", BUNDLED, "--lang", "en").out


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "latin-1", "utf-8"])
def test_an_encoding_that_lacks_signs_gets_others_that_it_has(encoding: str) -> None:
    environment = {"PATH": "", "PYTHONIOENCODING": encoding, "LANG": "ja_JP.UTF-8"}
    command = [sys.executable, "-m", "policy_eval", "show", "1", "un-staff", "-d", BUNDLED]
    shown = subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode(encoding)
    assert "\\u" not in shown
    assert "\\x" not in shown
    assert ("█" in shown) is (encoding == "utf-8")
    assert ("外交政策" in shown) is (encoding in ("utf-8", "cp932"))


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
    ids=str,
)
def test_colour_is_for_terminals_and_those_who_ask(environment: dict[str, str], coloured: bool) -> None:
    command = [sys.executable, "-m", "policy_eval", "show", "-d", BUNDLED]
    result = subprocess.run(command, capture_output=True, check=True, env={"PATH": "", "TERM": "xterm", **environment})
    assert (b"\x1b[3" in result.stdout) is coloured


def test_data_cannot_colour_move_or_ring(poleval: Poleval) -> None:
    out = "".join(poleval(*arguments, "-d", HARBOUR).out for arguments in ([*COMMANDS[:6], ["show", "tricky"]]))
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "=1+1 [red]not red[/red] :warning:" in out


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (["ferries.yaml", "."], "2 files with 5 indicators: valid"),
        (["ferries.yaml"], "1 file with 2 indicators: valid"),
        (["01-ports.yaml", "ferries.yaml"], "2 files with 5 indicators: valid"),
        (["../valid/no-indicators-yet.yaml"], "1 file with 0 indicators: valid"),
    ],
    ids=str,
)
def test_validate_counts_every_file_once(poleval: Poleval, paths: list[str], words: str) -> None:
    outcome = poleval("validate", *(str(Path(HARBOUR) / path) for path in paths))
    assert (outcome.code, outcome.out, outcome.err) == (0, f"{words}\n", "")


def test_validate_reports_all_folders_and_files_in_one_run(poleval: Poleval, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.yaml").write_text("title: 5\n", encoding="utf-8")
    outcome = poleval("validate", str(tmp_path / "a"), str(tmp_path / "b" / "x.yaml"))
    assert outcome.code == 2
    assert outcome.err.endswith("poleval: error: 6 problems in 2 files\n")


def test_validate_takes_paths_or_a_dataset(poleval: Poleval) -> None:
    outcome = poleval("validate", HARBOUR, "-d", HARBOUR)
    assert (outcome.code, outcome.err) == (2, "poleval: error: name the files either by PATH or by --indicators\n")


def test_explain_prefers_an_indicator_to_a_sub_field_of_its_name(poleval: Poleval, tmp_path: Path) -> None:
    one = (
        "sub_field: {0}\ntitle: A\nindicators: [{{id: {1}, title: B, unit: km, direction: none, observations: {{}}}}]\n"
    )
    (tmp_path / "a.yaml").write_text(one.format("soil", "rain"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(one.format("water", "soil"), encoding="utf-8")
    assert poleval("explain", "soil", "-d", str(tmp_path)).code == 0


@pytest.mark.parametrize("unit", ['"%"', '" %"', "{ja: ％, en: percent}", '{ja: 割合, en: "%"}'])
def test_a_percent_sign_in_either_language_makes_points(poleval: Poleval, tmp_path: Path, unit: str) -> None:
    text = f"sub_field: 1\ntitle: A\nindicators: [{{id: b, title: B, unit: {unit}, direction: none, "
    text += "observations: {2020: 50, 2021: {numerator: 3, denominator: 4}}}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    rows = json.loads(poleval("changes", "-f", "json", "-d", str(tmp_path)).out)
    assert [(row["value"], row["change"], row["change_pct"]) for row in rows] == [(50, None, None), (75, 25, None)]


@pytest.mark.parametrize(
    ("what", "is_table"),
    [
        ([], True),
        (["6"], False),
        (["un-staff"], False),
        (["un-st*"], False),
        (["primary-*"], True),
        (["6", "jpo-*"], True),
    ],
    ids=str,
)
def test_show_zooms_into_what_is_named_and_lists_what_is_matched(
    poleval: Poleval, what: list[str], is_table: bool
) -> None:
    first, *_ = poleval("show", *what, "-d", BUNDLED, "--lang", "en").out.splitlines()
    assert first.startswith("Efforts for") is is_table


def test_a_dataset_of_one_indicator_is_a_table_of_one_row(poleval: Poleval, tmp_path: Path) -> None:
    text = (
        "sub_field: 1\ntitle: A\nindicators: [{id: b, title: B, unit: km, direction: none, observations: {2020: 1}}]\n"
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert poleval("show", "-d", str(tmp_path)).out.splitlines()[2].split() == [
        "b",
        "B",
        "1",
        "km",
        "FY2020",
        "no-target",
        "reference",
    ]
    assert "direction: none" in poleval("show", "b", "-d", str(tmp_path)).out


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use cannot be deleted there")
@pytest.mark.parametrize("words", ["init new", "init .", "check -o a.json", "export -o a.csv", "schema -o a.json"])
def test_in_a_folder_that_was_deleted_that_is_said(words: str, tmp_path: Path) -> None:
    program = "import os, sys; from policy_eval.__main__ import main; os.rmdir(os.getcwd()); main()"
    (tmp_path / "gone").mkdir()
    environ = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", program, *words.split()]
    ended = subprocess.run(command, cwd=tmp_path / "gone", env=environ, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "the current folder is gone; change into another one" in ended.stderr
    assert "Traceback" not in ended.stderr
