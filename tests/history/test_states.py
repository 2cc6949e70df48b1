"""`diff`, `log` and `--as-of`: what may be named, what is followed, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..running import Poleval
from .story import PORTS, Story

DAY = ["--today", "2024-06-30", "--lang", "en"]


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ([], "HEAD ("),
        (["v1"], "v1 ("),
        (["v1", "v2"], "v1 ("),
        (["v1..v2"], "v1 ("),
        (["v1.."], "v1 ("),
        (["..v2"], "HEAD ("),
        (["v1...v2"], "eb5eb99a (eb5eb99a, 2024-01-02) → v2 ("),
        (["2024-01-03"], "2024-01-03 (532fae40, 2024-01-03)"),
        (["rev:v1"], "v1 ("),
        (["v1:indicators"], "v1:indicators ("),
        (["indicators", "v2"], "indicators → v2 ("),
    ],
    ids=" ".join,
)
def test_a_state_may_be_a_revision_a_day_a_folder_or_two_of_them(
    arguments: list[str], first: str, story: Story, poleval: Poleval
) -> None:
    outcome = poleval("diff", *arguments, *DAY)
    assert (outcome.code, outcome.err, story.day) == (0, "", 9)
    assert outcome.out.startswith(first)


@pytest.mark.parametrize(
    ("times", "chosen"),
    [
        (["2024-01-05T23:30:00-08:00"], "2024-01-05"),
        (["2024-01-05T00:30:00+09:00"], "2024-01-05"),
        (["2024-01-02T12:00:00+00:00", "2031-01-01T00:00:00+00:00", "2024-01-05T12:00:00+00:00"], "2024-01-05"),
        (["2024-01-05T12:00:00+00:00", "2031-01-01T00:00:00+00:00"], "2024-01-05"),
    ],
    ids=["west", "east", "a clock that went wrong", "the last one is later"],
)
def test_a_day_is_that_of_each_commit_s_own_clock(
    times: list[str], chosen: str, tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(tmp_path / "days")
    monkeypatch.chdir(story.top)
    for number, time in enumerate(times):
        (story.folder / "ports.yaml").write_text(PORTS.replace("2019: 14", f"2019: {number}"), encoding="utf-8")
        story.git("add", "-A")
        story.commit_at(time)
    outcome = poleval("diff", "2024-01-05", *DAY)
    assert (outcome.code, outcome.err) == (0, "")
    assert f", {chosen})" in outcome.out.splitlines()[0]


def test_a_tag_named_like_a_day_must_be_called_a_revision(
    tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(tmp_path / "days")
    monkeypatch.chdir(story.top)
    (story.folder / "ports.yaml").write_text(PORTS, encoding="utf-8")
    story.commit("the beginning")
    story.git("tag", "2024-01-05")
    outcome = poleval("diff", "2024-01-05", "--lang", "en")
    assert (outcome.code, outcome.out) == (2, "")
    assert "both a day and a revision have this name; write rev:2024-01-05, or rename it" in outcome.err
    assert poleval("diff", "rev:2024-01-05", *DAY).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "nonsense: neither a folder nor a revision of the repository"),
        (["v1", "nonsense"], "nonsense: neither a folder nor a revision of the repository"),
        (["v1..nonsense"], "nonsense: neither a folder nor a revision of the repository"),
        (["v1...nonsense"], "v1...nonsense: neither a folder nor a revision of the repository"),
        (["v1..v2", "v3"], "v1..v2 names two states; leave v3 out"),
        (["2023-12-31"], "2023-12-31: no commit is as old as that"),
        (["v1:../x"], "v1:../x: write the folder from the top of the repository"),
        (["v1:elsewhere"], "v1:elsewhere: elsewhere was not there then"),
        ([""], "a state is empty; is it a variable that was not set?"),
        (["v1", "--today-old", "x"], "'x' is not a day such as 2024-08-31"),
        (["v1", "--what", "nonsense"], "there is no sub-field or indicator 'nonsense'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_no_state_is_one_line_and_exit_code_2(
    arguments: list[str], message: str, story: Story, poleval: Poleval
) -> None:
    outcome = poleval("diff", *arguments, "--lang", "en")
    assert (outcome.code, outcome.out, outcome.err.count("\n"), story.day) == (2, "", 1, 9)
    assert message in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["v1", "v2"], 1),
        (["v6", "v7"], 0),
        (["v5", "v6", "--only", "figures"], 0),
        (["v5", "v6", "--only", "texts"], 1),
        (["v1", "v2", "--what", "speed"], 0),
        (["v1", "v2", "--what", "wait"], 1),
        (["v7", "v8", "--what", "hospital-beds"], 1),
        (["v7", "v8", "--kind", "supplementary"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_exit_code_says_whether_anything_that_was_asked_for_differs(
    arguments: list[str], code: int, story: Story, poleval: Poleval
) -> None:
    assert poleval("diff", *arguments, "--exit-code", *DAY).code == code
    assert story.day == 9


def test_the_working_tree_is_held_against_the_last_commit(own_story: Story, poleval: Poleval) -> None:
    own_story.replace("care.yaml", "2023: 55", "2023: 56")
    outcome = poleval("diff", *DAY, "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(outcome.out))
    assert (row["indicator"], row["old"], row["new"], row["kind"]) == ("visits", "55", "56", "revised")


def test_a_file_of_an_older_format_is_said_with_its_commit(own_story: Story, poleval: Poleval) -> None:
    own_story.replace("care.yaml", "direction: increase", "direction: upwards")
    own_story.git("commit", "-q", "-am", "broken")
    broken = own_story.git("rev-parse", "--short=8", "HEAD").strip()
    own_story.replace("care.yaml", "direction: upwards", "direction: increase")
    for arguments in (["diff"], ["show", "--as-of", "HEAD"], ["check", "--since", "HEAD"]):
        outcome = poleval(*arguments, "--lang", "en")
        assert outcome.code == 2
        assert f"the files of {broken} (2024-01-11) cannot be read: indicators/care.yaml:7:16:" in outcome.err


def test_log_passes_over_what_cannot_be_read_and_says_so(own_story: Story, poleval: Poleval) -> None:
    own_story.replace("care.yaml", "direction: increase", "direction: upwards")
    own_story.git("commit", "-q", "-am", "broken")
    own_story.replace("care.yaml", "direction: upwards", "direction: increase")
    own_story.replace("care.yaml", "2023: 55", "2023: 57")
    own_story.git("commit", "-q", "-am", "mended")
    outcome = poleval("log", "visits", "FY2023", "-f", "csv", "--lang", "en")
    assert outcome.out.splitlines()[1] == "visits,,FY2023,,55,57"
    assert "poleval: 1 commits cannot be read today, such as " in outcome.err


def test_a_folder_of_another_name_is_followed_only_where_that_is_asked_for(own_story: Story, poleval: Poleval) -> None:
    own_story.git("mv", "indicators", "figures")
    own_story.git("commit", "-q", "-m", "a folder under another name")
    plain, followed = (
        json.loads(poleval("log", "wait", "-d", "figures", "-f", "json", *more).out)["revisions"]
        for more in ([], ["--follow"])
    )
    assert [one["subject"] for one in plain] == ["a folder under another name"]
    assert [one["subject"] for one in followed] == ["the beginning", "figures of a new year", "revised figures"]


def test_what_is_not_committed_is_the_last_vintage(own_story: Story, poleval: Poleval) -> None:
    own_story.replace("care.yaml", "2023: 55", "2023: 56")
    outcome = poleval("log", "visits", "-f", "csv")
    assert outcome.out.splitlines()[0].endswith(",not-committed")
    assert outcome.out.splitlines()[-1].endswith(",55,56")


def test_a_shallow_clone_says_what_it_lacks(own_story: Story, tmp_path: Path, poleval: Poleval) -> None:
    own_story.git("clone", "-q", "--depth", "2", f"file://{own_story.top}", str(tmp_path / "shallow"))
    os.chdir(tmp_path / "shallow")
    assert "this clone is shallow" in poleval("diff", "v0", "--lang", "en").err
    assert "this clone is shallow" in poleval("diff", "2024-01-02", "--lang", "en").err
    outcome = poleval("log", "visits", "--lang", "en")
    assert (outcome.code, "this clone is shallow" in outcome.err) == (0, True)
    assert poleval("diff", "HEAD~1", *DAY).code == 0


def test_a_submodule_has_a_history_of_its_own(own_story: Story, tmp_path: Path, poleval: Poleval) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    own_story.git("init", "-q", "-b", "main", at=outer)
    own_story.git("submodule", "add", "-q", str(own_story.top), "part", at=outer)
    own_story.git("commit", "-q", "-m", "with a part", at=outer)
    os.chdir(outer)
    outcome = poleval("diff", "HEAD~1", "-d", "part/indicators", *DAY)
    assert (outcome.code, "visits" in outcome.out) == (0, True)
    history = json.loads(poleval("log", "wait", "-d", "part/indicators", "-f", "json").out)
    assert len(history["revisions"]) == 3


def test_two_commits_of_a_day_have_columns_of_their_own(own_story: Story, poleval: Poleval) -> None:
    for value in (56, 57):
        own_story.replace("care.yaml", f"2023: {value - 1}", f"2023: {value}")
        own_story.git("commit", "-q", "-am", f"to {value}")
    header, *_, last = poleval("log", "visits", "-f", "csv").out.splitlines()
    names = header.split(",")[-2:]
    assert all(name.startswith("2024-01-11 ") for name in names)
    assert len({*names}) == 2
    assert last.endswith(",55,56,57")


def test_an_indicator_that_never_was_is_no_history(story: Story, poleval: Poleval) -> None:
    outcome = poleval("log", "visit", "--lang", "en")
    assert (outcome.code, outcome.out, story.day) == (2, "", 9)
    assert outcome.err == "poleval: error: there is no indicator 'visit', nor was there one; did you mean 'visits'?\n"


def test_there_is_no_history_outside_a_repository(
    tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.yaml").write_text(
        "sub_field: 1\ntitle: T\nindicators: [{id: a, title: A, unit: u, direction: none, observations: {2020: 1}}]\n",
        encoding="utf-8",
    )
    outcome = poleval("log", "a", "-d", str(tmp_path), "--lang", "en")
    assert (outcome.code, "is in no git repository: there is no history to show" in outcome.err) == (2, True)


def test_git_itself_shows_differences_by_figures(own_story: Story) -> None:
    program = Path(sys.executable).with_name("poleval")
    if not program.exists():
        pytest.skip("the command is not installed beside this Python")
    (own_story.top / ".gitattributes").write_text("indicators/*.yaml diff=poleval\n", encoding="utf-8")
    own_story.git("config", "diff.poleval.textconv", f"{program} export --for data --lang en -d")
    own_story.replace("care.yaml", "2023: 55", "2023: 56")
    told = own_story.git("diff", "--unified=0", "--textconv").splitlines()
    assert any(line.startswith("-2,visits,") and ",FY2023,2023,55," in line for line in told)
    assert any(line.startswith("+2,visits,") and ",FY2023,2023,56," in line for line in told)


def test_nothing_that_the_repository_names_is_run(own_story: Story, poleval: Poleval, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "filter.x.smudge",
        "filter.x.clean",
        "core.sshCommand",
    ):
        own_story.git("config", name, str(trap))
    (own_story.top / ".gitattributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    for arguments in (
        ["diff", "v0"],
        ["log", "wait", "--follow"],
        ["show", "--as-of", "v0"],
        ["show", "--since", "v0"],
    ):
        assert poleval(*arguments, *(DAY if arguments[0] != "log" else [])).code == 0
    assert not (tmp_path / "sprung").exists()
    assert subprocess.run([trap], input=b"", check=True).returncode == 0
    assert (tmp_path / "sprung").exists()
