"""What is known of a sub-field or an indicator as a whole: pairs of a name and words, those without words too."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.codes import GoalLevel
from ..model.goals import Goal, followers
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.programme import Programme
from ..model.sub_field import PROGRAMME_WIDE, About, SubField
from ..model.texts import Licence
from ..terminal_text import visible
from .statements import heading, source_of
from .style import Style


def facts(sub_field: SubField, about: About | None, style: Style) -> Iterator[tuple[str, str]]:
    """Of a sub-field: of the programme, for the indicators of all of it; divisions, source, note."""
    is_wide = sub_field.sub_field == PROGRAMME_WIDE
    if is_wide and about is not None:
        yield from _of_programme(about, style)
    if sub_field.divisions:
        yield style.word("divisions"), style.semicolon.join(sub_field.divisions.words(style.lang))
    if not is_wide:
        yield style.word("source"), source_of(sub_field.source, style)
        yield style.word("note"), style.text(sub_field.note)


def goals_of(sub_field: SubField, style: Style) -> Iterator[tuple[str, str]]:
    """The goals of a sub-field, with what became of them."""
    for goal in sub_field.goals:
        yield goal_name(goal, style), goal_words(sub_field, goal, style)


def goal_name(goal: Goal, style: Style) -> str:
    """`goal 3`, `policy goal`, `中期目標 3`."""
    own = "" if goal.level is GoalLevel.POLICY and goal.id == goal.level else f" {goal.id}"
    return f"{style.word(goal.level)}{own}"


def goal_words(sub_field: SubField, goal: Goal, style: Style) -> str:
    """`Raise it to 1,000 (FY2021-23; follows: 1; followed by: next-2; verdict: largely achieved)`."""
    links = {
        "follows": goal.follows,
        "followed_by": [later.id for later in followers(sub_field.goals, goal)],
        "verdict": [style.text(goal.verdict)] if goal.verdict else [],
    }
    period = style.bare(goal.period) if goal.period else ""
    parts = [f"{style.word(name)}{style.colon}{style.listed(words)}" for name, words in links.items() if words]
    return style.text(goal.text) + style.bracketed(style.semicolon.join(filter(None, (period, *parts))))


def _of_programme(about: About, style: Style) -> Iterator[tuple[str, str]]:
    yield style.word("title"), style.text(about.title)
    yield style.word("ministry"), style.text(about.ministry)
    yield style.word("published"), about.published or ""
    yield style.word("evaluated"), style.bare(about.period) if about.period else ""
    following = about.next_evaluation
    yield style.word("next_evaluation"), style.bare(Period.of(following)) if following else ""
    yield style.word("source"), source_of(about.source, style)
    yield style.word("licence"), _terms(about.licence, style)
    yield style.word("note"), style.text(about.note)


def _terms(licence: Licence | None, style: Style) -> str:
    return style.listed((licence.name, style.text(licence.title), licence.url or "")) if licence else ""


def in_lines(pairs: Iterator[tuple[str, str]], style: Style) -> Iterator[str]:
    """`source: Table 1` for each fact that says something."""
    return (f"{name}{style.colon}{words}" for name, words in pairs if words)


def facts_of(
    programme: Programme, sub_field: SubField, indicator: Indicator, style: Style
) -> Iterator[tuple[str, str]]:
    """Of an indicator, with its file."""
    goal = next((goal for goal in sub_field.goals if goal.id == indicator.goal), None)
    baseline = indicator.baseline
    yield style.word("sub_field"), heading(sub_field, style)
    yield style.word("goal"), f"{goal.id} {style.text(goal.text)}" if goal else ""
    yield style.word("description"), style.text(indicator.description)
    yield style.word("note"), style.text(indicator.note)
    yield style.word("kind"), style.word(indicator.kind)
    yield style.word("result_type"), style.word(indicator.result_type) if indicator.result_type else ""
    yield style.word("unit"), style.text(indicator.unit)
    yield style.word("basis"), style.word(indicator.basis)
    yield style.word("direction"), style.word(indicator.direction)
    yield style.word("limit"), style.figure(indicator, indicator.limit)
    if baseline:
        amount = style.amount(indicator, baseline.value)
        yield style.word("baseline"), amount + style.bracketed(style.period(baseline.period, indicator.basis))
    yield style.word("owner"), style.text(indicator.owner)
    yield style.word("tags"), style.listed(map(visible, indicator.tags))
    yield style.word("source"), source_of(sub_field.source_of(indicator), style)
    yield style.word("file"), programme.origins[indicator.id].path
