"""Files that are ready before they get their names."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO, Final

_NAME: Final = re.compile(r"\.poleval-[0-9a-f]{16}")


def beside(target: Path) -> Path:
    """A new name in the folder of `target`, known before there is a file that could stay behind."""
    return target.with_name(f".poleval-{os.urandom(8).hex()}")


def is_scratch(name: str) -> bool:
    """Whether a name is one of those that `beside` gives."""
    return _NAME.fullmatch(name) is not None


def write_through(file: BinaryIO, data: bytes) -> None:
    """Write, close, and wait until the disk has it."""
    with file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
