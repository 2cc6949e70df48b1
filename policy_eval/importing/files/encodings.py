"""The bytes of a text file → its text, and the encoding that it was read by."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ...errors import PolevalError, listed

_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WESTERN: Final = ("cp1252", "latin-1", "cp1250")
_JAPANESE: Final = ("cp932", "euc_jp")
_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
_NOT_JAPANESE: Final = "[\uff61-\uff9f\u4e00-\u9fff\ue000-\uf8ff]"
"""Half-width kana, kanji and characters of nobody: what accented letters look like when they are read as cp932."""
_INCREDIBLE: Final = re.compile(
    f"[{_LETTERS}]{_NOT_JAPANESE}[a-zß-ɏ]|(?:^|[,;\t\\s]){_NOT_JAPANESE}[a-zß-ɏ]|[\ue000-\uf8ff]", re.MULTILINE
)
_HALF_WIDTH: Final = re.compile("[\uff61-\uff9f]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SAMPLE: Final = 2**18


def decoded(path: str, data: bytes, named: str | None) -> tuple[str, str]:
    """The text and the encoding: by its mark, as named, UTF-8, Japanese where that is credible, else what is likeliest.

    Raises PolevalError where no reading is credible, with the candidates.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return _by(path, data, name), name
    if named:
        return _by(path, data, named), named
    if (words := _read(data, "utf-8")) is not None:
        return words, "utf-8"  # text in any other encoding is hardly ever valid as UTF-8
    if japanese := _credible(data, _JAPANESE):  # one read as the other is full of half-width kana
        likely = min(japanese, key=lambda name: len(_HALF_WIDTH.findall(japanese[name])))
        return japanese[likely], likely
    western = _credible(data, [name for name in dict.fromkeys(_likely(data)) if name in _WESTERN])
    for name, words in western.items():
        return words, name
    candidates = [name for name in (*_JAPANESE, *_WESTERN[:1]) if _read(data, name) is not None]
    such = f" such as {listed(candidates, 'or')}" if candidates else ""
    raise PolevalError(
        f"{path}: is not UTF-8 or any text that is read with confidence; name its encoding with --encoding{such}"
    )


def _credible(data: bytes, names: Iterable[str]) -> dict[str, str]:
    """The readings by these encodings that a person may have written, in their order."""
    readings = ((name, _read(data, name)) for name in names)
    return {name: words for name, words in readings if words is not None and is_credible(words)}


def is_misread(words: str) -> bool:
    """Whether a text is UTF-8 that another program has opened as windows-1252: `â€‹2023`, `å¹´åº¦`.

    What would be of a script that nobody writes tables in (`à` before two no-break spaces, Samaritan) is what it says.
    """
    if words.isascii():
        return False
    try:
        return max(words.encode("cp1252").decode("utf-8")) >= "\u0900"
    except UnicodeError:
        return False


def is_credible(words: str) -> bool:
    """Whether a text may have been written so: no kanji or half-width kana inside words of Latin letters."""
    return not _INCREDIBLE.search(words) and not _CONTROL.search(words)


def _likely(data: bytes) -> Iterator[str]:
    """What the text is likely written in, by its letters, the likeliest first."""
    from charset_normalizer import from_bytes  # only where it is needed: it takes time to load

    for match in from_bytes(data[:_SAMPLE], cp_isolation=list(_WESTERN)):
        if "cp1252" in match.could_be_from_charset:
            yield "cp1252"
        yield match.encoding.replace("latin_1", "latin-1")
    yield "cp1252"


def _by(path: str, data: bytes, name: str) -> str:
    words = _read(data, name)
    if words is None:
        raise PolevalError(f"{path}: is not {name}; name its encoding with --encoding")
    return words


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None
