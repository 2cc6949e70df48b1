"""A set of files is written whole or not at all, whenever the program is killed and whatever the disk refuses."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policy_eval import PolevalError, load
from policy_eval.editing.recovery import recover
from policy_eval.file_writing import write_folder
from policy_eval.file_writing.journal import NAME

from ..running import Poleval

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")
OLD = {f"{number}.yaml": f"old {number}".encode() for number in range(3)}
NEW = {f"{number}.yaml": f"new {number}".encode() for number in range(4)}
WRITER = """
import os, pathlib, sys
from policy_eval.file_writing import write_files
calls, (fail, kill), replace, unlink = [0], map(int, sys.argv[2:4]), pathlib.Path.replace, pathlib.Path.unlink

def counted(call):
    def instead(*arguments, **more):
        calls[0] += 1
        if calls[0] == kill:
            os._exit(9)
        if calls[0] == fail:
            raise OSError(5, "Input/output error")
        return call(*arguments, **more)
    return instead

pathlib.Path.replace, pathlib.Path.unlink = counted(replace), counted(unlink)
folder = pathlib.Path(sys.argv[1])
try:
    write_files({folder / f"{number}.yaml": f"new {number}".encode() for number in range(4)})
except Exception:
    sys.exit(3)
"""


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def written(folder: Path, fail: int, kill: int) -> int:
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    command = [sys.executable, "-c", WRITER, str(folder), str(fail), str(kill)]
    return subprocess.run(command, check=False, capture_output=True).returncode


@pytest.mark.parametrize("kill", range(1, 13))
def test_a_set_that_was_interrupted_is_old_or_new_when_it_is_next_looked_at(kill: int, tmp_path: Path) -> None:
    code = written(tmp_path, 0, kill)
    recover(tmp_path)
    assert state(tmp_path) in (OLD, NEW)
    assert not (tmp_path / NAME).exists()
    assert code in (0, 9)


@pytest.mark.parametrize("fail", range(1, 7))
def test_a_set_of_which_one_cannot_be_written_is_as_it_was(fail: int, tmp_path: Path) -> None:
    code = written(tmp_path, fail, 0)
    assert state(tmp_path) in (OLD, NEW)
    assert (state(tmp_path) == OLD) is (code == 3)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(("fail", "kill"), [(fail, kill) for fail in (3, 4, 5) for kill in range(fail + 1, fail + 7)])
def test_and_so_it_is_where_the_program_is_killed_while_it_puts_back(fail: int, kill: int, tmp_path: Path) -> None:
    written(tmp_path, fail, kill)
    recover(tmp_path)
    assert state(tmp_path) in (OLD, NEW)
    assert not (tmp_path / NAME).exists()


DATASET = (
    "sub_field: {}\ntitle: T\nindicators: [{{id: {}, title: A, unit: u, direction: none, observations: {{2020: 1}}}}]\n"
)


def torn(folder: Path) -> None:
    """A dataset in which only the first of two files is new, with the journal of the change."""
    (folder / "1.yaml").write_text(DATASET.format(1, "new"), encoding="utf-8")
    (folder / "2.yaml").write_text(DATASET.format(2, "new"), encoding="utf-8")  # twice until it is finished
    staged = ".poleval-0123456789abcdef"
    (folder / staged).write_text(DATASET.format(2, "other"), encoding="utf-8")
    (folder / NAME).write_text(json.dumps(plan_of(folder, staged, "2.yaml")), encoding="utf-8")


def plan_of(folder: Path, staged: str, name: str, *removed: str) -> dict[str, object]:
    """A journal of one rename that is still to come, as it would be of these files."""
    digests = [
        hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
        for path in (folder / name, folder / staged)
    ]
    return {"rename": [{"from": staged, "to": name, "was": digests[0], "is": digests[1]}], "remove": [*removed]}


def test_a_command_finishes_what_was_interrupted(tmp_path: Path, poleval: Poleval) -> None:
    torn(tmp_path)
    assert poleval("list", "-d", str(tmp_path)).code == 0
    assert [one.id for one in load(tmp_path).indicators] == ["new", "other"]
    assert {path.name for path in tmp_path.iterdir()} == {"1.yaml", "2.yaml"}


def test_a_notebook_is_told_instead_of_a_part_of_a_change(tmp_path: Path) -> None:
    torn(tmp_path)
    with pytest.raises(PolevalError, match=r"a change to its files was interrupted; poleval validate .* finishes it"):
        load(tmp_path)


SCRATCH = ".poleval-0123456789abcdef"


@pytest.mark.parametrize(
    ("staged", "name", "removed"),
    [
        ("1.yaml", "2.yaml", []),
        (SCRATCH, "../out.yaml", ["../out.yaml"]),
        ("../out.yaml", "1.yaml", ["/etc/passwd", "..", "."]),
    ],
)
def test_a_journal_of_somebody_else_reaches_no_file_outside(
    staged: str, name: str, removed: list[str], tmp_path: Path, poleval: Poleval
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "1.yaml").write_text(DATASET.format(1, "a"), encoding="utf-8")
    (tmp_path / "out.yaml").write_text("mine", encoding="utf-8")
    (folder / SCRATCH).write_text("planted", encoding="utf-8")
    (folder / NAME).write_text(json.dumps(plan_of(folder, staged, name, *removed)), encoding="utf-8")
    assert poleval("list", "-d", str(folder)).code == 0
    assert (tmp_path / "out.yaml").read_text(encoding="utf-8") == "mine"
    assert (folder / "1.yaml").read_text(encoding="utf-8") == DATASET.format(1, "a")


@pytest.mark.parametrize("kill", range(3, 7))
def test_what_was_changed_after_an_interruption_is_not_overwritten(kill: int, tmp_path: Path, poleval: Poleval) -> None:
    written(tmp_path, 0, kill)
    is_begun = (tmp_path / NAME).exists() and state(tmp_path) != OLD
    for name, data in OLD.items():  # as a checkout puts them back
        (tmp_path / name).write_bytes(data)
    before = state(tmp_path)
    outcome = poleval("list", "-d", str(tmp_path), "--lang", "en")
    assert ("they were changed since" in outcome.err) is is_begun
    assert state(tmp_path) == before if is_begun else state(tmp_path) in (OLD, NEW)


def test_of_linked_files_the_journal_is_beside_the_links(tmp_path: Path, poleval: Poleval) -> None:
    real, folder = tmp_path / "real", tmp_path / "data"
    real.mkdir()
    folder.mkdir()
    torn(real)
    (real / NAME).rename(folder / NAME)
    for number in (1, 2):
        (folder / f"{number}.yaml").symlink_to(f"../real/{number}.yaml")
    assert poleval("list", "-d", str(folder)).code == 0
    assert [one.id for one in load(folder).indicators] == ["new", "other"]
    assert {path.name for path in (*real.iterdir(), *folder.iterdir())} == {"1.yaml", "2.yaml"}


def test_a_set_of_linked_files_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    real, folder = tmp_path / "real", tmp_path / "data"
    real.mkdir()
    folder.mkdir()
    for name, data in OLD.items():
        (real / name).write_bytes(data)
        (folder / name).symlink_to(f"../real/{name}")
    command = [sys.executable, "-c", WRITER.replace("range(4)", "range(3)"), str(folder), "0", "4"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 9
    assert (folder / NAME).exists()
    recover(folder)
    assert state(real) == {name: NEW[name] for name in OLD}
    assert all(path.is_symlink() for path in folder.iterdir())
    assert not [path for path in real.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rename": 5}'])
def test_a_journal_that_cannot_be_read_is_said(text: str, tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "1.yaml").write_text(DATASET.format(1, "a"), encoding="utf-8")
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    outcome = poleval("list", "-d", str(tmp_path), "--lang", "en")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "was interrupted and cannot be finished: it cannot be read" in outcome.err


def test_a_folder_that_is_there_is_written_by_the_same_rule(tmp_path: Path) -> None:
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    write_folder(tmp_path, NEW)
    assert state(tmp_path) == NEW
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
