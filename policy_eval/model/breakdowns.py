"""Parts of a whole: the dimensions that figures are broken down by, and what each part is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from .fields import Span, found
from .observation import Figures
from .target import Baseline, Target, Waiver
from .texts import STRICT, Words

_SIGNS: Final = re.compile(r'[,="{}\s]')


def _category(value: object) -> str:
    if type(value) is int:
        return str(value)
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value
    message = "expected the name of a category, found {found}"
    raise PydanticCustomError("category", message, {"found": found(value)})


Category = Annotated[
    str,
    PlainValidator(_category),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"\S", "patternErrorMessage": "Write a category"}),
]
CategoryKey = Annotated[str, PlainValidator(_category), WithJsonSchema({"type": "string"})]


@dataclass(config=STRICT, frozen=True, slots=True)
class Dimension:
    """What figures are broken down by, and what its categories are called."""

    title: Annotated[Words | None, Field(description="What the dimension is called")] = None
    categories: Annotated[dict[CategoryKey, Words], Field(description="What each category is called")] = Field(
        default_factory=dict
    )


Dimensions = dict[CategoryKey, Dimension]


@dataclass(config=STRICT, frozen=True, slots=True)
class Breakdown:
    """The figures of one part of a whole, and what is asked of it."""

    of: Annotated[dict[CategoryKey, Category], Field(description="Which part: a category of each dimension")]
    observations: Annotated[dict[Span, Figures], Field(description="Figures by period, as those of the whole")]
    baseline: Annotated[Baseline | None, Field(description="Where targets count from")] = None
    targets: Annotated[tuple[Target, ...], Field(description="Bounds to meet")] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(description="Misses that are accepted")] = ()
    note: Annotated[Words | None, Field(description="What must be known to read the figures")] = None

    def __post_init__(self) -> None:
        if not self.of:
            raise ValueError("'of' names no part; write a dimension and a category, such as {sex: women}")


def label_of(part: Mapping[str, str]) -> str:
    """The name of a part: `sex=women`, `age=15-24,sex=women`; quoted as in CSV where a word has a sign of these.

    It does not depend on the order in which a file names the dimensions.
    """
    return _label(sorted(part.items()))


def _label(pairs: Iterable[tuple[str, str]]) -> str:
    return ",".join(f"{_quoted(dimension)}={_quoted(category)}" for dimension, category in pairs)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if _SIGNS.search(word) else word


def part_of(label: str) -> dict[str, str] | None:
    """The part that a label names, in whatever order; None where it names none."""
    words = re.findall(r'(?:"(?:[^"]|"")*"|[^,="{}\s]+)', label)
    pairs = [tuple(map(_unquoted, words[at : at + 2])) for at in range(0, len(words), 2)]
    part = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    return part if part and _label(part.items()) == label else None


def _unquoted(word: str) -> str:
    return word[1:-1].replace('""', '"') if word.startswith('"') else word


def name_of(name: str, label: str | None) -> str:
    """What a series is called: the id of the indicator, with the part in braces: `un-staff{sex=women}`."""
    return f"{name}{{{label}}}" if label else name
