"""The indicators of a dataset in many commits, each file of them read once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..model.indicator import Indicator
from ..model.sub_field import About, SubField
from ..reading.indicator_file import ABOUT_NAMES, read_file
from .git import Git, GitError
from .trees import Listing

_AT_ONCE: Final = 64
"""Files that are in memory together."""
Found = tuple[SubField, Indicator]
_Key = tuple[str, str]
"""The name of a file, and the id of what it holds."""


class Snapshots:
    """What the files of commits say of indicators; a file that cannot be read today says nothing of any."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._read: dict[_Key, SubField | About | None] = {}
        self._without: set[_Key] = set()
        self._homes: dict[tuple[_Key, _Key | None], SubField] = {}

    def prepare(self, wanted: str, seen: Sequence[Listing]) -> None:
        """Read the files in which an id may stand, some at a time; the others are known not to have it."""
        blobs = dict.fromkeys(key for listing in seen for key in (listing.blobs or {}).items())
        new = [key for key in blobs if key not in self._read]
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            for key, data in zip(part, self._git.read([blob for _, blob in part]), strict=True):
                # An escape may spell it, and the programme says how its figures are counted.
                if wanted.encode() in data or b"\\" in data or _is_about(key):
                    self._read[key] = _value(key[0], data)
                    self._without.discard(key)
                else:
                    self._without.add(key)

    def find(self, listing: Listing, name: str) -> Found | None:
        """The indicator in a commit; None where it is not there.

        Raises GitError where a file that may have it cannot be read, or where several have it.
        """
        found = [one for one in self._indicators(listing) if one[1].id == name]
        if len(found) > 1:
            raise GitError(listing.commit)
        return found[0] if found else None

    def all_of(self, listing: Listing) -> dict[str, Found]:
        """Every indicator of a commit by its id. Raises GitError where a file of it cannot be read."""
        return {found[1].id: found for found in self._indicators(listing)}

    def _indicators(self, listing: Listing) -> list[Found]:
        keys = [key for key in (listing.blobs or {}).items() if key not in self._without]
        if listing.blobs is None or any(self._read[key] is None for key in keys):
            raise GitError(listing.commit)
        around = next((key for key in keys if _is_about(key)), None)
        homes = [self._home(key, around) for key in keys]
        return [(home, one) for home in homes for one in home.indicators]

    def _home(self, key: _Key, around: _Key | None) -> SubField:
        """The sub-field of a file, as the programme of its commit counts it."""
        if (key, around) not in self._homes:
            value, about = self._read[key], self._read[around] if around else None
            assert value is not None  # noqa: S101  # else the commit cannot be read
            home = value.whole if isinstance(value, About) else value
            self._homes[key, around] = home.part_of(about if isinstance(about, About) else None)
        return self._homes[key, around]


def _is_about(key: _Key) -> bool:
    return key[0].lower() in ABOUT_NAMES


def _value(name: str, data: bytes) -> SubField | About | None:
    """What a file holds; None where it cannot be read today."""
    part = read_file(Path(name), data)
    return None if part.errors else part.value
