"""Writing the report anew whenever a file of the dataset changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from markupsafe import escape

from ..errors import InvalidDataset, PolevalError, digest
from ..extras import required
from ..file_writing import write_file
from ..terminal_text import said, talk
from .render import INDEX


def watched(root: Path, write: Callable[[], None], output: Path) -> Callable[[], None]:
    """Write once, and give what writes again at each change until it is interrupted; problems stand on the page."""
    changes = required("watchfiles", "--watch").watch

    def again() -> None:
        try:
            write()
        except PolevalError as error:
            lines = [*digest(error.problems)] if isinstance(error, InvalidDataset) else [str(error)]
            for line in lines:
                talk(line)
            page = output if output.suffix.lower() in (".html", ".htm") else output / INDEX
            write_file(page, _of_problems(lines).encode())

    def go_on() -> None:
        for _ in changes(root, raise_interrupt=True):
            again()

    again()
    return go_on


def _of_problems(lines: list[str]) -> str:
    """A page that says why there is none."""
    items = "".join(f"<li>{escape(said(line))}</li>" for line in lines)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>poleval</title></head>'
        f"<body><main><h1>poleval</h1><ul>{items}</ul></main></body></html>\n"
    )
