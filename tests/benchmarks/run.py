"""Times poleval beside the libraries it stands on: `python tests/benchmarks/run.py --huge` measures every goal.

Each round runs every command once, so that a slow moment of the machine falls on both
sides of a ratio; the first round warms up and does not count. Output goes into a pipe
and is read to its end. Prints medians as Markdown and asserts nothing. pandas imports
pyarrow where that is installed: users have none, so measure where `pip install .` is all.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Final, NamedTuple

import typer

HERE: Final = Path(__file__).parent
BUNDLED: Final = HERE.parent.parent / "indicators"
LIBRARIES: Final = ("typer", "rich", "PyYAML", "pandas", "numpy", "pydantic", "pyarrow")
MOST_MEMORY: Final = {"floor_check.py": "1.15"}
"""The ratio of peak memory to stay below, by what it is held against."""

SHAPES: Final = ("plain", "findings", "parts", "months", "one-file", "many-files")
"""Those of `generate.py`."""

Command = tuple[str, ...]
IMPORT_TYPER: Final[Command] = (sys.executable, "-c", "import typer")


class Case(NamedTuple):
    """A command of poleval, what it is held against, and the ratio to stay below."""

    name: str
    command: Command
    against: Command
    goal: float | None = None


class Run(NamedTuple):
    """How long a process took, and the most memory it held, in MiB."""

    seconds: float
    peak: float


Runs = dict[Command, list[Run]]


def poleval(*arguments: str | Path) -> Command:
    return (str(Path(sys.executable).with_name("poleval")), *map(str, arguments))


def floor(name: str, folder: Path) -> Command:
    return (sys.executable, str(HERE / f"floor_{name}.py"), str(folder))


def generate(folder: Path, indicators: int, shape: str = "plain") -> Path:
    arguments = ("--indicators", str(indicators), "--shape", shape)
    run((sys.executable, str(HERE / "generate.py"), str(folder), *arguments))
    return folder


def bundled() -> Iterator[Case]:
    yield Case("a Typer command with one option", floor("option", BUNDLED), IMPORT_TYPER)
    yield Case("`--version`", poleval("--version"), IMPORT_TYPER, 1.15)
    yield Case("`validate`, bundled", poleval("validate", "-d", BUNDLED), IMPORT_TYPER)
    yield Case("`check`, bundled", poleval("check", "-d", BUNDLED), IMPORT_TYPER, 2.6)
    yield Case("`show`, bundled", poleval("show", "-d", BUNDLED), floor("show", BUNDLED), 0.80)
    yield Case("`export`, bundled", poleval("export", "-d", BUNDLED), floor("export", BUNDLED))


def synthetic(folder: Path) -> Iterator[Case]:
    """The commands on 10,000 indicators of one shape, which is the name of their folder."""
    goals = {"validate": 0.50, "check": 0.45, "show": 0.35, "export": 0.60}
    for name, goal in goals.items():
        against = floor("load" if name == "validate" else name, folder)
        yield Case(f"`{name}`, 10,000, {folder.name}", poleval(name, "-d", folder), against, goal)


def compared(folder: Path) -> Iterator[Case]:
    """Two states in which every indicator has another figure; the dataset is a repository for it."""
    git = (
        "git",
        "-C",
        str(folder),
        "-c",
        "user.name=b",
        "-c",
        "user.email=b@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "state")):
        run((*git, *arguments))
    for path in folder.glob("*.yaml"):
        path.write_text(re.sub(r"\b2020: (?=[0-9])", "2020: 1", path.read_text("utf-8")), encoding="utf-8")
    both = floor("twice", folder)
    yield Case("`diff`, two states of 10,000", poleval("diff", "-d", folder, "-f", "csv"), both, 1.2)


def reported(folder: Path) -> Iterator[Case]:
    """A page in one language; `show` of the same data for comparison."""
    written = poleval("report", "-d", folder, "--lang", "en", "-o", folder / "report.html")
    yield Case("`report`, 1,000", written, poleval("show", "-d", folder), 2.5)


def growth(folder: Path, tenfold: Path) -> Iterator[Case]:
    for name in ("validate", "check", "show", "export"):
        yield Case(f"`{name}`, 100,000", poleval(name, "-d", tenfold), poleval(name, "-d", folder), 11)


def run(command: Command) -> Run:
    """Raises RuntimeError where the command did not do its work."""
    # As for a user: no width, no colours, and the bytecode that the warm-up has written.
    unwanted = ("COLUMNS", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment["LC_ALL"] = "C.UTF-8"
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        while process.stdout.read(2**20):  # in pieces, since a process starts with the peak memory of this one
            pass
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: a target is missed
        raise RuntimeError(f"exit code {process.returncode}: {' '.join(command)}")
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def alternate(cases: Sequence[Case], rounds: int) -> Runs:
    """The runs of every command, without its warm-up."""
    runs: Runs = {command: [] for case in cases for command in (case.command, case.against)}
    for number in range(rounds + 1):
        for command, its_runs in runs.items():
            typer.echo(f"round {number} of {rounds}: {' '.join(command)}", err=True)
            its_runs.append(run(command))
    return {command: its_runs[1:] for command, its_runs in runs.items()}


def times(cases: Sequence[Case], runs: Runs) -> Iterator[str]:
    yield "| | seconds | against | seconds | ratio | goal |"
    yield "| --- | ---: | --- | ---: | ---: | ---: |"
    for name, command, against, goal in cases:
        own, other = (median(one.seconds for one in runs[each]) for each in (command, against))
        yield f"| {name} | {own:.3f} | {named(against)} | {other:.3f} | {own / other:.2f} | {goal or ''} |"


def peaks(cases: Sequence[Case], runs: Runs) -> Iterator[str]:
    """Of large datasets only, which take more than the process that measures them. 100,000 may take 1.5 GB."""
    yield "| peak memory | MiB | against | MiB | ratio | goal |"
    yield "| --- | ---: | --- | ---: | ---: | ---: |"
    for name, command, against, _ in cases:
        own, other = (median(one.peak for one in runs[each]) for each in (command, against))
        goal = "1500 MB" if named(against) == "10,000" else MOST_MEMORY.get(Path(against[1]).name, "")
        yield f"| {name} | {own:.0f} | {named(against)} | {other:.0f} | {own / other:.2f} | {goal} |"


def named(command: Command) -> str:
    if command == IMPORT_TYPER:
        return f"`{command[-1]}`"
    if command[0] == sys.executable:
        return f"`{Path(command[1]).name}`"
    return "`show`, 1,000" if Path(command[-1]).name == "small" else "10,000"


def measured(cases: Sequence[Case], rounds: int, *, memory: bool) -> None:
    runs = alternate(cases, rounds)
    typer.echo("\n".join(["", *times(cases, runs)]))
    if memory:
        typer.echo("\n".join(["", *peaks(cases, runs)]))


def installed() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def main(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds that count; a third of them with 100,000.")] = 9,
    large: Annotated[bool, typer.Option("--large", help="Also 10,000 indicators, with peak memory.")] = False,
    huge: Annotated[bool, typer.Option("--huge", help="Also 10,000 and 100,000 indicators.")] = False,
) -> None:
    """Time poleval beside the libraries it stands on."""
    system = f"{platform.system()}, {os.cpu_count()} cores"
    typer.echo(f"Python {platform.python_version()}, {', '.join(installed())}; {system}; medians")
    with TemporaryDirectory() as scratch:
        measured([*bundled()], rounds, memory=False)
        if large or huge:
            for shape in SHAPES:
                folder = generate(Path(scratch, shape), 10_000, shape)
                measured([*synthetic(folder)], rounds, memory=shape == SHAPES[0])
            folder = Path(scratch, SHAPES[0])
            measured([*compared(folder)], rounds, memory=False)
            measured([*reported(generate(Path(scratch, "small"), 1_000))], rounds, memory=False)
        if huge:
            tenfold = generate(Path(scratch, "huge"), 100_000)
            measured([*growth(folder, tenfold)], max(1, rounds // 3), memory=True)


if __name__ == "__main__":
    typer.run(main)
