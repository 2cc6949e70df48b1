"""Output: a file whole or not at all, and a standard output that may be anything."""

from __future__ import annotations

import itertools
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_eval import PolevalError
from policy_eval.file_writing import write_file, write_folder

from .running import Warm

ROOT = Path(__file__).parents[1]
FULL = Path("/dev/full")
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the files of a POSIX system")


def poleval(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    """The program as it runs by itself, its standard output buffered as in a shell."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("POLEVAL_", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-m", "policy_eval", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


# --- files -------------------------------------------------------------------------------------


def test_a_new_file_is_as_open_as_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "new", b"data")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"data"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@POSIX
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_what_stands_in_the_file_behind_standard_output_stays(name: str, tmp_path: Path) -> None:
    if not Path(name).exists():
        pytest.skip("this system has no such name")
    with (tmp_path / "log").open("wb") as log:
        log.write(b"before\n")
        log.flush()
        poleval(
            "check", "-d", "indicators", "-o", f"text={name}", "-o", f"json={tmp_path / 'json'}", stdout=log.fileno()
        )
        log.seek(0, os.SEEK_END)
        log.write(b"after\n")
    text = (tmp_path / "log").read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "istc-overhead-ratio" in text


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755], ids=oct)
def test_a_file_is_replaced_whole_and_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"something longer")
    path.chmod(mode)
    with path.open("rb") as reader:
        write_file(path, b"data")
        assert reader.read() == b"something longer"
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"data", mode)
    assert list(tmp_path.iterdir()) == [path]


@POSIX
@pytest.mark.parametrize("exists", [True, False], ids=["existing", "dangling"])
def test_a_symbolic_link_is_followed(exists: bool, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "target", tmp_path / "link"
    if exists:
        target.write_bytes(b"old")
    link.symlink_to(Path("elsewhere") / "target")
    write_file(link, b"data")
    assert link.is_symlink()
    assert target.read_bytes() == b"data"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["elsewhere", "link", "target"]


@POSIX
def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("国" * 83 + ".csv")
    write_file(path, b"data")
    assert path.read_bytes() == b"data"


@POSIX
def test_a_device_and_a_pipe_are_written_to_and_stay_what_they_are(tmp_path: Path) -> None:
    write_file(Path(os.devnull), b"data")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"data")
    reader.join()
    assert read == [b"data"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="/dev/stdout does not exist here")
def test_standard_output_by_its_name_as_a_file_is_standard_output() -> None:
    by_name, plain = poleval("export", "un-staff", "-o", "/dev/stdout"), poleval("export", "un-staff")
    assert (by_name.returncode, by_name.stdout) == (0, plain.stdout)


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_a_failure_leaves_the_old_file_and_no_other(
    failing: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    path = tmp_path / "old"
    path.write_bytes(b"old")
    monkeypatch.setattr(failing, fail)
    with pytest.raises(PolevalError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        write_file(path, b"data")
    if isinstance(error, OSError):
        assert str(caught.value) == f"{path}: cannot be written: No space left on device"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


# --- folders -----------------------------------------------------------------------------------

PACKAGE = {"a.csv": b"new a", "b.csv": b"new b", "c.json": b"new c"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def old_folder(tmp_path: Path) -> Path:
    """A folder with two of the files of the package and one that is none of its business."""
    folder = tmp_path / "package"
    folder.mkdir()
    for name in ("a.csv", "b.csv", "README.md"):
        (folder / name).write_bytes(f"old {name}".encode())
    return folder


@pytest.mark.parametrize("name", ["package", "パッケージ", "with a space"])
def test_a_new_folder_appears_with_all_its_files_and_nothing_else(name: str, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_folder(tmp_path / name, PACKAGE)
    finally:
        os.umask(before)
    assert contents(tmp_path) == {f"{name}/{file}": data for file, data in PACKAGE.items()}
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o750
        assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / name).iterdir()} == {0o640}


def test_a_folder_gets_the_files_and_keeps_its_others(tmp_path: Path) -> None:
    folder = old_folder(tmp_path)
    (folder / "a.csv").chmod(0o600)
    write_folder(folder, PACKAGE)
    assert contents(tmp_path) == {
        "package/README.md": b"old README.md",
        **{f"package/{name}": data for name, data in PACKAGE.items()},
    }
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "a.csv", "b.csv", "c.json"]
    if os.name == "posix":
        assert stat.S_IMODE((folder / "a.csv").stat().st_mode) == 0o600


@POSIX
def test_a_folder_behind_a_link_or_in_a_folder_that_may_not_be_written_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, link = old_folder(tmp_path), tmp_path / "link"
    link.symlink_to("package")
    write_folder(link, {"a.csv": b"by the link"})
    assert link.is_symlink()
    monkeypatch.chdir(folder)
    tmp_path.chmod(0o555)
    try:
        write_folder(Path(), {"b.csv": b"by the dot"})
    finally:
        tmp_path.chmod(0o755)
    assert contents(folder) == {"README.md": b"old README.md", "a.csv": b"by the link", "b.csv": b"by the dot"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize(
    ("exists", "owner", "function", "after"),
    [
        (True, os, "fsync", 0),
        (True, os, "fsync", 2),
        (True, Path, "replace", 0),
        (True, Path, "replace", 2),
        (False, os, "fsync", 2),
        (False, Path, "rename", 0),
    ],
)
def test_a_failure_half_way_leaves_a_folder_as_it_was(
    exists: bool,
    owner: object,
    function: str,
    after: int,
    error: BaseException,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = old_folder(tmp_path) if exists else tmp_path / "package"
    before = contents(tmp_path)
    calls, whole = itertools.count(), getattr(owner, function)

    def fail_once(*arguments: object) -> object:
        if next(calls) == after:
            raise error
        return whole(*arguments)

    monkeypatch.setattr(owner, function, fail_once)
    with pytest.raises(PolevalError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        write_folder(folder, PACKAGE)
    if isinstance(error, OSError):
        assert str(caught.value) == f"{folder}: cannot be written: No space left on device"
    assert next(calls) > after
    assert contents(tmp_path) == before
    assert folder.exists() is exists


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("file", "Not a directory"),
        ("file/package", "Not a directory"),
        ("missing/package", "No such file or directory"),
        ("folder", "Is a directory"),
    ],
    ids=["a file", "in a file", "in no folder", "over a folder"],
)
def test_a_folder_that_cannot_be_is_refused_and_nothing_changes(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"as it was")
    (tmp_path / "folder" / "b.csv").mkdir(parents=True)
    (tmp_path / "folder" / "a.csv").write_bytes(b"old a")
    with pytest.raises(PolevalError) as caught:
        write_folder(tmp_path / name, PACKAGE)
    assert str(caught.value) == f"{tmp_path / name}: cannot be written: {message}"
    assert contents(tmp_path) == {"file": b"as it was", "folder/a.csv": b"old a"}
    assert not list(tmp_path.rglob(".poleval-*"))


# --- standard output ---------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export"], 0),
        (["export", "--format", "json"], 0),
        (["show"], 0),
        (["changes"], 0),
        (["check"], 1),
        (["check", "--format", "json"], 1),
        (["show", "no-such-indicator"], 2),
        (["--version"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_reader_that_has_gone_is_no_error_and_leaves_the_exit_code(arguments: list[str], code: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = poleval(*arguments, stdout=writer)
    finally:
        os.close(writer)
    assert result.returncode == code
    errors = [line for line in result.stderr.decode().splitlines() if "using the bundled" not in line]
    assert len(errors) == (1 if code == 2 else 0), errors


@pytest.mark.skipif(not FULL.exists(), reason="/dev/full does not exist here")
@pytest.mark.parametrize("arguments", [["export"], ["show"], ["check"], ["--version"]], ids=" ".join)
def test_a_full_disk_is_one_line_and_exit_code_2(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        result = poleval(*arguments, stdout=full.fileno())
    assert result.returncode == 2
    assert result.stderr.decode().splitlines() == ["poleval: error: standard output: No space left on device"]


@pytest.mark.skipif(not FULL.exists(), reason="/dev/full does not exist here")
def test_a_full_disk_named_as_a_file_is_one_line_and_exit_code_2() -> None:
    result = poleval("export", "-o", str(FULL))
    assert result.returncode == 2
    assert result.stderr.decode() == "poleval: error: /dev/full: cannot be written: No space left on device\n"


@POSIX
def test_a_closed_standard_output_is_one_line_and_exit_code_2() -> None:
    command = f'exec "{sys.executable}" -m policy_eval export >&-'
    result = subprocess.run(["/bin/sh", "-c", command], stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert (result.returncode, result.stderr) == (2, b"poleval: error: standard output is closed\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "shift_jis"])
def test_an_export_is_utf_8_whatever_the_terminal_speaks(encoding: str, warm: Callable[..., Warm]) -> None:
    code, out, err = warm(PYTHONIOENCODING=encoding)(["export", "--lang", "ja"], ROOT)
    assert (code, err) == (0, b"")
    assert out == warm(PYTHONIOENCODING="utf-8")(["export", "--lang", "ja"], ROOT)[1]
    assert "国連関係機関で勤務する日本人職員数" in out.decode()


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    "what", [[], ["6"], ["un-staff"], ["istc-overhead-ratio"]], ids=lambda what: "".join(what) or "all"
)
def test_a_terminal_that_knows_only_ascii_loses_no_figure(
    what: list[str], lang: str, warm: Callable[..., Warm]
) -> None:
    words = ["show", *what, "--lang", lang, "--today", "2024-08-31"]
    code, out, err = warm(PYTHONIOENCODING="ascii")(words, ROOT)
    assert (code, err) == (0, b"")
    printed = out.decode("ascii")
    in_full = warm(PYTHONIOENCODING="utf-8")(words, ROOT)[1].decode()
    figures = {word for word in in_full.split() if word.lstrip("+-").replace(",", "").replace(".", "").isdecimal()}
    assert {figure for figure in figures if figure.isascii()} - set(printed.split()) == set()
    assert len(figures) > 2
