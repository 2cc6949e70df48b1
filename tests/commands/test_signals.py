"""Ctrl-C and SIGTERM at any moment: the exit code says so, files are old or new, and nothing stays behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from ..running import HARBOUR, ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX systems have them")
TABLES: Final = ROOT / "tests" / "data" / "tables"
PROGRAM: Final = """
import sys
import policy_eval.__main__ as program

def begun(*arguments, run=program.run):
    print("begun", file=sys.stderr, flush=True)
    return run(*arguments)

program.run = begun
program.main()
"""
COMMANDS: Final = {
    "record berth-wait 2010 7 -d data": "data",
    "import new.csv --into data": "data",
    f"import {TABLES / 'ports.csv'} -o new": "new",
    "export -d data -o out.csv": "out.csv",
    "export -d data -f datapackage --today 2026-11-24 -o new": "new",
    "export -d data -f datapackage --today 2026-11-24 -o there": "there",
}
"""Commands that write, with what they write into."""
ROUNDS: Final = 3
SIGNALS: Final = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


def start(command: str, folder: Path) -> subprocess.Popen[bytes]:
    environ = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    words = [sys.executable, "-c", PROGRAM, *command.split()]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder, env=environ)
    assert process.stderr
    assert process.stderr.readline() == b"begun\n"
    return process


def laid_out(folder: Path) -> Path:
    """What the commands need, in a new folder."""
    shutil.copytree(HARBOUR, folder / "data")
    (folder / "there").mkdir()
    (folder / "there" / "datapackage.json").write_text("old", encoding="utf-8")
    (folder / "new.csv").write_text("indicator,2030\nberth-wait,7\nnever-counted,7\n", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.replace(f"{TABLES}/", ""))
def test_a_signal_at_any_moment_leaves_files_old_or_new_and_says_so(command: str, tmp_path: Path) -> None:
    chance = random.Random(20240831)  # noqa: S311  # no secret
    old = contents(laid_out(tmp_path / "old"))
    process = start(command, laid_out(tmp_path / "done"))
    began = time.monotonic()
    assert (process.communicate()[1], process.returncode) == (b"", 0)
    takes, new = time.monotonic() - began, contents(tmp_path / "done")
    assert new != old
    for number in range(ROUNDS):
        for sent in SIGNALS:
            folder = laid_out(tmp_path / f"{number}-{sent}")
            process = start(command, folder)
            time.sleep(chance.uniform(0, takes))
            process.send_signal(sent)
            errors = process.communicate()[1].decode()
            assert process.returncode in (0, 128 + sent), errors
            assert errors == ""
            found = contents(folder)
            assert found in (old, new)
            assert found == new or process.returncode
            assert not list(folder.rglob(".*"))


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("sent", SIGNALS, ids=lambda sent: sent.name)
def test_of_an_earlier_revision_nothing_stays_behind(sent: signal.Signals, tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "repository")
    git = ["git", "-C", str(folder), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for words in (["init", "-q"], ["add", "data"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    chance, before, codes = random.Random(sent), sorted(folder.iterdir()), set()  # noqa: S311  # no secret
    for _ in range(ROUNDS):
        process = start("check -d data --since HEAD --today 2026-11-24", folder)
        time.sleep(chance.uniform(0.05, 0.3))
        process.send_signal(sent)
        assert process.communicate()[1] == b""
        codes.add(process.returncode)
        assert sorted(folder.iterdir()) == before
    assert codes <= {0, 128 + sent}


@pytest.mark.parametrize("sent", SIGNALS, ids=lambda sent: sent.name)
def test_one_who_waits_for_another_writer_ends_at_once(sent: signal.Signals, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    folder = laid_out(tmp_path / "waits")
    handle = os.open(folder / "data", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        process = start("record berth-wait 2010 7 -d data", folder)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(sent)
        assert process.communicate(timeout=10)[1] == b""
        assert process.returncode == 128 + sent
    finally:
        os.close(handle)
    assert contents(folder) == contents(laid_out(tmp_path / "old"))


def test_a_signal_that_comes_between_two_renames_waits_for_the_second(tmp_path: Path) -> None:
    """The signal is sent by the rename of the first file, and comes when both are new."""
    stopping = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from policy_eval.file_writing import write_files\n"
        "rename = Path.replace\n"
        "def replace(*paths):\n"
        "    rename(*paths)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "Path.replace = replace\n"
        "try:\n"
        "    write_files({Path('a'): b'new', Path('b'): b'new'})\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    words = [sys.executable, "-c", stopping]
    environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, capture_output=True, cwd=tmp_path, env=environ, check=False)
    assert (done.stdout, done.stderr) == (b"stopped\n", b"")
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}
