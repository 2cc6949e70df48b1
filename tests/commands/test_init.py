"""The dataset to start from: valid, green for many years, and made only where nothing is in the way."""

from __future__ import annotations

import difflib
import os
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from policy_eval import load
from policy_eval.commands.init import starter
from policy_eval.model.codes import Lang

from ..running import Poleval

BOTH = pytest.mark.parametrize("lang", ["en", "ja"])


@BOTH
def test_a_new_dataset_is_valid_without_a_warning_and_shows(lang: str, tmp_path: Path, poleval: Poleval) -> None:
    folder = tmp_path / "new"
    assert poleval("init", str(folder), "--lang", lang).code == 0
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert made.pop("schema.json").decode() == poleval("schema").out
    assert made == starter("ja" if lang == "ja" else "en")
    assert poleval("validate", str(folder)) == (0, "3 files with 4 indicators: valid\n", "")
    shown = poleval("show", "-d", str(folder), "--lang", lang)
    assert (shown.code, shown.err) == (0, "")
    assert ("例：" if lang == "ja" else "Example:") in shown.out


@BOTH
@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 12, 31), date(2035, 4, 1), date(2045, 12, 31)], ids=str)
def test_a_new_dataset_passes_the_gate_for_many_years(lang: str, day: date, tmp_path: Path, poleval: Poleval) -> None:
    poleval("init", str(tmp_path), "--lang", lang)
    result = poleval("check", "-d", str(tmp_path), "--today", str(day), "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("2 targets: 1 met, 0 missed, 1 pending, 0 overdue; 2 indicators have no target; ")
    assert result.out.count("\n") == 1


@BOTH
def test_every_title_and_every_file_says_that_it_is_an_example(lang: Lang) -> None:
    word = "例" if lang == "ja" else "example"
    for name, data in starter(lang).items():
        assert word in yaml.safe_load(data)["title"].lower(), name
        modeline, first, *_ = data.decode().splitlines()
        assert modeline == "# yaml-language-server: $schema=schema.json"
        assert word in first.lower(), name


def test_the_two_languages_differ_only_in_words() -> None:
    english, japanese = starter("en"), starter("ja")
    assert english.keys() == japanese.keys()
    for name, data in english.items():
        lines, others = data.decode().splitlines(), japanese[name].decode().splitlines()
        assert len(lines) == len(others)
        for line, other in zip(lines, others, strict=True):
            keys, other_keys = (re.findall(r"^ *[-{]* *\w*:?", text.partition("#")[0]) for text in (line, other))
            assert keys == other_keys


@pytest.mark.parametrize(
    ("environ", "word"),
    [({}, "Example"), ({"LANG": "ja_JP.UTF-8"}, "例"), ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "Example")],
)
def test_the_comments_follow_the_locale(
    environ: dict[str, str], word: str, tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    poleval("init", str(tmp_path / "new"))
    about = load(tmp_path / "new").about
    assert about
    assert about.title.words("en").startswith(word)


def test_what_was_made_is_told_with_commands_that_work(
    tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = poleval("init", "indicators")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "indicators/01-service.yaml",
        "indicators/02-skills.yaml",
        "indicators/programme.yaml",
        "indicators/schema.json",
        "",
        "poleval show                         # look at it",
        "poleval check                        # hold the figures against the targets",
        "poleval record answer-time 2025 7.5  # put in a new figure",
    ]
    for line in result.out.splitlines()[-3:]:
        assert poleval(*line.partition("#")[0].split()[1:]).code == 0
    assert "poleval show -d 'my data'  " in poleval("init", "my data").out


def test_a_folder_that_is_there_must_be_empty(tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "file").write_text("mine")
    for name, reason in {
        "": "this folder is not empty; name a new one",
        "file": "this is a file; name a new folder",
    }.items():
        result = poleval("init", str(tmp_path / name))
        assert (result.code, result.out) == (2, "")
        assert result.err == f"poleval: error: {tmp_path / name}: {reason}\n"
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
    (tmp_path / "empty").mkdir()
    assert poleval("init", str(tmp_path / "empty")).code == 0


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, poleval: Poleval) -> None:
    result = poleval("init", str(tmp_path / "a" / "b"))
    assert (result.code, result.out) == (2, "")
    assert result.err == f"poleval: error: {tmp_path / 'a' / 'b'}: cannot be written: {os.strerror(2)}\n"


@BOTH
def test_a_first_figure_of_one_s_own_changes_one_line(lang: str, tmp_path: Path, poleval: Poleval) -> None:
    poleval("init", str(tmp_path), "--lang", lang)
    path = tmp_path / "02-skills.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    assert poleval("record", "trained-staff", "2024", "330", "-d", str(tmp_path)).code == 0
    changed = difflib.ndiff(before, path.read_text(encoding="utf-8").splitlines())
    assert [line[0] for line in changed if line[0] in "+-"] == ["-", "+"]
