"""All tables as a Data Package: CSV for programs, and a descriptor that says what every column holds.

The standard is https://datapackage.org, version 2; `frictionless validate` holds the
tables against the descriptor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..judging.assess import Compliance
from ..judging.pace import Pace
from ..model.codes import Direction, GoalLevel, Lang, MetricKind, ResultType
from ..model.periods import FREQUENCIES, Basis
from ..model.status import Status
from ..model.texts import Licence, Source
from ..tables.column_names import definition, heading
from ..tables.columns import ASSESSMENTS, BREAKDOWNS, CHANGES, DATES, FIGURES, GOALS, INDICATORS, OBSERVATIONS
from .csv import to_csv

if TYPE_CHECKING:
    from ..model.programme import Programme
    from ..wording.style import Style

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_TITLES: Final[Mapping[str, Mapping[Lang, str]]] = {
    "observations": {"en": "Observations", "ja": "実績値"},
    "changes": {"en": "Year-over-year changes", "ja": "前年差"},
    "assessments": {"en": "Targets, gaps and pace", "ja": "目標、目標との差及び進捗"},
    "indicators": {"en": "Indicators", "ja": "指標"},
    "goals": {"en": "Goals", "ja": "目標"},
    "breakdowns": {"en": "Parts of indicators", "ja": "内訳の区分"},
}
_COLUMNS: Final = {
    "observations": OBSERVATIONS,
    "changes": CHANGES,
    "assessments": ASSESSMENTS,
    "indicators": INDICATORS,
    "goals": GOALS,
    "breakdowns": BREAKDOWNS,
}
_KEYS: Final = {
    "observations": ["indicator", "breakdown", "period"],
    "changes": ["indicator", "breakdown", "period"],
    "breakdowns": ["indicator", "breakdown", "dimension"],
    "indicators": ["indicator"],
    "goals": ["sub_field", "goal"],
}
_DESCRIPTIONS: Final[Mapping[Lang, str]] = {
    "en": "Indicators, their values by period, their year-over-year changes, and their targets as of {}.",
    "ja": "指標、時点別の実績値、前年差及び{}現在の目標の達成状況。",
}
_REQUIRED: Final = frozenset(
    (
        "sub_field",
        "sub_field_title",
        "indicator",
        "title",
        "unit",
        "direction",
        "kind",
        "level",
        "basis",
        "year",
        "freq",
        "start",
        "end",
        "obs_status",
        "pace",
        "compliance",
        "waived",
    )
)


def _words(kind: type[StrEnum]) -> list[str]:
    return [word.value for word in kind]


_ENUMS: Final = {
    "status": _words(Status),
    "freq": [one.code for one in FREQUENCIES.values()],
    "obs_status": [status.code for status in Status],
    "kind": _words(MetricKind),
    "basis": _words(Basis),
    "direction": _words(Direction),
    "result_type": _words(ResultType),
    "level": _words(GoalLevel),
    "bound": ["at_least", "at_most", "between"],
    "pace": _words(Pace),
    "compliance": _words(Compliance),
}


def write(programme: Programme, today: date, style: Style) -> dict[str, bytes]:
    """The files of the package by name: a CSV for each table (plain UTF-8), and `datapackage.json`.

    Targets are judged as of `today`, which is also when the package counts as created:
    the same data give the same bytes. Texts are in the language of the style.
    """
    lang = style.lang
    from ..tables import frames as frame

    frames = {
        "observations": frame.observations(programme, lang),
        "changes": frame.changes(programme, lang),
        "assessments": frame.assessments(programme, today, lang),
        "indicators": frame.indicators(programme, lang),
        "goals": frame.goals(programme, lang),
        "breakdowns": frame.breakdowns(programme, lang),
    }
    files = {f"{name}.csv": to_csv(table).encode() for name, table in frames.items()}
    descriptor = json.dumps(_package(programme, today, lang), ensure_ascii=False, indent=2)
    return {**files, "datapackage.json": f"{descriptor}\n".encode()}


def _package(programme: Programme, today: date, lang: Lang) -> dict[str, Any]:
    about, folder = programme.about, Path(programme.root).stem
    title = about.title.words(lang) if about else folder or _TITLES["indicators"][lang]
    in_english = about.title.words("en") if about else folder
    package = {
        "$schema": _PROFILE,
        "name": _slug(in_english) or _slug(folder) or "indicators",
        "title": title,
        "description": _DESCRIPTIONS[lang].format(today),
        "created": f"{today}T00:00:00Z",
        "sources": _source(about.source, lang) if about and about.source else [],
        "licenses": _licence(about.licence, lang) if about and about.licence else [],
        "resources": [_resource(name, lang) for name in _COLUMNS],
    }
    return {key: value for key, value in package.items() if value}


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


def _source(source: Source, lang: Lang) -> list[dict[str, str]]:
    words = [text.words(lang) for text in (source.ref, source.publisher) if text]
    return _without_blanks(title=", ".join(words), path=_address(source.url))


def _licence(licence: Licence, lang: Lang) -> list[dict[str, str]]:
    title = licence.title.words(lang) if licence.title else ""
    return _without_blanks(name=licence.name, title=title, path=_address(licence.url))


def _without_blanks(**facts: str) -> list[dict[str, str]]:
    """A list of these facts, or an empty one where there are none."""
    known = {key: value for key, value in facts.items() if value}
    return [known] if known else []


def _address(url: str | None) -> str:
    """A web address; any other would be taken for the path of a file in the package."""
    return url if url and re.match(r"https?://\S+$", url) else ""


def _resource(name: str, lang: Lang) -> dict[str, Any]:
    key = _KEYS.get(name, [])
    schema: dict[str, Any] = {
        "fields": [_field(column, lang, key) for column in _COLUMNS[name]],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = key
    if name not in ("indicators", "goals"):
        schema["foreignKeys"] = [
            {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["indicator"]}}
        ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": _TITLES[name][lang],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        # The default since version 2, but frictionless guesses what is not said: quotation marks led it astray.
        "dialect": {"delimiter": ",", "skipInitialSpace": False},
        "schema": schema,
    }


def _field(column: str, lang: Lang, key: list[str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column,
        "type": _type(column),
        "title": heading(column, lang),
        "description": definition(column, lang),
    }
    if column.endswith("_pct"):
        field["unit"] = "%"
    constraints: dict[str, Any] = {}
    is_required = column in _REQUIRED and not (column == "title" and "goal" in key)
    if is_required or (column in key and not (column == "breakdown" and "period" in key)):
        constraints["required"] = True
    if key == [column]:
        constraints["unique"] = True
    if column in _ENUMS:
        constraints["enum"] = _ENUMS[column]
    return {**field, "constraints": constraints} if constraints else field


def _type(column: str) -> str:
    if column in FIGURES:
        return "number"
    if column in DATES:
        return "date"
    return {"year": "integer", "waived": "boolean"}.get(column, "string")
