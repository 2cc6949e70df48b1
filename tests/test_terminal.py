"""The program by itself in terminals, streams and disks of all kinds: a clear line, the right exit code, whole files.

What depends on how a process begins has one of its own; the rest forks from one that has begun.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from .running import HARBOUR, ROOT, Warm

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs the streams of a POSIX system")
FULL: Final = Path("/dev/full")
NEEDS_FULL: Final = pytest.mark.skipif(not FULL.exists(), reason="/dev/full does not exist here")
PORTS: Final = str(ROOT / "tests" / "data" / "tables" / "ports.csv")
ON: Final = f"-d {HARBOUR} --today 2026-11-24"
OF: Final = f"-d {HARBOUR}"
SHOWN: Final = {
    f"show {ON}": 0,
    f"show 1 {ON} --lang ja --era": 0,
    f"show tricky berth-wait {ON}": 0,
    f"changes {OF}": 0,
    f"gaps --all {ON} --lang ja": 0,
    f"explain berth-wait {ON}": 0,
    f"check {ON}": 1,
    f"validate {OF}": 0,
    f"import {PORTS} -o new --dry-run": 0,
    "init new --lang ja": 0,
    f"record berth-wait 2010 7 --dry-run {OF}": 0,
    f"record berth-wait 2010 7 --lang ja -d {HARBOUR} --dry-run --note 国": 0,
    "show --help": 0,
    "--version": 0,
    "check no-such": 2,
    "show --formt x": 2,
}
"""What speaks to people, in what signs their terminal has, with its exit code."""
DATA: Final = {
    f"export {OF} --lang ja": 0,
    f"export {OF} --lang ja --layout wide --for excel": 0,
    f"export {ON} --table assessments --lang ja --format json": 0,
    f"export {OF} --lang ja --format markdown": 0,
    f"export {OF} --lang ja --format parquet": 0,
    f"show {OF} --lang ja --format json": 0,
    f"explain berth-wait {ON} --lang ja --format json": 0,
    f"check {ON} --lang ja --format json": 1,
    f"check {ON} --lang ja --format junit": 1,
    f"check {ON} --lang ja --format sarif": 1,
    f"check {ON} --lang ja --format github": 1,
    f"check {ON} --lang ja --format markdown": 1,
    "schema": 0,
}
"""What programs read, and what is the same for all of them."""
CIRCUMSTANCES: Final = {
    "a Latin locale without a home": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "dumb"},
    "twenty columns of ASCII": {"PYTHONIOENCODING": "ascii", "COLUMNS": "20", "HOME": "/no-such-folder"},
    "an old Japanese console": {"PYTHONIOENCODING": "cp932", "LANG": "ja_JP.UTF-8", "NO_COLOR": "1"},
}
ENCODINGS: Final = dict(zip(CIRCUMSTANCES, ("ascii", "ascii", "cp932"), strict=True))


def named(command: str) -> str:
    """The name of a case, without the places of its files."""
    return re.sub(r"\S*/(?=\w)", "", command) or "nothing"


def poleval(
    command: str, folder: Path, environ: dict[str, str] | None = None, streams: str = ""
) -> tuple[int, bytes, bytes]:
    """Exit code, output and errors of a process in `folder`, its streams redirected as a shell does it."""
    redirected = ["/bin/sh", "-c", f'exec "$0" "$@" {streams}', sys.executable, "-m", "policy_eval", *command.split()]
    environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **(environ or {})}
    done = subprocess.run(redirected, capture_output=True, cwd=folder, env=environ, check=False)
    return done.returncode, done.stdout, done.stderr


def lines(errors: bytes, encoding: str = "utf-8") -> list[str]:
    """What was said on standard error, but for the notes that are no errors."""
    said = errors.decode(encoding).splitlines()
    return [
        line
        for line in said
        if "using the bundled" not in line and "付属の評価を使用する" not in line and "--dry-run" not in line
    ]


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_every_command_speaks_in_the_signs_that_a_terminal_has(
    circumstance: str, tmp_path: Path, warm: Callable[..., Warm]
) -> None:
    encoding, run = ENCODINGS[circumstance], warm(**CIRCUMSTANCES[circumstance])
    for command, code in SHOWN.items():
        found, out, err = run(command.split(), tmp_path)
        assert (found, len(lines(err, encoding))) == (code, code == 2), (command, err)
        assert "Traceback" not in err.decode(encoding)
        assert b"\x1b" not in out, command
        assert bool(out.decode(encoding).strip()) is (code != 2), command
        shutil.rmtree(tmp_path / "new", ignore_errors=True)


@pytest.mark.parametrize("command", DATA, ids=named)
def test_data_is_the_same_whatever_the_terminal(command: str, tmp_path: Path, warm: Callable[..., Warm]) -> None:
    results = [warm(**environ)(command.split(), tmp_path) for environ in CIRCUMSTANCES.values()]
    assert results == [(DATA[command], results[0][1], b"")] * len(results)
    assert results[0][1]


STREAMS: Final = [
    *("show 1", "changes", "gaps", "explain un-staff", "check", "export", "export -f json", "export -f xlsx"),
    *("validate", "schema", "--help", "show -h", "--version", ""),
]
"""Commands that do nothing but print."""


@pytest.mark.parametrize("command", STREAMS, ids=named)
def test_a_closed_standard_output_is_one_line_and_exit_code_2(command: str, tmp_path: Path) -> None:
    code, out, err = poleval(command, tmp_path, streams=">&-")
    assert (code, out, lines(err)) == (2, b"", ["poleval: error: standard output is closed"])


@pytest.mark.parametrize(
    "command",
    ["init new", f"import {PORTS} -o new", "import new.csv --into data", "record berth-wait 2010 7 -d data"],
    ids=named,
)
def test_nothing_is_written_where_nobody_would_hear_of_it(command: str, tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "data")
    (tmp_path / "new.csv").write_text("indicator,2030\nberth-wait,7\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert poleval(command, tmp_path, streams=">&-") == (2, b"", b"poleval: error: standard output is closed\n")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_file_is_written_without_a_standard_output(tmp_path: Path) -> None:
    assert poleval(f"export {OF} -o out.csv", tmp_path, streams=">&-") == (0, b"", b"")
    assert (tmp_path / "out.csv").stat().st_size


@NEEDS_FULL
def test_full_disks_behind_both_streams_leave_the_exit_code(tmp_path: Path) -> None:
    for command in ("show", "check", "export", "--help", "check no-such", "validate no-such"):
        assert poleval(command, tmp_path, streams=">/dev/full 2>/dev/full") == (2, b"", b""), command


@pytest.mark.parametrize("streams", ["2>&-", pytest.param("2>/dev/full", marks=NEEDS_FULL)])
def test_what_cannot_be_said_changes_neither_data_nor_exit_code(
    streams: str, tmp_path: Path, warm: Callable[..., Warm]
) -> None:
    for command, code in {"show": 0, "check": 1, "export": 0, "check no-such": 2, "record un-staff 2030 1": 2}.items():
        found, out, err = poleval(command, tmp_path, streams=streams)
        assert (found, out, err) == (code, warm()(command.split(), tmp_path)[1], b""), command


@NEEDS_FULL
@pytest.mark.parametrize("command", ["export -o", "export -f xlsx -o", "export -f parquet -o", "schema -o", "check -o"])
def test_a_full_disk_named_as_a_file_is_one_line_and_exit_code_2(command: str, tmp_path: Path) -> None:
    code, out, err = poleval(f"{command} {FULL}", tmp_path)
    assert (code, out) == (2, b"")
    assert lines(err) == [f"poleval: error: {FULL}: cannot be written: No space left on device"]


WRITERS: Final = {
    "record berth-wait 2010 7 -d data": "data/01-ports.yaml",
    "import data/new.csv --into data": "data/01-ports.yaml",
    f"import {PORTS} -o new": "new",
    "init new": "new",
    "export -d data -o out.csv": "out.csv",
    "export -d data -o out.xlsx": "out.xlsx",
    "export -d data -f datapackage -o new": "new",
    "export -d data -f datapackage -o data": "data",
    "check -d data -o json=out.json": "out.json",
    "schema -o out.json": "out.json",
}
"""Commands that write, with what each says that it cannot write."""


def can_mount() -> bool:
    """Whether a folder can be made read-only for one process; not even root may write in it then."""
    program = shutil.which("unshare")
    return (
        program is not None and not subprocess.run([program, "-m", "true"], capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not can_mount(), reason="no mounts of one's own here")
@pytest.mark.parametrize("command", WRITERS, ids=named)
def test_a_folder_that_is_read_only_is_one_line_and_stays_as_it_was(command: str, tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "data")
    (tmp_path / "data" / "new.csv").write_text("indicator,2030\nberth-wait,7\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    script = 'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && exec "$@"'
    words = [
        "unshare",
        "-m",
        "/bin/sh",
        "-c",
        script,
        "sh",
        sys.executable,
        "-B",
        "-m",
        "policy_eval",
        *command.split(),
    ]
    environ = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, capture_output=True, cwd=tmp_path, env=environ, check=False)
    assert done.returncode == 2
    assert lines(done.stderr) == [f"poleval: error: {WRITERS[command]}: cannot be written: Read-only file system"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_full_disk_leaves_files_as_they_were(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk; the signal that comes with it is ignored."""
    shutil.copytree(HARBOUR, tmp_path / "data")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    limited = (
        "import resource, signal, sys\n"
        "from policy_eval.__main__ import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "main()\n"
    )
    commands = (
        "record berth-wait 2010 7 -d data",
        "export -d data -o out.csv",
        "init new",
        "export -d data -f datapackage -o p",
    )
    for command in commands:
        # -B: under the limit compiled modules would be cut off as well, and stay so for every later run.
        words = [sys.executable, "-B", "-c", limited, *command.split()]
        environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(words, capture_output=True, cwd=tmp_path, env=environ, check=False)
        assert (done.returncode, done.stdout) == (2, b""), command
        assert re.fullmatch(r"poleval: error: \S+: cannot be written: File too large\n", done.stderr.decode()), command
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("note", "code"), [("国", 0), (b"\x82\xa0", 2)], ids=["UTF-8", "Shift JIS"])
def test_words_that_the_locale_cannot_read_are_read_as_utf_8_or_refused(
    note: str | bytes, code: int, tmp_path: Path
) -> None:
    shutil.copytree(HARBOUR, tmp_path / "data")
    words = [sys.executable, "-m", "policy_eval", "record", "berth-wait", "2010", "7", "-d", "data", "--note", note]
    environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **CIRCUMSTANCES["a Latin locale without a home"]}
    done = subprocess.run(words, capture_output=True, cwd=tmp_path, env=environ, check=False)
    refused = "poleval: error: Invalid value for --note: this is not text in the encoding of the locale, nor in UTF-8\n"
    assert (done.returncode, done.stderr.decode()) == (code, refused if code else "")
    text = (tmp_path / "data" / "01-ports.yaml").read_text(encoding="utf-8")
    assert ("2010: {value: 7, note: 国}" in text) is (code == 0)
