"""A file → its text, if it is a file and text, and not too large."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from ..errors import PolevalError, Problem, cause
from . import yaml_mistakes as syntax

MAX_BYTES: Final = 8 * 1024 * 1024


class Unreadable(PolevalError):
    """The file has no values to speak of; the last of `problems` says where and why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(str(problems[-1]))


def read_text(path: Path) -> str:
    """The text of a UTF-8 file of at most 8 MiB. Raises `Unreadable`."""
    return decode(path, read_data(path))


def read_data(path: Path) -> bytes:
    """What a file holds; of more than 8 MiB only the beginning. Raises `Unreadable` where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe or a device could wait for ever
            raise unreadable(path, 0, 0, "is not a regular file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, 0, 0, f"cannot be read: {cause(error)}") from None


def decode(path: Path, data: bytes) -> str:
    """The text of a file with these contents. Raises `Unreadable`."""
    if data.startswith(b"PK\3\4"):
        raise unreadable(path, 1, 1, "is a spreadsheet or an archive; poleval import reads spreadsheets")
    if len(data) > MAX_BYTES:
        place = syntax.end_of(data[:MAX_BYTES].decode(errors="replace"))
        raise unreadable(path, *place, f"is larger than {MAX_BYTES // 2**20} MiB; split it into several files")
    try:
        # libyaml would leave out a mark at the start, and not count it.
        text = data.decode().lstrip("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().lstrip("\ufeff")
        raise unreadable(path, *syntax.end_of(before), syntax.NOT_UTF_8) from None
    if directive := syntax.tag_directive(text):
        raise unreadable(path, *directive, "tags (%TAG) are not supported; leave it out")
    return text


def unreadable(path: Path, line: int, column: int, message: str) -> Unreadable:
    return Unreadable(Problem(str(path), line, column, "", message))
