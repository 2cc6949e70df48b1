"""Which indicators the user means: sub-fields, ids, globs, words; and filters by what an indicator is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ..errors import UsageError, listed
from ..hints import nearest
from .codes import MetricKind, ResultType
from .indicator import Indicator
from .programme import Programme
from .sub_field import SubField

Keeps = Callable[[SubField, Indicator], bool]


@dataclass(frozen=True, slots=True)
class Filters:
    """What indicators have to be; nothing for what they may be as they like."""

    goals: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    kind: MetricKind | None = None
    result_type: ResultType | None = None

    def keeps(self, _: SubField, indicator: Indicator) -> bool:
        return (
            (not self.goals or indicator.goal in self.goals)
            and (not self.tags or not self.tags.isdisjoint(indicator.tags))
            and self.kind in (None, indicator.kind)
            and self.result_type in (None, indicator.result_type)
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """What words mean in a programme: each is the name of something in it, a glob over ids, or words to look for."""

    keeps: Sequence[Keeps]
    filters: Filters = Filters()
    found: Sequence[str] = ()
    """The words that were looked for in titles and the like."""
    sub_fields: frozenset[str] = frozenset()
    """The sub-fields that were named."""

    def of(self, programme: Programme) -> Programme:
        """The programme, or another state of it, with only what is meant."""
        if not self.keeps and self.filters == Filters():
            return programme
        return programme.where(self.means)

    def at_first(self, programme: Programme) -> Keeps:
        """What is meant in an earlier state: the same indicators, whatever was said of them, and what is gone since."""
        known = {one.id: self.means(home, one) for home, one in programme}
        return lambda home, one: known[one.id] if one.id in known else self.means(home, one)

    def means(self, sub_field: SubField, indicator: Indicator) -> bool:
        """Whether an indicator is meant."""
        return self.filters.keeps(sub_field, indicator) and (
            not self.keeps or any(keeps(sub_field, indicator) for keeps in self.keeps)
        )


def selection(programme: Programme, what: Sequence[str], filters: Filters = Filters()) -> Selection:  # frozen
    """What words mean: a sub-field, an id, a glob over ids (`primary-*`), or words of a title, description, tag or id.

    Width and case are folded where words are looked for. Raises `UsageError` for a word
    that names nothing, where there is nothing to select, and where nothing is left.
    """
    if not programme.indicators:
        raise UsageError(f"{programme.root}: there are no indicators in these files")
    every = programme.every_series() if what else ()
    names = {name for sub_field, one in every for name in (sub_field.sub_field, one.name)}
    keeps = []
    for word in what:
        means = _named(word) if word in names else _matching(word) if _is_glob(word) else _saying(word)
        if not any(means(*pair) for pair in programme):
            raise UsageError(_unknown(programme, word))
        keeps.append(means)
    found = [word for word in what if word not in names and not _is_glob(word)]
    result = Selection(keeps, filters, found, frozenset(what) & {one.sub_field for one in programme.sub_fields})
    _refuse_unknown(programme, filters)
    if not result.of(programme).indicators:
        raise UsageError("no indicator is all of that")
    return result


def _is_glob(word: str) -> bool:
    return any(sign in word for sign in "*?[")


def _named(word: str) -> Keeps:
    return lambda sub_field, one: word in (sub_field.sub_field, one.id, *(each.name for each in one.series))


def _matching(glob: str) -> Keeps:
    return lambda _, indicator: fnmatchcase(indicator.id, glob)


def _saying(words: str) -> Keeps:
    wanted = _folded(words)
    return lambda _, indicator: any(wanted in _folded(text) for text in _texts(indicator))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _texts(indicator: Indicator) -> Iterator[str]:
    yield indicator.id
    yield from indicator.tags
    for text in (indicator.title, indicator.description):
        if text is not None:
            yield from filter(None, (text.ja, text.en))


def _unknown(programme: Programme, word: str) -> str:
    if _is_glob(word):
        return f"no indicator id matches '{word}'"
    ids = [*dict.fromkeys(indicator.id for indicator in programme.indicators)]
    names = [*dict.fromkeys(sub_field.sub_field for sub_field in programme.sub_fields)]
    if word in names:
        return f"the sub-field '{word}' has no indicators"
    known = nearest(word, ids) or f"; the sub-fields are {', '.join(names)}"
    return f"there is no sub-field or indicator '{word}', and no title says it{known}"


def _refuse_unknown(programme: Programme, filters: Filters) -> None:
    """Raises `UsageError` for a goal or a tag that no indicator has."""
    tags = (tag for indicator in programme.indicators for tag in indicator.tags)
    goals = (indicator.goal for indicator in programme.indicators if indicator.goal is not None)
    for what, wanted, there in (("tag", filters.tags, tags), ("goal", filters.goals, goals)):
        known = sorted({*there}) if wanted else []
        for word in sorted(wanted.difference(known)):
            told = f"there is {listed(known[:20], 'and')}" if known else "none has any"
            raise UsageError(f"no indicator has the {what} '{word}'; {told}")
