"""Every number about persons that a public site holds, read from its files alone."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

DATA = "data/v1"
# The figures of the public profile that count no person: a second list, kept apart from the one the site is made by.
HARMLESS = re.compile(
    r"meeting_coverage|meetings_per_cell|frequency_(12|9_11|5_8|0_4)|thematic_(per_cell|quarters)|registers_kept"
    r"|on_time|model_meetings|cells_by_type\.[a-z_]+"
)
_STAT = re.compile(r'data-stat="([^"]*)"')
_ROUNDED = re.compile(
    r'<data data-rounded="(\w+)" value="([^"]*)"(?: data-of="([^"]*)")?(?: title="([^"]*)")?>(.*?)</data>'
)
_PERSONS = re.compile(
    r"(\d+(?:[.,]\d+)*)\s+(?:đảng viên|đồng chí|lượt (?:dự|vắng)|members|persons|people)", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")


class Rounded(NamedTuple):
    """A rounded number on a page: which page and what it belongs to, what it is called, for machines and for people."""

    path: str
    of: str
    name: str
    value: str
    title: str
    shown: str


class Site(NamedTuple):
    """What is read of a site.

    Attributes:
        as_of: The day of its figures.
        people: `people.json` of each district that has one.
        rows: `people.csv` of each.
        cells: The type of each cell, and its months with their states, by `DISTRICT/CELL`.
        figures: Files with the ids of figures that are not known to count no person.
        rounded: The rounded numbers on pages.
        persons: The district, the page and the number, where a page tells of so many persons outside of those.
    """

    as_of: str
    people: dict[str, Any]
    rows: dict[str, list[dict[str, str]]]
    cells: dict[str, tuple[str, dict[str, str]]]
    figures: tuple[str, ...]
    rounded: tuple[Rounded, ...]
    persons: tuple[tuple[str, str, str], ...]


class _Page(NamedTuple):
    """What `Site` holds, of one page."""

    figures: tuple[str, ...]
    rounded: tuple[Rounded, ...]
    persons: tuple[tuple[str, str, str], ...]


def read_site(files: Mapping[str, Path]) -> Site:
    """Read the files of a site that hold numbers.

    Errors: OSError; ValueError, KeyError, TypeError, AttributeError, IndexError where one is broken.
    """
    index = json.loads(files[f"{DATA}/index.json"].read_bytes()) if f"{DATA}/index.json" in files else {}
    slugs = [district["slug"] for district in index.get("districts", ())]
    places = {slug: f"{DATA}/{slug}/people" for slug in slugs}
    pages = [_page(path, place.read_text("utf-8"), slugs) for path, place in files.items() if path.endswith(".html")]
    data = [path for path in files if path.startswith(f"{DATA}/") and not _is_harmless(path, files[path])]
    return Site(
        as_of=index.get("as_of", ""),
        people={s: json.loads(files[f"{p}.json"].read_bytes()) for s, p in places.items() if f"{p}.json" in files},
        rows={s: _rows(files[f"{p}.csv"]) for s, p in places.items() if f"{p}.csv" in files},
        cells={ref: cell for slug in slugs for ref, cell in _cells(slug, files)},
        figures=(*data, *(path for page in pages for path in page.figures)),
        rounded=tuple(one for page in pages for one in page.rounded),
        persons=tuple(one for page in pages for one in page.persons),
    )


def _rows(place: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(place.read_text("utf-8-sig"))))


def _cells(slug: str, files: Mapping[str, Path]) -> Iterator[tuple[str, tuple[str, dict[str, str]]]]:
    listed = files.get(f"{DATA}/{slug}/cells.csv")
    for row in _rows(listed) if listed else ():
        data = files.get(f"{DATA}/{slug}/cells/{row['cell']}.json")
        if data is not None:
            yield f"{slug}/{row['cell']}", (row["type"], json.loads(data.read_bytes())["months"])


def _page(path: str, text: str, slugs: list[str]) -> _Page:
    """What a page says of persons; numbers in the text are looked for on pages of districts only."""
    ids = set(_STAT.findall(text))
    found = tuple(_rounded(path, text)) if "data-rounded" in text else ()
    own = next((slug for slug in slugs if slug in path.split("/")[:2]), "")
    return _Page(
        figures=() if all(map(HARMLESS.fullmatch, ids)) else (path,),
        rounded=found,
        persons=tuple((own, path, number) for number in _persons(text)) if own else (),
    )


def _is_harmless(path: str, place: Path) -> bool:
    """Tell whether all figures of a data file are known to count no person."""
    parts = path.removeprefix(f"{DATA}/").split("/")
    if parts[-1] == "stats.csv":
        return all(HARMLESS.fullmatch(row["stat"]) for row in _rows(place))
    if parts[-1] == "district.json" or parts[-2:-1] == ["cells"]:
        return all(map(HARMLESS.fullmatch, _ids(json.loads(place.read_bytes()))))
    return True


def _ids(found: Any) -> Iterator[str]:
    """The ids of figures in a data file: the keys whose value is a ratio."""
    for key, value in found.items() if isinstance(found, dict) else ():
        if isinstance(value, dict) and value.keys() >= {"n", "d"}:
            yield key
        else:
            yield from _ids(value)


def _rounded(path: str, page: str) -> Iterator[Rounded]:
    for name, value, of, title, shown in _ROUNDED.findall(page):
        yield Rounded(path, of or f"/{path.removesuffix('index.html')}", name, value, title, _TAG.sub("", shown))


def _persons(page: str) -> Iterator[str]:
    """The numbers of persons in the text of a page, but for those that are marked as rounded."""
    text = _TAG.sub("", _ROUNDED.sub("", page))
    return (found.replace(".", "").replace(",", "") for found in _PERSONS.findall(text))
