"""What a folder may have in it besides files that are as they should be."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policy_eval.reading import indicator_file
from policy_eval.reading import text_files as files

from ..running import Poleval

RIVERS = (
    "sub_field: {}\ntitle: T\n"
    "indicators: [{{id: rivers-{}, title: T, unit: km, direction: none, observations: {{2021: 1}}}}]\n"
)
ONE = "1 file with 1 indicator: valid\n"
TWO = "2 files with 2 indicators: valid\n"

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege here")
needs_fifos = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")


def put(path: Path, name: str = "1") -> Path:
    """A valid file of this sub-field, in a folder that is made where it is missing."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(RIVERS.format(name, name.lower()), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one valid file, a.yaml."""
    return put(tmp_path / "folder" / "a.yaml").parent


IGNORED = [
    *(".x.yaml", "._x.yaml", ".x.yaml.swp", ".x.yaml.swo", ".#x.yaml", "x.yaml~", "#x.yaml#", "x.yaml.bak"),
    *("x.yaml.orig", "x.yaml.rej", "x.yaml.tmp", "x.yaml.1", "x.yml.save", "x.yaml.txt", "x.json", "yaml", "README.md"),
    *("schema.json", "x.yaml ", "xyaml", "~$x.yaml.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"),
]
READ = [
    *(
        "x.yml",
        "x.YAML",
        "x.Yml",
        "X.yAmL",
        "国際連合.yaml",
        "国際 連合　２.yaml",
        "two words.yaml",
        " x.yaml",
        "-d.yaml",
    ),
    *("é.yaml", "e\u0301.yaml", "[x].yaml", "*.yaml", "$x.yaml", "a'b\".yaml", "x.y.yaml", "x\ty.yaml", "🚢.yaml"),
    "x" * 250 + ".yaml",
]


@pytest.mark.parametrize("name", IGNORED)
def test_hidden_files_backups_and_other_files_are_not_read(folder: Path, poleval: Poleval, name: str) -> None:
    (folder / name).write_bytes(b"\xff[")
    assert poleval("validate", str(folder)) == (0, ONE, "")


@pytest.mark.parametrize("name", READ)
def test_a_file_of_any_name_is_read_if_it_ends_in_yaml_or_yml(folder: Path, poleval: Poleval, name: str) -> None:
    try:
        put(folder / name, "2")
    except OSError:
        pytest.skip("no file can have this name here")
    assert poleval("validate", str(folder)) == (0, TWO, "")
    assert poleval("validate", "--", str(folder / name)) == (0, ONE, "")


@pytest.mark.parametrize("name", [".x.yaml", "x.yaml~", "x.yaml.bak", "x.txt"])
def test_a_file_that_is_named_is_read_whatever_its_name(folder: Path, poleval: Poleval, name: str) -> None:
    put(folder / name)
    assert poleval("validate", str(folder / name)) == (0, ONE, "")


def test_a_name_that_is_not_utf_8_is_read_and_spelt_out(folder: Path, poleval: Poleval) -> None:
    path = os.fsencode(folder) + b"/\x93\xfa.yaml"
    try:
        Path(os.fsdecode(path)).write_text("- 5\n")
    except OSError:
        pytest.skip("no file can have this name here")
    code, out, err = poleval("validate", str(folder))
    assert (code, out) == (2, "")
    assert err.startswith(f"{folder}/\\udc93\\udcfa.yaml:1:1: expected a mapping with 'sub_field', ")
    Path(os.fsdecode(path)).write_text(
        "sub_field: 2\ntitle: T\nindicators: [{id: ports, title: T, unit: km, direction: increase,"
        " observations: {2021: 1}, targets: [{at_least: 5}]}]\n"
    )
    formats = ("text", "json", "github", "junit", "markdown", "sarif")
    assert [poleval("check", "-d", str(folder), "-f", name).code for name in formats] == [1] * len(formats)


def test_a_name_with_escape_sequences_does_nothing_in_a_terminal(folder: Path, poleval: Poleval) -> None:
    try:
        (folder / "b\x1b[31m\n.yaml").write_text("- 5\n")
    except OSError:
        pytest.skip("no file can have this name here")
    assert "\x1b" not in poleval("validate", str(folder)).err
    assert len(poleval("validate", str(folder)).err.splitlines()) == 2


def test_the_file_of_the_programme_may_be_in_capitals(folder: Path, poleval: Poleval) -> None:
    (folder / "PROGRAMME.YAML").write_text("title: T\n")
    assert poleval("validate", str(folder)) == (0, "2 files with 1 indicator: valid\n", "")


def test_a_folder_that_is_named_like_a_file_is_not_read(folder: Path, poleval: Poleval) -> None:
    put(folder / "b.yaml" / "c.yaml", "2")
    assert poleval("validate", str(folder)) == (0, ONE, "")
    assert poleval("validate", str(folder / "b.yaml")) == (0, ONE, "")


def test_an_empty_folder_is_an_error_that_names_it(tmp_path: Path, poleval: Poleval) -> None:
    line = f"poleval: error: {tmp_path}: no indicator files (*.yaml) in this folder\n"
    for command in ("validate", "show", "check"):
        assert poleval(command, "-d", str(tmp_path)) == (2, "", line)


# --- no files at all -------------------------------------------------------------------------------


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_suffix(".pipe"))
    path.symlink_to(path.with_suffix(".pipe"))


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


UNOPENED: list[Callable[[Path], None]] = [pipe, link_to_a_pipe, link_to_a_device]


@needs_fifos
@pytest.mark.parametrize("make", UNOPENED, ids=lambda make: make.__name__)
@pytest.mark.parametrize("arguments", [["validate"], ["validate", "-d"], ["show", "-d"], ["changes", "-d"]])
def test_a_pipe_or_a_device_is_never_opened(folder: Path, make: Callable[[Path], None], arguments: list[str]) -> None:
    def run(path: Path) -> tuple[int, str]:
        command = [sys.executable, "-m", "policy_eval", *arguments, str(path)]
        ended = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
        return ended.returncode, ended.stderr

    path = folder / "b.yaml"
    make(path)
    assert run(folder) == (0, "")
    assert run(path) == (2, f"{path}: is not a regular file\npoleval: error: 1 problem in 1 file\n")


# --- links -----------------------------------------------------------------------------------------


def link_to_a_file_outside(folder: Path) -> None:
    (folder / "b.yaml").symlink_to(put(folder.parent / "outside.txt", "2"))


def link_to_a_link(folder: Path) -> None:
    (folder.parent / "link").symlink_to(put(folder.parent / "outside.yaml", "2"))
    (folder / "b.yaml").symlink_to(Path("..", "link"))


def link_beside_its_file(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("a.yaml")
    put(folder / "c.yaml", "2")


def second_name_of_a_file(folder: Path) -> None:
    (folder / "b.yaml").hardlink_to(folder / "a.yaml")
    put(folder / "c.yaml", "2")


def link_to_a_folder(folder: Path) -> None:
    put(folder.parent / "other" / "c.yaml", "3")
    (folder / "b.yaml").symlink_to(folder.parent / "other")
    put(folder / "d.yaml", "2")


@needs_links
@pytest.mark.parametrize(
    "make",
    [link_to_a_file_outside, link_to_a_link, link_beside_its_file, second_name_of_a_file, link_to_a_folder],
    ids=lambda make: make.__name__,
)
def test_links_are_followed_to_files_and_every_file_is_read_once(
    folder: Path, poleval: Poleval, make: Callable[[Path], None]
) -> None:
    make(folder)
    assert poleval("validate", str(folder)) == (0, TWO, "")
    (folder.parent / "to-the-folder").symlink_to(folder)
    assert poleval("validate", str(folder.parent / "to-the-folder")) == (0, TWO, "")


@needs_links
@pytest.mark.parametrize(
    ("to", "words"), [("nowhere.yaml", os.strerror(errno.ENOENT)), ("b.yaml", os.strerror(errno.ELOOP))]
)
def test_a_link_that_leads_nowhere_is_a_problem(folder: Path, poleval: Poleval, to: str, words: str) -> None:
    path = folder / "b.yaml"
    path.symlink_to(to)
    lines = f"{path}: cannot be read: {words}\npoleval: error: 1 problem in 1 file\n"
    assert poleval("validate", str(folder)) == poleval("show", "-d", str(folder)) == (2, "", lines)
    assert poleval("validate", str(path)) == (2, "", lines)


def test_a_file_that_is_named_twice_is_read_once(folder: Path, poleval: Poleval) -> None:
    spellings = [
        str(folder / "a.yaml"),
        f"{folder}/./a.yaml",
        f"{folder}/../folder/a.yaml",
    ]
    assert poleval("validate", *spellings) == (0, ONE, "")
    assert poleval("validate", str(folder), *spellings, f"{folder}/../folder") == (0, ONE, "")


# --- files in each other's way ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["1", "'1'", "0x1", "01"])
def test_two_files_of_one_sub_field_are_refused_with_both_places(folder: Path, poleval: Poleval, name: str) -> None:
    (folder / "b.yaml").write_text(f"sub_field: {name}\ntitle: T\nindicators: []\n")
    line = f"{folder}/b.yaml:1:12: sub_field: the sub_field '1' is already used at {folder}/a.yaml:1:12\n"
    assert poleval("validate", str(folder)) == (2, "", f"{line}poleval: error: 1 problem in 1 file\n")


def test_names_of_sub_fields_that_differ_only_by_case_are_refused(folder: Path, poleval: Poleval) -> None:
    for file, name in {"b": "Water", "c": "water"}.items():
        (folder / f"{file}.yaml").write_text(f"sub_field: {name}\ntitle: T\nindicators: []\n")
    line = (
        f"{folder}/c.yaml:1:12: sub_field: the sub_field 'water' differs only by case from the one"
        f" at {folder}/b.yaml:1:12\n"
    )
    assert poleval("validate", str(folder)) == (2, "", f"{line}poleval: error: 1 problem in 1 file\n")


def test_an_id_with_capitals_is_refused_whatever_other_ids_there_are(folder: Path, poleval: Poleval) -> None:
    (folder / "b.yaml").write_text(RIVERS.format("2", "1").replace("rivers-1", "Rivers-1"))
    first, _ = poleval("validate", str(folder)).err.splitlines()
    assert first.startswith(f"{folder}/b.yaml:3:19: indicators[0].id: expected an id of small letters, ")


# --- files that cannot be read ---------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read here")
def test_a_file_or_a_folder_without_permission_is_an_error(folder: Path, poleval: Poleval) -> None:
    (folder / "a.yaml").chmod(0)
    first, _ = poleval("validate", str(folder)).err.splitlines()
    assert first == f"{folder}/a.yaml: cannot be read: Permission denied"
    folder.chmod(0)
    try:
        assert poleval("validate", str(folder)) == (2, "", f"poleval: error: {folder}: Permission denied\n")
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_a_file_that_cannot_be_opened_is_a_problem_beside_those_of_others(
    folder: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real: Any = Path.open

    def fail(path: Path, *arguments: str) -> object:
        if path.name == "a.yaml":
            raise OSError(code, os.strerror(code))
        return real(path, *arguments)

    (folder / "b.yaml").write_text("- 5\n")
    monkeypatch.setattr(Path, "open", fail)
    first, second, last = poleval("validate", str(folder)).err.splitlines()
    assert first == f"{folder}/a.yaml: cannot be read: {os.strerror(code)}"
    assert second.startswith(f"{folder}/b.yaml:1:1: expected a mapping")
    assert last == "poleval: error: 2 problems in 2 files"


def test_a_folder_that_cannot_be_listed_is_an_error(
    folder: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    for command in ("validate", "show", "check"):
        assert poleval(command, "-d", str(folder)) == (2, "", f"poleval: error: {folder}: Permission denied\n")


def test_a_file_that_vanishes_between_listing_and_reading_is_a_problem(
    folder: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.read_text

    def vanish(path: Path) -> str:
        path.unlink()
        return real(path)

    monkeypatch.setattr(indicator_file, "read_text", vanish)
    lines = f"{folder}/a.yaml: cannot be read: No such file or directory\npoleval: error: 1 problem in 1 file\n"
    assert poleval("validate", str(folder)) == (2, "", lines)


def test_a_folder_that_vanishes_is_an_error(folder: Path, poleval: Poleval) -> None:
    shutil.rmtree(folder)
    assert poleval("show", "-d", str(folder)) == (2, "", f"poleval: error: {folder}: No such file or directory\n")


@pytest.mark.parametrize("many", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a_folder_of_many_files_is_read_whole(many: int, tmp_path: Path, poleval: Poleval) -> None:
    for number in range(many):
        (tmp_path / f"{number}.yaml").write_text(RIVERS.format(number, number))
    (tmp_path / "x.yaml").write_text("- 5\n")
    first, last = poleval("validate", str(tmp_path)).err.splitlines()
    assert first.startswith(f"{tmp_path}/x.yaml:1:1: expected a mapping")
    (tmp_path / "x.yaml").unlink()
    assert poleval("validate", str(tmp_path)) == (0, f"{many} files with {many} indicators: valid\n", "")
    assert last == "poleval: error: 1 problem in 1 file"
