"""One change to the files of a dataset: lock, load, edit, validate, write — all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..errors import InvalidDataset, PolevalError
from ..file_writing import journal, write_files
from ..model.programme import Programme
from ..reading.dataset import load_programme
from ..reading.reader import Reader
from ..reading.text_files import read_text
from .lock import locked
from .reread import MARK

Edits = Mapping[Path, Callable[[str], str]]
"""What becomes of the text of a file; that of a new one is empty."""


def in_turn(first: Edits, then: Edits) -> Edits:
    """These edits, and those after them."""

    def both(text: str, path: Path) -> str:
        for edits in (first, then):
            text = edits[path](text) if path in edits else text
        return text

    return {path: partial(both, path=path) for path in {**first, **then}}


class WouldBeInvalid(InvalidDataset):
    """The dataset is not valid with the new texts, which were not written."""


class Edited(NamedTuple):
    """The dataset before and after, and the old and the new text of each file that changed."""

    before: Programme
    after: Programme
    texts: Mapping[Path, tuple[str, str]]


def edit(root: Path, plan: Callable[[Programme], Edits], *, dry_run: bool = False) -> Edited:
    """Write what `plan` makes of the dataset in `root`, if the dataset is valid with it.

    Nobody else writes meanwhile. Each file is replaced in one step, none before all are
    ready, and one that began with a byte-order mark still does. Raises InvalidDataset
    for a dataset that is not valid, WouldBeInvalid for one that would not be, and
    PolevalError with its path for a file that cannot be read, edited or written; nothing
    is written then, nor in a dry run.
    """
    folder = root if root.is_dir() else root.parent
    with locked(folder):
        journal.finish(folder)
        read = Reader()
        before = load_programme(root, read=read)
        edits = plan(before)
        texts = {path: _edited(path, change) for path, change in edits.items()}
        if not texts:
            return Edited(before, before, {})
        new = {path: text for path, (_, text) in texts.items()}
        after = _valid(root, new, read)
        if not dry_run:
            _hold_still({path: old for path, (old, _) in texts.items()})
            write_files({path: _data(path, text) for path, text in new.items()})
    return Edited(before, after, texts)


def _edited(path: Path, change: Callable[[str], str]) -> tuple[str, str]:
    text = read_text(path) if path.exists() else ""
    try:
        return text, change(text)
    except PolevalError as error:
        raise PolevalError(f"{path}: {error}") from None


def _hold_still(texts: Mapping[Path, str]) -> None:
    """Raises PolevalError for a file that another program has changed since it was read: editors lock nothing."""
    for path, text in texts.items():
        if (read_text(path) if path.exists() else "") != text:
            raise PolevalError(f"{path}: was changed by another program meanwhile; nothing is written, try again")


def _valid(root: Path, texts: Mapping[Path, str], read: Reader) -> Programme:
    try:
        return load_programme(root, contents={path: text.encode() for path, text in texts.items()}, read=read)
    except InvalidDataset as error:
        raise WouldBeInvalid(error.problems) from None


def _data(path: Path, text: str) -> bytes:
    mark = MARK if path.exists() and path.read_bytes()[:3] == MARK.encode() else ""
    return (mark + text.removeprefix(MARK)).encode()
