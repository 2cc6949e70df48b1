"""The command line: which commands there are, and what they have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Final

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
        program.command(name, cls=getattr(module, "COMMAND_CLASS", None))(getattr(module, function))
    return program


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
