"""Where `check` writes what it found: the terminal, files, the summary page of a CI job."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import UsageError
from ..file_writing import append_file, write_file
from ..findings.formats import FORMATS, written
from ..hints import nearest
from ..output import write_bytes, write_text
from ..terminal_text import shows_colours, talk

if TYPE_CHECKING:
    from ..findings.reporting import Reporting

_SUMMARY_BYTES: Final = 2**20 - 1
"""GitHub drops the summary of a step that has a mebibyte."""


class Output(NamedTuple):
    """A report in one format; to standard output where there is no path."""

    format: str
    path: Path | None


def outputs(given: Sequence[str], format_: str) -> list[Output]:
    """What to write: `FILE` or `-` in this format, `FORMAT=FILE` beside it. Raises UsageError."""
    found = [_output(words, format_) for words in given]
    # A file named without a format takes the place of the terminal; others go beside it.
    if all("=" in words for words in given) and all(one.path for one in found):
        found.append(Output(format_, None))
    if sum(one.path is None for one in found) > 1:
        raise UsageError("--output: only one report can go to standard output")
    paths = Counter(os.path.realpath(one.path) for one in found if one.path)
    for path, number in paths.items():
        if number > 1:
            raise UsageError(f"--output: {number} reports cannot go to one file, {path}")
    return found


def _output(words: str, format_: str) -> Output:
    name, sign, path = words.partition("=")
    if not sign:
        name, path = format_, words
    elif name not in FORMATS:
        raise UsageError(f"--output {words}: there is no format '{name}'{nearest(name, FORMATS)}")
    if not path:
        raise UsageError(f"--output {words}: names no file; is it a variable that was not set?")
    return Output(name, None if path == "-" else Path(path))


def deliver(reporting: Reporting, wanted: Sequence[Output]) -> None:
    """Write each of these; files before what is shown. Raises PolevalError."""
    for name, path in sorted(wanted, key=lambda output: output.path is None):
        if path is None:
            _show(reporting, name)
        elif _is_summary(path):
            _summarise(reporting, name, path)
        else:
            write_file(path, written(reporting, name).encode())


def _show(reporting: Reporting, name: str) -> None:
    if name == "text":
        write_text(written(replace(reporting, coloured=shows_colours()), name))
    else:
        write_bytes(written(reporting, name).encode())


def _is_summary(path: Path) -> bool:
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return bool(summary) and os.path.realpath(path) == os.path.realpath(summary or "")


def _summarise(reporting: Reporting, name: str, path: Path) -> None:
    """Add to the summary of a job's step, which other commands write to as well."""
    before = path.stat().st_size if path.exists() else 0
    room = _SUMMARY_BYTES - before - 1
    text = written(reporting, name)
    if name == "markdown" and len(text.encode()) > room:
        from ..findings.markdown import write_within

        text = write_within(reporting, room)
    if len(text.encode()) > room:
        talk(f"poleval: {path}: the summary has no room left")
        return
    append_file(path, (b"\n" if before else b"") + text.encode())
