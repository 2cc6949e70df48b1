"""What becomes of an observation when something new is said of it: one rule for every way in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..model.decimals import digits, ratio
from ..model.indicator import Indicator, Observation
from ..model.status import Status
from ..model.texts import Text
from .yaml_text import written

Plain = Mapping[str, object] | float | int | None
"""An observation as a file has it."""
Said = Mapping[str, object]
"""What is said of an observation, by the keys that a file has; only what was said, and None for no figure."""

_PARTS: Final = ("value", "numerator", "denominator")
_ORDER: Final = (*_PARTS, "status", "note", "expected")
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
    the place of its value, numerator and denominator together. A figure that comes ends
    a status that said why there was none; the last word on a figure (`normal`, say) ends
    `provisional` and `forecast`. A figure that goes ends a status that spoke of it, and a
    value that is no longer pending is no longer expected. A note stays unless it is
    replaced: nobody else knows whether it still holds.
    """
    before = as_plain(old) if old else {}
    figure = figure_of(indicator, said, old)
    is_same = old is not None and figure == indicator.value(old)
    gone = set() if is_same else set(_PARTS)
    if is_same and "value" not in before and "numerator" in before and "numerator" not in said:
        said = {key: word for key, word in said.items() if key != "value"}
    if old and old.status and not is_same:
        gone |= {"status"} if _has_ended(old.status, indicator.value(old), figure) else set()
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


def _has_ended(status: Status, before: float | None, now: float | None) -> bool:
    """Whether a status says nothing true any more once the figure has come, or gone."""
    return status.may_lack_value if before is None else now is None and not status.may_lack_value


def figure_of(indicator: Indicator, said: Said, old: Observation | None) -> float | None:
    """The figure that there is to be; that which is there, where none is said and no status says that there is none."""
    status = _STATUSES.get(str(said.get("status")))
    if said.keys() & set(_PARTS) or (status and status.has_no_value):
        value, numerator, denominator = (_number(said.get(key)) for key in _PARTS)
        computed = ratio(numerator, denominator, is_percentage=indicator.is_percentage)
        return computed if value is None else value
    return indicator.value(old) if old else None


def _number(figure: object) -> float | None:
    return float(figure) if isinstance(figure, (int, float)) else None


def is_open(old: Observation | None) -> bool:
    """Whether nobody has said yet what the figure is."""
    return old is None or (old.value is None and old.numerator is None and old.status in (None, Status.PENDING))


def as_plain(observation: Observation) -> dict[str, object]:
    """An observation by the keys of a file, without what is missing."""
    note = observation.note
    everything = {
        "value": observation.value,
        "numerator": observation.numerator,
        "denominator": observation.denominator,
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


def in_brief(figure: float | None, status: object) -> str:
    """What a message calls an observation: its figure, else the word for it."""
    return str(status or "null") if figure is None else digits(figure)


def _listed(words: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {written(word)}" for key, word in words.items())
