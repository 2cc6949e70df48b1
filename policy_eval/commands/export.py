"""The command `export`: parse, call, write; nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from ..output import is_terminal, write_folder
from . import options
from .options import Data, Era, Frame, Indicators, Lang_, Layout, Output, Reader, Today, What
from .session import load, select, style, write_data

if TYPE_CHECKING:
    import pandas as pd

    from ..model.programme import Programme
    from ..wording.style import Style


def export(
    what: What = None,
    indicators: Indicators = None,
    table: Annotated[
        Frame | None, typer.Option("--table", help="Which table; else the observations.", show_default=False)
    ] = None,
    layout: Annotated[
        Layout, typer.Option("--layout", help="A row per figure, or a row per indicator and a column per period.")
    ] = Layout.LONG,
    reasons: Annotated[bool, typer.Option("--reasons", help="In the wide layout, say why a value is missing.")] = False,
    format_: Annotated[
        Data | None,
        typer.Option("--format", "-f", help="How to write it; else by the file's name, or csv.", show_default=False),
    ] = None,
    reader: Annotated[
        Reader | None,
        typer.Option("--for", help="Who opens the CSV; else excel for a .csv file.", show_default=False),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Of the CSV; else utf-8. Old systems: cp932."),
    ] = None,
    output: Output = None,
    lang: Lang_ = None,
    era: Era = False,
    today: Today = None,
) -> None:
    """The figures as CSV, JSON, Markdown, Parquet, XLSX or a Data Package."""
    day = options.day(today)
    suffix = output.suffix.lower() if output else ""
    chosen_format = format_ or options.SUFFIXES.get(suffix, Data.CSV)
    is_book = chosen_format in (Data.XLSX, Data.DATAPACKAGE)
    _refuse("--layout", layout is Layout.WIDE and is_book, "the format has tables of its own")
    _refuse("--table", table is not None and is_book, "the format has all tables")
    _refuse(
        "--layout",
        layout is Layout.WIDE and table not in (None, Frame.OBSERVATIONS),
        "only the observations have a wide layout",
    )
    _refuse("--reasons", reasons and layout is Layout.LONG, "only the wide layout has cells for them")
    _refuse(
        "--era",
        era and layout is Layout.LONG and chosen_format is not Data.XLSX,
        "only the wide layout and a workbook name years in words",
    )
    _refuse("--for", reader is not None and chosen_format is not Data.CSV, "only CSV is written for a reader")
    _refuse("--encoding", encoding is not None and chosen_format is not Data.CSV, "only CSV has a choice of encoding")
    codec = options.codec(encoding)
    is_for_stdout = output is None or str(output) == "-"
    if chosen_format in (Data.XLSX, Data.PARQUET) and is_for_stdout and is_terminal():
        raise UsageError(f"{chosen_format} is nothing for a terminal; name a file with --output FILE")
    if chosen_format is Data.DATAPACKAGE and is_for_stdout:
        raise UsageError("a Data Package is a folder; name it with --output DIR")
    chosen = select(load(indicators), what)
    how = style(lang, era)
    if chosen_format is Data.DATAPACKAGE and output is not None:
        from ..export.datapackage import to_datapackage

        write_folder(output, to_datapackage(chosen, day, how.lang))
    elif chosen_format is Data.XLSX:
        from ..export.workbook import to_xlsx

        write_data(to_xlsx(chosen, day, how), output)
    else:
        from ..export.formats import write

        frame = _frame(chosen, table or Frame.OBSERVATIONS, layout, day, how, reasons=reasons)
        is_csv_file = suffix == ".csv"
        name, whose = chosen_format.value, reader and reader.value
        write_data(write(frame, name, whose, codec, is_csv_file=is_csv_file), output)


def _refuse(option: str, is_wrong: bool, why: str) -> None:
    if is_wrong:
        raise typer.BadParameter(why, param_hint=option)


def _frame(
    programme: Programme, table: Frame, layout: Layout, today: date, how: Style, *, reasons: bool
) -> pd.DataFrame:
    if layout is Layout.WIDE:
        from ..export.wide import wide

        return wide(programme, how, reasons=reasons)
    if table is Frame.ASSESSMENTS:
        return programme.assessments(today, how.lang)
    return programme.changes(how.lang) if table is Frame.CHANGES else programme.observations(how.lang)
