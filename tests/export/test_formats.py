"""CSV, JSON and Markdown: the same figures everywhere, and text that is only text."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval import PolevalError
from policy_eval.export.formats import FORMATS
from policy_eval.tables.spreadsheet_text import MARK

from ..running import BUNDLED, Poleval

NAN = math.nan
SIGNS = st.text(st.sampled_from("=+-@,;\"'\n\r\t |<>`*_[]()#:&~$\\!/.0aZ・＝＠−漢é"))
TEXTS = SIGNS | st.text(st.characters(exclude_categories=["Cs"]))
SIZES = st.floats(1e-99, 9e99).map(lambda value: float(f"{value:.15g}"))
FIGURES = SIZES | SIZES.map(lambda value: -value) | st.integers(-9999, 9999).map(float)
THOUSANDTHS = st.integers(-(10**12), 10**12).map(lambda whole: whole / 1000)
ROWS = st.lists(st.tuples(TEXTS | st.none(), FIGURES | st.just(NAN), st.integers(1800, 2200), st.booleans()))


def table(rows: Sequence[tuple[str | None, float, int, bool]]) -> pd.DataFrame:
    """A frame with a column of each of the dtypes there are."""
    text, value, year, flag = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pd.DataFrame(
        {
            "text_": pd.Series(text, dtype=object),
            "value": pd.Series(value, dtype=float),
            "year": pd.Series(year, dtype="int64"),
            "flag": pd.Series(flag, dtype=bool),
        }
    )


def write(frame: pd.DataFrame, name: str, *options: str | None) -> bytes:
    data: bytes = FORMATS[name].write(frame, *options)
    return data


def texts(*cells: str | None) -> pd.DataFrame:
    return table([(cell, 0.5, 2021, True) for cell in cells])


def figures(*values: float) -> pd.DataFrame:
    return table([("x", value, 2021, True) for value in values])


def cells(data: bytes) -> list[list[str]]:
    """CSV as Python reads it, without its headings."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]


# --- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.30000000000000004"),
        (87.9, "87.9"),
        (-0.0, "0"),
        (0.0, "0"),
        (-39.0, "-39"),
        (2660000.0, "2660000"),
        (10.37, "10.37"),
        (999999999999999.0, "999999999999999"),
        (1e15, "1e+15"),
        (9.5e99, "9.5e+99"),
        (1e-9, "1e-09"),
        (0.0001, "0.0001"),
        (3521418059.923445, "3521418059.923445"),
        (NAN, ""),
    ],
    ids=str,
)
def test_a_figure_is_written_with_all_its_digits_and_alike_in_csv_and_markdown(value: float, text: str) -> None:
    assert cells(write(figures(value), "csv"))[0][1] == text
    assert cells(write(figures(value), "csv", "data"))[0][1] == text
    assert write(figures(value), "markdown").decode().splitlines()[-1].split("|")[2].strip() == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.30000000000000004"),
        (3521418059.923445, "3521418059.923445"),
        (-0.0, "0"),
        (-39.0, "-39"),
        (961.0, "961"),
        (1e15, "1000000000000000"),
        (1e16, "1e+16"),
        (1e-9, "1e-09"),
        (NAN, "null"),
    ],
    ids=str,
)
def test_json_writes_whole_numbers_without_a_point_and_null_for_what_is_missing(value: float, text: str) -> None:
    line = write(figures(value), "json").decode().splitlines()[1]
    assert line == f'{{"text_": "x", "value": {text}, "year": 2021, "flag": true}}'


def test_what_is_missing_is_an_empty_cell_and_null() -> None:
    frame = table([(None, NAN, 2021, False)])
    assert write(frame, "csv").decode().splitlines()[1] == ",,2021,false"
    assert json.loads(write(frame, "json")) == [{"text_": None, "value": None, "year": 2021, "flag": False}]
    assert write(frame, "markdown").decode().splitlines()[2] == "|  |  | 2021 | false |"


# --- CSV ---------------------------------------------------------------------------------------


@given(ROWS)
def test_csv_for_programs_gives_back_every_text_and_figure(rows: list[tuple[str | None, float, int, bool]]) -> None:
    found = cells(write(table(rows), "csv", "data"))
    assert len(found) == len(rows)
    for (text, value, year, flag), cell in zip(rows, found, strict=True):
        assert cell[0] == (text or "")
        assert (float(cell[1]) == value) if cell[1] else math.isnan(value)
        assert cell[2:] == [str(year), str(flag).lower()]


# pandas reads a NUL as the end of a cell.
@given(st.lists(st.tuples(TEXTS.map(lambda text: text.replace("\0", "")), THOUSANDTHS | st.just(NAN))))
def test_pandas_reads_the_same_figures_and_texts_back(rows: list[tuple[str, float]]) -> None:
    data = write(table([(text, value, 2021, True) for text, value in rows]), "csv", "data")
    back = pd.read_csv(io.BytesIO(data), keep_default_na=False, na_values={"value": [""]}, dtype={"text_": str})
    assert back["text_"].tolist() == [text for text, _ in rows]
    # Its own fast parser of numbers may be off in the last of 17 digits (and more so at the ends of the range).
    np.testing.assert_allclose(back["value"].to_numpy(float), [value for _, value in rows], rtol=1e-14)


@given(ROWS)
def test_a_spreadsheet_gets_the_same_cells_but_for_an_invisible_mark(
    rows: list[tuple[str | None, float, int, bool]],
) -> None:
    data = write(table(rows), "csv", "excel")
    found, plain = cells(data), cells(write(table(rows), "csv", "data"))
    assert data.startswith(b"\xef\xbb\xbftext_,value,year,flag\r\n")
    assert [row[1:] for row in found] == [row[1:] for row in plain]
    for shown, meant in zip((row[0] for row in found), (row[0] for row in plain), strict=True):
        assert shown in (meant, f"{MARK}{meant}")
        assert not shown.lstrip().startswith(tuple("=+-@＝＋－＠"))


FORMULAS = ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "　=1", "＝1", "＋1", "－1", "＠x"]
CONVERTED = [
    *("2023-12", "1-3", "mar-1", "5 Jan", "June 2024", "2027-06-30", "2027-06-30T12:00Z", "1/2", "1 1/2", "12:30"),
    *("3:04 PM", "令和5年4月1日", "R5.4.1", "H1/2/3", "2023年12月", "2023年12月31日", "午後3時", "0012", "1.10", "1e5"),
    *(
        "1,234",
        "(5)",
        "5%",
        "$5",
        "¥100",
        "￥100",
        "€1",
        "１２",
        "−39",
        "TRUE",
        "true",
        "False",
        "#N/A",
        "#DIV/0!",
        "  12",
    ),
    *("Mon 5", "Sept. 1", "1234567"),
]
LEFT = [
    "1+1=2",
    "a=b",
    "'x",
    "",
    " ",
    "国連",
    "un-staff",
    "FY2021",
    "(-x)",
    "Table 1",
    "令和5年度",
    "2023年末",
    "may",
    "x1",
]


@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
def test_a_formula_is_defused_unless_a_program_reads_it(formula: str) -> None:
    for reader in (None, "excel"):
        assert cells(write(texts(formula), "csv", reader))[0][0] == f"{MARK}{formula}"
    assert cells(write(texts(formula), "csv", "data"))[0][0] == formula


@pytest.mark.parametrize("text", CONVERTED, ids=ascii)
def test_text_that_excel_would_show_as_something_else_is_marked_for_excel_alone(text: str) -> None:
    assert cells(write(texts(text), "csv", "excel"))[0][0] == f"{MARK}{text}"
    assert cells(write(texts(text), "csv", "data"))[0][0] == text


@pytest.mark.parametrize("text", [*LEFT, "6", "2023", "0"], ids=ascii)
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert cells(write(texts(text), "csv"))[0][0] == text
    assert cells(write(texts(text), "csv", "excel"))[0][0] == text


def test_a_heading_that_excel_would_take_for_a_date_is_marked() -> None:
    frame = texts("x").rename(columns={"value": "2023-12"})
    assert write(frame, "csv", "excel").decode("utf-8-sig").startswith(f"text_,{MARK}2023-12,")


@pytest.mark.parametrize(("reader", "first"), [("excel", "'2023-12"), (None, "2023-12"), ("data", "2023-12")], ids=str)
def test_an_old_encoding_has_an_apostrophe_for_the_mark_and_no_byte_order_mark(reader: str | None, first: str) -> None:
    data = write(texts("2023-12", "国連～①"), "csv", reader, "cp932")
    assert [row[0] for row in csv.reader(io.StringIO(data.decode("cp932")))][1:] == [first, "国連～①"]


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("5−3", "--encoding cp932: it has no '−' (U+2212 MINUS SIGN), which is in the text_ of b"),
        (
            "〜é〜",
            "--encoding cp932: it has no '〜' (U+301C WAVE DASH), which is in the text_ of b (and 1 more)",
        ),
    ],
)
def test_an_encoding_says_which_character_it_would_lose_and_where(lost: str, message: str) -> None:
    frame = texts("x", lost).assign(indicator=["a", "b"])
    with pytest.raises(PolevalError) as caught:
        write(frame, "csv", None, "cp932")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("reader", "file", "for_excel"),
    [
        ([], "a.csv", True),
        ([], "a.CSV", True),
        ([], "a.txt", False),
        (["--for", "excel"], "a.csv", True),
        (["--for", "excel"], "a.txt", True),
        (["--for", "data"], "a.csv", False),
        (["--for", "data"], "a.txt", False),
    ],
    ids=str,
)
def test_only_csv_for_a_spreadsheet_has_the_mark_and_the_line_ends_of_windows(
    reader: list[str], file: str, for_excel: bool, tmp_path: Path, poleval: Poleval
) -> None:
    assert poleval("export", "un-staff", "-d", BUNDLED, "-o", str(tmp_path / file), *reader).code == 0
    data = (tmp_path / file).read_bytes()
    assert data.startswith("\ufeff".encode()) is for_excel
    assert data.count(b"\r\n") == (5 if for_excel else 0)
    assert data.endswith(b"\n")


@pytest.mark.parametrize("reader", [None, "excel", "data"])
def test_a_line_break_in_a_cell_stays_one(reader: str | None) -> None:
    assert cells(write(texts("国", "line\nbreak"), "csv", reader))[1][0] == "line\nbreak"


# --- JSON --------------------------------------------------------------------------------------


@given(ROWS)
def test_json_gives_back_every_text_and_figure(rows: list[tuple[str | None, float, int, bool]]) -> None:
    data = write(table(rows), "json")
    found = json.loads(data, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    names = ["text_", "value", "year", "flag"]
    assert [list(row) for row in found] == [names] * len(rows)
    assert [tuple(row.values()) for row in found] == [
        (text, None if math.isnan(value) else value, year, flag) for text, value, year, flag in rows
    ]


def test_json_is_a_record_a_line_and_leaves_japanese_readable() -> None:
    assert write(texts("国連"), "json").decode().splitlines()[1].startswith('{"text_": "国連", ')
    assert write(texts("a", "b"), "json").decode().count("\n") == 4
    assert json.loads(write(texts(), "json")) == []


# --- Markdown ----------------------------------------------------------------------------------


def shown(data: bytes) -> list[list[str]]:
    """The cells of the one table of a Markdown text as they are shown, headings first."""
    markdown_it = pytest.importorskip("markdown_it", reason="the oldest rich comes without markdown-it-py")
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(data.decode())
    assert {token.type for token in tokens if token.level == 0} == {"table_open", "table_close"}
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "code_inline"}
            rows[-1].append("".join(child.content for child in children))
    return rows


@pytest.mark.parametrize(
    "text",
    [
        *("a | b", "|", "||", "<b>bold</b>", "[x](y)", "![x](y)", "[x][y]", "[^1]", ":warning:", "@name", "#12"),
        *("a@b.example", "`code`", "``", "**x**", "_x_", "~~x~~", "$x$", "\\", "\\|", "&amp;", "&#64;", "<!-- x -->"),
        *("https://x.example/?a=1&b=2", "<https://x.example>", "---", "- x", "# x", "> x", "1. x", "=1+1", "~", "`@x`"),
        *(":a:b:", "12:30:45", "(@x)", "@x@y", "C:\\dir", "国連", "", "Ａ＃１"),
    ],
)
def test_markdown_shows_a_text_as_it_is_written(text: str) -> None:
    assert shown(write(texts(text, "z"), "markdown")) == [
        ["text_", "value", "year", "flag"],
        [text, "0.5", "2021", "true"],
        ["z", "0.5", "2021", "true"],
    ]


@given(st.lists(SIGNS))
def test_markdown_shows_any_text_on_one_line_of_one_cell(drawn: list[str]) -> None:
    rows = shown(write(texts(*drawn), "markdown"))
    assert [row[0].split() for row in rows[1:]] == [text.split() for text in drawn]
    assert {len(row) for row in rows} == {4}


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb"], ids=ascii)
def test_markdown_has_a_space_where_a_line_ends(text: str) -> None:
    assert shown(write(texts(text), "markdown"))[1][0].split() == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "spelt"), [("\x1b[31m", "\\x1b[31m"), ("a\u2028b", "a\\u2028b"), ("\u202e", "\\u202e")], ids=ascii
)
def test_markdown_spells_out_what_would_act_on_a_terminal(text: str, spelt: str) -> None:
    assert shown(write(texts(text), "markdown"))[1][0] == spelt


@pytest.mark.parametrize(("text", "code"), [("ask @name", "`@name`"), ("see #12", "`#12`"), (":+1:", "`:+1:`")])
def test_what_github_would_make_a_mention_an_issue_or_an_emoji_of_stands_in_code(text: str, code: str) -> None:
    assert code in write(texts(text), "markdown").decode()


def test_figures_stand_right_in_markdown() -> None:
    assert write(texts("x"), "markdown").decode().splitlines()[1] == "| --- | ---: | ---: | --- |"


@pytest.mark.parametrize(
    ("title", "options", "shown", "told"),
    [
        ("2〜3年", [], "2～3年", ["'〜'; '～' stands for it"]),
        ("氷−3", [], "氷－3", ["'−'; '－' stands for it"]),
        ("雪☃〜", ["--lossy"], "雪?～", ["'☃'; '?' stands for it", "'〜'; '～' stands for it"]),
        ("雪☃", [], None, ["'☃' (U+2603 SNOWMAN), which is in the title of a"]),
        ("国連～①", [], "国連～①", []),
    ],
)
def test_an_old_encoding_gets_what_it_has_and_what_stands_for_what_is_said(
    title: str, options: list[str], shown: str | None, told: list[str], tmp_path: Path, poleval: Poleval
) -> None:
    (tmp_path / "a.yaml").write_text(
        "sub_field: 1\ntitle: T\nindicators:\n"
        f"  - {{id: a, title: {title}, unit: km, direction: none, observations: {{2021: 1}}}}\n",
        encoding="utf-8",
    )
    path = tmp_path / "a.csv"
    outcome = poleval("export", "-d", str(tmp_path), "--encoding", "cp932", *options, "-o", str(path))
    assert outcome.code == (0 if shown else 2)
    assert [words in outcome.err for words in told] == [True] * len(told)
    assert len(outcome.err.splitlines()) == len(told)
    if shown:
        assert next(csv.DictReader(io.StringIO(path.read_bytes().decode("cp932"))))["title"] == shown


@pytest.mark.parametrize("name", ["csv", "json", "markdown"])
def test_a_frame_without_rows_is_written_in_every_format(name: str) -> None:
    assert write(table([]), name).decode().count("\n") == {"csv": 1, "json": 1, "markdown": 2}[name]
