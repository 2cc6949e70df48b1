"""The files alone, without a look at any target."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError, count, digest
from ..output import write_text
from ..terminal_text import talk
from .options import Indicators
from .session import steps


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders; else the dataset.", show_default=False),
    ] = None,
    indicators: Indicators = None,
) -> None:
    """The files themselves, without judging targets: every problem, with its place."""
    from ..editing.recovery import recover
    from ..reading.dataset import validate_paths
    from ..reading.default_dataset import find_dataset, from_here

    if paths and indicators:
        raise UsageError("name the files either by PATH or by --indicators")
    named = paths or [find_dataset(indicators).root]
    for path in named:
        recover(path)
    files, programmes = validate_paths([*map(from_here, named)], steps())
    warnings = [warning for programme in programmes for warning in programme.warnings]
    for line in digest(warnings):
        talk(line)
    number = sum(len(programme.indicators) for programme in programmes)
    tail = f", with {count(len(warnings), 'warning')}" if warnings else ""
    write_text(f"{count(files, 'file')} with {count(number, 'indicator')}: valid{tail}\n")
