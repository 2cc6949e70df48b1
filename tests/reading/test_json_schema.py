"""The JSON Schema: for editors, and as strict as the shape of a value can tell."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from policy_eval.model import breakdowns, goals, observation, ratings, sub_field, target, texts
from policy_eval.model import indicator as model
from policy_eval.reading import messages
from policy_eval.reading.dataset import find_files
from policy_eval.reading.indicator_file import ABOUT_NAMES
from policy_eval.reading.json_schema import to_text
from policy_eval.reading.text_files import read_text
from policy_eval.reading.values import read_values

from ..running import BUNDLED, HARBOUR, ROOT, Poleval

DATA: Final = ROOT / "tests" / "data"
SCHEMA: Final[dict[str, Any]] = json.loads(to_text())
VALIDATOR: Final = jsonschema.Draft202012Validator(SCHEMA)
VALID: Final = [
    path
    for folder in (DATA / "valid", DATA / "valid" / "ministry", Path(BUNDLED), Path(HARBOUR))
    for path in find_files(folder)
]
INVALID: Final = sorted((DATA / "invalid").rglob("*.y*ml"))
BEYOND: Final = {
    "derive.yaml": "indicators are held against each other",
    "goal-links.yaml": "goals are held against each other",
    "line-separator.yaml": "a line ends at other characters in YAML 1.2",
    "tag-directive.yaml": "declaring a tag leaves no trace in the values",
    "across-files/01-a.yaml": "it is sound by itself",
    "across-files/02-b.yaml": "its names are those of another file too",
    "baseline-contradicts.yaml": "the baseline is held against an observation",
    "deadline-before-baseline.yaml": "two years are compared",
    "duplicate-id.yaml": "items that differ have the same id",
    "no-goals.yaml": "the goal is held against a list that is elsewhere",
    "ratios.yaml": "numerator and denominator need each other, unless they are null",
    "reserved-name/01.yaml": "its name is that of another file too",
    "reserved-name/programme.yaml": "it is sound by itself",
    "unknown-goal.yaml": "the goal is held against a list that is elsewhere",
    "two-waivers-for-one-miss.yaml": "waivers are held against each other",
    "waivers-without-cause.yaml": "waivers are held against targets",
}
"""The invalid files that no JSON Schema can refuse, and why."""


def name(path: Path) -> str:
    return path.relative_to(DATA / "invalid" if path in INVALID else ROOT).as_posix()


def described(schema: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a mapping that the schema describes, with its path."""
    if isinstance(schema, dict) and schema.get("additionalProperties") is False:
        for keyword in ("properties", "patternProperties"):
            yield from ((f"{path}.{key}", inner) for key, inner in schema.get(keyword, {}).items())
    for key, inner in schema.items() if isinstance(schema, dict) else ():
        yield from described(inner, f"{path}.{key}")


# --- what it says ------------------------------------------------------------------------------


def test_it_is_a_schema_of_its_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_property_has_a_title_and_a_description() -> None:
    properties = dict(described(SCHEMA))
    assert len(properties) > 50
    assert [path for path, schema in properties.items() if not (schema["title"] and schema["description"])] == []


def test_every_mapping_has_the_keys_of_its_class_and_no_others() -> None:
    for name_, schema in SCHEMA["$defs"].items():
        if "object" in schema["type"]:
            assert schema["additionalProperties"] is False
            name = name_.removesuffix("OrNull")
            homes = (model, texts, sub_field, goals, target, observation, breakdowns, ratings)
            cls = next(getattr(home, name) for home in homes if hasattr(home, name))
            assert list(schema["properties"]) == messages.known_keys(cls)


def test_every_definition_is_used_and_no_default_is_null_or_empty() -> None:
    text = to_text()
    assert all(f'"#/$defs/{name_}"' in text for name_ in SCHEMA["$defs"])
    defaults = [schema["default"] for _, schema in described(SCHEMA) if "default" in schema]
    assert defaults == [4, "start", "mid-term", "reference", "fiscal-year"]


def test_the_schema_beside_the_bundled_files_is_the_one_that_is_printed(tmp_path: Path, poleval: Poleval) -> None:
    text = (ROOT / "indicators" / "schema.json").read_text(encoding="utf-8")
    assert poleval("schema") == (0, text, "")
    assert poleval("schema", "-o", str(tmp_path / "schema.json")) == (0, "", "")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", sorted(Path(BUNDLED).glob("*.yaml")), ids=lambda path: path.name)
def test_every_bundled_file_leads_an_editor_to_the_schema(path: Path) -> None:
    first, *_rest = path.read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=schema.json"


# --- what it accepts and refuses ---------------------------------------------------------------


def check_jsonschema(*paths: Path) -> tuple[bool, str]:
    """Whether check-jsonschema accepts these files, and what it prints."""
    cli = pytest.importorskip("check_jsonschema.cli")
    testing = pytest.importorskip("click.testing")
    arguments = ["--schemafile", str(ROOT / "indicators" / "schema.json"), *map(str, paths)]
    result = testing.CliRunner().invoke(cli.main, arguments)
    assert result.exit_code in (0, 1), result.output
    return result.exit_code == 0, result.output


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_file_is_accepted(path: Path) -> None:
    is_valid, output = check_jsonschema(path)
    assert is_valid, output


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_file_is_refused_unless_a_schema_cannot_know(path: Path) -> None:
    is_valid, output = check_jsonschema(path)
    assert is_valid is (name(path) in BEYOND), output


def test_what_a_schema_cannot_know_is_said_only_of_files_that_are_there() -> None:
    assert set(BEYOND) <= set(map(name, INVALID))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("six-mistakes", "Failed to parse"),
        ("misspelt-key", "$.indicators[0]: 'basline', 'direcion', 'goalz'"),
        ("missing-keys", "$.indicators[0]: 'unit' is a required property"),
        ("unknown-words", "$.indicators[0].direction: 'incraese' is not one of ['increase', 'decrease', 'none']"),
        ("not-numbers", "'918' is not of type 'number', 'object', 'null'"),
    ],
)
def test_a_validator_names_what_is_wrong_in_its_place(file: str, words: str) -> None:
    assert words in check_jsonschema(DATA / "invalid" / f"{file}.yaml")[1]


def as_json(value: Any) -> Any:
    """The value with the keys that JSON has."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


PLAIN: Final = {
    "sub_field": 1,
    "title": "T",
    "indicators": [
        {
            "id": "a",
            "title": "A",
            "unit": "km",
            "direction": "none",
            "targets": [{"at_least": 5}],
            "waivers": [{"period": 2021, "accepted": 1, "reason": "R"}],
            "observations": {2021: 1},
        }
    ],
}


def with_value(keys: tuple[str | int, ...], value: object) -> Any:
    """A sound file with this value at these keys (below its indicator, unless they are of the file)."""
    whole: Any = copy.deepcopy(PLAIN)
    inner = whole if keys[0] in ("sub_field", "title", "divisions", "source", "indicators") else whole["indicators"][0]
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    return whole


# fmt: off
CASES: Final[list[tuple[tuple[str | int, ...], list[Any], list[Any]]]] = [
    (("sub_field",),
     [0, 6, "6", "a", "環境-2.b", "Ａ", "x" * 40], [-1, 1.5, "", "a b", ".a", "_a", "a,b", "x" * 41, None]),
    (("title",),
     ["T", {"ja": "題"}, {"ja": None, "en": "T"}], ["", " ", "\u3000", 5, None, {}, {"ja": None}, {"fr": "T"}]),
    (("divisions",),
     [[], ["A"], {}, {"ja": ["課"]}, None], ["A", [""], [None], {"ja": "課"}, {"ja": None}]),
    (("source",),
     ["S", {}, {"ref": {"en": "S"}}, {"url": None}, None], ["", 5, [], {"url": ""}, {"page": 5}]),
    (("indicators",), [[]], [None, {}, "x", [None]]),
    (("id",), ["a", "a-1", "1a"], ["1", "A", "a--b", "-a", "a_b", 1, None]),
    (("direction",), ["none"], [None, "None", "up", ""]),
    (("kind",), ["reference"], [None, "main"]),
    (("result_type",), ["output", None], ["outputs", ""]),
    (("limit",), [0, -1.5, 1e99, None], ["1", True, 1e100, -1e101]),
    (("goal",), [1, "a", None], ["", "a b", 1.5]),
    (("baseline",), [{"period": 2020, "value": 1}, None], [{}, {"period": "2020", "value": 1}, 5]),
    (("observations",),
     [{}, {1000: 1}, {2200: None}, {"2021..2023": 1}],
     [None, [], {999: 1}, {2201: 1}, {"FY2021": 1}, {"2021..": 1}, {"2021...2023": 1}, {20211: 1}]),
    (("observations", 2021),
     [1, None, {}, {"value": None}, {"expected": "2027-06"}],
     ["1", True, [], {"value": "1"}, {"status": "A"}, {"expected": "2027-13"}, {"expected": 2027}]),
    (("targets",), [[]], [None, {}, [None]]),
    (("targets", 0),
     [{"at_least": None, "at_most": 0}, {"between": [-0.5, 0]}, {"at_least": 5, "by": None, "from": 2021}],
     [{}, {"by": 2030}, {"at_least": None}, {"at_least": 5, "at_most": 6}, {"at_least": 5, "between": [1, 2]},
      {"at_least": 5, "by": 2030, "from": 2021}, {"at_least": 5, "by": 2030, "until": 2031},
      {"between": [1]}, {"between": [1, 2, 3]}, {"between": ["1", 2]}, {"between": 5}]),
    (("waivers", 0, "until"), ["2027-03-31", None], ["2027-3-31", "soon", 2027]),
    (("waivers", 0, "period"), [2021, "2021..2023"], ["2021", 999, "2021-2023", None]),
    (("waivers", 0, "target"), [1, None], [0, "1", 1.5]),
]
"""Keys, values that `validate` accepts there, and values that it refuses."""
# fmt: on


@pytest.mark.parametrize(("keys", "accepted", "refused"), CASES, ids=[".".join(map(str, case[0])) for case in CASES])
def test_a_value_is_accepted_or_refused_as_validate_does(
    keys: tuple[str | int, ...], accepted: list[Any], refused: list[Any]
) -> None:
    for value, is_right in [*((value, True) for value in accepted), *((value, False) for value in refused)]:
        raw = with_value(keys, value)
        assert loads(raw, sub_field.SubField) is is_right, value
        assert VALIDATOR.is_valid(as_json(raw)) is is_right, value


def loads(raw: Any, cls: type) -> bool:
    try:
        TypeAdapter(cls).validate_python(raw)
    except ValidationError:
        return False
    return True


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list in a value with each of its keys."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


# fmt: off
ODD: Final = [
    None, "", " ", "x", "reference", 0, 5, -1, 0.5, 2021, 1e99, 1e100, "2021", "2021..2023", "2024-08", "2027-03-31",
    True, [], [1, 2], ["x"], {}, {"ja": None}, {"en": "x"}, {"value": 1}, {"at_least": 1}, {"name": "x"}, {"ref": "x"},
]
# fmt: on


@settings(max_examples=300)
@given(st.sampled_from(VALID), st.lists(st.tuples(st.integers(0, 500), st.sampled_from(ODD)), min_size=1, max_size=3))
def test_whatever_loads_is_accepted(path: Path, changes: list[tuple[int, Any]]) -> None:
    raw = read_values(path, read_text(path))
    for number, value in changes:
        spots = list(places(raw))
        container, key = spots[number % len(spots)]
        container[key] = copy.deepcopy(value)
    if loads(raw, sub_field.About if path.name in ABOUT_NAMES else sub_field.SubField):
        assert VALIDATOR.is_valid(as_json(raw))
