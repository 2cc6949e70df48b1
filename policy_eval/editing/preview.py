"""What an edit would change in a file, line by line, in time in proportion to its length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Opcode = tuple[str, int, int, int, int]


def preview(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """A unified difference of a file, with one line around each change.

    difflib compares every line with every other one; so it is given only what lies between
    lines that each text has once, which an edit does not move.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    matcher.opcodes = [*_joined(_opcodes(old, new))]  # type: ignore[attr-defined]  # where it keeps what it has found
    for number, group in enumerate(matcher.get_grouped_opcodes(1)):
        if not number:
            yield from (f"--- {name}", f"+++ {name}")
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        yield f"@@ -{_span(start, end)} +{_span(new_start, new_end)} @@"
        for kind, first, last, new_first, new_last in group:
            if kind == "equal":
                yield from (f" {line}" for line in old[first:last])
            else:
                yield from (f"-{line}" for line in old[first:last])
                yield from (f"+{line}" for line in new[new_first:new_last])


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    at, new_at = 0, 0
    for end, new_end in [*_anchors(old, new), (len(old), len(new))]:
        before, after = old[at:end], new[new_at:new_end]
        found = [("equal", 0, len(before), 0, len(after))] if before == after else None
        for kind, *places in found or SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            first, last, new_first, new_last = places
            yield kind, at + first, at + last, new_at + new_first, new_at + new_last
        at, new_at = end, new_end


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that each text has once; none where they are in another order."""
    counts, new_counts = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(new) if new_counts[line] == 1}
    found = [(at, places[line]) for at, line in enumerate(old) if counts[line] == 1 and line in places]
    is_in_order = all(one[1] < other[1] for one, other in pairwise(found))
    return found if is_in_order else []


def _joined(opcodes: Iterator[Opcode]) -> Iterator[Opcode]:
    """The same, of several after each other that are equal only one."""
    last: Opcode | None = None
    for kind, first, end, new_first, new_end in opcodes:
        if last and last[0] == kind == "equal":
            last = (kind, last[1], end, last[3], new_end)
            continue
        if last and (last[1], last[3]) != (last[2], last[4]):
            yield last
        last = (kind, first, end, new_first, new_end)
    if last:
        yield last


def _span(start: int, end: int) -> str:
    """The lines of a hunk, as unified differences number them."""
    length = end - start
    return f"{start + 1 if length else start}" + (f",{length}" if length != 1 else "")
