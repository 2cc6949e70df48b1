"""The same files and the same day give the same bytes, wherever and whenever they are read."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from policy_eval.export.formats import FORMATS as EXPORTS
from policy_eval.findings.formats import FORMATS as FINDINGS

from .running import BUNDLED, CITY, HARBOUR, ROOT

HERE: Final = "-d DATA --lang ja --today 2026-11-24"
CHECK: Final = "check -d data --lang ja --today 2026-11-24"
"""A finding names its file, as it was named on the command line."""
COMMANDS: Final = {
    **{name: f"export {HERE} -f {name} -o OUT/{name}{one.suffix}" for name, one in EXPORTS.items()},
    **{f"check {name}": f"{CHECK} -f {name}" for name in FINDINGS},
    "csv to a pipe": f"export {HERE} --table changes",
    "csv, wide": f"export {HERE} --layout wide --reasons",
    "assessments": f"export {HERE} -f json --table assessments",
    "show": f"show {HERE} -f markdown",
    "gaps": f"gaps {HERE} -f csv",
    "schema": "schema -o OUT/schema.json",
}
RUN: Final = """
import os, random, sys
from pathlib import Path
from policy_eval.__main__ import run

class Shuffled(list):
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass

def scandir(path=".", scan=os.scandir):
    entries = Shuffled(scan(path))
    random.Random(int(sys.argv[1])).shuffle(entries)
    return entries

def listdir(path=".", names=os.listdir):
    return sorted(names(path), reverse=int(sys.argv[1]) % 2 == 0)

os.scandir, os.listdir = scandir, listdir
for line in sys.stdin.read().splitlines():
    name, command = line.split("=", 1)
    file = os.open(Path("out") / f"{name}.stdout", os.O_CREAT | os.O_WRONLY)
    os.dup2(file, 1)
    code = run(command.replace("DATA", str(Path("data").resolve())).replace("OUT", "out").split())
    assert code == ("check" in command), command
"""
CIRCUMSTANCES: Final = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo", "COLUMNS": "40", "POLEVAL_INDICATORS": "nowhere"},
    {"PYTHONHASHSEED": "2", "LANG": "ja_JP.UTF-8", "TZ": "America/Los_Angeles", "NO_COLOR": "1"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.ISO-8859-9", "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1"},
]


def copied(source: Path, folder: Path, seed: int) -> None:
    """The files of a dataset in a new folder, made in another order and at another time."""
    folder.mkdir(parents=True)
    paths = sorted(source.glob("*.yaml"))
    random.Random(seed).shuffle(paths)  # noqa: S311  # no secret
    for path in paths:
        shutil.copyfile(path, folder / path.name)
        os.utime(folder / path.name, (seed * 1e8, seed * 1e8))


@pytest.fixture(scope="module", params=[BUNDLED, HARBOUR, CITY], ids=["bundled", "harbour", "city"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folders of all outputs, one for each of the circumstances."""
    folders = []
    for seed, environ in enumerate(CIRCUMSTANCES):
        folder = tmp_path_factory.mktemp("run") / ("deeper/" * seed)
        copied(Path(request.param), folder / "data", seed)
        (folder / "out").mkdir()
        lines = "".join(f"{name}={command}\n" for name, command in COMMANDS.items())
        command, env = [sys.executable, "-c", RUN, str(seed)], {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environ}
        done = subprocess.run(command, input=lines.encode(), capture_output=True, cwd=folder, env=env, check=False)
        assert done.returncode == 0, done.stderr.decode()
        folders.append(folder / "out")
    return folders


def test_the_same_files_and_day_give_the_same_bytes(outputs: list[Path]) -> None:
    """Whatever the order of files, their times, the hash seed, the locale, the time zone and the working folder."""
    first, *others = [
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in outputs
    ]
    assert len(first) > len(COMMANDS) + 5
    assert sum(map(bool, first.values())) >= len(COMMANDS)
    for other in others:
        assert {name for name in first if other[name] != first[name]} == set()
        assert other.keys() == first.keys()
