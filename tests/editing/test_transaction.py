"""Changes to the files of a dataset: valid or not written; one writer at a time; whole files only."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from policy_eval import InvalidDataset, PolevalError, load
from policy_eval.editing.lock import locked
from policy_eval.editing.observations import Plain
from policy_eval.editing.splice import spliced
from policy_eval.editing.transaction import Edits, WouldBeInvalid, edit
from policy_eval.file_writing import write_files
from policy_eval.model.periods import Period
from policy_eval.model.programme import Programme
from policy_eval.reading.dataset import load_programme
from policy_eval.terminal_text import Speech

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the files of a POSIX system")
ONE = "sub_field: 1\ntitle: T\nindicators: [{id: a, title: A, unit: km, direction: none, observations: {2021: 1}}]\n"
TWO = ONE.replace("sub_field: 1", "sub_field: 2").replace("id: a", "id: b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.yaml").write_text(ONE)
    (tmp_path / "two.yaml").write_text(TWO)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- a dataset with other texts ----------------------------------------------------------------


def test_texts_are_read_in_place_of_files_and_beside_them(folder: Path) -> None:
    other = ONE.replace("sub_field: 1", "sub_field: 3").replace("id: a", "id: c")
    one, three = ONE.replace("2021: 1", "2021: 5"), "\ufeff" + other
    programme = load_programme(
        folder, contents={folder / "one.yaml": one.encode(), folder / "three.yaml": three.encode()}
    )
    assert [indicator.id for indicator in programme.indicators] == ["a", "b", "c"]
    assert [observation.value for observation in programme.indicators[0].observations.values()] == [5]
    assert contents(folder) == {"one.yaml": ONE.encode(), "two.yaml": TWO.encode()}


def test_a_text_is_held_to_the_size_of_a_file(folder: Path) -> None:
    with pytest.raises(InvalidDataset, match="is larger than 8 MiB"):
        load_programme(folder, contents={folder / "one.yaml": (ONE + "#" * 2**23).encode()})


def plan(folder: Path, **figures: Plain) -> Callable[[Programme], Edits]:
    """A plan that gives the files `one` and `two` another figure for 2021."""
    return lambda _: {
        folder / f"{name}.yaml": partial(spliced, edits={(0,): {Period.of(2021): plain}})
        for name, plain in figures.items()
    }


def test_what_makes_a_valid_dataset_is_written_and_it_is_returned(folder: Path) -> None:
    done = edit(folder, plan(folder, one=5, two=6))
    assert done.after == load(folder)
    new = {"one.yaml": ONE.replace("2021: 1", "2021: 5"), "two.yaml": TWO.replace("2021: 1", "2021: 6")}
    assert contents(folder) == {name: text.encode() for name, text in new.items()}
    assert {path.name: texts for path, texts in done.texts.items()} == {
        "one.yaml": (ONE, new["one.yaml"]),
        "two.yaml": (TWO, new["two.yaml"]),
    }


@pytest.mark.parametrize("dry_run", [False, True])
def test_what_makes_an_invalid_dataset_is_not_written(dry_run: bool, folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(WouldBeInvalid, match=r"two.yaml:3:.*there is no value, yet there is one"):
        edit(folder, plan(folder, one=5, two={"value": 1, "status": "pending"}), dry_run=dry_run)
    assert contents(folder) == before


def test_a_dry_run_gives_all_that_would_come_of_it_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    assert edit(folder, plan(folder, one=5), dry_run=True) == edit(folder, plan(folder, one=5))
    assert contents(folder) != before


def test_every_error_names_its_file(folder: Path) -> None:
    (folder / "one.yaml").write_text(ONE.replace("{2021: 1}", "{? 2021 : 1, 2022}"))
    with pytest.raises(PolevalError, match=r"one\.yaml: there is no such"):
        edit(folder, lambda _: {folder / "one.yaml": partial(spliced, edits={(3,): {Period.of(2021): 5}})})


def test_warnings_do_not_keep_a_text_from_being_written(folder: Path) -> None:
    done = edit(folder, plan(folder, one={"value": 1, "status": "estimated"}))
    assert len(done.after.warnings) == 1
    assert "estimated" in (folder / "one.yaml").read_text()


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["unmarked", "marked"])
def test_a_byte_order_mark_stays_and_none_is_added(mark: str, folder: Path) -> None:
    path = folder / "one.yaml"
    path.write_bytes((mark + ONE).encode())
    edit(folder, plan(folder, one=5))
    assert path.read_bytes() == (mark + ONE.replace("2021: 1", "2021: 5")).encode()


def test_a_dataset_of_one_file_is_locked_by_its_folder(folder: Path) -> None:
    edit(folder / "one.yaml", plan(folder, one=5))
    assert "2021: 5" in (folder / "one.yaml").read_text()


# --- several files -----------------------------------------------------------------------------


@POSIX
def test_each_file_keeps_its_mode_and_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_files({tmp_path / "link": b"new", tmp_path / "fresh": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path) == {"real": b"new", "link": b"new", "fresh": b"new"}
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("last", ["missing/file", "one.yaml/file"])
def test_where_one_file_cannot_be_prepared_none_is_replaced(last: str, folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(PolevalError, match=f"{last}: cannot be written: "):
        write_files({folder / "one.yaml": b"new", folder / last: b"new"})
    assert contents(folder) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_a_failing_rename_leaves_no_temporary_file(
    error: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    before = contents(folder)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PolevalError if isinstance(error, OSError) else KeyboardInterrupt):
        write_files({folder / "one.yaml": b"new", folder / "two.yaml": b"new"})
    assert contents(folder) == before


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "copies"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_rename_that_fails_puts_back_what_was_replaced_before(
    number: int, links: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, calls, replace = contents(folder), iter(range(1, 100)), Path.replace

    def failing(path: Path, target: Path) -> Path:
        if next(calls) == number:
            raise OSError(5, "Input/output error")
        return replace(path, target)

    def refused(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refused)
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PolevalError, match="cannot be written: Input/output error"):
        write_files({folder / name: b"new" for name in ("one.yaml", "new.yaml", "two.yaml")})
    assert contents(folder) == before


# --- one writer at a time ----------------------------------------------------------------------


def test_a_second_writer_waits_for_the_first_and_the_lock_leaves_nothing(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with locked(tmp_path):
            order.append("second")

    thread = threading.Thread(target=second)
    with locked(tmp_path):
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert not [*tmp_path.iterdir()]


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from policy_eval.editing.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('locked', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
    with locked(tmp_path):
        pass


def test_a_lock_ends_with_its_block_even_by_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), locked(tmp_path):
        raise ValueError("inside")
    with locked(tmp_path):
        pass


@POSIX
def test_a_folder_without_locks_is_written_to_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", fail)
    with locked(tmp_path):
        pass


def test_what_an_editor_has_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "1.yaml"
    path.write_text(ONE, encoding="utf-8")

    def plan(_: Programme) -> Edits:
        def change(text: str) -> str:
            path.write_text(text + "# by hand\n", encoding="utf-8")
            return text.replace("2021: 1", "2021: 2")

        return {path: change}

    with pytest.raises(PolevalError, match="was changed by another program meanwhile"):
        edit(tmp_path, plan)
    assert path.read_text(encoding="utf-8") == ONE + "# by hand\n"
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")] == ["1.yaml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner_its_group_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "1.yaml"
    path.write_text(ONE, encoding="utf-8")
    os.chown(path, 1234, 4321)
    path.chmod(0o640)
    edit(tmp_path, lambda _: {path: lambda text: text.replace("2021: 1", "2021: 2")})
    found = path.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (1234, 4321, 0o640)
    assert "2021: 2" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="attributes of files by other names")
def test_a_file_keeps_its_extended_attributes(tmp_path: Path) -> None:
    path = tmp_path / "1.yaml"
    path.write_text(ONE, encoding="utf-8")
    try:
        os.setxattr(path, "user.desk", b"4")
    except OSError:
        pytest.skip("this disk has none")
    edit(tmp_path, lambda _: {path: lambda text: text.replace("2021: 1", "2021: 2")})
    assert os.getxattr(path, "user.desk") == b"4"


def test_other_names_of_a_file_are_said_to_keep_what_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Speech, "translate", staticmethod(str))
    path, other = tmp_path / "1.yaml", tmp_path / "other"
    path.write_text(ONE, encoding="utf-8")
    try:
        other.hardlink_to(path)
    except OSError:
        pytest.skip("this disk has no hard links")
    edit(tmp_path, lambda _: {path: lambda text: text.replace("2021: 1", "2021: 2")})
    assert "1.yaml has other names (hard links), which keep what it was" in capfd.readouterr().err
    assert other.read_text(encoding="utf-8") == ONE
