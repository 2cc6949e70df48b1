"""A page of HTML as a tree, read by the parser of the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def every(self, tag: str = "", name: str = "") -> Iterator[Element]:
        """This element and those below it, of a tag and a class."""
        if (not tag or self.tag == tag) and (not name or name in self.attributes.get("class", "").split()):
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.every(tag, name)

    def by_id(self, wanted: str) -> Element:
        (found,) = [one for one in self.every() if one.attributes.get("id") == wanted]
        return found

    def rows(self) -> list[list[str]]:
        return [[cell.text.strip() for cell in row.children if isinstance(cell, Element)] for row in self.every("tr")]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(text: str) -> Element:
    """The tree of a page in which every element is ended, and by its own end."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root]
    return builder.root
