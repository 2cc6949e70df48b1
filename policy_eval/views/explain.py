"""`explain`: how each figure of one indicator came about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ..judging.assess import Assessment
from ..judging.calculations import Calculation, calculations
from ..model.decimals import digits
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.sub_field import SubField
from ..tables.cell_text import json_text, json_value
from ..wording.figures import figure
from ..wording.formulas import formula_in
from ..wording.statements import part_name, source_of, verdict
from ..wording.style import Style
from . import rows
from .parts import dim, fact
from .table import Cell, Column, Group, Row, Table, row

_FIELDS: Final = ("figure", "period", "target", "formula", "inputs", "result", "source", "breakdown")
_A_YEAR: Final = {"en": " a year", "ja": "/年"}


def explanation(sub_field: SubField, indicator: Indicator, assessments: Sequence[Assessment], style: Style) -> Table:
    """Each computed figure with its formula and what was put in, then the judgements."""
    several = len(indicator.targets) > 1
    computed = groupby(calculations(indicator, assessments), lambda one: (one.when, one.target if several else 0))
    groups = [
        Group(
            _place(when, target, indicator, style),
            [_row(one, indicator, style) for one in own],
        )
        for (when, target), own in computed
    ]
    columns = (
        Column(style.word("figure")),
        Column(style.word("formula"), rank=1),
        Column(style.word("inputs")),
        Column(style.word("result")),
    )
    part = style.bracketed(part_name(indicator, style))
    before = [Cell(f"{indicator.name}  {style.text(indicator.title)}{part}", "title")]
    before += fact(style.word("source"), source_of(sub_field.source_of(indicator), style), style)
    numbered = (f"{number} " if several else "" for number in range(1, len(assessments) + 1))
    after = [] if groups else dim(style.word("nothing-computed"))
    after += [Cell(""), *(Cell(n + verdict(a, style)) for n, a in zip(numbered, assessments, strict=True))]
    after += [Cell(text, "dim") for text in _classes(assessments, style)]
    return Table(columns, groups, before=before, after=after)


def _row(one: Calculation, indicator: Indicator, style: Style) -> Row:
    return row(*_step(one, indicator, style))


def _step(one: Calculation, indicator: Indicator, style: Style) -> tuple[str, str, str, str]:
    """The name of a figure, its formula, the same with what was put in, and the result."""
    of_others = indicator.derive.inputs if indicator.derive and one.figure == "value" else ()
    formula, filled = (formula_in(style.lang, words, of_others) for words in (one.formula, with_inputs(one)))
    return _name(one.figure, style), formula, filled, f"= {_exact(one.result)}"


def steps(indicator: Indicator, computed: Iterator[Calculation], style: Style) -> Iterator[tuple[str, ...]]:
    """Each computed figure with the place that it belongs to: part, period and target."""
    several = len(indicator.targets) > 1
    for one in computed:
        place = _place(one.when, one.target if several else 0, indicator, style)
        yield style.listed((part_name(indicator, style), place)), *_step(one, indicator, style)


def _name(figure: str, style: Style) -> str:
    """What a computed figure is called: in English by its column."""
    return figure if style.lang == "en" else style.word(figure)


def _place(when: Period | None, target: int, indicator: Indicator, style: Style) -> str:
    """`2022-12`, or `2022-12, target 2` where there are several."""
    period = style.period(when, indicator.basis) if when else ""
    return style.listed((period, f"{style.word('target')} {target}" if target else ""))


def as_json(computed: Iterator[Calculation]) -> str:
    """What was computed, as a list of objects: figure, period, target, formula, inputs, result, source."""
    return json_text(
        [
            _fields(one, {name: json_value(value) for name, value in one.inputs.items()}, json_value(one.result))
            for one in computed
        ]
    )


def as_csv(computed: Iterator[Calculation]) -> str:
    """The same with the keys as columns; the inputs are `name=value; …`."""
    lines = (
        _fields(one, "; ".join(f"{name}={digits(value)}" for name, value in one.inputs.items()), digits(one.result))
        for one in computed
    )
    return rows.as_csv(_FIELDS, lines)


def _fields(one: Calculation, inputs: object, result: object) -> dict[str, object]:
    written = {"inputs": inputs, "result": result}
    return {name: written[name] if name in written else getattr(one, name) for name in _FIELDS}


def with_inputs(one: Calculation) -> str:
    """The formula with the inputs put in for their names."""
    names = "|".join(sorted(map(re.escape, one.inputs), key=len, reverse=True))
    return re.sub(rf"\b({names})\b", lambda match: _input(match[0], one), one.formula)


def _input(name: str, one: Calculation) -> str:
    value = one.inputs[name]
    is_year = name.endswith("year") and not name.endswith("per_year")
    text = f"{value:.0f}" if is_year else _exact(value, *one.inputs.values())
    return f"({text})" if value < 0 else text


def _exact(value: float, *others: float) -> str:
    """A figure for checking by hand: eight significant digits or more, and enough to tell it from the others."""
    short = figure(value)
    if float(short.replace(",", "")) == value:
        return short
    alike = (number for number in range(8, 17) if all(_read_apart(value, other, number) for other in others))
    return f"{value:,.{next(alike, 17)}g}"


def _read_apart(value: float, other: float, number: int) -> bool:
    return value == other or f"{value:.{number}g}" != f"{other:.{number}g}"


def _classes(assessments: Sequence[Assessment], style: Style) -> Iterator[str]:
    """The thresholds that a pace was held against, where there is one."""
    judged = [assessment for assessment in assessments if assessment.pace_ratio is not None]
    if not judged:
        return
    if any(assessment.target for assessment in judged):
        classes = [(pace, f"R = {least:g}") for least, pace in judged[0].pace_classes]
    else:
        classes = [(pace, f"{least * 100:.3g}%{_A_YEAR[style.lang]}") for least, pace in judged[0].pace_classes]
    form = "{} {}以上" if style.lang == "ja" else "{} from {}"
    stop = "。" if style.lang == "ja" else "."
    parts = [*(form.format(style.word(pace), least) for pace, least in classes), style.word("pace-else")]
    yield f"{style.word('pace-classes')}{style.colon}{style.listed(parts)}{stop}"
    yield f"{style.word('pace-source')}{style.colon}{style.word('progress-measure')}{stop}"
