"""The program in Japanese: help, mistakes of the command line, problems of files, notices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from policy_eval.commands.app import COMMANDS, command_line
from policy_eval.wording.translation import catalogue, localised, translation

from ..running import BUNDLED, ROOT, Poleval

INVALID = sorted((ROOT / "tests" / "data" / "invalid").glob("*.expected"))
JAPANESE = re.compile("[ぁ-んァ-ン一-龠]")
ENGLISH = re.compile(r"\b(?:the|is|are|found|of|but|with|this|needs|there)\b")
OWN = re.compile(r"「[^」]*」|'[^']*'|\{[^{}]*\}|[A-Za-z_][^\s:]*: ")
"""What a sentence has from a file or of the format, which is not translated."""


@pytest.mark.parametrize("expected", INVALID, ids=lambda path: path.stem)
def test_every_problem_of_a_file_is_told_in_japanese(expected: Path) -> None:
    for line in expected.read_text(encoding="utf-8").splitlines():
        told = translation("ja").line(line if not line[0].isdigit() else f"a.yaml:{line}")
        assert JAPANESE.search(told), told
        assert not ENGLISH.search(OWN.sub("", told)), told


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_japanese(name: str) -> None:
    command = command_line([name])
    localised(command, "ja")
    for one in (command, *getattr(command, "commands", {}).values()):
        for param in (*one.params, one.get_help_option(typer.Context(one))):
            words = (param.help if param else "") or ""
            assert JAPANESE.search(words) or not re.search("[a-z]{3}", words), words
        assert JAPANESE.search(one.help or ""), one.help


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "nonsense"], "poleval: エラー: 「nonsense」という個別分野も指標もなく、名称にもない"),
        (["show", "--frobnicate"], "--frobnicate というオプションはない"),
        (["explain"], "引数 ID が要る。"),
        (["show", "--kind", "x"], "の値が正しくない：「x」は次のどれでもない"),
        (["show", "--today", "x"], "「x」は日付ではない。2024-08-31 のように書く"),
        (["export", "-o", "a.ods"], "a.ods：.ods は書き出せない。.xlsx のファイル名にする"),
        (["check", "5"], "判定するものがない：選んだ範囲に目標値がない（指標3件）"),
        (["show", "--tag", "x"], "タグ"),
    ],
    ids=str,
)
def test_a_mistake_on_the_command_line_is_told_in_japanese(arguments: list[str], told: str, poleval: Poleval) -> None:
    outcome = poleval(*arguments, "-d", BUNDLED, "--lang", "ja")
    assert (outcome.code, told in outcome.err) == (2, True), outcome.err
    # Afterwards, English is spoken again.
    assert "error: there is no" in poleval("show", "nonsense", "-d", BUNDLED, "--lang", "en").err


def test_each_translation_has_the_places_of_its_sentence() -> None:
    for sentence, words in catalogue("ja").items():
        if sentence.startswith("number of "):
            continue
        places, numbered = sentence.count("{"), {int(one) for one in re.findall(r"\{([0-9])\}", words)}
        if numbered:
            assert max(numbered) < places, sentence
        else:
            assert len(re.findall(r"\{\}", words)) <= places, sentence


def test_a_sentence_that_nobody_knows_stays_as_it_is() -> None:
    assert translation("ja").line("a.yaml:1:2: a sentence of tomorrow") == "a.yaml:1:2: a sentence of tomorrow"
