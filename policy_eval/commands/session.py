"""What every command does first and last: find, load, select; render, write."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError, listed
from ..file_writing import write_file
from ..output import write_bytes, write_text
from ..terminal_text import can_show, talk
from . import options
from .options import View
from .pager import write_paged

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ..history.states import State
    from ..judging.assess import Judged
    from ..model.codes import MetricKind, ResultType, Sorting
    from ..model.programme import Programme
    from ..model.selection import Filters, Selection
    from ..reading.dataset import Steps
    from ..views.table import Table
    from ..wording.style import Style


class ExitCode(IntEnum):
    """What the exit code says, of every command."""

    OK = 0
    FAILED = 1
    ERROR = 2


def root_of(named: Path | None, *, is_said: bool = True) -> Path:
    """Where the dataset lies, as it is shown; said where it is the bundled one."""
    from ..editing.recovery import recover
    from ..reading.default_dataset import find_dataset, from_here

    dataset = find_dataset(named)
    if dataset.bundled and is_said:
        talk("poleval: using the bundled evaluation; name another with --indicators")
    recover(dataset.root)
    return from_here(dataset.root)


def load(named: Path | None, as_of: str | None = None) -> Programme:
    """The dataset, or as it was in a revision, in another folder or on a day."""
    root = root_of(named)
    if as_of is None:
        from ..reading.dataset import load_programme

        return load_programme(root, steps=steps())
    from ..history.states import load_state

    return load_state(root, as_of, "--as-of").programme


def earlier(named: Path | None, since: str) -> State:
    """The state of the dataset that `--since` names. Raises PolevalError and UsageError."""
    from ..history.states import load_state
    from ..reading.default_dataset import find_dataset

    return load_state(find_dataset(named).root, since, "--since")


def steps() -> Steps:
    """How to go through files: with a bar where people wait for it, on a terminal that can clear a line."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") in ("dumb", "unknown"):
        return iter
    from ..views.progress import tracked

    return tracked


def filters(
    goal: list[str] | None, tag: list[str] | None, kind: MetricKind | None, result_type: ResultType | None
) -> Filters:
    """What the options of that name ask for."""
    from ..model.selection import Filters

    words = options.words
    goals = frozenset(words(one, "--goal") for one in goal or ())
    return Filters(goals, frozenset(words(one, "--tag") for one in tag or ()), kind, result_type)


def selection(programme: Programme, what: list[str] | None, wanted: Filters | None = None) -> Selection:
    """What the words of the command line mean. Raises UsageError and BadParameter."""
    from ..model.selection import Filters, selection

    return selection(programme, [options.words(word, "WHAT") for word in what or []], wanted or Filters())


def select(programme: Programme, what: list[str] | None, wanted: Filters | None = None) -> Programme:
    return selection(programme, what, wanted).of(programme)


class Chosen(NamedTuple):
    """What is to be shown, what is judged of it if that was asked for, and the order of its ids if there is one."""

    programme: Programme
    judged: Judged
    order: Sequence[str]

    @property
    def in_order(self) -> Programme:
        """The programme as it is to be shown."""
        return self.programme.in_order(self.order) if self.order else self.programme

    def sorted(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame of the programme in the order of its ids."""
        if not self.order:
            return frame
        places = {id_: place for place, id_ in enumerate(self.order)}
        return frame.iloc[frame["indicator"].map(places).argsort(kind="stable")].reset_index(drop=True)


def choose(
    programme: Programme,
    status: list[str] | None,
    sort: Sorting | None,
    day: date,
    how: Style,
    *,
    judge: bool,
) -> Chosen:
    """The indicators of a status, in an order; judged where that or `judge` asks for it.

    Raises UsageError for a word that is no status, and where nothing is left.
    """
    from ..judging.assess import by_indicator
    from ..judging.order import ordered

    judged = by_indicator(programme.judged(day)) if judge or status or sort else {}
    left = of_status(programme, judged, status)
    return Chosen(left, judged, ordered(left, judged, sort, how.lang) if sort else ())


def of_status(programme: Programme, judged: Judged, status: list[str] | None) -> Programme:
    """Only the indicators that are judged so. Raises UsageError for a word that is no status, and where none is."""
    from ..judging.assess import Compliance
    from ..judging.order import of_status

    known = [one.value for one in Compliance]
    for word in status or ():
        if word not in known:
            raise UsageError(f"--status {word}: it is {listed(known, 'or')}")
    left = of_status(programme, judged, [Compliance(word) for word in status or ()])
    if not left.indicators:
        raise UsageError(f"no indicator is {listed(status or (), 'or')}")
    return left


def style(lang: options.Language | None, era: bool) -> Style:
    from ..wording.style import Style

    return Style(options.language(lang), era, ascii_only=not can_show("▁█"))


def write_tables(tables: list[Table], format_: View, output: Path | None = None, brief: Table | None = None) -> None:
    from ..views.console import screen
    from ..views.table import fits, markdown, render

    if format_ is View.MARKDOWN or output is not None:
        text = "\n".join(map(markdown, tables))
        write_text(text) if output is None else write_data(text.encode(), output)
        return
    console, limit = screen()
    if brief is not None and not fits(tables[0], limit):
        tables = [brief]
    write_paged("\n".join(render(table, console, limit) for table in tables))


def write_frame(frame: pd.DataFrame, format_: str) -> None:
    from ..export.formats import FORMATS

    write_bytes(FORMATS[format_].write(frame))


def write_data(data: bytes, output: Path | None) -> None:
    """To a file, or to standard output where none is named."""
    if output is None or str(output) == "-":
        write_bytes(data)
    else:
        write_file(output, data)
