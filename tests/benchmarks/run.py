"""Times poleval beside the libraries it stands on: `python -m tests.benchmarks.run --huge` measures every goal.

Each round runs every command once, so that a slow moment of the machine falls on both
sides of a ratio; the first round warms up and does not count. Output goes into a pipe
and is read to its end. Prints medians as Markdown, and at last what is worst of each command over
all shapes of data, and asserts nothing.
"""

from __future__ import annotations

import os
import platform
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

from . import cases
from .cases import SHAPES, Case, Command, generate

LIBRARIES: Final = ("typer", "rich", "PyYAML", "pandas", "numpy", "pydantic", "XlsxWriter", "pyarrow")


class Run(NamedTuple):
    """How long a process took, and the most memory it held, in MiB."""

    seconds: float
    peak: float


Runs = dict[Command, list[Run]]


class Ratio(NamedTuple):
    """A case as it was measured: medians."""

    case: Case
    own: Run
    other: Run

    @property
    def seconds(self) -> float:
        return self.own.seconds / self.other.seconds


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


def alternate(measured: Sequence[Case], rounds: int) -> Runs:
    """The runs of every command, without its warm-up."""
    runs: Runs = {command: [] for case in measured for command in (case.against, case.command)}
    for number in range(rounds + 1):
        for command, its_runs in runs.items():
            typer.echo(f"round {number} of {rounds}: {' '.join(command)}", err=True)
            its_runs.append(run(command))
    return {command: its_runs[1:] for command, its_runs in runs.items()}


def middle(runs: Sequence[Run]) -> Run:
    return Run(median(one.seconds for one in runs), median(one.peak for one in runs))


def measured(chosen: Sequence[Case], rounds: int) -> list[Ratio]:
    """The ratios of these cases, which are printed."""
    runs = alternate(chosen, rounds)
    found = [Ratio(case, middle(runs[case.command]), middle(runs[case.against])) for case in chosen]
    typer.echo("\n".join(["", *table(found)]))
    return found


def table(found: Sequence[Ratio]) -> Iterator[str]:
    yield "| | s | MiB | against | s | MiB | ratio | goal |"
    yield "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |"
    for case, own, other in found:
        figures = f"{own.seconds:.3f} | {own.peak:.0f} | {case.named_against} | {other.seconds:.3f} | {other.peak:.0f}"
        yield f"| {case.name} | {figures} | {own.seconds / other.seconds:.2f} | {case.goal or ''} |"


def worst(found: Sequence[Ratio]) -> Iterator[str]:
    """Of the commands that were measured on every shape, the shape that takes longest against its floor."""
    commands = dict.fromkeys(one.case.name.rpartition(",")[0] for one in found)
    yield from table(
        [
            max((one for one in found if one.case.name.startswith(f"{name},")), key=lambda one: one.seconds)
            for name in commands
        ]
    )


def installed() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def main(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds that count; a third of them with 100,000.")] = 9,
    large: Annotated[bool, typer.Option("--large", help="Also 10,000 indicators of each shape.")] = False,
    huge: Annotated[bool, typer.Option("--huge", help="Also 10,000 and 100,000 indicators.")] = False,
) -> None:
    """Time poleval beside the libraries it stands on."""
    system = f"{platform.system()}, {os.cpu_count()} cores"
    typer.echo(f"Python {platform.python_version()}, {', '.join(installed())}; {system}; medians")
    with TemporaryDirectory() as scratch:
        measured([*cases.bundled()], rounds)
        if large or huge:
            top, found = Path(scratch), list[Ratio]()
            for shape in SHAPES:
                found += measured([*cases.synthetic(generate(top / shape, 10_000, shape))], rounds)
            typer.echo("\n".join(["", "The worst over all shapes:", "", *worst(found)]))
            measured([*cases.edited(top / "one-file", top / "figures.csv")], rounds)
            measured([*cases.imported(top / "long.csv")], rounds)
            measured([*cases.booked(generate(top / "book", 3_000))], rounds)
            measured([*cases.reported(generate(top / "small", 1_000))], rounds)
            measured([*cases.compared(top / SHAPES[0])], rounds)
        if huge:
            tenfold = generate(Path(scratch, "huge"), 100_000)
            measured([*cases.growth(Path(scratch, SHAPES[0]), tenfold)], max(1, rounds // 3))


if __name__ == "__main__":
    typer.run(main)
