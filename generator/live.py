"""A site that is looked at while its records change: what is asked for is made then, of the records as they are.

Cells are read, checked and counted once, and again when they have changed; pages and data files are made when a reader
asks for them. Nothing is kept longer than the process.
"""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator import pages, pipeline
from generator.cache.shelf import Shelf
from generator.known import FOLDER, Known, handbook_key
from generator.publish.stage import Stage, place_of
from generator.store.contents import marks_listed
from generator.work import CellResult, work_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.model.summary import DistrictSummary
    from generator.options import Options
    from generator.pipeline import Store
    from generator.publish.plan import File
    from generator.store.index import StoreIndex
    from generator.store.source import Source
    from generator.views.site import Site
    from generator.work import Shared


@dataclass
class _InMemory(Known):
    """What this process found out of each cell, kept no longer than it runs."""

    found: dict[str, tuple[str, dict[str, str], CellResult]] = field(default_factory=dict)

    def begin(self, source: Source, index: StoreIndex) -> None:
        """Look at the files before any of them is read."""
        self._source, self._marks = source, marks_listed(source, index.paths)

    def tidy(self) -> None:
        """Nothing to do: what a store no longer has is not asked for."""

    def keep(self, result: CellResult) -> None:
        """Nothing to do: it may be called in another process; see `take`."""

    def _look(self, ref: str) -> CellResult | None:
        key, named, result = self.found.get(ref, ("", {}, None))
        holds = key == self.keys.whole[ref] and all(self.keys.facts.get(other, "") == k for other, k in named.items())
        return result if holds else None

    def take(self, results: Iterable[CellResult]) -> set[str]:
        """Keep results, but those of files that were written meanwhile; tell which are new."""
        new = {r.ref: r for r in results if self.found.get(r.ref, ("", {}, None))[2] is not r}
        for ref, result in new.items():
            named = {other: self.keys.facts.get(other, "") for other in result.named}
            self.found[ref] = (self.keys.whole[ref] if self.is_still(result) else "", named, result)
        return set(new)


class Live:
    """A site whose files are made when they are asked for.

    Safe for several threads: while the records are looked at, whoever asks for a file waits.

    Args:
        root: The store.
        folder: Where the files are made; its content is the caller's to remove.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.version = 0  # another one after each look at the records
        self._folder = folder
        self._known = _InMemory(Shelf(root / FOLDER), "live")
        self._lock = threading.RLock()
        self._shared: Shared | None = None
        self._sites: tuple[Site, ...] = ()
        self._districts: list[DistrictSummary] = []
        self._above: dict[str, File] = {}  # what stands above the cells, by path
        self._waiting: dict[str, File] = {}  # of that, what was not made since the last look
        self._cells: dict[str, set[str]] = {}  # the pages made of a cell, by `DISTRICT/CELL`
        self._new: set[str] = set()  # the cells whose pages must be made again
        self._handbook = ""

    def refresh(self, options: Options) -> Store:
        """Look at the records again. Where nothing may be built, all stays as it was (see `Store.refused`).

        Errors: SourceError where the records cannot be reached.
        """
        with self._lock:
            shared, store = pipeline.run_shared(options, None, pipeline.Means(known=self._known), counts=True)
            if store.refused(options):
                return store
            self._new |= self._known.take(store.results)
            for ref in self._cells.keys() - {r.ref for r in store.results}:
                self._remove(self._cells.pop(ref))
            found = {slug: store.of_district(slug) for slug in store.usable}
            people = {r.ref: r.people for r in store.results if r.people}
            self._sites, self._districts, parts = pages.parts_above(
                options.sites(store.as_of), pipeline.summaries(store), found, people,
                pipeline.provenance(options, store),
            )  # fmt: skip
            above = {file.url.lstrip("/"): file for part in parts for file in part}
            self._remove(self._above.keys() - above.keys())
            self._above, self._waiting, self._shared = above, dict(above), shared
            self.version += 1
            return store

    def make_handbook(self, options: Options, store: Store, make: Callable[[], None]) -> None:
        """Have the handbook made, into the emptied folder, if it may be another one than last time."""
        with self._lock:
            key = handbook_key(options, store.as_of)
            if key != self._handbook:
                make()
                self._handbook = key
                self._waiting, self._new, self._cells = dict(self._above), self._new | self._cells.keys(), {}
                self.version += 1

    def make(self, url: str) -> int:
        """Make what stands at a URL, if anything does, of the records as they are; gives the version of these."""
        path = place_of(url).lstrip("/")
        with self._lock:
            if self._shared is None:
                return self.version
            stage = Stage(self._folder)
            file = self._waiting.pop(path, None)
            cell = self._cell_at(self._shared, path)
            if file is not None:
                stage.file(path, file.content())
            elif cell is not None:
                self._make_cell(self._shared, stage, cell)
            elif path not in self._above and path.startswith("data/"):
                self._make_last(stage)
            return self.version

    def _make_last(self, stage: Stage) -> None:
        """Make the files that describe others, and these first."""
        for path, file in self._above.items():
            if path.startswith("data/"):
                stage.file(path, file.content())
        for url, data in pages.last_files(self._sites[0], self._districts, stage.entries):
            stage.file(url, data)

    def _cell_at(self, shared: Shared, path: str) -> tuple[str, str] | None:
        """The cell that a page belongs to, as district and cell, if its pages are still to be made."""
        for site in self._sites:
            district, folder, cell, *_ = [*f"/{path}".removeprefix(f"{site.prefix}/").split("/"), "", "", ""]
            known = shared.index.districts.get(district)
            if folder == "cells" and known is not None and cell in known.cells and f"{district}/{cell}" in self._new:
                return district, cell
        return None

    def _make_cell(self, shared: Shared, stage: Stage, cell: tuple[str, str]) -> None:
        """Make the pages of a cell; what it no longer has is removed."""
        ((result, _),) = work_batch(dataclasses.replace(shared, stage=stage, keep=None), [cell])
        self._remove(self._cells.get(result.ref, set()) - result.pages.keys())
        self._cells[result.ref] = set(result.pages)
        self._new.discard(result.ref)

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            (self._folder / path).unlink(missing_ok=True)


__all__ = ["Live"]
