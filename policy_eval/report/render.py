"""The page as HTML: one file that loads nothing, or a folder with a page for each sub-field."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .. import __version__
from ..model.programme import Programme
from ..model.texts import Text
from .card import web_address
from .page import Page, begun
from .shapes import outline

STYLE, SCRIPT, INDEX = "report.css", "report.js", "index.html"
_TAGS: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def as_file(pages: Sequence[Page], programme: Programme) -> str:
    """One file with everything in it. The same pages give the same text."""
    style, script = _asset("page.css"), _asset("page.js")
    return _rendered(
        pages,
        programme,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'",
        style=_tag("style", style),
        script=_tag("script", script),
        at=lambda anchor: f"#{anchor}",
    )


def as_folder(pages: Sequence[Page], programme: Programme) -> dict[str, bytes]:
    """The files of a folder by name: the index has all but the indicators, which stand on pages of their sub-fields."""
    homes = {
        anchor: f"sub-field-{number}.html"
        for page in pages
        for number, field in enumerate(page.fields)
        for anchor in (field.anchor, *(card.anchor for card in field.cards))
    }
    links = {
        "policy": "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'",
        "style": Markup('<link rel="stylesheet" href="{}">').format(STYLE),
        "script": Markup('<script src="{}"></script>').format(SCRIPT),
    }

    def at(own: str) -> Callable[[str], str]:
        return lambda anchor: (
            f"#{anchor}" if homes.get(anchor, INDEX) == own else f"{homes.get(anchor, INDEX)}#{anchor}"
        )

    files = {INDEX: _rendered(pages, programme, at=at(INDEX), shown="index", **links)}
    for number in range(len(pages[0].fields)):
        name = f"sub-field-{number}.html"
        own = [replace(page, fields=[page.fields[number]]) for page in pages]
        files[name] = _rendered(own, programme, at=at(name), shown="field", **links)
    return {name: text.encode() for name, text in files.items()} | {
        STYLE: _asset("page.css").encode(),
        SCRIPT: _asset("page.js").encode(),
    }


def _rendered(
    pages: Sequence[Page], programme: Programme, *, at: Callable[[str], str], shown: str = "all", **parts: object
) -> str:
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            pages=pages,
            at=at,
            shown=shown,
            version=__version__,
            about_data=_about_data(programme, pages[0]),
            **parts,
        )
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("policy_eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["begun"] = begun
    made.globals["outline"] = outline
    return made


@cache
def _asset(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _tag(name: str, content: str) -> Markup:
    """The element with this content, which is of the program itself and holds no end of one."""
    return Markup(f"<{name}>{content}</{name}>")  # noqa: S704  # nothing of a file is in it


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _about_data(programme: Programme, page: Page) -> Markup:
    """What search engines for data read: Schema.org's Dataset, in which nothing ends a script."""
    text = json.dumps(dict(_dataset(programme, page)), ensure_ascii=False, sort_keys=True).translate(_TAGS)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704  # every sign of markup is escaped


def _dataset(programme: Programme, page: Page) -> Iterator[tuple[str, Any]]:
    about = programme.about
    yield "@context", "https://schema.org"
    yield "@type", "Dataset"
    yield "name", page.title
    yield "inLanguage", page.lang
    titles = [indicator.title for indicator in programme.indicators]
    yield "variableMeasured", [_words(title, page) for title in titles]
    ends = [
        day
        for indicator in programme.indicators
        for period in indicator.observations
        for day in (period.start(indicator.calendar), period.end(indicator.calendar))
    ]
    if ends:
        yield "temporalCoverage", f"{min(ends).isoformat()}/{max(ends).isoformat()}"
    if about and about.ministry:
        yield "creator", {"@type": "Organization", "name": _words(about.ministry, page)}
    if about and about.published:
        yield "datePublished", about.published
    if about and about.source and (url := web_address(about.source.url)):
        yield "isBasedOn", url
    if about and about.licence:
        yield "license", web_address(about.licence.url) or about.licence.name


def _words(text: Text, page: Page) -> str:
    return text.words(page.style.lang)


def size_of(programme: Programme, languages: int) -> int:
    """About how many bytes the one file will have."""
    observations = sum(len(one.observations) for _, one in programme.every_series())
    series = sum(1 for _ in programme.every_series())
    return languages * (series * 3_400 + observations * 550)
