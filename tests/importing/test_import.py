"""`poleval import`: a spreadsheet's table becomes indicator files, or figures in files that are there.

Each data/tables/NAME.csv is a case: NAME.expected holds what `poleval import --dry-run`
says of it. To write them anew after a change that was meant: POLEVAL_UPDATE_GOLDEN=1
pytest tests/test_import.py, and read the difference.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import policy_eval

from ..running import BUNDLED, HARBOUR, ROOT, Poleval, filled_in, spelt

TABLES = sorted((ROOT / "tests" / "data" / "tables").glob("*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_taken_as_it_was_when_this_was_last_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, poleval: Poleval
) -> None:
    monkeypatch.chdir(path.parent)
    expected = path.with_suffix(".expected")
    code, out, err = poleval("import", path.name, "-o", "new", "--dry-run")
    said = f"{out}{err}exit code {code}\n"
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


# --- workbooks ---------------------------------------------------------------------------------


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of sheets: rows of (value, number format) or plain values; `merged` are areas of the first."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

    def write(sheets: Mapping[str, Sequence[Sequence[Any]]], *merged: str) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row, cells in enumerate(rows, start=1):
                for column, cell in enumerate(cells, start=1):
                    value, shown = cell if isinstance(cell, tuple) else (cell, "General")
                    sheet.cell(row, column, value).number_format = shown
        for area in merged:
            book.worksheets[0].merge_cells(area)
        book.save(tmp_path / "table.xlsx")
        return tmp_path / "table.xlsx"

    return write


def figures(folder: Path) -> dict[str, dict[str, object]]:
    """The values of a dataset by indicator and period."""
    frame = policy_eval.load(folder).observations()
    found: dict[str, dict[str, object]] = {}
    for name, period, value in zip(frame["indicator"], frame["period"], frame["value"], strict=True):
        found.setdefault(name, {})[period] = value
    return found


WHOLE = ["--title", "T", "--direction", "none"]
"""What a person would have to say."""


@pytest.mark.parametrize(
    ("heading", "cell", "period", "value"),
    [
        (2021, 5, "FY2021", 5),
        ((2021, '0"年度"'), 5, "FY2021", 5),
        ((2021, '"FY"0'), 5, "FY2021", 5),
        ("令和3年度", 5.25, "FY2021", 5.25),
        ("R3", 0.1 + 0.2, "FY2021", 0.3),
        ("2021年末", (0.879, "0.0%"), "2021-12", 87.9),
        ("2021年", (87.9, '0.0"%"'), "2021", 87.9),
        ("FY2021", "△1,234.5", "FY2021", -1234.5),
        ("FY2021", (-5, "#,##0;▲#,##0"), "FY2021", -5),
    ],
    ids=str,
)
def test_a_number_is_taken_as_the_workbook_shows_it(
    heading: object,
    cell: object,
    period: str,
    value: float,
    workbook: Callable[..., Path],
    tmp_path: Path,
    poleval: Poleval,
) -> None:
    path = workbook({"Data": [["title", "unit", heading], ["a", "%", cell]]})
    assert poleval("import", str(path), "-o", str(tmp_path / "new"), *WHOLE).code == 0
    assert figures(tmp_path / "new") == {"a": {period: value}}


def test_a_cell_over_several_rows_holds_for_each_of_them(
    workbook: Callable[..., Path], tmp_path: Path, poleval: Poleval
) -> None:
    rows = [["sub_field", "title", "unit", 2021], ["3", "a", "x", 1], [None, "b", "x", 2], ["4", "c", "x", 3]]
    path = workbook({"Data": rows}, "A2:A3")
    assert poleval("import", str(path), "-o", str(tmp_path / "new"), "--direction", "none").code == 0
    filled_in(tmp_path / "new")
    loaded = policy_eval.load(tmp_path / "new")
    assert [(field.sub_field, [i.id for i in field.indicators]) for field in loaded.sub_fields] == [
        ("3", ["a", "b"]),
        ("4", ["c"]),
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "there are 2 tables: 1. First!A1:C2 and 2. Second!A1:C2"),
        (["--sheet", "First"], "first"),
        (["--table", "2"], "second"),
        (["--sheet", "Second"], "second"),
        (["--sheet", "Secnd"], "did you mean 'Second'?"),
    ],
    ids=spelt,
)
def test_one_of_several_sheets_with_tables_is_read_only_if_it_is_named(
    arguments: list[str], expected: str, workbook: Callable[..., Path], tmp_path: Path, poleval: Poleval
) -> None:
    table = [["title", "unit", 2021], ["first", "x", 1]]
    path = workbook({"Cover": [["A report"]], "First": table, "Second": [table[0], ["second", "x", 1]]})
    outcome = poleval("import", str(path), "-o", str(tmp_path / "new"), *WHOLE, *arguments)
    if outcome.code == 0:
        assert list(figures(tmp_path / "new")) == [expected]
    else:
        assert expected in outcome.err


# --- what cannot be done -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{t}/figures.csv"], "name a new folder with --output DIR, or a dataset with --into DIR"),
        (["{t}/figures.csv", "-o", "{t}/new", "--into", "{t}/new"], "name a new folder with --output DIR"),
        (["{t}/figures.csv", "-o", "{t}/new", "--revise"], "--revise goes with --into"),
        (["{t}/two.csv", "-o", "{t}/new", "--title", "T"], "--title: the table has 2 sub-fields"),
        (["{t}/figures.csv", "--into", "{t}/full", "--title", "T"], "--title is for new indicators"),
        (["{t}/figures.csv", "--into", "{t}/full", "--sub-field", "2"], "--sub-field is for new indicators"),
        (["{t}/figures.csv", "--into", "{t}/full"], "{t}/full: no indicator files (*.yaml) in this folder"),
        (["{t}/figures.csv", "--into", "{t}/none"], "{t}/none: No such file or directory"),
        (["{t}/figures.csv", "-o", "{t}/full"], "{t}/full: is there already; --into {t}/full adds the figures to it"),
        (["{t}/figures.csv", "-o", "{t}/figures.csv"], "{t}/figures.csv: is there already"),
        (["{t}/figures.csv", "-o", "{t}/no/new"], "{t}/no/new: cannot be written: No such file or directory"),
        (["{t}/none.csv", "-o", "{t}/new"], "{t}/none.csv: cannot be read: No such file or directory"),
        (["{t}/full", "-o", "{t}/new"], "{t}/full: cannot be read: Is a directory"),
        (["{t}/empty.csv", "-o", "{t}/new"], "no table found"),
        (["{t}/headings.csv", "-o", "{t}/new"], "there are no rows under the headings"),
        (
            ["{t}/broken.xlsx", "-o", "{t}/new"],
            "{t}/broken.xlsx: is not a workbook that can be read; save it anew as .xlsx or .csv",
        ),
        (
            ["{t}/binary.csv", "-o", "{t}/new"],
            "is not UTF-8 or any text that is read with confidence; name its encoding with --encoding",
        ),
        (["{t}/figures.csv", "-o", "{t}/new", "--encoding", "utf-7x"], "there is no text encoding 'utf-7x'"),
        (["{t}/figures.csv", "-o", "{t}/new", "--sheet", "A"], "only a workbook has sheets"),
        (["{t}/figures.csv", "-o", "{t}/new", "--map", "title"], "--map title: write HEADING=MEANING"),
        (["{t}/figures.csv", "-o", "{t}/new", "--map", "unit=unti"], "'unti' is nothing that a column can hold"),
        (["{t}/figures.csv", "-o", "{t}/new", "--map", "unti=unit"], "there is no column 'unti'; did you mean 'unit'?"),
    ],
    ids=spelt,
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2_and_writes_nothing(
    arguments: list[str], message: str, tmp_path: Path, poleval: Poleval
) -> None:
    (tmp_path / "figures.csv").write_text("title,unit,2021\na,x,1\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text("sub_field,title,2021\n1,a,1\n2,b,1\n", encoding="utf-8")
    (tmp_path / "headings.csv").write_text("title,unit,2021\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    code, _, err = poleval("import", *(word.format(t=tmp_path) for word in arguments))
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("poleval: error: ")
    assert message.format(t=tmp_path) in err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("mapping", "period"),
    [("3年度実績=令和3年度", "FY2021"), ("3年度実績=2021年末", "2021-12"), ("３年度実績=2021", "FY2021")],
)
def test_a_column_can_be_given_its_meaning(mapping: str, period: str, tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "figures.csv").write_text("件名,unit,3年度実績\nberths,x,1\n", encoding="utf-8")
    named = ["--map", "件名=title", "--map", mapping]
    assert poleval("import", str(tmp_path / "figures.csv"), "-o", str(tmp_path / "new"), *WHOLE, *named).code == 0
    assert figures(tmp_path / "new") == {"berths": {period: 1}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"], ids=["comma", "tab", "semicolon"])
def test_the_encoding_and_the_delimiter_of_a_csv_are_found(
    encoding: str, delimiter: str, tmp_path: Path, poleval: Poleval
) -> None:
    text = "指標名,単位,2021\nberths 停泊,隻,1\n".replace(",", delimiter)
    (tmp_path / "figures.csv").write_bytes(text.encode(encoding))
    assert poleval("import", str(tmp_path / "figures.csv"), "-o", str(tmp_path / "new"), "--dry-run").code == 0
    out = poleval("import", str(tmp_path / "figures.csv"), "-o", str(tmp_path / "new"), "--dry-run").out
    assert "title: berths 停泊\n" in out
    assert "unit: 隻\n" in out


def test_what_a_person_must_fill_in_is_counted_and_then_named_by_validate(tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "figures.csv").write_text("指標名,2021\n待ち時間,1\nberths,2\n", encoding="utf-8")
    outcome = poleval("import", str(tmp_path / "figures.csv"), "-o", str(tmp_path / "new"))
    assert outcome.code == 0
    last = outcome.out.splitlines()[-1]
    assert last.startswith("to be filled in: 2 x direction, 1 x id, 1 x title and 2 x unit; poleval validate ")
    problems = poleval("validate", str(tmp_path / "new")).err.splitlines()
    assert len(problems) == 2 + 1 + 1 + 2 + 1
    for key in ("indicators[0].direction", "indicators[0].id", "title", "indicators[1].unit"):
        assert any(f": {key}: " in problem for problem in problems)


# --- into files that are there -----------------------------------------------------------------

PORTS = """\
# The ports of the country.
sub_field: 1
title: Ports
indicators:
  - id: wait    # of ships
    title: {ja: 待ち時間, en: Hours a ship waits}
    unit: {ja: 時間, en: hours}
    direction: decrease
    observations:   # by fiscal year
      2021: 11.50   # as published
      2022: {status: pending, expected: 2027-06, note: {ja: 公表予定, en: to be published}}
      2023: null

  - {id: calls, title: Calls, unit: ships, direction: increase, observations: {2021: {value: 7, note: counted anew}}}
  - {id: share, title: Share, unit: '%', direction: none, basis: year-end,
     observations: {2021: {numerator: 1, denominator: 2}}}
"""


@pytest.fixture
def ports(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ports.yaml").write_text(PORTS, encoding="utf-8")
    return tmp_path / "data"


def table(tmp_path: Path, *lines: str) -> str:
    (tmp_path / "figures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(tmp_path / "figures.csv")


@pytest.mark.parametrize(
    ("lines", "old", "new", "said"),
    [
        (
            ["indicator,2022", "wait,12"],
            "2022: {status: pending, expected: 2027-06, note: {ja: 公表予定, en: to be published}}",
            "2022: {value: 12, note: {ja: 公表予定, en: to be published}}",
            (
                "wait FY2022: pending -> {value: 12, note: {ja: 公表予定, en: to be published}}; no longer there: "
                "status pending, expected 2027-06; still there: note {ja: 公表予定, en: to be published}"
            ),
        ),
        (
            ["indicator,2024", "wait,12.5"],
            "2023: null\n",
            "2023: null\n      2024: 12.5\n",
            "wait FY2024: nothing -> 12.5",
        ),
        (["indicator,2023", "wait,9"], "2023: null", "2023: 9", "wait FY2023: nothing -> 9"),
        (["title,2023", "待ち時間,9"], "2023: null", "2023: 9", "wait FY2023: nothing -> 9"),
        (["title,unit,2023", "Hours a ship waits,時間,9"], "2023: null", "2023: 9", "wait FY2023: nothing -> 9"),
        (
            ["indicator,2022", "calls,8"],
            "{2021: {value: 7, note: counted anew}}",
            "{2021: {value: 7, note: counted anew}, 2022: 8}",
            "calls FY2022: nothing -> 8",
        ),
        (
            ["indicator,period,value,status,note", "calls,FY2022,8,estimated,about"],
            "{2021: {value: 7, note: counted anew}}",
            "{2021: {value: 7, note: counted anew}, 2022: {value: 8, status: estimated, note: about}}",
            "calls FY2022: nothing -> {value: 8, status: estimated, note: about}",
        ),
        (
            ["indicator,2020..2022", "calls,30"],
            "{2021: {value: 7, note: counted anew}}",
            "{2021: {value: 7, note: counted anew}, 2020..2022: 30}",
            "calls FY2020..FY2022: nothing -> 30",
        ),
        (
            ["indicator,2024", "wait,公表予定"],
            "2023: null\n",
            "2023: null\n      2024: {status: pending, note: 公表予定}\n",
            "wait FY2024: nothing -> {status: pending, note: 公表予定}",
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, list) else "",
)
def test_a_new_figure_goes_into_its_place_and_nothing_else_changes(
    lines: list[str], old: str, new: str, said: str, ports: Path, tmp_path: Path, poleval: Poleval
) -> None:
    dry = poleval("import", table(tmp_path, *lines), "--into", str(ports), "--dry-run")
    assert (dry.code, (ports / "ports.yaml").read_text(encoding="utf-8")) == (0, PORTS)
    for line in set(PORTS.replace(old, new).splitlines()) - set(PORTS.splitlines()):
        assert f"+{line}" in dry.out.splitlines()
    outcome = poleval("import", table(tmp_path, *lines), "--into", str(ports))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-2:] == [said, "1 observation changed, 0 as before"]
    assert (ports / "ports.yaml").read_text(encoding="utf-8") == PORTS.replace(old, new)
    assert PORTS.count(old) == 1


@pytest.mark.parametrize(
    ("lines", "message", "revised"),
    [
        (["indicator,2021", "wait,12"], "wait FY2021: 12 in the table, 11.5 in the file", ("11.50 ", "12 ")),
        (["indicator,2021", "calls,8"], "calls FY2021: 8 in the table, 7 in the file", ("value: 7", "value: 8")),
        (
            ["indicator,2021", "share,51"],
            "share 2021-12: 51 in the table, 50 in the file",
            ("{numerator: 1, denominator: 2}", "51"),
        ),
        (
            ["indicator,period,value,status,note", "wait,FY2021,11.5,break,moved"],
            "wait FY2021: the status 'break' in the table, 'normal' in the file; a note in the table, none in the file",
            ("11.50 ", "{value: 11.5, status: break, note: moved} "),
        ),
        (
            ["indicator,period,value,note", "calls,FY2021,7,other"],
            "calls FY2021: another note in the table than in the file",
            ("counted anew", "other"),
        ),
        (
            ["indicator,2021", "wait,公表予定"],
            "wait FY2021: pending in the table, 11.5 in the file",
            ("11.50 ", "{status: pending, note: 公表予定} "),
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, list) else "",
)
def test_what_contradicts_the_file_is_reported_and_replaced_only_if_that_is_asked_for(
    lines: list[str], message: str, revised: tuple[str, str], ports: Path, tmp_path: Path, poleval: Poleval
) -> None:
    refused = poleval("import", table(tmp_path, *lines), "--into", str(ports))
    assert refused.code == 2
    assert refused.err.splitlines()[0] == f"{tmp_path}/figures.csv:2:1: {message}; --revise takes the table's"
    assert (ports / "ports.yaml").read_text(encoding="utf-8") == PORTS
    assert poleval("import", table(tmp_path, *lines), "--into", str(ports), "--revise").code == 0
    assert (ports / "ports.yaml").read_text(encoding="utf-8") == PORTS.replace(*revised)


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        (
            ["indicator,2021", "wiat,1", "calls,8"],
            [":2:1: there is no indicator 'wiat'; did you mean 'wait'?", ":3:1: "],
        ),
        (
            ["title,2021", "Hours a ship wait,1"],
            [":2:1: there is no indicator with the title 'Hours a ship wait'; did "],
        ),
        (
            ["indicator,unit,2022", "wait,days,1"],
            [":2:1: wait: the unit is 'days' in the table and 'hours' in the file"],
        ),
        (["indicator,2022年末", "wait,1"], [":2:1: wait: the table has its year-end, the file counts by fiscal-year"]),
        (
            ["indicator,2022", "wait,1", "wait,1"],
            [":3:1: A3: rows 2 and 3 have one title and unit, 'wait'; --skip leaves a row out"],
        ),
    ],
    ids=lambda value: value[-1],
)
def test_what_has_no_place_in_the_files_is_reported_all_at_once_and_nothing_is_written(
    lines: list[str], messages: list[str], ports: Path, tmp_path: Path, poleval: Poleval
) -> None:
    outcome = poleval("import", table(tmp_path, *lines), "--into", str(ports))
    assert outcome.code == 2
    problems = outcome.err.splitlines()[:-1]
    assert len(problems) == len(messages)
    for problem, message in zip(problems, messages, strict=True):
        assert problem.startswith(f"{tmp_path}/figures.csv{message}")
    assert (ports / "ports.yaml").read_text(encoding="utf-8") == PORTS


@pytest.mark.parametrize(
    "arguments", [[], ["--layout", "wide"], ["--lang", "ja", "--layout", "wide", "--era"]], ids=spelt
)
@pytest.mark.parametrize("data", [BUNDLED, HARBOUR], ids=["bundled", "harbour"])
def test_a_table_of_the_same_dataset_changes_nothing(
    arguments: list[str], data: str, tmp_path: Path, poleval: Poleval
) -> None:
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert poleval("export", "-d", data, "-o", str(tmp_path / "all.csv"), *arguments).code == 0
    outcome = poleval("import", str(tmp_path / "all.csv"), "--into", str(folder))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1].startswith("0 observations changed, ")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_one_file_cannot_hold_goes_into_sub_fields_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poleval: Poleval
) -> None:
    monkeypatch.setattr("policy_eval.importing.new_files._ROOM", 500)
    rows = "".join(f"i-{number},Indicator {number},km,none,{number}\n" for number in range(9))
    (tmp_path / "table.csv").write_text(f"indicator,title,unit,direction,FY2021\n{rows}")
    outcome = poleval("import", str(tmp_path / "table.csv"), "-o", str(tmp_path / "new"), "--title", "T")
    assert "sub-field '1' is more than one file may hold; the rest is in 1-2 and 1-3" in outcome.out
    assert figures(tmp_path / "new") == {f"i-{number}": {"FY2021": number} for number in range(9)}
    assert [one.sub_field for one in policy_eval.load(tmp_path / "new").sub_fields] == ["1", "1-2", "1-3"]
