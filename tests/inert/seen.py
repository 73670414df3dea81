"""What a browser makes of a page: its elements, attributes, addresses and texts, by html5lib's reading of the standard."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMESPACE = re.compile(r"\{([^}]*)\}")
XHTML = "http://www.w3.org/1999/xhtml"


class Page(NamedTuple):
    """A page as parsed. `frame` counts elements with their attributes outside minutes, `kinds` says which there are anywhere."""

    frame: Counter[tuple[str, ...]]
    kinds: frozenset[tuple[str, str]]
    addresses: frozenset[tuple[str, str, str]]
    texts: tuple[str, ...]
    wrong: tuple[str, ...]


def page(path: Path) -> Page:
    """Parse a page."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=True)
    root = parser.parse(path.read_text(encoding="utf-8"))
    wrong = [str(error[1]) for error in parser.errors]
    frame: Counter[tuple[str, ...]] = Counter()
    kinds, addresses, texts = set(), set(), []
    for element, in_minutes in _elements(root, in_minutes=False):
        tag = _tag(element)
        names = sorted(_local(str(name)) for name in element.attrib)
        kinds.update({(tag, ""), *((tag, name) for name in names)})
        if not in_minutes:
            frame[tag, *names] += 1
        texts += [text for text in (element.text, element.tail) if text]
        for name, value in element.attrib.items():
            local = _local(str(name))
            texts.append(value)
            if local in {
                "href",
                "src",
                "action",
                "formaction",
                "data",
                "poster",
                "srcset",
                "cite",
                "background",
                "ping",
            }:
                addresses.add((tag, local, value))
    return Page(frame, frozenset(kinds), frozenset(addresses), tuple(texts), tuple(wrong))


def _elements(element: Any, *, in_minutes: bool) -> Iterator[tuple[Any, bool]]:
    yield element, in_minutes
    inside = in_minutes or "data-minutes" in element.attrib
    for child in element:
        yield from _elements(child, in_minutes=inside)


@functools.cache
def _local(name: str) -> str:
    return _NAMESPACE.sub("", name)


def _tag(element: Any) -> str:
    if not isinstance(element.tag, str):  # a comment is a function to this tree
        return "!--"
    found = _NAMESPACE.match(element.tag)
    return _local(element.tag) if found and found[1] == XHTML else element.tag.replace("http://www.w3.org/", "")
