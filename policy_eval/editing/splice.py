"""Observations added or replaced in the text of a file, in place.

Text is spliced in at the marks of the YAML nodes, because a round trip through a
YAML library rewrites what nobody edited. Whatever is not the edited observation
stays as it is, byte for byte; and the result is read again before it is given out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import getitem
from typing import Any, NamedTuple, cast

from ..errors import PolevalError
from ..model.origin import Extent, Keys
from ..model.periods import Period, in_time, parse_period
from ..reading.yaml_scalars import resolve
from . import yaml_nodes as nodes
from .observations import Plain
from .reread import BREAK, MARK, break_at, hold, values_of
from .yaml_text import written


def spliced(text: str, edits: Mapping[Keys, Mapping[Period, Plain]]) -> str:
    """`text` of a file with these observations added or replaced.

    They come by the place of their series in the list of indicators (`(3,)`, or
    `(3, "breakdowns", 0)` for a part) and by period. Raises PolevalError where the text is
    not that of an indicator file, and where the result would not read as the old values
    with these changes and no others.
    """
    body = text.removeprefix(MARK)
    extents: list[Extent] = []
    wanted = values_of(body, extents)
    try:
        for place, figures in edits.items():
            _change(reduce(getitem, place, wanted["indicators"])["observations"], figures)
    except (LookupError, TypeError, AttributeError, ValueError):
        raise PolevalError("there is no such indicator with observations in this file") from None
    items = {index: nodes.of_item(body, extents[index]) for index in {cast("int", index) for index, *_ in edits}}
    cuts = [
        cut
        for (index, *place), figures in edits.items()
        for cut in _Series(body, nodes.at(items[cast("int", index)], place)).cuts(figures)
    ]
    result = _applied(body, cuts)
    hold(result, wanted)
    return text[: len(text) - len(body)] + result


class _Cut(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


class _Entry(NamedTuple):
    """An observation: its nodes, and where its text starts and ends."""

    period: Period
    key: Any
    value: Any
    start: int
    end: int


class _Series:
    """The observations of one indicator, where they stand in the text."""

    def __init__(self, text: str, indicator: Any) -> None:
        self.text = text
        self.node = nodes.child(indicator, "observations")
        self.indent = " " * self.node.start_mark.column
        self.entries = [self._entry(key, value) for key, value in self.node.value]
        times = [in_time(entry.period) for entry in self.entries]
        self.falls = len(times) > 1 and times == sorted(times, reverse=True)

    def _entry(self, key: Any, value: Any) -> _Entry:
        start = nodes.before_blanks(self.text, key.start_mark.index)
        # A key that is marked as one: `? 2021`.
        start = start - 1 if self.text[start - 1 : start] == "?" else key.start_mark.index
        period = parse_period(key.value if key.style else resolve(key.value))
        return _Entry(period, key, value, start, nodes.pair_end(self.text, key, value))

    def cuts(self, figures: Mapping[Period, Plain]) -> Iterator[_Cut]:
        """What to cut and put in; of cuts in one place, the first comes first."""
        known = {entry.period for entry in self.entries}
        added: dict[Period | None, list[str]] = {}
        for period in sorted(figures.keys() - known, key=in_time, reverse=self.falls):
            line = f"{period}: {written(figures[period])}"
            added.setdefault(self._before(period), []).append(line)
        into = self._into_flow if self.node.flow_style else self._into_block
        if None in added:
            yield from into(None, added[None])
        for entry in self.entries:
            if entry.period in figures:
                yield from self._replace(entry, written(figures[entry.period]))
            if entry.period in added:
                yield from into(entry, added[entry.period])

    def _before(self, period: Period) -> Period | None:
        """The observation that a new one comes after."""
        periods = [entry.period for entry in self.entries]
        if self.falls:
            return min((other for other in periods if in_time(other) > in_time(period)), key=in_time, default=None)
        return max((other for other in periods if in_time(other) < in_time(period)), key=in_time, default=None)

    def _into_block(self, after: _Entry | None, lines: list[str]) -> Iterator[_Cut]:
        if after is None:
            at = self.node.start_mark.index
            yield _Cut(at, at, "".join(f"{line}{break_at(self.text, at)}{self.indent}" for line in lines))
        else:
            at = nodes.tail(self.text, after.end).end()
            yield _Cut(at, at, "".join(f"{break_at(self.text, at)}{self.indent}{line}" for line in lines))

    def _into_flow(self, after: _Entry | None, lines: list[str]) -> Iterator[_Cut]:
        if after is None:
            yield self._at_brace(lines)
            return
        comma = self._comma(after)
        tail = nodes.tail(self.text, comma or after.end)
        leads = self._leads(after)
        breaks = _ends_line(self.text, tail.end()) and bool(comma or tail[1] or leads)
        separator = (
            f"{break_at(self.text, after.start)}{self._column(after)}" if breaks or (leads and not comma) else " "
        )
        at = tail.end() if breaks else tail.start()
        if comma:
            yield _Cut(at, at, "".join(f"{separator}{line}," for line in lines))
        else:
            # libyaml takes `2021:,` for an error.
            yield _Cut(after.end, after.end, " ," if self.text[after.end - 1] == ":" else ",")
            yield _Cut(at, at, ",".join(f"{separator}{line}" for line in lines))

    def _at_brace(self, lines: list[str]) -> _Cut:
        if self.entries:
            first = self.entries[0]
            separator = f",{break_at(self.text, first.start)}{self._column(first)}" if self._leads(first) else ", "
            return _Cut(first.start, first.start, "".join(f"{line}{separator}" for line in lines))
        start, end = self.node.start_mark.index + 1, self.node.end_mark.index - 1
        inside = self.text[start:end]
        if inside and not inside.strip(" "):
            return _Cut(start, end, f" {', '.join(lines)} ")
        return _Cut(start, start, ", ".join(lines) + (" " if inside.startswith("#") else ""))

    def _replace(self, entry: _Entry, new: str) -> Iterator[_Cut]:
        value, flow = entry.value, self.node.flow_style
        start, end = value.start_mark.index, entry.end
        colon = nodes.colon(self.text, entry.key, value)
        if colon is None:
            yield _Cut(end, end, f": {new}" if flow else f"{break_at(self.text, end)}{self.indent}: {new}")
            return
        is_block = not isinstance(value.value, str) and not value.flow_style
        # A key that is marked as one may have its colon in another line.
        if nodes.is_empty(value) or (is_block and entry.start == entry.key.start_mark.index):
            start, new = colon, f" {new}"
        comments = [*nodes.comments(self.text, start, end, value)]
        if flow:
            new += "".join(f" {comment}{break_at(self.text, end)}{self.indent} " for comment in comments)
        elif len(comments) == 1 and not nodes.tail(self.text, end)[1]:
            new += f"  {comments[0]}"
        elif comments:
            above = "".join(f"{comment}{break_at(self.text, end)}{self.indent}" for comment in comments)
            yield _Cut(entry.start, entry.start, above)
        yield _Cut(start, end, new)

    def _comma(self, entry: _Entry) -> int | None:
        """Where the comma behind an observation in braces ends, if there is one."""
        following = [other.start for other in self.entries if other.start > entry.start]
        gap = self.text[entry.end : min(following, default=self.node.end_mark.index)]
        at = nodes.uncommented(gap).find(",")
        return entry.end + at + 1 if at >= 0 else None

    def _leads(self, entry: _Entry) -> bool:
        """Whether an observation is the first thing in its line."""
        start = nodes.before_blanks(self.text, entry.start)
        return not start or self.text[start - 1] in "\r\n"

    def _column(self, entry: _Entry) -> str:
        return " " * int(entry.key.start_mark.column - (entry.key.start_mark.index - entry.start))


def _ends_line(text: str, at: int) -> bool:
    return at == len(text) or BREAK.match(text, at) is not None


def _applied(text: str, cuts: Iterable[_Cut]) -> str:
    parts, at = [], 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        parts += [text[at : cut.start], cut.text]
        at = cut.end
    return "".join([*parts, text[at:]])


def _change(observations: dict[Any, Any], figures: Mapping[Period, Plain]) -> None:
    keys = {parse_period(key): key for key in observations}
    for period, plain in figures.items():
        observations[keys.get(period, period.key)] = plain
