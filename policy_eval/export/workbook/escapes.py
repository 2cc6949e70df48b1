"""Text that XlsxWriter would not write as it is.

In an XLSX file `_x0041_` is the character of that code, so that a text which only looks
like one has its first underscore written as `_x005F_`, and a control character is
written as its code. XlsxWriter does both, except where two such codes share an
underscore, and it takes `<r>…</r>` for mark-up.
"""

from __future__ import annotations

import re
from typing import Final

from ...tables.spreadsheet_text import MARK

_CONTROL: Final = "\\x00-\\x08\\x0b-\\x1f\ufffe\uffff"
_CODE: Final = "_x[0-9a-fA-F]{4}"
_UNSAFE: Final = re.compile(rf"\A<r>|{_CODE}(?:{_CODE}_|[{_CONTROL}])")
_NOT_A_CODE: Final = re.compile(rf"_(?=x[0-9a-fA-F]{{4}}[_{_CONTROL}])")
_CONTROLS: Final = re.compile(f"[{_CONTROL}]")
_SHARED: Final = re.compile("(?<=_x[0-9a-fA-F]{4})(?=_x[0-9a-fA-F]{4}_)")
_XML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "&#95;"})
"""An underscore is spelt out so that XlsxWriter does not escape what is escaped."""


def string_item(text: str) -> str:
    """What `write_string` writes as exactly this text: mark-up of our own where it would err."""
    if not _UNSAFE.search(text):
        return text
    escaped = _CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", _NOT_A_CODE.sub("_x005F_", text))
    return f'<r><t xml:space="preserve">{escaped.translate(_XML)}</t></r>'


def comment_text(text: str) -> str:
    """What `write_comment` writes as this text; codes that share an underscore are parted invisibly."""
    return _SHARED.sub(MARK, text)
