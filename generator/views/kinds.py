"""What a page of a district is made of, and how pages are found.

A page is a module in `generator/views/pages/` with a docstring, a `PAGE` and two functions:

- `entry(home) -> str`: its URL in the district's menu; empty where this district has no such page.
- `pages(site, summary) -> Iterator[Page]`: all its pages, one or one a year.

Its name is its folder in the site, its template and its test: `themes.py` ↔ `/D/themes/2024/` ↔
`site_templates/pages/themes.html` ↔ `tests/pages/test_themes.py` ↔ its line in `docs/pages.md`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.page import Page
    from generator.model.summary import DistrictSummary
    from generator.model.text import Text
    from generator.views.site import Site


@dataclass(frozen=True)
class PageKind:
    """A page's constant facts.

    Attributes:
        title: Its name in the menu.
        rank: Its place there.
        public: Whether the public profile has it.
    """

    title: Text
    rank: int
    public: bool = False


class PageModule(Protocol):
    """What a module of a page gives."""

    PAGE: PageKind

    def entry(self, home: DistrictBook) -> str:
        """The page's URL in the district's menu; empty where this district has none."""

    def pages(self, site: Site, summary: DistrictSummary) -> Iterator[Page]:
        """All pages of this kind."""


class Found(NamedTuple):
    """A page that was found: the folder of its URL, and its module."""

    name: str
    module: PageModule


@functools.cache
def discover() -> tuple[Found, ...]:
    """All pages of districts in the order of the menu."""
    import generator.views.pages as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__))
    found = [Found(name, importlib.import_module(f"generator.views.pages.{name}")) for name in names]
    return tuple(sorted(found, key=lambda page: (page.module.PAGE.rank, page.name)))


def kinds_of(site: Site) -> tuple[Found, ...]:
    """The pages that a site of this profile has."""
    return tuple(page for page in discover() if site.internal or page.module.PAGE.public)
