"""What differs between two states, for programs: one object of JSON, rows of CSV, annotations of a CI job."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from ..history.difference import Difference, Fate, Term
from ..history.figures import Figure
from ..history.flips import Flip
from ..history.pairs import Pair
from ..history.plain import plain
from ..history.states import State
from ..judging.assess import Assessment
from ..model.codes import Lang
from ..model.periods import Period
from ..tables.cell_text import json_text, json_value
from . import rows

VERSION: Final = 1
"""The version of the object: a key that goes or changes its meaning raises it, a new one does not."""
FIELDS: Final = (
    "section",
    "sub_field",
    "indicator",
    "breakdown",
    "title",
    "unit",
    "subject",
    "kind",
    "old",
    "new",
    "difference",
    "old_status",
    "new_status",
    "cause",
    "excused",
    "number",
    "target",
    "old_waived",
    "new_waived",
    "old_pace",
    "new_pace",
    "old_rating",
    "new_rating",
)
"""The columns of the CSV."""


def as_json(states: tuple[State, State], found: Difference, days: tuple[date, date], lang: Lang) -> str:
    """All of it as one object; see the README for its keys."""
    old, new = states
    document = {
        "version": VERSION,
        "old": _state(old, days[0]),
        "new": _state(new, days[1]),
        "series": [_of_pair(pair, lang) | _fate(pair, fate) for pair, fate in found.series],
        "flips": [_of_pair(flip.pair, lang) | _flip(flip) for flip in found.flips],
        "figures": [figure_data(figure, lang) for figure in found.figures],
        "terms": [term_data(term, lang) for term in found.terms],
    }
    return json_text(document)


def _state(state: State, day: date) -> dict[str, Any]:
    return {
        "name": state.name or None,
        "commit": state.commit.id if state.commit else None,
        "date": state.commit.day.isoformat() if state.commit else None,
        "today": day.isoformat(),
    }


def _of_pair(pair: Pair, lang: Lang) -> dict[str, Any]:
    one = pair.series
    return {
        "sub_field": pair.home.sub_field,
        "indicator": one.id,
        "breakdown": one.breakdown or None,
        "title": one.title.words(lang),
        "unit": one.unit.words(lang),
    }


def _fate(pair: Pair, fate: Fate) -> dict[str, Any]:
    return {
        "fate": fate.value,
        "old_indicator": pair.old.id if pair.old else None,
        "old_sub_field": pair.old_home.sub_field if pair.old_home else None,
    }


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "old": _judged(flip.old),
        "new": _judged(flip.new),
        "causes": [cause.value for cause in flip.causes],
        "excused": flip.is_excused,
    }


def _judged(one: Assessment | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "compliance": one.compliance.value,
        "waived": one.waived,
        "pace": one.pace.value,
        "rating": plain(one.rating) if one.rating else None,
        "period": _key(one.period),
        "value": json_value(one.value),
        "gap": json_value(one.gap),
        "target": plain(one.target) if one.target else None,
    }


def figure_data(figure: Figure, lang: Lang) -> dict[str, Any]:
    """A figure that differs, with what the files said and say of it."""
    old, new = figure.values
    moved = figure.moved
    return _of_pair(figure.pair, lang) | {
        "period": _key(figure.period),
        "kind": figure.kind.value,
        "old": plain(figure.old) if figure.old else None,
        "new": plain(figure.new) if figure.new else None,
        "old_value": json_value(old),
        "new_value": json_value(new),
        "difference": json_value(moved),
    }


def term_data(term: Term, lang: Lang) -> dict[str, Any]:
    """A key that differs, with what the files said and say under it."""
    nothing = {"sub_field": term.home.sub_field if term.home else None}
    about = _of_pair(term.pair, lang) if term.pair else nothing
    return about | {
        "key": term.key,
        "number": term.number or None,
        "is_text": term.is_text,
        "old": plain(term.old),
        "new": plain(term.new),
    }


def _key(period: Period | None) -> str | None:
    return str(period.key) if period else None


def as_csv(found: Difference, lang: Lang) -> str:
    """A row for each difference, with `FIELDS` for columns: figures as numbers, ranges as `40..50`, terms as JSON."""
    return rows.as_csv(FIELDS, _rows(found, lang))


def _rows(found: Difference, lang: Lang) -> Iterator[Mapping[str, object]]:
    empty: dict[str, object] = dict.fromkeys(FIELDS)
    for flip in found.flips:
        yield empty | _of_pair(flip.pair, lang) | _flip_row(flip)
    for pair, fate in found.series:
        yield empty | _of_pair(pair, lang) | {"section": "series", "kind": fate.value} | _from_to(pair, fate)
    for figure in found.figures:
        yield empty | _of_pair(figure.pair, lang) | _figure_row(figure)
    for term in found.terms:
        told = term_data(term, lang)
        values = {name: _brief(told[name]) for name in ("old", "new")}
        known = {name: told[name] for name in FIELDS if name in told}
        section = "texts" if term.is_text else "terms"
        yield empty | known | values | {"section": section, "subject": term.key}


def _from_to(pair: Pair, fate: Fate) -> dict[str, object]:
    """The ids before and now, or the sub-fields of what was moved."""
    if fate is Fate.MOVED:
        return {"old": pair.old_home.sub_field if pair.old_home else None, "new": pair.home.sub_field}
    return {"old": pair.old.id if pair.old else None, "new": pair.new.id if pair.new else None}


def _brief(value: Any) -> str | None:
    """What a key says, as JSON on one line; a text as it is."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _flip_row(flip: Flip) -> dict[str, object]:
    sides = {"old": flip.old, "new": flip.new}
    last = flip.new or flip.old
    target = next((one.target for one in (flip.new, flip.old) if one and one.target), None)
    return {
        "section": "flips",
        "subject": _key(target.by if target else None),
        "number": last.number or None if last else None,
        "target": _brief(plain(target)) if target else None,
        **{f"{name}_waived": one.waived if one else None for name, one in sides.items()},
        **{f"{name}_pace": one.pace.value if one else None for name, one in sides.items()},
        **{f"{name}_rating": _brief(plain(one.rating)) if one and one.rating else None for name, one in sides.items()},
        "old": flip.old.compliance.value if flip.old else None,
        "new": flip.new.compliance.value if flip.new else None,
        "cause": " ".join(cause.value for cause in flip.causes),
        "excused": flip.is_excused,
    }


def _figure_row(figure: Figure) -> dict[str, object]:
    old, new = figure.amounts
    return {
        "section": "figures",
        "subject": _key(figure.period),
        "kind": figure.kind.value,
        "old": old,
        "new": new,
        "difference": figure.moved,
        "old_status": figure.old.status.value if figure.old and figure.old.status else None,
        "new_status": figure.new.status.value if figure.new and figure.new.status else None,
    }
