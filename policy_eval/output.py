"""Standard output: text and bytes without a traceback."""

from __future__ import annotations

import os
import sys
from typing import Final

from .errors import PolevalError, cause
from .terminal_text import tame

CLOSED: Final = "standard output is closed"


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_text(text: str) -> None:
    """Text to standard output, in its encoding; what that cannot carry is spelt out."""
    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        _put(text.encode(encoding, "backslashreplace"))
    else:
        _put(b"")


def write_bytes(data: bytes) -> None:
    """Data to standard output, byte for byte; on a terminal, without what would act on it."""
    _put(tame(data) if is_terminal() else data)


def require_output() -> None:
    """Raises PolevalError where there is no standard output, before a file is changed of which nobody would hear."""
    if sys.stdout is None:
        raise PolevalError(CLOSED)


def _put(data: bytes) -> None:
    """Bytes to standard output. A reader that has gone is no error; a full disk is."""
    require_output()
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nobody reads on: neither this nor the interpreter's own last flush is to complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise PolevalError(f"standard output: {cause(error)}") from None
