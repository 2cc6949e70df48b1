"""The command line: parse, call, print, choose the exit code; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import __version__, options
from .commands.check import check
from .commands.export import export
from .commands.import_ import import_
from .commands.init import init
from .commands.record import SignedCommand, record
from .errors import UsageError, count, digest
from .options import Data, Era, Format, Indicators, Lang_, Output, Today, View, What
from .session import load, select, style, write_data, write_frame, write_tables
from .talk import talk
from .write import write_bytes, write_text

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
    """Look: everything, a sub-field (poleval show 6), or an indicator (poleval show ID)."""
    day = options.day(today)
    chosen = select(load(indicators), what)
    how = style(lang, era)
    if format_ in (View.CSV, View.JSON):
        write_frame(chosen.observations(how.lang), Data(format_.value))
        return
    from .views.parts import by_indicator
    from .views.zoom import zoom

    tables = zoom(chosen, what or [], by_indicator(chosen.judged(day)), chosen.changes(how.lang), how)
    write_tables(list(tables), format_)


@app.command()
def changes(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
) -> None:
    """Year-over-year changes, by period; in points for percentages."""
    chosen = select(load(indicators), what)
    how = style(lang, era)
    frame = chosen.changes(how.lang)
    if format_ in (View.CSV, View.JSON):
        write_frame(frame, Data(format_.value))
        return
    from .views.lists import changes_view

    write_tables([changes_view(chosen, frame, how)], format_, changes_view(chosen, frame, how, brief=True))


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
    chosen = select(load(indicators), what)
    how = style(lang, era)
    if format_ in (View.CSV, View.JSON):
        frame = chosen.assessments(day, how.lang)
        write_frame(frame if everything or what else frame[frame["bound"].notna()], Data(format_.value))
        return
    from .views.lists import gaps_view
    from .views.parts import by_indicator

    judged = by_indicator(chosen.judged(day))
    write_tables([gaps_view(chosen, judged, how, everything=everything or bool(what))], format_)


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
    programme = load(indicators)
    if indicator in programme.origins:  # though a sub-field may have the same name
        chosen = programme.where(lambda _, own: own.id == indicator)
    else:
        chosen = select(programme, [indicator])
    if len(chosen.indicators) != 1:
        raise UsageError(f"'{indicator}' names {len(chosen.indicators)} indicators; explain takes one")
    (sub_field, only), *_rest = chosen
    assessments = [assessment for _, assessment in chosen.judged(day)]
    if format_ in (View.CSV, View.JSON):
        as_data = as_json if format_ is View.JSON else as_csv
        write_bytes(as_data(account(only, assessments)).encode())
    else:
        write_tables([explanation(sub_field, only, assessments, style(lang, era))], format_)


app.command()(check)
app.command()(export)
app.command("import")(import_)


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders; else the dataset.", show_default=False),
    ] = None,
    indicators: Indicators = None,
) -> None:
    """The files themselves, without judging targets: every problem, with its place."""
    from .loading import validate_paths
    from .locate import find_dataset

    if paths and indicators:
        raise UsageError("name the files either by PATH or by --indicators")
    files, programmes = validate_paths(paths or [find_dataset(indicators).root])
    warnings = [warning for programme in programmes for warning in programme.warnings]
    for line in digest(warnings):
        talk(line)
    number = sum(len(programme.indicators) for programme in programmes)
    tail = f", with {count(len(warnings), 'warning')}" if warnings else ""
    write_text(f"{count(files, 'file')} with {count(number, 'indicator')}: valid{tail}\n")


@app.command()
def schema(output: Output = None) -> None:
    """The JSON Schema of the files, for editors and other validators."""
    from .schema import to_text

    write_data(to_text().encode(), output)


app.command()(init)
app.command(cls=SignedCommand)(record)
