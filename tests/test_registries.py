"""Every list that something must be entered in has all that there is."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module

import pytest

from policy_eval.export.formats import FORMATS as EXPORTS
from policy_eval.findings.formats import FORMATS as FINDINGS
from policy_eval.importing import vocabulary
from policy_eval.importing.cells import read
from policy_eval.importing.column_meaning import column_of
from policy_eval.importing.options import Saying
from policy_eval.judging.finding_kinds import Kind, Severity
from policy_eval.judging.waivers import Cover
from policy_eval.model.codes import Direction, MetricKind, ResultType
from policy_eval.model.periods import Basis
from policy_eval.model.status import Status
from policy_eval.tables.column_names import IN_SPREADSHEETS, definition, heading
from policy_eval.tables.columns import ASSESSMENTS, CHANGES, GOALS, INDICATORS, OBSERVATIONS
from policy_eval.wording import code_words
from policy_eval.wording.words import word

from .running import ROOT

NEVER_SHOWN = {Cover}
CODES = {"direction": Direction, "result_type": ResultType, "kind": MetricKind, "basis": Basis}


def enums_of(package: str) -> set[type[StrEnum]]:
    module = import_module(f"policy_eval.{package}")
    names = [name for _, name, _ in pkgutil.iter_modules(module.__path__)]
    modules = [import_module(f"policy_eval.{package}.{name}") for name in names]
    everything = [value for one in modules for value in vars(one).values()]
    return {value for value in everything if isinstance(value, type) and issubclass(value, StrEnum) and len(value)}


ENUMS = sorted((enums_of("model") | enums_of("judging")) - NEVER_SHOWN, key=lambda kind: kind.__name__)
CODES_OF_ALL = [member for kind in ENUMS for member in kind]


@pytest.mark.parametrize("code", CODES_OF_ALL, ids=lambda code: f"{type(code).__name__}.{code.name}")
def test_every_code_has_a_japanese_word(code: StrEnum) -> None:
    said = code_words.JA.get(type(code), {}).get(code, "")
    assert said
    assert not said.isascii()


def phrases() -> Iterator[str]:
    """The keys of all phrases that the program asks for by name."""
    for path in (ROOT / "policy_eval").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "word"
            if is_call and isinstance(node, ast.Call):
                leaves = (leaf.value for leaf in ast.walk(node.args[0]) if isinstance(leaf, ast.Constant))
                yield from (leaf for leaf in leaves if isinstance(leaf, str))


WORDS_OF_FILES = {"null"}
KEYS = sorted({key for key in phrases() if re.fullmatch("[a-z]+([-_][a-z]+)*", key)} - WORDS_OF_FILES)


@pytest.mark.parametrize("key", KEYS)
def test_every_phrase_has_japanese_words(key: str) -> None:
    said = word(key, "ja")
    assert said != key
    assert not said.isascii()


def test_there_are_many_phrases() -> None:
    assert len(KEYS) > 40


@pytest.mark.parametrize("column", sorted({*OBSERVATIONS, *CHANGES, *ASSESSMENTS, *INDICATORS}))
def test_every_column_is_named_and_defined_in_both_languages(column: str) -> None:
    assert heading(column, "ja") == word(column, "ja")
    assert heading(column, "en")
    assert not definition(column, "ja").isascii()
    assert definition(column, "en").isascii()


@pytest.mark.parametrize("status", list(Status))
def test_import_understands_every_word_for_a_status_that_tables_show(status: Status) -> None:
    assert vocabulary.BY_STATUS_WORD[status.value] is status
    if status.may_lack_value:  # the others stand beside a value, by their codes
        for shown in (word(status, "en"), word(status, "ja")):
            assert (read(shown).status, read(shown).note) == (status, None)


@pytest.mark.parametrize("meaning", CODES)
def test_import_understands_every_word_for_a_code_that_tables_show(meaning: str) -> None:
    for code in CODES[meaning]:
        assert vocabulary.CODES[meaning, word(code, "ja")] == code.value


# 指標 stands over the titles of foreign tables, and over the ids of ours.
@pytest.mark.parametrize("meaning", sorted(vocabulary.MEANINGS.keys() - {"indicator"}))
def test_import_understands_every_heading_that_tables_show(meaning: str) -> None:
    for shown in (meaning, word(meaning, "ja"), word(meaning, "en")):
        assert vocabulary.BY_HEADING[vocabulary.plain(shown)] == meaning


@pytest.mark.parametrize("column", sorted({*OBSERVATIONS, *CHANGES}))
def test_import_takes_a_japanese_heading_of_a_csv_for_the_column_that_it_names(column: str) -> None:
    own, shown = (column_of(0, [name], Saying()) for name in (column, IN_SPREADSHEETS[column]))
    assert (own.meaning, own.remark) == (shown.meaning, shown.remark)
    assert own.meaning == column or own.is_of_values


def test_no_two_columns_of_a_table_have_one_japanese_heading() -> None:
    for columns in (OBSERVATIONS, CHANGES, ASSESSMENTS, INDICATORS, GOALS):
        assert len({IN_SPREADSHEETS[column] for column in columns}) == len(columns)


def test_correcting_a_displayed_word_stops_no_older_export_from_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_words, "JA", {Status: {Status.PENDING: "後日公表"}})
    assert word(Status.PENDING, "ja") == "後日公表"
    assert read("未公表（公表予定）").status is Status.PENDING


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_finding_says_what_it_means_and_how_it_ends(kind: Kind) -> None:
    assert kind.severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    for sentence in (kind.meaning, kind.remedy):
        assert sentence.endswith(".")
    assert kind.remedy.startswith("It ends ")


def test_every_format_has_a_module_that_writes_it() -> None:
    for one in EXPORTS.values():
        assert callable(one.write)
    for name in FINDINGS:
        assert callable(import_module(f"policy_eval.findings.{name}").write)


def test_every_status_has_a_code_of_its_own() -> None:
    codes = [status.code for status in Status]
    assert len(set(codes)) == len(codes)
