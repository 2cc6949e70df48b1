"""What to look at, by words and filters, and in which order."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policy_eval
from policy_eval.judging.assess import by_indicator
from policy_eval.judging.order import ordered
from policy_eval.model.codes import Sorting
from policy_eval.model.selection import selection

from ..running import BUNDLED, CITY, HARBOUR, Poleval
from ..views.test_views import DAY

PROGRAMME = policy_eval.load(BUNDLED)
STATUSES = ("missed", "overdue", "no-data", "pending", "met", "no-target")
"""The worst first."""


def ids(poleval: Poleval, *arguments: str, data: str = BUNDLED) -> list[str]:
    outcome = poleval("list", "-d", data, *arguments)
    assert outcome.code == 0, outcome.err
    return [line.split("\t")[0] for line in outcome.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["jpo"], ["jpo-retention"]),
        (["ＪＰＯ"], ["jpo-retention"]),
        (["STAFF"], ["unmiss-staff", "mfo-staff", "un-staff"]),
        (["職員数"], ["un-staff"]),
        (["ｎｓｓｇ"], ["nssg-meetings"]),
        (["un-staff"], ["un-staff"]),
        (["un-staff", "jpo"], ["jpo-retention", "un-staff"]),
        (["5"], ["space-conferences", "space-dialogues", "space-law-seminar-countries"]),
        (
            ["primary-*", "un-staff"],
            ["primary-course-io-hires", "primary-course-io-rate", "primary-course-field-rate", "un-staff"],
        ),
    ],
    ids=str,
)
def test_words_are_names_first_and_else_looked_for_in_titles_whatever_their_case_and_width(
    words: list[str], found: list[str], poleval: Poleval
) -> None:
    assert ids(poleval, *words) == found


def test_words_are_looked_for_in_descriptions_and_tags(poleval: Poleval) -> None:
    assert ids(poleval, "Professional staff and above") == ["un-staff"]
    tagged = [one.id for one in policy_eval.load(CITY).indicators if one.tags]
    assert tagged
    tag = next(one.tags[0] for one in policy_eval.load(CITY).indicators if one.tags)
    assert set(tagged) & set(ids(poleval, tag, data=CITY))


@given(st.sampled_from(PROGRAMME.indicators), st.data())
def test_any_part_of_a_title_finds_its_indicator(indicator: policy_eval.Indicator, data: st.DataObject) -> None:
    title = indicator.title.words(data.draw(st.sampled_from(["ja", "en"])))
    start = data.draw(st.integers(0, len(title) - 4))
    words = title[start : start + data.draw(st.integers(4, 20))].strip()
    if not any(sign in words for sign in "*?[") and len(words) > 2:
        assert indicator.id in [one.id for one in selection(PROGRAMME, [words]).of(PROGRAMME).indicators]


@pytest.mark.parametrize("command", ["show", "changes", "gaps", "export"])
@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--kind", "reference"], lambda one: one.kind == "reference"),
        (["--result-type", "outcome"], lambda one: one.result_type == "outcome"),
        (["--goal", "3", "--goal", "2"], lambda one: one.goal in ("2", "3")),
    ],
    ids=["kind", "result type", "goals"],
)
def test_filters_leave_what_is_so(command: str, options: list[str], wanted: object, poleval: Poleval) -> None:
    arguments = ["--today", DAY.isoformat()] if command != "changes" else []
    format_ = ["-f", "json"]
    outcome = poleval(command, "-d", BUNDLED, *options, *arguments, *format_, *(["-a"] if command == "gaps" else []))
    assert outcome.code in (0, 1), outcome.err
    expected = {one.id for one in PROGRAMME.indicators if wanted(one)}  # type: ignore[operator]
    found = {row["indicator"] for row in json.loads(outcome.out)}
    assert found == expected if command != "changes" else found and found <= expected


def test_the_gate_judges_only_what_filters_leave(poleval: Poleval) -> None:
    day = ["--today", "2026-11-24"]
    assert "4 targets: 2 met, 1 missed" in poleval("check", "-d", BUNDLED, *day).out
    reference = poleval("check", "-d", BUNDLED, "--kind", "reference", *day)
    assert (reference.code, "2 targets: 0 met, 1 missed, 0 pending, 1 overdue" in reference.out) == (1, True)
    rest = poleval("check", "-d", BUNDLED, "--kind", "supplementary", *day)
    assert (rest.code, "2 targets: 2 met, 0 missed" in rest.out) == (0, True)
    assert poleval("check", "-d", BUNDLED, "--result-type", "input", *day).code == 2


@pytest.mark.parametrize("status", ["met", "missed", "overdue", "pending", "no-data", "no-target"])
def test_a_status_leaves_what_has_a_target_that_is_judged_so(status: str, poleval: Poleval) -> None:
    day = ["--today", "2026-09-01"]
    programme = policy_eval.load(CITY)
    expected = {
        assessment.indicator.id
        for _, assessment in programme.judged(DAY.replace(month=9, day=1))
        if assessment.compliance == status and (assessment.target or not assessment.indicator.part)
    }
    outcome = poleval("show", "-d", CITY, "--status", status, *day, "-f", "json")
    assert {row["indicator"] for row in json.loads(outcome.out)} == expected


def test_check_says_what_words_that_are_no_name_were_taken_for(poleval: Poleval) -> None:
    outcome = poleval("check", "-d", BUNDLED, "staff")
    assert "poleval: staff is no name; judged is what says it: unmiss-staff, mfo-staff and un-staff\n" in outcome.err
    assert poleval("check", "-d", BUNDLED, "un-staff").err.count("is no name") == 0


@pytest.mark.parametrize("order", list(Sorting))
def test_what_is_sorted_has_every_indicator_once_and_those_without_such_a_figure_last(order: Sorting) -> None:
    for data in (BUNDLED, CITY, HARBOUR):
        programme = policy_eval.load(data)
        judged = by_indicator(programme.judged(DAY))
        found = ordered(programme, judged, order, "en")
        assert sorted(found) == sorted(one.id for one in programme.indicators)
        keys = [_key(programme, judged, id_, order) for id_ in found]
        known = [key for key in keys if key is not None]
        assert keys == known + [None] * (len(keys) - len(known))
        assert known == sorted(known)


def _key(programme: policy_eval.Programme, judged: object, id_: str, order: Sorting) -> float | str | None:
    indicator = next(one for one in programme.indicators if one.id == id_)
    own = judged[id_]  # type: ignore[index]
    if order is Sorting.TITLE:
        return indicator.title.words("en")
    if order is Sorting.STATUS:
        return min(float(STATUSES.index(one.compliance)) for one in own)
    if order is Sorting.GAP:
        worst = min(
            own, key=lambda one: ["missed", "overdue", "no-data", "pending", "met", "no-target"].index(one.compliance)
        )
        return None if worst.gap is None else -worst.gap if worst.target.bound == "at_most" else worst.gap
    frame = programme.changes()
    latest = own[0].latest
    rows = frame[(frame["indicator"] == id_) & frame["breakdown"].isna()]
    row = rows[rows["period"] == latest.period.label(indicator.basis)] if latest else rows[:0]
    figures = row["value" if order is Sorting.VALUE else "change"].dropna().tolist()
    return -figures[0] if figures else None


def test_a_sub_field_lacks_reference_metrics_only_if_it_has_none(poleval: Poleval) -> None:
    assert "no reference metric" not in poleval("show", "-d", BUNDLED, "unmiss*", "mfo*").out
    assert "no reference metric" not in poleval("show", "-d", BUNDLED, "3", "--kind", "supplementary").out
    assert poleval("show", "-d", BUNDLED, "--kind", "supplementary").out.count("no reference metric") == 5


def test_explain_takes_several(poleval: Poleval) -> None:
    one, other, both = (
        poleval("explain", "-d", BUNDLED, *ids).out for ids in (["jpo"], ["un-staff"], ["un-staff", "jpo"])
    )
    assert both == f"{one}\n{other}"
