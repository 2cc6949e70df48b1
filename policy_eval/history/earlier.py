"""The dataset as it was: in another folder, or in a revision of git."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from pathlib import Path

from ..errors import InvalidDataset, PolevalError
from ..file_writing import scratch
from ..model.programme import Programme
from ..reading.dataset import load_programme


def load_earlier(root: Path, since: str) -> Programme:
    """The dataset as it was: in another folder (or file), or in a git revision of `root`.

    Raises PolevalError where there is neither, or nothing that can be read.
    """
    if Path(since).exists():
        return load_programme(Path(since))
    place = root.resolve()
    folder, name = (place, "") if place.is_dir() else (place.parent, place.name)
    # Resolved first, so that a revision can be neither an option nor a path.
    revision = _git(folder, since, "rev-parse", "--verify", "--end-of-options", f"{since}^{{commit}}")
    top = Path(_git(folder, since, "rev-parse", "--show-toplevel"))
    inside = _git(folder, since, "rev-parse", "--show-prefix") + name
    with scratch(Path(tempfile.gettempdir())) as earlier:
        archive = earlier / "archive.zip"
        _git(top, since, "archive", f"--output={archive}", revision, "--", inside or ".")
        zipfile.ZipFile(archive).extractall(earlier)
        archive.unlink()
        try:
            return load_programme(earlier / inside)
        except InvalidDataset as error:
            first = str(error.problems[0]).removeprefix(f"{earlier}/{inside}")
            raise PolevalError(f"--since {since}: the files of then cannot be read: {first}") from None


def _git(folder: Path, since: str, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # arguments, no shell
        return result.stdout.decode(errors="replace").strip()
    except FileNotFoundError:
        raise PolevalError(f"--since {since}: there is no such folder, and no git to ask for a revision") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else "git failed"
        raise PolevalError(f"--since {since}: neither a folder nor a revision of {folder}: {reason}") from None
