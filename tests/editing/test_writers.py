"""Processes that write into a dataset: two at once, and one that is killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policy_eval import load
from policy_eval.model.periods import Period

from ..running import HARBOUR, ROOT


def start(*arguments: str, code: str = "from policy_eval.__main__ import main; main()") -> subprocess.Popen[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environ)


def test_of_twenty_figures_that_are_written_at_once_none_is_lost(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    years = range(2030, 2050)
    processes = []
    for year in years:
        table = tmp_path / f"{year}.csv"
        table.write_text(f"indicator,{year}\nberth-wait,{year / 8}\n", encoding="utf-8")
        recorded = ["record", "berth-wait", str(year), str(year / 8), "-d", str(folder)]
        processes.append(start(*(recorded if year % 2 else ["import", str(table), "--into", str(folder)])))
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * len(years)
    found = next(indicator for indicator in load(folder).indicators if indicator.id == "berth-wait").observations
    assert {year: found[Period(year, year)].value for year in years} == {year: year / 8 for year in years}


FOR_EVER = """
import sys
from itertools import cycle
from policy_eval.__main__ import run
folder, *words = sys.argv[1:]
for value in cycle("12"):
    assert run([word.replace("VALUE", value).replace("DIR", folder) for word in words]) == 0
    print(value, file=sys.stderr, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX systems do")
@pytest.mark.parametrize(
    "words",
    [
        ["record", "berth-wait", "2030", "VALUE", "--revise", "-d", "DIR"],
        ["import", "DIR/VALUE.csv", "--into", "DIR", "--revise"],
    ],
    ids=["record", "import"],
)
def test_a_writer_that_is_killed_leaves_each_file_old_or_new(words: list[str], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    for value in "12":
        table = f"indicator,2030\nberth-wait,{value}\nnever-counted,{value}\n"
        (folder / f"{value}.csv").write_text(table, encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir())
    texts = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}
    chance = random.Random(20240831)  # noqa: S311  # no secret
    for _ in range(12):
        process = start(str(folder), *words, code=FOR_EVER)
        assert process.stderr
        process.stderr.readline()
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for path, text in texts.items():
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            recorded = [line for line in lines if line.strip() in ("2030: 1", "2030: 2")]
            assert len(recorded) == (path.name == "01-ports.yaml" or words[0] == "import")
            assert "".join(line for line in lines if line not in recorded) == text
        assert load(folder).indicators
        assert sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(".")) == names
