"""What of a difference is on the indicators, parts, sub-fields and goals that somebody asks for."""

from __future__ import annotations

from dataclasses import replace

from ..model.goals import Goal
from ..model.programme import Programme
from ..model.selection import Filters, Selection
from .difference import Difference, Term
from .pairs import Pair


def either(old: Programme, new: Programme) -> Programme:
    """What either of two states has, in which the words of a request are looked for."""
    return replace(new, sub_fields=(*new.sub_fields, *old.sub_fields))


def narrowed(found: Difference, meant: Selection) -> Difference:
    """Only what is on something that is meant, as it is or as it was.

    What is said of a sub-field is kept where it was named, and of a goal where that, or it, was asked for.
    """
    return replace(
        found,
        series=[one for one in found.series if _is_meant(one[0], meant)],
        flips=[one for one in found.flips if _is_meant(one.pair, meant)],
        figures=[one for one in found.figures if _is_meant(one.pair, meant)],
        terms=[one for one in found.terms if (_is_meant(one.pair, meant) if one.pair else _is_around(one, meant))],
    )


def _is_meant(pair: Pair, meant: Selection) -> bool:
    sides = ((pair.home, pair.new), (pair.old_home or pair.home, pair.old))
    # Parts have pairs of their own, so that asking for one of them does not mean its whole.
    return any(one and meant.means(home, one.with_parts(())) for home, one in sides)


def _is_around(term: Term, meant: Selection) -> bool:
    is_named = term.home is not None and term.home.sub_field in meant.sub_fields
    goals, others = meant.filters.goals, replace(meant.filters, goals=frozenset())
    if others != Filters():
        return False
    goal = term.new or term.old
    if goals and isinstance(goal, Goal):
        return goal.id in goals and (is_named or not meant.keeps)
    return is_named and not goals
