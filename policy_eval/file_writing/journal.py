"""What is still to be done of a change to several files of a folder, for the case that the program is killed in it.

The journal stands in the folder only while the files get their new names: everything is ready before,
so that what is left can always be done. It names files of its own folder alone.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import PolevalError
from .scratch import beside, is_scratch, write_through

NAME: Final = ".poleval-journal"


class Journal(NamedTuple):
    """The journal of a folder; none where the files lie in several."""

    path: Path | None

    @classmethod
    def of(cls, targets: Sequence[Path]) -> Journal:
        """That of the one folder in which several files lie."""
        folders = {target.parent for target in targets}
        return cls(folders.pop() / NAME if len(targets) > 1 and len(folders) == 1 else None)

    def note(self, renames: Iterable[tuple[Path, Path]], removed: Iterable[Path]) -> None:
        """Write down what is to be renamed, and what to be removed after that. Raises OSError."""
        if self.path is None:
            return
        plan = {
            "rename": [[source.name, target.name] for source, target in renames],
            "remove": [path.name for path in removed],
        }
        draft = beside(self.path)
        try:
            write_through(draft.open("wb"), json.dumps(plan).encode("utf-8", "surrogateescape"))
            draft.replace(self.path)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()

    def close(self) -> None:
        """All is done. Raises OSError."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def is_open(folder: Path) -> bool:
    """Whether a change to the files of a folder was not finished."""
    return (folder / NAME).exists()


def finish(folder: Path) -> None:
    """Do what is left of a change to the files of a folder. Raises PolevalError where that is not allowed."""
    path = folder / NAME
    try:
        plan = json.loads(path.read_bytes())
        for source, target in plan["rename"]:
            if is_scratch(source) and _is_plain(target) and (folder / source).exists():
                (folder / source).replace(folder / target)
        for name in plan["remove"]:
            if _is_plain(name):
                (folder / name).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except FileNotFoundError:
        return  # somebody else has finished it
    except (OSError, ValueError, LookupError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be read"
        raise PolevalError(f"{path}: a change to these files was interrupted and cannot be finished: {why}") from None


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and "/" not in name and os.sep not in name and name != NAME
