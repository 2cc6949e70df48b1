"""The first sheet: one row per indicator and target, with the latest value and its judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from ...judging.assess import MISSES, Assessment, Compliance, Judged, is_later_pending
from ...judging.pace import Reason, Seen
from ...model.indicator import Indicator
from ...model.programme import Programme
from ...model.sub_field import SubField
from ...model.target import Target
from ...wording.moves import move_into
from ...wording.statements import figure_text, flag, heading, judged_on, part_name
from ...wording.style import Style
from .look import STATUS_COLOURS
from .numbers import Form, decimals, difference_form, flagged, values_form
from .sheet import Sheet, naming

_COLUMNS: Final = (
    "sub_field",
    "title",
    "value",
    "unit",
    "period",
    "change",
    "target",
    "upper",
    "by",
    "gap",
    "pace",
    "status",
    "note",
    "indicator",
)
"""The ids, which nobody reads on paper, come last and are not printed."""
_CAPS: Final = {"sub_field": 12, "title": 30, "unit": 8, "period": 13, "by": 9, "note": 12, "indicator": 30}
_RIGHT: Final = frozenset(("value", "change", "target", "upper", "gap"))


class Number(NamedTuple):
    """A number and the format that it is shown in."""

    value: float | None
    form: Form


def write_overview(
    sheet: Sheet,
    programme: Programme,
    judged: Judged,
    today: date,
    style: Style,
    colour: Callable[[dict[str, Any]], Any],
) -> None:
    """Title lines, then a table whose numbers are numbers; colours repeat the word of the status.

    Where an indicator has several targets each has a row. The bound of a target is part
    of its number format (`>= 1,000`), so that the cell holds the number.
    """
    has_range = any(target.between for _, one in programme.every_series() for target in one.targets)
    at = {name: place for place, name in enumerate(n for n in _COLUMNS if has_range or n != "upper")}
    lines = list(_lines(programme, judged, today, style))
    head = row = len(lines) + 1
    for name, column in at.items():
        sheet.cap(column, _CAPS.get(name, 40))
        sheet.head(head, column, style.word(name), right=name in _RIGHT)
    for sub_field in programme.sub_fields:
        look = "strong"
        for assessment in _judged(sub_field, judged):
            row += 1
            with naming(assessment.indicator.id):
                sheet.text(row, at["sub_field"], heading(sub_field, style), look, spills=look == "repeat")
                _write_row(sheet, row, at, _cells(assessment, style))
                sheet.note(row, at["title"], style.text(assessment.indicator.description))
            look = "repeat"
    for place, line in enumerate(lines):
        sheet.merged(place, at["indicator"] - 1, line, "fact" if place else "title")
    sheet.worksheet.autofilter(head, 0, row, len(at) - 1)
    sheet.freeze(head + 1, at["title"] + 1)
    sheet.repeat(head)
    sheet.worksheet.print_area(0, 0, row, at["indicator"] - 1)
    if row > head:
        _colour(sheet, head + 1, row, at["status"], style, colour)


def _judged(sub_field: SubField, judged: Judged) -> Iterator[Assessment]:
    """What is judged of a sub-field: a part of a whole only if it has targets."""
    for indicator in (one for whole in sub_field.indicators for one in whole.series):
        yield from (one for one in judged[indicator.name] if one.target or not indicator.part)


def _lines(programme: Programme, judged: Judged, today: date, style: Style) -> Iterator[str]:
    """What the programme is, on which day it is judged, and how many targets stand how."""
    about = programme.about
    yield style.text(about.title) if about else style.word("overview")
    if about and (about.ministry or about.published):
        yield style.listed((style.text(about.ministry), about.published or ""))
    yield f"{style.word('judged')}{style.colon}{today.isoformat()}"
    if counts := _counts(judged, style):
        yield f"{style.word('target')}{style.colon}{counts}"


def _counts(judged: Judged, style: Style) -> str:
    """`met 5, missed 1`; nothing where there are no targets."""
    verdicts = Counter(style.verdict(one) for assessments in judged.values() for one in assessments if one.target)
    return style.listed(f"{word} {number}" for word, number in verdicts.most_common())


def _write_row(sheet: Sheet, row: int, at: Mapping[str, int], cells: Mapping[str, str | Number]) -> None:
    for name, column in at.items():
        cell = cells.get(name)
        if isinstance(cell, str):
            sheet.text(row, column, cell)
        elif cell is not None:
            sheet.number(row, column, cell.value, cell.form)


def _cells(assessment: Assessment, style: Style) -> dict[str, str | Number]:
    indicator, target, gap = assessment.indicator, assessment.target, assessment.gap
    point = assessment.latest
    form = values_form(indicator)
    mark = flag(indicator, point.period, style) if point else ""
    move = move_into(indicator, point.period if point else None)
    low, high = _bounds(target)
    return {
        "indicator": indicator.name,
        "title": style.text(indicator.title) + style.bracketed(part_name(indicator, style)),
        "value": _value(indicator, point, flagged(form, mark), style),
        "unit": style.text(indicator.unit),
        "period": style.period(point.period, indicator.basis) if point else "",
        "change": Number(move.change if move else None, difference_form(move.change if move else 0)),
        "target": Number(low, _bound_form(target, form, style)),
        "upper": Number(high, replace(form, decimals=decimals(high or 0))),
        "by": style.period(target.by, indicator.basis) if target and target.by is not None else "",
        "gap": Number(gap, difference_form(gap or 0)),
        "pace": "" if assessment.reason is Reason.STANDING_TARGET else style.word(assessment.pace),
        "status": style.verdict(assessment),
        "note": _remark(assessment, point, style),
    }


def _value(indicator: Indicator, point: Seen | None, form: Form, style: Style) -> str | Number:
    """The latest value; a range is text."""
    observation = indicator.observations[point.period] if point else None
    value = point.value if point else None
    return figure_text(indicator, observation, style) if value is None else Number(value, form)


def _bounds(target: Target | None) -> tuple[float | None, float | None]:
    """The bound, and the upper end of a range."""
    return target.figures if target else (None, None)


def _bound_form(target: Target | None, form: Form, style: Style) -> Form:
    """The format that shows which way a bound counts: `>= 1,000`, `1,000以上`."""
    if target is None:
        return form
    before, after = style.around(target)
    return Form(decimals(_bounds(target)[0] or 0), before, form.after + after)


def _remark(assessment: Assessment, point: Seen | None, style: Style) -> str:
    """What else must be known of the row: a value that is not a normal one, another year, an accepted miss."""
    indicator = assessment.indicator
    parts = [judged_on(assessment, style)]
    if point:
        parts.append(_special(indicator, point, style))
        parts.append(style.word("later-pending") if is_later_pending(indicator, point.period) else "")
    if assessment.waiver is not None and assessment.waived:
        parts.append(f"{style.word('waived')}{style.colon}{style.text(assessment.waiver.waiver.reason)}")
    return style.semicolon.join(filter(None, parts))


def _special(indicator: Indicator, point: Seen, style: Style) -> str:
    status = indicator.observations[point.period].status
    return f"{status.flag} = {style.word(status)}" if status and status.flag else ""


def _statuses(style: Style) -> Iterator[tuple[str, str]]:
    """The words of the statuses, those of accepted misses too, with the key of their colour."""
    for compliance in Compliance:
        yield style.word(compliance), compliance.value
        if compliance in MISSES:
            yield style.word(compliance) + style.bracketed(style.word("waived")), "waived"


def _colour(
    sheet: Sheet, first: int, last: int, column: int, style: Style, colour: Callable[[dict[str, Any]], Any]
) -> None:
    for words, key in _statuses(style):
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": colour(STATUS_COLOURS[key])}
        sheet.worksheet.conditional_format(first, column, last, column, rule)
