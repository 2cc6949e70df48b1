"""The report in a browser: searched, sorted, switched and printed; nothing hinders anybody, and nothing is loaded."""

from __future__ import annotations

import base64
import json
import re
import shutil
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from policy_eval.__main__ import run

from ..running import BUNDLED, CITY

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(BROWSER is None or DRIVER is None, reason="Chromium and its driver are not installed"),
    pytest.mark.skipif(find_spec("selenium") is None, reason="selenium is not installed"),
    pytest.mark.xdist_group("browser"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield made
    made.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    day = ["--today", "2026-09-01"]
    for name, root, what in (("bundled", BUNDLED, []), ("two", BUNDLED, ["6", "11"]), ("city", CITY, [])):
        assert run(["report", *what, "-d", root, "-o", str(folder / f"{name}.html"), *day]) == 0
    assert run(["report", "-d", BUNDLED, "-o", str(folder / "site"), *day]) == 0
    files = {name: folder / f"{name}.html" for name in ("bundled", "two", "city")}
    return {**files, "site": folder / "site" / "index.html"}


def opened(browser: Any, page: Path, anchor: str = "en-content", *, width: int = 1280, scheme: str = "light") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}#{anchor}")


def shown(browser: Any, selector: str) -> list[Any]:
    return [one for one in browser.find_elements("css selector", selector) if one.is_displayed()]


VIEWS = [("two", lang, width, scheme) for lang in ("en", "ja") for width in (360, 1280) for scheme in ("light", "dark")]
VIEWS += [("city", "en", 1280, "light"), ("city", "ja", 360, "dark")]
ALL = pytest.param("bundled", "ja", 360, "light", marks=pytest.mark.slow)


@pytest.mark.parametrize(("name", "lang", "width", "scheme"), [*VIEWS, ALL])
def test_nothing_hinders_anybody(
    name: str, lang: str, width: int, scheme: str, browser: Any, pages: dict[str, Path]
) -> None:
    axe = find_spec("axe_core_python")
    if axe is None or axe.submodule_search_locations is None:
        pytest.skip("axe-core is not installed")
    opened(browser, pages[name], f"{lang}-content", width=width, scheme=scheme)
    browser.execute_script((Path(axe.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]}).then((result) =>"
        " done(result.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])))",
        RULES,
    )
    assert found == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_words_and_a_status_find_rows(browser: Any, pages: dict[str, Path]) -> None:
    opened(browser, pages["bundled"], "ja-content")
    rows = ".page[lang=ja] .overview tbody tr"
    every = len(shown(browser, rows))
    box = browser.find_element("id", "ja-words")
    box.send_keys("ＵＮ-staff")
    assert [row.find_element("tag name", "a").text for row in shown(browser, rows)] == [
        "国連関係機関で勤務する日本人職員数"
    ]
    assert browser.find_element("css selector", ".page[lang=ja] output").text == f"{every}行中1行"
    box.clear()
    box.send_keys(" ")
    browser.find_element("css selector", "#ja-status option[value=met]").click()
    assert {row.get_attribute("data-status") for row in shown(browser, rows)} == {"met"}


def test_a_heading_sorts_by_figures_and_what_has_none_comes_last(browser: Any, pages: dict[str, Path]) -> None:
    opened(browser, pages["bundled"])
    heading = shown(browser, ".page[lang=en] .overview thead button")[2]
    for direction, sign in (("ascending", 1), ("descending", -1)):
        heading.click()
        cells = shown(browser, ".page[lang=en] .overview tbody td[data-name=Value]")
        orders = [cell.get_attribute("data-order") for cell in cells]
        figures = [float(order) * sign for order in orders if order]
        assert figures == sorted(figures)
        assert "" not in orders[: len(figures)]
        assert heading.find_element("xpath", "..").get_attribute("aria-sort") == direction


def test_the_language_is_switched_with_and_without_a_script(browser: Any, pages: dict[str, Path]) -> None:
    for is_off in (False, True):
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": is_off})
        try:
            browser.get("about:blank")
            browser.get(pages["bundled"].as_uri())
            browser.find_element("id", "language-ja").click()
            assert [one.get_attribute("lang") for one in shown(browser, "main .page")] == ["ja"]
            browser.find_element("id", "language-en").click()
            assert [one.get_attribute("lang") for one in shown(browser, "main .page")] == ["en"]
        finally:
            browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    opened(browser, pages["bundled"], "ja-content")
    assert (browser.title, browser.find_element("tag name", "html").get_attribute("lang")) == (
        "国際の平和と安定に対する取組",
        "ja",
    )


@pytest.mark.parametrize("name", ["bundled", "city", "site"])
def test_no_request_leaves_the_page_and_nothing_is_refused(name: str, browser: Any, pages: dict[str, Path]) -> None:
    browser.get_log("performance"), browser.get_log("browser")  # what was before
    opened(browser, pages[name])
    time.sleep(0.3)
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
    assert {url.partition(":")[0] for url in asked} <= {"file", "about", "data"}
    assert browser.get_log("browser") == []


def test_the_folder_is_styled_and_its_pages_lead_to_each_other(browser: Any, pages: dict[str, Path]) -> None:
    opened(browser, pages["site"])
    assert shown(browser, ".tools input")
    shown(browser, ".attention a")[0].click()
    assert "sub-field-" in browser.current_url
    assert [one.get_attribute("lang") for one in shown(browser, "main .page")] == ["en"]
    assert shown(browser, "article.card")


@pytest.mark.parametrize("name", ["bundled", "city"])
def test_on_paper_no_page_is_blank_and_the_overview_lies_on_its_side(
    name: str, browser: Any, pages: dict[str, Path], tmp_path: Path
) -> None:
    opened(browser, pages[name])
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    data = base64.b64decode(printed["data"])
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", data)
    assert len(boxes) > 4
    assert {float(wide) > float(high) for wide, high in boxes} == {True, False}
    if reader := shutil.which("pdftotext"):
        import subprocess

        (tmp_path / "a.pdf").write_bytes(data)
        text = subprocess.run([reader, tmp_path / "a.pdf", "-"], check=True, capture_output=True).stdout.decode()
        sheets = text.split("\f")[:-1]
        assert len(sheets) == len(boxes)
        assert all(len(sheet.strip()) > 20 for sheet in sheets)
