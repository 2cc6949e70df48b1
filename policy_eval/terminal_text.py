"""What is said to the user on standard error, and what is safe to say."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import Final, Literal, TextIO

# Control characters, and those that turn the direction of writing or have no glyph.
_ACTIVE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def spelt_out(text: str) -> str:
    r"""Text in which nothing acts on a terminal: an escape is `\x1b`, a new line `\n`."""
    return _ACTIVE.sub(lambda match: ascii(match[0])[1:-1], text)


def visible(text: str) -> str:
    """The same for text that is shown and not quoted: white space is a space."""
    return spelt_out(re.sub(r"[\n\t\r]", " ", text.strip()))


_ON_A_TERMINAL: Final = re.compile(rf"\r(?!\n)|(?![\n\t\r]){_ACTIVE.pattern}")
_BYTES: Final = re.compile(rb"\r(?!\n)|(?![\n\t\r])[\x00-\x1f\x7f]")


def tame(data: bytes) -> bytes:
    """Lines of data as a terminal may have them: the same, with what would act on it spelt out."""
    try:
        return _ON_A_TERMINAL.sub(lambda match: ascii(match[0])[1:-1], data.decode()).encode()
    except UnicodeDecodeError:  # in an old encoding, whose double bytes are never control characters
        return _BYTES.sub(lambda match: ascii(match[0])[2:-1].encode(), data)


def shows_colours(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether standard output is to have colours, by what it is and what the user has said of all programs."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and environ.get("TERM") not in ("dumb", "unknown")


def can_show(text: str, stream: TextIO | None = None) -> bool:
    """Whether standard output, or another stream, has these characters."""
    try:
        text.encode(getattr(stream or sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def language_of_locale(environ: Mapping[str, str] = os.environ) -> Literal["ja", "en"]:
    """`ja` for a Japanese locale whose language can be shown, else `en`."""
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "ja" if locale.startswith("ja") and can_show("指標") else "en"


class Speech:
    """What puts the lines that are said into the language of the user: nothing, until that is known."""

    translate: Callable[[str], str] = staticmethod(str)


def said(message: str) -> str:
    """A line of the program's own in the language of the user."""
    return Speech.translate(message)


def talk(line: str) -> None:
    """One line on standard error, in its encoding; silence where there is none, or no room on its disk."""
    if sys.stderr is None:
        return
    line = said(line)
    encoding = sys.stderr.encoding or "utf-8"
    with contextlib.suppress(OSError):
        print(visible(line).encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)  # noqa: T201
