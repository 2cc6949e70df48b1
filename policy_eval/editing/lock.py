"""One writer at a time in a folder of files."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import hashlib
    import msvcrt
    import tempfile
    import time

    @contextlib.contextmanager
    def locked(folder: Path) -> Iterator[None]:
        """Nobody else is in a block like this for the same folder. Raises OSError."""
        name = hashlib.sha256(os.path.realpath(folder).casefold().encode()).hexdigest()[:16]
        # A folder cannot be locked here; a file in a place for such files can.
        handle = os.open(Path(tempfile.gettempdir()) / f"poleval-{name}.lock", os.O_RDWR | os.O_CREAT)
        try:
            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                    break
                time.sleep(0.05)
            yield
        finally:
            os.close(handle)

else:
    import fcntl

    @contextlib.contextmanager
    def locked(folder: Path) -> Iterator[None]:
        """Nobody else is in a block like this for the same folder; waits until that is so.

        The lock is the system's and ends with the process; there is no file to be left
        behind. Raises OSError for a folder that cannot be opened.
        """
        handle = os.open(folder, os.O_RDONLY)
        try:
            # Some network file systems have no locks; writing without one is better than not at all.
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
