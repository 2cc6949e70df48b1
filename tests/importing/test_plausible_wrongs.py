"""Tables of which a plausible wrong figure was once made: they are read rightly, or the run refuses and says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import policy_eval

from ..running import BUNDLED, Poleval

Figures = dict[str, dict[str, Any]]

READ: dict[str, tuple[str, Figures]] = {
    "a month in a column of its own": (
        "Year,Month,Rate (%)\n2021,10,5.4\n2022,10,5.6\n",
        {"Rate": {"2021-10": 5.4, "2022-10": 5.6}},
    ),
    "a quarter in a column of its own": (
        "Year,Quarter,Exports\n2021,4,10\n2022,4,11\n",
        {"Exports": {"2021-Q4": 10, "2022-Q4": 11}},
    ),
    "a month of a Japanese fiscal year": (
        "年度,月,指標名,値\n2023,4,件数,10\n2023,1,件数,12\n",
        {"件数": {"2023-04": 10, "2024-01": 12}},
    ),
    "calendar years by their heading": ("Calendar year,Ships\n2021,10\n2022,11\n", {"Ships": {"2021": 10, "2022": 11}}),
    "暦年": ("暦年,船舶数\n2021,10\n2022,11\n", {"船舶数": {"2021": 10, "2022": 11}}),
    "年末": ("年末,船員数\n2021,10\n2022,11\n", {"船員数": {"2021-12": 10, "2022-12": 11}}),
    "a year twice": (
        "Indicator,2021 [YR2021],2022 [YR2022]\nGrowth,1.5,2.5\n",
        {"Growth": {"FY2021": 1.5, "FY2022": 2.5}},
    ),
    "a Greek letter for a minus": (
        "項目,2021年度,2022年度\n収支,12.5,Δ5.2\n",
        {"収支": {"FY2021": 12.5, "FY2022": -5.2}},
    ),
    "column numbers": (
        "項目,2021年度,2022年度,2023年度\n1,2,3,4\n収入,10,20,30\n",
        {"収入": {"FY2021": 10, "FY2022": 20, "FY2023": 30}},
    ),
    "months that could be no spans": (
        "Title,2009-11,2010-01,2010-11\nX,1,2,3\n",
        {"X": {"2009-11": 1, "2010-01": 2, "2010-11": 3}},
    ),
}
REFUSED: dict[str, tuple[str, str]] = {
    "bare months": ("Series,Year,Period,Value\nX,2023,M01,3.4\nX,2023,M02,3.6\n", "M01"),
    "bare halves": ("Series,Period,Value\nX,S01,3.4\nX,S02,3.6\n", "'S01' may be a year by an era"),
    "spans that look like months": ("Area,2001-03,2002-04,2003-05\nX,1,2,3\n", "a month or the years to 2003"),
    "months across, years down": ("Year,Jan,Feb\n2021,1,2\n2022,3,4\n", "'Jan' is a part of a year"),
    "月 across, 年 down": ("年,1月,2月\n2021,1,2\n2022,3,4\n", "'1月' is a part of a year"),
    "a month of any fiscal year": ("Fiscal year,Month,Title,Value\n2023,1,X,1\n", "nothing says when that begins"),
    "years that end in March": ("Year ending March,Crimes\n2021,10\n2022,11\n", "names years of another kind"),
    "days three months apart": ("Date,X\n2021-01-01,1\n2021-04-01,2\n2021-07-01,3\n", "months or quarters?"),
    "a change beside its years": ("Title,2019,2023,2019–2023\nX,76,77,1.3\n", "a total of these years or the change"),
    "billions behind a number": ("Title,unit,2021,2022\nExports,EUR,950,1.2bn\n", "'1.2bn' looks like a figure"),
    "seconds behind a number": ("Title,2021,2022\nWait,1 sec,2 sec\n", "'1 sec' looks like a figure"),
    "multiples in a column": ("Title,Units,Scale factor,2021\nGDP,dollars,Billions,1200\n", "figures times 'Billions'"),
    "multiples in another column": ("Title,Units,UNIT_MULT,2021\nGDP,dollars,6,1200\n", "figures times '6'"),
    "multiples above": ("Table 5: (in thousands),,\nTitle,2021,2022\nX,1,2\n", "figures are multiples"),
    "a second unit within": ("（単位：千円）,\n項目,2021年度\n収入,1\n（単位：％）,\n率,90\n", "second line of units"),
    "a unit over rows": ("項目,2021年度\n数（人）,\n男,10\n率（％）,\n女,55\n", "in a row without figures"),
    "a ditto for a unit": ("項目,単位,2021年度\n収入,千円,10\n支出,〃,9\n", "'〃' repeats a cell above"),
    "a ditto for a figure": ("項目,2021年度,2022年度\n収入,10,同左\n", "'同左' repeats a cell"),
    "one comma in the wrong place": ('項目,2021年度\n収入,"1,234"\n支出,"3,45"\n', "'3,45' has a comma"),
    "bounds that would be lost": ("Year,Rate,Lower,Upper\n2021,5.4,5.1,5.7\n", "'Lower' is a column of the low"),
    "parts that would be lost": ("指標,分子,分母,2021年度\n就職率,5,10,50\n", "'分子' is a column of the numerator"),
    "statuses that would be lost": ("Year,Exports,Status\n2021,10,\n2022,13,p\n", "'Status' is a column of the status"),
    "a status for which year": ("Title,2021,2022,Status\nX,1,2,p\n", "one column of statuses for 2 periods"),
    "regions that would be mixed": ("Year,Region,Population\n2021,North,10\n2022,South,11\n", "may tell rows apart"),
    "万": ("項目,2021年度,2022年度\n収入,10,3万5千\n", "'3万5千' has a number in it"),
    "a part in brackets": ("項目,2021年度,2022年度\n職員,10,15（うち女性5）\n", "has a number in it"),
    "a currency before": ("Title,2021,2022\nX,10,EUR 15\n", "'EUR 15' has a number in it"),
    "about": ("Title,2021,2022\nX,10,about 50\n", "'about 50' has a number in it"),
    "so many of so many": ("Title,2021,2022\nX,10,8 of 12\n", "'8 of 12' has a number in it"),
    "kanji": ("項目,2021年度,2022年度\n職員,10,十五\n", "'十五' has a number in it"),
    "a long vowel for a minus": ("項目,2021年度,2022年度\n収支,10,ー5.2\n", "'ー5.2' has a number in it"),
    "headings again, going down": ("項目,2022,2021\nA,1,2\n続き,2024,2023\nA2,5,6\n", "a row of years"),
    "months again": ("項目,2023年4月,2023年5月\nA,1,2\n区分,2023年6月,2023年7月\nC,5,6", "a row of years"),
    "months going back": ("指標名,2023年10月,2023年12月,2023年1月\nA,1,2,4\n", "go up and down"),
    "the end of a March": ("年次（3月末）,船員数\n2021,10\n", "names years of another kind"),
    "a short span": ("Title,2019,2023,2019–23\nLE,76,77,1.3\n", "a total of these years or the change"),
    "multiples of some rows": ("Year,UNIT_MULT,Exports\n2021,0,1200\n2022,3,1.3\n", "that they are multiples"),
    "multiples by a word": ("Title,Class,2021\nGDP,Millions,12\nX,Billions,3\n", "says that figures are multiples"),
    "a currency before thousands": ("Title,2021,2022\nAid,1200,EUR 1500\n", "'EUR 1500' has a number in it"),
    "days": ("項目,単位,2021年度,2022年度\n稼働,日,50,延べ53日\n", "'延べ53日' has a number in it"),
    "a range that became a day": ("項目,2021年度,2022年度\n件数,5,3月4日\n", "'3月4日' has a number in it"),
    "an arrow": ("項目,2021年度,2022年度\n距離,10,←\n", "'←' repeats a cell"),
    "a rate without a target": ("項目,2021年度,2022年度,進捗率\n道路,5,6,60\n", "and there is no target"),
    "flags before their years": ("Title,Flag,2021,Flag,2022\nA,,1,p,2\n", "statuses stand before the first period"),
    "a flag beside nothing": ("Title,2021,Flag,2022,Flag\nA,1,,,c\n", "beside an empty cell"),
    "a year in two columns": ("項目,2021年度,2021年度,2022年度\nA,1,,2\nB,,9,3\n", "are both of 2021"),
    "a year in two rows": ("年度,件数,額\n2021,1,\n2022,2,5\n2021,,9\n", "are both of 2021"),
    "true": ("Title,2021,2022\nX,1,TRUE\n", "'TRUE' has a number in it"),
}  # fmt: skip


def taken(folder: Path) -> Figures:
    frame = policy_eval.load(folder).observations("ja")
    found: Figures = {}
    for title, period, value in zip(frame["title"], frame["period"], frame["value"], strict=True):
        found.setdefault(title, {})[period] = value
    return found


def imported(text: str, folder: Path, poleval: Poleval, *options: str) -> tuple[int, str]:
    (folder / "table.csv").write_text(text, encoding="utf-8")
    outcome = poleval("import", str(folder / "table.csv"), "-o", str(folder / "new"), *options)
    return outcome.code, outcome.err


@pytest.mark.parametrize("name", READ)
def test_what_a_person_reads_without_doubt_is_read_so(name: str, tmp_path: Path, poleval: Poleval) -> None:
    text, expected = READ[name]
    code, err = imported(text, tmp_path, poleval, "--title", "T", "--direction", "none", "--unit", "x")
    assert (code, err) == (0, "")
    for path in (tmp_path / "new").glob("*.yaml"):  # what a person says whose titles are no ids
        number = iter(range(9))
        lines = path.read_text("utf-8").split("\n")
        path.write_text(
            "\n".join(f"  - id: i{next(number)}" if "- id:    #" in line else line for line in lines), "utf-8"
        )
    assert taken(tmp_path / "new") == expected


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_be_something_else_is_refused_with_a_reason(name: str, tmp_path: Path, poleval: Poleval) -> None:
    text, reason = REFUSED[name]
    code, err = imported(text, tmp_path, poleval, "--direction", "none")
    assert code == 2
    assert reason in err
    assert not (tmp_path / "new").exists()


def test_the_unit_of_the_command_line_is_that_of_multiples(tmp_path: Path, poleval: Poleval) -> None:
    text = "Title,UOM,SCALAR_FACTOR,Year,Value\nStaff,Persons,thousands,2021,18.5\n"
    unit = ["--unit", "thousand persons", "--title", "T", "--direction", "none", "--map", "UOM=unit"]
    assert imported(text, tmp_path, poleval, *unit) == (0, "")
    assert policy_eval.load(tmp_path / "new").indicators[0].unit.en in (None, "thousand persons")
    assert "thousand persons" in (tmp_path / "new" / "01.yaml").read_text()


@pytest.mark.parametrize("title", ["就職率", "Share (% of GDP)", "Staff (FTE)", "割合［％］", "面積（千ヘクタール）"])
def test_a_unit_above_is_not_that_of_a_title_which_speaks_of_another(
    title: str, tmp_path: Path, poleval: Poleval
) -> None:
    text = f"（単位：千円）,\n項目,2021年度\n収入,1\n{title},2\n"
    assert imported(text, tmp_path, poleval, "--title", "T", "--direction", "none")[0] == 0
    written = (tmp_path / "new" / "01.yaml").read_text("utf-8")
    assert written.count("unit: 千円") == 1


@pytest.mark.parametrize("title", ["給与（月）", "補助金（国）", "Deaths (m)"])
def test_brackets_that_hold_no_unit_stay_in_the_title(title: str, tmp_path: Path, poleval: Poleval) -> None:
    assert imported(f"項目,2021年度\n{title},2\n", tmp_path, poleval, "--title", "T", "--direction", "none")[0] == 0
    assert f"title: {title}" in (tmp_path / "new" / "01.yaml").read_text("utf-8")


def test_a_target_is_not_lost_on_its_way_into_files(tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "a.yaml").write_text(
        "sub_field: 1\ntitle: T\nindicators:\n"
        "  - {id: ships, title: S, unit: x, direction: increase, observations: {2021: 1}}\n"
    )
    (tmp_path / "t.csv").write_text("id,Target 2024\nships,8\n")
    outcome = poleval("import", str(tmp_path / "t.csv"), "--into", str(tmp_path))
    assert (outcome.code, "targets are written by hand" in outcome.err) == (2, True)


# --- a workbook of ours, in which somebody has typed ---------------------------------------------


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("H5", 968, ""),
        ("H5", "(45)", "is a figure in brackets"),
        ("H5", "968本", "cannot be read as one"),
        ("H5", "九百", "has a number in it"),
        ("F5", "957?", "cannot be read as one"),
        ("F5", "n/a", "and a figure in observations"),
        ("F5", 957, "'957' here and '956' in observations!"),
        ("I5", 970, ""),
    ],
    ids=str,
)
def test_what_is_typed_into_a_sheet_comes_back_or_is_named(
    cell: str, value: object, said: str, lang: str, tmp_path: Path, poleval: Poleval
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    path = tmp_path / "figures.xlsx"
    assert poleval("export", "-d", BUNDLED, "-o", str(path), "--lang", lang).code == 0
    book = openpyxl.load_workbook(path)
    (sheet,) = (one for one in book.worksheets if one.title.startswith("6 "))
    assert sheet["A5"].value == "un-staff"
    sheet[cell] = value
    if cell == "I5":
        sheet["I3"] = "FY 24"
        said = "'FY 24', which names no period"
    book.save(path)
    outcome = poleval("import", str(path), "-o", str(tmp_path / "new"))
    assert (outcome.code, said in outcome.err) == (2 if said else 0, True)
    if not said:
        frame = policy_eval.load(tmp_path / "new").observations()
        assert frame[(frame["indicator"] == "un-staff") & (frame["period"] == "2023-12")]["value"].tolist() == [968]


def test_a_ratio_that_was_typed_over_is_a_contradiction(tmp_path: Path, poleval: Poleval) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    path = tmp_path / "figures.xlsx"
    assert poleval("export", "-d", BUNDLED, "-o", str(path), "--lang", "en").code == 0
    book = openpyxl.load_workbook(path)
    sheet = book["The programme as a whole"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == "execution-rate-policy")
    assert isinstance(sheet.cell(row, 5).value, float)
    sheet.cell(row, 5).value = 99.9
    book.save(path)
    outcome = poleval("import", str(path), "-o", str(tmp_path / "new"))
    assert (outcome.code, "'99.9' here and" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("shown", "value"), [('"△"0', -1234567), ("#,##0,", 1234.567), ("0.0,,", 1.234567), ("0", 1234567)]
)
def test_a_number_is_divided_as_its_format_divides_it(
    shown: str, value: float, tmp_path: Path, poleval: Poleval
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.Workbook()
    for row in (["indicator", "title", "unit", "FY2021"], ["a", "A", "x", 1234567]):
        book.active.append(row)
    book.active["D2"].number_format = shown
    book.save(tmp_path / "table.xlsx")
    options = ["--title", "T", "--direction", "none"]
    assert poleval("import", str(tmp_path / "table.xlsx"), "-o", str(tmp_path / "new"), *options).code == 0
    assert taken(tmp_path / "new") == {"A": {"FY2021": value}}


def test_a_key_that_comes_twice_in_a_record_is_refused(tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "a.json").write_text('[{"period": 2021, "title": "A", "value": 1, "value": 2}]')
    outcome = poleval("import", str(tmp_path / "a.json"), "-o", str(tmp_path / "new"))
    assert (outcome.code, "a record has 'value' twice; keep one" in outcome.err) == (2, True)


@pytest.mark.parametrize(("second", "code"), [("表2 女性", 2), ("表1（続き）男性", 0), ("男性（続き）", 0)])
def test_tables_of_one_title_are_joined_only_if_nothing_above_tells_them_apart(
    second: str, code: int, tmp_path: Path, poleval: Poleval
) -> None:
    text = f"表1 男性,,\n項目,2021年度,2022年度\n就業者,1,2\n,,\n{second},,\n項目,2023年度,2024年度\n就業者,3,4\n"
    found, err = imported(text, tmp_path, poleval, "--all-tables", "--title", "T", "--direction", "none")
    assert found == code, err
    assert ("this title is in the tables '男性' and '女性'" in err) is (code == 2)


def test_a_tab_and_a_line_end_within_quotes_are_no_delimiters(tmp_path: Path, poleval: Poleval) -> None:
    text = 'indicator,title,unit,direction,FY2021\na,"0\t","\n\tkm",none,5\nb,B,km,none,6\n'
    assert imported(text, tmp_path, poleval, "--title", "T") == (0, "")
    assert sorted(figure["FY2021"] for figure in taken(tmp_path / "new").values()) == [5, 6]
