"""What is still to be done of a change to several files of a folder, for the case that the program is killed in it.

The journal stands in the folder only while the files get their new names: everything is ready before,
so that what is left can always be done. It names files of its own folder alone, and knows what they held:
what somebody has changed since is not overwritten.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import PolevalError
from .scratch import beside, is_scratch, write_through

NAME: Final = ".poleval-journal"


class Journal(NamedTuple):
    """The journal of a folder; none where the files lie in several."""

    path: Path | None

    @classmethod
    def of(cls, paths: Sequence[Path]) -> Journal:
        """That of the one folder in which several files are named; where links to them lead does not matter."""
        folders = {Path(os.path.realpath(path.parent)) for path in paths}
        return cls(folders.pop() / NAME if len(paths) > 1 and len(folders) == 1 else None)

    def note(self, renames: Mapping[Path, Path], removed: Iterable[Path]) -> None:
        """Write down which file that is ready comes for which, and what is removed after that. Raises OSError."""
        if self.path is None:
            return
        plan = {
            "rename": [
                {"from": ready.name, "to": path.name, "was": _digest(_target(path)), "is": _digest(ready)}
                for path, ready in renames.items()
            ],
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
    """Do what is left of a change to the files of a folder.

    Raises PolevalError where that is not allowed, and where the files are others than the change has left.
    """
    path = folder / NAME
    try:
        plan = json.loads(path.read_bytes())
        left = [one for one in plan["rename"] if is_scratch(one["from"]) and _is_plain(one["to"])]
        if not all(_is_as_left(folder, one) for one in left):
            raise PolevalError(
                f"{path}: a change to these files was interrupted, and they were changed since; "
                "see that each is as it should be, and delete this file"
            )
        for one in left:
            target = _target(folder / one["to"])
            if (ready := target.with_name(one["from"])).exists():
                ready.replace(target)
        folders = {folder, *(_target(folder / one["to"]).parent for one in left if (folder / one["to"]).is_symlink())}
        for name in filter(_is_plain, plan["remove"]):
            for place in folders if is_scratch(name) else (folder,):
                (place / name).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except FileNotFoundError:
        return  # somebody else has finished it
    except (OSError, ValueError, LookupError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be read"
        raise PolevalError(f"{path}: a change to these files was interrupted and cannot be finished: {why}") from None


def _is_as_left(folder: Path, one: Mapping[str, Any]) -> bool:
    """Whether a file holds what it held before it was to be replaced, or, once it was, what it was replaced by."""
    target = _target(folder / one["to"])
    is_to_come = target.with_name(one["from"]).exists()
    return bool(_digest(target) == one["was" if is_to_come else "is"])


def _target(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _digest(path: Path) -> str | None:
    """What tells the contents of a file from others; None where there is none."""
    import hashlib  # which takes a moment, and is seldom needed

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and "/" not in name and os.sep not in name and name != NAME
