"""The indicator files of many commits at once, by the ids of their contents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Final, NamedTuple

from ..reading.dataset import is_indicator_name
from .git import AbsentError, Git, GitError, Revision, Trees
from .repository import Place, entries

_LINK: Final = "120000"


class Listing(NamedTuple):
    """The indicator files of a dataset in a commit, by name: the ids of what they hold; None if a link is broken."""

    commit: str
    blobs: dict[str, str] | None


def changes(place: Place, start: str) -> list[Listing]:
    """The dataset in each commit that changed it, newest first, along the line of the first parents.

    Where links lead to it, or to its files, it changes with what they lead to.
    """
    paths, trees = {place.path}, Trees(place.git)
    while True:
        within = [f":(top,literal){path}" for path in sorted(paths)] if "" not in paths else []
        commits = place.git.line("rev-list", "--first-parent", "--full-history", start, "--", *within).split()
        found, walked = _listings(place, commits, trees)
        for commit in filter(None, [start, parent_of(place.git, commits[-1]) if commits else None]):
            walked |= _followed(place, Revision(trees, commit))[1]
        if "" in paths or walked <= paths:
            return found
        paths |= walked


def _listings(place: Place, commits: Sequence[str], trees: Trees) -> tuple[list[Listing], set[str]]:
    """What the dataset was made of in each of these commits; and the paths of the links on the way to it."""
    found, walked = [], set[str]()
    is_line = "\n" not in place.path  # names are asked for in lines
    objects = place.git.objects([f"{commit}:{place.path}" for commit in commits]) if is_line else repeat(None)
    for commit, known in zip(commits, objects, strict=is_line):
        kind, data = known or ("", b"")
        named = dict(_entries(data, len(commit) // 2)) if kind == "tree" else {}
        if kind == "tree" and all(mode != _LINK for mode, _ in named.values()):
            found.append(Listing(commit, {name: blob for name, (_, blob) in named.items()}))
        else:
            blobs, own = _followed(place, Revision(trees, commit))
            found.append(Listing(commit, blobs))
            walked |= own
    return found, walked


def _followed(place: Place, revision: Revision) -> tuple[dict[str, str] | None, set[str]]:
    """The same of a dataset that is one file, that is not there, or that links lead to."""
    files: dict[str, str] | None
    try:
        files = {path.rpartition("/")[2]: held for path, held in entries(place, revision).items()}
    except AbsentError:
        files = {}
    except GitError:
        files = None
    return files, revision.walked


def _entries(tree: bytes, size: int) -> Iterator[tuple[str, tuple[str, str]]]:
    """The indicator files of a tree, as git writes it: mode, name and the id in so many bytes."""
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].decode("utf-8", "surrogateescape").partition(" ")
        at = end + 1 + size
        if is_indicator_name(name) and mode != "40000":
            yield name, (mode, tree[end + 1 : at].hex())


def parent_of(git: Git, commit: str) -> str | None:
    """The first parent of a commit; None for the first one, and where a shallow clone ends."""
    return git.line("rev-list", "--max-count=1", "--skip=1", "--first-parent", commit) or None


def former_path(place: Place, first: Listing, parent: str) -> str | None:
    """Where most of the contents of a commit's dataset were in its parent, and are no more: a folder, or a file.

    None where there was nothing of them, or it is still there, so that the dataset is a copy.
    """
    is_file = Revision(Trees(place.git), first.commit).follow(place.path).kind != "tree"
    wanted, found = {*(first.blobs or {}).values()}, dict[str, int]()
    here = dict(_every_file(place.git, first.commit))
    for path, held in _every_file(place.git, parent):
        folder, _, name = path.rpartition("/")
        if held in wanted and is_indicator_name(name) and here.get(path) != held:
            where = path if is_file else folder
            found[where] = found.get(where, 0) + 1
    return max(found, key=found.__getitem__) if found else None


def _every_file(git: Git, commit: str) -> Iterator[tuple[str, str]]:
    listed = os.fsdecode(git.ask("ls-tree", "-r", "-z", "--full-tree", commit)).split("\0")[:-1]
    for head, path in (line.split("\t", 1) for line in listed):
        yield path, head.split()[2]
