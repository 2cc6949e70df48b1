"""What is inside a zip of XML, as spreadsheets are, with bounds on what it may unfold to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element, iterparse

from ...errors import PolevalError

_MOST: Final = 400 * 2**20
_SUSPICIOUS: Final = 16 * 2**20
_RATIO: Final = 250
"""No sheet of figures shrinks so much: a file that does is made to hurt, or damaged."""


class Package:
    """The parts of a file by name. Raises PolevalError for one that would unfold to more than is read."""

    def __init__(self, path: str, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        parts = self.zip.infolist()
        swollen = [one for one in parts if one.file_size > max(_SUSPICIOUS, _RATIO * one.compress_size)]
        if swollen or sum(one.file_size for one in parts) > _MOST:
            size = sum(one.file_size for one in parts) // 2**20
            raise PolevalError(f"{path}: would unfold to {size:,} MB, which no table needs; it is not read")

    def __contains__(self, name: str) -> bool:
        return name in self.zip.NameToInfo

    def open(self, name: str) -> IO[bytes]:
        return self.zip.open(name)

    def elements(self, name: str, *wanted: str) -> Iterator[Element]:
        """The elements of these names, whole, each forgotten once the next is asked for."""
        with self.open(name) as stream:
            # Entities that multiply are refused by expat itself.
            events = iterparse(stream, ("start", "end"))  # noqa: S314
            within: list[Element] = []
            for event, element in events:
                if event == "start":
                    within.append(element)
                    continue
                within.pop()
                if local(element.tag) in wanted:
                    yield element
                    (within[-1] if within else element).clear()


def local(name: str) -> str:
    """The name of an element or an attribute without its namespace."""
    return name.rpartition("}")[2]


def attributes(element: Element) -> dict[str, str]:
    """The attributes by name, without their namespaces."""
    return {local(name): value for name, value in element.attrib.items()}


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (child for child in element if local(child.tag) == name)
