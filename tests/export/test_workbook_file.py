"""The workbook as a file: its limits, its properties, and every kind of programme."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

import policy_eval
from policy_eval.errors import PolevalError
from policy_eval.export.workbook import sheet as sheets
from policy_eval.export.workbook import write as to_xlsx
from policy_eval.model.codes import Lang
from policy_eval.model.indicator import Indicator
from policy_eval.model.programme import Programme
from policy_eval.wording.style import Style

from ..running import BUNDLED, Poleval
from ..spreadsheets import exact, notes, opened, parts, sheet
from ..workbooks import (
    DAY,
    LANGS,
    Figures,
    assert_observations,
    book_of,
    indicator,
    made,
    programme_of,
    years,
)

# --- more than a file holds --------------------------------------------------------------------

LONG = "x" * 32_768
ASTRAL = "𠮷" * 16_384


@pytest.mark.parametrize("text", [LONG, ASTRAL], ids=["long", "long in UTF-16"])
@pytest.mark.parametrize("place", ["title", "unit", "note", "description"])
def test_a_text_too_long_for_a_cell_or_a_comment_is_an_error_that_names_the_indicator(place: str, text: str) -> None:
    with pytest.raises(PolevalError, match=r"^indicator 'a': .* longer than the 32,767 characters"):
        book_of(indicator("a", **{place: text}))


def test_a_note_on_a_value_too_long_is_an_error_and_one_that_just_fits_is_none() -> None:
    for length, is_wrong in ((32_767, False), (32_768, True)):
        known: Figures = {2020: {"value": 1, "note": "x" * length}}
        if is_wrong:
            with pytest.raises(PolevalError, match="indicator 'a'"):
                book_of(indicator(observations=known))
        else:
            assert len(notes(sheet(book_of(indicator(observations=known)), "1 One"))["D4"]) == length


@pytest.mark.parametrize(
    ("limit", "most", "message"),
    [("MOST_ROWS", 4, "no more than 4 rows"), ("MOST_COLUMNS", 15, "no more than 15 columns")],
)
def test_more_rows_or_columns_than_a_sheet_has_are_an_error_that_names_the_indicator(
    limit: str, most: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, limit, most)
    with pytest.raises(PolevalError, match=f"^indicator 'a': .*{message}"):
        book_of(indicator(observations=years(2000, *range(20))))


# --- the file ----------------------------------------------------------------------------------


def test_the_same_data_on_the_same_day_are_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        target = tmp_path / f"{seed}.xlsx"
        arguments = ["export", "-d", BUNDLED, "--lang", "ja", "--today", "2026-11-24", "-o", str(target)]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-m", "policy_eval", *arguments], check=True, env=environment)
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_the_properties_have_the_title_and_the_day_and_no_author() -> None:
    _, data = made(BUNDLED)
    known = opened(data).properties
    assert known.title == "Efforts for international peace and stability"
    assert (known.creator, known.lastModifiedBy) in ((None, None), ("", ""))
    assert known.created.date() == DAY
    assert not re.findall(r"<author>(.+?)</author>", "".join(parts(data, "comments")))


@LANGS
def test_every_sheet_is_set_up_for_paper(lang: Lang) -> None:
    _, data = made(BUNDLED, lang)
    for found in opened(data).worksheets:
        setup = found.page_setup
        assert (setup.paperSize, setup.orientation) == (9, "landscape")
        fit = found.sheet_properties.pageSetUpPr
        assert fit is not None
        assert (fit.fitToPage, setup.fitToWidth or 1, setup.fitToHeight) == (True, 1, 0)
        assert found.freeze_panes
    assert all("&amp;P / &amp;N" in xml for xml in parts(data, "worksheets/sheet"))


def test_headings_are_repeated_only_where_there_is_a_table_below_them() -> None:
    few, many = (sheet(book_of(*(indicator(f"i{number}") for number in range(count))), "1 One") for count in (3, 90))
    assert (few.print_title_rows, many.print_title_rows) == (None, "$3:$3")


def test_the_ids_of_the_overview_are_left_out_on_paper() -> None:
    found = sheet(opened(made(BUNDLED)[1]), "Overview")
    assert [row[-1] for row in found.values][5:7] == ["Indicator", "budget-policy"]
    assert found.print_area.endswith(f"${get_column_letter(found.max_column - 1)}${found.max_row}")


def test_a_command_writes_the_file_and_standard_output_too(poleval: Poleval, tmp_path: Path) -> None:
    outcome = poleval("export", "6", "-d", BUNDLED, "-o", str(tmp_path / "a.xlsx"), "--today", "2026-11-24")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert opened((tmp_path / "a.xlsx").read_bytes()).sheetnames[1] == "6 Japan’s standing in the UN…"


def test_without_the_extra_one_line_names_the_command_that_installs_it(
    poleval: Poleval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    outcome = poleval("export", "-d", BUNDLED, "-o", str(tmp_path / "a.xlsx"))
    assert outcome.code == 2
    assert outcome.err == f"poleval: error: an XLSX file needs XlsxWriter: {sys.executable} -m pip install XlsxWriter\n"
    assert not list(tmp_path.iterdir())


# --- every kind of programme -------------------------------------------------------------------

THREE = [{"at_least": 1, "by": 2030}, {"between": [-5, 5]}, {"at_most": 1e20, "from": 2000}]
PROGRAMMES = {
    "no indicator": (),
    "no observation": (indicator(),),
    "no observation but a target": (indicator(targets=[{"at_least": 1}]),),
    "three targets": (indicator(observations=years(2000, 1, 2), targets=THREE),),
    "sixty years": (indicator(observations=years(1960, *range(60))),),
    "hundreds of indicators": tuple(indicator(f"a{n}", observations=years(2020, n, n + 1)) for n in range(300)),
    "negative, zero and huge": (indicator(observations=years(2000, -1.5, 0, 1e99, -1e99, 1e-99)),),
    "supplementary figures only": (indicator(kind="supplementary", observations=years(2000, 1, 2)),),
    "a forecast only": (
        indicator(observations={2030: {"value": 1, "status": "forecast"}}),
    ),
    "totals only": (indicator(observations={"2020..2022": 1}),),
    "a very long title": (indicator(title="word " * 2000, observations=years(2000, 1, 2)),),
}  # fmt: skip


@LANGS
@pytest.mark.parametrize("indicators", PROGRAMMES.values(), ids=PROGRAMMES)
def test_every_kind_of_programme_has_its_workbook(indicators: tuple[Indicator, ...], lang: Lang) -> None:
    programme = programme_of(*indicators)
    data = to_xlsx(programme, DAY, Style(lang))
    assert_observations(exact(data, "observations"), programme, lang)
    for name in opened(data).sheetnames:
        exact(data, name)


def test_a_workbook_of_a_programme_without_sub_fields_has_its_other_sheets() -> None:
    data = to_xlsx(Programme("", None, (), {}), DAY, Style())
    assert opened(data).sheetnames == ["Overview", "Sources and definitions", "observations"]


def words_of(data: bytes) -> Iterator[str]:
    for name in opened(data).sheetnames[:-1]:
        yield from (text for text in exact(data, name).values() if isinstance(text, str))


def test_in_japanese_no_word_of_the_program_is_english() -> None:
    _, data = made(BUNDLED, "ja")
    ids = {one.id for one in policy_eval.load(BUNDLED).indicators}
    english = {text for text in words_of(data) if re.fullmatch(r"[A-Za-z][A-Za-z -]+", text)} - ids
    assert english <= {"URL"}
