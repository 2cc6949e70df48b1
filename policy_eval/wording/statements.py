"""What is said of an indicator, a value or a judgement, in words that views, exports and findings share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..errors import count
from ..judging.assess import Assessment, Compliance
from ..judging.pace import Reason
from ..model.breakdowns import Dimension
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.periods import Period
from ..model.status import Status
from ..model.sub_field import PROGRAMME_WIDE, SubField
from ..model.target import Target
from ..model.texts import Source
from ..terminal_text import visible
from .figures import figure, percent, signed, unsigned_percent
from .style import Style


def heading(sub_field: SubField, style: Style) -> str:
    """`6  Japan's standing in the UN …`."""
    if sub_field.sub_field == PROGRAMME_WIDE:
        return style.word("programme-wide")
    return f"{sub_field.sub_field}  {style.text(sub_field.title)}".strip()


def part_name(indicator: Indicator, style: Style) -> str:
    """Which part of a whole it is, in words as far as there are some: `sex: women`."""
    pairs = []
    for dimension, category in indicator.part.items():
        known = indicator.dimensions.get(dimension, Dimension())
        title = style.text(known.title) or visible(dimension)
        pairs.append(f"{title}{style.colon}{style.text(known.categories.get(category)) or visible(category)}")
    return style.listed(pairs)


def part_prefix(indicator: Indicator, style: Style) -> str:
    """`sex: women: ` before what is said of a part; nothing for a whole."""
    return f"{part_name(indicator, style)}{style.colon}" if indicator.part else ""


def parts_of(indicator: Indicator, style: Style) -> str:
    """`2 parts by sex`; nothing for an indicator without parts."""
    if not indicator.parts:
        return ""
    names = dict.fromkeys(dimension for part in indicator.parts for dimension in part.part)
    titles = [
        style.text(known.title) if (known := indicator.dimensions.get(name)) and known.title else visible(name)
        for name in names
    ]
    number = len(indicator.parts)
    if style.lang == "ja":
        return f"{style.listed(titles).removesuffix('別')}別の内訳{number}件"
    return f"{count(number, 'part')} by {' and '.join(titles)}"


def source_of(source: Source | None, style: Style) -> str:
    """Table or passage, publisher and address of figures."""
    if source is None:
        return ""
    return style.listed((style.text(source.ref), style.text(source.publisher), source.url or ""))


def figure_text(indicator: Indicator, observation: Observation | None, style: Style) -> str:
    """A figure without its unit: `961`, `0 to 1`, `11 of 13`, the word of a scale; nothing where there is none."""
    if observation is None:
        return ""
    if observation.is_range:
        return style.range(indicator, observation.low, observation.high)
    text = style.figure(indicator, indicator.value(observation))
    return style.of_base(indicator, text, observation.denominator or 0) if text and observation.is_of_base else text


def amount_text(indicator: Indicator, period: Period | None, style: Style) -> str:
    """The figure of a period with its unit: `961 persons`, `0 to 1 incidents`, `13名中11名`."""
    observation = indicator.observations.get(period) if period else None
    return observed_amount(indicator, observation, style) if observation else ""


def observed_amount(indicator: Indicator, observation: Observation, style: Style) -> str:
    """The same of an observation."""
    text = figure_text(indicator, observation, style)
    if indicator.step(indicator.value(observation)):
        return text
    return text if observation.is_of_base and style.lang == "ja" else style.with_unit(text, indicator)


def value_cell(indicator: Indicator, period: Period | None, style: Style) -> str:
    """The value of a period with its percent sign and its flag: `52%`, `3,030,000 e`, `0 to 1`."""
    text = figure_text(indicator, indicator.observations.get(period) if period else None, style)
    return text + ("%" if indicator.is_percentage and text else "") + flag(indicator, period, style)


def flag(indicator: Indicator, period: Period | None, style: Style) -> str:
    """The letters that statistical tables put behind a value that is not a normal one, or was another one."""
    if period is None:
        return ""
    status = indicator.observations[period].status
    own = f" {status.flag}" if status and status.flag else ""
    return f"{own} {_REVISED}" if (indicator.name, period) in style.revised else own


_REVISED: Final = "r"


def legend(letters: Iterable[str], style: Style) -> str:
    """What the flags stand for: `e = estimated`."""
    used = {letter for flags in letters for letter in flags.split()}
    words = [f"{status.flag} = {style.word(status)}" for status in Status if status.flag in used]
    return "  ".join([*words, f"{_REVISED} = {style.word('revised')}"] if _REVISED in used else words)


def demand(target: Target, indicator: Indicator, style: Style) -> str:
    """A target in words with what sets it: `at least 1,000 persons by 2025-12 (mid-term goal 3)`."""
    return style.demand(target, indicator) + style.bracketed(style.text(target.source))


def verdict(assessment: Assessment, style: Style) -> str:
    """`target at least 1,000 persons by 2025-12: overdue, gap -39 persons, pace substantial (R = 1.34)`."""
    indicator, target = assessment.indicator, assessment.target
    parts = [] if target is None else [style.verdict(assessment)]
    if target is not None:
        parts += [judged_on(assessment, style), gap_of(assessment, style)]
    parts += [*per_year(assessment, style), pace_of(assessment, style)]
    head = f"{style.word('target')} {demand(target, indicator, style)}" if target else style.word(Compliance.NO_TARGET)
    words = style.listed(parts)
    return f"{head}{style.colon}{words}" if words else head


def judged_on(assessment: Assessment, style: Style) -> str:
    """`judged on FY2022: 55%`, where a later value is known than the one that counts."""
    indicator, period, newest = assessment.indicator, assessment.period, assessment.latest
    if period is None or newest is None or newest.period == period:
        return ""
    value = amount_text(indicator, period, style)
    return f"{style.word('not-latest')} {style.period(period, indicator.basis)} {value}"


def gap_of(assessment: Assessment, style: Style) -> str:
    """`gap -39 persons`."""
    if assessment.gap is None:
        return ""
    return f"{style.word('gap')} {style.points(signed(assessment.gap), assessment.indicator)}"


def per_year(assessment: Assessment, style: Style) -> Iterator[str]:
    """`needed/yr +13` and `observed/yr +21.5`."""
    if assessment.needed_per_year is not None:
        yield f"{style.word('needed')} {signed(assessment.needed_per_year)}"
    if assessment.observed_per_year is not None:
        yield f"{style.word('observed')} {signed(assessment.observed_per_year)}"


def facts_of_target(assessment: Assessment, style: Style) -> str:
    """`96.1% of the target, 52.4% of the way, path 950.8 (+10.2), projected 1,025.5, reached 2024-12`."""
    indicator = assessment.indicator
    shares = {"achieved_pct": assessment.achieved_pct, "distance_pct": assessment.distance_pct}
    parts = [share(value, key, style) for key, value in shares.items()]
    if assessment.path is not None:
        aside = style.bracketed(signed(assessment.path_gap))
        parts.append(f"{style.word('path')} {style.figure(indicator, assessment.path)}{aside}")
    if assessment.projected is not None:
        parts.append(f"{style.word('projected')} {figure(assessment.projected)}")
    if assessment.reached is not None:
        parts.append(f"{style.word('reached')} {style.period(assessment.reached, indicator.basis)}")
    if assessment.rating is not None:
        parts.append(f"{style.word('rating')} {style.text(assessment.rating)}")
    return style.listed(parts)


def share(value: float | None, key: str, style: Style) -> str:
    """`96.1% of the target`, `達成率 96.1%`; never rounded onto 100."""
    if value is None:
        return ""
    words = unsigned_percent(value, 0.0, 100.0)
    return f"{style.word(key)} {words}" if style.lang == "ja" else f"{words} {style.word(key)}"


def pace_of(assessment: Assessment, style: Style) -> str:
    """`pace substantial (R = 1.34)`; nothing for a standing target."""
    if assessment.reason is Reason.STANDING_TARGET:
        return ""
    ratio = assessment.pace_ratio
    if assessment.reason is not None:
        why = style.word(assessment.reason)
    elif ratio is None:
        why = ""
    elif assessment.target is None:
        why = f"{growth_of(assessment)}/{'年' if style.lang == 'ja' else 'yr'}"
    else:
        why = f"R = {ratio_of(assessment)}"
    aside = style.bracketed(style.listed((why, as_of(assessment, style))))
    return f"{style.word('pace')} {style.word(assessment.pace)}{aside}"


def ratio_of(assessment: Assessment) -> str:
    """The ratio of a pace, never rounded onto a threshold that it does not reach."""
    return figure(assessment.pace_ratio, *(least for least, _ in assessment.pace_classes))


def growth_of(assessment: Assessment) -> str:
    """The growth a year of an indicator without a target, in percent, never rounded onto a threshold."""
    ratio = assessment.pace_ratio
    return "" if ratio is None else percent(ratio * 100, *(least * 100 for least, _ in assessment.pace_classes))


def as_of(assessment: Assessment, style: Style) -> str:
    """`as of 2022-12-31`: past its deadline, a pace is that of a day."""
    if assessment.is_open or assessment.period is None or assessment.pace_ratio is None:
        return ""
    day = assessment.period.end(assessment.indicator.calendar).isoformat()
    return f"{day}時点" if style.lang == "ja" else f"as of {day}"


def why(indicator: Indicator, observation: Observation, style: Style) -> str:
    """What there is to know of a value: its status, note, due month, and what it is made of."""
    status = observation.status
    special = status is not None and status.flag and observation.has_figure and observation.denominator != 0
    parts = [style.word(status) if special and status else "", style.text(observation.note)]
    if observation.expected:
        parts.append(f"{style.word('expected')} {observation.expected}")
    if observation.numerator is not None and observation.denominator is not None:
        parts.append(f"{figure(observation.numerator)} / {figure(observation.denominator)}")
    if not observation.is_range and (observation.low is not None or observation.high is not None):
        parts.append(f"{style.word('margin')} {style.range(indicator, observation.low, observation.high)}")
    return style.semicolon.join(filter(None, parts))
