"""The terminal, or what stands in its place."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

_ENDLESS: Final = 2**20
_LEAST: Final = 20
"""Text is not wrapped to less than this."""


class Screen(NamedTuple):
    """A console to print to, and the width to keep to (None for a pipe).

    The console itself is endlessly wide: what does not fit is left out by whole columns,
    never cut.
    """

    console: Console
    limit: int | None


def screen() -> Screen:
    """Standard output. COLUMNS sets the width of a pipe too; without it, or with 0, a pipe has none."""
    from rich.console import Console

    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    wanted = os.environ.get("COLUMNS", "")
    width = int(wanted) if wanted.isdecimal() else 0
    if is_terminal and not width:
        width = shutil.get_terminal_size().columns
    console = Console(
        file=io.StringIO(),
        force_terminal=is_terminal or None,
        width=_ENDLESS,
        markup=False,
        emoji=False,
        highlight=False,
    )
    return Screen(console, max(width, _LEAST) if width else None)
