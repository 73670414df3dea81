"""Finds one page of each type in a built site, by its URL alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
RESERVED = r"(?!(?:rulebook|rules|data|handbook|definitions|assets|search|en)/)"
DISTRICT = rf"/{RESERVED}{SLUG}/"
YEAR = r"\d{4}/"

# Page type → its URL, in the order a reader meets them.
PATTERNS = {
    "home": r"/",
    "district": DISTRICT,
    "district-year": DISTRICT + YEAR,
    "unit": rf"{DISTRICT}units/{SLUG}/",
    "unit-year": rf"{DISTRICT}units/{SLUG}/{YEAR}",
    "cell": rf"{DISTRICT}cells/{SLUG}/",
    "cell-year": rf"{DISTRICT}cells/{SLUG}/{YEAR}",
    "meeting": rf"{DISTRICT}cells/{SLUG}/{YEAR}\d\d-regular/",
    "meeting-thematic": rf"{DISTRICT}cells/{SLUG}/{YEAR}\d\d-thematic(?:-{SLUG})?/",
    "missing": rf"{DISTRICT}missing/{YEAR}",
    "problems": rf"{DISTRICT}problems/",
    "search": r"/search/",
    "rules": r"/rules/",
    "rule": r"/rules/AT101/",
    "handbook": r"/handbook/",
    "handbook-page": rf"/handbook/(?:{SLUG}/)+",
}
# Their twins in English that differ most from the Vietnamese: dates, heads of wide tables, forms, long sentences.
IN_ENGLISH = (
    "home", "district-year", "unit-year", "cell", "cell-year", "meeting", "missing", "problems", "rules", "rule",
)  # fmt: skip
PATTERNS |= {f"en-{kind}": f"/en{PATTERNS[kind]}" for kind in IN_ENGLISH}
# A year with every kind of state: the sample's first full one. Other years are taken where it has none.
PREFERRED_YEAR = "/2024/"


def urls(site: Path) -> list[str]:
    """The URL of every page of the site."""
    found = []
    for path in site.rglob("index.html"):
        folder = path.parent.relative_to(site).as_posix()
        found.append("/" if folder == "." else f"/{folder}/")
    return sorted(found)


def one_of_each(site: Path) -> dict[str, str]:
    """Page type → URL: the largest page of the type, for it has the most to go wrong; of 2024 where there is one."""
    everything = urls(site)
    chosen = {}
    for kind, pattern in PATTERNS.items():
        matching = [url for url in everything if re.fullmatch(pattern, url)]
        in_year = [url for url in matching if PREFERRED_YEAR in url] or matching
        if in_year:
            chosen[kind] = max(in_year, key=lambda url: ((site / url[1:] / "index.html").stat().st_size, url))
    return chosen
