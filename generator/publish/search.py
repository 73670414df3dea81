"""The index of the search under `/search/index/`: lists of texts that the browser reads once and searches by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publish.data import json_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCHEMA = "chibo.search/1"
ROOT = "/search/index"


def search_files(
    names: Mapping[str, object], years: Iterable[tuple[str, int, Mapping[str, object]]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the URL and the bytes of each file of the index: the names first, then one a district and year."""
    yield f"{ROOT}/names.json", json_bytes({"schema": SCHEMA, **names})
    for district, year, lists in years:
        yield f"{ROOT}/{district}/{year}.json", json_bytes({"schema": SCHEMA, **lists})


def handbook_file(pages: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """The URL and the bytes of the handbook's part of the index: the URL and title of each page, by URL."""
    return f"{ROOT}/handbook.json", json_bytes({"schema": SCHEMA, "pages": sorted(pages)})
