"""The report of `check` in each format: valid, complete, and with text that is only text."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import policy_eval
from policy_eval.findings.formats import FORMATS, written
from policy_eval.findings.markdown import write_within
from policy_eval.findings.paths import from_root
from policy_eval.findings.reporting import Reporting, places_of
from policy_eval.findings.sentences import sentence, summary
from policy_eval.judging.assess import Asked
from policy_eval.judging.finding_kinds import Kind, Severity
from policy_eval.judging.gate import Policy, check
from policy_eval.judging.ratchet import ratchet
from policy_eval.model.codes import Lang
from policy_eval.model.origin import Extent, Origin
from policy_eval.model.programme import Programme
from policy_eval.model.sub_field import SubField
from policy_eval.terminal_text import visible
from policy_eval.wording.style import Style

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "tests" / "data" / "schemas"
TODAY: Final = date(2026, 11, 24)
HOSTILE: Final = (
    "<&> </failure> ]]> %0A %25 \"quoted\" 'so' `code` ::error::x ##[error]y | a,b:c=d {0} {} [x](y) \\ *b* _i_ "
    "@me #12 :warning: 指標。\x1b[31mred\x07 \x00 \u202eleft \ufffe\uffff\n::error file=a::second\r\n| line\tend"
)
FILE_NAME: Final = "a,b:c%0A <&> \"q\" '' ::error:: | # ? 指標 \x1b\n.yaml"


def waiver(**terms: Any) -> dict[str, Any]:
    return {"period": 2023, "accepted": 4, "until": "2026-11-24", "reason": "", "owner": ""} | terms


MISS: Final[dict[str, Any]] = {"targets": [{"at_least": 5}], "observations": {2023: 4}}
STATES: Final[Mapping[str, Mapping[str, Any]]] = {
    "met": {"targets": [{"at_least": 3}], "observations": {2023: 4}},
    "missed": MISS,
    "exceeded": MISS | {"waivers": [waiver(accepted=4.5)]},
    "lapsed": MISS | {"waivers": [waiver(until="2026-11-23")]},
    "accepted": MISS | {"waivers": [waiver()]},
    "accepted-for-run": MISS,
    "open": MISS | {"waivers": [{"period": 2023, "accepted": 4, "reason": ""}]},
    "unused": {"targets": [{"at_least": 3}], "observations": {2023: 4}, "waivers": [waiver(accepted=2)]},
    "overdue": {"targets": [{"at_least": 5, "by": 2024}], "observations": {2023: 4}},
    "no-data": {"targets": [{"at_least": 5}], "observations": {2023: None}},
    "slow": {
        "targets": [{"at_least": 50, "by": 2030}],
        "observations": {2020: 4, 2023: 4.1},
        "baseline": {"period": 2020, "value": 4},
    },
    "behind": {
        "targets": [{"at_least": 50, "by": 2030, "path": {2023: 41}}],
        "observations": {2020: 4, 2023: 40},
        "baseline": {"period": 2020, "value": 4},
    },
    "part": {
        "observations": {2023: 9},
        "breakdowns": [{"of": {"a,b": '"x"={y}'}, "observations": {2023: 4}, "targets": [{"at_least": 5}]}],
    },
    "range": {"observations": {2023: {"low": 4, "high": 6}}, "targets": [{"at_least": 5}]},
    "future": {"targets": [{"at_least": 5}], "observations": {2023: 6, 2032: 97}},
    "beyond-limit": {"limit": 100, "observations": {2023: 970}},
    "unjudged": {"targets": [{"at_least": 5}], "observations": {2020: 6, "2021..2023": 3}},
    "outdated": {"freshness": {"due_after": 9}, "observations": {2015: 6}},
    "revised": {"observations": {2022: 7, 2023: 6}},
    "stale": {"observations": {2024: {"status": "pending", "expected": "2026-01", "note": ""}}},
    "span": {"targets": [{"at_least": 5}], "observations": {"2021..2023": 4}, "basis": "year-end"},
    "several": {
        "targets": [{"at_least": 5}, {"at_least": 5, "until": 2030}, {"between": [6, 7]}],
        "observations": {2023: 4},
        "waivers": [
            waiver(target=2),
            waiver(target=1, until="2026-01-01"),
            waiver(period=2020, target=3),
            waiver(period=2020, target=1),
        ],
    },
    "recovered": {"targets": [{"at_least": 5}], "observations": {2021: 4, 2022: 6, 2023: 5}},
    "percentage": {"unit": "%", "targets": [{"at_most": 10}], "observations": {2023: 10.37}, "direction": "decrease"},
}


def in_states(states: Mapping[str, Mapping[str, Any]], text: str) -> Any:
    """A file of indicators in these states, with `text` wherever there are words."""
    common = {"title": "", "unit": "", "direction": "increase"}
    indicators = [{"id": name} | common | dict(state) for name, state in states.items()]
    return filled({"sub_field": 1, "title": "", "indicators": indicators}, text)


def filled(value: Any, text: str) -> Any:
    """The same with `text` in every empty place."""
    if isinstance(value, dict):
        return {key: filled(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, text) for item in value]
    return text if value == "" else value


def dataset(folder: Path, states: Mapping[str, Mapping[str, Any]] = STATES, text: str = HOSTILE) -> Programme:
    file = folder / FILE_NAME
    file.write_text(yaml.safe_dump(in_states(states, text), sort_keys=False), encoding="utf-8")
    return policy_eval.load(folder)


REVISED_SINCE: Final = {
    "observations": {2022: 7.00001, 2023: 6.00001},
    "targets": [{"at_least": 1}, {"at_least": 2}, {"between": [1, 2], "by": 2030}],
}


def before(programme: Programme, text: str) -> Programme:
    """An earlier state, in which the indicator `revised` had other figures and the others were not there."""
    was = in_states({"revised": REVISED_SINCE, "deleted-since": MISS}, text)
    then = (TypeAdapter(SubField).validate_python(was),) if "revised" in programme.origins else ()
    return dataclasses.replace(programme, sub_fields=then)


def reporting(programme: Programme, lang: Lang = "en", **policy: Any) -> Reporting:
    title = programme.sub_fields[0].title.words("en")
    how = Policy(today=TODAY, **({"accepted": ["accepted-for-run"]} | policy))
    report = ratchet(check(programme, how), programme, before(programme, title), how)
    return Reporting(report, places_of(report, programme), Style(lang), TODAY, programme, "1.2.3")


DATA: Final[Mapping[str, Callable[[Path], Reporting]]] = {
    "bundled": lambda _: reporting(policy_eval.load(ROOT / "indicators")),
    "bundled in Japanese": lambda _: reporting(policy_eval.load(ROOT / "indicators"), "ja"),
    "harbour": lambda _: reporting(policy_eval.load(ROOT / "tests" / "data" / "harbour")),
    "hostile": lambda folder: reporting(dataset(folder)),
    "hostile in Japanese": lambda folder: reporting(dataset(folder), "ja"),
    "hostile and strict": lambda folder: reporting(dataset(folder), strict=True),
    "hostile in every period": lambda folder: reporting(dataset(folder), asked=Asked()),
    "nothing found": lambda folder: reporting(dataset(folder, {"met": STATES["met"]})),
}


@pytest.fixture(params=DATA.values(), ids=list(DATA))
def of(request: pytest.FixtureRequest, tmp_path: Path) -> Reporting:
    """What to report of each of the datasets."""
    made: Reporting = request.param(tmp_path)
    return made


@pytest.fixture
def hostile(tmp_path: Path) -> Reporting:
    return reporting(dataset(tmp_path))


def known(of: Reporting) -> Reporting:
    """The same where every miss was there in an earlier state of the dataset."""
    findings = tuple(
        dataclasses.replace(finding, severity=Severity.KNOWN) if finding.kind is Kind.MISSED else finding
        for finding in of.report.findings
    )
    return dataclasses.replace(of, report=dataclasses.replace(of.report, findings=findings))


def sentences(of: Reporting) -> list[str]:
    return [sentence(finding, of.style) for finding in of.report.findings]


def test_the_hostile_data_has_every_kind_and_every_severity_of_a_single_run(hostile: Reporting) -> None:
    assert {finding.kind for finding in hostile.report.findings} == set(Kind)
    assert {finding.severity for finding in hostile.report.findings} == set(Severity) - {Severity.KNOWN}


# --- all formats -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_written_in_the_same_bytes(name: str, tmp_path: Path) -> None:
    first, second = (written(reporting(dataset(tmp_path)), name).encode() for _ in range(2))
    assert first == second
    assert first.endswith(b"\n")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_report_acts_on_a_terminal(name: str, hostile: Reporting) -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", written(hostile, name))
    if name not in ("json", "sarif"):  # which carry text as it stands in the files
        assert not re.search("[\u2028-\u202e\ufffe\uffff]", written(hostile, name))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_can_be_written_whatever_the_name_of_a_file(name: str, hostile: Reporting) -> None:
    path = b"\xff\xfe/\x1b.yaml".decode("utf-8", "surrogateescape")
    places = [(path, 1, 1)] * len(hostile.places)
    assert written(dataclasses.replace(hostile, places=places), name).encode()


# --- text --------------------------------------------------------------------------------------


def test_text_is_a_line_for_each_finding_with_its_place_and_a_line_that_counts(of: Reporting) -> None:
    *lines, last = written(of, "text").split("\n")[:-1]
    assert lines == [
        visible(
            f"{path}:{line}:{column}: {of.style.word(finding.severity)}: {finding.kind}: {sentence(finding, of.style)}"
        )
        for finding, (path, line, column) in of.found
    ]
    assert last == summary(of.report, of.style)


@pytest.mark.parametrize(
    ("name", "text"),
    [("text", "</failure> ]]> %0A"), ("github", "</failure> ]]> %250A"), ("markdown", "&#60;/failure&#62;")],
)
def test_what_has_improved_is_mentioned_on_a_line(name: str, text: str, hostile: Reporting) -> None:
    now = next(assessment for assessment in hostile.report.assessments if assessment.indicator.id == "missed")
    report = dataclasses.replace(hostile.report, improved=((now, now),))
    lines = written(dataclasses.replace(hostile, report=report), name).splitlines()
    (line,) = set(lines) - set(written(hostile, name).splitlines()) - {""}
    assert "improved" in line
    assert "missed FY2023" in line
    assert text in line


# --- JSON --------------------------------------------------------------------------------------

REPORT_SCHEMA: Final = json.loads((SCHEMAS / "report.schema.json").read_text(encoding="utf-8"))


def read_json(of: Reporting) -> Any:
    return json.loads(written(of, "json"), parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_json_is_valid_and_has_every_finding(of: Reporting) -> None:
    document = read_json(of)
    jsonschema.Draft202012Validator(REPORT_SCHEMA).validate(document)
    jsonschema.Draft202012Validator(REPORT_SCHEMA).validate(read_json(known(of)))
    assert document["verdict"] == ("failed" if of.report.has_failed else "passed")
    assert document["counts"]["waived"] == len(of.report.waived)
    assert [record["message"] for record in document["findings"]] == sentences(of)
    assert [(record["path"], record["line"], record["column"]) for record in document["findings"]] == list(of.places)


def test_json_carries_text_as_it_stands_in_the_files(hostile: Reporting) -> None:
    for record, finding in zip(read_json(hostile)["findings"], hostile.report.findings, strict=True):
        assert record["title"] == HOSTILE
        assert record["unit"] in (HOSTILE, "%")
        assert bool(record["waiver"]) == bool(finding.waiver)
        assert record["waiver"] is None or record["waiver"]["reason"] == HOSTILE
        assert record["path"].endswith(FILE_NAME)


def test_json_tells_the_terms_of_a_waiver(hostile: Reporting) -> None:
    terms = {
        (record["indicator"], record["severity"]): record["waiver"] and list(record["waiver"].values())
        for record in read_json(hostile)["findings"]
    }
    assert terms["accepted", "waived"] == ["FY2023", 4, "2026-11-24", HOSTILE, HOSTILE]
    assert terms["lapsed", "error"] == ["FY2023", 4, "2026-11-23", HOSTILE, HOSTILE]
    assert terms["open", "warning"] == ["FY2023", 4, None, HOSTILE, None]
    assert terms["accepted-for-run", "waived"] is None
    assert terms["missed", "error"] is None


def test_json_has_figures_for_a_target_and_null_where_there_is_none(hostile: Reporting) -> None:
    found = read_json(hostile)["findings"]
    records = {(record["indicator"], record["kind"], record["bound"]): record for record in found}
    names = ("period", "value", "bound", "target", "target_upper", "target_period", "gap")
    cases = {
        ("percentage", "missed", "at_most"): ["FY2023", 10.37, "at_most", 10, None, None, 0.37],
        ("overdue", "overdue", "at_least"): ["FY2023", 4, "at_least", 5, None, "FY2024", -1],
        ("several", "missed", "between"): ["FY2023", 4, "between", 6, 7, None, -2],
        ("span", "missed", "at_least"): ["2021-12..2023-12", 4, "at_least", 5, None, None, -1],
        ("no-data", "no-data", "at_least"): [None, None, "at_least", 5, None, None, None],
        ("stale", "stale", None): ["FY2024", *[None] * 6],
        ("unused", "waiver-unused", None): ["FY2023", *[None] * 6],
    }
    assert {case: [records[case][name] for name in names] for case in cases} == cases


# --- GitHub ------------------------------------------------------------------------------------


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands at the start of lines, as GitHub's runner reads them."""
    found = []
    for line in text.splitlines():
        if match := re.fullmatch(r"::([a-z]+) (.*?)::(.*)", line):
            pairs = (item.split("=", 1) for item in match[2].split(","))
            found.append((match[1], {name: unescaped(value) for name, value in pairs}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for escape in ("%0D", "%0A", "%3A", "%2C", "%25"):
        text = text.replace(escape, unquote(escape))
    return text


def test_github_gets_one_command_for_each_finding_and_a_line_that_counts(of: Reporting) -> None:
    text = written(of, "github")
    assert [message for _, _, message in commands(text)] == sentences(of)
    assert [(it["file"], int(it["line"]), int(it["col"])) for _, it, _ in commands(text)] == [
        (visible(from_root(path)[1]), line, column) for path, line, column in of.places
    ]
    assert len(text.splitlines()) == len(of.report.findings) + 1
    assert text.splitlines()[-1] == summary(of.report, of.style)


def test_github_shows_errors_first_and_what_is_waived_or_known_as_notices(hostile: Reporting) -> None:
    levels = [command for command, _, _ in commands(written(hostile, "github"))]
    counts = Counter(finding.severity for finding in hostile.report.findings)
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert Counter(levels) == {
        "error": counts[Severity.ERROR],
        "warning": counts[Severity.WARNING],
        "notice": counts[Severity.WAIVED] + counts[Severity.NOTE],
    }
    assert "::notice file=" in written(known(hostile), "github").splitlines()[0]


def test_github_shows_hostile_text_as_it_is_written(hostile: Reporting) -> None:
    for (_, properties, message), finding in zip(
        commands(written(hostile, "github")), hostile.report.findings, strict=True
    ):
        assert properties["title"] == f"{finding.kind}: {visible(HOSTILE)}"
        assert set(properties) == {"file", "line", "col", "title"}
        assert finding.waiver is None or f"({visible(HOSTILE)})" in message


# --- JUnit -------------------------------------------------------------------------------------

JUNIT_SCHEMA: Final = xmlschema.XMLSchema10(str(SCHEMAS / "junit.xsd"))


def read_junit(of: Reporting) -> ET.Element:
    root = ET.fromstring(written(of, "junit").encode())  # noqa: S314  # of our own writing
    JUNIT_SCHEMA.validate(root)
    return root


def test_junit_is_valid_and_has_a_case_for_each_target_and_for_what_is_on_none(of: Reporting) -> None:
    root = read_junit(of)
    cases = root.findall("testsuite/testcase")
    alone = [finding for finding in of.report.findings if finding.assessment is None]
    assert len(cases) == of.report.judged + len(alone)
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names)
    said = "\n".join(root.itertext()).splitlines()
    assert all(any(line.endswith(words) for line in said) for words in sentences(of))


def test_junit_counts_what_it_has(of: Reporting) -> None:
    root = read_junit(of)
    for element in (root, *root):
        assert element.get("tests") == str(len(element.findall(".//testcase")))
        assert element.get("failures") == str(len(element.findall(".//failure")))
    for suite in root:
        assert suite.get("skipped") == str(len(suite.findall(".//skipped")))
        assert len(suite)


def test_junit_has_a_failure_exactly_where_the_gate_is_shut(of: Reporting) -> None:
    shut = {Severity.ERROR, Severity.WARNING} if of.report.strict else {Severity.ERROR}
    failures = read_junit(of).findall(".//failure")
    assert len(failures) == sum(finding.severity in shut for finding in of.report.findings)
    assert bool(failures) is of.report.has_failed
    assert not [failure for failure in read_junit(known(of)).findall(".//failure") if failure.get("type") == "missed"]


def test_junit_skips_what_is_waived_and_says_why(hostile: Reporting) -> None:
    skipped = {case.get("name"): case.find("skipped") for case in read_junit(hostile).iter("testcase")}
    reasons = Counter(element.get("message") for element in skipped.values() if element is not None)
    assert reasons == {visible(HOSTILE): 3, "accepted for this run": 1}
    assert any(name and name.startswith("several target 2: ") and skipped[name] is not None for name in skipped)


def test_junit_shows_hostile_text_as_it_is_written(hostile: Reporting) -> None:
    (suite,) = read_junit(hostile)
    assert suite.get("name") == f"1 {visible(HOSTILE)}"
    for case in suite:
        for output in case:
            _, title, place = (output.text or "").splitlines()
            assert title == visible(HOSTILE)
            assert visible(FILE_NAME) in place


# --- Markdown ----------------------------------------------------------------------------------


def blocks(text: str) -> list[tuple[str, list[list[str]]]]:
    """The headings, tables and paragraphs of a Markdown text with the cells that they show."""
    markdown_it = pytest.importorskip("markdown_it", reason="the oldest rich comes without markdown-it-py")
    found: list[tuple[str, list[list[str]]]] = []
    for token in markdown_it.MarkdownIt("commonmark").enable("table").parse(text):
        if token.level == 0 and token.type.endswith("_open"):
            found.append((token.tag, []))
        if token.type == "tr_open" or (token.level == 1 and token.type == "inline"):
            found[-1][1].append([])
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "code_inline"}
            found[-1][1][-1].append("".join(child.content for child in children))
    return found


def plain(text: str) -> str:
    """Text as a page shows it: spaces run together."""
    return " ".join(text.split())


def test_markdown_is_a_verdict_tables_of_findings_and_of_waivers_and_a_line_that_counts(of: Reporting) -> None:
    (tag, verdict), *tables, (_, last) = blocks(written(of, "markdown"))
    findings = of.report.findings
    open_ = [finding for finding in findings if finding.severity is not Severity.WAIVED]
    waivers = [finding for finding in findings if finding.waiver or finding.severity is Severity.WAIVED]
    word = of.style.word("failed" if of.report.has_failed else "passed")
    assert (tag, verdict) == ("h2", [[f"poleval check: {word}"]])
    assert [tag for tag, _ in tables] == ["table"] * bool(open_) + ["h3", "table"] * bool(waivers)
    if open_:
        assert [row[2] for row in tables[0][1][1:]] == [finding.indicator.name for finding in open_]
    if waivers:
        assert [row[1] for row in tables[-1][1][1:]] == [finding.indicator.name for finding in waivers]
    assert last == [[summary(of.report, of.style)]]


def test_markdown_shows_hostile_text_as_it_is_written(hostile: Reporting) -> None:
    _, (_, (headings, *rows)), _, (_, (terms, *waivers)), _ = blocks(written(hostile, "markdown"))
    assert headings == ["severity", "kind", "indicator", "title", "period", "value", "target", "gap", "place"]
    for row in rows:
        assert len(row) == len(headings)
        assert plain(row[3]) == plain(visible(HOSTILE))
        assert plain(visible(FILE_NAME)) in plain(row[-1])
    assert terms == ["kind", *headings[2:8], "accepted", "until", "owner", "reason", "place"]
    for row in waivers:
        assert len(row) == len(terms)
        assert plain(row[-2]) in (plain(visible(HOSTILE)), "accepted for this run")


# --- SARIF -------------------------------------------------------------------------------------

SARIF_SCHEMA: Final = json.loads((SCHEMAS / "sarif.schema.json").read_text(encoding="utf-8"))


def read_sarif(of: Reporting) -> Any:
    log = json.loads(written(of, "sarif"))
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(log)
    return log["runs"][0]


def test_sarif_is_valid_and_has_every_finding_at_its_place(of: Reporting) -> None:
    results = read_sarif(of)["results"]
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.WAIVED: "note", Severity.NOTE: "note"}
    assert [(result["ruleId"], result["level"]) for result in results] == [
        (finding.kind, levels[finding.severity]) for finding in of.report.findings
    ]
    for result, place in zip(results, of.places, strict=True):
        location = result["locations"][0]["physicalLocation"]
        address, region = urlsplit(location["artifactLocation"]["uri"]), location["region"]
        path, *rest = place
        root, below = from_root(path)
        assert (unquote(address.path), region["startLine"], region["startColumn"]) == (below, *rest)
        assert ("uriBaseId" in location["artifactLocation"]) is (root is not None)
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", address.path)
        assert not address.query + address.fragment


def test_sarif_describes_every_kind_as_a_rule(of: Reporting) -> None:
    run = read_sarif(of)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("poleval", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == list(Kind)
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] == {kind.value: kind.severity for kind in Kind}[rule["id"]]
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
    assert all(driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_suppresses_what_is_waived_with_its_justification(hostile: Reporting) -> None:
    for result, finding in zip(read_sarif(hostile)["results"], hostile.report.findings, strict=True):
        if finding.severity is not Severity.WAIVED:
            assert result["suppressions"] == []
        elif finding.indicator.id == "accepted-for-run":
            assert result["suppressions"] == [
                {"kind": "external", "status": "accepted", "justification": "accepted for this run"}
            ]
        else:
            assert result["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": HOSTILE}]


@pytest.mark.parametrize("state", ["lapsed", "exceeded"])
def test_a_miss_accepted_for_a_run_is_not_accepted_by_a_waiver_that_no_longer_covers_it(
    state: str, tmp_path: Path
) -> None:
    of = reporting(dataset(tmp_path, {state: STATES[state]}), accepted=[state])
    assert sentences(of)[0].endswith("accepted for this run")
    assert read_json(of)["findings"][0]["waiver"] is None
    assert read_sarif(of)["results"][0]["suppressions"][0]["kind"] == "external"


def test_sarif_says_the_sentence_in_which_no_link_is_alive(hostile: Reporting) -> None:
    messages = [result["message"]["text"] for result in read_sarif(hostile)["results"]]
    assert [re.sub(r"\\([\\\[\]])", r"\1", message) for message in messages] == sentences(hostile)
    assert not any(re.search(r"(?<!\\)(\\\\)*\]\(", message) for message in messages)


def test_sarif_leaves_a_sentence_without_links_as_it_is(tmp_path: Path) -> None:
    of = reporting(dataset(tmp_path, text="[sic] \\ (a) {0}"))
    assert [result["message"]["text"] for result in read_sarif(of)["results"]] == sentences(of)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("indicators/01.yaml", "indicators/01.yaml"),
        ("./a/../b.yaml", "a/../b.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("指 標.yaml", "%E6%8C%87%20%E6%A8%99.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("/data/a b.yaml", "file:///data/a%20b.yaml"),
    ],
)
def test_sarif_names_a_file_by_a_reference_that_is_relative_where_the_path_is(
    path: str, uri: str, hostile: Reporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    run = read_sarif(dataclasses.replace(hostile, places=[(path, 1, 1)] * len(hostile.places)))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def fingerprints(of: Reporting) -> list[str]:
    return [result["partialFingerprints"]["poleval/v1"] for result in read_sarif(of)["results"]]


def test_sarif_knows_a_finding_again_by_its_fingerprint(hostile: Reporting, tmp_path: Path) -> None:
    before = fingerprints(hostile)
    assert len(set(before)) == len(before)
    assert "several/2/FY2023/missed" in before
    assert "no-data/1//no-data" in before
    file = tmp_path / FILE_NAME
    text = file.read_text(encoding="utf-8").replace("10.37", "10.5").replace("2023: 4\n", "2023: 3.9999\n")
    file.write_text("# a line more\n" + text.replace("accepted: 4\n", "accepted: 3.9\n"), encoding="utf-8")
    assert sorted(fingerprints(reporting(policy_eval.load(tmp_path)))) == sorted(before)


# --- the places of other people's CI ---------------------------------------------------------------


@pytest.fixture(params=["git", "worktree", "workspace"])
def repository(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository that has a dataset in `deep/data`: a checkout, or the workspace of a job without git."""
    root = tmp_path / "my repository"
    (root / "deep" / "data").mkdir(parents=True)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    if request.param == "git":
        (root / ".git").mkdir()
    elif request.param == "worktree":
        (root / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    else:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    return root


@pytest.mark.parametrize(
    ("here", "data"), [("", "deep/data"), ("deep", "data"), ("deep/data", "."), ("..", "{}/deep/data")]
)
def test_ci_gets_paths_from_the_root_of_the_repository(
    repository: Path, here: str, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repository / "deep" / "data" / "a b.yaml"
    file.write_text(yaml.safe_dump(in_states({"missed": MISS}, "a")), encoding="utf-8")
    monkeypatch.chdir(repository / here)
    of = reporting(policy_eval.load(data.format(repository.name)))
    assert [it["file"] for _, it, _ in commands(written(of, "github"))] == ["deep/data/a b.yaml"]
    run = read_sarif(of)
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "deep/data/a%20b.yaml", "uriBaseId": "%SRCROOT%"}
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{repository.as_uri()}/"
    cases = ET.fromstring(written(of, "gitlab")).iter("testcase")  # noqa: S314  # of our own writing
    assert {case.get("file") for case in cases} == {"deep/data/a b.yaml"}


def test_junit_for_gitlab_differs_only_by_the_file_of_each_case(hostile: Reporting) -> None:
    root = ET.fromstring(written(hostile, "gitlab").encode())  # noqa: S314  # of our own writing
    for case in root.iter("testcase"):
        assert case.attrib.pop("file").endswith(visible(FILE_NAME))
    assert ET.tostring(root) == ET.tostring(read_junit(hostile))


@pytest.mark.parametrize("size", [20_000, 3_000, 1_000])
def test_a_summary_keeps_to_its_size_and_says_what_was_left_out(hostile: Reporting, size: int) -> None:
    text = write_within(hostile, size)
    assert len(text.encode()) <= size
    left_out = re.search(r"^(\d+) lines more have no room here\.$", text, re.MULTILINE)
    kept = sum(line.startswith("| ") for line in text.splitlines())
    assert left_out
    assert kept < len(hostile.report.findings)
    assert int(left_out[1]) < len(hostile.report.findings) or kept == 0
    assert text.splitlines()[-1] == summary(hostile.report, hostile.style)


def test_what_an_earlier_target_asked_for_is_in_the_data_and_on_the_summary_page(hostile: Reporting) -> None:
    asked = [row for row in read_json(hostile)["findings"] if row["kind"] == "loosened"]
    assert ("between", 1, 2, "FY2030") in [
        (row["bound"], row["target"], row["target_upper"], row["target_period"]) for row in asked
    ]
    _, (_, (_, *rows)), *_ = blocks(written(hostile, "markdown"))
    shown = {row[1]: row for row in rows if row[2] == "revised"}
    assert shown["loosened"][6].startswith("between 1 and 2")
    assert shown["revised"][5].startswith("6 ")


def test_a_summary_with_room_is_whole(hostile: Reporting) -> None:
    assert write_within(hostile, 2**20) == written(hostile, "markdown")


# --- any text ----------------------------------------------------------------------------------


TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@settings(deadline=None, max_examples=50)
@given(TEXTS, TEXTS)
def test_every_format_is_valid_and_complete_whatever_the_text_and_the_file_name(text: str, path: str) -> None:
    sub_field = TypeAdapter(SubField).validate_python(in_states(STATES, text))
    origins = {name: Origin(path, index, Extent(1, 1, 0, 0)) for index, name in enumerate(STATES)}
    programme = Programme("", None, (sub_field,), origins)
    report = check(programme, Policy(TODAY))
    of = Reporting(report, [(path, 1, 1)] * len(report.findings), Style(), TODAY, programme, "1.2.3")
    jsonschema.Draft202012Validator(REPORT_SCHEMA).validate(read_json(of))
    assert len(read_sarif(of)["results"]) == len(report.findings)
    assert len(written(of, "text").splitlines()) == len(report.findings) + 1
    assert [message for _, _, message in commands(written(of, "github"))] == sentences(of)
    assert len(list(read_junit(of).iter("testcase"))) > len(report.findings)
    assert [tag for tag, _ in blocks(written(of, "markdown"))] == ["h2", "table", "h3", "table", "p"]
