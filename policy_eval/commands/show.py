"""From everything to one indicator; as data, the observations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import options
from .session import choose, earlier, filters, load, select, style, write_frame, write_tables

if TYPE_CHECKING:
    from ..model.periods import Period
    from ..model.programme import Programme
    from ..wording.style import Style

Ids = Annotated[bool, typer.Option("--ids", help="Ids rather than titles, where there is no room for both.")]


Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="REV|DATE",
        help="Mark the figures that were others in this revision of git, on this day or in this folder.",
        show_default=False,
    ),
]


def show(
    what: options.What = None,
    since: Since = None,
    status: options.Status = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    sort: options.Sort = None,
    ids: Ids = False,
    indicators: options.Indicators = None,
    as_of: options.AsOf = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    format_: options.Format = options.View.TABLE,
    today: options.Today = None,
) -> None:
    """Look: everything, a sub-field (poleval show 6), or an indicator (poleval show ID)."""
    day = options.day(today)
    how = style(lang, era)
    is_data = format_ in (options.View.CSV, options.View.JSON)
    if is_data and since is not None:
        raise UsageError(f"--since marks figures in tables; of --format {format_} there is poleval diff {since}")
    programme = load(indicators, as_of)
    if since is not None:
        how = replace(how, revised=_revised(indicators, since, programme, how))
    wanted = select(programme, what, filters(goal, tag, kind, result_type))
    chosen = choose(wanted, status, sort, day, how, judge=not is_data)
    if is_data:
        write_frame(chosen.sorted(chosen.programme.observations(how.lang)), format_.value)
        return
    from ..views.show import zoom

    named = [] if chosen.order else what or []
    write_tables(list(zoom(chosen.in_order, named, chosen.judged, how, ids=ids)), format_)


def _revised(named: Path | None, since: str, programme: Programme, how: Style) -> Mapping[tuple[str, Period], str]:
    """What each figure was that is another one now, in words."""
    from ..history.figures import Kind, figures_of
    from ..history.pairs import pairs
    from ..views.difference_lines import line_of_figure

    then = earlier(named, since).programme
    figures = (figure for pair in pairs(then, programme) for figure in figures_of(pair))
    return {
        (figure.pair.series.name, figure.period): line_of_figure(figure, how).before
        for figure in figures
        if figure.kind is Kind.REVISED
    }
