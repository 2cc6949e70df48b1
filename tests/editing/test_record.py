"""One figure into its file: what is written, what is refused, and that no figure is ever lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from policy_eval import load

from ..running import Poleval

FILE = """\
sub_field: 1
title: Ports
indicators:
  - id: staff
    title: {en: Staff, ja: 職員数}
    unit: {en: persons, ja: 人}
    basis: year-end
    direction: increase
    observations:
      2020: 918 # the first
      2021: {value: 956, status: provisional, note: {ja: 約, en: about}}
      2022: null
      2023: {status: pending, note: to be published, expected: 2025-06}
      2024: {status: suppressed, note: few} # see the note
  - id: share
    title: Share
    unit: "%"
    direction: increase
    observations:
      2021: {numerator: 1, denominator: 4}
      2022..2023: 31.5
"""
NOW = [line.strip() for line in FILE.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a dataset in `indicators`."""
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "1.yaml").write_text(FILE, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(folder: Path) -> list[str]:
    """The lines that are there now and were not."""
    lines = (folder / "indicators" / "1.yaml").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() not in NOW]


WRITTEN = [
    ("staff 2025 970", "2025: 970"),
    ("staff 2025 970.50", "2025: 970.5"),
    ("staff 2025 -39", "2025: -39"),
    ("staff 2025 -.5", "2025: -0.5"),
    ("-- staff 2025 -39", "2025: -39"),
    ("staff --note x 2025 -39 --status estimated", "2025: {value: -39, status: estimated, note: x}"),
    ("staff 2025-12 970", "2025: 970"),
    ("staff 令和7年末 970", "2025: 970"),
    ("staff R7 970", "2025: 970"),
    ("share FY2025 12", "2025: 12"),
    ("share ２０２５年度 12", "2025: 12"),
    ("share FY2023..FY2025 12", "2023..2025: 12"),
    ("share 令和5～7年度 12", "2023..2025: 12"),
    ("share 2025 --numerator 1 --denominator 8", "2025: {numerator: 1, denominator: 8}"),
    ("share 2025 12.5 --numerator 1 --denominator 8", "2025: {value: 12.5, numerator: 1, denominator: 8}"),
    ("share 2025 --numerator -1 --denominator 8", "2025: {numerator: -1, denominator: 8}"),
    ("staff 2025 null", "2025: null"),
    ("staff 2025 null --status pending --note soon", "2025: {status: pending, note: soon}"),
    (
        "staff 2025 --status pending --note soon --expected 2027-06",
        "2025: {status: pending, note: soon, expected: 2027-06}",
    ),
    ("staff 2025 --status special-event --note no", "2025: {status: special-event, note: 'no'}"),
    ("staff 2022 960", "2022: 960"),
    ("staff 2023 960", "2023: {value: 960, note: to be published}"),
    ("staff 2023 960 --note new", "2023: {value: 960, note: new}"),
    (
        "staff 2023 --status pending --expected 2026-06",
        "2023: {status: pending, note: to be published, expected: 2026-06}",
    ),
    ("staff 2023 960 --note=", "2023: 960"),
    ("staff 2024 5 --revise", "2024: {value: 5, note: few} # see the note"),
    ("staff 2020 919 --revise", "2020: 919 # the first"),
    ("staff 2021 957 --revise", "2021: {value: 957, status: provisional, note: {ja: 約, en: about}}"),
    ("staff 2021 956 --status normal --note final", "2021: {value: 956, note: final}"),
    ("staff 2021 --status estimated", "2021: {value: 956, status: estimated, note: {ja: 約, en: about}}"),
    ("staff 2020 --note counted", "2020: {value: 918, note: counted} # the first"),
    ("staff 2020 --status suppressed --note few --revise", "2020: {status: suppressed, note: few} # the first"),
    ("staff 2021 null --revise", "2021: {note: {ja: 約, en: about}}"),
    ("share 2021 26 --revise", "2021: 26"),
    ("share 2021 --numerator 3 --denominator 12", "2021: {numerator: 3, denominator: 12}"),
    ("share 2021 25 --note n", "2021: {numerator: 1, denominator: 4, note: n}"),
    ("share 2022..2023 32 --revise", "2022..2023: 32"),
]


@pytest.mark.parametrize(("arguments", "line"), WRITTEN, ids=[arguments for arguments, _ in WRITTEN])
def test_a_figure_is_written_into_its_line(arguments: str, line: str, folder: Path, poleval: Poleval) -> None:
    result = poleval("record", *arguments.split())
    assert result.code == 0
    assert all(
        said.startswith(("poleval: no longer there: ", "poleval: still there: ")) for said in result.err.splitlines()
    )
    assert changed(folder) == [line]
    assert result.out.splitlines()[-1].strip("+ ") == line
    assert poleval("validate", "indicators").code == 0


OBSERVATIONS = [
    # what is there, what is said, what comes of it, what is no longer there, what is still there
    ("{status: special-event, note: not held}", "5", "{value: 5, note: not held}", "status", "note"),
    ("{status: pending, expected: 2027-06}", "5", "5", "status, expected", ""),
    ("{status: pending, note: soon}", "5", "{value: 5, note: soon}", "status", "note"),
    ("{status: not-applicable}", "5", "5", "status", ""),
    ("{status: suppressed, note: few}", "5", "{value: 5, note: few}", "status", "note"),
    ("{value: 4, status: provisional}", "5", "{value: 5, status: provisional}", "", "status"),
    ("{value: 4, status: provisional}", "5 normal", "5", "status", ""),
    ("{value: 4, status: forecast, note: n}", "5 normal", "{value: 5, note: n}", "status", "note"),
    ("{value: 4, status: estimated, note: n}", "5", "{value: 5, status: estimated, note: n}", "", "note"),
    ("{value: 4, status: special-event, note: n}", "5", "{value: 5, status: special-event, note: n}", "", "note"),
    ("{numerator: 1, denominator: 4}", "5", "5", "numerator, denominator", ""),
    ("{value: 4, note: n}", "4", "{value: 4, note: n}", "", ""),
    ("null", "5", "5", "", ""),
    ("4", "5 provisional", "{value: 5, status: provisional}", "", ""),
]


@pytest.mark.parametrize("way", ["record", "import"])
@pytest.mark.parametrize(("old", "said", "new", "dropped", "kept"), OBSERVATIONS, ids=lambda word: word or "-")
def test_the_same_comes_of_an_observation_by_every_way_in(
    way: str, old: str, said: str, new: str, dropped: str, kept: str, tmp_path: Path, poleval: Poleval
) -> None:
    file = tmp_path / "data" / "1.yaml"
    file.parent.mkdir()
    text = "sub_field: 1\ntitle: T\nindicators:\n"
    text += "  - {id: a, title: A, unit: km, direction: none, observations: {2021: ?}}\n"
    file.write_text(text.replace("?", old), encoding="utf-8")
    value, _, status = said.partition(" ")
    if way == "record":
        options = ["--status", status] if status else []
        result = poleval("record", "a", "2021", value, *options, "--revise", "-d", str(file.parent))
    else:
        (tmp_path / "a.csv").write_text(f"indicator,period,value,status\na,FY2021,{value},{status}\n", encoding="utf-8")
        result = poleval("import", str(tmp_path / "a.csv"), "--into", str(file.parent), "--revise")
    assert result.code == 0
    assert file.read_text(encoding="utf-8") == text.replace("?", new)
    for head, keys in (("no longer there", dropped), ("still there", kept)):
        found = re.search(f"{head}: ([^;\n]*)", result.out + result.err)
        assert ", ".join(re.findall(r"(?:^|, )([a-z]+) ", found[1]) if found else []) == keys


REFUSED = [
    ("stuff 2025 1", "there is no indicator 'stuff'; did you mean 'staff'?"),
    ("1 2025 1", "there is no indicator '1'; expected staff or share"),
    ("staff 2021/22 1", "'2021/22' is not a period; write 2023, FY2023, 2023-12, 2023-Q1, 2023-04, R5 or 2021..2023"),
    ("staff FY2025 1", "FY2025 is a fiscal year, but a year of 'staff' is the end of a year; write 2025-12"),
    ("share 2025-12 1", "2025-12 is the end of a year, but a year of 'share' is a fiscal year; write FY2025"),
    ("staff 2025", "name the VALUE, or a --status: pending, not-applicable or suppressed"),
    ("staff 2025 --note n", "name the VALUE, or a --status: pending, not-applicable or suppressed"),
    ("staff 2025 1,234", "expected a number, found the text '1,234'; write 1234"),
    ("staff 2025 １２", "expected a number, found the text '１２'; write 12"),
    ("staff 2025 −39", "expected a number, found the text '−39'; write -39"),
    ("staff 2025 12%", "expected a number, found the text '12%'; write 12"),
    ("staff 2025 true", "expected a number, found 'true'"),
    ("staff 2025 .nan", "expected a finite number, found NaN"),
    ("staff 2025 1234567890.12345678", "has more digits than a number can carry exactly (15, often 17)"),
    ("staff 2025 --numerator x --denominator 2", "expected a number, found the text 'x'"),
    ("staff 2025 --status pendin", "there is no status 'pendin'; did you mean 'pending'?"),
    ("staff 2025 1 --notte x", "--notte"),
    ("staff 2025 1 2", "Got unexpected extra argument"),
    ("staff 2020 919", "indicators/1.yaml:10:13: 'staff' is 918 in 2020-12 already; --revise replaces it by 919"),
    ("staff 2021 -956", "indicators/1.yaml:11:13: 'staff' is 956 in 2021-12 already; --revise replaces it by -956"),
    ("staff 2020 null", "'staff' is 918 in 2020-12 already; --revise replaces it by null"),
    ("staff 2020 --status pending", "'staff' is 918 in 2020-12 already; --revise replaces it by pending"),
    ("staff 2024 5", "'staff' is suppressed in 2024-12 already; --revise replaces it by 5"),
    ("staff 2024 --status not-applicable", "'staff' is suppressed in 2024-12 already; --revise replaces it by not-app"),
    ("share 2021 26", "'share' is 25 in FY2021 already; --revise replaces it by 26"),
    ("share 2022..2023 1", "'share' is 31.5 in FY2022..FY2023 already; --revise replaces it by 1"),
    ("staff 2025 1 --status pending", "observations.2025.status: the status 'pending' says that there is no value"),
    ("staff 2025 --status provisional", "the status 'provisional' speaks of a value, yet there is none"),
    ("staff 2025 --numerator 1", "'numerator' needs 'denominator' beside it"),
    ("staff 2025 --numerator 1 --denominator 0", "the denominator is zero"),
    ("staff 2025 1 --expected 2027-06", "only a value with the status 'pending' is expected"),
    ("staff 2025 --status pending --expected 2027", "expected a month such as 2024-08"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[arguments for arguments, _ in REFUSED])
def test_what_cannot_be_recorded_is_said_and_nothing_is_written(
    arguments: str, message: str, folder: Path, poleval: Poleval
) -> None:
    result = poleval("record", *arguments.split())
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert changed(folder) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "staff 2020 918",
        "staff 2020 918.0",
        "staff 2020-12 918 --revise",
        "share 2021 25",
        "staff 2022 null",
        "staff 2021 956 --status provisional",
        "staff 2024 --status suppressed",
    ],
)
def test_what_is_there_already_is_said_and_nothing_is_written(arguments: str, folder: Path, poleval: Poleval) -> None:
    file = folder / "indicators" / "1.yaml"
    os.utime(file, ns=(0, 1))
    before = file.stat().st_ino, file.read_bytes()
    result = poleval("record", *arguments.split())
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith(" is there already; nothing was written\n")
    assert (file.stat().st_ino, file.read_bytes()) == before
    assert file.stat().st_mtime_ns == 1


def test_the_change_is_shown_with_its_place_in_the_language_of_the_user(folder: Path, poleval: Poleval) -> None:
    assert poleval("record", "staff", "2023", "1961").out == (
        "indicators/1.yaml:13: staff 2023-12: 1,961 persons\n"
        "-      2023: {status: pending, note: to be published, expected: 2025-06}\n"
        "+      2023: {value: 1961, note: to be published}\n"
    )
    result = poleval("record", "staff", "2025", "--status", "pending", "--note", "n", "--lang", "ja")
    assert result.out.splitlines() == [
        "indicators/1.yaml:15: staff 2025年末：未公表",
        "+      2025: {status: pending, note: n}",
    ]
    assert "is there already" in poleval("record", "staff", "2023", "1961", "-d", str(folder / "indicators")).err


def test_nothing_in_a_file_acts_on_the_terminal(folder: Path, poleval: Poleval) -> None:
    path = folder / "indicators" / "1.yaml"
    path.write_text(FILE.replace("# the first", "# a turn \u202e and a\ttab"), encoding="utf-8")
    out = poleval("record", "staff", "2020", "5", "--revise", "--note", "\x1b[31m").out
    assert out.splitlines()[1:] == [
        "-      2020: 918 # a turn \\u202e and a\\ttab",
        '+      2020: {value: 5, note: "\\x1b[31m"} # a turn \\u202e and a\\ttab',
    ]


@pytest.mark.parametrize(
    ("year", "status", "said"), [("2199", [], True), ("2199", ["--status", "forecast"], False), ("2019", [], False)]
)
def test_a_figure_of_a_year_to_come_is_questioned(
    folder: Path, poleval: Poleval, year: str, status: list[str], said: bool
) -> None:
    assert folder.is_dir()
    result = poleval("record", "staff", year, "97", "--note", "n", *status)
    assert result.code == 0
    assert ("has not begun; if this is a forecast, add --status forecast" in result.err) is said


def test_a_dry_run_shows_the_same_and_writes_nothing(folder: Path, poleval: Poleval) -> None:
    dry = poleval("record", "staff", "2025", "970", "--dry-run")
    assert dry.err == "poleval: nothing was written (--dry-run)\n"
    assert changed(folder) == []
    assert dry.out == poleval("record", "staff", "2025", "970").out


def test_a_dry_run_reports_what_would_not_be_valid(poleval: Poleval, folder: Path) -> None:
    result = poleval("record", "staff", "2025", "--status", "provisional", "--dry-run")
    assert result.code == 2
    first, *problems, last = result.err.splitlines()
    assert first == "poleval: nothing was written; with this figure, the files would not be valid:"
    assert any("speaks of a value" in problem for problem in problems)
    assert last == "poleval: error: 1 problem in 1 file"
    assert changed(folder) == []


def test_only_the_warnings_that_are_new_are_told(folder: Path, poleval: Poleval) -> None:
    first = poleval("record", "staff", "2025", "1", "--status", "estimated")
    assert first.code == 0
    assert first.err.count("warning") == 1
    assert poleval("record", "staff", "2019", "1").err == ""
    assert len(load(folder / "indicators").warnings) == 1


@pytest.mark.usefixtures("folder")
def test_a_dataset_that_is_not_valid_is_reported_before_anything_else(poleval: Poleval) -> None:
    Path("indicators/2.yaml").write_text("sub_field: 1\n")
    result = poleval("record", "nothing", "x", "1")
    assert result.code == 2
    assert "2.yaml:1:12" in result.err
    assert "would" not in result.err


@pytest.mark.usefixtures("folder")
def test_the_bundled_evaluation_is_not_edited(
    poleval: Poleval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "indicators")
    result = poleval("record", "un-staff", "2024", "1")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "poleval: error: the bundled evaluation is not edited; name a folder of your own with --indicators\n"
    )


def test_a_dataset_of_one_file_and_an_indicator_of_the_programme_are_recorded_too(
    tmp_path: Path, poleval: Poleval
) -> None:
    path = tmp_path / "programme.yaml"
    indicators = FILE.partition("indicators:")[2]
    path.write_bytes(("\ufefftitle: All\nindicators:" + indicators).replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert poleval("record", "staff", "2025", "970", "-d", str(path)).code == 0
    line = b"      2025: 970\r\n"
    assert path.read_bytes().replace(line, b"") == before
    assert path.read_bytes().count(line) == 1


def test_a_missing_folder_is_an_error(tmp_path: Path, poleval: Poleval) -> None:
    result = poleval("record", "a", "2021", "1", "-d", str(tmp_path / "gone" / "far"))
    assert (result.code, result.out) == (2, "")
    assert "No such file or directory" in result.err


# --- many at once, and killed ------------------------------------------------------------------


@pytest.mark.parametrize("end", ["", " ", "\n", "\n\n", "\r\n"], ids=repr)
def test_a_figure_behind_the_last_one_of_a_file_is_shown_however_that_ends(
    end: str, tmp_path: Path, poleval: Poleval
) -> None:
    path = tmp_path / "a.yaml"
    head = "sub_field: 1\ntitle: T\nindicators:\n  - id: a\n    title: A\n    unit: u\n    direction: none\n"
    path.write_text(f"{head}    observations:\n      2022: 1{end}", encoding="utf-8", newline="")
    outcome = poleval("record", "a", "2023", "5", "-d", str(path), "--lang", "en")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1] == "+      2023: 5"
    assert load(path).indicators[0].periods[-1].year == 2023


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "the figure is empty; is it a variable that was not set?"),
        ("1e-400", "expected a number"),
        ("1e400", "number"),
    ],
)
def test_what_is_no_figure_or_too_small_for_one_is_not_written_as_null_or_zero(
    value: str, words: str, folder: Path, poleval: Poleval
) -> None:
    outcome = poleval("record", "staff", "2025", value, "--lang", "en")
    assert (outcome.code, words in outcome.err) == (2, True), outcome.err
    assert changed(folder) == []
