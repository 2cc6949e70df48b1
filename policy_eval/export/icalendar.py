"""Dates as an iCalendar file (RFC 5545), which calendars subscribe to or open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

_OCTETS: Final = 75
"""A line is folded so that none is longer."""


class Entry(NamedTuple):
    """A whole day with what happens then; by its `key` a calendar knows it again when the day is moved."""

    key: str
    day: date
    summary: str
    description: str
    category: str


def calendar(entries: Iterable[Entry], title: str, today: date) -> bytes:
    """The entries as events without a time, stamped with the day that they were looked at."""
    stamp = f"{today:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//poleval//due//EN", f"X-WR-CALNAME:{_text(title)}"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{sha256(entry.key.encode(errors='replace')).hexdigest()[:32]}@poleval",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(entry.summary)}",
            f"DESCRIPTION:{_text(entry.description)}",
            f"CATEGORIES:{_text(entry.category)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return b"".join(part + b"\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, no character split; all but the first begin with a space."""
    piece = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > _OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece
