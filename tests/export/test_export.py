"""`poleval export`: the figures of the files, to a file or to the terminal."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import policy_eval
from policy_eval.__main__ import run
from policy_eval.export.wide import wide
from policy_eval.model.selection import selection
from policy_eval.tables.columns import ASSESSMENTS, CHANGES, OBSERVATIONS
from policy_eval.wording.style import Style

from ..running import Poleval

BUNDLED = Path(__file__).parents[2] / "indicators"
TODAY = ["--today", "2024-08-31"]

Export = Callable[..., str]


@pytest.fixture
def export(capfd: pytest.CaptureFixture[str]) -> Export:
    """What `poleval export` of the bundled data prints with these arguments."""

    def exported(*arguments: str) -> str:
        code = run(["export", "-d", str(BUNDLED), "--lang", "en", *arguments])
        out, err = capfd.readouterr()
        assert (code, err) == (0, "")
        return out

    return exported


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- the bundled data --------------------------------------------------------------------------


def plainly(path: Path) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Indicator, part, period and observation as any reader of YAML sees them."""
    for indicator in yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]:
        parts = [(",".join(f"{k}={v}" for k, v in one["of"].items()), one) for one in indicator.get("breakdowns", [])]
        for part, series in [("", indicator), *parts]:
            for period, observation in series.get("observations", {}).items():
                plain = observation if isinstance(observation, dict) else {"value": observation}
                yield indicator["id"], part, str(period), {"percent": indicator["unit"] == "%", **plain}


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_figure_is_that_of_the_file(path: Path, export: Export) -> None:
    found = {
        (row["indicator"], row["breakdown"], row["period"].replace("FY", "").replace("-12", "")): row
        for row in rows(export("--for", "data"))
    }
    for indicator, part, period, plain in plainly(path):
        row = found[indicator, part, period]
        ends = [plain.get(end) for end in ("low", "high")]
        assert [row["low"], row["high"]] == ["" if end is None else str(end) for end in ends]
        value, numerator, denominator = plain.get("value"), plain.get("numerator"), plain.get("denominator")
        assert (row["numerator"], row["denominator"]) == tuple(
            "" if x is None else str(x) for x in (numerator, denominator)
        )
        if value is None and numerator is not None:
            assert row["value"] == f"{numerator * (100 if plain['percent'] else 1) / denominator:.15g}"
        else:
            assert row["value"] == ("" if value is None else str(value))
        assert row["status"] == plain.get("status", "" if row["value"] == "" and ends == [None, None] else "normal")


def test_no_row_is_added_and_none_is_lost(export: Export) -> None:
    in_files = [observation for path in BUNDLED.glob("*.yaml") for observation in plainly(path)]
    derived = [row for row in rows(export("--for", "data")) if row["indicator"].startswith("execution-rate")]
    assert len(rows(export("--for", "data"))) == len(in_files) + len(derived)
    assert [row["period"] for row in derived] == ["FY2021", "FY2022", "FY2023", "FY2024"] * 2


@pytest.mark.parametrize(
    ("indicator", "codes", "values"),
    [
        ("bluebook-web-access", "EEEE", ["2660000", "3000000", "4120000", "3030000"]),
        ("ct-convention-workshop-invitees", "SSA", ["0", "0", "12"]),
        ("islamic-teacher-invitees", "SAA", ["0", "20", "6"]),
        ("other-ct-workshops", "SSA", ["0", "0", "1"]),
        ("un-staff", "AAAO", ["918", "956", "961", ""]),
        ("istc-overhead-ratio", "AAA", ["7", "8", "10.37"]),
        ("ct-capacity-contributions", "E", ["48300000"]),
        ("execution-policy", "AAAO", ["2354", "2754", "4958", ""]),
    ],
)
def test_about_covid_and_to_be_published_have_their_codes(
    indicator: str, codes: str, values: list[str], export: Export
) -> None:
    found = rows(export(indicator, "--for", "data"))
    assert "".join(row["obs_status"] for row in found) == codes
    assert [row["value"] for row in found] == values


def test_pandas_reads_the_bundled_figures_back_with_its_defaults(export: Export) -> None:
    back = pd.read_csv(io.StringIO(export("--for", "data")), dtype={"period": str})
    frame = policy_eval.load(BUNDLED).observations()
    assert list(back.columns) == list(frame.columns)
    assert back["period"].tolist() == frame["period"].tolist()
    for name in ("year", "value", "numerator", "denominator"):
        pd.testing.assert_series_equal(back[name], frame[name], rtol=1e-14)


# --- tables, layouts, formats ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        ([], OBSERVATIONS),
        (["--table", "observations"], OBSERVATIONS),
        (["--table", "changes"], CHANGES),
        (["--table", "assessments", *TODAY], ASSESSMENTS),
    ],
    ids=" ".join,
)
def test_every_table_comes_with_its_columns_in_every_format(
    arguments: list[str], columns: tuple[str, ...], export: Export
) -> None:
    records = json.loads(export(*arguments, "--format", "json"))
    assert {tuple(record) for record in records} == {columns}
    assert tuple(rows(export(*arguments))[0]) == columns
    heading = export(*arguments, "--format", "markdown").splitlines()[0]
    assert heading.replace("&#95;", "_") == f"| {' | '.join(columns)} |"


def test_the_wide_layout_is_that_of_the_frame(export: Export) -> None:
    found = rows(export("--layout", "wide", "6", "11"))
    programme = policy_eval.load(BUNDLED)
    expected = wide(selection(programme, ["6", "11"]).of(programme), Style())
    assert list(found[0]) == list(expected.columns)
    assert [row["indicator"] for row in found] == expected["indicator"].tolist()
    staff = next(row for row in found if row["indicator"] == "un-staff")
    assert [staff[f"{year}-12"] for year in range(2020, 2024)] == ["918", "956", "961", ""]
    assert staff["FY2023"] == ""


@pytest.mark.parametrize(
    ("arguments", "first_line"),
    [
        (["--for", "excel"], '\ufeffsub_field,'),
        (["--for", "data"], "sub_field,"),
        ([], "sub_field,"),
    ],
    ids=["for excel", "for data", "not said"],
)  # fmt: skip
def test_standard_output_has_the_mark_only_where_it_is_asked_for(
    arguments: list[str], first_line: str, export: Export
) -> None:
    assert export(*arguments).startswith(first_line)
    assert ("\r\n" in export(*arguments)) is (first_line[0] == "\ufeff")


@pytest.mark.parametrize(
    ("name", "arguments", "marked"),
    [
        ("out.csv", [], True),
        ("out.csv", ["--for", "data"], False),
        ("out.txt", [], False),
        ("out.txt", ["--for", "excel"], True),
        ("out.csv", ["--format", "json"], False),
    ],
    ids=["csv", "csv for data", "txt", "txt for excel", "JSON in a csv file"],
)
def test_a_csv_file_has_the_mark_unless_a_program_reads_it(
    name: str, arguments: list[str], marked: bool, tmp_path: Path, export: Export
) -> None:
    assert export("-o", str(tmp_path / name), *arguments) == ""
    assert (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf") is marked
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["--lang", "ja"], "個別分野,指標ID,名称"),
        (["--lang", "ja", "--for", "data"], "sub_field,indicator,title"),
        (["--lang", "ja", "--headings", "en"], "sub_field,indicator,title"),
        (["--lang", "en", "--headings", "ja"], "個別分野,指標ID,名称"),
        (["--lang", "ja", "--layout", "wide"], "個別分野,指標ID,名称"),
        (["--lang", "ja", "--encoding", "cp932", "--lossy"], "個別分野,指標ID,名称"),
        (["--lang", "en"], "sub_field,indicator,title"),
    ],
    ids=["Japanese", "data", "asked for English ones", "asked for Japanese ones", "wide", "cp932", "English"],
)
def test_a_csv_file_in_japanese_has_japanese_headings_unless_a_program_reads_it(
    arguments: list[str], first: str, tmp_path: Path, export: Export
) -> None:
    export("un-staff", "-o", str(tmp_path / "a.csv"), *arguments)
    encoding = "cp932" if "cp932" in arguments else "utf-8-sig"
    assert (tmp_path / "a.csv").read_text(encoding=encoding).startswith(first)


def test_standard_output_keeps_the_names_of_the_columns_whatever_the_language(export: Export) -> None:
    assert export("un-staff", "--lang", "ja").startswith("sub_field,indicator,title")


def test_the_years_of_a_wide_file_in_japanese_are_named_as_japanese_does(tmp_path: Path, export: Export) -> None:
    export("budget-policy", "un-staff", "-o", str(tmp_path / "a.csv"), "--layout", "wide", "--lang", "ja")
    head = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert {"2022年末", "2022年度"} <= set(head)
    assert not {"2022-12", "FY2022"} & set(head)


def test_words_come_in_the_language_asked_for(export: Export) -> None:
    (row, *_) = rows(export("un-staff", "--lang", "ja"))
    assert (row["unit"], row["source"], row["publisher"]) == ("人", "参考２", "外務省")


def test_a_formula_in_a_file_is_defused_and_a_negative_number_stays_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    indicator = "{id: a, title: '=1+1', unit: '-x', direction: none, observations: {2021: -39}}"
    (tmp_path / "1.yaml").write_text(f"sub_field: 1\ntitle: T\nindicators: [{indicator}]\n", encoding="utf-8")
    found = []
    for arguments in ([], ["--for", "data"]):
        assert run(["export", "-d", str(tmp_path), *arguments]) == 0
        found += [(row["title"], row["unit"], row["value"]) for row in rows(capfd.readouterr().out)]
    assert found == [("\u200b=1+1", "\u200b-x", "-39"), ("=1+1", "-x", "-39")]


# --- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--layout", "wide", "--table", "changes"], "wide"),
        (["--layout", "wide", "--table", "assessments"], "wide"),
        (["--table", "targets"], "'targets' is not one of"),
        (["--layout", "broad"], "'broad' is not one of"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--for", "lotus"], "'lotus' is not one of"),
        (["--today", "tomorrow"], "tomorrow"),
        (["un-stuff"], "did you mean 'un-staff'?"),
        (["--headings", "ja", "--encoding", "latin-1", "--lang", "en"], "which is in the headings; --headings en has"),
        (["--headings", "ja", "--format", "json"], "only CSV has a choice of headings"),
        (["-o", "{}"], "{}: cannot be written: Is a directory"),
        (["-o", "{}/missing/out.csv"], "{}/missing/out.csv: cannot be written: No such file or directory"),
        (["-o", "{}/file/out.csv"], "{}/file/out.csv: cannot be written: Not a directory"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2_and_leaves_nothing_behind(
    arguments: list[str], message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("as it was", encoding="utf-8")
    target = [] if "-o" in arguments else ["-o", f"{tmp_path}/out.csv"]
    code = run(["export", "-d", str(BUNDLED), *(word.format(tmp_path) for word in arguments), *target])
    out, err = capfd.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("poleval: error: ")
    assert message.format(tmp_path) in err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "as it was"


@pytest.mark.parametrize("format_", ["parquet", "xlsx"])
@pytest.mark.parametrize("output", [[], ["-o", "-"]], ids=["no output", "-o -"])
def test_a_terminal_is_not_sent_a_binary_file(
    format_: str, output: list[str], poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = poleval("export", "-d", str(BUNDLED), "--format", format_, *output)
    assert (code, out) == (2, "")
    assert err == f"poleval: error: {format_} is nothing for a terminal; name a file with --output FILE\n"


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".XLSB", ".tsv", ".pdf", ".html"])
def test_no_figure_leaves_under_the_name_of_another_format(suffix: str, tmp_path: Path, poleval: Poleval) -> None:
    outcome = poleval("export", "-d", str(BUNDLED), "-o", str(tmp_path / f"figures{suffix}"))
    assert (outcome.code, f"{suffix.lower()} is not written; " in outcome.err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_workbook_has_no_wide_layout_and_says_what_has_one(tmp_path: Path, poleval: Poleval) -> None:
    outcome = poleval("export", "-d", str(BUNDLED), "--layout", "wide", "-o", str(tmp_path / "a.xlsx"))
    assert (outcome.code, "the wide layout is for a .csv file" in outcome.err) == (2, True)


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, poleval: Poleval) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, out, err = poleval("export", "-d", str(BUNDLED), "-f", "parquet")
    assert (code, out) == (2, "")
    assert err == f"poleval: error: a Parquet file needs pyarrow: {sys.executable} -m pip install pyarrow\n"
