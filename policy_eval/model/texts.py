"""Texts in two languages, and what is made of them: sources, terms of use."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from ..hints import on_colon
from .codes import Lang
from .fields import Expects, LicenceName, Word, found, short

_Model = TypeVar("_Model")


def _text(value: object) -> object:
    if isinstance(value, str):
        return {"ja": value, "en": value}
    if isinstance(value, Text) or (isinstance(value, dict) and any(word is not None for word in value.values())):
        return value
    more = f" without words{''.join(map(on_colon, value))}" if isinstance(value, dict) else ""
    more = "; put it in quotes" if isinstance(value, (int, float)) else more
    words = {"found": found(value) + more}
    raise PydanticCustomError("text", "expected text, or ja and en with a text each, found {found}", words)


STRICT: Final = ConfigDict(extra="forbid")


def changed(one: _Model, **fields: object) -> _Model:
    """A copy of a frozen object of the model with other values in these fields, which nobody checks."""
    own = object.__new__(type(one))
    for name in one.__slots__:  # type: ignore[attr-defined]  # as every model has them
        object.__setattr__(own, name, fields[name] if name in fields else getattr(one, name))
    return own


@dataclass(config=STRICT, frozen=True, slots=True)
class Text:
    """Words in Japanese, English or both; each language falls back to the other."""

    ja: Annotated[Word | None, Field(description="The words in Japanese")] = None
    en: Annotated[Word | None, Field(description="The words in English")] = None

    def words(self, lang: Lang) -> str:
        """The words in `lang`, else in the other language."""
        return (self.ja or self.en if lang == "ja" else self.en or self.ja) or ""


Words = Annotated[Text, BeforeValidator(_text)]


@dataclass(config=STRICT, frozen=True, slots=True)
class Names:
    """A list of names in Japanese, English or both."""

    ja: Annotated[tuple[Word, ...], Field(description="The names in Japanese")] = ()
    en: Annotated[tuple[Word, ...], Field(description="The names in English")] = ()

    def words(self, lang: Lang) -> tuple[str, ...]:
        """The names in `lang`, else in the other language."""
        return (self.ja or self.en) if lang == "ja" else (self.en or self.ja)


NameList = Annotated[Names, BeforeValidator(short(list, "ja", "en")), Expects("a list, or ja and en with a list each")]


@dataclass(config=STRICT, frozen=True, slots=True)
class Source:
    """Where figures come from."""

    ref: Annotated[Words | None, Field(description="Table or passage of the evaluation")] = None
    publisher: Annotated[Words | None, Field(description="Who publishes the figures")] = None
    url: Annotated[Word | None, Field(description="Address of the document")] = None


Reference = Annotated[Source, BeforeValidator(short(str, "ref")), Expects("text or a mapping")]


@dataclass(config=STRICT, frozen=True, slots=True)
class Licence:
    """On what terms others may use the data."""

    name: Annotated[LicenceName, Field(description="Short name of the licence, such as CC-BY-4.0")]
    title: Annotated[Words | None, Field(description="Full name of the licence")] = None
    url: Annotated[Word | None, Field(description="Address of its text")] = None


Terms = Annotated[Licence, BeforeValidator(short(str, "name")), Expects("text or a mapping")]
