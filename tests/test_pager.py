"""Tables that are longer than the terminal go through a pager, as git's do."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from .running import BUNDLED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the terminals of a POSIX system")
EVERYTHING = ["show", "-d", BUNDLED]
ONE = ["show", "jpo-retention", "-d", BUNDLED]


def on_terminal(arguments: list[str], rows: int = 24, **environ: str) -> tuple[int, str]:
    """The exit code of poleval in a terminal of so many rows, and what came to it."""
    import fcntl
    import pty
    import struct
    import termios

    process, terminal = pty.fork()
    if not process:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
        os.execve(  # noqa: S606  # no shell
            sys.executable,
            [sys.executable, "-m", "policy_eval", *arguments],
            {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm", **environ},
        )
    got = b""
    try:
        while data := os.read(terminal, 65536):
            got += data
    except OSError:  # what Linux says at the end of a terminal
        pass
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), got.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("arguments", "rows", "environ", "is_paged"),
    [
        (EVERYTHING, 24, {}, True),
        (EVERYTHING, 2000, {}, False),
        (ONE, 60, {}, False),
        (ONE, 10, {}, True),
        (["--no-pager", *EVERYTHING], 24, {}, False),
        (EVERYTHING, 24, {"TERM": "dumb"}, False),
        (["gaps", "--all", "-d", BUNDLED], 24, {}, True),
        (["list", "-d", BUNDLED], 24, {}, False),
    ],
    ids=["long", "tall terminal", "short", "low terminal", "--no-pager", "dumb terminal", "gaps", "list"],
)
def test_a_table_is_paged_where_the_terminal_has_fewer_lines(
    arguments: list[str], rows: int, environ: dict[str, str], is_paged: bool
) -> None:
    code, shown = on_terminal(arguments, rows, PAGER="sed 's/^/PAGED /'", **environ)
    assert code == 0
    lines = [line for line in shown.splitlines() if line]
    assert {line.startswith("PAGED ") for line in lines} == {is_paged}


@pytest.mark.parametrize("pager", ["cat", "", "no-such-pager"])
def test_without_a_pager_all_is_shown(pager: str) -> None:
    code, shown = on_terminal(EVERYTHING, PAGER=pager)
    assert (code, "2 met, 1 missed" in shown) == (0, True)


def test_a_pager_that_ends_early_is_no_error() -> None:
    code, shown = on_terminal(EVERYTHING, PAGER="head -n 1")
    assert (code, shown.count("\n")) == (0, 1)


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less_shows_japanese_and_colours() -> None:
    code, shown = on_terminal([*EVERYTHING, "--lang", "ja"], PAGER="less -E +G", LANG="C.UTF-8", PYTHONUTF8="1")
    assert code == 0
    assert "達成2件" in shown
    assert "<E" not in shown
    assert "ESC[" not in shown
