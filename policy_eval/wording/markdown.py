"""Plain text and tables of it as GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..terminal_text import visible

# GitHub looks for mentions (@name), issues (#12) and emoji (:warning:) when everything is unescaped again,
# and leaves them alone only in code. The rest are the signs of Markdown and HTML.
_ACTIVE: Final = re.compile(r"(?<!\w)[@#][A-Za-z0-9][\w/-]*|:[\w+-]+:|[\\`*_\[\]<>|#~$@:&]", re.ASCII)


def table(headings: Sequence[str], right: Sequence[bool], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table of plain text."""
    yield f"| {' | '.join(map(escaped, headings))} |"
    yield f"| {' | '.join('---:' if is_right else '---' for is_right in right)} |"
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def escaped(cell: str) -> str:
    """Text on one line that Markdown, and the HTML in it, shows as it is written."""
    return _ACTIVE.sub(_shown, visible(cell))


def _shown(match: re.Match[str]) -> str:
    return f"`{match[0]}`" if len(match[0]) > 1 else f"&#{ord(match[0])};"
