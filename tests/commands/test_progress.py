"""Who waits before a terminal sees how far it is; nobody else sees anything of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ..running import BUNDLED

pty = pytest.importorskip("pty")

RUN = """
import os, signal, sys
from itertools import count
from policy_eval.reading import indicator_file as loading
from policy_eval.views import progress

def read_text(path, read=loading.read_text, number=count()):
    if next(number) == {interrupt}:
        os.kill(os.getpid(), signal.SIGINT)
    return read(path)

signal.signal(signal.SIGINT, signal.default_int_handler)
loading.read_text = read_text
if {slow}:
    progress.monotonic = count().__next__
from policy_eval.__main__ import run
code = run(sys.argv[1:])
sys.stdout.write(f"{{code}} {{'rich.progress' in sys.modules}}")
"""


def watched(*arguments: str, slow: bool = True, interrupt: int = -1, term: str = "xterm") -> tuple[str, str]:
    """Standard output, and what a terminal on standard error shows; every look at a slow clock takes a second."""
    reader, writer = pty.openpty()
    environment = {**os.environ, "TERM": term, "COLUMNS": "80", "NO_COLOR": "1"}
    command = [sys.executable, "-c", RUN.format(slow=slow, interrupt=interrupt), *arguments]
    try:
        out = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=writer, env=environment, check=True
        ).stdout.decode()
    finally:
        os.close(writer)
    shown = b""
    try:
        while part := os.read(reader, 4096):
            shown += part
    except OSError:  # how Linux says that nothing more can come
        pass
    os.close(reader)
    return out, shown.decode()


@pytest.mark.parametrize("arguments", [["check"], ["validate"], ["show", "6"], ["export"]], ids=" ".join)
def test_slow_work_shows_how_many_files_are_read_and_tidies_up(arguments: list[str]) -> None:
    out, shown = watched(*arguments, "-d", BUNDLED)
    assert out.endswith(" True")
    total = len(list(Path(BUNDLED).glob("*.yaml")))
    assert "poleval: reading" in shown
    assert f"{total - 1}/{total} files" in re.sub("\x1b\\[[0-9;]*m", "", shown)
    assert shown.rindex("\x1b[2K") > shown.rindex("files")  # the line is cleared
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1  # and the cursor is back


def test_work_of_less_than_a_second_shows_nothing() -> None:
    out, shown = watched("check", "-d", BUNDLED, slow=False)
    assert out.endswith("1 False")
    assert not shown


def test_a_dumb_terminal_is_spared() -> None:
    assert watched("validate", "-d", BUNDLED, term="dumb")[1] == ""


def test_who_interrupts_slow_work_has_the_cursor_back() -> None:
    out, shown = watched("validate", "-d", BUNDLED, interrupt=5)
    assert out == "130 True"
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1


def test_nothing_is_shown_and_nothing_loaded_where_standard_error_is_no_terminal() -> None:
    command = [sys.executable, "-c", RUN.format(slow=True, interrupt=-1), "validate", "-d", BUNDLED]
    result = subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", env={**os.environ, "FORCE_COLOR": "1"}
    )
    assert result.stderr == ""
    assert result.stdout.endswith("0 False")
