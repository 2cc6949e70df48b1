"""`show`: from everything over a sub-field to one indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..judging.assess import Judged
from ..model.programme import Programme
from ..wording.style import Style
from .indicator import indicator_view
from .overview import overview
from .sub_field import sub_field_view
from .table import Table


def zoom(
    programme: Programme,
    what: Sequence[str],
    judged: Judged,
    style: Style,
    *,
    ids: bool = False,
) -> Iterator[Table]:
    """The tables for the indicators of `programme`, which were selected by the words `what`.

    Sub-fields and indicators that were named are shown in detail; without a word, and
    for globs and words with several matches, a row per indicator has to do. `ids` as in `overview`.
    """
    named = {sub_field.sub_field for sub_field in programme.sub_fields} | {
        one.name for _, one in programme.every_series()
    }
    is_looked_for = not named.issuperset(what)
    if not what or (is_looked_for and len(programme.indicators) > 1):
        yield overview(programme, judged, style, ids=ids)
        return
    for sub_field in programme.sub_fields:
        if sub_field.sub_field in what:
            yield sub_field_view(programme, sub_field, judged, style)
            continue
        for indicator in sub_field.indicators:
            assessments = [one for series in indicator.series for one in judged[series.name]]
            yield indicator_view(programme, sub_field, indicator, assessments, style)
