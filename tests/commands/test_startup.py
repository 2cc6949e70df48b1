"""What is imported when: pandas and rich only by the commands that show or export tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policy_eval.commands.app import COMMANDS, app

ROOT = Path(__file__).parents[2]
REPORT = "import sys; from policy_eval.__main__ import run; run(sys.argv[1:]); print(*sorted(sys.modules))"


def python(code: str, *arguments: str) -> set[str]:
    """The words of the last line that this code prints."""
    command = [sys.executable, "-c", code, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    return set(result.stdout.splitlines()[-1].split())


def modules(*arguments: str) -> set[str]:
    return python(REPORT, *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["check"],
        ["check", "--format", "json"],
        ["validate"],
        ["record", "un-staff", "2024", "970", "-d", "indicators", "--dry-run"],
        ["record", "un-staff", "2024"],
        ["schema"],
        ["show", "--no-such-option"],
        ["no-such-command"],
        ["show", "no-such-indicator"],
    ],
    ids=" ".join,
)
def test_a_command_without_tables_loads_neither_pandas_nor_rich(arguments: list[str]) -> None:
    by_typer = python("import sys, typer; print(*sys.modules)")  # some versions of Typer load rich themselves
    assert not (modules(*arguments) - by_typer) & {"pandas", "numpy", "rich.table", "rich.console"}


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["explain", "un-staff"], ["gaps"], ["show"], ["show", "6"], ["show", "un-staff"], ["changes"]],
    ids=" ".join,
)
def test_what_is_read_on_a_terminal_does_without_pandas(arguments: list[str]) -> None:
    assert not modules(*arguments) & {"pandas", "numpy"}


def test_a_command_loads_no_other_command_and_no_format_that_is_not_asked_for() -> None:
    loaded = {name for name in modules("check") if name.startswith("policy_eval.")}
    shared = {f"policy_eval.commands.{name}" for name in ("app", "check_outputs", "options", "pager", "session")}
    assert {name for name in loaded if ".commands." in name} == {"policy_eval.commands.check", *shared}
    assert {name for name in loaded if ".findings." in name} == {
        "policy_eval.findings.formats",
        "policy_eval.findings.reporting",
        "policy_eval.findings.sentences",
        "policy_eval.findings.text",
    }


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []], ids=" ".join)
def test_the_help_lists_every_command_in_order(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "policy_eval", *arguments]
    result = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    words = [line.strip(" │").split(" ")[0] for line in result.stdout.splitlines()]
    assert tuple(word for word in words if word in COMMANDS) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded_alone(name: str) -> None:
    (only,) = app([name]).registered_commands
    assert only.name == name


def test_the_version_is_told_without_typer_and_pydantic() -> None:
    assert not modules("--version") & {"typer", "pydantic", "yaml"}


def test_importing_the_package_is_cheap() -> None:
    loaded = python("import sys, policy_eval; print(*sys.modules)")
    assert not {"pandas", "rich", "typer", "pydantic", "yaml"} & loaded


def test_only_the_command_line_knows_typer_and_only_views_know_rich() -> None:
    for path in (ROOT / "policy_eval").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path.parent.name != "commands":
            assert "import typer" not in source, path
            assert "commands.app" not in source or path.name == "__main__.py", path
        if path.parent.name != "views" and path.name != "wrapping.py":
            assert "from rich" not in source, path
            assert "import rich" not in source, path


def test_what_pandas_finds_installed_is_loaded_only_for_a_format_that_needs_it(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    shown = loaded_by_the_program("show", "-d", "indicators", "--format", "csv")
    assert ("pandas" in shown, "pyarrow.lib" in shown) == (True, False)
    written = tmp_path / "a.parquet"
    assert "pyarrow.lib" in loaded_by_the_program("export", "-d", "indicators", "-o", str(written))
    assert written.read_bytes()[:4] == b"PAR1"


def loaded_by_the_program(*arguments: str) -> set[str]:
    """The modules that a run of the program imports."""
    command = [sys.executable, "-X", "importtime", "-m", "policy_eval", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    return {line.rpartition("|")[2].strip() for line in result.stderr.splitlines() if line.startswith("import time:")}
