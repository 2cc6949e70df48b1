"""The JSON Schema of the files, for editors and for validators that know no poleval.

It accepts every file that `validate` accepts, and refuses what can be told by the shape
of a value. What values have to do with each other is for `validate` to say.
"""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import TypeAdapter

from ..model.fields import PERIOD_KEY, SINGLE_KEY, Figure, LicenceName, Word
from ..model.sub_field import About, SubField
from .validation import OWN

Schema = dict[str, Any]

FILE: Final = "schema.json"
"""The name by which the schema lies beside the files."""
MODELINE: Final = f"# yaml-language-server: $schema={FILE}"
"""The first line by which a file names it to editors."""

_DEFS: Final = "#/$defs/"
_NULL: Final[Schema] = {"type": "null"}
# A choice by key, not two alternatives: validators then name what is wrong, and editors offer the key.
_CHOICE: Final[Schema] = {
    "if": {"required": ["sub_field"]},
    "then": {"$ref": f"{_DEFS}SubField"},
    "else": {"$ref": f"{_DEFS}About"},
}
_ORDER: Final = ("$ref", "title", "description", "default", "type", "enum", "required", "properties")
_NAMED: Final = ("properties", "patternProperties")


def _given(key: str) -> Schema:
    """That a key is there and not null."""
    return {"required": [key], "properties": {key: {"not": _NULL}}}


_RULES: Final[dict[str, Schema]] = {
    "Text": {"not": {"type": "object", "properties": {"ja": _NULL, "en": _NULL}}},
    "Indicator": {"anyOf": [{"required": ["observations"]}, {"required": ["derive"]}]},
    "Target": {
        "oneOf": [_given("at_least"), _given("at_most"), _given("between")],
        "not": {**_given("by"), "anyOf": [_given("from"), _given("until")]},
    },
}
"""What the classes of the model check in Python."""

_WITH_OWN_KEYS: Final = ("About", "SubField", "Goal", "Indicator")
_SHORTS: Final = {
    "Text": Word,
    "Names": list[Word],
    "Source": Word,
    "Licence": LicenceName,
    "Observation": Figure,
    "Bound": Figure,
}
"""What may stand in a file for a mapping of these classes."""


def to_text() -> str:
    """One schema (draft 2020-12) for the file of a sub-field and for `programme.yaml`.

    It cannot know the name of a file: one without `sub_field` is taken for a
    `programme.yaml`.
    """
    classes = _classes()
    used = json.dumps(classes) + json.dumps(_CHOICE)
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Indicators of a policy evaluation",
        "description": "What poleval reads: a sub-field with its indicators, or programme.yaml.",
        "properties": {"sub_field": _sorted(classes["SubField"]["properties"]["sub_field"])},
        **_CHOICE,
        "$defs": {name: _sorted(classes[name]) for name in sorted(classes) if f'"{_DEFS}{name}"' in used},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _classes() -> dict[str, Schema]:
    """The schema of each class of the model, by name."""
    classes: dict[str, Schema] = TypeAdapter(SubField | About).json_schema()["$defs"]
    for owner, name, key in (
        ("Indicator", "observations", PERIOD_KEY),
        ("Breakdown", "observations", PERIOD_KEY),
        ("Target", "path", SINGLE_KEY),
    ):
        _restrict_periods(classes[owner]["properties"][name], key)
    for name in ("fiscal_year", "ratings", "inputs", "parts", "part", "place"):
        del classes["Indicator"]["properties"][name]  # what an indicator takes from what is around it
    classes["Indicator"]["required"].remove("observations")  # one that is derived has none
    for name, rules in _RULES.items():
        classes[name] |= rules
    for name in _WITH_OWN_KEYS:
        classes[name]["patternProperties"] = {f"^{OWN}": {"title": "own", "description": "A key of your own"}}
    for name, kind in _SHORTS.items():
        # In one schema, not in two alternatives: only then does an editor know what is wrong below a key.
        short = TypeAdapter(kind).json_schema()
        classes[name] |= {**short, "type": [short["type"], "object"]}
    for properties in [schema["properties"] for schema in classes.values() if "properties" in schema]:
        for name, schema in properties.items():
            properties[name] = {**_simplified(schema, classes), "title": name}
    return classes


def _restrict_periods(figures: Schema, key: str) -> None:
    """Let no key but a period stand before a figure; pydantic has the pattern of a value, which is no key."""
    (figure,) = figures.pop("patternProperties").values()
    is_short = "$ref" in figure
    words = "A figure, null, or a mapping that says more" if is_short else "A figure"
    period = {"title": "period", "description": words, **({"anyOf": [figure, _NULL]} if is_short else figure)}
    figures.pop("propertyNames", None)
    figures |= {
        "patternProperties": {key: period},
        "additionalProperties": False,
        "errorMessage": "Write a year, quarter (2021-Q1), month (2021-04) or span (2021..2023) before each figure",
    }


def _simplified(schema: Schema, classes: dict[str, Schema]) -> Schema:
    """The schema of a property without what only programs need, and with null as a type among others.

    A class that null may stand for has a twin in `classes`.
    """
    schema = {key: value for key, value in schema.items() if key != "default" or value not in (None, [])}
    if "patternProperties" in schema:
        inner = {key: _simplified(value, classes) for key, value in schema["patternProperties"].items()}
        return {**schema, "patternProperties": inner}
    if "anyOf" not in schema:
        return schema
    (kind,) = (kind for kind in schema.pop("anyOf") if kind != _NULL)
    if "$ref" not in kind:
        return {**schema, **_or_null(kind)}
    name = kind["$ref"].removeprefix(_DEFS)
    if "enum" in classes[name]:
        return {**schema, "type": ["string", "null"], "enum": [*classes[name]["enum"], None]}
    classes[f"{name}OrNull"] = _or_null(classes[name])
    return {**schema, "$ref": f"{_DEFS}{name}OrNull"}


def _or_null(schema: Schema) -> Schema:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def _sorted(schema: Any) -> Any:
    """The keywords in an order that does not depend on pydantic's; properties stay in that of the model."""
    if isinstance(schema, list):
        return [_sorted(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _sorted(inner) for name, inner in schema[key].items()} if key in _NAMED else _sorted(schema[key])
        for key in sorted(schema, key=_place)
    }


def _place(key: str) -> tuple[int, str]:
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER)), key
