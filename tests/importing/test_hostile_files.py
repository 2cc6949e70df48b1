"""No file hurts: a stray cell at the end of a sheet, a merge over a million cells, a bomb, no file at all."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from ..running import Poleval

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><t>unit</t></is></c>'
    '<c r="C1"><v>2021</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>a{mark}</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>b</t></is></c><c r="C2"><v>{value}</v></c></row>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="{SPACE}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def workbook(path: Path, rows: str, after: str = "") -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", LINKS)
        book.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData>{after}</worksheet>'
        )
    return str(path)


PLAIN = HEAD.format(mark="", value=1)


@pytest.mark.parametrize(
    ("rows", "after", "message"),
    [
        (PLAIN, "", ""),
        (PLAIN, '<mergeCells><mergeCell ref="E1:XFD1048576"/></mergeCells>', ""),
        (PLAIN, '<mergeCells><mergeCell ref="A2:C200000"/></mergeCells>', "A2:C200000"),
        (f'{PLAIN}<row r="1048576"><c r="C1048576"><v>1</v></c></row>', "", "C1048576"),
        (f'{PLAIN}<row r="3000"><c r="XFD3000"><v>1</v></c></row>', "", "XFD3000"),
        (f'{PLAIN}<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "", "has a row 99999999999"),
        (HEAD.format(mark="", value="1" * 400), "", "C2: "),
        (HEAD.format(mark="", value="1e999"), "", "C2: "),
        (HEAD.format(mark="_xD800_", value=1), "", ""),
        (HEAD.format(mark="(" * 32_000, value=1), "", ""),
        (HEAD.format(mark=" " * 20_000_000, value=1), "", "would unfold to"),
    ],
    ids=[
        "plain",
        "merge",
        "merge-of-figures",
        "far-row",
        "far-column",
        "no-row",
        "digits",
        "e999",
        "half",
        "long",
        "bomb",
    ],
)
def test_a_workbook_that_is_made_to_hurt_is_read_rightly_or_refused(
    rows: str, after: str, message: str, tmp_path: Path, poleval: Poleval
) -> None:
    outcome = poleval("import", workbook(tmp_path / "book.xlsx", rows, after), "-o", str(tmp_path / "new"))
    assert outcome.code == (2 if message else 0)
    assert message in outcome.err
    assert "internal error" not in outcome.err
    assert (tmp_path / "new").exists() is not bool(message)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, poleval: Poleval) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/dev/zero"):
        outcome = poleval("import", path, "-o", str(tmp_path / "new"))
        assert (outcome.code, outcome.err.count("\n")) == (2, 1)
        assert "is no file" in outcome.err
