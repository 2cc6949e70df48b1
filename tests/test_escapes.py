"""What is in the files acts on no terminal, whatever the command and its format."""

from __future__ import annotations

import io
import os
import re
import sys
import threading
from pathlib import Path
from typing import Final

import pytest

from policy_eval.__main__ import run
from policy_eval.export.formats import FORMATS as EXPORTS
from policy_eval.findings.formats import FORMATS as FINDINGS
from policy_eval.terminal_text import tame

pty = pytest.importorskip("pty", reason="needs the terminals of a POSIX system")

HOSTILE: Final = r"国\e]0;title\a\e[2J\e[31m\x9b1m\u202e\x7f\x08 \rover"
"""A title, a cleared screen, colours, a turn of direction, a backspace, a line written over, in YAML's escapes."""
FILE: Final = """\
sub_field: 1
title: "T?"
divisions: ["D?"]
goals: [{id: 1, en: "G?"}]
source: {ref: "S?", url: "https://example.org/?"}
note: "N?"
indicators:
  - id: a
    title: {ja: "J?", en: "I?"}
    unit: "u?"
    goal: 1
    direction: increase
    description: "x?"
    note: "n?"
    baseline: {period: 2020, value: 1}
    source: {ref: "r?", publisher: "p?", url: "https://example.org/?"}
    targets: [{at_least: 5, by: 2022, source: "t?"}, {at_least: 9}]
    waivers: [{target: 2, period: 2022, accepted: 2, reason: "w?", until: 2027-01-01}]
    observations:
      2020: {value: 1, note: "o?"}
      2021: {status: pending, note: "o?"}
      2022: 2
"""
ABOUT: Final = """\
title: "P?"
ministry: "M?"
source: "S?"
licence: {name: CC-BY-4.0, title: "L?", url: "https://example.org/?"}
note: "N?"
indicators: [{id: b, title: "B?", unit: "%", direction: none, observations: {2020: 1}}]
"""
COMMANDS: Final = [
    *("show", "show 1", "show programme", "show a", "changes", "gaps --all", "explain a", "check", "validate"),
    *("show -f csv", "show -f json", "show -f markdown", "explain a -f csv", "explain a -f json", "changes -f csv"),
    *("gaps -f csv", "export", "export --for excel", "export --for data"),
    *(f"export -f {name}" for name, one in EXPORTS.items() if not one.is_binary and not one.is_folder),
    *("export --layout wide --reasons", "export --encoding utf-16", "export --table assessments"),
    *(f"check -f {name}" for name in FINDINGS),
    "record a 2023 5 --dry-run",
    "record a 2020 6 --dry-run --revise --note \x1b[31m",
    *("show \x1b[31m", "check --waive \x1b[31m", "gaps --today \x1b[31m", "export --encoding \x1b[31m"),
]
COLOUR: Final = re.compile(rb"\x1b\[[0-9;]*m")
ACTIVE: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae|\xc2[\x80-\x9f]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"1.yaml": FILE, "programme.yaml": ABOUT}.items():
        (tmp_path / name).write_text(text.replace("?", HOSTILE), encoding="utf-8")
    return tmp_path


class Terminal:
    """A terminal for the streams of this process, with all that reaches it."""

    def __init__(self) -> None:
        self.written = b""
        self._reader, writer = pty.openpty()
        self.stream = io.TextIOWrapper(io.FileIO(writer, "w"), encoding="utf-8", line_buffering=True)
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        while data := self._next():
            self.written += data
        os.close(self._reader)

    def _next(self) -> bytes:
        try:
            return os.read(self._reader, 1 << 16)
        except OSError:  # how Linux says that the other side is closed
            return b""

    def all(self) -> bytes:
        """What was written, once nothing follows."""
        self.stream.close()
        self._thread.join()
        return self.written


@pytest.mark.parametrize("kind", ["xterm-256color", "dumb"])
@pytest.mark.parametrize("command", COMMANDS, ids=ascii)
def test_nothing_that_is_read_acts_on_a_terminal(
    command: str, kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "")
    monkeypatch.setenv("TERM", kind)
    monkeypatch.setenv("COLUMNS", "120")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal.stream)
    monkeypatch.setattr(sys, "stderr", terminal.stream)
    run([*command.split(" "), "-d", str(folder)])
    written = re.sub(rb"\r+\n", b"\n", terminal.all())
    assert written
    if kind != "dumb":
        written = COLOUR.sub(b"", written)
    assert not ACTIVE.findall(written)


@pytest.mark.parametrize(
    "command",
    ["export", "export --for data", "export -f json", "check -f sarif --today 2026-11-24", "changes -f csv"],
)
def test_a_pipe_gets_the_data_as_they_are(
    command: str, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run([*command.split(" "), "-d", str(folder)])
    written = capfdbinary.readouterr().out.decode()
    assert "\u202e" in written
    assert ("\x1b[31m" if "json" not in command and "sarif" not in command else r"\u001b[31m") in written


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("a,b\r\n国\t1\n", "a,b\r\n国\t1\n"),
        ("a\rb", r"a\rb"),
        ("\x1b[31m\x9b\u202e\x00", r"\x1b[31m\x9b\u202e\x00"),
        ("'\\", "'\\"),
    ],
)
def test_data_on_a_terminal_is_itself_but_for_what_would_act(data: str, shown: str) -> None:
    assert tame(data.encode()).decode() == shown


def test_data_in_an_old_encoding_keeps_its_letters_on_a_terminal() -> None:
    assert tame("国,ソ\x1b[31m\r\n".encode("cp932")) == "国,ソ".encode("cp932") + b"\\x1b[31m\r\n"
