"""Where a dataset lies in git: its repository, its path there, and what its files were in a commit."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from ..reading.dataset import is_indicator_name
from ..reading.text_files import MAX_BYTES
from .git import AbsentError, Entry, ForeignRepositoryError, Git, GitError, NoRepositoryError, Revision, Trees

_SIGNED: Final = re.compile(r"(.*) <[^>]*> (-?\d+) ([+-])(\d\d)(\d\d)")
_AT_ONCE: Final = 512


class Place(NamedTuple):
    """Where a dataset lies: in which repository, and under which path of its revisions."""

    git: Git
    path: str


class Commit(NamedTuple):
    """A commit: its id, the day on which it was made, who wrote it, and the first line of what was said of it."""

    id: str
    day: date
    author: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of its id, by which people name it."""
        return self.id[:8]


def find_place(root: Path, path: str | None = None, revision: str = "REVISION") -> Place:
    """The repository around a dataset, and its path there (or `path`, where that is given). Raises GitError."""
    # A link to a dataset is followed as it was then; one that leads here from elsewhere, as it is now.
    for place in (Path(os.path.abspath(root)), root.resolve()):  # noqa: PTH100  # which would follow no link
        is_named = place.is_symlink() or not place.is_dir()
        git, name = Git(place.parent if is_named else place), place.name if is_named else ""
        with contextlib.suppress(NoRepositoryError):
            git.line("rev-parse", "--git-dir")
            return Place(git, _below(git, name, root, revision) if path is None else path)
    if "GIT_DIR" not in os.environ:
        raise NoRepositoryError(f"neither a folder nor a revision: {root} is in no git repository")
    git.obey_environment()
    if path is None and "GIT_WORK_TREE" not in os.environ:
        raise GitError(f"GIT_DIR alone does not say which of its folders {root} is; write {revision}:FOLDER")
    return Place(git, _below(git, name, root, revision) if path is None else path)


def _below(git: Git, name: str, root: Path, revision: str) -> str:
    """The path of the dataset from the top of its repository, links by their names. Raises GitError if it has none."""
    if git.line("rev-parse", "--is-inside-work-tree") != "true":
        raise GitError(f"{root} is in no work tree of its repository; write {revision}:FOLDER")
    here, top = Path(os.path.abspath(root)), git.line("rev-parse", "--show-toplevel")  # noqa: PTH100  # follows no link
    for above in reversed(here.parents):
        if above.exists() and above.samefile(top):
            return here.relative_to(above).as_posix() if here != above else ""
    return (git.line("rev-parse", "--show-prefix") + name).rstrip("/")


def commit_of(git: Git, revision: str) -> str:
    """The commit that a revision names; resolved first, so that it can be neither an option nor a path."""
    try:
        found = git.line("rev-parse", "--verify", "--end-of-options", revision)
        if not found.startswith("^"):  # which says what to leave out
            return git.line("rev-parse", "--verify", f"{found}^{{commit}}")
    except (NoRepositoryError, ForeignRepositoryError):
        raise
    except GitError:
        pass
    raise GitError(f"neither a folder nor a revision{_advice(git, revision)}")


def last_on(git: Git, day: date) -> str:
    """The commit at which the branch stood at the end of a day, each by its own clock. Raises GitError.

    It is the newest one of the first parents of HEAD whose day is not later: neither the time zone of this machine
    nor a clock that once went wrong changes which one that is.
    """
    line = git.line("rev-list", "--first-parent", commit_of(git, "HEAD")).split()
    for start in range(0, len(line), _AT_ONCE):
        for one in commits(git, line[start : start + _AT_ONCE]):
            if one.day <= day:
                return one.id
    raise GitError(f"no commit is as old as that{_shallow(git)}")


def common_ancestor(git: Git, one: str, other: str) -> str:
    """The best common ancestor of two commits. Raises GitError where they have none."""
    try:
        return git.line("merge-base", one, other)
    except GitError:
        raise GitError(f"the two have no common ancestor{_shallow(git)}") from None


def _advice(git: Git, revision: str) -> str:
    """What may help where a revision is not there: the remote's branch, the rest of a shallow clone, a first commit."""
    if not git.line("rev-list", "--max-count=1", "--all"):
        return ": the repository has no commit yet"
    known = git.line("for-each-ref", "--count=1", "--format=%(refname:short)", f"refs/remotes/*/{revision}")
    if known:
        return f"; write {known}"
    if is_shallow(git):
        return (
            " that is here: this clone is shallow; fetch the rest of it (git fetch --unshallow, or fetch-depth: 0 in "
            "actions/checkout) and name a branch as origin/main"
        )
    return f" of the repository at {git.line('rev-parse', '--show-toplevel')}"


def is_shallow(git: Git) -> bool:
    """Whether a clone has only the last commits of its history."""
    return git.line("rev-parse", "--is-shallow-repository") == "true"


def _shallow(git: Git) -> str:
    return ": this clone is shallow; fetch the rest of it (git fetch --unshallow)" if is_shallow(git) else ""


def commits(git: Git, ids: Sequence[str]) -> list[Commit]:
    """What is known of these commits, in their order. Raises GitError."""
    return [_commit(one, data) for one, data in zip(ids, git.read(ids), strict=True)]


def _commit(commit_id: str, data: bytes) -> Commit:
    head, _, message = data.decode("utf-8", "replace").partition("\n\n")
    fields = dict(line.partition(" ")[::2] for line in reversed(head.split("\n")))
    signed = {name: _SIGNED.fullmatch(fields.get(name, "")) for name in ("author", "committer")}
    author, made = signed["author"], signed["committer"]
    day = _day(made) if made else date.min
    return Commit(commit_id, day, author[1] if author else "", message.strip().partition("\n")[0].strip())


def _day(made: re.Match[str]) -> date:
    """The day on which something was done, where it was done; of a time that no calendar has, the last one."""
    offset = timedelta(hours=int(made[4]), minutes=int(made[5])) * (-1 if made[3] == "-" else 1)
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(made[2])) + offset).date()
    except OverflowError:
        return date.max


def contents(place: Place, commit: str) -> dict[Path, bytes]:
    """The indicator files of a commit, each once: its path below the top folder, and its bytes. Raises GitError."""
    files = entries(place, Revision(Trees(place.git), commit))
    for path, size in zip(files, place.git.sizes([*files.values()]), strict=True):
        if size > MAX_BYTES:
            raise GitError(f"the files of then cannot be read: {path} is larger than {MAX_BYTES // 2**20} MiB")
    return {Path(path): data for path, data in zip(files, place.git.read([*files.values()]), strict=True)}


def entries(place: Place, revision: Revision) -> dict[str, str]:
    """The indicator files of the dataset in a revision, by the paths that it has for them: the ids of what they hold.

    Raises AbsentError where it has none, and GitError where a link leads to nothing.
    """
    dataset = revision.follow(place.path)
    if dataset.kind != "tree":
        return {place.path: dataset.object_id}
    once: dict[Entry, str] = {}
    for name, entry in sorted(revision.trees.folder(dataset).items()):
        held = revision.follow(entry.path) if is_indicator_name(name) else None
        if held and held.kind == "blob":  # what several links lead to, only once
            once.setdefault(held, entry.path)
    if not once:
        raise AbsentError(f"there were no indicator files (*.yaml) in {place.path or 'the top folder'} then")
    return {path: held.object_id for held, path in once.items()}
