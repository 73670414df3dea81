"""Districts at random with counts of people, and the public site that is made of each."""

from __future__ import annotations

import dataclasses
import hashlib
import random
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import pages
from generator.publish.manifest import Entry
from generator.store.catalogue import words_of
from generator.views.reduce import reduce
from generator.views.site import Site
from generator.views.summary import summarize
from tests.books import cell, district, met, record, rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.summary import DistrictSummary

AS_OF = "2025-03-01"
YEARS = (2023, 2024)
SMALL: dict[str, Any] = {
    "round_to": "5", "hide_below": "8", "group_cells": "3", "group_members": "20", "denominator": "20", "months": "6",
    "settle_days": "31",
}  # fmt: skip


class Of(NamedTuple):
    """A cell: its unit, type, strength and how many come, by year; the months held; since when it exists."""

    slug: str
    unit: str
    type: str
    counts: dict[int, tuple[int, int]]
    held: int = 12
    founded: str = "2000-01-01"


def rules(*, least: str = "3", **differs: str) -> dict[str, Any]:
    """A rulebook file with the rule for small numbers; without the keys that differ by being empty."""
    return {
        "title": "Quy ước thử", "issuer": "Quy ước", "source": "Mục I", "applies": {"from": "2018-01-01"},
        "scope": "huyen-a", "cell": {"min_official": least} if least else {}, "small_numbers": {key: value for key, value in (SMALL | differs).items() if value},
    }  # fmt: skip


def made(cells: list[Of], as_of: str = AS_OF, **differs: str) -> DistrictSummary:
    """A district of these cells, as the internal profile has it."""
    units: dict[str, dict[str, Any]] = {one.unit: {} for one in cells}
    home = district(as_of=as_of, records_from="2023-01", units=units, rules=rulebook(so=rules(**differs)))
    books = []
    for one in cells:
        records = [
            record(f"{year}-{month:02d}", met(there, roll))
            for year, (roll, there) in one.counts.items()
            for month in range(1, one.held + 1)
            if f"{year}-{month:02d}-01" <= as_of and f"{year}-{month:02d}-01" >= one.founded
        ]
        under = [{"unit": one.unit, "from": "2000-01-01"}]
        name = f"Chi bộ {one.slug}"
        books.append(
            cell(*records, home=home, slug=one.slug, name=name, type=one.type, under=under, founded=one.founded)
        )
    return reduce(home, [summarize(book, {}, ()) for book in books])


def at_random(seed: int) -> list[Of]:
    """Up to four units of up to eight cells; some small, some secret, some new, some that seldom meet."""
    dice = random.Random(seed)
    cells: list[Of] = []
    for unit in range(dice.randint(1, 4)):
        largest = dice.choice((4, 9, 15, 40, 40))
        for number in range(dice.randint(1, 8)):
            roll = dice.randint(3, largest)
            then = roll if dice.random() < 0.6 else max(3, roll + dice.randint(-3, 3))
            missing = dice.choice((0, 0, 1, 2, roll // 4, roll // 3, roll // 2))
            counts = {2023: (then, max(1, then - missing)), 2024: (roll, max(1, roll - missing))}
            type_ = "police" if dice.random() < 0.1 else "village"
            held = dice.choice((12, 12, 12, 9, 4))
            founded = "2000-01-01" if dice.random() < 0.9 else dice.choice(("2023-07-01", "2024-01-01"))
            cells.append(Of(f"cb-{unit}-{number}", f"xa-{unit}", type_, counts, held, founded))
    return cells


def _has_figures(url: str) -> bool:
    """Tell whether a page is that of the district or of a unit."""
    return "huyen-a/" in url and not any(part in url for part in ("/cells/", "/missing/", "/types/"))


def write(summary: DistrictSummary, folder: Path, *, with_pages: bool = True) -> dict[str, Path]:
    """Write the public site of a district; its files by path. Without pages only the data files."""
    site = Site("Sổ", summary.home.as_of, "public", languages=("vi", "en"))
    english = dataclasses.replace(site, words=words_of("en"), prefix="/en")
    sites, found, parts = pages.parts_above((site, english) if with_pages else (site,), [summary], {})
    files = {
        file.url: file.content()
        for part in parts
        for file in part
        if file.url.startswith("/data/") or (with_pages and _has_figures(file.url))
    }
    entries = {url.lstrip("/"): Entry(len(data), hashlib.sha256(data).hexdigest()) for url, data in files.items()}
    files |= {url: data for url, data in pages.last_files(sites[0], found, entries) if "schema" not in url}
    places = {}
    for url, data in files.items():
        place = folder / url.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        places[url.lstrip("/")] = place
    return places
