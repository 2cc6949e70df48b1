"""Reading files of a git revision: objects by their names, and nothing that a repository says is run.

Filters, hooks, text conversions, monitors, pagers and aliases act on checkouts, commits,
differences and terminals. What is asked for here are only names (`rev-parse`, `ls-tree`)
and bytes (`cat-file --batch`).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import PolevalError

_QUIET: Final = {
    "LC_ALL": "C",  # so that its messages can be told apart
    "LANGUAGE": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",  # the history that others have
    **{f"GIT_{how}_PATHSPECS": "0" for how in ("LITERAL", "GLOB", "NOGLOB", "ICASE")},
    # What is missing in a partial clone is not fetched: that would run what the repository names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_SAFE: Final = ("--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


_MOST_LINKS: Final = 40
_LONGEST_HEAD: Final = 2**16
_LACKING: Final = "this clone lacks some of the objects of then; fetch them first"


class GitError(PolevalError):
    """What git says against a request."""


class AbsentError(GitError):
    """What is asked for was not there."""


class NoGitError(GitError):
    """There is no git to ask."""


class NoRepositoryError(GitError):
    """The folder is in no repository."""


class ForeignRepositoryError(GitError):
    """The repository belongs to somebody else, and git does not read it."""


class Entry(NamedTuple):
    """What stands under a path of a revision: a `blob`, a `tree`, a `link`, a `commit` of another repository."""

    path: str
    kind: str
    object_id: str


class Git:
    """The repository around a folder, whatever the environment of a hook says; `folder` is where it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environ = {name: value for name, value in os.environ.items() if name not in _local_variables()} | _QUIET

    def obey_environment(self) -> None:
        """Ask the repository that `GIT_DIR` and `GIT_WORK_TREE` name: for a folder that is in none."""
        for name in ("GIT_DIR", "GIT_WORK_TREE"):
            if name in os.environ:
                self._environ[name] = str(Path(os.environ[name]).absolute())

    def line(self, *arguments: str) -> str:
        """The one line that git answers; a path may end in spaces. Raises GitError."""
        return os.fsdecode(self.ask(*arguments)).removesuffix("\n")

    def ask(self, *arguments: str, lines: Sequence[str] = ()) -> bytes:
        """What git answers to a request, with these lines as its input. Raises GitError."""
        command = ["git", "-C", str(self.folder), *_SAFE, *arguments]
        return _run(command, self._environ, b"".join(os.fsencode(line) + b"\n" for line in lines))

    def sizes(self, object_ids: Sequence[str]) -> list[int]:
        """How many bytes each of these objects has. Raises GitError."""
        return [*map(_size, self.ask("cat-file", "--batch-check", lines=object_ids).splitlines())]

    def read(self, object_ids: Sequence[str]) -> list[bytes]:
        """The bytes of each of these objects. Raises GitError."""
        return [data for _, data in map(_there, self.objects(object_ids))]

    def objects(self, names: Sequence[str]) -> Iterator[tuple[str, bytes] | None]:
        """Kind and bytes of each of these objects, which may be named `COMMIT:PATH`; None for what is not there."""
        answer, at = memoryview(self.ask("cat-file", "--batch", lines=names)), 0
        for _ in names:
            end = bytes(answer[at : at + _LONGEST_HEAD]).index(b"\n") + at
            head = bytes(answer[at:end])
            at = end + 1
            if head.endswith((b" missing", b" ambiguous")):
                yield None
                continue
            kind, size = head.rsplit(b" ", 2)[1:]
            yield kind.decode(), bytes(answer[at : at + int(size)])
            at += int(size) + 1


def _there(found: tuple[str, bytes] | None) -> tuple[str, bytes]:
    if found is None:
        raise GitError(_LACKING)
    return found


def _size(head: bytes) -> int:
    """The size in what git says of an object before its bytes. Raises GitError where it does not have it."""
    size = head.rsplit(b" ", 1)[1]
    if size == b"missing":
        raise GitError(_LACKING)
    return int(size)


class Trees:
    """The folders and links of a repository, each read once."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._folders: dict[Entry, dict[str, Entry]] = {}
        self._links: dict[str, str] = {}

    def folder(self, entry: Entry) -> dict[str, Entry]:
        """What a folder holds, by name."""
        if entry not in self._folders:
            listed = os.fsdecode(self.git.ask("ls-tree", "-z", "--full-tree", entry.object_id)).split("\0")[:-1]
            found = {}
            for head, name in (line.split("\t", 1) for line in listed):
                mode, kind, object_id = head.split()
                path = f"{entry.path}/{name}".lstrip("/")
                found[name] = Entry(path, "link" if mode == "120000" else kind, object_id)
            self._folders[entry] = found
        return self._folders[entry]

    def target(self, link: Entry) -> str:
        """Where a link leads."""
        if link.object_id not in self._links:
            self._links[link.object_id] = os.fsdecode(self.git.read([link.object_id])[0])
        return self._links[link.object_id]


class Revision:
    """The files of a commit, through links that stay inside the repository.

    `walked` are the paths of the links that were followed, and of what they led to, or to nothing.
    """

    def __init__(self, trees: Trees, commit: str) -> None:
        self.trees = trees
        self.walked: set[str] = set()
        self._top = Entry("", "tree", trees.git.line("rev-parse", f"{commit}^{{tree}}"))

    def follow(self, path: str) -> Entry:
        """What a path leads to. Raises GitError, which says why it leads to nothing."""
        way, rest, links = [self._top], path.split("/"), 0
        while rest:
            name = rest.pop(0)
            if name == ".." and len(way) == 1:
                raise GitError(f"{path} is a link that leads out of the repository")
            if name == "..":
                way.pop()
            elif name not in ("", "."):
                found = self.trees.folder(way[-1]).get(name) if way[-1].kind == "tree" else None
                if found is None:
                    self.walked |= {f"{way[-1].path}/{name}".lstrip("/")} if links else set()
                    if links:
                        raise GitError(f"{path} is a link to nothing")
                    raise AbsentError(f"{path} was not there then")
                if found.kind != "link":
                    way.append(found)
                    continue
                links += 1
                self.walked.add(found.path)
                target = self.trees.target(found)
                if links > _MOST_LINKS:
                    raise GitError(f"{path} is a link that leads back to itself")
                if target.startswith("/"):
                    raise GitError(f"{path} is a link that leads out of the repository")
                rest = target.split("/") + rest
        self.walked |= {way[-1].path} if links else set()
        return way[-1]


@cache
def _local_variables() -> frozenset[str]:
    """The variables by which git tells a hook of its own repository."""
    return frozenset(_run(["git", "rev-parse", "--local-env-vars"], os.environ).decode().split())


def _run(command: Sequence[str], environ: Mapping[str, str], data: bytes = b"") -> bytes:
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=True, env=environ)  # noqa: S603  # no shell
    except FileNotFoundError:
        raise NoGitError("there is no git to ask") from None
    except subprocess.CalledProcessError as error:
        raise _understood(error.stderr.decode(errors="replace")) from None
    return done.stdout


def _understood(said: str) -> GitError:
    """The cause, and the remedy where git names one behind it."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    cause = next((line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: ")), "git failed")
    if "dubious ownership" in cause:
        remedy = next((line for line in lines if line.startswith("git config")), "")
        return ForeignRepositoryError(
            f"the repository belongs to somebody else, so git does not read it; if you trust it: {remedy}"
        )
    return NoRepositoryError(cause) if "not a git repository" in cause else GitError(cause)
