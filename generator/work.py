"""The map step: one cell, loaded, checked, counted and rendered.

`work` is a pure function of a cell's files, the rulebook in force, its district's files and `as_of`. Its cache key
would be the cell folder's git tree id with those; nothing else goes in.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.cache.parts import pack, unpack
from generator.check import engine
from generator.check.places import Resolver
from generator.model.diagnostic import Diagnostic, in_order
from generator.model.digest import CellDigest, digest_of
from generator.model.record_text import RecordText
from generator.model.visit import NOBODY, Visited, visits_of
from generator.store import index as indexes
from generator.store import load, yaml
from generator.store.names import KnownNames, written
from generator.store.source import History, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model.allow import Allow
    from generator.model.book import CellBook, DistrictBook
    from generator.model.facts import CellFacts
    from generator.model.summary import CellSummary
    from generator.options import Options
    from generator.publish.manifest import Entry
    from generator.publish.stage import Stage
    from generator.store.load import LoadedCell
    from generator.store.reader import Loaded


@dataclass(frozen=True)
class Shared:
    """What every cell's work needs and does not change: given to each worker once.

    `keep` is told each result.
    """

    options: Options
    source: Source
    index: indexes.StoreIndex
    history: History
    homes: dict[str, DistrictBook]
    usable: frozenset[str]
    stage: Stage | None = None
    counts: bool = False
    digests: bool = False
    keep: Callable[[CellResult], None] | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CellResult:
    """What the map step gives for one cell.

    `summary` is None where the cell is left out or nothing is built, `digest` where nobody compares. `used` and
    `pending` are the allowances of `CheckedCell`. `people` holds the names that the search of an internal site lists.
    `named` are the cells whose facts it took; `pages` the files that were staged for it, by path; `digests` names of
    the content of its parts, where it is kept for later.
    """

    district: str
    slug: str
    diagnostics: list[Diagnostic]
    files: int
    summary: CellSummary | None = None
    visited: Visited = NOBODY
    used: frozenset[Allow] = frozenset()
    pending: tuple[Allow, ...] = ()
    digest: CellDigest | None = None
    people: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    pages: dict[str, Entry] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """The cell as `DISTRICT/CELL`."""
        return f"{self.district}/{self.slug}"


class Packed(NamedTuple):
    """A result on its way from one process to another: its summary lacks the years, which are in `parts`."""

    result: CellResult
    parts: dict[str, bytes]

    @classmethod
    def of(cls, result: CellResult) -> Packed:
        """Pack a result."""
        if result.summary is None:
            return cls(result, {})
        summary, parts = pack(result.summary)
        return cls(dataclasses.replace(result, summary=summary), parts)

    def unpacked(self) -> CellResult:
        """The result again; a year of its summary is read when it is asked for."""
        if self.result.summary is None:
            return self.result
        return dataclasses.replace(self.result, summary=unpack(self.result.summary, self.parts))


def work_batch(shared: Shared, cells: list[tuple[str, str]]) -> list[Packed]:
    """Work on several cells of a store; the facts of cells that several of them name are read once."""
    known: dict[str, CellFacts | None] = {}
    results = []
    for district, cell in cells:
        result = work(shared, district, cell, known)
        if shared.keep is not None:
            shared.keep(result)
        results.append(Packed.of(result))
    return results


def work(shared: Shared, district: str, cell: str, known: dict[str, CellFacts | None]) -> CellResult:
    """Load, check and count one cell; with a stage also render its pages. Depends on nothing but its arguments."""
    home = shared.homes[district]
    files = shared.index.districts[district].cells[cell]
    loaded = load.load_cell(shared.source, files, cell, home, shared.history, shared.options.names)
    judged = dataclasses.replace(loaded.judged, facts=facts(shared, loaded.judged, known))
    read = judged if loaded.book is not None and district in shared.usable else None
    names = functools.partial(_names, loaded, KnownNames(shared.source, shared.index))
    resolver = Resolver(loaded.texts, yaml.places, shared.renamed, names, public=shared.options.profile == "public")
    checked = engine.check_cell(judged, read_of(loaded, loaded.names), resolver, alone=loaded.alone)
    diagnostics, book = in_order(checked.diagnostics), checked.book if read is not None else None
    digest = digest_of(load.facts_of(read), read, book) if shared.digests and read is not None else None
    summary, visited = None, NOBODY
    people: tuple[str, ...] = ()
    stage = shared.stage.part() if shared.stage is not None else None
    if book is not None:
        visited = visits_of(book)
        summary = _count(shared, book, loaded.names, diagnostics, stage) if shared.counts else None
        people = _people(shared, book, loaded.names) if shared.counts else ()
    return CellResult(
        district, cell, diagnostics, loaded.files, summary, visited, checked.used, checked.pending, digest, people,
        tuple(load.named_cells(judged)), {} if stage is None else stage.entries,
    )  # fmt: skip


def _names(loaded: LoadedCell, inside: KnownNames, path: str) -> list[str]:
    """The names that a file of a cell may speak of: as they were read, else whatever its files of names hold."""
    apart = [text for name, text in loaded.texts.items() if name.endswith("/names.yml") and name[:8] != "records/"]
    if loaded.names is not None and not apart:
        return list(loaded.names.values())
    return [*(loaded.names or {}).values(), *inside(path), *(name for text in apart for name in written(text))]


def read_of(loaded: Loaded, names: dict[str, str] | None = None) -> engine.Read:
    """What the checks need of some files that were read; files kept outside the store are none of theirs."""
    texts = [
        RecordText(path, text, loaded.minutes_at.get(path), names)
        for path, text in loaded.texts.items()
        if path.startswith("records/")
    ]
    return engine.Read(loaded.findings, texts, loaded.allows)


def facts(shared: Shared, book: CellBook, known: dict[str, CellFacts | None]) -> dict[str, CellFacts]:
    """The declared facts of the cells that a book names; `known` keeps what was read already."""
    found = {}
    for ref in load.named_cells(book):
        if ref not in known:
            known[ref] = _read_facts(shared, ref)
        other = known[ref]
        if other is not None:
            found[ref] = other
    return found


def predecessor(shared: Shared, ref: str, successor: str) -> CellFacts | None:
    """The facts of a cell whose `cell.yml` names `successor`; None where it does not. Reads no more than it must."""
    district, _, cell = ref.partition("/")
    home = shared.homes.get(district)
    if home is None:
        return None
    files = [f for f in shared.index.districts[district].cells[cell] if f.kind == "cell"]
    book = load.load_cell(shared.source, files, cell, home, History(), None).book
    if book is None or book.cell.successor is None or home.full(book.cell.successor) != successor:
        return None
    return _read_facts(shared, ref)


def _read_facts(shared: Shared, ref: str) -> CellFacts | None:
    district, _, cell = ref.partition("/")
    home = shared.homes.get(district)
    if home is None or cell not in shared.index.districts[district].cells:
        return None
    files = shared.index.districts[district].cells[cell]
    other = load.load_cell(shared.source, files, cell, home, History(), None).book
    return None if other is None else load.facts_of(other)


def _count(
    shared: Shared, book: CellBook, names: dict[str, str] | None, diagnostics: list[Diagnostic], stage: Stage | None
) -> CellSummary:
    from generator.views.summary import summarize  # counting and rendering are loaded only where they are asked for

    counts: dict[str, int] = {}
    for diagnostic in diagnostics:
        counts[diagnostic.severity] = counts.get(diagnostic.severity, 0) + 1
    left_out = tuple(sorted({d.path for d in diagnostics if d.stops}))
    summary = summarize(book, counts, left_out)
    if stage is not None and shared.options.profile == "internal":
        from generator import pages

        pages.write_cell(shared.options.sites(book.as_of), book, summary, names, diagnostics, stage)
    return summary


def _people(shared: Shared, book: CellBook, names: dict[str, str] | None) -> tuple[str, ...]:
    if shared.options.profile != "internal":
        return ()
    from generator.views.search import people_of

    return tuple(people_of(book, names))
