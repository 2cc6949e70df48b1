"""The dataset as it was: in another folder, in a revision of git, or on a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import InvalidDataset, PolevalError, UsageError
from ..model.programme import Programme
from ..reading.dataset import load_programme
from ..reading.reader import Reader
from .git import Git, GitError, NoGitError
from .repository import Commit, Place, commit_of, commits, common_ancestor, contents, find_place, last_on

_REVISION: Final = "rev:"
_RANGE: Final = re.compile(r"([^:]*?)(\.\.\.?)([^:]*)")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class State(NamedTuple):
    """A dataset at one time: the word by which it was named (none for the files as they are), and its commit."""

    programme: Programme
    name: str = ""
    commit: Commit | None = None


def load_state(root: Path, word: str, named: str = "", read: Reader | None = None) -> State:
    """The dataset as it was: in another folder (or file), in a git revision of `root`, or on a day.

    `word` is a path, a revision, a day (`2024-08-31`), `rev:REVISION` where it could be
    another of these, or `REVISION:PATH` for a folder that was elsewhere then; `named` is
    the option that has it. Raises PolevalError where it is none of them, or nothing that
    can be read, and UsageError where it could be several.
    """
    said = f"{named} {word}".strip()
    if not word.strip():
        raise UsageError(f"{named or 'a state'} is empty; is it a variable that was not set?")
    try:
        if _is_path(root, word, said):
            return State(load_programme(Path(word), read=read or Reader()), word)
        return _of_revision(root, word, said, read or Reader())
    except NoGitError as error:
        raise PolevalError(f"{said}: there is no such folder, and {error} for a revision") from None
    except GitError as error:
        raise PolevalError(f"{said}: {error}") from None


def two_states(root: Path, old: str, new: str | None) -> tuple[State, State]:
    """Two states to hold against each other: of `OLD..NEW`, of the common ancestor in `OLD...NEW`, else `new` or now.

    Raises PolevalError and UsageError, as `load_state` does.
    """
    read = Reader()
    found = _RANGE.fullmatch(old) if not Path(old).exists() else None
    if found is None:
        earlier = load_state(root, old, read=read)
        now = State(load_programme(root, read=read)) if new is None else load_state(root, new, read=read)
        return earlier, now
    if new is not None:
        raise UsageError(f"{old} names two states; leave {new} out")
    first, second = found[1] or "HEAD", found[3] or "HEAD"
    if found[2] == "...":
        try:
            git = find_place(root).git
            first = common_ancestor(git, commit_of(git, first), commit_of(git, second))
        except GitError as error:
            raise PolevalError(f"{old}: {error}") from None
    earlier = load_state(root, first, read=read)
    if found[2] == "..." and earlier.commit:
        earlier = earlier._replace(name=earlier.commit.short)
    return earlier, load_state(root, second, read=read)


def _is_path(root: Path, word: str, said: str) -> bool:
    if word.startswith(_REVISION) or not Path(word).exists():
        return False
    if word.startswith(".") or Path(word).is_absolute() or not _is_revision(root, word):
        return True
    raise UsageError(f"{said}: both a path and a revision have this name; write ./{word} or {_REVISION}{word}")


def _is_revision(root: Path, word: str) -> bool:
    try:
        commit_of(find_place(root).git, word)
    except GitError:
        return False
    return True


def _of_revision(root: Path, word: str, said: str, read: Reader) -> State:
    revision, path = _parts(word.removeprefix(_REVISION), said)
    place = find_place(root, path, revision)
    commit = commit_of(place.git, revision) if word.startswith(_REVISION) else _resolved(place.git, revision, said)
    files = contents(place, commit)
    about = commits(place.git, [commit])[0]
    return State(programme_of(place, files, about, read), word.removeprefix(_REVISION), about)


def _resolved(git: Git, revision: str, said: str) -> str:
    """The commit of a revision, or the last one of a day. Raises UsageError for a branch or tag named like a day."""
    try:
        day = date.fromisoformat(revision) if _DAY.fullmatch(revision) else None
    except ValueError:
        day = None
    if day is None:
        return commit_of(git, revision)
    if git.line("for-each-ref", "--count=1", f"refs/heads/{revision}", f"refs/tags/{revision}"):
        raise UsageError(f"{said}: both a day and a revision have this name; write {_REVISION}{revision}, or rename it")
    return last_on(git, day)


def programme_of(place: Place, files: Mapping[Path, bytes], commit: Commit, read: Reader) -> Programme:
    """The dataset in the files of a commit. Raises GitError, which names it, where they cannot be read today."""
    try:
        return load_programme(Path(place.path), files=(), contents=files, read=read)
    except InvalidDataset as error:
        first = next(problem for problem in error.problems if not problem.warning)
        raise GitError(f"the files of {commit.short} ({commit.day}) cannot be read: {first}") from None


def _parts(word: str, said: str) -> tuple[str, str | None]:
    """`main:data` is a revision and a folder; a colon in braces (`main@{12:00}`) or at the start (`:/words`) is not."""
    match = re.fullmatch(r"((?:[^:{]|\{[^}]*\})+):(.*)", word, re.DOTALL)
    if match is None:
        return word, None
    if {".", ".."} & {*match[2].split("/")}:
        raise UsageError(f"{said}: write the folder from the top of the repository, without . and ..")
    return match[1], match[2].strip("/")
