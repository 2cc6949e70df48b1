"""An earlier state in git: found wherever the dataset lies, read as it was, and nothing is run for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_eval.__main__ import run

from .test_earlier import git, write

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name != "posix", reason="plants scripts and links"),
]

KNOWN = "known: missed: wait"
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Check:
    """`poleval check` as it ends: code, standard output, standard error."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def run_check(*arguments: str) -> tuple[int, str, str]:
        code = run(["check", *arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return run_check


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose last commit has a wait of 11 hours, which misses its target."""
    top = tmp_path / "repository"
    top.mkdir()
    monkeypatch.chdir(top)
    git(top, "init", "-q", "-b", "main")
    write(top / "indicators", "{2022: 11}")
    commit(top)
    return top


def commit(top: Path) -> None:
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "state")


# --- what is named -----------------------------------------------------------------------------


@pytest.mark.parametrize("since", ["^HEAD", "HEAD~1..HEAD", "--all", "HEAD^{tree}"])
def test_what_names_no_commit_is_refused(repository: Path, check: Check, since: str) -> None:
    assert repository.is_dir()
    code, out, error = check(f"--since={since}")
    assert (code, out, "neither a folder nor a revision" in error) == (2, "", True)


@pytest.mark.parametrize("since", ["", " "])
def test_a_variable_that_was_not_set_is_no_earlier_state(repository: Path, check: Check, since: str) -> None:
    assert repository.is_dir()
    assert check("--since", since) == (
        2,
        "",
        "poleval: error: --since is empty; is it a variable that was not set?\n",
    )


def test_a_name_that_is_a_folder_and_a_branch_is_said_to_be_both(repository: Path, check: Check) -> None:
    write(repository / "main", "{2022: 12}")
    code, _, error = check("--since", "main")
    assert code == 2
    assert error.endswith("--since main: both a path and a revision have this name; write ./main or rev:main\n")
    assert "known: missed: wait FY2022: 11 hours" in check("--since", "rev:main")[1]
    assert "improved: wait FY2022: 11 hours, before 12 hours" in check("--since", "./main")[1]
    assert "improved: wait" in check("--since", str(repository / "main"))[1]


def test_the_folder_of_then_may_have_another_name(repository: Path, check: Check) -> None:
    git(repository, "mv", "indicators", "data")
    commit(repository)
    assert check("-d", "data", "--since", "HEAD~1")[2] == ("poleval: error: --since HEAD~1: data was not there then\n")
    assert KNOWN in check("-d", "data", "--since", "HEAD~1:indicators")[1]


@pytest.mark.parametrize("folder", ["./indicators", "../indicators", "sub/../indicators"])
def test_a_folder_of_then_is_named_from_the_top(repository: Path, check: Check, folder: str) -> None:
    assert repository.is_dir()
    code, _, error = check("--since", f"HEAD:{folder}")
    assert (code, "write the folder from the top of the repository, without . and .." in error) == (2, True)


@pytest.mark.parametrize("since", [":/state", "HEAD^{/state}", "main@{2100-01-01 12:00}", "HEAD@{0}"])
def test_a_colon_may_belong_to_the_revision(repository: Path, check: Check, since: str) -> None:
    assert repository.is_dir()
    assert KNOWN in check("--since", since)[1]


@pytest.mark.parametrize("setting", [("core.bare", "true"), ("core.worktree", "/nowhere")])
def test_a_folder_outside_the_work_tree_is_no_folder_of_the_repository(
    repository: Path, check: Check, setting: tuple[str, str]
) -> None:
    write(repository / "sub", "{2022: 11}")
    shutil.copy("indicators/a.yaml", "a.yaml")
    commit(repository)
    git(repository, "config", *setting)
    code, out, _ = check("-d", "sub", "--since", "HEAD")
    assert (code, out) == (2, "")


def test_an_object_that_stands_in_for_another_one_is_not_read(repository: Path, check: Check) -> None:
    write(repository / "indicators", "{2022: 10.5}")
    git(repository, "commit", "-q", "-a", "-m", "better")
    git(repository, "replace", "HEAD", "HEAD~1")
    assert check("--since", "HEAD")[1].startswith("indicators/a.yaml:9:26: known: missed: wait FY2022: 10.5")


# --- where it lies -----------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "a/b", "with space ", "年次", "a..b", "-x", "it's"])
def test_a_dataset_is_found_in_any_folder_of_a_repository(repository: Path, check: Check, folder: str) -> None:
    place = repository / "sub" / folder
    place.mkdir(parents=True)
    write(place, "{2022: 11}")
    commit(repository)
    write(place, "{2022: 11.5}")
    code, out, _ = check("-d", str(place), "--since", "HEAD")
    assert (code, "error: missed: wait" in out) == (1, True)


def test_a_dataset_may_be_a_file_or_the_top_folder(repository: Path, check: Check) -> None:
    assert KNOWN in check("-d", "indicators/a.yaml", "--since", "HEAD")[1]
    shutil.copy("indicators/a.yaml", "a.yaml")
    (repository / "programme.yaml").write_text("title: Ports\n", encoding="utf-8")
    commit(repository)
    assert KNOWN in check("-d", ".", "--since", "HEAD")[1]


@pytest.mark.parametrize("is_folder", [True, False], ids=["folder", "file"])
def test_links_are_followed_as_they_led_then(repository: Path, check: Check, is_folder: bool) -> None:
    shutil.rmtree("indicators")
    write(repository / "old", "{2022: 11}")
    write(repository / "new", "{2022: 12}")
    link = Path("indicators") if is_folder else Path("linked/a.yaml")
    link.parent.mkdir(exist_ok=True)
    here = "." if is_folder else ".."
    name = "" if is_folder else "/a.yaml"
    link.symlink_to(f"{here}/old{name}")
    commit(repository)
    link.unlink()
    link.symlink_to(f"{here}/new{name}")
    code, out, _ = check("-d", str(link if is_folder else link.parent), "--since", "HEAD")
    assert (code, "error: missed: wait FY2022: 12 hours" in out) == (1, True)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("../../outside.yaml", "is a link that leads out of the repository"),
        ("nothing.yaml", "is a link to nothing"),
        ("b.yaml", "is a link that leads back to itself"),
    ],
)
def test_a_link_that_leads_nowhere_is_no_pass(repository: Path, check: Check, target: str, words: str) -> None:
    link = repository / "indicators" / "b.yaml"
    link.symlink_to(target)
    commit(repository)
    link.unlink()
    assert check("--since", "HEAD")[::2] == (2, f"poleval: error: --since HEAD: indicators/b.yaml {words}\n")


def test_a_file_with_a_second_name_is_read_once(repository: Path, check: Check) -> None:
    (repository / "indicators" / "b.yaml").symlink_to("a.yaml")
    commit(repository)
    assert KNOWN in check("--since", "HEAD")[1]


def test_what_an_archive_would_leave_out_or_change_is_read_as_it_is(repository: Path, check: Check) -> None:
    (repository / ".gitattributes").write_text("indicators export-ignore\n*.yaml text eol=crlf\n", encoding="utf-8")
    commit(repository)
    assert KNOWN in check("--since", "HEAD")[1]


def test_without_git_only_folders_are_known(repository: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository / "before", "{2022: 11}")
    monkeypatch.setenv("PATH", "/nowhere")
    assert KNOWN in check("--since", "before")[1]
    error = check("--since", "HEAD")[2]
    assert error.endswith("--since HEAD: there is no such folder, and there is no git to ask for a revision\n")


def test_a_work_tree_of_the_environment_has_to_hold_the_dataset(
    repository: Path, tmp_path: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "outside", "{2022: 11}")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository))
    code, _, error = check("-d", str(tmp_path / "outside"), "--since", "HEAD")
    assert (code, "is in no work tree of its repository; write HEAD:FOLDER" in error) == (2, True)


def test_a_large_file_of_then_is_refused_unread(repository: Path, check: Check) -> None:
    (repository / "indicators" / "b.yaml").write_bytes(b"#" * (8 * 1024 * 1024 + 1))
    commit(repository)
    (repository / "indicators" / "b.yaml").unlink()
    assert "indicators/b.yaml is larger than 8 MiB" in check("--since", "HEAD")[2]


# --- in hooks, clones and other people's repositories ------------------------------------------


def test_in_the_hook_of_a_linked_worktree_it_is_that_worktree(repository: Path, tmp_path: Path) -> None:
    tree = tmp_path / "linked"
    git(repository, "worktree", "add", "-q", "-b", "work", str(tree))
    hook = repository / ".git" / "hooks" / "pre-commit"
    log = tmp_path / "log"
    hook.parent.mkdir(exist_ok=True)
    command = f'"{sys.executable}" -m policy_eval check --since HEAD --lang en -d indicators'
    root = Path(__file__).parents[2]
    hook.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" {command} >"{log}" 2>&1\n', encoding="utf-8")
    hook.chmod(0o755)
    write(tree / "indicators", "{2022: 10.5}")
    commit(tree)
    assert "improved: wait FY2022: 10.5 hours, before 11 hours" in log.read_text(encoding="utf-8")


def test_a_repository_that_only_the_environment_names_is_asked(
    repository: Path, tmp_path: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare, outside = tmp_path / "bare.git", tmp_path / "outside"
    git(repository, "clone", "-q", "--bare", ".", str(bare))
    outside.mkdir()
    write(outside / "indicators", "{2022: 11}")
    data = str(outside / "indicators")
    assert "is in no git repository" in check("-d", data, "--since", "main")[2]
    monkeypatch.setenv("GIT_DIR", str(bare))
    code, _, error = check("-d", data, "--since", "main")
    assert (code, "GIT_DIR alone does not say" in error, error.strip().endswith("write main:FOLDER")) == (2, True, True)
    assert KNOWN in check("-d", data, "--since", "main:indicators")[1]
    monkeypatch.setenv("GIT_WORK_TREE", str(outside))
    assert KNOWN in check("-d", data, "--since", "main")[1]


def test_a_shallow_clone_is_called_one(repository: Path, tmp_path: Path, check: Check) -> None:
    commit_again = repository / "indicators" / "a.yaml"
    commit_again.write_text(f"{commit_again.read_text(encoding='utf-8')}\n", encoding="utf-8")
    commit(repository)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", str(clone))
    assert KNOWN in check("-d", str(clone / "indicators"), "--since", "HEAD")[1]
    code, _, error = check("-d", str(clone / "indicators"), "--since", "HEAD~1")
    assert (code, "this clone is shallow" in error, "fetch-depth: 0" in error) == (2, True, True)


def test_a_branch_that_is_only_the_remotes_is_named(repository: Path, tmp_path: Path, check: Check) -> None:
    git(repository, "branch", "other")
    git(tmp_path, "clone", "-q", str(repository), "clone")
    data = str(tmp_path / "clone" / "indicators")
    assert check("-d", data, "--since", "other")[2].endswith("neither a folder nor a revision; write origin/other\n")
    assert KNOWN in check("-d", data, "--since", "origin/other")[1]


def test_a_repository_without_a_commit_is_called_so(tmp_path: Path, check: Check) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path / "indicators", "{2022: 11}")
    error = check("-d", str(tmp_path / "indicators"), "--since", "HEAD")[2]
    assert error.endswith("neither a folder nor a revision: the repository has no commit yet\n")


def test_a_repository_of_somebody_else_is_refused_with_the_cause_first(
    repository: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    code, _, error = check("--since", "HEAD")
    assert (code, error.count("\n")) == (2, 1)
    assert "--since HEAD: the repository belongs to somebody else" in error
    assert error.rstrip().endswith(f"git config --global --add safe.directory {repository}")


# --- nothing is run ----------------------------------------------------------------------------


def test_nothing_that_a_repository_names_is_run(repository: Path, tmp_path: Path, check: Check) -> None:
    marker = tmp_path / "was-run"
    script = tmp_path / "script"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >>"{marker}"\ncat\n', encoding="utf-8")
    script.chmod(0o755)
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        (repository / ".git" / "hooks").mkdir(exist_ok=True)
        shutil.copy(script, repository / ".git" / "hooks" / hook)
    (repository / ".gitattributes").write_text("* filter=evil diff=evil merge=evil export-subst\n", encoding="utf-8")
    commit(repository)
    for name in (
        *("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.evil.command"),
        *("core.fsmonitor", "core.pager", "pager.cat-file", "pager.ls-tree", "core.editor", "core.sshCommand"),
        *("core.askPass", "credential.helper", "gpg.program", "diff.external", "merge.evil.driver", "tar.zip.command"),
        "core.alternateRefsCommand",
    ):
        git(repository, "config", name, str(script))
    for command in ("rev-parse", "ls-tree", "cat-file", "rev-list"):
        git(repository, "config", f"alias.{command}", f"!{script}")
    marker.unlink(missing_ok=True)
    assert KNOWN in check("--since", "HEAD")[1]
    assert check("--since", "no-such")[0] == 2
    assert not marker.exists()


@pytest.mark.parametrize("lacking", ["indicators/a.yaml", "indicators/b.yaml"], ids=["a file", "a link"])
def test_what_a_partial_clone_lacks_is_not_fetched(
    repository: Path, tmp_path: Path, check: Check, lacking: str
) -> None:
    (repository / "indicators" / "b.yaml").symlink_to("a.yaml")
    commit(repository)
    marker = tmp_path / "was-run"
    found = subprocess.run(
        [shutil.which("git") or "", "rev-parse", f"HEAD:{lacking}"], capture_output=True, text=True, check=True
    ).stdout.strip()
    (repository / ".git" / "objects" / found[:2] / found[2:]).unlink()
    git(repository, "config", "core.repositoryFormatVersion", "1")
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.url", f"ext::sh -c touch% {marker}")
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "protocol.ext.allow", "always")
    code, _, error = check("--since", "HEAD")
    assert (code, error.count("\n"), marker.exists()) == (2, 1, False)
    assert "lacks some of the objects of then" in error
