"""What marks text as text in a CSV is put there and taken off again, whatever the encoding and the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ..running import Poleval

TITLES = ["2021-12", "=1+1", "'2021-12", "'=1+1", "''x", "'tis", "+5 km", "plain", "１２", "TRUE"]
ENCODINGS = ["utf-8", "utf-16", "euc_jp", "cp932", "shift_jis", "iso2022_jp"]


def dataset(folder: Path, titles: list[str]) -> Path:
    indicators = [
        {"id": f"i-{number}", "title": title, "unit": "km", "direction": "none", "observations": {2021: number}}
        for number, title in enumerate(titles)
    ]
    folder.mkdir()
    text = yaml.safe_dump({"sub_field": 1, "title": "T", "indicators": indicators}, allow_unicode=True)
    (folder / "1.yaml").write_text(text, encoding="utf-8")
    return folder


def titles(folder: Path) -> list[str]:
    return [one["title"] for one in yaml.safe_load((folder / "01.yaml").read_text("utf-8"))["indicators"]]


@pytest.mark.parametrize("reader", ["excel", "data", None])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_title_comes_back_from_every_encoding(
    encoding: str, reader: str | None, tmp_path: Path, poleval: Poleval
) -> None:
    # What is for programs is marked nowhere, so that a text which looks marked loses its first sign.
    kept = [title for title in TITLES if reader != "data" or not title.startswith("'")]
    source, csv = dataset(tmp_path / "data", kept), str(tmp_path / "a.txt")
    options = ["--for", reader] if reader else []
    assert poleval("export", "-d", str(source), "--encoding", encoding, *options, "-o", csv).code == 0
    assert poleval("import", csv, "--encoding", encoding, "-o", str(tmp_path / "new")).code == 0
    assert titles(tmp_path / "new") == kept


def test_an_invisible_mark_is_taken_off_without_the_mark_of_the_encoding_too(tmp_path: Path, poleval: Poleval) -> None:
    source, csv = dataset(tmp_path / "data", [*TITLES, "\u200b2021-12", "\u200b"]), tmp_path / "a.csv"
    assert poleval("export", "-d", str(source), "-o", str(csv)).code == 0
    csv.write_bytes(csv.read_bytes().removeprefix("\ufeff".encode()))
    assert poleval("import", str(csv), "-o", str(tmp_path / "new")).code == 0
    assert titles(tmp_path / "new") == [*TITLES, "\u200b2021-12", "\u200b"]
