"""What becomes of an observation when something new is said of it: one rule for every way in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..model.decimals import digits, ratio
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.status import Status
from ..model.texts import Text
from .yaml_text import written

Plain = Mapping[str, object] | float | int | None
"""An observation as a file has it."""
Said = Mapping[str, object]
"""What is said of an observation, by the keys that a file has; only what was said, and None for no figure."""

PARTS: Final = ("value", "numerator", "denominator", "low", "high")
_ORDER: Final = (*PARTS, "status", "note", "expected")
_STATUSES: Final = {status.value: status for status in Status}


class Merged(NamedTuple):
    """The observation as the file is to have it, what it had and no longer has, and what of it now stands beside news.

    `kept` is not about every key that stays: only about a note, or a status that is not
    final, which were written for another figure.
    """

    plain: Plain
    dropped: Mapping[str, object]
    kept: Mapping[str, object]

    @property
    def remarks(self) -> Iterator[str]:
        """What somebody who gave a figure should know of the rest."""
        if self.dropped:
            yield f"no longer there: {_listed(self.dropped)}"
        if self.kept:
            yield f"still there: {_listed(self.kept)}"


def merged(indicator: Indicator, old: Observation | None, said: Said) -> Merged:
    """The observation that comes of `old` (None where there is none) and what is said now.

    What is said replaces what was said. A figure that differs from the old one takes
    the place of its value, numerator, denominator and ends together. A figure that comes ends
    a status that said why there was none; the last word on a figure (`normal`, say) ends
    `provisional` and `forecast`. A figure that goes ends a status that spoke of it, and a
    value that is no longer pending is no longer expected. A note stays unless it is
    replaced: nobody else knows whether it still holds.
    """
    before = as_plain(old) if old else {}
    figure = figure_of(indicator, said, old)
    is_same = old is not None and figure == _figure(indicator, old)
    gone = set() if is_same else set(PARTS)
    if is_same and "value" not in before and "numerator" in before and "numerator" not in said:
        said = {key: word for key, word in said.items() if key != "value"}
    if old and old.status and not is_same:
        gone |= {"status"} if _has_ended(old.status, old.has_figure, figure is not None) else set()
    result = {key: word for key, word in before.items() if key not in gone} | dict(said)
    if result.get("status") != Status.PENDING and "expected" not in said:
        result.pop("expected", None)
    result = {key: result[key] for key in _ORDER if result.get(key) is not None}
    plain = simplest(result)
    there = plain if isinstance(plain, Mapping) else {}
    doubtful = () if is_same or old is None else _for_another_figure(old)
    return Merged(
        plain,
        dropped={key: word for key, word in before.items() if key not in there and key != "value"},
        kept={key: before[key] for key in doubtful if key in there and key not in said},
    )


def _for_another_figure(old: Observation) -> Sequence[str]:
    """The keys that spoke of the figure that was there."""
    return ("note",) if old.status is None or old.status.is_final else ("status", "note")


def _has_ended(status: Status, was_there: bool, is_there: bool) -> bool:
    """Whether a status says nothing true any more once the figure has come, or gone."""
    return not is_there and not status.may_lack_value if was_there else status.may_lack_value


Found = float | tuple[float | None, float | None]
"""A value, or the ends of a range."""


def figure_of(indicator: Indicator, said: Said, old: Observation | None) -> Found | None:
    """The figure that there is to be; that which is there, where none is said and no status says that there is none."""
    status = _STATUSES.get(str(said.get("status")))
    if said.keys() & set(PARTS) or (status and status.has_no_value):
        value, numerator, denominator, *ends = (_number(said.get(key)) for key in PARTS)
        computed = ratio(numerator, denominator, times=indicator.times)
        return _found(computed if value is None else value, *ends)
    return _figure(indicator, old) if old else None


def _figure(indicator: Indicator, observation: Observation) -> Found | None:
    return _found(indicator.value(observation), observation.low, observation.high)


def _found(value: float | None, low: float | None, high: float | None) -> Found | None:
    """A margin is not part of the figure."""
    return (low, high) if value is None and (low, high) != (None, None) else value


def _number(figure: object) -> float | None:
    return float(figure) if isinstance(figure, (int, float)) else None


def is_open(old: Observation | None) -> bool:
    """Whether nobody has said yet what the figure is."""
    return old is None or (not old.has_figure and old.status in (None, Status.PENDING))


def as_plain(observation: Observation) -> dict[str, object]:
    """An observation by the keys of a file, without what is missing."""
    note = observation.note
    everything = {
        "value": observation.value,
        "numerator": observation.numerator,
        "denominator": observation.denominator,
        "low": observation.low,
        "high": observation.high,
        "status": observation.status and observation.status.value,
        "note": note and _plain_text(note),
        "expected": observation.expected,
    }
    return {key: word for key, word in everything.items() if word is not None}


def _plain_text(text: Text) -> object:
    if text.ja == text.en:
        return text.ja
    return {key: words for key, words in (("ja", text.ja), ("en", text.en)) if words}


def simplest(observation: Mapping[str, object]) -> Plain:
    """An observation as briefly as a file can say it: a bare number, null, or a mapping."""
    said = {key: observation[key] for key in _ORDER if key in observation}
    if "value" in said and said.get("status") == Status.NORMAL:
        del said["status"]
    if not said:
        return None
    value = said.get("value")
    return value if isinstance(value, (int, float)) and len(said) == 1 else said


def in_brief(figure: Found | None, status: object) -> str:
    """What a message calls an observation: its figure, else the word for it."""
    if isinstance(figure, tuple):
        return "..".join("" if end is None else digits(end) for end in figure)
    return str(status or "null") if figure is None else digits(figure)


def _listed(words: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {written(word)}" for key, word in words.items())
