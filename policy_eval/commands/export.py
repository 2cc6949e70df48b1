"""Which figures go into which file, and what of the options a format has no use for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..errors import UsageError, listed
from ..export.formats import FORMATS, format_of
from ..file_writing import write_folder
from ..output import is_terminal
from ..terminal_text import talk
from . import options
from .session import choose, filters, load, select, style, write_data

if TYPE_CHECKING:
    import pandas as pd

    from ..model.programme import Programme
    from ..wording.style import Style


_AT_ONCE: Final = 5_000
"""Indicators whose figures are in one frame, where a CSV can be written piece by piece."""
_OTHERS = {
    ".xls": "name a .xlsx file",
    ".ods": "name a .xlsx file, which opens in the same programs",
    ".xlsb": "name a .xlsx file",
    ".tsv": "name a .csv file",
    ".html": "name a .md or a .xlsx file",
    ".pdf": "name a .xlsx file, and print it",
    ".yaml": "the files are YAML already",
}
"""Endings that promise what is not written."""


class Sdmx(StrEnum):
    """The versions of SDMX-CSV."""

    TWO = "2.0"
    ONE = "1.0"


def export(
    what: options.What = None,
    status: options.Status = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    indicators: options.Indicators = None,
    as_of: options.AsOf = None,
    table: Annotated[
        options.Frame | None, typer.Option("--table", help="Which table; else the observations.", show_default=False)
    ] = None,
    layout: Annotated[
        options.Layout,
        typer.Option("--layout", help="A row per figure, or a row per indicator and a column per period."),
    ] = options.Layout.LONG,
    reasons: Annotated[bool, typer.Option("--reasons", help="In the wide layout, say why a value is missing.")] = False,
    format_: Annotated[
        options.ExportFormat | None,
        typer.Option("--format", "-f", help="How to write it; else by the file's name, or csv.", show_default=False),
    ] = None,
    reader: Annotated[
        options.Reader | None,
        typer.Option("--for", help="Who opens the CSV; else excel for a .csv file.", show_default=False),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Of the CSV; else utf-8. Old systems: cp932."),
    ] = None,
    headings: Annotated[
        options.Language | None,
        typer.Option(
            "--headings",
            help="Above the columns of the CSV; else ja for a .csv file in Japanese, if not --for data.",
            show_default=False,
        ),
    ] = None,
    lossy: Annotated[
        bool, typer.Option("--lossy", help="Write ? for characters that the encoding lacks, and say which.")
    ] = False,
    sdmx: Annotated[
        Sdmx | None, typer.Option("--sdmx", help="Which version of SDMX-CSV; else 2.0.", show_default=False)
    ] = None,
    output: options.Output = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    today: options.Today = None,
) -> None:
    day = options.day(today)
    suffix = output.suffix.lower() if output else ""
    chosen_format = FORMATS[format_ or format_of(suffix) or "csv"]
    is_csv, is_long = chosen_format.name == "csv", layout is options.Layout.LONG
    if output and suffix in _OTHERS and format_ is None:
        raise UsageError(f"{output}: {suffix} is not written; {_OTHERS[suffix]}")
    _refuse(
        "--layout",
        not is_long and chosen_format.holds_all,
        f"{chosen_format.title} has tables of its own; the wide layout is for a .csv file",
    )
    _refuse("--table", table is not None and chosen_format.holds_all, "the format has all tables")
    is_of_changes = table not in (None, options.Frame.OBSERVATIONS)
    _refuse("--layout", not is_long and is_of_changes, "only the observations have a wide layout")
    _refuse("--reasons", reasons and is_long, "only the wide layout has cells for them")
    is_in_words = not is_long or chosen_format.name == "xlsx"
    _refuse("--era", era and not is_in_words, "only the wide layout and a workbook name years in words")
    _refuse("--for", reader is not None and not is_csv, "only CSV is written for a reader")
    _refuse("--encoding", encoding is not None and not is_csv, "only CSV has a choice of encoding")
    _refuse("--headings", headings is not None and not is_csv, "only CSV has a choice of headings")
    _refuse("--lossy", lossy and encoding is None, "UTF-8 has all characters; it goes with --encoding")
    _refuse("--sdmx", sdmx is not None and chosen_format.name != "sdmx-csv", "only SDMX-CSV has versions")
    codec = options.codec(encoding)
    is_for_stdout = output is None or str(output) == "-"
    if chosen_format.is_binary and is_for_stdout and is_terminal():
        raise UsageError(f"{chosen_format.name} is nothing for a terminal; name a file with --output FILE")
    if chosen_format.is_folder and (output is None or is_for_stdout):
        raise UsageError(f"{chosen_format.title} is a folder; name it with --output DIR")
    how = style(lang, era)
    wanted = select(load(indicators, as_of), what, filters(goal, tag, kind, result_type))
    chosen = choose(wanted, status, None, day, how, judge=False).programme
    if chosen_format.holds_all:
        made = chosen_format.write(chosen, day, how, *((sdmx.value,) if sdmx else ()))
    else:
        whose = reader.value if reader else "excel" if suffix == ".csv" else None
        names = _headings(headings, whose, how) if is_csv else {}
        which = table or options.Frame.OBSERVATIONS
        if is_csv and encoding is None and is_long and which is not options.Frame.GOALS:
            from ..export.csv import write_all

            parts = chosen.in_parts(_AT_ONCE)
            frames = (_frame(part, which, layout, day, how, reasons=False, in_words=False) for part in parts)
            made = write_all(frames, whose, codec, names)
        else:
            frame = _frame(chosen, which, layout, day, how, reasons=reasons, in_words=bool(names))
            if encoding is not None:
                frame = _carried(frame, encoding, codec, lossy=lossy)
            made = chosen_format.write(frame, whose, codec, names) if is_csv else chosen_format.write(frame)
    if chosen_format.is_folder and output is not None:
        write_folder(output, made)
    else:
        write_data(made, output)


export.__doc__ = f"The figures as {listed([format_.title for format_ in FORMATS.values()])}."


def _headings(wanted: options.Language | None, reader: str | None, how: Style) -> Mapping[str, str]:
    """The names of columns for people; none where programs are to read them."""
    from ..tables.column_names import IN_SPREADSHEETS

    if wanted is None:
        return IN_SPREADSHEETS if reader == "excel" and how.lang == "ja" else {}
    return IN_SPREADSHEETS if wanted is options.Language.JA else {}


def _carried(frame: pd.DataFrame, encoding: str, codec: str, *, lossy: bool) -> pd.DataFrame:
    """The frame with what an encoding has; what stands for what is said."""
    from ..export.csv import replaced

    frame, others = replaced(frame, codec, lossy=lossy)
    for char, other in others.items():
        talk(f"poleval: --encoding {encoding}: it has no '{char}'; '{other}' stands for it")
    return frame


def _refuse(option: str, is_wrong: bool, why: str) -> None:
    if is_wrong:
        raise typer.BadParameter(why, param_hint=option)


def _frame(
    programme: Programme,
    table: options.Frame,
    layout: options.Layout,
    today: date,
    how: Style,
    *,
    reasons: bool,
    in_words: bool,
) -> pd.DataFrame:
    if layout is options.Layout.WIDE:
        from ..export.wide import wide

        return wide(programme, how, reasons=reasons, in_words=in_words)
    if table is options.Frame.ASSESSMENTS:
        return programme.assessments(today, how.lang)
    frames = {
        options.Frame.OBSERVATIONS: programme.observations,
        options.Frame.CHANGES: programme.changes,
        options.Frame.GOALS: programme.goals,
    }
    return frames[table](how.lang)
