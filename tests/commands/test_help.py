"""The help, on terminals of all kinds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_eval.commands.app import COMMANDS as NAMES

from ..running import Warm

COMMANDS = ["", *NAMES]


Help = Callable[[str, str], str]


@pytest.fixture
def help_of(warm: Callable[..., Warm], tmp_path: Path) -> Help:
    """The help of a command in a terminal of 80 columns with this encoding."""

    def call(command: str, encoding: str) -> str:
        code, out, err = warm(PYTHONIOENCODING=encoding, COLUMNS="80")([*command.split(), "--help"], tmp_path)
        assert (code, err) == (0, b"")
        return out.decode(encoding)

    return call


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_can_be_shown_in_plain_ascii(command: str, help_of: Help) -> None:
    text = help_of(command, "ascii")
    assert "Usage: poleval" in text
    assert "\\u" not in text


@pytest.mark.parametrize("encoding", ["cp932", "cp437", "latin-1", "utf-8"])
def test_the_help_speaks_japanese_where_the_terminal_does(encoding: str, help_of: Help) -> None:
    speaks = encoding in ("cp932", "utf-8")
    assert ("令和5年度, FY2023/R5" in help_of("gaps", encoding)) is speaks
    assert ("件名=title" in help_of("import", encoding)) is speaks


def test_what_a_terminal_lacks_is_spelt_out_whoever_prints_it() -> None:
    program = (
        "import sys; from policy_eval import __main__; from policy_eval.commands import app as cli;"
        "cli.command_line = lambda *_: type('Command', (), {'main': lambda *_, **__: print('国')})();"
        "sys.argv = ['poleval', 'show']; __main__.main()"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout.split(), ended.stderr) == (0, [b"\\u56fd"], b"")
