"""What one column of a table was taken for, by the words above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..editing.observations import PARTS
from ..hints import closest
from ..tables.spreadsheet_text import letters
from .options import Saying
from .period_names import Name, combined, name_of
from .vocabulary import BY_HEADING, COMPUTED_HEADINGS, IGNORED, MEANINGS, ROLES, Role, plain

SAID: Final = "--map says so"
COUNTS: Final = "row numbers"
NO_IDS: Final = "numbers, which are no ids"
RATE: Final = "a rate of actual and target, computed from both"
UNKNOWN: Final = "not known"
_ALREADY: Final = " already"
_OF_VALUES: Final = "computed from the values"
_BRACKETS: Final = " ()（）:：・_-"


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What one column was taken for.

    A `meaning` of the vocabulary, `dimension`, `role`, `figures` under a title of their own, or
    nothing; or a period (`name`), perhaps of one role or one category. `remark` says why
    it was left out, or what else there is to know.
    """

    index: int
    heading: str
    meaning: str = ""
    name: Name | None = None
    role: Role = Role.ACTUAL
    category: str = ""
    unit: str = ""
    remark: str = ""

    @property
    def is_used(self) -> bool:
        return bool(self.meaning or self.name)

    @property
    def holds_figures(self) -> bool:
        """Whether it is one of figures."""
        return self.name is not None or self.meaning in ("figures", "value")

    @property
    def holds_numbers(self) -> bool:
        """Whether it is one of figures, or of what stands beside a figure as a number: a part, an end."""
        return self.holds_figures or self.meaning in PARTS

    @property
    def why(self) -> str:
        """Why it was left out, or what else there is to know; for an unknown one with an option that names it."""
        if self.remark != UNKNOWN:
            return self.remark
        near = closest(plain(self.heading), BY_HEADING)
        hint = BY_HEADING[near] if near else "note"
        return f"{UNKNOWN}; --map '{self.heading or self.letters}={hint}' names it"

    @property
    def is_left_out(self) -> bool:
        """Whether its figures, too, are left out for a reason that is known, or because somebody said so."""
        return not self.is_used and self.remark in (SAID, COUNTS, NO_IDS, RATE)

    @property
    def is_of_values(self) -> bool:
        """Whether it has the name of one that our own tables compute from the values."""
        return not self.is_used and self.remark == _OF_VALUES

    @property
    def repeats(self) -> bool:
        """Whether another column has its meaning already."""
        return not self.is_used and self.remark.endswith(_ALREADY)

    @property
    def is_of_status(self) -> bool:
        """Whether it holds statuses or flags, be it the only one that does or not."""
        return BY_HEADING.get(plain(self.heading)) in ("status", "obs_status")

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it."""
        return not self.is_used and not self.is_left_out and not self.is_of_values

    def without_meaning(self, other: ColumnMeaning) -> ColumnMeaning:
        """The same column, whose meaning another one has."""
        return replace(self, meaning="", remark=f"column {other.letters} is the {other.meaning}{_ALREADY}")

    @property
    def letters(self) -> str:
        return letters(self.index)


def column_of(index: int, parts: Sequence[str], saying: Saying) -> ColumnMeaning:
    """What the headings of a column say, the upper one first."""
    shown = " / ".join(dict.fromkeys(filter(None, parts)))
    mapped = next(filter(None, (saying.of_heading(part, letters(index)) for part in (shown, *parts))), "")
    if mapped:
        if mapped == IGNORED:
            return ColumnMeaning(index, shown, remark=SAID)
        named = None if mapped in MEANINGS else name_of(mapped)
        return ColumnMeaning(index, shown, "" if named else mapped, named)
    if saying.is_dimension(shown, letters(index)):
        return ColumnMeaning(index, shown, "dimension")
    if len(parts) == 2 and parts[0] and parts[1] and parts[0] != parts[1]:
        return _of_two(index, shown, parts)
    if found := period_and_role(shown):
        return ColumnMeaning(index, shown, "", *found)
    if word := BY_HEADING.get(plain(shown)):
        return ColumnMeaning(index, shown, word)
    return ColumnMeaning(index, shown, remark=_why_unknown(shown))


def _of_two(index: int, shown: str, parts: Sequence[str]) -> ColumnMeaning:
    """A period above or below a role or a category; or a period in two parts."""
    if named := combined(parts):
        return ColumnMeaning(index, shown, "", named)
    for period, other in (parts, parts[::-1]):
        if found := period_and_role(period):
            role = ROLES.get(plain(other))
            return ColumnMeaning(index, shown, "", found[0], role or found[1], "" if role else other.strip())
    word = BY_HEADING.get(plain(parts[1])) or BY_HEADING.get(plain(parts[0]), "")
    return ColumnMeaning(index, shown, word, remark="" if word else _why_unknown(shown))


def period_and_role(words: str) -> tuple[Name, Role] | None:
    """The period that a heading names, and whether its figures are aimed at: 令和5年度目標, Target 2025."""
    if named := name_of(words):
        return named, Role.ACTUAL
    folded = plain(words)
    for word, role in ROLES.items():
        for rest in (folded.removeprefix(word), folded.removesuffix(word)):
            if rest != folded and (named := name_of(rest.strip(_BRACKETS))):
                return replace(named, text=words.strip()), role
    return None


def _why_unknown(heading: str) -> str:
    folded = plain(heading)
    if folded in COMPUTED_HEADINGS:
        return _OF_VALUES
    if ROLES.get(folded) is Role.RATE:
        return RATE
    return UNKNOWN
