"""Pages made from records written by hand, and their HTML as a tree that tests can ask."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import html5lib

from generator.model.diagnostic import Diagnostic, Span
from generator.model.text import Text
from generator.render.engine import Engine
from generator.views.cell_pages import cell_pages
from generator.views.district_pages import district_pages, site_pages, unit_pages
from generator.views.reduce import reduce
from generator.views.site import Site
from generator.views.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree import ElementTree as ET

    from generator.model.book import CellBook
    from generator.model.page import Page
    from generator.model.summary import DistrictSummary

ENGINE = Engine()
INLINE = {"a", "abbr", "b", "code", "data", "em", "mark", "span", "strong", "sup", "time"}
CELL = "/huyen-a/cells/chi-bo/"


def _name(element: ET.Element) -> str:
    """The name of an element, without the vocabulary that html5lib gives to SVG."""
    return str(element.tag).rpartition("}")[2]


def _pieces(element: ET.Element) -> Iterator[str]:
    """The texts inside an element; what stands in a block of its own is set apart."""
    apart = " " if _name(element) not in INLINE else ""
    yield apart
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield apart


class Shown:
    """A rendered page. Parsing is strict: one parse error fails the test."""

    def __init__(self, html: str) -> None:
        self.html = html
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root: ET.Element = parser.parse(html)

    def all(self, tag: str, **attributes: str | None) -> list[ET.Element]:
        """Elements of a tag; `data_stat="x"` asks for an attribute's value, None for its presence."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.root.iter()
            if _name(element) == tag
            and all(name in element.attrib and value in (None, element.get(name)) for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str | None) -> ET.Element:
        """The only element that fits."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × {tag} {attributes}"
        return found[0]

    def text(self, element: ET.Element | None = None) -> str:
        """The text of an element (or of main), spaces joined; no-break spaces stay."""
        element = self.one("main") if element is None else element
        return re.sub(r"[ \n]+", " ", "".join(_pieces(element))).strip()

    def links(self) -> dict[str, str]:
        """Text of each link → its address."""
        return {self.text(a): a.get("href", "") for a in self.all("a")}

    def own(self, stat: str) -> list[tuple[str, str]]:
        """Value and text of the page's own prints of a statistic."""
        return [
            (e.get("value", ""), self.text(e)) for e in self.all("data", data_stat=stat) if e.get("data-of") is None
        ]

    def of(self, stat: str, url: str) -> list[tuple[str, str]]:
        """Value and text of a statistic that belongs to another page."""
        return [(e.get("value", ""), self.text(e)) for e in self.all("data", data_stat=stat, data_of=url)]


def site(**more: Any) -> Site:
    """An internal site with a repository."""
    facts: dict[str, Any] = {
        "site_name": "Sổ Chi Bộ",
        "as_of": dt.date(2025, 2, 15),
        "profile": "internal",
        "repo_url": "https://git.example.invalid/so",
    }
    return Site(**facts | more)


def diagnostic(code: str = "AT104", path: str = "records/huyen-a/cells/chi-bo/cell.yml", **more: Any) -> Diagnostic:
    """What a check found; everything can be given instead."""
    facts: dict[str, Any] = {
        "code": code,
        "name": "thu",
        "severity": "error",
        "kind": "unmet",
        "path": path,
        "span": Span(1, 1, 1, 5),
        "title": Text(f"Tên của {code}", ""),
        "found": Text("Đang thế này.", ""),
        "expected": Text("Cần thế kia.", ""),
        "hint": Text("Sửa `present`.", ""),
        "document": "Hướng dẫn thử",
        "subject": "",
        "period": "",
        "fingerprint": f"{code.lower()}{abs(hash((path, tuple(sorted(more)), more.get('period')))):x}",
    }
    return Diagnostic(**facts | more)


def pages_of(
    book: CellBook, names: dict[str, str] | None = None, found: Iterable[Diagnostic] = (), **more: Any
) -> dict[str, Page]:
    """The pages of a cell by URL."""
    summary = summarize(book, {}, tuple(more.pop("left_out", ())))
    return {page.url: page for page in cell_pages(site(**more), book, summary, names, list(found))}


def show(page: Page) -> Shown:
    """Render a page."""
    return Shown(ENGINE.render(page))


def cell_page(book: CellBook, url: str = CELL, **more: Any) -> Shown:
    """One of the pages of a cell, rendered; the cell's own where no URL is given."""
    return show(pages_of(book, **more)[url])


def meeting_page(book: CellBook, stem: str = "2024/03-regular", **more: Any) -> Shown:
    """The page of a meeting, rendered."""
    return cell_page(book, f"{CELL}{stem}/", **more)


def with_minutes(record: Any, minutes: str) -> Any:
    """A record with minutes below its front matter."""
    return dataclasses.replace(record, minutes=minutes)


def district_of(*books: CellBook, left_out: Iterable[str] = ()) -> DistrictSummary:
    """The district of some cells."""
    return reduce(books[0].home, [summarize(book, {}, ()) for book in books], left_out)


def district_page(url: str, *books: CellBook, found: Iterable[Diagnostic] = (), **more: Any) -> Shown:
    """One of the pages of a district, rendered."""
    summary = district_of(*books, left_out=more.pop("left_out", ()))
    of_units = (page for unit in summary.home.district.units for page in unit_pages(site(**more), summary, unit))
    pages = {page.url: page for page in (*district_pages(site(**more), summary, list(found)), *of_units)}
    return show(pages[url])


def site_page(url: str, *districts: DistrictSummary, **more: Any) -> Shown:
    """One of the pages above the districts, rendered."""
    return show({page.url: page for page in site_pages(site(**more), list(districts))}[url])
