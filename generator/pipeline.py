"""The line: load → check → compute → render → write, as `map(cell) → reduce(summaries)`.

`work` is the map step: a pure function of a cell's files, the rulebook in force, its district's files and `as_of`. Its key
would be the cell folder's git tree id with those; nothing else goes in. The reduce step sees summaries only.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import zoneinfo
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check import engine
from generator.check.places import Resolver
from generator.model.book import CellBook, CellFacts, DistrictBook
from generator.model.diagnostic import CheckReport, Diagnostic, in_order
from generator.model.summary import CellSummary, DistrictSummary
from generator.model.text import Text
from generator.pool import balanced, spread
from generator.publish.stage import Stage
from generator.store import index as indexes
from generator.store import load, yaml
from generator.store.source import History, Revision, Source, SourceError, WorkTree

if TYPE_CHECKING:
    from generator.views.site import Site

Progress = Callable[[int, int], None]  # cells done, cells in all


@dataclass(frozen=True)
class Options:
    """What a run is asked to do. `as_of` None means today in each district's time zone; `jobs` 0 all cores.

    `paths` limits a check to records below these (relative to the store's root); `names` is a folder outside the records.
    """

    root: Path
    as_of: dt.date | None = None
    records: str = "records"
    names: Path | None = None
    revision: str | None = None
    paths: tuple[str, ...] = ()
    profile: str = "public"
    jobs: int = 0
    keep_going: bool = False
    site_name: str = "Sổ Chi Bộ"
    repo_url: str = ""
    languages: tuple[str, ...] = ("vi",)

    def site(self, as_of: dt.date) -> Site:
        """What the pages of the site need to know of it."""
        from generator.views.site import Site

        return Site(self.site_name, as_of, self.profile, self.repo_url, self.languages)

    def clock(self, zone: str) -> dt.date:
        """The day that decides what is due: the one asked for, else today in the time zone."""
        return self.as_of or dt.datetime.now(zoneinfo.ZoneInfo(zone)).date()

    def source(self) -> Source:
        """Where the records are read from."""
        if self.revision is not None:
            return Revision(self.root, self.revision, self.records)
        return WorkTree(self.root, self.records)


@dataclass(frozen=True)
class Shared:
    """What every cell's work needs and does not change: given to each worker once."""

    options: Options
    source: Source
    index: indexes.StoreIndex
    history: History
    homes: dict[str, DistrictBook]
    usable: frozenset[str]
    stage: Stage | None = None
    counts: bool = False


@dataclass(frozen=True)
class CellResult:
    """What the map step gives for one cell. `summary` is None where the cell is left out or nothing is built."""

    district: str
    slug: str
    diagnostics: list[Diagnostic]
    files: int
    summary: CellSummary | None = None


@dataclass
class Store:
    """A store after its map step: diagnostics in order, summaries by district, and what was left out."""

    as_of: dt.date
    homes: dict[str, DistrictBook] = field(default_factory=dict)
    usable: frozenset[str] = frozenset()
    results: list[CellResult] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0

    @property
    def refusals(self) -> list[Diagnostic]:
        """The errors because of which nothing is published unless asked to keep going."""
        return [d for d in self.diagnostics if d.severity == "error" and d.kind in {"invalid", "private"}]

    @property
    def rulebook_is_broken(self) -> bool:
        """Tell whether a rulebook file cannot be used: then nothing is built at all."""
        return any(d.stops and d.path.startswith("records/rulebook/") for d in self.diagnostics)

    def refused(self, options: Options) -> bool:
        """Tell whether nothing may be published: a broken rulebook always, other refusals unless asked to keep going."""
        return self.rulebook_is_broken or bool(self.refusals and not options.keep_going)

    def notes(self) -> tuple[Text, ...]:
        """What a check says once per district that wrote no `records_from`."""
        return tuple(
            Text(
                f"{home.district.name}: ghi sổ từ tháng {home.records_from} (theo thư mục năm sớm nhất; ghi `records_from` trong district.yml để định rõ).",
                f"{home.district.name}: records begin in {home.records_from} (the earliest year folder; write `records_from` in district.yml to fix it).",
            )
            for slug, home in sorted(self.homes.items())
            if slug in self.usable and not home.records_from_is_written
        )  # fmt: skip


def check(options: Options, progress: Progress | None = None, executor: Executor | None = None) -> CheckReport:
    """Check a whole store, or the part below `options.paths`.

    Errors: SourceError where the records cannot be reached.
    """
    store = run(options, None, progress, executor)
    diagnostics = [d for d in store.diagnostics if _is_asked(d.path, options.paths)]
    return CheckReport(store.as_of, diagnostics, store.files, notes=store.notes())


def _is_asked(path: str, asked: tuple[str, ...]) -> bool:
    return not asked or any(path == a or path.startswith(a.rstrip("/") + "/") for a in asked)


def run(
    options: Options,
    stage: Stage | None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    *,
    counts: bool = False,
) -> Store:
    """Load and check everything, cells in parallel; `counts` adds summaries, a stage each cell's pages."""
    source = options.source()
    index = indexes.build(source.entries())
    history = source.history()
    resolver = Resolver({}, yaml.places)
    rulebook, read = load.load_rulebook(source, index)
    resolver.texts.update(read.texts)
    found = [resolver.diagnostic(f) for f in index.findings]
    found += engine.check_rulebook(rulebook, read.findings, resolver)
    store = Store(options.clock(load.DEFAULT_ZONE), files=read.files)
    usable = set()
    for slug, district in sorted(index.districts.items()):
        home, loaded = load.load_district(source, district, rulebook, options.clock, index.cells, history)
        resolver.texts.update(loaded.texts)
        more, kept = engine.check_district(home, loaded.findings, resolver)
        found += more
        store.files += loaded.files
        store.homes[slug] = kept or home or load.stand_in(slug, rulebook, options.clock, index.cells)
        if kept is not None:
            usable.add(slug)
    store.usable = frozenset(usable)
    shared = Shared(options, source, index, history, store.homes, store.usable, stage, counts)
    store.results = list(_map(shared, progress, executor))
    store.files += sum(r.files for r in store.results)
    store.diagnostics = in_order([*found, *(d for r in store.results for d in r.diagnostics)])
    if store.homes and options.as_of is None:
        store.as_of = max(home.as_of for home in store.homes.values())
    return store


def _map(shared: Shared, progress: Progress | None, executor: Executor | None) -> Iterator[CellResult]:
    wanted = [
        (len(files), (slug, cell))
        for slug, district in sorted(shared.index.districts.items())
        for cell, files in sorted(district.cells.items())
        if _may_hold(f"records/{slug}/cells/{cell}", shared.options.paths)
    ]
    done = 0
    for results in spread(work_batch, balanced(wanted), shared, shared.options.jobs, executor):
        done += len(results)
        if progress is not None:
            progress(done, len(wanted))
        yield from results


def _may_hold(folder: str, asked: tuple[str, ...]) -> bool:
    return not asked or any(_is_asked(folder, (a,)) or _is_asked(a, (folder,)) for a in asked)


def work_batch(shared: Shared, cells: list[tuple[str, str]]) -> list[CellResult]:
    """Work on several cells of a store; the facts of cells that several of them name are read once."""
    facts: dict[str, CellFacts | None] = {}
    return [work(shared, district, cell, facts) for district, cell in cells]


def work(shared: Shared, district: str, cell: str, known: dict[str, CellFacts | None]) -> CellResult:
    """Load, check and count one cell; with a stage also render its pages. Depends on nothing but its arguments."""
    home = shared.homes[district]
    files = shared.index.districts[district].cells[cell]
    loaded = load.load_cell(shared.source, files, cell, home, shared.history, shared.options.names)
    book = loaded.book if district in shared.usable else None
    if book is not None:
        book = dataclasses.replace(book, facts=_facts(shared, book, known))
    resolver = Resolver(loaded.texts, yaml.places)
    diagnostics, book = engine.check_cell(book, loaded.findings, resolver)
    diagnostics = in_order(diagnostics)
    summary = None
    if shared.counts and book is not None:
        summary = _count(shared, book, loaded.names, diagnostics)
    return CellResult(district, cell, diagnostics, loaded.files, summary)


def _facts(shared: Shared, book: CellBook, known: dict[str, CellFacts | None]) -> dict[str, CellFacts]:
    found = {}
    for ref in load.named_cells(book):
        if ref not in known:
            known[ref] = _read_facts(shared, ref)
        facts = known[ref]
        if facts is not None:
            found[ref] = facts
    return found


def _read_facts(shared: Shared, ref: str) -> CellFacts | None:
    district, _, cell = ref.partition("/")
    home = shared.homes.get(district)
    if home is None or cell not in shared.index.districts[district].cells:
        return None
    files = shared.index.districts[district].cells[cell]
    other = load.load_cell(shared.source, files, cell, home, History(), None).book
    return None if other is None else load.facts_of(other)


def _count(
    shared: Shared, book: CellBook, names: dict[str, str] | None, diagnostics: list[Diagnostic]
) -> CellSummary:
    from generator.views.summary import summarize  # counting and rendering are loaded only where they are asked for

    counts: dict[str, int] = {}
    for diagnostic in diagnostics:
        counts[diagnostic.severity] = counts.get(diagnostic.severity, 0) + 1
    left_out = tuple(sorted({d.path for d in diagnostics if d.stops}))
    summary = summarize(book, counts, left_out)
    if shared.stage is not None and shared.options.profile == "internal":
        from generator import pages

        pages.write_cell(shared.options.site(book.as_of), book, summary, names, diagnostics, shared.stage)
    return summary


def build(options: Options, stage: Stage, progress: Progress | None = None, executor: Executor | None = None) -> Store:
    """Build the record pages and data files of a site into a stage.

    The caller looks at `Store.refused`: then the stage holds a part of a site and is not to be published.
    """
    from generator import pages

    store = run(options, stage, progress, executor, counts=True)
    if not store.refused(options):
        pages.write_site(options.site(store.as_of), summaries(store), store.diagnostics, stage)
    return store


def open_cell(options: Options, ref: str) -> tuple[CellBook, dict[str, str] | None] | None:
    """Read one cell (`DISTRICT/CELL`) with its names, for a scaffold; None where it cannot be used.

    Errors: SourceError where the records cannot be reached.
    """
    source = options.source()
    index = indexes.build(source.entries())
    slug, _, cell = ref.partition("/")
    if slug not in index.districts or cell not in index.districts[slug].cells:
        return None
    rulebook, _ = load.load_rulebook(source, index)
    home, _ = load.load_district(source, index.districts[slug], rulebook, options.clock, index.cells, History())
    if home is None:
        return None
    loaded = load.load_cell(source, index.districts[slug].cells[cell], cell, home, History(), options.names)
    if loaded.book is None:
        return None
    shared = Shared(options, source, index, History(), {slug: home}, frozenset({slug}))
    return dataclasses.replace(loaded.book, facts=_facts(shared, loaded.book, {})), loaded.names


def summaries(store: Store) -> list[DistrictSummary]:
    """The reduce step: each district as the sum of its cells."""
    from generator.views.reduce import reduce

    reduced = []
    for slug in sorted(store.usable):
        results = [r for r in store.results if r.district == slug]
        cells = [r.summary for r in results if r.summary is not None]
        inside = f"records/{slug}/"
        left_out = sorted({d.path for d in store.diagnostics if d.stops and d.path.startswith(inside)})
        reduced.append(reduce(store.homes[slug], cells, tuple(left_out)))
    return reduced


__all__ = ["CheckReport", "Options", "SourceError", "Store", "build", "check", "open_cell", "run", "summaries", "work"]
