"""Which indicators the user means: sub-fields, ids, globs."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from ..errors import UsageError
from ..hints import nearest
from .indicator import Indicator
from .programme import Programme
from .sub_field import SubField


def select(programme: Programme, what: Sequence[str]) -> Programme:
    """The programme with only the indicators that some word of `what` names; all for no word.

    A word is a sub-field, an indicator id or a glob over ids (`primary-*`). Raises
    `UsageError` for a word that names nothing, and where there is nothing to select.
    """
    if not programme.indicators:
        raise UsageError(f"{programme.root}: there are no indicators in these files")
    for word in what:
        if not any(_names(word, sub_field, indicator) for sub_field, indicator in programme):
            raise UsageError(_unknown(programme, word))
    return matching(programme, what)


def matching(programme: Programme, what: Sequence[str]) -> Programme:
    """The same, where words may name nothing."""
    if not what:
        return programme
    return programme.where(lambda sub_field, indicator: any(_names(word, sub_field, indicator) for word in what))


def _names(word: str, sub_field: SubField, indicator: Indicator) -> bool:
    names = (one.name for one in indicator.series)
    return word in (sub_field.sub_field, *names) or fnmatchcase(indicator.id, word)


def _unknown(programme: Programme, word: str) -> str:
    if any(sign in word for sign in "*?["):
        return f"no indicator id matches '{word}'"
    ids = [indicator.id for indicator in programme.indicators]
    names = [sub_field.sub_field for sub_field in programme.sub_fields]
    if word in names:
        return f"the sub-field '{word}' has no indicators"
    known = nearest(word, ids) or f"; the sub-fields are {', '.join(names)}"
    return f"there is no sub-field or indicator '{word}'{known}"
