"""Every system call by which a command writes fails, or the program is killed at it: all is old, or all is new."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from ..running import ROOT

ERRORS: Final = {
    "openat": ("ENOSPC", "EMFILE"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO",),
    "close": ("EIO",),
    "rename": ("EIO", "EACCES"),
    "link": ("EPERM",),
    "linkat": ("EPERM",),
    "unlink": ("EIO",),
    "chmod": ("EPERM",),
    "fchmod": ("EPERM",),
    "mkdir": ("ENOSPC",),
    "rmdir": ("EIO",),
}
"""The calls that change something, and what the system may answer."""
FILE: Final = (
    "sub_field: {0}\ntitle: T\nindicators:\n"
    "  - {{id: a{0}, title: A, unit: u, direction: none, observations: {{2020: 1}}}}\n"
)
COMMANDS: Final = {
    "record": "record a1 2021 5 -d data",
    "import": "import new.csv --into data",
    "package": "export -d data -f datapackage -o package",
    "report": "report -d data -o pages --today 2024-01-01",
}
WRITTEN: Final = {"record": "data", "import": "data", "package": "package", "report": "pages"}


class Fault(NamedTuple):
    """What happens at the so many'th call of a kind."""

    call: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.call}:{self.what}:when={self.number}"


def is_traceable() -> bool:
    tracer = shutil.which("strace")
    return bool(tracer) and subprocess.run([tracer or "", "-o", os.devnull, "true"], check=False).returncode == 0


pytestmark = [pytest.mark.slow, pytest.mark.skipif(not is_traceable(), reason="strace is not to be had")]


def run(folder: Path, command: str, *options: str) -> int:
    """The exit code of a command in a folder, under the tracer; that of a killed one is negative."""
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    words = [shutil.which("strace") or "", *options, sys.executable, "-m", "policy_eval", *command.split()]
    return subprocess.run(words, cwd=folder, env=environ, capture_output=True, check=False).returncode


def made(folder: Path, name: str) -> Path:
    """A dataset of four files, with what a command had written before of other data."""
    (folder / "data").mkdir(parents=True)
    for number in range(1, 5):
        (folder / "data" / f"{number}.yaml").write_text(FILE.format(number), encoding="utf-8")
    rows = "".join(f"a{number},2021,{number + 4}\n" for number in range(1, 5))
    (folder / "new.csv").write_text(f"indicator,period,value\n{rows}", encoding="utf-8")
    if WRITTEN[name] != "data":
        assert run(folder, COMMANDS[name], "-o", os.devnull) == 0
        path = folder / "data" / "1.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("2020: 1", "2020: 7"), encoding="utf-8")
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def faults(log: Path, folder: Path) -> Iterator[Fault]:
    """Each call from the first one on that writes into the folder, with each of its errors, and a kill."""
    counts: Counter[str] = Counter()
    has_begun = False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
        if found is None or found[1] not in ERRORS:
            continue
        counts[found[1]] += 1
        has_begun = has_begun or (str(folder) in found[2] and ("O_CREAT" in found[2] or found[1] in ("link", "mkdir")))
        if has_begun:
            for what in ERRORS[found[1]]:
                yield Fault(found[1], counts[found[1]], f"error={what}")
            yield Fault(found[1], counts[found[1]], "signal=KILL")


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_fails_while_files_are_written_they_are_all_old_or_all_new(name: str, tmp_path: Path) -> None:
    base, clean, own = made(tmp_path / "base", name), tmp_path / "clean", tmp_path / "own"
    shutil.copytree(base, clean)
    trace = ("-e", f"trace={','.join(ERRORS)}")
    assert run(clean, COMMANDS[name], "-f", "-o", str(tmp_path / "log"), *trace) == 0
    old, new = (state(folder / WRITTEN[name]) for folder in (base, clean))
    assert new != old
    torn, planned = [], [*faults(tmp_path / "log", clean / WRITTEN[name])]
    for fault in planned:
        shutil.rmtree(own, ignore_errors=True)
        shutil.copytree(base, own)
        code = run(own, COMMANDS[name], "-f", "-o", os.devnull, *trace, "-e", f"inject={fault}")
        if "KILL" in fault.what:  # the next command finishes what was begun
            assert run(own, "validate data" if WRITTEN[name] == "data" else COMMANDS[name], "-o", os.devnull) == 0
        left = state(own / WRITTEN[name])
        if left not in (old, new) or (code == 0 and left != new):
            torn.append((str(fault), code))
    print(f"{name}: {len(planned)} faults, torn: {len(torn)}")  # noqa: T201  # the count is what one wants to know
    assert len(planned) > 20
    assert torn == []
