"""What is said of an indicator, a value or a judgement, in words that views, exports and findings share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..judging.assess import Assessment, Compliance
from ..judging.pace import Reason
from ..model.indicator import Indicator, Observation, SubField, Target
from ..model.periods import Period
from ..model.programme import PROGRAMME_WIDE
from ..model.status import Status
from ..model.texts import Source
from .figures import figure, figure_of, percent, signed
from .style import Style


def heading(sub_field: SubField, style: Style) -> str:
    """`6  Japan's standing in the UN …`."""
    if sub_field.sub_field == PROGRAMME_WIDE:
        return style.word("programme-wide")
    return f"{sub_field.sub_field}  {style.text(sub_field.title)}"


def source_of(source: Source | None, style: Style) -> str:
    """Table or passage, publisher and address of figures."""
    if source is None:
        return ""
    return style.listed((style.text(source.ref), style.text(source.publisher), source.url or ""))


def value_cell(indicator: Indicator, period: Period | None, value: float | None) -> str:
    """A value with its percent sign and its flag: `52%`, `3,030,000 e`."""
    text = figure_of(indicator, value)
    return text + ("%" if indicator.is_percentage and text else "") + flag(indicator, period)


def flag(indicator: Indicator, period: Period | None) -> str:
    """The letter that statistical tables put behind a value that is not a normal one."""
    status = indicator.observations[period].status if period else None
    return f" {status.flag}" if status and status.flag else ""


def legend(letters: Iterable[str], style: Style) -> str:
    """What the flags stand for: `e = estimated`."""
    used = {letter.strip() for letter in letters}
    return "  ".join(f"{status.flag} = {style.word(status)}" for status in Status if status.flag in used - {""})


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
    value = style.amount(figure_of(indicator, assessment.value), indicator)
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
        thresholds = (least * 100 for least, _ in assessment.pace_classes)
        why = f"{percent(ratio * 100, *thresholds)}/{'年' if style.lang == 'ja' else 'yr'}"
    else:
        why = f"R = {ratio_of(assessment)}"
    aside = style.bracketed(style.listed((why, as_of(assessment, style))))
    return f"{style.word('pace')} {style.word(assessment.pace)}{aside}"


def ratio_of(assessment: Assessment) -> str:
    """The ratio of a pace, never rounded onto a threshold that it does not reach."""
    return figure(assessment.pace_ratio, *(least for least, _ in assessment.pace_classes))


def as_of(assessment: Assessment, style: Style) -> str:
    """`as of 2022-12-31`: past its deadline, a pace is that of a day."""
    if assessment.is_open or assessment.period is None or assessment.pace_ratio is None:
        return ""
    day = assessment.period.end(assessment.indicator.calendar).isoformat()
    return f"{day}時点" if style.lang == "ja" else f"as of {day}"


def why(observation: Observation, style: Style) -> str:
    """What there is to know of a value: its status, note, due month, and what it is made of."""
    status = observation.status
    has_value = observation.value is not None or (observation.numerator is not None and bool(observation.denominator))
    special = status is not None and status.flag and has_value
    parts = [style.word(status) if special and status else "", style.text(observation.note)]
    if observation.expected:
        parts.append(f"{style.word('expected')} {observation.expected}")
    if observation.numerator is not None and observation.denominator is not None:
        parts.append(f"{figure(observation.numerator)} / {figure(observation.denominator)}")
    return style.semicolon.join(filter(None, parts))
