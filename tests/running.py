"""Runs of the program, for tests of what it does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

ROOT = Path(__file__).parents[1]
CITY = str(ROOT / "tests" / "data" / "city")
HARBOUR = str(ROOT / "tests" / "data" / "harbour")
BUNDLED = str(ROOT / "indicators")


class Outcome(NamedTuple):
    """What a run of poleval left."""

    code: int
    out: str
    err: str


class Poleval(Protocol):
    """Runs poleval in this process; the fixture `poleval` is one."""

    def __call__(self, *arguments: str) -> Outcome: ...


def spelt(value: object) -> str:
    """The name of a case: its arguments."""
    return " ".join(value) if isinstance(value, list) else ""


def filled_in(folder: Path) -> None:
    """What a person does after an import: the titles of sub-fields are in no table."""
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub("^title:    # to be filled in.*$", "title: T", text, flags=re.MULTILINE), encoding="utf-8"
        )


SERVER = """
import json, os, sys
import pandas, rich.console, rich.table
from policy_eval.commands.app import app
from policy_eval.__main__ import main

app()
for line in sys.stdin:
    words, folder, out, err = json.loads(line)
    process = os.fork()
    if not process:
        os.chdir(folder)
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = ["poleval", *words]
        main()
    _, status = os.waitpid(process, 0)
    os.write(1, b"%d\\n" % os.waitstatus_to_exitcode(status))
"""


class Warm:
    """Runs of the whole program in an environment that is laid out once: each forks from a process that has begun.

    What depends on how a process is started (closed streams, limits, signals) needs one of its own.
    """

    def __init__(self, environ: dict[str, str], scratch: Path) -> None:
        self._files = scratch / "out", scratch / "err"
        environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environ}
        self._server = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environ,
            cwd=scratch,
            encoding="ascii",
        )

    def __call__(self, words: list[str], folder: Path) -> tuple[int, bytes, bytes]:
        """Exit code, output and errors of `poleval` with these words in this folder."""
        stdin, stdout = self._server.stdin, self._server.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps([words, str(folder), *map(str, self._files)]) + "\n")
        stdin.flush()
        code = int(stdout.readline())
        out, err = (path.read_bytes() for path in self._files)
        return code, out, err

    def end(self) -> None:
        self._server.communicate()
