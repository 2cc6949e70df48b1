"""Paths as CI systems want them: from the root of the repository."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


def from_root(path: str, environ: Mapping[str, str] = os.environ) -> tuple[Path | None, str]:
    """The root of the repository around a file and the path from there; None and the path as it is where there is none.

    Without git, the root is the workspace of the GitHub job.
    """
    file = Path(os.path.abspath(path))  # noqa: PTH100  # a link is a file of the repository by itself
    root = _root(file.parent) or _workspace(file, environ)
    return (root, file.relative_to(root).as_posix()) if root else (None, path)


@lru_cache
def _root(folder: Path) -> Path | None:
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)


def _workspace(file: Path, environ: Mapping[str, str]) -> Path | None:
    workspace = Path(environ.get("GITHUB_WORKSPACE", ""))
    return workspace if workspace.is_absolute() and file.is_relative_to(workspace) else None
