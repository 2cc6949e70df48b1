"""What can go wrong, in the words the user reads."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from .terminal_text import spelt_out

MAX_PROBLEMS: Final = 1000
"""With so many problems in a file, nobody looks for more."""
MAX_SHOWN: Final = 100
"""So many of them are shown."""
BRIEF: Final = 40
"""So many characters of what a file says are quoted."""


SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""By which a user, or the system, ends the program."""


class PolevalError(Exception):
    """An error that is the user's to mend: one line, no traceback, exit code 2."""


class UsageError(PolevalError):
    """The command line asks for something that is not there."""


def cause(error: OSError) -> str:
    """What the system has against it, or what lies behind that."""
    try:
        os.getcwd()  # noqa: PTH109  # which asks the system
    except OSError:
        return "the current folder is gone; change into another one"
    return str(error.strerror or error)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of one file.

    `line` and `column` count from 1; both are 0 where a problem has no place in the
    file (an unreadable file, an empty folder). `key` is the path of the key, such as
    `indicators[2].targets[0].by`. A `warning` does not make a dataset invalid.
    """

    path: str
    line: int
    column: int
    key: str
    message: str
    warning: bool = False

    @property
    def place(self) -> str:
        """`file:line:column`, the form editors and CI logs make clickable."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def __str__(self) -> str:
        subject = f"{self.key}: " if self.key else ""
        kind = "warning: " if self.warning else ""
        return f"{self.place}: {kind}{subject}{self.message}"


class InvalidDataset(PolevalError):
    """The files cannot be used; `problems` holds every reason, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def digest(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each problem, or for a hundred of each file and the number of the others."""
    for path, group in groupby(problems, key=lambda problem: problem.path):
        lines = [*group]
        yield from map(str, lines[:MAX_SHOWN])
        if len(lines) > MAX_SHOWN:
            yield f"{path}: and {_at_least(lines)}{len(lines) - MAX_SHOWN} more"


def total(problems: Sequence[Problem]) -> str:
    """How many errors there are, and in how many files."""
    errors = [problem for problem in problems if not problem.warning]
    files = {problem.path for problem in errors}
    least = next(filter(None, (_at_least([*group]) for _, group in groupby(errors, lambda error: error.path))), "")
    return f"{least}{count(len(errors), 'problem')} in {count(len(files), 'file')}"


def _at_least(problems: list[Problem]) -> str:
    return "at least " if sum(not problem.warning for problem in problems) >= MAX_PROBLEMS else ""


def listed(words: Sequence[str], last: str = "or") -> str:
    """`a, b or c`."""
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def brief(value: object) -> str:
    """What a file says, fit to be quoted: on one line, not long, without control characters."""
    text = str(value)
    return spelt_out(text if len(text) <= BRIEF else f"{text[:BRIEF]}…")
