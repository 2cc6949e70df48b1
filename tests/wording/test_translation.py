"""The program in Japanese: help, mistakes of the command line, problems of files, notices."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

import policy_eval
from policy_eval.commands.app import COMMANDS, command_line
from policy_eval.judging.assess import assess
from policy_eval.judging.calculations import calculations
from policy_eval.judging.finding_kinds import Kind
from policy_eval.tables.columns import OBSERVATIONS
from policy_eval.wording.formulas import formula_in
from policy_eval.wording.translation import catalogue, localised, translation

from ..running import BUNDLED, CITY, HARBOUR, ROOT, Poleval

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


# --- what import says of a table ---------------------------------------------------------------

LAYOUTS = ROOT / "tests" / "data" / "layouts"
CASES = yaml.safe_load((LAYOUTS / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["file"]))
def test_import_says_in_japanese_what_it_took_a_table_for(
    case: dict[str, Any], tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    arguments = map(str, case.get("options", ()))
    outcome = poleval("import", str(LAYOUTS / case["file"]), *arguments, "-o", str(tmp_path / "new"))
    for line in (outcome.out + outcome.err).replace(str(tmp_path), "").replace(str(case["file"]), "").splitlines():
        # Behind the letter of a column stand its heading and the name by which --map knows its meaning.
        of_column = re.match(r" +[A-Z]{1,2}  .*  (.*)$", line)
        told = of_column[1] if of_column else OWN.sub("", line)
        assert not ENGLISH.search(told), line


# --- every sentence in the code ----------------------------------------------------------------

SAYING = ("importing", "history", "editing", "reading", "commands", "file_writing", "extras.py", "output.py")
NEVER_SAID = ("units.py", "vocabulary.py", "json_schema.py", "app.py")
"""Words that are read, the texts of the JSON Schema, and examples of command lines."""
PARTS = (
    "write a period such as 2021-04 in a cell of its own",
    "what is counted, or a percent sign in quotes",
    "{}; make both alike, or choose with --table",
    "'{}', and '{}' in row {} of the same indicator",
    "'{}' is a rate of actual and target, and there is no target",
    "'{}' says of some figures that they are multiples, and of others not, or other ones",
    "{}; take each with --rows and --unit",
    "the title of the {}",
    "'{}' may have {} before decimals or between thousands",
    "row {} has {} cells, and the headings name {}; is one missing?",
    "{}; more than a quarter is no table of figures",
    "{} An empty one still needs its delimiter",
    ", a rate that is left out",
    "  hidden in the sheet, and read: {}{} {}",
    "    in place of figures: ",
    " that is here: this clone is shallow",
    " of the repository at {}",
    "--is-inside-work-tree",
    "is a link to nothing",
    "was not there then",
    "differs only by case from the one",
    "found an empty text",
    "cannot start any token|mapping keys are not allowed",
    "quoted scalar found unexpected (end|document)",
    "entries are not allowed",
    "block (mapping|collection|node)|values are not allowed",
)
"""The beginnings of what is put together with others before it is said, as a whole is in the table, or never said."""


def files() -> Iterator[Path]:
    for name in SAYING:
        path = ROOT / "policy_eval" / name
        modules = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (one for one in modules if one.name not in NEVER_SAID)


def sentences_of(tree: ast.AST) -> Iterator[str]:
    """The strings of a module that are English sentences, `{}` for what is put in; no docstrings, no help."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "help"}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            text = node.value
        else:
            continue
        if len(re.findall(r"\b[a-z]{2,}\b", text)) > 3 and ENGLISH.search(text):
            yield text


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.stem)
def test_no_sentence_in_the_code_lacks_its_japanese(path: Path) -> None:
    for sentence in sentences_of(ast.parse(path.read_text(encoding="utf-8"))):
        if not sentence.startswith(PARTS):
            told = translation("ja").line(sentence)
            assert not ENGLISH.search(OWN.sub("", told)), sentence


# --- screens -----------------------------------------------------------------------------------

SCREENS = sorted((ROOT / "tests" / "golden").glob("*ja*.txt"))
DATA = "".join(
    path.read_text(encoding="utf-8")
    for folder in ("indicators", "tests/data/city")
    for path in (ROOT / folder).glob("*.yaml")
)
NAMES = {kind.value for kind in Kind} | {*OBSERVATIONS} | {"Open", "SDG", "men", "women", "home", "foreign", "R"}
"""What no file has and yet is a name: a kind of finding, a column of a table for programs, a method, a category."""


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_a_japanese_screen_has_no_english_word_but_names_and_units(path: Path) -> None:
    _, _, printed = path.read_text(encoding="utf-8").partition("\n")
    words = re.findall(r"[A-Za-z][A-Za-z'’-]{2,}", re.sub(r"\S+\.yaml", "", printed))
    assert not [word for word in words if word not in DATA and word not in NAMES]


@pytest.mark.parametrize("kind", list(Kind))
def test_check_explains_every_kind_in_japanese(kind: Kind, poleval: Poleval) -> None:
    name, meaning, remedy = poleval("check", "--explain", kind, "--lang", "ja").out.splitlines()
    assert name.startswith(f"{kind} {kind.ja}（")
    assert JAPANESE.search(meaning)
    assert JAPANESE.search(remedy)
    assert not ENGLISH.search(re.sub("`[^`]*`", "", meaning + remedy))


DATASETS = [BUNDLED, CITY, HARBOUR, *map(str, sorted((ROOT / "tests" / "data" / "valid").glob("*")))]


@pytest.mark.parametrize("root", DATASETS, ids=lambda root: Path(root).name)
def test_every_formula_is_in_japanese_words_but_for_ids(root: str) -> None:
    for _, indicator in policy_eval.load(root).every_series():
        sources = indicator.derive.inputs if indicator.derive else ()
        for one in calculations(indicator, list(assess(indicator, date(2026, 9, 1)))):
            words = formula_in("ja", one.formula, sources if one.figure == "value" else ())
            assert not [word for word in re.findall(r"[a-z][a-z0-9_-]{2,}", words) if word not in sources], words
