"""`poleval import --into DIR --add-new`: rows that no indicator has become indicators of the dataset."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import policy_eval

from ..running import HARBOUR, Poleval

SIDE = "indicator,title,unit,direction,FY2021,FY2022\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset of two sub-fields."""
    folder = tmp_path / "data"
    folder.mkdir()
    for number, name in enumerate("ab", start=1):
        (folder / f"{number}.yaml").write_text(
            f"# by hand\nsub_field: {number}\ntitle: T{number}\nindicators:\n  - id: {name}\n    title: About {name}\n"
            "    unit: km\n    direction: increase\n    observations: {2021: 1}\n"
        )
    return folder


def table(folder: Path, text: str) -> str:
    path = folder.parent / "table.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.suffix == ".yaml"}


def test_known_rows_get_their_figures_and_unknown_ones_become_indicators(folder: Path, poleval: Poleval) -> None:
    path = table(folder, SIDE + "a,About a,km,increase,1,2\nnew,New,%,decrease,3,公表予定\n")
    before = contents(folder)
    options = ["--into", str(folder), "--add-new", "--sub-field", "2"]
    dry = poleval("import", path, *options, "--dry-run")
    assert (dry.code, contents(folder)) == (0, before)
    outcome = poleval("import", path, *options)
    assert outcome.code == 0, outcome.err
    assert f"new: added to {folder / '2.yaml'}\n" in outcome.out
    assert "1 indicator added, 1 observation changed, 1 as before" in outcome.out
    assert contents(folder)["1.yaml"] == before["1.yaml"].replace("{2021: 1}", "{2021: 1, 2022: 2}")
    assert contents(folder)["2.yaml"] == before["2.yaml"] + (
        "\n  - id: new\n    title: New\n    unit: '%'\n    basis: fiscal-year\n    direction: decrease\n"
        "    observations:\n      2021: 3\n      2022: {status: pending, note: 公表予定}\n"
    )
    assert [one.id for one in policy_eval.load(folder).indicators] == ["a", "b", "new"]
    again = poleval("import", path, *options)
    assert "0 observations changed, 4 as before" in again.out


def test_a_sub_field_that_is_new_gets_a_file(folder: Path, poleval: Poleval) -> None:
    path = table(folder, SIDE + "new,New,km,none,3,4\nother,Other,km,none,3,4\n")
    options = ["--add-new", "--sub-field", "7", "--title", "Seventh", "--tag", "t"]
    outcome = poleval("import", path, "--into", str(folder), *options)
    assert outcome.code == 0, outcome.err
    assert sorted(contents(folder)) == ["07.yaml", "1.yaml", "2.yaml"]
    added = policy_eval.load(folder).sub_fields[-1]
    assert (added.sub_field, added.title.words("en"), len(added.indicators)) == ("7", "Seventh", 2)
    assert added.indicators[0].tags == ("t",)


def test_parts_of_a_new_indicator_come_with_it(folder: Path, poleval: Poleval) -> None:
    rows = "title,Sex,Year,Value\nStaff,Total,2021,5\nStaff,F,2021,2\nStaff,M,2021,3\n"
    options = ["--add-new", "--sub-field", "1", "--unit", "x", "--direction", "none", "--dimension", "Sex"]
    outcome = poleval("import", table(folder, rows), "--into", str(folder), *options)
    assert outcome.code == 0, outcome.err
    parts = policy_eval.load(folder).indicators[1].series
    assert [one.name for one in parts] == ["staff", "staff{Sex=F}", "staff{Sex=M}"]


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ("new,New,km,none,3,4", [], "'new' is new, and it needs a sub-field (--sub-field)"),
        ("new,New,km,none,3,4", ["--sub-field", "9"], "sub-field '9' is new, and it needs a title (--title)"),
        (
            ",新規,,,3,4",
            ["--sub-field", "1"],
            "needs an id (a column of ids; --map HEADING=indicator names it), a unit (--unit) and a direction",
        ),
        ("new,About a,km,none,3,4", ["--sub-field", "1"], "there is no indicator 'new'"),
        ("a,About a,km,none,7,4", [], "7 in the table, 1 in the file; --revise takes the table's"),
        ("new,New,km,none,3,4", ["--skip-unknown"], "--skip-unknown leaves out what --add-new adds"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(
    rows: str, options: list[str], message: str, folder: Path, poleval: Poleval
) -> None:
    before = contents(folder)
    path = table(folder, f"{SIDE}{rows}\nok,Fine,km,none,1,2\n")
    outcome = poleval("import", path, "--into", str(folder), "--add-new", *options)
    assert outcome.code == 2
    assert message in outcome.err
    assert contents(folder) == before


def test_a_part_that_an_indicator_does_not_have_is_not_made_an_indicator(folder: Path, poleval: Poleval) -> None:
    rows = "indicator,Sex,Year,Value\na,Total,FY2021,1\na,F,FY2021,2\n"
    options = ["--add-new", "--sub-field", "1", "--dimension", "Sex"]
    outcome = poleval("import", table(folder, rows), "--into", str(folder), *options)
    assert (outcome.code, "there is no indicator 'a{Sex=F}'" in outcome.err) == (2, True)


def test_a_file_of_a_dataset_gets_no_sub_field_beside_its_own(folder: Path, poleval: Poleval) -> None:
    one = folder / "1.yaml"
    path = table(folder, SIDE + "new,New,km,none,3,4\n")
    outcome = poleval("import", path, "--into", str(one), "--add-new", "--sub-field", "5", "--title", "T")
    assert (outcome.code, f"sub-field '5' is not in {one}; name its folder" in outcome.err) == (2, True)


def test_an_export_comes_into_a_dataset_that_has_only_some_of_it(tmp_path: Path, poleval: Poleval) -> None:
    whole, some = tmp_path / "whole", tmp_path / "some"
    shutil.copytree(HARBOUR, whole)
    some.mkdir()
    first, *others = sorted(whole.glob("*.yaml"))
    assert others
    for path in (first, *(path for path in others if path.name == "programme.yaml")):
        shutil.copy(path, some)
    assert poleval("export", "-d", str(whole), "-o", str(tmp_path / "all.csv"), "--for", "data").code == 0
    outcome = poleval("import", str(tmp_path / "all.csv"), "--into", str(some), "--add-new")
    assert outcome.code == 0, outcome.err
    assert policy_eval.load(some).observations().equals(policy_eval.load(whole).observations())
