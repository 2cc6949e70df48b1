"""The history of one indicator: each state of it in git, and what changed from one to the next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..errors import PolevalError
from ..model.programme import Programme
from .difference import Term, terms_of
from .figures import Figure, figures_of
from .git import GitError, NoRepositoryError
from .pairs import Pair, same_series
from .repository import Commit, Place, commit_of, commits, find_place, is_shallow
from .snapshots import Found, Snapshots
from .trees import Listing, changes, former_path, parent_of


class Revision(NamedTuple):
    """What a commit changed of an indicator; without one, what is not committed yet."""

    commit: Commit | None
    pairs: Sequence[Pair]
    figures: Sequence[Figure]
    terms: Sequence[Term]


class History(NamedTuple):
    """The revisions of an indicator, oldest first; the commits that nobody can read today; whether older ones lack."""

    revisions: Sequence[Revision]
    unreadable: Sequence[Commit]
    is_shallow: bool


def history(root: Path, name: str, now: Programme, *, follow: bool) -> History:
    """What became of an indicator, from its first commit on, along the line of the first parents.

    With `follow` it is the same one under an earlier id, and in a folder of another name.
    Raises PolevalError where the dataset is in no repository.
    """
    try:
        return _history(root, name, now, follow=follow)
    except NoRepositoryError:
        raise PolevalError(f"{root} is in no git repository: there is no history to show") from None


def histories(root: Path, now: Programme) -> dict[str, list[Revision]]:
    """The revisions of every indicator of a dataset that has any after its first figures. Raises GitError."""
    place = find_place(root)
    chain = changes(place, commit_of(place.git, "HEAD"))
    states = Snapshots(place.git)
    states.prepare("", chain)
    about = {one.id: one for one in commits(place.git, [one.commit for one in chain])}
    line: dict[str, list[tuple[Commit | None, Found | None]]] = {one.id: [] for one in now.indicators}
    for listing in reversed(chain):
        with contextlib.suppress(GitError):
            found = states.all_of(listing)
            for name, known in line.items():
                known.append((about[listing.commit], found.get(name)))
    for home, one in now:
        line[one.id].append((None, (home, one)))
    made = {name: [*_revisions(known)] for name, known in line.items()}
    return {name: own for name, own in made.items() if any(one.old for each in own for one in each.figures)}


def _history(root: Path, name: str, now: Programme, *, follow: bool) -> History:
    place = find_place(root)
    start: str | None = commit_of(place.git, "HEAD")
    walk = _Walk(name, Snapshots(place.git), follow=follow)
    while start:
        chain = changes(place, start)
        walk.through(chain)
        place, start = (_moved(place, chain) if follow else None) or (place, None)
    walk.look_again()
    about = {one.id: one for one in commits(place.git, [listing.commit for listing, _ in walk.seen])}
    readable = [pair for pair in reversed(walk.seen) if pair[0].commit not in walk.unreadable]
    line: list[tuple[Commit | None, Found | None]] = [(about[listing.commit], found) for listing, found in readable]
    line.append((None, next(((home, one) for home, one in now if one.id == name), None)))
    return History([*_revisions(line)], [about[one] for one in walk.unreadable], is_shallow(place.git))


class _Walk:
    """An indicator back through commits: what it was in each (`seen`), and which of them nobody can read today."""

    def __init__(self, name: str, states: Snapshots, *, follow: bool) -> None:
        self.seen: list[tuple[Listing, Found | None]] = []
        self.unreadable: dict[str, None] = {}
        self._name = name
        self._states = states
        self._follow = follow
        self._newer: Listing | None = None

    def through(self, chain: Sequence[Listing]) -> None:
        """Through the commits of a folder, newest first."""
        self._states.prepare(self._name, chain)
        for at, listing in enumerate(chain):
            found = None
            try:
                found = self._states.find(listing, self._name)
                if found is None and self._newer and (older := self._earlier_id(listing, self._newer)):
                    self._name = older
                    self._states.prepare(older, chain[at:])
                    found = self._states.find(listing, older)
                self._newer = listing if found else None
            except GitError:
                self.unreadable[listing.commit] = None
            self.seen.append((listing, found))

    def look_again(self) -> None:
        """Whether all files can be read where the indicator was not found, though it was there before."""
        oldest = max((at for at, (_, found) in enumerate(self.seen) if found), default=0)
        for listing, found in self.seen[:oldest]:
            if found is None and listing.commit not in self.unreadable:
                self._states.prepare("", [listing])
                try:
                    self._states.all_of(listing)
                except GitError:
                    self.unreadable[listing.commit] = None

    def _earlier_id(self, listing: Listing, newer: Listing) -> str | None:
        """The id that the indicator had in a commit, if that had it under another one and that is to be followed."""
        if not self._follow:
            return None
        self._states.prepare("", [newer, listing])
        now, then = self._states.all_of(newer), self._states.all_of(listing)
        gone = [one for name, (_, one) in then.items() if name not in now]
        come = [one for name, (_, one) in now.items() if name not in then]
        return same_series(gone, come).get(self._name)


def _moved(place: Place, chain: Sequence[Listing]) -> tuple[Place, str] | None:
    """The folder that the dataset was in before its first commit here, and the commit before that."""
    first = next((one for one in reversed(chain) if one.blobs), None)
    parent = parent_of(place.git, first.commit) if first else None
    if first is None or parent is None:
        return None
    path = former_path(place, first, parent)
    return (Place(place.git, path), parent) if path is not None and path != place.path else None


def _revisions(line: Sequence[tuple[Commit | None, Found | None]]) -> Iterator[Revision]:
    for (_, before), (commit, after) in pairwise([(None, None), *line]):
        if before is None and after is None:
            continue
        home = (after or before)[0]  # type: ignore[index]
        old, new = (found[1] if found else None for found in (before, after))
        parts = {one.breakdown: one for one in new.series} if new else {}
        were = {one.breakdown: one for one in old.series} if old else {}
        matched = [Pair(home, were.get(part), parts.get(part)) for part in dict.fromkeys((*parts, *were))]
        changed = [pair for pair in matched if pair.old != pair.new]
        figures = [figure for pair in changed for figure in figures_of(pair)]
        terms = [term for pair in changed for term in (*terms_of(pair), *_other_terms(pair))]
        if figures or terms or (old is None) != (new is None) or (old and new and old.id != new.id):
            yield Revision(commit, matched, figures, terms)


def _other_terms(pair: Pair) -> Iterator[Term]:
    """The targets and waivers that a series came with; the fiscal year by which it is counted, where that changed."""
    if pair.old and pair.new and not pair.new.part and pair.old.fiscal_year != pair.new.fiscal_year:
        yield Term(pair.home, pair, "fiscal_year", pair.old.fiscal_year, pair.new.fiscal_year)
    if pair.old is None and pair.new is not None:
        for key in ("targets", "waivers"):
            for number, one in enumerate(getattr(pair.new, key), start=1):
                yield Term(pair.home, pair, key, None, one, number)
