"""Long text through a pager, as git does it: $PAGER, else less, and straight out where it fits or none is wanted."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import Final

from ..output import is_terminal, write_text

# Quit where it fits, keep colours, and leave the text on the screen.
_LESS: Final = {"LESS": "FRX", "LV": "-c"}


def write_paged(text: str) -> None:
    """Text to standard output; on a terminal that has fewer lines, through a pager."""
    command = _pager()
    if command is None or text.count("\n") < shutil.get_terminal_size().lines or not _paged(command, text):
        write_text(text)


def _pager() -> str | None:
    """The command of the pager; None where there is to be none."""
    if not is_terminal() or os.environ.get("TERM", "dumb") == "dumb" or sys.platform == "win32":
        return None
    command = os.environ.get("PAGER")
    if command is None:
        return "less" if shutil.which("less") else None
    return None if command.strip() in ("", "cat") else command


def _paged(command: str, text: str) -> bool:
    """Whether a shell could start the pager. Ctrl-C is for the pager alone."""
    import subprocess

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        encoding = sys.stdout.encoding or "utf-8"
        charset = {"LESSCHARSET": "utf-8"} if encoding.lower() == "utf-8" else {}
        shell = subprocess.run(  # noqa: S602  # the command of the user's own environment
            command,
            shell=True,
            input=text.encode(encoding, "backslashreplace"),
            env={**_LESS, **charset, **os.environ},
            check=False,
        )
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return shell.returncode not in (126, 127)  # not found, or not to be run
