"""Messages follow the types of the model: a new key of any kind has its words at once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from policy_eval.model.fields import Expects
from policy_eval.reading.messages import in_words

STRICT = ConfigDict(extra="forbid")


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(config=STRICT, frozen=True)
class Lamp:
    colour: Annotated[Colour, Field(description="What it shows")]
    spare: Annotated[Colour | None, Field(description="What it could show")] = None
    from_: Annotated[int | None, Field(alias="from")] = None


@dataclass(config=STRICT, frozen=True)
class Street:
    lamps: tuple[Lamp, ...] = ()
    by_year: Annotated[dict[int, Lamp] | None, Field(description="As they were")] = None
    owner: Annotated[Lamp | None, Expects("a name or a lamp")] = None


RED = {"colour": "red"}


@pytest.mark.parametrize(
    ("raw", "keys", "text"),
    [
        ({"lamps": [RED, {"colour": 5}]}, ("lamps", 1, "colour"), "expected red or green, found the number 5"),
        ({"lamps": [RED | {"spare": "gren"}]}, ("lamps", 0, "spare"), "unknown word 'gren'; did you mean 'green'?"),
        ({"by_year": {2021: {"colour": None}}}, ("by_year", 2021, "colour"), "expected red or green, found nothing"),
        ({"by_year": {2021: RED | {"spar": 1}}}, ("by_year", 2021, "spar"), "unknown key; did you mean 'spare'?"),
        ({"lamps": [RED | {"form": 1}]}, ("lamps", 0, "form"), "unknown key; did you mean 'from'?"),
        ({"lamps": [{}]}, ("lamps", 0, "colour"), "this key is required"),
        ({"lamps": 5}, ("lamps",), "expected a list, found the number 5"),
        ({"owner": 5}, ("owner",), "expected a name or a lamp, found the number 5"),
    ],
    ids=str,
)
def test_a_message_is_made_of_the_types(raw: Any, keys: tuple[object, ...], text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Street).validate_python(raw)
    (message,) = in_words(caught.value.errors(), Street)
    assert (message.keys, message.text) == (keys, text)
