"""One figure into its file, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand

from ..errors import UsageError
from ..hints import nearest
from ..output import require_output, write_text
from ..terminal_text import spelt_out, talk
from . import options
from .options import Indicators, Lang_
from .session import style

if TYPE_CHECKING:
    from ..editing.record import Recorded
    from ..wording.style import Style


class SignedCommand(TyperCommand):
    """A command that takes `-39` for a figure and not for options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        valued = {name for option in self.params if not getattr(option, "is_flag", True) for name in option.opts}
        names = ["", *args]
        signed = [
            index for index, word in enumerate(args) if re.match(r"-\.?[0-9]", word) and names[index] not in valued
        ]
        if signed and "--" not in args:
            rest = [word for index, word in enumerate(args) if index not in signed]
            args = [*rest, "--", *(args[index] for index in signed)]
        return super().parse_args(ctx, args)


COMMAND_CLASS: Final = SignedCommand


def record(
    indicator: Annotated[str, typer.Argument(metavar="ID", help="The indicator.", autocompletion=options.ids)],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="2023, FY2023, 2023-12, R5, 2021..2023.")],
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="The figure, or null.", show_default=False)
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="What must be known of it; '' takes it out.", show_default=False),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="WORD",
            help="What stands behind the figure, or in its place.",
            autocompletion=options.statuses,
            show_default=False,
        ),
    ] = None,
    expected: Annotated[
        str | None,
        typer.Option("--expected", metavar="YYYY-MM", help="When a pending figure is due.", show_default=False),
    ] = None,
    numerator: Annotated[
        str | None, typer.Option("--numerator", metavar="N", help="The part, of a share.", show_default=False)
    ] = None,
    denominator: Annotated[
        str | None, typer.Option("--denominator", metavar="N", help="The whole.", show_default=False)
    ] = None,
    low: Annotated[
        str | None, typer.Option("--low", metavar="N", help="The least it may be, of a range.", show_default=False)
    ] = None,
    high: Annotated[
        str | None, typer.Option("--high", metavar="N", help="The most it may be, of a range.", show_default=False)
    ] = None,
    revise: Annotated[bool, typer.Option("--revise", help="Replace a figure that is there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would be written.")] = False,
    indicators: Indicators = None,
    lang: Lang_ = None,
) -> None:
    """One figure into its file; everything else in the file stays as it is."""
    from ..editing.record import record as put
    from ..editing.record import typed_figure
    from ..editing.transaction import WouldBeInvalid
    from ..reading.default_dataset import find_dataset

    require_output()
    dataset = find_dataset(indicators)
    if dataset.bundled:
        raise UsageError("the bundled evaluation is not edited; name a folder of your own with --indicators")
    said: dict[str, object] = {"status": _status(status), "expected": expected}
    said = {key: word for key, word in said.items() if word is not None}
    if note is not None:
        said["note"] = options.words(note, "--note") or None  # an empty one takes out the one that is there
    figures = {"value": value, "numerator": numerator, "denominator": denominator, "low": low, "high": high}
    said |= {key: typed_figure(word) for key, word in figures.items() if word is not None}
    try:
        done = put(dataset.root, indicator, period, said, revise=revise, dry_run=dry_run)
    except WouldBeInvalid:
        talk("poleval: nothing was written; with this figure, the files would not be valid:")
        raise
    what = _in_words(done, style(lang, era=False))
    if not done.line:
        talk(f"poleval: {what} is there already; nothing was written")
        return
    lines = [f"{done.path}:{done.line}: {what}"]
    lines += [f"-{line}" for line in done.old]
    lines += [f"+{line}" for line in done.new]
    write_text("".join(f"{spelt_out(line)}\n" for line in lines))
    for line in (*(f"poleval: {remark}" for remark in (*done.remarks, *_too_early(done))), *done.warnings):
        talk(line)
    if dry_run:
        talk("poleval: nothing was written (--dry-run)")


def _status(word: str | None) -> str | None:
    from ..model.status import Status

    words = [status.value for status in Status]
    if word is not None and word not in words:
        advice = nearest(word, words) or f"; they are {', '.join(words)}"
        raise typer.BadParameter(f"there is no status '{word}'{advice}", param_hint="--status")
    return word


def _too_early(done: Recorded) -> Iterator[str]:
    """A word on a figure of a period that has not begun today."""
    is_seen = done.observation.is_observed and done.observation.has_figure
    if is_seen and not done.period.has_begun(done.indicator.calendar, date.today()):
        yield f"{done.period.label(done.indicator.basis)} has not begun; if this is a forecast, add --status forecast"


def _in_words(done: Recorded, how: Style) -> str:
    """`un-staff 2023-12: 961 persons`."""
    from ..wording.statements import observed_amount

    indicator, observation = done.indicator, done.observation
    words = observed_amount(indicator, observation, how) or how.word(observation.status or "null")
    return f"{indicator.name} {how.period(done.period, indicator.basis)}{how.colon}{words}"
