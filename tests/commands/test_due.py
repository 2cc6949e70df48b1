"""`due`: what is to happen, when, and who answers for it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.export.icalendar import Entry, calendar

from ..running import BUNDLED, Poleval

TODAY = "2026-11-24"
ABOUT = "title: {ja: 港湾, en: Ports}\nnext_evaluation: 2027\nfreshness: {due_after: 9}\n"
FILE = """\
sub_field: 1
title: Ports
divisions: {ja: [港湾課], en: [Port Division]}
indicators:
  - id: wait
    title: Wait
    unit: hours
    direction: decrease
    targets: [{at_most: 5, by: 2027}, {at_most: 9, by: 2024}, {at_most: 4, by: 2025}]
    waivers:
      - {period: 2025, accepted: 8, reason: r, owner: Harbour master, until: 2027-01-31, target: 3}
      - {period: 2024, accepted: 9.5, reason: r, until: 2026-01-31, target: 2}
      - {period: 2020, accepted: 9.5, reason: r, until: 2026-01-31, target: 1}
    observations: {2024: 9.5, 2025: 8}
  - id: speed
    title: "=1+1; a, b"
    unit: knots
    direction: increase
    freshness: {due_after: 2}
    owner: {ja: 運航課, en: Traffic Desk}
    observations: {2024: 6, 2025: {status: pending, note: n, expected: 2026-12}}
  - id: berths
    title: Berths
    unit: berths
    direction: none
    observations: {2024: 6, 2025: {status: pending, note: n}}
"""
ALL = [
    ("2026-01-31", "waiver-end", "wait", "FY2024", True, "Port Division"),
    ("2026-12-31", "figure", "speed", "FY2025", False, "Traffic Desk"),
    ("2026-12-31", "figure", "berths", "FY2025", False, "Port Division"),
    ("2027-01-31", "waiver-end", "wait", "FY2025", False, "Harbour master"),
    ("2027-12-31", "figure", "wait", "FY2026", False, "Port Division"),
    ("2027-12-31", "evaluation", None, "2027", False, None),
    ("2028-03-31", "deadline", "wait", "FY2027", False, "Port Division"),
]


@pytest.fixture
def ports(tmp_path: Path) -> Path:
    (tmp_path / "programme.yaml").write_text(ABOUT, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


def rows(poleval: Poleval, *arguments: str) -> list[dict[str, Any]]:
    outcome = poleval("due", *arguments, "-f", "json", "--lang", "en", "--today", TODAY)
    assert (outcome.code, outcome.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def test_all_that_is_to_happen_comes_in_order_of_time(poleval: Poleval, ports: Path) -> None:
    found = rows(poleval, "-d", str(ports))
    names = ("due", "event", "indicator", "period", "late", "owner")
    assert [tuple(row[name] for name in names) for row in found] == ALL


def test_each_points_at_its_line(poleval: Poleval, ports: Path) -> None:
    for row in rows(poleval, "-d", str(ports)):
        line = Path(row["path"]).read_text(encoding="utf-8").splitlines()[row["line"] - 1]
        assert {
            "waiver-end": "accepted:",
            "figure": "observations:",
            "deadline": "by: 2027",
            "evaluation": "next_evaluation: 2027",
        }[row["event"]] in line


@pytest.mark.parametrize(
    ("within", "number"), [("0d", 1), ("37d", 3), ("6w", 3), ("2m", 3), ("3m", 4), ("1y", 4), ("2y", 7), ("9999y", 7)]
)
def test_only_what_happens_within_a_time_is_told_and_what_is_late(
    poleval: Poleval, ports: Path, within: str, number: int
) -> None:
    assert len(rows(poleval, "-d", str(ports), "--within", within)) == number


@pytest.mark.parametrize("within", ["", "6", "m", "6 months", "-1d", "６m", "1.5y"])
def test_a_time_that_is_none_is_refused(poleval: Poleval, within: str) -> None:
    outcome = poleval("due", "-d", BUNDLED, "--within", within)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("is no time; write 90d, 6w, 6m or 1y\n")


@pytest.mark.parametrize("within", ["1d", "9999w", "1m", "9999y"])
def test_no_day_is_too_late(poleval: Poleval, ports: Path, within: str) -> None:
    outcome = poleval("due", "-d", str(ports), "--within", within, "--today", "9999-12-31")
    assert (outcome.code, outcome.err) == (0, "")


def test_a_deadline_that_has_passed_without_any_figure_is_late(poleval: Poleval, tmp_path: Path) -> None:
    text = FILE.split("    targets", maxsplit=1)[0] + "    targets: [{at_most: 5, by: 2020}]\n    observations: {}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (row,) = rows(poleval, "-d", str(tmp_path))
    assert (row["due"], row["event"], row["late"]) == ("2021-03-31", "deadline", True)


def test_what_is_chosen_is_told_alone(poleval: Poleval, ports: Path) -> None:
    assert {row["indicator"] for row in rows(poleval, "speed", "-d", str(ports))} == {"speed"}


def test_an_overdue_deadline_is_late_until_its_figure_is_there(poleval: Poleval) -> None:
    assert [(row["indicator"], row["event"], row["late"]) for row in rows(poleval, "6", "-d", BUNDLED)] == [
        ("un-staff", "deadline", True)
    ]


def test_csv_has_the_same_and_marks_what_a_spreadsheet_would_run(poleval: Poleval, ports: Path) -> None:
    outcome = poleval("due", "-d", str(ports), "-f", "csv", "--lang", "en", "--today", TODAY)
    found = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [(row["due"], row["event"], row["indicator"] or None) for row in found] == [row[:3] for row in ALL]
    assert [row["late"] for row in found] == [str(row[4]).lower() for row in ALL]
    assert [row["title"] for row in found if row["indicator"] == "speed"] == ["\u200b=1+1; a, b"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_table_says_all_of_it(poleval: Poleval, ports: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    table = poleval("due", "-d", str(ports), "--lang", lang, "--today", TODAY).out
    assert [line.split()[0] for line in table.splitlines() if line.startswith("  20")] == [row[0] for row in ALL]
    assert ("港湾課" if lang == "ja" else "Port Division") in table


def test_nothing_due_is_said(poleval: Poleval, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        FILE.split("    targets", maxsplit=1)[0] + "    observations: {2024: 5}\n", encoding="utf-8"
    )
    assert poleval("due", "-d", str(tmp_path), "--lang", "en").out == "\nNothing is due.\n"


# --- calendars ---------------------------------------------------------------------------------


def test_a_calendar_has_a_day_for_each(poleval: Poleval, ports: Path, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    poleval("due", "-d", str(ports), "-f", "ics", "--lang", "en", "--today", TODAY, "-o", str(file))
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == [row[0] for row in ALL]
    assert "=1+1; a, b: figure of FY2025" in [str(event["summary"]) for event in events]
    assert any(
        "Harbour master" in str(event["description"]) and "a.yaml:11" in str(event["description"]) for event in events
    )
    assert len({str(event["uid"]) for event in events}) == len(ALL)


def test_a_calendar_knows_an_entry_again_in_either_language_and_on_a_new_day(poleval: Poleval, ports: Path) -> None:
    def uids(*arguments: str) -> list[str]:
        data = poleval("due", "-d", str(ports), "-f", "ics", *arguments).out
        return [str(event["uid"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]

    before = uids("--lang", "en", "--today", TODAY)
    assert uids("--lang", "ja", "--today", TODAY) == before
    file = ports / "a.yaml"
    moved = file.read_text(encoding="utf-8").replace("2027-01-31", "2027-02-28").replace("by: 2027", "by: 2029")
    file.write_text(moved, encoding="utf-8")
    assert set(uids("--lang", "en", "--today", TODAY)) == set(before)


def test_nothing_in_a_file_acts_on_a_calendar(poleval: Poleval, ports: Path) -> None:
    file = ports / "a.yaml"
    division = '"A\\rEND:VEVENT\\rX: 1\\a"'
    file.write_text(file.read_text(encoding="utf-8").replace("[Port Division]", f"[{division}]"), encoding="utf-8")
    data = poleval("due", "-d", str(ports), "-f", "ics", "--lang", "en", "--today", TODAY).out
    assert not re.search("[\x00-\x09\x0b-\x1f]", data.replace("\r\n", "\n"))
    assert len(icalendar.Calendar.from_ical(data).walk("VEVENT")) == len(ALL)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]))


@given(TEXTS, TEXTS, st.dates(date(1900, 1, 1), date(2300, 1, 1)))
def test_any_words_come_back_from_a_calendar(summary: str, description: str, day: date) -> None:
    data = calendar([Entry("k", day, summary, f"{description}\nline", "c")], "t", day)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == (summary, f"{description}\nline")
    assert event.decoded("dtstart") == day
