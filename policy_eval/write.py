"""Output: a file whole or not at all, standard output without a traceback."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from .errors import PolevalError


def write_file(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step; a device or a pipe is written to. Raises PolevalError."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise PolevalError(f"{path}: cannot be written: {error.strerror or error}") from None


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """These files in the folder `path`, all of them or none; a folder that is new appears whole.

    In a folder that is there, files of these names are replaced and keep their modes,
    others stay. Raises PolevalError.
    """
    import shutil
    import tempfile

    target = Path(os.path.realpath(path))
    try:
        # In a folder that is there, since the one around it may be read-only or on another disk.
        staging = Path(tempfile.mkdtemp(dir=target if target.exists() else target.parent, prefix=".poleval-"))
        try:
            _fill(staging, target, files)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise PolevalError(f"{path}: cannot be written: {error.strerror or error}") from None


def _fill(staging: Path, target: Path, files: Mapping[str, bytes]) -> None:
    import shutil

    new, old = staging / "new", staging / "old"
    for folder in (new, old):
        folder.mkdir()
    for name, data in files.items():
        _write_through((new / name).open("wb"), data)
        (new / name).chmod(_mode(target / name))
    if not target.exists():
        new.rename(target)
        return
    there = [name for name in files if (target / name).exists()]
    for name in there:
        shutil.copy2(target / name, old / name)
    try:
        for name in files:
            (new / name).replace(target / name)
    except BaseException:
        for name in files:
            with contextlib.suppress(OSError):
                (old / name).replace(target / name) if name in there else (target / name).unlink()
        raise


def _write_through(file: BinaryIO, data: bytes) -> None:
    """Write, close, and wait until the disk has it."""
    with file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_files(files: Mapping[Path, bytes]) -> None:
    """Replace each of these files in one step, and none before all are ready. Raises PolevalError."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            target = Path(os.path.realpath(path))
            staged.append((_staged(target, data), target))
        for path, (ready, target) in zip([*files], staged, strict=True):  # noqa: B007  # `path` is for the error
            ready.replace(target)
    except OSError as error:
        raise PolevalError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        for ready, _ in staged:
            _remove(ready)


def _replace(target: Path, data: bytes) -> None:
    ready = _staged(target, data)
    try:
        ready.replace(target)
    except BaseException:
        _remove(ready)
        raise


def _staged(target: Path, data: bytes) -> Path:
    """A file beside `target` with these contents and its mode."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".poleval-")
    try:
        _write_through(os.fdopen(handle, "wb"), data)
        Path(name).chmod(_mode(target))
    except BaseException:
        _remove(Path(name))
        raise
    return Path(name)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _mode(target: Path) -> int:
    with contextlib.suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_text(text: str) -> None:
    """Text to standard output, in its encoding; what that cannot carry is spelt out."""
    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        write_bytes(text.encode(encoding, "backslashreplace"))
    else:
        write_bytes(b"")


def write_bytes(data: bytes) -> None:
    """Bytes to standard output. A reader that has gone is no error; a full disk is."""
    if sys.stdout is None:
        raise PolevalError("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nobody reads on: neither this nor the interpreter's own last flush is to complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise PolevalError(f"standard output: {error.strerror or error}") from None
