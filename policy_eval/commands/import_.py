"""A foreign table into new files, or into those that are there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..errors import InvalidDataset, PolevalError, UsageError
from ..file_writing import write_folder
from ..model.codes import Direction
from ..model.periods import Basis
from ..output import require_output, write_text
from ..terminal_text import can_show, spelt_out
from . import options

if TYPE_CHECKING:
    from ..importing.new_files import Defaults
    from ..importing.series import ForeignTable

_EXAMPLE: Final = "件名=title" if can_show("件名") else "Name=title"


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table as .csv or .xlsx.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Make a new folder of files.", show_default=False),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Add the figures to the files that are there.", show_default=False),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADING=MEANING", help=f"What a column holds, such as {_EXAMPLE}.", show_default=False
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.", show_default=False)
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help="Of a CSV; else UTF-8 or cp932, whichever it is.", show_default=False
        ),
    ] = None,
    sub_field: Annotated[
        str | None,
        typer.Option(
            "--sub-field", metavar="NAME", help="The sub-field of rows that name none; else 1.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title of the sub-field.", show_default=False)
    ] = None,
    direction: Annotated[
        Direction | None,
        typer.Option("--direction", help="The direction of indicators whose row names none.", show_default=False),
    ] = None,
    basis: Annotated[
        Basis | None,
        typer.Option("--basis", help="What years are that do not say it; else fiscal years.", show_default=False),
    ] = None,
    revise: Annotated[bool, typer.Option("--revise", help="Let the table replace figures of --into.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
) -> None:
    """A spreadsheet's figures into indicator files: new ones, or those that are there."""
    require_output()
    if (output is None) == (into is None):
        raise UsageError("name a new folder with --output DIR, or a dataset with --into DIR")
    if into is None and revise:
        raise UsageError("--revise goes with --into")
    for_new = {"--sub-field": sub_field, "--title": title, "--direction": direction, "--basis": basis}
    for option, given in for_new.items():
        if into is not None and given is not None:
            raise UsageError(f"{option} is for new files; with --into the files say it")
    from ..importing.grid import read_grids
    from ..importing.headings import find_headings
    from ..importing.new_files import Defaults
    from ..importing.summary import taken
    from ..importing.table import read_table

    codec = encoding and options.codec(encoding)
    sheet = sheet and options.words(sheet, "--sheet")
    meanings = _mapping([options.words(pair, "--map") for pair in mapping or ()])
    table = read_table(find_headings(read_grids(file, sheet, codec), meanings))
    _say(taken(table))
    if table.problems:
        raise InvalidDataset(table.problems)
    if not table.series:
        raise PolevalError(f"{file}: there are no rows under the headings")
    if into is not None:
        _into(table, into, revise=revise, dry_run=dry_run)
    elif output is not None:
        name, title = options.words(sub_field or "1", "--sub-field"), title and options.words(title, "--title")
        said = Defaults(name, title, direction and direction.value, basis and basis.value)
        _new(table, output, said, dry_run=dry_run)


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        heading, sign, meaning = pair.rpartition("=")
        if not (sign and heading.strip() and meaning.strip()):
            raise UsageError(f"--map {pair}: write HEADING=MEANING, such as 件名=title or '3年度=FY2021'")
        mapping[heading] = meaning.strip()
    return mapping


def _say(lines: Iterable[str]) -> None:
    write_text("".join(f"{spelt_out(line)}\n" for line in lines))


def _new(table: ForeignTable, folder: Path, said: Defaults, *, dry_run: bool) -> None:
    from ..importing.fiscal_year import fiscal_year_of
    from ..importing.new_files import drafts
    from ..importing.summary import made
    from ..reading import json_schema as schema

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PolevalError(f"{folder}: is there already; --into {folder} adds the figures to it")
    new = drafts(table.series, said, fiscal_year_of(table.shifts))
    if dry_run:
        _say(line for name, text in new.files.items() for line in ("", f"{folder / name}", *text.splitlines()))
        return
    files = {**new.files, schema.FILE: schema.to_text()}
    write_folder(folder, {name: text.encode() for name, text in files.items()})
    _say(made(table, new, str(folder)))


def _into(table: ForeignTable, root: Path, *, revise: bool, dry_run: bool) -> None:
    from ..editing.transaction import Edits, edit
    from ..importing.merge import Merge, by_file, merge
    from ..importing.summary import changed
    from ..model.programme import Programme

    result = Merge()

    def plan(programme: Programme) -> Edits:
        nonlocal result
        result = merge(programme, table, revise=revise)
        if result.problems:
            raise InvalidDataset(result.problems)
        return by_file(programme, result.edits)

    done = edit(root, plan, dry_run=dry_run)
    if dry_run:
        for path, texts in done.texts.items():
            before, after = (text.splitlines() for text in texts)
            _say(unified_diff(before, after, str(path), str(path), lineterm="", n=1))
    _say(changed(result, dry_run=dry_run))
