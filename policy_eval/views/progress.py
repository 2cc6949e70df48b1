"""How far slow work has come: a bar on standard error, for those who wait before a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")

_PATIENCE: Final = 1.0
"""Seconds after which people want to know."""
_PAUSE: Final = 0.1
"""Seconds between two looks: to draw a line takes longer than to read a small file."""


def tracked(items: Sequence[Item]) -> Iterator[Item]:
    """The items; if they take more than a second, with a bar that says how many are done and goes with the last one."""
    bar, due = None, monotonic() + _PATIENCE
    try:
        for done, item in enumerate(items):
            if (now := monotonic()) > due:
                bar, due = bar or _bar(len(items)), now + _PAUSE
                bar.update(bar.task_ids[0], completed=done, refresh=True)
            yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    columns = ("poleval: reading", BarColumn(), MofNCompleteColumn(), "files")
    console = Console(stderr=True)
    # Drawn when told to, not by a thread.
    bar = Progress(*columns, console=console, auto_refresh=False, transient=True)
    bar.add_task("", total=total)
    bar.start()
    return bar
