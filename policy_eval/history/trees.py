"""The indicator files of many commits at once, by the ids of their contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..reading.dataset import is_indicator_name
from .git import Git, GitError, Revision
from .repository import Place, entries

_LINK: Final = "120000"


class Listing(NamedTuple):
    """The indicator files of a dataset in a commit, by name: the ids of what they hold."""

    commit: str
    blobs: dict[str, str]


def changing(place: Place, start: str) -> list[str]:
    """The commits that changed the dataset, newest first, along the line of the first parents."""
    within = [f":(top,literal){place.path}"] if place.path else []
    listed = place.git.line("rev-list", "--first-parent", "--full-history", start, "--", *within)
    return listed.split()


def listings(place: Place, commits: Sequence[str]) -> Iterator[Listing]:
    """What the dataset was made of in each of these commits; nothing where it was not there."""
    if "\n" in place.path:  # where names are lines
        yield from (Listing(commit, _followed(place, commit)) for commit in commits)
        return
    trees = place.git.objects([f"{commit}:{place.path}" for commit in commits])
    for commit, found in zip(commits, trees, strict=True):
        if found is None:
            yield Listing(commit, {})
            continue
        kind, data = found
        named = dict(_entries(data, len(commit) // 2)) if kind == "tree" else {}
        if kind == "tree" and all(mode != _LINK for mode, _ in named.values()):
            yield Listing(commit, {name: blob for name, (_, blob) in named.items()})
        else:
            yield Listing(commit, _followed(place, commit))


def _followed(place: Place, commit: str) -> dict[str, str]:
    """The same of a dataset that is one file, or that links lead to."""
    try:
        files = entries(place, Revision(place.git, commit))
    except GitError:
        return {}
    return {file.path.rsplit("/", 1)[-1]: file.object_id for file in files}


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


def former_path(git: Git, commit: str, blobs: Sequence[str]) -> str | None:
    """The folder that held most of these contents in a commit; None where none did."""
    wanted, found = {*blobs}, dict[str, int]()
    listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape").split("\0")[:-1]
    for head, path in (line.split("\t", 1) for line in listed):
        folder, _, name = path.rpartition("/")
        if head.split()[2] in wanted and is_indicator_name(name):
            found[folder] = found.get(folder, 0) + 1
    return max(found, key=found.__getitem__) if found else None
