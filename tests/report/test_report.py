"""The report holds every figure, as `show` writes it, and nothing that a file says acts in it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import policy_eval
from policy_eval.model.codes import Lang
from policy_eval.report.render import size_of
from policy_eval.wording.statements import figure_text, part_name
from policy_eval.wording.style import Style

from ..running import BUNDLED, CITY, HARBOUR, ROOT, Poleval
from .html import parsed

DAY = ["--today", "2026-09-01"]
VALID = sorted(path for path in (ROOT / "tests" / "data" / "valid").iterdir() if path.stem != "no-indicators-yet")
DATASETS = [BUNDLED, CITY, HARBOUR, *map(str, VALID)]
LANGS = pytest.mark.parametrize("lang", ["en", "ja"])


@pytest.fixture
def report(poleval: Poleval) -> Callable[..., str]:
    """The report of a dataset on standard output."""

    def written(*arguments: str) -> str:
        outcome = poleval("report", *arguments, *DAY)
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.out

    return written


@LANGS
@pytest.mark.parametrize("root", DATASETS, ids=lambda root: Path(root).name)
def test_every_figure_is_on_the_page_as_show_has_it(root: str, lang: Lang, report: Callable[..., str]) -> None:
    page, style = parsed(report("-d", root, "--lang", lang)), Style(lang)
    for _, indicator in policy_eval.load(root):
        card = page.by_id(f"{lang}-i-{indicator.id}")
        shown = [row for table in card.every("table") if [*table.every("caption")] for row in table.rows()[1:]]
        expected = [
            (
                style.period(period, one.basis),
                figure_text(one, one.observations[period], style)
                or style.word(one.observations[period].status or "no-value"),
            )
            for one in indicator.series
            for period in one.periods
        ]
        assert [(row[0], row[1]) for row in shown] == expected
        for part in indicator.parts:
            assert part_name(part, style) in card.text


@LANGS
@pytest.mark.parametrize("root", DATASETS, ids=lambda root: Path(root).name)
def test_every_judgement_of_the_frame_is_in_the_overview(root: str, lang: Lang, report: Callable[..., str]) -> None:
    page, programme = parsed(report("-d", root, "--lang", lang)), policy_eval.load(root)
    (overview,) = page.every("section", "overview")
    rows = [row for row in overview.every("tr") if "data-status" in row.attributes]
    frame = programme.assessments(date.fromisoformat(DAY[1]), lang)
    kept = frame[frame["compliance"].ne("no-target") | frame["breakdown"].isna()]
    assert [row.attributes["data-status"] for row in rows] == kept["compliance"].tolist()
    gaps = [[*row.every("td")][5].attributes["data-order"] for row in rows]
    assert [float(gap) if gap else None for gap in gaps] == kept["gap"].astype(object).where(
        kept["gap"].notna(), None
    ).tolist()


def test_both_languages_are_on_the_page_and_each_part_says_which(report: Callable[..., str]) -> None:
    page = parsed(report("-d", BUNDLED))
    parts = list(page.every("div", "page"))
    assert {one.attributes["lang"] for one in parts} == {"ja", "en"}
    assert [one.attributes["id"] for one in page.every("input") if one.attributes.get("type") == "radio"]
    for part in parts:
        assert part.attributes["data-title"] in part.text
    ids = [one.attributes["id"] for one in page.every() if "id" in one.attributes]
    assert len(ids) == len({*ids})
    links = {one.attributes["href"] for one in page.every("a")}
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= {*ids}


def test_the_same_data_are_the_same_bytes(report: Callable[..., str]) -> None:
    assert report("-d", CITY) == report("-d", CITY)


@pytest.mark.parametrize("root", DATASETS, ids=lambda root: Path(root).name)
def test_nothing_is_loaded_and_nothing_runs_but_what_the_policy_names(root: str, report: Callable[..., str]) -> None:
    page = parsed(report("-d", root))
    (policy,) = [one.attributes["content"] for one in page.every("meta") if "http-equiv" in one.attributes]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for one in page.every():
        assert not {name for name in one.attributes if name.startswith("on")}
        assert "style" not in one.attributes
        assert not {"src", "srcset", "data", "action"} & {*one.attributes}
        assert one.tag not in ("link", "img", "iframe", "object", "form", "base")
        if one.tag == "a":
            assert one.attributes["href"].startswith(("#", "https://", "http://"))


HOSTILE = {
    "title": "</title><script>alert(1)</script>",
    "unit": "<b>kg</b>",
    "note": '" onmouseover="alert(2) {{7*7}} {% raw %}',
    "owner": "A & B <i>",
}
FILE = """\
sub_field: 1
title: '</script><script>alert(3)</script> & " {{{{ 7 * 7 }}}}'
indicators:
  - id: a
    title: {title}
    unit: {unit}
    note: {note}
    owner: {owner}
    direction: decrease
    source: {{ref: "javascript:alert(4)", url: "javascript:alert(5)"}}
    observations: {{2020: 3, 2021: {{value: 2, status: estimated, note: "</td></table><svg onload=alert(6)>"}}}}
    targets: [{{at_most: 1, source: "<img src=x onerror=alert(7)>"}}]
    waivers: [{{period: 2021, accepted: 2, reason: "</p><h1>no</h1>"}}]
"""


def test_what_a_file_says_is_shown_as_it_is_written(tmp_path: Path, report: Callable[..., str]) -> None:
    quoted = {name: json.dumps(text) for name, text in HOSTILE.items()}
    (tmp_path / "1.yaml").write_text(FILE.format(**quoted), encoding="utf-8")
    page = parsed(report("-d", str(tmp_path), "--lang", "en"))
    text = page.text
    for said in (*HOSTILE.values(), "javascript:alert(5)", "<svg onload=alert(6)>", "<img src=x onerror=alert(7)>"):
        assert said in text
    assert len([*page.every("script")]) == 2
    assert not [one for one in page.every("a") if "javascript" in one.attributes["href"]]
    assert not [*page.every("img"), *page.every("b", "x"), *page.every("i")]
    (about,) = [one for one in page.every("script") if one.attributes.get("type") == "application/ld+json"]
    assert json.loads(about.text)["variableMeasured"] == [HOSTILE["title"]]


def test_a_page_without_a_programme_has_a_title_and_one_with_it_says_what_it_is(
    tmp_path: Path, report: Callable[..., str]
) -> None:
    (tmp_path / "1.yaml").write_text(FILE.format(**dict.fromkeys(HOSTILE, "x")), encoding="utf-8")
    bare = next(parsed(report("-d", str(tmp_path), "--lang", "ja")).every("title"))
    assert bare.text == "指標"
    page = parsed(report("-d", BUNDLED, "--lang", "en"))
    about = json.loads(next(one.text for one in page.every("script") if "type" in one.attributes))
    assert (about["@type"], about["creator"]["name"]) == ("Dataset", "Ministry of Foreign Affairs of Japan")
    assert about["temporalCoverage"].startswith("2020-01-01/")


def test_a_folder_has_an_index_and_a_page_for_each_sub_field_whose_links_lead_somewhere(
    tmp_path: Path, report: Callable[..., str]
) -> None:
    assert report("-d", BUNDLED, "-o", str(tmp_path / "site")) == ""
    files = {path.name: path for path in (tmp_path / "site").iterdir()}
    pages = {name: parsed(path.read_text(encoding="utf-8")) for name, path in files.items() if path.suffix == ".html"}
    assert len(pages) == 1 + len(policy_eval.load(BUNDLED).sub_fields)
    assert {"report.css", "report.js", "index.html"} <= {*files}
    ids = {name: {one.attributes.get("id") for one in page.every()} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.every("a"):
            path, _, anchor = link.attributes["href"].partition("#")
            if "://" not in path:
                assert anchor in ids[path or name]
    whole = parsed(report("-d", BUNDLED))
    shown = {one.attributes["id"] for page in pages.values() for one in page.every("article")}
    assert shown == {one.attributes["id"] for one in whole.every("article")}


def test_a_page_that_no_browser_opens_with_pleasure_is_refused_before_it_is_made(
    tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "r.html"
    assert poleval("report", "-d", BUNDLED, "-o", str(page)).code == 0
    monkeypatch.setattr("policy_eval.commands.report._LARGEST", 600_000)
    assert poleval("report", "-d", BUNDLED, "-o", str(page), "--lang", "en").code == 0
    page.unlink()
    outcome = poleval("report", "-d", BUNDLED, "-o", str(page))
    assert outcome.code == 2
    assert re.search(r"the page would have about \d+ MiB", outcome.err)
    assert not page.exists()
    assert poleval("report", "-d", BUNDLED, "-o", str(tmp_path / "site")).code == 0


@pytest.mark.parametrize("root", [BUNDLED, CITY, HARBOUR])
def test_the_size_of_a_page_is_known_beforehand_within_a_third(root: str, report: Callable[..., str]) -> None:
    made = len(report("-d", root).encode())
    assert made * 0.65 < size_of(policy_eval.load(root), 2) + 2 * 30_000 < made * 1.35


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--open"], "--open needs a file; name it with --output FILE"),
        (["--watch"], "--watch needs a file; name it with --output FILE"),
        (["--since", "nonsense"], "--since nonsense: neither a folder nor a revision"),
        (["nonsense"], "there is no sub-field or indicator 'nonsense'"),
        (["-o", "{}/missing/r.html"], "cannot be written: No such file or directory"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(
    arguments: list[str], message: str, tmp_path: Path, poleval: Poleval
) -> None:
    outcome = poleval("report", "-d", BUNDLED, *(one.format(tmp_path) for one in arguments), "--lang", "en")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert message in outcome.err


def test_what_changed_since_is_told_on_the_page(tmp_path: Path, report: Callable[..., str]) -> None:
    for folder, value in (("old", 3), ("new", 1)):
        (tmp_path / folder).mkdir()
        text = FILE.format(**dict.fromkeys(HOSTILE, "x")).replace("2021: {value: 2,", f"2021: {{value: {value},")
        (tmp_path / folder / "1.yaml").write_text(text, encoding="utf-8")
    page = parsed(report("-d", str(tmp_path / "new"), "--since", str(tmp_path / "old"), "--lang", "en"))
    assert "What changed since" in page.text
    assert "a FY2021: 3 x (estimated; </td></table><svg onload=alert(6)>) → 1 x" in page.text


def test_at_each_change_the_page_is_written_anew_and_problems_stand_on_it(
    tmp_path: Path, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, page = tmp_path / "data" / "1.yaml", tmp_path / "r.html"
    source.parent.mkdir()
    good = FILE.format(**dict.fromkeys(HOSTILE, "x"))
    source.write_text(good, encoding="utf-8")
    seen: list[str] = []

    class Watch:
        @staticmethod
        def watch(*_: object, **__: object) -> object:
            seen.append(page.read_text(encoding="utf-8"))
            for text in (good.replace("decrease", "<down>"), good.replace("2020: 3", "2020: 4")):
                source.write_text(text, encoding="utf-8")
                yield ()
                seen.append(page.read_text(encoding="utf-8"))

    monkeypatch.setitem(sys.modules, "watchfiles", Watch)
    outcome = poleval("report", "-d", str(source.parent), "-o", str(page), "--watch", "--lang", "en", *DAY)
    assert outcome.code == 0
    first, broken, last = (parsed(text) for text in seen)
    assert [*first.every("article")]
    assert [*last.every("article")]
    assert "1.yaml:9:16:" in broken.text
    assert "<down>" in broken.text
    assert not [*broken.every("article")]
