"""Writing files: each file, and a set of them, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from ..errors import SIGNALS, PolevalError, cause
from ..terminal_text import talk
from .journal import Journal
from .scratch import beside, write_through

_DESCRIPTOR: Final = re.compile("/(?:dev|proc/self)/fd/([0-9]+)|/dev/(stdout|stderr)")
_STANDARD: Final = {"stdout": 1, "stderr": 2}
_BINARY: Final = getattr(os, "O_BINARY", 0)


def write_file(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step; a device or a pipe is written to, also by its name of the process.

    Behind `/dev/stdout` there may be a file that others write to as well. Raises PolevalError.
    """
    try:
        if match := _DESCRIPTOR.fullmatch(str(path)):
            with os.fdopen(int(match[1] or _STANDARD[match[2]]), "wb", closefd=False) as file:
                file.write(data)
        elif path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            write_files({path: data})
    except OSError as error:
        raise _refused(path, error) from None


def _refused(path: Path, error: OSError) -> PolevalError:
    return PolevalError(f"{path}: cannot be written: {cause(error)}")


def append_file(path: Path, data: bytes) -> None:
    """Add `data` at the end of `path`. Raises PolevalError."""
    try:
        with path.open("ab") as file:
            file.write(data)
    except OSError as error:
        raise _refused(path, error) from None


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """These files in the folder `path`, all of them or none; a folder that is new appears whole.

    In a folder that is there, files of these names are replaced and keep their modes,
    others stay. Raises PolevalError.
    """
    try:
        target = Path(os.path.realpath(path))  # raises in a folder that is gone
        if target.exists():
            _replace({target / name: data for name, data in files.items()}, [])
            return
        with _scratch(target.parent) as staging:
            new = staging / "new"
            new.mkdir()
            for name, data in files.items():
                write_through((new / name).open("wb"), data)
                (new / name).chmod(_mode(target / name))
            new.rename(target)
    except OSError as error:
        raise _refused(path, error) from None


@contextlib.contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """A new folder in `parent` that goes with all that is in it, whatever happens. Raises OSError."""
    import shutil

    folder = beside(parent / "file")
    try:
        folder.mkdir(0o700)
        yield folder
    finally:
        _to_the_end(partial(shutil.rmtree, ignore_errors=True), [folder])


def write_files(files: Mapping[Path, bytes]) -> None:
    """Replace each of these files in one step, all of them or none, and none before all are ready. Raises PolevalError.

    Where one cannot be replaced, those before it are put back as they were. Of several in one folder there is a
    journal meanwhile, by which `journal.finish` does what is left if the program is killed.
    """
    at = [*files][:1]
    try:
        _replace(files, at)
    except OSError as error:
        raise _refused(at[-1], error) from None


def _replace(files: Mapping[Path, bytes], at: list[Path]) -> None:
    """The same; the last of `at` is the file that it is about. Raises OSError."""
    targets = [Path(os.path.realpath(path)) for path in files]
    staged = [beside(target) for target in targets]
    kept = {target: beside(target) for target in targets if len(targets) > 1 and target.exists()}
    _say_other_names(files)
    try:
        for target, copy in kept.items():
            _keep(target, copy)
        for path, ready, target in zip(files, staged, targets, strict=True):
            at.append(path)
            _stage(ready, target, files[path])
        with _undisturbed():
            _rename(dict(zip(files, zip(staged, targets, strict=True), strict=True)), kept, at)
    finally:
        _to_the_end(_remove, [*staged, *kept.values()])


def _rename(files: Mapping[Path, tuple[Path, Path]], kept: Mapping[Path, Path], at: list[Path]) -> None:
    """Give each file that is ready the name of its target, or put back those before one that fails. Raises OSError."""
    notes = Journal.of([*files])
    done: dict[Path, Path] = {}
    try:
        notes.note({path: ready for path, (ready, _) in files.items()}, kept.values())
        for path, (ready, target) in files.items():
            at.append(path)
            ready.replace(target)
            done[path] = target
        notes.close()
    except BaseException:
        _put_back(done, kept, [ready for ready, _ in files.values()], notes)
        raise


def _put_back(done: Mapping[Path, Path], kept: Mapping[Path, Path], staged: Sequence[Path], notes: Journal) -> None:
    """All as it was: the files that were replaced, and none where there was none."""
    new = [target for target in done.values() if target not in kept]
    with contextlib.suppress(OSError):  # where there is no room for that, it is done without
        notes.note({path: kept[target] for path, target in done.items() if target in kept}, [*staged, *new])
    for target in done.values():
        with contextlib.suppress(OSError):
            kept[target].replace(target) if target in kept else target.unlink()
    with contextlib.suppress(OSError):
        notes.close()


def _say_other_names(files: Iterable[Path]) -> None:
    for path in files:
        with contextlib.suppress(OSError):
            if path.stat().st_nlink > 1:
                talk(f"poleval: {path} has other names (hard links), which keep what it was")


def _keep(target: Path, copy: Path) -> None:
    """The file under a second name, or a copy of it where files have only one."""
    try:
        copy.hardlink_to(target)
    except OSError:
        import shutil

        shutil.copy2(target, copy)


def _stage(ready: Path, target: Path, data: bytes) -> None:
    """A file with these contents and all that belongs to `target`."""
    write_through(os.fdopen(os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb"), data)
    _take_after(ready, target)


def _take_after(ready: Path, target: Path) -> None:
    """Give a new file owner, group, attributes and mode of the one that it replaces, as far as that is allowed."""
    with contextlib.suppress(OSError):
        there = target.stat()
        if hasattr(os, "chown"):
            own = ready.stat()
            # Each by itself: a member of a group may give a file to it, and only root to somebody else.
            for user, group in ((-1, there.st_gid), (there.st_uid, -1)):
                if (user, group) not in ((-1, own.st_gid), (own.st_uid, -1)):
                    with contextlib.suppress(OSError):
                        os.chown(ready, user, group)
        if sys.platform == "linux":
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(ready, name, os.getxattr(target, name))
    ready.chmod(_mode(target))


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait until the last of several files has its new name."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _to_the_end(remove: Callable[[Path], object], paths: Sequence[Path]) -> None:
    """Clean up, and once more where a signal has broken in."""
    try:
        for path in paths:
            remove(path)
    except KeyboardInterrupt:
        for path in paths:
            remove(path)
        raise


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
