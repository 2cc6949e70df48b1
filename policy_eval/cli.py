"""The command line: parse, call, print, choose the exit code; nothing else."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import __version__, options
from .errors import UsageError
from .options import Data, Era, Format, Frame, Indicators, Lang_, Layout, Output, Reader, Today, Verdict, View, What
from .talk import can_show, talk
from .write import write_bytes, write_file, write_text

if TYPE_CHECKING:
    import pandas as pd

    from .programme import Programme
    from .views.style import Style
    from .views.table import Table


class ExitCode(IntEnum):
    """What the exit code says, of every command."""

    OK = 0
    FAILED = 1
    ERROR = 2


app = typer.Typer(
    name="poleval",
    help="Track the indicators of a policy evaluation: tables, year-over-year changes, target gaps.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        write_text(f"poleval {__version__}\n")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command()
def show(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
) -> None:
    """Look: all indicators, a sub-field (show 6), or one indicator (show un-staff)."""
    day = options.day(today)
    chosen = _select(_load(indicators), what)
    style = _style(lang, era)
    if format_ in (View.CSV, View.JSON):
        _write_frame(chosen.observations(style.lang), Data(format_.value))
        return
    from .views.overview import by_indicator
    from .views.zoom import zoom

    tables = zoom(chosen, what or [], by_indicator(chosen.judged(day)), chosen.changes(style.lang), style)
    _write_tables(list(tables), format_)


@app.command()
def changes(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
) -> None:
    """Year-over-year changes, by period; in points for percentages."""
    chosen = _select(_load(indicators), what)
    style = _style(lang, era)
    frame = chosen.changes(style.lang)
    if format_ in (View.CSV, View.JSON):
        _write_frame(frame, Data(format_.value))
        return
    from .views.lists import changes_view

    _write_tables([changes_view(chosen, frame, style)], format_, changes_view(chosen, frame, style, brief=True))


@app.command()
def gaps(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also the indicators without a target.")] = False,
) -> None:
    """Targets: the gap, what is needed and observed per year, pace and compliance."""
    day = options.day(today)
    chosen = _select(_load(indicators), what)
    style = _style(lang, era)
    if format_ in (View.CSV, View.JSON):
        frame = chosen.assessments(day, style.lang)
        _write_frame(frame if everything or what else frame[frame["bound"].notna()], Data(format_.value))
        return
    from .views.lists import gaps_view
    from .views.overview import by_indicator

    judged = by_indicator(chosen.judged(day))
    _write_tables([gaps_view(chosen, judged, style, everything=everything or bool(what))], format_)


@app.command()
def explain(
    indicator: Annotated[str, typer.Argument(metavar="ID", help="The indicator.", autocompletion=options.ids)],
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
) -> None:
    """How each figure of an indicator was computed: formula, inputs, source."""
    from .account import account
    from .views.explain import as_csv, as_json, explanation

    day = options.day(today)
    programme = _load(indicators)
    chosen = _select(programme, [indicator])
    if len(chosen.indicators) != 1:
        raise UsageError(f"'{indicator}' names {len(chosen.indicators)} indicators; explain takes one")
    (sub_field, only), *_rest = chosen
    assessments = [assessment for _, assessment in chosen.judged(day)]
    if format_ in (View.CSV, View.JSON):
        as_data = as_json if format_ is View.JSON else as_csv
        write_bytes(as_data(account(only, assessments)).encode())
    else:
        _write_tables([explanation(sub_field, only, assessments, _style(lang, era))], format_)


@app.command()
def check(
    what: What = None,
    indicators: Indicators = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail as well.")] = False,
    lang: Lang_ = None,
    era: Era = False,
    format_: Annotated[Verdict, typer.Option("--format", "-f", help="How to write it.")] = Verdict.TEXT,
    today: Today = None,
) -> None:
    """The gate for CI: exit code 1 if a target is missed, 2 if that cannot be judged."""
    from . import gate
    from .loading import locate_keys
    from .views import findings

    day = options.day(today)
    programme = _load(indicators)
    chosen = _select(programme, what)
    report = gate.check(chosen.judged(day), strict=strict)
    if not report.judged:
        raise UsageError(f"nothing to judge: none of the {len(chosen.indicators)} indicators selected has a target")
    style = _style(lang, era)
    places = locate_keys(chosen, [(finding.assessment.indicator.id, finding.keys) for finding in report.findings])
    if format_ is Verdict.JSON:
        write_bytes(findings.to_json(report, places, style, day).encode())
    else:
        write_text(findings.text(report, places, style))
    raise typer.Exit(ExitCode.FAILED if report.has_failed else ExitCode.OK)


@app.command()
def export(
    what: What = None,
    indicators: Indicators = None,
    table: Annotated[Frame, typer.Option("--table", help="Which table.")] = Frame.OBSERVATIONS,
    layout: Annotated[
        Layout, typer.Option("--layout", help="A row per figure, or a row per indicator and a column per period.")
    ] = Layout.LONG,
    format_: Annotated[
        Data | None,
        typer.Option("--format", "-f", help="How to write it; else by the file's name, or csv.", show_default=False),
    ] = None,
    reader: Annotated[
        Reader | None,
        typer.Option("--for", help="Who opens it; else excel for a .csv file.", show_default=False),
    ] = None,
    output: Output = None,
    lang: Lang_ = None,
    today: Today = None,
) -> None:
    """The figures as CSV, JSON or Markdown, to a file or to the terminal."""
    day = options.day(today)
    if layout is Layout.WIDE and table is not Frame.OBSERVATIONS:
        raise typer.BadParameter("only the observations have a wide layout", param_hint="--layout")
    chosen = _select(_load(indicators), what)
    language = options.language(lang)
    if table is Frame.ASSESSMENTS:
        frame = chosen.assessments(day, language)
    elif table is Frame.CHANGES:
        frame = chosen.changes(language)
    else:
        frame = chosen.observations(language)
    if layout is Layout.WIDE:
        from .frame import wide

        frame = wide(frame)
    suffix = output.suffix.lower() if output else ""
    _write_frame(frame, format_ or options.SUFFIXES.get(suffix, Data.CSV), reader, output)


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; else the dataset.", show_default=False),
    ] = None,
    indicators: Indicators = None,
) -> None:
    """The files themselves, without judging targets: every problem, with its place."""
    from .loading import find_files, load_programme

    if paths:
        programmes = [load_programme(path, find_files(path)) for path in paths if path.is_dir()]
        files = [path for path in paths if not path.is_dir()]
        programmes += [load_programme(files[0].parent, files)] if files else []
    else:
        programmes = [_load(indicators)]
    warnings = [warning for programme in programmes for warning in programme.warnings]
    for warning in warnings:
        talk(str(warning))
    files_read = len({origin.path for programme in programmes for origin in programme.origins.values()})
    count = sum(len(programme.indicators) for programme in programmes)
    tail = f", {len(warnings)} warnings" if warnings else ""
    write_text(f"{files_read} files with {count} indicators are valid{tail}\n")


def _load(named: Path | None) -> Programme:
    from .loading import load_programme
    from .locate import find_dataset

    dataset = find_dataset(named)
    if dataset.bundled:
        talk("poleval: using the bundled evaluation (name a folder of your own with --indicators)")
    return load_programme(dataset.root)


def _select(programme: Programme, what: list[str] | None) -> Programme:
    from .select import select

    return select(programme, what or [])


def _style(lang: options.Language | None, era: bool) -> Style:
    from .views.style import Style

    return Style(options.language(lang), era, ascii_only=not can_show("▁█"))


def _write_tables(tables: list[Table], format_: View, brief: Table | None = None) -> None:
    from .views.console import screen
    from .views.table import fits, markdown, render

    if format_ is View.MARKDOWN:
        write_text("\n".join(map(markdown, tables)))
        return
    console, limit = screen()
    if brief is not None and not fits(tables[0], limit):
        tables = [brief]
    write_text("\n".join(render(table, console, limit) for table in tables))


def _write_frame(frame: pd.DataFrame, format_: Data, reader: Reader | None = None, output: Path | None = None) -> None:
    from .formats import write

    is_csv_file = output is not None and output.suffix.lower() == ".csv"
    data = write(frame, format_.value, reader and reader.value, is_csv_file=is_csv_file)
    if output is None or str(output) == "-":
        write_bytes(data)
    else:
        write_file(output, data)
