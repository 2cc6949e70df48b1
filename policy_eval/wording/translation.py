"""Sentences of the program in another language than English: one table for each, in gettext's format.

Sentences are made in English where they belong, and translated where they are said: a
msgid has `{}` where a sentence has something of its own, which is carried over as it is,
or translated if it is a sentence of the program too.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Final

from .wrapping import wrapped

_ENTRY: Final = re.compile(r'^msgid "(.*)"\nmsgstr "(.*)"$', re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\(.)")
_PLACE: Final = re.compile(r"\{[a-z]*\}")
# The name of the program; a place in a file; the path of a key.
_OPENING: Final = re.compile(
    r"(?:poleval: )?(?:error: |warning: |Warning: )?"
    r"(?:[^\s'].*?:[0-9]+(?::[0-9]+)?: (?:warning: )?(?:[^\W\d][^:']*![A-Z]+[0-9]+: |[^\W\d][^\s:]*: )?)?"
)
_COUNTED: Final = re.compile(r"([0-9][0-9,]*) ([a-z][a-z ]*?)s?")
_MOST_PARTS: Final = 30
_OWN: Final = re.compile(r"(?:[A-Z]{1,3} )?'[^']*'|[0-9]+\. .*|--\S+(?: \S+)?")
"""Members of a list that are names: a column with its heading, a table with its place, an option."""
_LISTED: Final = re.compile(r"(, | and | or )")
_PROGRAM: Final = "poleval: "
_WORDS_OF_OPENINGS: Final = {"error: ": "エラー: ", "warning: ": "警告: ", "Warning: ": "警告: "}


def catalogue(lang: str) -> dict[str, str]:
    """The sentences of a language by the English ones."""
    text = (Path(__file__).parent / f"{lang}.po").read_text(encoding="utf-8")
    pairs = ((_unescaped(one), _unescaped(other)) for one, other in _ENTRY.findall(text) if one)
    return {one.removeprefix(_PROGRAM): other.removeprefix("poleval：") for one, other in pairs}


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: {"n": "\n"}.get(found[1], found[1]), text)


class Translation:
    """What is said of each English sentence in one language."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self.sentences = sentences
        self.of = lru_cache(maxsize=2**12)(self._of)

    @cached_property
    def made(self) -> list[tuple[re.Pattern[str], str]]:
        """The sentences that have something of their own; the one with the most words of the program fits best."""
        made = [(key, words) for key, words in self.sentences.items() if _PLACE.search(key)]
        made.sort(key=lambda pair: -len(_PLACE.sub("", pair[0])))
        return [(re.compile(_pattern(key), re.DOTALL), words) for key, words in made]

    def line(self, line: str) -> str:
        """A line with what it begins with: the name of the program, of a file, of a key."""
        found = _OPENING.match(line)
        opening = found[0] if found else ""
        rest = line[len(opening) :]
        if opening and self.of(rest) == rest and (whole := self.of(line)) != line:
            return whole
        for word, other in _WORDS_OF_OPENINGS.items():
            opening = opening.replace(word, other)
        return opening + self.of(rest)

    def _of(self, sentence: str) -> str:
        """The sentence, or itself where it is none of the program."""
        if not re.search("[a-z]{2}", sentence):
            return sentence
        if words := self.sentences.get(sentence):
            return words
        counted = _COUNTED.fullmatch(sentence)
        if counted and (words := self.sentences.get(f"number of {counted[2]}s")):
            return words.replace("{}", counted[1])
        if words := self._list(sentence):
            return words
        for pattern, words in self.made:
            if found := pattern.fullmatch(sentence):
                return _filled(words, [self.of(part) for part in found.groups()])
        return self._parts(sentence)

    def _list(self, sentence: str) -> str:
        """A list of which every member is known; nothing of one that has words of somebody else."""
        *parts, last = _LISTED.split(sentence, _MOST_PARTS)
        if not parts or "; " in sentence:
            return ""
        members = [*parts[::2], last]
        told = [self.of(member) for member in members]
        if any(one == other and not _OWN.fullmatch(one) for one, other in zip(members, told, strict=True)):
            return ""
        return f"{'、'.join(told[:-1])}{'又は' if parts[-1] == ' or ' else '、'}{told[-1]}"

    def _parts(self, sentence: str) -> str:
        """What is said of a file behind a colon, and what is advised behind a semicolon, each by itself."""
        if sentence.count("; ") + sentence.count(": ") > _MOST_PARTS:
            return sentence
        subject, _, said = sentence.partition(": ")
        if said and (told := self.of(said)) != said:
            return f"{subject}：{told}"
        head, semicolon, advice = sentence.rpartition("; ")
        return f"{self.of(head)}{self.of(semicolon + advice)}" if head else sentence


def _pattern(key: str) -> str:
    """What matches a sentence that was made of a msgid; `{value: {}}` has a place in braces of its own."""
    words, names = re.split(_PLACE, key), re.findall(_PLACE, key)
    # Of two places side by side, the second is advice, or nothing.
    places = [
        "([0-9]+)" if name == "{number}" else "((?:; .*)?)" if number and not words[number] else "(.*?)"
        for number, name in enumerate(names)
    ]
    return "".join(f"{re.escape(word)}{place}" for word, place in zip(words, [*places, ""], strict=True))


def _filled(words: str, parts: list[str]) -> str:
    """The sentence with its parts in their places, `{}` in order or `{1}` by number."""
    places = iter(range(len(parts)))

    def part(found: re.Match[str]) -> str:
        number = int(found[1]) if found[1] else next(places)
        return parts[number] if number < len(parts) else found[0]

    return re.sub(r"\{([0-9]?)\}", part, words)


@lru_cache(maxsize=1)
def translation(lang: str) -> Translation:
    """The translation into a language."""
    return Translation(catalogue(lang))


def localised(command: Any, lang: str) -> None:
    """Put the help of a command line, with all that is below it, into a language."""
    of = translation(lang).of
    # The help of an option stands in a column, in which nobody breaks Japanese.
    room = max(20, shutil.get_terminal_size().columns - 54)
    for one in (command, *getattr(command, "commands", {}).values()):
        for name in ("help", "short_help", "epilog"):
            if text := getattr(one, name, None):
                setattr(one, name, "\n\n".join(of(" ".join(part.split())) for part in text.split("\n\n")))
        one.get_help_option = partial(_help_option, one.get_help_option, of)
        for param in one.params:
            if param.help:
                param.help = _broken(of(param.help), param, room)


def _help_option(original: Callable[[Any], Any], of: Callable[[str], str], context: Any) -> Any:
    """The option that Typer makes when somebody asks for help."""
    option = original(context)
    if option is not None and option.help:
        option.help = of(option.help)
    return option


def _broken(words: str, one: Any, room: int) -> str:
    """The help of an option in lines; that of an argument, whose lines Typer joins, with places to break it."""
    if one.param_type_name == "argument":
        return words.replace("、", "、 ").replace("。", "。 ").strip()
    return "\n".join(wrapped(words, room))


def said_in(lang: str) -> Callable[[str], str]:
    """What translates each line that is said; the table of the language is read when the first one is."""
    return lambda line: translation(lang).line(line)
