"""Finds one page of each type in a built site, by its URL and, where types share a URL, by what only that type shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
RESERVED = r"(?!(?:rulebook|rules|data|handbook|definitions|assets|search|en)/)"
DISTRICT = rf"/{RESERVED}{SLUG}/"
YEAR = r"\d{4}/"
CELL_YEAR = rf"{DISTRICT}cells/{SLUG}/{YEAR}"
REGULAR = rf"{CELL_YEAR}\d\d-regular/"


class Type(NamedTuple):
    """A type of page: its URL, what its HTML holds that others of that URL do not, whether the public profile has it."""

    url: str
    shows: str = ""
    public: bool = False


# Page type → how to find it, in the order a reader meets them.
TYPES = {
    "home": Type(r"/", public=True),
    "district": Type(DISTRICT, public=True),
    "district-year": Type(DISTRICT + YEAR, public=True),
    "unit": Type(rf"{DISTRICT}units/{SLUG}/", public=True),
    "unit-year": Type(rf"{DISTRICT}units/{SLUG}/{YEAR}", public=True),
    "cell": Type(rf"{DISTRICT}cells/{SLUG}/", public=True),
    "cell-year": Type(CELL_YEAR),
    "meeting": Type(REGULAR, shows='id="nghi-quyet"'),
    "meeting-thematic": Type(rf"{CELL_YEAR}\d\d-thematic(?:-{SLUG})?/"),
    "meeting-committee": Type(rf"{CELL_YEAR}\d\d-committee/"),
    "meeting-withheld": Type(REGULAR, shows='/rules/PR101/">PR101</a>'),
    "meeting-not-held": Type(REGULAR, shows='class="chip k-not_held"'),
    "missing": Type(rf"{DISTRICT}missing/{YEAR}", public=True),
    "tasks": Type(rf"{DISTRICT}tasks/"),
    "observers": Type(rf"{DISTRICT}observers/{YEAR}"),
    "themes": Type(rf"{DISTRICT}themes/{YEAR}"),
    "events": Type(rf"{DISTRICT}events/{YEAR}"),
    "members": Type(rf"{DISTRICT}members/{YEAR}"),
    "types": Type(rf"{DISTRICT}types/{SLUG}/{YEAR}"),
    "reviews": Type(rf"{DISTRICT}reviews/{SLUG}/"),
    "report": Type(rf"{DISTRICT}report/{YEAR}"),
    "report-half": Type(rf"{DISTRICT}report/\d{{4}}-H[12]/"),
    "problems": Type(rf"{DISTRICT}problems/"),
    "rules": Type(r"/rules/", public=True),
    "rule": Type(r"/rules/AT101/", public=True),
    "definitions": Type(r"/definitions/", public=True),
    "search": Type(r"/search/", public=True),
    "handbook": Type(r"/handbook/", public=True),
    "handbook-page": Type(rf"/handbook/(?:{SLUG}/)+", public=True),
    "not-found": Type(r"/404\.html", public=True),
}
PROFILES = ("internal", "public")
# Without a prefix: the internal profile in Vietnamese.
VIETNAMESE = tuple(TYPES)
# The handbook is Vietnamese but for one page, and the host answers with the 404.html at the top.
ENGLISH = tuple(f"en-{kind}" for kind in TYPES if kind not in {"handbook", "handbook-page", "not-found"})
PUBLIC = tuple(f"public-{kind}" for kind, one in TYPES.items() if one.public)
KINDS = VIETNAMESE + ENGLISH + PUBLIC
# A year with every kind of state: the sample's first full one. Other years are taken where it has none.
PREFERRED_YEAR = "/2024"


def urls(site: Path) -> list[str]:
    """The URL of every page of the site."""
    pages = ("/" + path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(page.removesuffix("index.html") for page in pages)


def file_of(site: Path, url: str) -> Path:
    """The file of a page."""
    return site / (url[1:] + "index.html" if url.endswith("/") else url[1:])


def one_of_each(site: Path, prefix: str = "") -> dict[str, str]:
    """Page type → URL: the largest page of the type, for it has the most to go wrong; of 2024 where there is one."""
    everything = urls(site)
    chosen = {}
    for kind, one in TYPES.items():
        matching = [url for url in everything if re.fullmatch(prefix + one.url, url)]
        if one.shows:
            matching = [url for url in matching if one.shows in file_of(site, url).read_text(encoding="utf-8")]
        in_year = [url for url in matching if PREFERRED_YEAR in url] or matching
        if in_year:
            chosen[kind] = max(in_year, key=lambda url: (file_of(site, url).stat().st_size, url))
    return chosen


def all_kinds(internal: Path, public: Path) -> dict[str, str]:
    """Kind (`meeting`, `en-meeting`, `public-district`) → URL; internal and public sites are served at places of their own."""
    english = {f"en-{kind}": url for kind, url in one_of_each(internal, "/en").items()}
    visible = {f"public-{kind}": url for kind, url in one_of_each(public).items()}
    return one_of_each(internal) | english | visible
