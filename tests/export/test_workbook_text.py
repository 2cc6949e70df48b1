"""Text in a workbook is text, to the last character, whatever it looks like."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_eval.export.workbook import names
from policy_eval.export.workbook import write as to_xlsx
from policy_eval.model.codes import Lang
from policy_eval.model.sub_field import SubField
from policy_eval.model.texts import Text
from policy_eval.wording.style import Style

from ..spreadsheets import Convert, exact, opened, parts, sheet
from ..workbooks import (
    DATASETS,
    DAY,
    LANGS,
    Figures,
    assert_observations,
    indicator,
    made,
    programme_of,
    years,
)

# --- text is text ------------------------------------------------------------------------------

TRICKY = (
    "=1+1",
    "{=1}",
    "http://example.org",
    "internal:Sheet1!A1",
    "001",
    "1e5",
    "TRUE",
    "  spaced  ",
    "two\nlines\tand\ra return",
    "bell \x07 null \x00 escape \x1b",
    "_x0041_",
    "_x0041_x0042_x0043_",
    "_x0041\x01",
    "x005F_x005F_",
    "<r><t>rich</t></r>",
    "<r>",
    "a & b < c > \"d\" 'e'",
    "\ufffe\uffff",
    "𠮷野家 👩‍🏫",
    "'quoted",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.lists(
    st.sampled_from(["_", "x", "0041", "005F", "_x0041_", "<r>", "</r>", "\x01", " "]), min_size=1
).map("".join)


def assert_exact(text: str) -> None:
    observation = {"value": 1, "note": text} if text.strip() else 1
    data = to_xlsx(programme_of(indicator(observations={2020: observation})), DAY, Style())
    assert exact(data, "observations").get("O2") == (text if text.strip() else None)


@pytest.mark.parametrize("text", TRICKY, ids=ascii)
def test_a_text_is_a_string_and_exactly_that_text(text: str) -> None:
    assert_exact(text)


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_is_a_string_and_exactly_that_text(text: str) -> None:
    assert_exact(text)


@settings(max_examples=60)
@given(TEXTS, TEXTS, TEXTS)
def test_no_text_of_a_file_becomes_a_formula_a_link_or_broken_xml(title: str, unit: str, name: str) -> None:
    title, unit, name = (text if text.strip() else "-" for text in (title, unit, name))
    targets = [{"at_least": 2, "source": name}]
    one = indicator(observations=years(2020, 1, None, 3), targets=targets, title=title, unit=unit, note=name)
    data = to_xlsx(programme_of(one, title=name), DAY, Style())
    book = opened(data)
    for found in book.sheetnames:
        exact(data, found)
    assert not any("hyperlink" in xml for xml in parts(data, r"worksheets/"))
    assert sheet(book, book.sheetnames[1])["B4"].data_type == "s"


# A number is refused in full-width digits.
NAMES = st.from_regex(r"[^\W_][\w.-]{0,39}", fullmatch=True).filter(lambda name: not re.search("[０-９]", name))


@given(st.lists(st.tuples(NAMES, TEXTS), min_size=1, max_size=6))
def test_a_sheet_has_a_legal_name_whatever_the_sub_field_is_called(fields: list[tuple[str, str]]) -> None:
    sub_fields = [SubField(sub_field=n, title=Text(en=t if t.strip() else "-"), indicators=()) for n, t in fields]
    assert_legal(["observations", *names.sheet_names(sub_fields, ["observations"], Style())])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([("6", "Japan's standing in the UN and other organisations")], ["6 Japan’s standing in the UN…"]),
        ([("6", "国連を始めとする国際機関における我が国の地位向上")], ["6 国連を始めとする国際機関にお…"]),
        ([("History", "?"), ("history", "*")], ["History (2)", "history (3)"]),
        ([("observations", ":")], ["observations (2)"]),
        ([("a", "b/c"), ("A", "B\\C"), ("a", "b c")], ["a b c", "A B C (2)", "a b c (3)"]),
        ([("1", "it's'")], ["1 it’s"]),
        ([("_x0041_"[1:], "[x]_x0041_")], ["x0041_ x x0041_"]),
    ],
    ids=["long", "wide", "reserved", "taken", "forbidden", "apostrophe", "like a code"],
)
def test_a_sheet_is_named_by_number_and_title_in_short(fields: list[tuple[str, str]], expected: list[str]) -> None:
    sub_fields = [SubField(sub_field=name, title=Text(en=title), indicators=()) for name, title in fields]
    found = list(names.sheet_names(sub_fields, ["observations"], Style()))
    assert_legal(found)
    assert found == expected


def assert_legal(found: list[str]) -> None:
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", name)
        assert name.casefold() not in ("history", "履歴")


# --- LibreOffice -------------------------------------------------------------------------------


@LANGS
@DATASETS
def test_libreoffice_reads_every_observation_as_the_frame_has_it(root: str, lang: Lang, libreoffice: Convert) -> None:
    programme, data = made(root, lang)
    assert_observations(exact(libreoffice(data, "xlsx", "xlsx"), "observations"), programme, lang)


def test_libreoffice_shows_tricky_texts_as_they_are(libreoffice: Convert) -> None:
    texts = [text for text in TRICKY if not re.search("[\x00\r\ufffe\uffff]", text)]  # which it drops
    known: Figures = {year: {"value": 1, "note": text} for year, text in enumerate(texts, start=2000)}
    data = to_xlsx(programme_of(indicator(observations=known)), DAY, Style())
    # Its CSV, because what it writes as XLSX has faults of its own in such texts.
    fourth_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,4"
    found = csv.DictReader(io.StringIO(libreoffice(data, "xlsx", fourth_sheet).decode("utf-8-sig"), newline=""))
    assert [row["note"] for row in found] == texts
