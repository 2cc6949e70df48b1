"""The dataset as it was: in another folder, or in a revision of git."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import InvalidDataset, PolevalError, UsageError
from ..model.programme import Programme
from ..reading.dataset import is_indicator_name, load_programme
from ..reading.text_files import MAX_BYTES
from .git import Entry, ForeignRepositoryError, Git, GitError, NoGitError, NoRepositoryError, Revision

_REVISION: Final = "rev:"


class _Place(NamedTuple):
    """Where a dataset lies: in which repository, and under which path of its revisions."""

    git: Git
    path: str


def load_earlier(root: Path, since: str) -> Programme:
    """The dataset as it was: in another folder (or file), or in a git revision of `root`.

    `since` is a path, a revision, `rev:REVISION` where it could be both, or
    `REVISION:PATH` for a folder that was elsewhere then. Raises PolevalError where there
    is neither, or nothing that can be read, and UsageError where it could be both.
    """
    if not since.strip():
        raise UsageError("--since is empty; is it a variable that was not set?")
    try:
        if _is_path(root, since):
            return load_programme(Path(since))
        return _of_revision(root, since.removeprefix(_REVISION))
    except NoGitError as error:
        raise PolevalError(f"--since {since}: there is no such folder, and {error} for a revision") from None
    except GitError as error:
        raise PolevalError(f"--since {since}: {error}") from None


def _is_path(root: Path, since: str) -> bool:
    if since.startswith(_REVISION) or not Path(since).exists():
        return False
    if since.startswith(".") or Path(since).is_absolute() or not _is_revision(root, since):
        return True
    raise UsageError(
        f"--since {since}: both a path and a revision have this name; write ./{since} or {_REVISION}{since}"
    )


def _is_revision(root: Path, since: str) -> bool:
    try:
        _commit(_place(root).git, since)
    except GitError:
        return False
    return True


def _of_revision(root: Path, since: str) -> Programme:
    revision, path = _parts(since)
    place = _place(root, path, revision)
    commit = _commit(place.git, revision)
    contents = dict(_contents(place, commit))
    if not contents:
        raise GitError(f"there were no indicator files (*.yaml) in {place.path or 'the top folder'} then")
    try:
        return load_programme(Path(place.path), files=(), contents=contents)
    except InvalidDataset as error:
        first = next(problem for problem in error.problems if not problem.warning)
        raise GitError(f"the files of then cannot be read: {first}") from None


def _parts(since: str) -> tuple[str, str | None]:
    """`main:data` is a revision and a folder; a colon in braces (`main@{12:00}`) or at the start (`:/words`) is not."""
    match = re.fullmatch(r"((?:[^:{]|\{[^}]*\})+):(.*)", since, re.DOTALL)
    if match is None:
        return since, None
    if {".", ".."} & {*match[2].split("/")}:
        raise UsageError(f"--since {since}: write the folder from the top of the repository, without . and ..")
    return match[1], match[2].strip("/")


def _place(root: Path, path: str | None = None, revision: str = "REVISION") -> _Place:
    """The repository around a dataset, and its path there (or `path`, where that is given). Raises GitError."""
    # A link to a dataset is followed as it was then; one that leads here from elsewhere, as it is now.
    for place in (Path(os.path.abspath(root)), root.resolve()):  # noqa: PTH100  # which would follow no link
        is_named = place.is_symlink() or not place.is_dir()
        git, name = Git(place.parent if is_named else place), place.name if is_named else ""
        with contextlib.suppress(NoRepositoryError):
            git.line("rev-parse", "--git-dir")
            return _Place(git, _below(git, name, root, revision) if path is None else path)
    if "GIT_DIR" not in os.environ:
        raise NoRepositoryError(f"neither a folder nor a revision: {root} is in no git repository")
    git.obey_environment()
    if path is None and "GIT_WORK_TREE" not in os.environ:
        raise GitError(f"GIT_DIR alone does not say which of its folders {root} is; write {revision}:FOLDER")
    return _Place(git, _below(git, name, root, revision) if path is None else path)


def _below(git: Git, name: str, root: Path, revision: str) -> str:
    """The path of the dataset from the top of its repository. Raises GitError where it has none."""
    if git.line("rev-parse", "--is-inside-work-tree") != "true":
        raise GitError(f"{root} is in no work tree of its repository; write {revision}:FOLDER")
    return (git.line("rev-parse", "--show-prefix") + name).rstrip("/")


def _commit(git: Git, revision: str) -> str:
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


def _advice(git: Git, revision: str) -> str:
    """What may help where a revision is not there: the remote's branch, the rest of a shallow clone, a first commit."""
    if not git.line("rev-list", "--max-count=1", "--all"):
        return ": the repository has no commit yet"
    known = git.line("for-each-ref", "--count=1", "--format=%(refname:short)", f"refs/remotes/*/{revision}")
    if known:
        return f"; write {known}"
    if git.line("rev-parse", "--is-shallow-repository") == "true":
        return (
            " that is here: this clone is shallow; fetch the rest of it (git fetch --unshallow, or fetch-depth: 0 in "
            "actions/checkout) and name a branch as origin/main"
        )
    return f" of the repository at {git.line('rev-parse', '--show-toplevel')}"


def _contents(place: _Place, commit: str) -> Iterator[tuple[Path, bytes]]:
    """The indicator files of then, each once: its path below the top folder, and its bytes."""
    revision = Revision(place.git, commit)
    files = [*_files(revision, revision.follow(place.path))]
    ids = [file.object_id for file in files]
    for file, size in zip(files, place.git.sizes(ids), strict=True):
        if size > MAX_BYTES:
            raise GitError(f"the files of then cannot be read: {file.path} is larger than {MAX_BYTES // 2**20} MiB")
    yield from ((Path(file.path), data) for file, data in zip(files, place.git.read(ids), strict=True))


def _files(revision: Revision, dataset: Entry) -> Iterator[Entry]:
    """The indicator files of a folder, or the one file; what several links lead to only once."""
    if dataset.kind != "tree":
        yield dataset
        return
    named = [entry for name, entry in sorted(revision.folder(dataset).items()) if is_indicator_name(name)]
    once = dict.fromkeys(entry for entry in named if entry.kind == "blob")
    for link in named:
        if link.kind == "link" and (entry := revision.follow(link.path)).kind == "blob":
            once.setdefault(entry)
    yield from once
