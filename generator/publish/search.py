"""The index of the search under `/search/index/`: lists of texts that the browser reads once and searches by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.publish.data import json_bytes
from generator.publish.plan import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SCHEMA = "chibo.search/1"
ROOT = "/search/index"


def names_file(names: Callable[[], Mapping[str, object]]) -> File:
    """The names that the index knows."""
    return File(f"{ROOT}/names.json", (partial(_content, names),))


def year_file(district: str, year: int, lists: Callable[[], Mapping[str, object]]) -> File:
    """The records of a district's year."""
    return File(f"{ROOT}/{district}/{year}.json", (partial(_content, lists),))


def _content(lists: Callable[[], Mapping[str, object]]) -> bytes:
    return json_bytes({"schema": SCHEMA, **lists()})


def handbook_file(pages: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    """The URL and the bytes of the handbook's part of the index: the URL and title of each page, by URL."""
    return f"{ROOT}/handbook.json", json_bytes({"schema": SCHEMA, "pages": sorted(pages)})
