"""What differs between two states of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from . import options
from .session import ExitCode, filters, root_of, selection, style, write_data, write_tables

if TYPE_CHECKING:
    from ..history.difference import Difference
    from ..history.states import State
    from ..model.programme import Programme
    from ..model.selection import Filters
    from ..views.difference_lines import Line
    from ..wording.style import Style


class Format(StrEnum):
    """The formats of a difference."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    GITHUB = "github"


class Only(StrEnum):
    """What of a difference may be asked for alone."""

    FLIPS = "flips"
    FIGURES = "figures"
    TARGETS = "targets"
    TEXTS = "texts"


Old = Annotated[
    str | None,
    typer.Argument(
        metavar="OLD",
        help="A folder, a revision of git, a day (2024-08-31) or OLD..NEW; else HEAD.",
        show_default=False,
    ),
]
New = Annotated[
    str | None,
    typer.Argument(
        metavar="NEW", help="The same, for the later state; else the files as they are.", show_default=False
    ),
]
About = Annotated[
    list[str] | None,
    typer.Option(
        "--what",
        metavar="WHAT",
        help="Only sub-fields, ids, globs over ids, or words of a title or tag.",
        autocompletion=options.ids,
        show_default=False,
    ),
]


def diff(
    old: Old = None,
    new: New = None,
    what: About = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    only: Annotated[
        Only | None,
        typer.Option("--only", help="Only verdicts that turned, or figures, targets, texts.", show_default=False),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if there is a difference.")] = False,
    indicators: options.Indicators = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TABLE,
    output: options.Output = None,
    today: options.Today = None,
    today_old: Annotated[
        str | None,
        typer.Option(
            "--today-old",
            metavar="YYYY-MM-DD",
            help="Judge the older state as of this day; else as of the same as the newer.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """What changed between two states: verdicts that turned, figures, targets, texts."""
    from ..history.difference import difference
    from ..history.states import two_states
    from ..views.difference_lines import lines

    day = options.day(today)
    day_old = options.day(today_old, "--today-old") if today_old else day
    states = two_states(root_of(indicators), "rev:HEAD" if old is None else old, new)
    found = difference(states[0].programme, states[1].programme, day_old, day)
    found = _only(_narrowed(found, states, what, filters(goal, tag, kind, result_type)), only)
    how = style(lang, era)
    if format_ is Format.JSON:
        from ..views.difference_data import as_json

        write_data(as_json(states, found, (day_old, day), how.lang).encode(), output)
    elif format_ is Format.CSV:
        from ..views.difference_data import as_csv

        write_data(as_csv(found, how.lang).encode("utf-8", "backslashreplace"), output)
    else:
        _write(states, found, [*lines(found, how, is_alone=only is Only.FIGURES)], how, format_, output)
    raise typer.Exit(ExitCode.FAILED if exit_code and found else ExitCode.OK)


def _write(
    states: tuple[State, State],
    found: Difference,
    told: Sequence[Line],
    how: Style,
    format_: Format,
    output: options.Output,
) -> None:
    from ..views.difference import comment, difference_view, summary

    if format_ is Format.TABLE:
        write_tables([difference_view(states, found, told, how)], options.View.TABLE, output)
    elif format_ is Format.MARKDOWN:
        write_data(comment(states, found, told, how).encode(), output)
    else:
        closing = summary(found, how) if told else how.word("nothing-changed")
        write_data("\n".join([*_notices(states[1].programme, told, how), closing, ""]).encode(), output)


def _notices(programme: Programme, told: Sequence[Line], how: Style) -> Iterator[str]:
    """An annotation for each difference at its place in the newer state; a warning where a target was let down."""
    from ..findings.github import annotation
    from ..reading.source_lines import locate_keys
    from ..views.difference import sentence

    wanted = [(line.indicator.id, (*line.indicator.place, *line.keys)) if line.indicator else ("", ()) for line in told]
    for line, (name, _), found in zip(told, wanted, locate_keys(programme, wanted), strict=True):
        place = found if name in programme.origins else None
        command = "warning" if line.mark == "missed" else "notice"
        yield annotation(command, place, how.word(line.section.value), sentence(line, how))


def _narrowed(found: Difference, states: tuple[State, State], what: list[str] | None, wanted: Filters) -> Difference:
    """Only what is meant, be it in the newer state or in the older one. Raises UsageError."""
    from ..history.narrowing import either, narrowed
    from ..model.selection import Filters

    if not what and wanted == Filters():
        return found
    return narrowed(found, selection(either(states[0].programme, states[1].programme), what, wanted))


def _only(found: Difference, only: Only | None) -> Difference:
    if only is None:
        return found
    is_text = only is Only.TEXTS
    return replace(
        found,
        series=(),
        flips=found.flips if only is Only.FLIPS else (),
        figures=found.figures if only is Only.FIGURES else (),
        terms=[term for term in found.terms if term.is_text is is_text] if only in (Only.TARGETS, Only.TEXTS) else (),
    )
