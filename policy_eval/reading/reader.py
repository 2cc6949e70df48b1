"""Reads files of several states of a dataset."""

from __future__ import annotations

from pathlib import Path

from .indicator_file import IndicatorFile, read_file
from .text_files import Unreadable, read_data


class Reader:
    """Reads indicator files, and what two states have alike only once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, bytes], IndicatorFile] = {}

    def __call__(self, path: Path, data: bytes | None) -> IndicatorFile:
        try:
            data = read_data(path) if data is None else data
        except Unreadable:
            return read_file(path, None)  # which says why
        key = path.name, data
        if key not in self._read:
            self._read[key] = read_file(path, data)
        return self._read[key].at(path)
