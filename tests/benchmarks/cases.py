"""What is measured: each command beside a floor, with the ratio to stay below."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
BUNDLED: Final = HERE.parent.parent / "indicators"
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

    @property
    def named_against(self) -> str:
        if self.against == IMPORT_TYPER:
            return f"`{self.against[-1]}`"
        if self.against[0] == sys.executable:
            return f"`{Path(self.against[1]).name}`"
        return f"`{self.against[1]}`, {Path(self.against[-1]).name}"


def poleval(*arguments: str | Path) -> Command:
    return (str(Path(sys.executable).with_name("poleval")), *map(str, arguments))


def floor(name: str, folder: Path) -> Command:
    return (sys.executable, str(HERE / f"floor_{name}.py"), str(folder))


def generate(folder: Path, indicators: int, shape: str = "plain") -> Path:
    arguments = ("--indicators", str(indicators), "--shape", shape)
    subprocess.run((sys.executable, str(HERE / "generate.py"), str(folder), *arguments), check=True)
    return folder


def bundled() -> Iterator[Case]:
    """The start of each command, on the 59 indicators that come with it."""
    option = floor("option", BUNDLED)
    yield Case("`--version`", poleval("--version"), IMPORT_TYPER, 0.60)
    yield Case("a Typer command with one option", option, IMPORT_TYPER)
    yield Case("`validate`, bundled", poleval("validate", "-d", BUNDLED), option)
    yield Case("`check`, bundled", poleval("check", "-d", BUNDLED), option, 1.35)
    yield Case("`show`, bundled", poleval("show", "-d", BUNDLED), floor("show", BUNDLED), 0.70)
    yield Case("`export`, bundled", poleval("export", "-d", BUNDLED), floor("export", BUNDLED))


def synthetic(folder: Path) -> Iterator[Case]:
    """The commands on 10,000 indicators of one shape, which is the name of their folder."""
    goals = {"validate": 0.50, "check": 0.45, "show": 0.35, "export": 0.60}
    for name, goal in goals.items():
        against = floor("load" if name == "validate" else name, folder)
        yield Case(f"`{name}`, 10,000, {folder.name}", poleval(name, "-d", folder), against, goal)


def edited(folder: Path, table: Path) -> Iterator[Case]:
    """One figure, and 4,000, into a file of 10,000 indicators; only tried, so that each round does the same."""
    rows = "".join(f"metric-{number:06},2024,5\n" for number in range(4_000))
    table.write_text(f"indicator,period,value\n{rows}", encoding="utf-8")
    validate = poleval("validate", "-d", folder)
    one = poleval("record", "metric-000007", "2024", "5", "--dry-run", "-d", folder)
    yield Case("`record`, one figure in a file of 10,000", one, validate, 1.5)
    many = poleval("import", table, "--into", folder, "--dry-run")
    yield Case("`import --into`, 4,000 figures in one file", many, validate, 4)


def imported(table: Path) -> Iterator[Case]:
    """A long CSV of 500,000 rows into a new folder."""
    with table.open("w", encoding="utf-8") as file:
        file.write("indicator,title,unit,direction,period,value\n")
        for number in range(50_000):
            file.writelines(
                f"m-{number:05},Result of measure {number},persons,none,FY{year},{number % 97 + year / 10}\n"
                for year in range(2014, 2024)
            )
    new = table.with_suffix("")
    script = f"rm -rf '{new}' && exec '{poleval()[0]}' import '{table}' -o '{new}'"
    yield Case("`import`, a CSV of 500,000 rows", ("sh", "-c", script), floor("import", table), 4)


def booked(folder: Path) -> Iterator[Case]:
    """A workbook of 3,000 indicators, where XlsxWriter is installed."""
    if find_spec("xlsxwriter"):
        made = poleval("export", "-d", folder, "-o", folder.with_suffix(".xlsx"))
        yield Case("`export -o x.xlsx`, 3,000", made, floor("xlsx", folder), 2.0)


def compared(folder: Path) -> Iterator[Case]:
    """Two states in which every indicator has another figure; the dataset is a repository for it."""
    git = shutil.which("git") or "git"
    settings = ("-C", str(folder), "-c", "user.name=b", "-c", "user.email=b@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "state")):
        subprocess.run((git, *settings, *arguments), check=True)
    both = floor("twice", folder)
    yield Case("`diff`, two states of 10,000, equal", poleval("diff", "-d", folder, "-f", "csv"), both, 1.2)
    other = folder.with_name(f"{folder.name}-then")
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns(".git"))
    for path in other.glob("*.yaml"):
        path.write_text(re.sub(r"\b2020: (?=[0-9])", "2020: 1", path.read_text("utf-8")), encoding="utf-8")
    changed = poleval("diff", other, "-d", folder, "-f", "csv")
    yield Case("`diff`, two states of 10,000, a figure of each changed", changed, both, 1.2)


def reported(folder: Path) -> Iterator[Case]:
    """A page in one language; `show` of the same data for comparison."""
    written = poleval("report", "-d", folder, "--lang", "en", "-o", folder / "report.html")
    yield Case("`report`, 1,000", written, poleval("show", "-d", folder), 2.5)


def growth(folder: Path, tenfold: Path) -> Iterator[Case]:
    """Ten times the data, for commands that read all of it."""
    for name in ("validate", "check", "show", "gaps", "changes", "due", "audit", "export"):
        yield Case(f"`{name}`, 100,000", poleval(name, "-d", tenfold), poleval(name, "-d", folder), 11)
    record = ("record", "metric-000007", "2024", "5", "--dry-run", "-d")
    yield Case("`record`, 100,000", poleval(*record, tenfold), poleval(*record, folder), 11)
    large, small = (poleval("diff", one, "-d", one, "-f", "csv") for one in (tenfold, folder))
    yield Case("`diff`, 100,000", large, small, 11)
