"""The history of one indicator: each state of it in git, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import PolevalError
from ..model.indicator import Indicator
from ..model.programme import PROGRAMME_WIDE, Programme
from ..model.sub_field import About, SubField
from ..reading.indicator_file import read_file
from .difference import Term, terms_of
from .figures import Figure, figures_of
from .git import GitError, NoRepositoryError
from .pairs import Pair, same_series
from .repository import Commit, Place, commit_of, commits, find_place, is_shallow
from .trees import Listing, changing, former_path, listings, parent_of

_AT_ONCE: Final = 64
"""Files that are in memory together."""
Found = tuple[SubField, Indicator]


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


class _States:
    """The indicators in the files of a dataset's commits, each file read once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._read: dict[tuple[str, str], list[Found] | None] = {}

    def prepare(self, wanted: str, seen: Sequence[Listing]) -> None:
        """Read the files in which an id stands, some at a time; the others are known not to have it."""
        blobs = dict.fromkeys((name, blob) for listing in seen for name, blob in listing.blobs.items())
        new = [key for key in blobs if key not in self._read]
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            for key, data in zip(part, self._place.git.read([blob for _, blob in part]), strict=True):
                self._read[key] = _indicators(key[0], data) if wanted.encode() in data else []

    def find(self, listing: Listing, name: str) -> Found | None:
        """The indicator in a commit; None where it is not there. Raises GitError where its file cannot be read."""
        for key in listing.blobs.items():
            found = self._read[key]
            if found is None:
                raise GitError(key[0])
            for home, one in found:
                if one.id == name:
                    return home, one
        return None

    def all_of(self, listing: Listing) -> dict[str, Found] | None:
        """Every indicator of a commit by its id; None where a file of it cannot be read."""
        parts = [self._read[key] for key in listing.blobs.items()]
        if any(part is None for part in parts):
            return None
        return {one.id: (home, one) for part in parts for home, one in part or ()}

    def every(self, listing: Listing) -> list[Indicator]:
        """All indicators of a commit, as far as its files can be read."""
        keys = [*listing.blobs.items()]
        data = self._place.git.read([blob for _, blob in keys])
        return [one for (name, _), text in zip(keys, data, strict=True) for _, one in _indicators(name, text) or ()]


def _indicators(name: str, data: bytes) -> list[Found] | None:
    """The indicators of a file with what is around them; None where it cannot be read today."""
    part = read_file(Path(name), data)
    value = part.value
    if value is None or part.errors:
        return None
    home = SubField(PROGRAMME_WIDE, value.title, ()) if isinstance(value, About) else value
    return [(home, one) for one in value.indicators]


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
    chain = [*listings(place, changing(place, commit_of(place.git, "HEAD")))]
    states = _States(place)
    states.prepare("", chain)
    about = {one.id: one for one in commits(place.git, [one.commit for one in chain])}
    line: dict[str, list[tuple[Commit | None, Found | None]]] = {one.id: [] for one in now.indicators}
    for listing in reversed(chain):
        if (found := states.all_of(listing)) is not None:
            for name, known in line.items():
                known.append((about[listing.commit], found.get(name)))
    for home, one in now:
        line[one.id].append((None, (home, one)))
    made = {name: [*_revisions(known)] for name, known in line.items()}
    return {name: own for name, own in made.items() if any(one.old for each in own for one in each.figures)}


def _history(root: Path, name: str, now: Programme, *, follow: bool) -> History:
    place = find_place(root)
    start = commit_of(place.git, "HEAD")
    seen: list[tuple[str, Found | None]] = []
    unreadable: list[str] = []
    states, wanted = _States(place), name
    while True:
        chain = [*listings(place, changing(place, start))]
        states.prepare(wanted, chain)
        for at, listing in enumerate(chain):
            try:
                found = states.find(listing, wanted)
            except GitError:
                unreadable.append(listing.commit)
                continue
            if found is None and follow and seen and seen[-1][1] and (older := _earlier_id(states, chain, at, seen)):
                wanted = older
                states = _States(place)
                states.prepare(wanted, chain[at:])
                found = states.find(listing, wanted)
            seen.append((listing.commit, found))
        moved = _moved(place, chain) if follow else None
        if moved is None:
            break
        place, start = moved
        states = _States(place)
    about = {one.id: one for one in commits(place.git, [*dict.fromkeys([*(one for one, _ in seen), *unreadable])])}
    line: list[tuple[Commit | None, Found | None]] = [(about[one], found) for one, found in reversed(seen)]
    line.append((None, next(((home, one) for home, one in now if one.id == name), None)))
    return History([*_revisions(line)], [about[one] for one in unreadable], is_shallow(place.git))


def _earlier_id(
    states: _States, chain: Sequence[Listing], at: int, seen: Sequence[tuple[str, Found | None]]
) -> str | None:
    """The id that the indicator had in a commit, if that had it under another one."""
    newer = seen[-1][1]
    if newer is None or not chain[at].blobs:
        return None
    there = {one.id for one in states.every(chain[at - 1])}
    gone = [one for one in states.every(chain[at]) if one.id not in there]
    return same_series(gone, [newer[1]]).get(newer[1].id)


def _moved(place: Place, chain: Sequence[Listing]) -> tuple[Place, str] | None:
    """The folder that the dataset was in before its first commit here, and the commit before that."""
    first = next((one for one in reversed(chain) if one.blobs), None)
    parent = parent_of(place.git, first.commit) if first else None
    if first is None or parent is None:
        return None
    path = former_path(place.git, parent, [*first.blobs.values()])
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
        terms = [term for pair in changed for term in (*terms_of(pair), *_first_terms(pair))]
        if figures or terms or (old is None) != (new is None) or (old and new and old.id != new.id):
            yield Revision(commit, matched, figures, terms)


def _first_terms(pair: Pair) -> Iterator[Term]:
    """The targets and waivers that a series came with."""
    if pair.old is None and pair.new is not None:
        for key in ("targets", "waivers"):
            for number, one in enumerate(getattr(pair.new, key), start=1):
                yield Term(pair.home, pair, key, None, one, number)
