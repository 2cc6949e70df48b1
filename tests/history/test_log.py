"""The history of an indicator: every commit that changed it, wherever its files lie and however they are written."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ..running import Poleval
from .test_earlier import git

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name != "posix", reason="makes links"),
]
Write = Callable[[int], None]


def text(*values: int, name: str = "wait", title: str = "Wait", more: str = "") -> str:
    figures = ", ".join(f"{2020 + at}: {value}" for at, value in enumerate(values))
    return (
        f"sub_field: 1\ntitle: T\nindicators:\n"
        f"  - {{id: {name}, title: {title}, unit: hours, direction: decrease, observations: {{{figures}}}{more}}}\n"
    )


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository without a commit, in which one stands."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "top").mkdir()
    monkeypatch.chdir(tmp_path / "top")
    git(tmp_path / "top", "init", "-q", "-b", "main")
    return tmp_path / "top"


def commit(top: Path, files: dict[str, str]) -> None:
    for path, content in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(content, encoding="utf-8")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "state")


def link(top: Path, path: str, target: str) -> None:
    (top / path).parent.mkdir(parents=True, exist_ok=True)
    (top / path).unlink(missing_ok=True)
    (top / path).symlink_to(target)


def vintages(poleval: Poleval, *arguments: str) -> list[str]:
    """The figures of the first period after each commit that changed one."""
    outcome = poleval("log", *arguments, "-f", "csv", "--lang", "en")
    assert (outcome.code, outcome.err) == (0, "")
    _, first, *_ = csv.reader(io.StringIO(outcome.out))
    return first[3:]


# --- reached through links ---------------------------------------------------------------------

REACHED = {
    "a folder": ("indicators", {}, "indicators/a.yaml"),
    "a link to a folder": ("indicators", {"indicators": "data"}, "data/a.yaml"),
    "a link to a link": ("indicators", {"indicators": "other", "other": "data/now"}, "data/now/a.yaml"),
    "a folder below a link": ("all/of/it", {"all": "data"}, "data/of/it/a.yaml"),
    "a folder of links": ("indicators", {"indicators/a.yaml": "../data/a.yaml"}, "data/a.yaml"),
    "a link to the top": ("indicators", {"indicators": "."}, "a.yaml"),
    "a file": ("a.yaml", {}, "a.yaml"),
    "a link to a file": ("now.yaml", {"now.yaml": "data/a.yaml"}, "data/a.yaml"),
}


@pytest.mark.parametrize("named", REACHED)
def test_a_dataset_that_links_lead_to_has_the_history_of_what_they_lead_to(
    named: str, top: Path, poleval: Poleval
) -> None:
    folder, links, file = REACHED[named]
    for path, target in links.items():
        link(top, path, target)
    for value in (1, 2, 3):
        commit(top, {file: text(value)})
        commit(top, {"README": f"of no matter, {value}"})
    assert vintages(poleval, "wait", "-d", folder) == ["1", "2", "3"]


def test_a_link_that_leads_elsewhere_is_a_change_and_so_is_a_folder_in_its_place(top: Path, poleval: Poleval) -> None:
    commit(top, {"old/a.yaml": text(1), "new/a.yaml": text(3)})
    link(top, "indicators", "old")
    commit(top, {})
    commit(top, {"old/a.yaml": text(2)})
    link(top, "indicators", "new")
    commit(top, {})
    commit(top, {"old/a.yaml": text(9)})
    commit(top, {"new/a.yaml": text(4)})
    (top / "indicators").unlink()
    commit(top, {"indicators/a.yaml": text(5)})
    assert vintages(poleval, "wait", "-d", "indicators") == ["1", "2", "3", "4", "5"]


def test_a_folder_that_once_was_below_a_link_has_the_history_of_then(top: Path, poleval: Poleval) -> None:
    link(top, "all", "data")
    commit(top, {"data/a.yaml": text(1)})
    commit(top, {"data/a.yaml": text(2)})
    (top / "all").unlink()
    commit(top, {"all/a.yaml": text(3)})
    assert vintages(poleval, "wait", "-d", "all") == ["1", "2", "3"]


def test_below_a_link_the_past_is_where_the_link_led_then(top: Path, poleval: Poleval) -> None:
    link(top, "now", "y23")
    commit(top, {"y23/data/a.yaml": text(1, 2), "y24/data/a.yaml": text(3, 4)})
    link(top, "now", "y24")
    commit(top, {})
    assert vintages(poleval, "wait", "-d", "now/data") == ["1", "3"]
    told = json.loads(poleval("diff", "HEAD~1", "-d", "now/data", "-f", "json").out)
    assert [figure["old_value"] for figure in told["figures"]] == [1, 2]
    assert ",FY2020,2020,1," in poleval("export", "-d", "now/data", "--as-of", "HEAD~1", "--for", "data").out


def test_links_to_files_of_one_name_are_two_files(top: Path, poleval: Poleval) -> None:
    for name, folder in (("a", "x"), ("b", "y")):
        link(top, f"data/{name}.yaml", f"../{folder}/same.yaml")
    other = text(7, name="other").replace("d: 1", "d: 2")
    commit(top, {"x/same.yaml": text(1), "y/same.yaml": other})
    commit(top, {"x/same.yaml": text(2)})
    assert vintages(poleval, "wait", "-d", "data") == ["1", "2"]
    assert vintages(poleval, "other", "-d", "data") == ["7"]


def test_a_link_is_the_programme_by_its_own_name(top: Path, poleval: Poleval) -> None:
    link(top, "data/programme.yaml", "../shared/about.yaml")
    commit(top, {"shared/about.yaml": "title: P\nfiscal_year: {starts: 10}\n", "data/a.yaml": text(1)})
    commit(top, {"data/a.yaml": text(2)})
    assert vintages(poleval, "wait", "-d", "data") == ["1", "2"]
    assert poleval("diff", "HEAD~1", "-d", "data").code == 0


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a link to nothing": lambda top: link(top, "data/b.yaml", "../nothing.yaml"),
    "no YAML, and without the id": lambda top: (top / "data/a.yaml").write_text("sub_field: [", encoding="utf-8"),
    "another encoding": lambda top: (top / "data/a.yaml").write_text(text(2), encoding="utf-16"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_no_withdrawal(name: str, top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1)})
    UNREADABLE[name](top)
    commit(top, {})
    (top / "data/b.yaml").unlink(missing_ok=True)
    commit(top, {"data/a.yaml": text(3)})
    outcome = poleval("log", "wait", "-d", "data", "-f", "csv", "--lang", "en")
    assert outcome.out.splitlines()[1] == "wait,,FY2020,1,3"
    assert outcome.err.startswith("poleval: 1 commits cannot be read today")


# --- followed ----------------------------------------------------------------------------------


def test_a_dataset_that_is_one_file_is_followed_under_its_earlier_name(top: Path, poleval: Poleval) -> None:
    commit(top, {"data/first.yaml": text(1), "data/other.yaml": text(7, name="other").replace("d: 1", "d: 2")})
    commit(top, {"data/first.yaml": text(2)})
    git(top, "mv", "data/first.yaml", "second.yaml")
    commit(top, {})
    commit(top, {"second.yaml": text(3)})
    assert vintages(poleval, "wait", "-d", "second.yaml", "--follow") == ["1", "2", "3"]


def test_of_two_that_are_alike_none_is_followed(top: Path, poleval: Poleval) -> None:
    one, other = (text(1, name=name, title="Same").partition("indicators:\n")[2] for name in ("b", "c"))
    head = text(1, name="a", title="Same").partition("  -")[0]
    commit(top, {"data/a.yaml": text(1, name="a", title="Same")})
    commit(top, {"data/a.yaml": head + one + other})
    for name in ("b", "c"):
        told = json.loads(poleval("log", name, "-d", "data", "--follow", "-f", "json").out)
        assert [revision["indicator"] for revision in told["revisions"]] == [name]


def test_an_earlier_id_is_found_past_a_commit_that_cannot_be_read(top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1, name="first")})
    commit(top, {"data/a.yaml": "sub_field: ["})
    commit(top, {"data/a.yaml": text(2, name="second")})
    outcome = poleval("log", "second", "-d", "data", "--follow", "-f", "csv", "--lang", "en")
    assert outcome.out.splitlines()[1] == "second,,FY2020,1,2"
    assert outcome.err.startswith("poleval: 1 commits cannot be read today")


def test_a_dataset_is_followed_to_where_it_went_from_and_not_to_a_copy(top: Path, poleval: Poleval) -> None:
    about = "title: P\n"
    commit(top, {"first/a.yaml": text(1), "first/programme.yaml": about})
    commit(top, {"archive/a.yaml": text(1), "archive/programme.yaml": about})
    commit(top, {"first/a.yaml": text(2)})
    git(top, "mv", "first", "second")
    commit(top, {"second/a.yaml": text(3)})
    assert vintages(poleval, "wait", "-d", "second", "--follow") == ["1", "2", "3"]
    commit(top, {"third/programme.yaml": about, "third/a.yaml": text(9)})
    assert vintages(poleval, "wait", "-d", "third", "--follow") == ["9"]


def test_an_id_and_a_folder_may_change_at_once(top: Path, poleval: Poleval) -> None:
    other = text(7, name="other", title="Other").replace("d: 1", "d: 2")
    commit(top, {"first/a.yaml": text(1, 2), "first/b.yaml": other})
    git(top, "mv", "first", "second")
    commit(top, {"second/a.yaml": text(3, 2, name="delay")})
    assert vintages(poleval, "delay", "-d", "second", "--follow") == ["1", "3"]


# --- read as a file of then is -----------------------------------------------------------------


def test_an_id_that_an_escape_spells_is_found(top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1, name='"w\\x61it"')})
    commit(top, {"data/a.yaml": text(2)})
    assert vintages(poleval, "wait", "-d", "data") == ["1", "2"]


def test_a_commit_in_which_two_files_have_the_id_cannot_be_read(top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1), "data/b.yaml": text(9).replace("d: 1", "d: 2")})
    (top / "data/b.yaml").unlink()
    commit(top, {"data/a.yaml": text(2)})
    outcome = poleval("log", "wait", "-d", "data", "-f", "csv", "--lang", "en")
    assert outcome.out.splitlines()[1] == "wait,,FY2020,2"
    assert outcome.err.startswith("poleval: 1 commits cannot be read today")


def test_figures_are_counted_by_the_fiscal_year_of_their_own_commit(top: Path, poleval: Poleval) -> None:
    about = "title: P\nfiscal_year: {starts: 10}\n"
    commit(top, {"data/programme.yaml": about, "data/a.yaml": text(1, 2, 3, 4, 5)})
    commit(top, {"data/a.yaml": text(2, 4, 6, 8, 10)})
    (top / "data/a.yaml").write_text(text(2, 4, 6, 8, 11), encoding="utf-8")
    told = json.loads(poleval("log", "wait", "-d", "data", "-f", "json").out)
    assert told["statistics"]["number"] == 5
    assert [figure["difference"] for figure in told["revisions"][-1]["figures"]] == [1]
    commit(top, {"data/programme.yaml": "title: P\n"})
    *_, last = json.loads(poleval("log", "wait", "-d", "data", "-f", "json").out)["revisions"]
    assert [term["key"] for term in last["terms"]] == ["fiscal_year"]


# --- as it is told -----------------------------------------------------------------------------


def test_a_table_of_vintages_has_ranges_and_says_where_the_unit_became_another_one(top: Path, poleval: Poleval) -> None:
    ranged = text(1).replace("2020: 1", "2020: {low: 4, high: 5.5}, 2021: {low: 7}")
    commit(top, {"data/a.yaml": ranged})
    commit(top, {"data/a.yaml": text(5, 8)})
    assert vintages(poleval, "wait", "-d", "data") == ["4..5.5", "5"]
    commit(top, {"data/a.yaml": text(300, 480).replace("hours", "minutes")})
    outcome = poleval("log", "wait", "-d", "data", "-f", "csv", "--lang", "en")
    assert [name.rpartition(" ")[2] for name in outcome.out.splitlines()[0].split(",")[3:]] == [
        "[hours]",
        "[hours]",
        "[minutes]",
    ]
    assert outcome.out.splitlines()[1:] == ["wait,,FY2020,4..5.5,5,300", "wait,,FY2021,7..,8,480"]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2020-12", "2020-12 is the end of a year, but a year of 'wait' is a fiscal year"),
        ("2020-Q1", "2020-Q1 is a quarter, but 'wait' has a figure a year"),
        ("FY2030", "'wait' has no figure of FY2030, nor had it one"),
        ("nonsense", "'nonsense' is not a period"),
    ],
)
def test_a_period_that_can_have_no_figure_is_refused(period: str, words: str, top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1)})
    outcome = poleval("log", "wait", period, "-d", "data", "--lang", "en")
    assert (outcome.code, outcome.out, words in outcome.err) == (2, "", True), outcome.err


def test_the_target_of_a_part_is_told_with_the_part(top: Path, poleval: Poleval) -> None:
    parts = (
        ", breakdowns: [{of: {sex: women}, observations: {2020: 1}, targets: [{at_most: 1}]}], targets: [{at_most: 3}]"
    )
    commit(top, {"data/a.yaml": text(2, more=parts)})
    out = poleval("log", "wait", "-d", "data", "-f", "markdown", "--lang", "en").out
    assert "| at most 3 hours |" in out
    assert "| sex&#58; women&#58; at most 1 hours |" in out


def test_statistics_begin_anew_with_the_figures_that_are_there_when_the_unit_changes(
    top: Path, poleval: Poleval
) -> None:
    figures = (10, 20, 30, 40, 50, 60)
    commit(top, {"data/a.yaml": text(*figures)})
    commit(top, {"data/a.yaml": text(*figures).replace("hours", "days")})
    commit(top, {"data/a.yaml": text(11, 21, 31, 41, 51, 61).replace("hours", "days")})
    commit(top, {"data/a.yaml": text(13, 21, 31, 41, 51, 61, 70).replace("hours", "days")})
    found = json.loads(poleval("log", "wait", "-d", "data", "-f", "json").out)["statistics"]
    assert (found["number"], found["mean"], found["t"]) == (6, pytest.approx(8 / 6), pytest.approx(4))
    header = poleval("log", "wait", "-d", "data", "-f", "csv", "--lang", "en").out.splitlines()[0]
    assert [name.rpartition("[")[2] for name in header.split(",")[3:]] == ["hours]", "days]", "days]", "days]"]


def test_of_one_period_only_its_figures_are_told_in_json_too(top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1, 2)})
    (revision,) = json.loads(poleval("log", "wait", "FY2021", "-d", "data", "-f", "json").out)["revisions"]
    assert [figure["period"] for figure in revision["figures"]] == ["2021"]


def test_a_figure_that_returns_is_not_the_first(top: Path, poleval: Poleval) -> None:
    for values in ((1, 2), (1,), (1, 3)):
        commit(top, {"data/a.yaml": text(*values)})
    out = poleval("log", "wait", "FY2021", "-d", "data", "-f", "markdown", "--lang", "en").out
    told = [line.split(" | ")[2] for line in out.splitlines() if line.startswith("| 20")]
    assert told == ["first", "withdrawn", "new"]


def test_another_basis_is_no_other_fiscal_year(top: Path, poleval: Poleval) -> None:
    commit(top, {"data/a.yaml": text(1)})
    commit(top, {"data/a.yaml": text(1, more=", basis: calendar-year")})
    *_, last = json.loads(poleval("log", "wait", "-d", "data", "-f", "json").out)["revisions"]
    assert [term["key"] for term in last["terms"]] == ["basis"]


def test_a_forecast_is_no_first_value_and_what_was_withdrawn_no_revision(top: Path, poleval: Poleval) -> None:
    figures = text(1, 2, 3, 4, 5, 6)
    commit(top, {"data/a.yaml": figures.replace("2025: 6", "2025: {value: 9, status: forecast, note: n}")})
    commit(top, {"data/a.yaml": figures})
    commit(top, {"data/a.yaml": text(2, 2, 3, 4, 5, 6, 7)})
    commit(top, {"data/a.yaml": text(2, 2, 3, 4, 5, 6, 7).replace("2021: 2, ", "")})
    commit(top, {"data/a.yaml": text(2, 2, 3, 4, 5, 6, 8).replace("2021: 2, ", "")})
    found = json.loads(poleval("log", "wait", "-d", "data", "-f", "json").out)["statistics"]
    assert (found["number"], found["mean"]) == (6, pytest.approx(2 / 6))
