"""The Data Package: what it says of its tables holds, as frictionless sees it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import policy_eval
from policy_eval.export.datapackage import write as to_datapackage
from policy_eval.model.codes import Lang
from policy_eval.tables import column_names as definitions
from policy_eval.tables.columns import ASSESSMENTS, BREAKDOWNS, CHANGES, DATES, GOALS, INDICATORS, OBSERVATIONS
from policy_eval.wording.style import Style

from ..running import BUNDLED, HARBOUR, Poleval

VALID = Path(__file__).parents[1] / "data" / "valid"
COLUMNS = {
    "observations": OBSERVATIONS,
    "changes": CHANGES,
    "assessments": ASSESSMENTS,
    "indicators": INDICATORS,
    "goals": GOALS,
    "breakdowns": BREAKDOWNS,
}
DATASETS = [BUNDLED, HARBOUR, *(str(path) for path in sorted(VALID.iterdir()))]
TODAY = date(2024, 8, 31)
INDICATOR = "{id: a, title: A, unit: km, direction: none, observations: {2021: 1}}"


def package(dataset: str | Path, lang: Lang = "en") -> dict[str, bytes]:
    return to_datapackage(policy_eval.load(dataset), TODAY, Style(lang))


def descriptor(dataset: str | Path, lang: Lang = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(package(dataset, lang)["datapackage.json"])
    return found


def frictionless(folder: Path) -> dict[str, Any]:
    """What `frictionless validate` reports on the package in a folder."""
    report = pytest.importorskip("frictionless").validate(str(folder / "datapackage.json"))
    found: dict[str, Any] = report.to_descriptor()
    return found


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def made(folder: Path, text: str, **about: str) -> Path:
    """A dataset of one sub-field, with a programme.yaml if anything is said in it."""
    (folder / "1.yaml").write_text(text, encoding="utf-8")
    for name, its_text in about.items():
        (folder / f"{name}.yaml").write_text(its_text, encoding="utf-8")
    return folder


# --- held against the standard -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("dataset", "lang"),
    [*((dataset, "en") for dataset in DATASETS), *((dataset, "ja") for dataset in DATASETS[:2])],
    ids=lambda value: Path(value).name,
)
def test_frictionless_finds_nothing_wrong(dataset: str, lang: Lang, tmp_path: Path) -> None:
    report = frictionless(written(tmp_path, package(dataset, lang)))
    assert report["valid"], report
    assert report["stats"]["errors"] == report["stats"]["warnings"] == 0
    assert [task["name"] for task in report["tasks"]] == list(COLUMNS)
    assert [task["warnings"] for task in report["tasks"]] == [[]] * len(COLUMNS)


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("observations", ",2022,961,", ",2022,many,", "type-error"),
        ("observations", ",2022-12,2022,961,normal", ",2022-12,2022,961,usual", "constraint-error"),
        ("observations", ",2022-12,", ",2021-12,", "primary-key"),
        ("observations", "6,un-staff,", "6,un-stuff,", "foreign-key"),
        ("changes", "6,un-staff,", "6,,", "constraint-error"),
        ("assessments", ",missed,", ",late,", "constraint-error"),
        ("assessments", "6,un-staff,", "6,un-stuff,", "foreign-key"),
        ("indicators", ",un-staff,", ",jpo-retention,", "unique-error"),
        ("indicators", ",sub_field_title,", ",sub_field_name,", "incorrect-label"),
    ],
    ids=lambda value: value.strip(","),
)
def test_a_row_that_breaks_what_the_package_says_is_found(
    table: str, old: str, new: str, fault: str, tmp_path: Path
) -> None:
    files = package(BUNDLED)
    whole = files[f"{table}.csv"].decode()
    assert old in whole
    report = frictionless(written(tmp_path, {**files, f"{table}.csv": whole.replace(old, new).encode()}))
    assert fault in {error["type"] for task in report["tasks"] for error in task["errors"]}


def test_texts_full_of_signs_are_read_as_they_were_written(tmp_path: Path) -> None:
    frictionless_ = pytest.importorskip("frictionless")
    texts = [" 'z", "a; b; c; d; e", ' ;"\n,\nz', "x|y|z", "\ttab", "true", "-", "=1+1", "1,000", "国\r\n際"]
    indicators = [
        {"id": f"a{number}", "title": text, "unit": text, "direction": "none", "observations": {}, "note": text}
        for number, text in enumerate(texts)
    ]
    dataset = made(tmp_path, json.dumps({"sub_field": 1, "title": "T", "indicators": indicators}))
    (tmp_path / "package").mkdir()
    written(tmp_path / "package", package(dataset))
    resource = frictionless_.Package(str(tmp_path / "package" / "datapackage.json")).get_resource("indicators")
    read = [row.to_dict() for row in resource.read_rows()]
    assert [(row["title"], row["unit"], row["note"]) for row in read] == [(text, text, text) for text in texts]


# --- what it says ------------------------------------------------------------------------------


def test_every_table_is_plain_csv_with_the_columns_that_its_schema_describes() -> None:
    files = package(BUNDLED)
    resources = {resource["name"]: resource for resource in descriptor(BUNDLED)["resources"]}
    assert [f"{name}.csv" for name in COLUMNS] + ["datapackage.json"] == list(files)
    for name, columns in COLUMNS.items():
        text = files[f"{name}.csv"].decode()
        assert next(csv.reader(io.StringIO(text))) == list(columns)
        assert "\r" not in text
        assert not text.startswith("\ufeff")
        assert [field["name"] for field in resources[name]["schema"]["fields"]] == list(columns)
        assert resources[name]["path"] == f"{name}.csv"


def test_the_types_are_those_of_the_frames() -> None:
    programme = policy_eval.load(BUNDLED)
    frames = {
        "observations": programme.observations(),
        "changes": programme.changes(),
        "assessments": programme.assessments(TODAY),
    }
    types = {"object": "string", "float64": "number", "int64": "integer", "bool": "boolean"}
    for resource in descriptor(BUNDLED)["resources"][:3]:
        found = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        dtypes = {str(name): types[str(dtype)] for name, dtype in frames[resource["name"]].dtypes.items()}
        assert found == dtypes | {name: "date" for name in dtypes if name in DATES}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_column_has_a_heading_and_a_sentence_of_its_own(lang: Lang) -> None:
    columns = sorted(set().union(*COLUMNS.values()))
    for say in (definitions.heading, definitions.definition):
        assert len({say(column, lang) for column in columns}) == len(columns)
    end = "." if lang == "en" else "。"
    assert all(definitions.definition(column, lang).endswith(end) for column in columns)
    assert (lang == "ja") is not definitions.heading("unit", lang).isascii()


def test_the_same_data_on_the_same_day_are_the_same_bytes() -> None:
    assert package(BUNDLED) == package(BUNDLED)
    assert descriptor(BUNDLED)["created"] == "2024-08-31T00:00:00Z"
    assert "2024-08-31" in descriptor(BUNDLED)["description"]


def test_the_bundled_package_says_where_its_figures_come_from_and_claims_no_licence() -> None:
    english, japanese = descriptor(BUNDLED), descriptor(BUNDLED, "ja")
    assert english["name"] == japanese["name"] == "efforts-for-international-peace-and-stability"
    assert (english["title"], japanese["title"]) == (
        "Efforts for international peace and stability",
        "国際の平和と安定に対する取組",
    )
    (source,) = english["sources"]
    assert source["title"].startswith("Evaluation of the policy on international peace and stability")
    assert "path" not in source
    assert "licenses" not in english


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("licence: CC-BY-4.0", {"licenses": [{"name": "CC-BY-4.0"}]}),
        (
            "licence: {name: CC-BY-4.0, title: Attribution, url: 'https://example.org/by'}",
            {"licenses": [{"name": "CC-BY-4.0", "title": "Attribution", "path": "https://example.org/by"}]},
        ),
        ("licence: {name: own, url: terms.pdf}", {"licenses": [{"name": "own"}]}),
        ("source: Report", {"sources": [{"title": "Report"}]}),
        (
            "source: {ref: Report, publisher: Us, url: 'https://example.org/r.pdf'}",
            {"sources": [{"title": "Report, Us", "path": "https://example.org/r.pdf"}]},
        ),
        ("source: {url: /tmp/report.pdf}", {}),
        ("note: Nothing more", {}),
    ],
)
def test_sources_and_licences_are_those_that_the_programme_names(
    about: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    text = f"sub_field: 1\ntitle: T\nindicators: [{INDICATOR}]\n"
    dataset = made(tmp_path, text, programme=f"title: Clean rivers\n{about}\n")
    found = descriptor(dataset)
    assert {key: found[key] for key in ("sources", "licenses") if key in found} == expected
    (tmp_path / "package").mkdir()
    assert frictionless(written(tmp_path / "package", package(dataset)))["valid"]


@pytest.mark.parametrize(
    ("folder", "about", "expected"),
    [
        ("water", {}, ("water", "water")),
        ("Water 2", {}, ("water-2", "Water 2")),
        ("水", {}, ("indicators", "水")),
        ("水", {"programme": "title: {ja: 清流, en: 'Clean: rivers!'}\n"}, ("clean-rivers", "Clean: rivers!")),
        ("water", {"programme": "title: 清流\n"}, ("water", "清流")),
    ],
)
def test_a_package_has_the_name_of_the_programme_else_of_the_folder(
    folder: str, about: dict[str, str], expected: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / folder).mkdir()
    dataset = made(tmp_path / folder, f"sub_field: 1\ntitle: T\nindicators: [{INDICATOR}]\n", **about)
    found = descriptor(dataset)
    assert (found["name"], found["title"]) == expected


# --- the command -------------------------------------------------------------------------------


def test_export_writes_the_selection_into_a_folder(tmp_path: Path, poleval: Poleval) -> None:
    arguments = ("6", "--format", "datapackage", "--lang", "ja", "--today", "2024-08-31")
    outcome = poleval("export", "-d", BUNDLED, *arguments, "-o", str(tmp_path / "package"))
    assert outcome == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "package").iterdir()) == sorted(package(BUNDLED))
    text = (tmp_path / "package" / "indicators.csv").read_text(encoding="utf-8")
    assert [row["indicator"] for row in csv.DictReader(io.StringIO(text))] == [
        "jpo-retention",
        "un-staff",
        "security-council-election-votes",
    ]
    assert frictionless(tmp_path / "package")["valid"]


@pytest.mark.parametrize("output", [[], ["-o", "-"]], ids=["no output", "-o -"])
def test_export_of_a_package_needs_a_folder(output: list[str], poleval: Poleval) -> None:
    outcome = poleval("export", "-d", BUNDLED, "-f", "datapackage", *output)
    assert outcome == (2, "", "poleval: error: a Data Package is a folder; name it with --output DIR\n")
