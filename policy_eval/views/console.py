"""The terminal, or what stands in its place."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

_ENDLESS: Final = 2**20


class Screen(NamedTuple):
    """A console to print to, and the width to keep to (None for a pipe).

    The console itself is endlessly wide: what does not fit is left out by whole columns,
    never cut.
    """

    console: Console
    limit: int | None


def screen() -> Screen:
    """Standard output. COLUMNS sets the width of a pipe too; without it a pipe has none."""
    from rich.console import Console

    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = Console().width if is_terminal or os.environ.get("COLUMNS", "").isdecimal() else None
    console = Console(
        file=io.StringIO(),
        force_terminal=is_terminal or None,
        width=_ENDLESS,
        markup=False,
        emoji=False,
        highlight=False,
    )
    return Screen(console, width)
