"""The command line: which commands there are, and what they have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any, Final

import typer

from .. import __version__
from ..output import write_text

COMMANDS: Final = (
    "show",
    "changes",
    "gaps",
    "explain",
    "list",
    "check",
    "report",
    "diff",
    "log",
    "due",
    "audit",
    "export",
    "import",
    "validate",
    "schema",
    "init",
    "record",
)
"""In the order of the help; each has a module of its name, with a function of that name."""


_EXAMPLES: Final = {
    "show": ("show", "show 6", "show un-staff", "show --status missed --sort gap"),
    "changes": ("changes", "changes 6 --lang ja", "changes un-staff -f csv"),
    "gaps": ("gaps", "gaps --all", "gaps --goals"),
    "explain": ("explain un-staff", "explain un-staff jpo-retention", "explain un-staff -f csv"),
    "list": ("list", "list staff", "list | cut -f 1"),
    "check": ("check", "check --since main", "check -o junit=report.xml"),
    "report": ("report -o report.html", "report -o report.html --since main --lang ja", "report -o site"),
    "diff": ("diff main", "diff v1..v2 -f markdown", "diff 2024-08-31 --only flips"),
    "log": ("log un-staff", "log un-staff 2022", "log un-staff -f csv"),
    "due": ("due --within 6m", "due -f ics -o due.ics"),
    "audit": ("audit", "audit --fail-under goals-with-indicator=50%"),
    "export": ("export -o figures.csv", "export -o figures.xlsx --lang ja", "export -f datapackage -o DIR"),
    "import": ("import figures.xlsx -o indicators", "import figures.csv --into indicators --dry-run"),
    "validate": ("validate", "validate indicators"),
    "schema": ("schema -o indicators/schema.json",),
    "init": ("init indicators", "init indicators --lang ja"),
    "record": ("record un-staff 2023 968", "record un-staff 2023 968 --status estimated --dry-run"),
}


def _examples(name: str) -> str:
    return "\n\n".join(("Examples:", *(f"poleval {words}" for words in _EXAMPLES.get(name, ()))))


def app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with these commands; with only one, it starts without what the others need."""
    program = typer.Typer(
        name="poleval",
        help="Track the indicators of a policy evaluation: tables, year-over-year changes, target gaps.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.callback()(_main)
    for name in names:
        function = f"{name}_" if name in ("import", "list") else name
        module = import_module(f".{function}", __package__)
        kind = getattr(module, "COMMAND_CLASS", None)
        program.command(name, cls=kind, epilog=_examples(name))(getattr(module, function))
    return program


def command_line(names: Iterable[str]) -> Any:
    """The program with these commands as it is called."""
    command = typer.main.get_command(app(names))
    for one in (command, *getattr(command, "commands", {}).values()):
        for param in one.params:
            if getattr(param, "is_flag", False):
                param.metavar = ""  # else it would be <bool>
    return command


def _say_version(wanted: bool) -> None:
    if wanted:
        write_text(f"poleval {__version__}\n")
        raise typer.Exit


def _main(
    _version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and exit.", callback=_say_version, is_eager=True)
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Show long tables at once; else $PAGER or less pages them.")
    ] = False,
) -> None:
    if no_pager:
        os.environ["PAGER"] = ""
