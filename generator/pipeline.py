"""The line: load → check → compute → render → write, as `map(cell) → reduce(summaries)`, and nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.check import engine
from generator.check.places import Resolver
from generator.model.diagnostic import CheckReport, Diagnostic, in_order
from generator.model.text import Text
from generator.options import Options
from generator.pool import balanced, spread
from generator.publish import stage as stages
from generator.publish.stage import Stage
from generator.store import index as indexes
from generator.store import load, yaml
from generator.store.settings import Settings, SettingsError, find_store, read_settings
from generator.store.source import History, SourceError
from generator.work import CellResult, Shared, facts, predecessor, work_batch

if TYPE_CHECKING:
    import datetime as dt
    from concurrent.futures import Executor
    from pathlib import Path

    from generator.model.book import CellBook, DistrictBook
    from generator.model.summary import DistrictSummary

Progress = Callable[[int, int], None]  # cells done, cells in all


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
        """Tell whether nothing may be published: a broken rulebook always, else unless asked to keep going."""
        return self.rulebook_is_broken or bool(self.refusals and not options.keep_going)

    def notes(self) -> tuple[Text, ...]:
        """What a check says once per district that wrote no `records_from`."""
        return tuple(
            Text(
                f"{home.district.name}: ghi sổ từ tháng {home.records_from}"
                " (theo thư mục năm sớm nhất; ghi `records_from` trong district.yml để định rõ).",
                f"{home.district.name}: records begin in {home.records_from}"
                " (the earliest year folder; write `records_from` in district.yml to fix it).",
            )
            for slug, home in sorted(self.homes.items())
            if slug in self.usable and not home.records_from_is_written
        )  # fmt: skip


def check(options: Options, progress: Progress | None = None, executor: Executor | None = None) -> CheckReport:
    """Check a whole store, or the part below `options.paths`.

    Errors: SourceError where the records cannot be reached.
    """
    store = run(options, None, Means(progress, executor))
    diagnostics = [d for d in store.diagnostics if _is_asked(d.path, options.paths)]
    return CheckReport(store.as_of, diagnostics, store.files, notes=store.notes())


def _is_asked(path: str, asked: tuple[str, ...]) -> bool:
    return not asked or any(path == a or path.startswith(a.rstrip("/") + "/") for a in asked)


@dataclass(frozen=True)
class Means:
    """How a run is carried out; none of it changes a result.

    `progress` hears how many cells are done; an `executor` takes the place of processes of this machine; `meanwhile` is
    called once the cells are handed out.
    """

    progress: Progress | None = None
    executor: Executor | None = None
    meanwhile: Callable[[], None] | None = None


def run(options: Options, stage: Stage | None, means: Means = Means(), *, counts: bool = False) -> Store:
    """Load and check everything, cells in parallel; `counts` adds summaries, a stage each cell's pages."""
    source = options.source()
    index = indexes.build(source.entries())
    history = source.history()
    resolver = Resolver({}, yaml.places)
    rulebook, read = load.load_rulebook(source, index)
    resolver.texts.update(read.texts)
    found = [resolver.diagnostic(f) for f in index.findings]
    found += engine.check_rulebook(rulebook, read.findings, resolver)
    store = Store(options.today(), files=read.files)
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
    store.results = list(_map(shared, means))
    store.files += sum(r.files for r in store.results)
    store.diagnostics = in_order([*found, *(d for r in store.results for d in r.diagnostics)])
    if store.homes and options.as_of is None:
        store.as_of = max(home.as_of for home in store.homes.values())
    return store


def _map(shared: Shared, means: Means) -> Iterator[CellResult]:
    wanted = [
        (len(files), (slug, cell))
        for slug, district in sorted(shared.index.districts.items())
        for cell, files in sorted(district.cells.items())
        if _may_hold(f"records/{slug}/cells/{cell}", shared.options.paths)
    ]
    done = 0
    for results in spread(work_batch, balanced(wanted), shared, shared.options.jobs, means.executor, means.meanwhile):
        done += len(results)
        if means.progress is not None:
            means.progress(done, len(wanted))
        yield from results


def _may_hold(folder: str, asked: tuple[str, ...]) -> bool:
    return not asked or any(_is_asked(folder, (a,)) or _is_asked(a, (folder,)) for a in asked)


def build(options: Options, stage: Stage, means: Means = Means()) -> Store:
    """Build the record pages and data files of a site into a stage.

    The caller looks at `Store.refused`: then the stage holds a part of a site and is not to be published.
    """
    from generator import pages

    pages.prepare(options.site(options.today()))
    store = run(options, stage, means, counts=True)
    if not store.refused(options):
        pages.write_site(options.site(store.as_of), summaries(store), store.diagnostics, stage, options.jobs)
    return store


def open_cell(options: Options, ref: str) -> tuple[CellBook, dict[str, str] | None] | None:
    """Read one cell (`DISTRICT/CELL`) with its names and its predecessors' facts, for a scaffold.

    None where it cannot be used. Errors: SourceError where the records cannot be reached.
    """
    source = options.source()
    index = indexes.build(source.entries())
    rulebook, _ = load.load_rulebook(source, index)
    homes = {}
    for slug, district in sorted(index.districts.items()):
        home, _ = load.load_district(source, district, rulebook, options.clock, index.cells, History())
        if home is not None:
            homes[slug] = home
    slug, _, cell = ref.partition("/")
    if slug not in homes or cell not in index.districts[slug].cells:
        return None
    loaded = load.load_cell(source, index.districts[slug].cells[cell], cell, homes[slug], History(), options.names)
    if loaded.book is None:
        return None
    shared = Shared(options, source, index, History(), homes, frozenset(homes))
    known = facts(shared, loaded.book, {})
    for other in sorted(index.cells - known.keys() - {ref}):
        found = predecessor(shared, other, ref)
        if found is not None:
            known[other] = found
    return dataclasses.replace(loaded.book, facts=known), loaded.names


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


def list_cells(options: Options) -> frozenset[str]:
    """Every cell folder of the store as `DISTRICT/CELL`.

    Errors: SourceError where the records cannot be reached.
    """
    return indexes.build(options.source().entries()).cells


def list_units(options: Options) -> dict[str, list[str]]:
    """The units of each district whose `district.yml` can be read.

    Errors: SourceError where the records cannot be reached.
    """
    source = options.source()
    index = indexes.build(source.entries())
    rulebook, _ = load.load_rulebook(source, index)
    found = {}
    for slug, district in sorted(index.districts.items()):
        home, _ = load.load_district(source, district, rulebook, options.clock, index.cells, History())
        found[slug] = sorted(home.district.units) if home is not None else []
    return found


def write_new(options: Options, files: dict[str, str]) -> str | None:
    """Write new files into the store; where one is there already, write none and return its path."""
    return stages.write_new(options.root, files)


def open_stage(output: Path, purpose: str = "stage") -> Stage:
    """Make an empty staging folder beside the output."""
    return stages.open_stage(output, purpose)


def publish(stage: Stage, output: Path) -> None:
    """Put a finished stage in the place of the old site."""
    stages.swap(stage, output)


def discard(stage: Stage) -> None:
    """Remove a stage that is not published."""
    stages.discard(stage)


__all__ = [
    "CheckReport", "Means", "Options", "Settings", "SettingsError", "SourceError", "Stage", "Store",
    "build", "check", "discard", "find_store", "list_cells", "list_units", "open_cell", "open_stage", "publish",
    "read_settings", "run", "summaries", "write_new",
]  # fmt: skip
