"""A store opened and judged: rulebook and districts first, then cells in parallel, then what takes several cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.check import engine
from generator.check.allowances import Allowances
from generator.check.places import Resolver
from generator.model.diagnostic import Diagnostic, in_order
from generator.model.district import DEFAULT_ZONE
from generator.model.text import Text
from generator.pool import balanced, spread
from generator.store import decode, load, yaml
from generator.store import index as indexes
from generator.store.history import NONE
from generator.store.names import KnownNames
from generator.work import CellResult, Shared, read_of, work_batch

if TYPE_CHECKING:
    import datetime as dt
    from concurrent.futures import Executor

    from generator.known import Known
    from generator.model.allow import Allow
    from generator.model.book import DistrictBook
    from generator.model.rulebook import Rulebook
    from generator.options import Options
    from generator.store.index import StoreIndex
    from generator.store.source import History, Source

Progress = Callable[[int, int], None]  # cells done, cells in all


@dataclass
class Store:
    """A store after its map step: diagnostics in order, summaries by district, and what was left out.

    `own_files` counts the files of the rulebook and of each district, without those of its cells. `history` is what git
    knows of the records.
    """

    as_of: dt.date
    homes: dict[str, DistrictBook] = field(default_factory=dict)
    usable: frozenset[str] = frozenset()
    results: list[CellResult] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    own_files: dict[str, int] = field(default_factory=dict)
    history: History | None = None

    @property
    def refusals(self) -> list[Diagnostic]:
        """The errors because of which nothing is published unless asked to keep going."""
        return [d for d in self.diagnostics if d.severity == "error" and d.kind in {"invalid", "private"}]

    @property
    def rulebook_is_broken(self) -> bool:
        """Tell whether a rulebook file cannot be used: then nothing is built at all."""
        return any(d.stops and d.path.startswith("records/rulebook/") for d in self.diagnostics)

    @property
    def cannot_go_on(self) -> bool:
        """Tell whether nothing is built whatever is asked for: only meetings can be withheld one by one."""
        return self.rulebook_is_broken or any(d.withholds and not d.path.endswith(".md") for d in self.diagnostics)

    def refused(self, options: Options) -> bool:
        """Tell whether nothing may be published, because of some errors always, else unless asked to keep going."""
        return self.cannot_go_on or bool(self.refusals and not options.keep_going)

    def of_district(self, slug: str) -> list[Diagnostic]:
        """The diagnostics of a district's own files and those of its cells."""
        return [d for d in self.diagnostics if d.path.startswith(f"records/{slug}/")]

    def days(self, options: Options) -> dict[str, dt.date]:
        """The day taken for today in each time zone of the store; empty where the day was asked for."""
        if options.as_of is not None:
            return {}
        return {DEFAULT_ZONE: options.today(), **{h.district.timezone: h.as_of for h in self.homes.values()}}

    @property
    def lacking(self) -> tuple[Text, ...]:
        """What of the history git could not read, and what to do about it."""
        return (self.history.lacking,) if self.history is not None and self.history.lacking is not None else ()

    def notes(self) -> tuple[Text, ...]:
        """What a check says of the history, and once per district that wrote no `records_from`."""
        return self.lacking + tuple(
            Text(
                f"{home.district.name}: ghi sổ từ tháng {home.records_from}"
                " (theo thư mục năm sớm nhất; ghi `records_from` trong district.yml để định rõ).",
                f"{home.district.name}: records begin in {home.records_from}"
                " (the earliest year folder; write `records_from` in district.yml to fix it).",
            )
            for slug, home in sorted(self.homes.items())
            if slug in self.usable and not home.records_from_is_written
        )  # fmt: skip


@dataclass(frozen=True)
class Means:
    """How a run is carried out; none of it changes a result.

    `progress` hears how many cells are done; an `executor` takes the place of processes of this machine; `meanwhile` is
    called once the cells are handed out; `known` holds what earlier runs found out.
    """

    progress: Progress | None = None
    executor: Executor | None = None
    meanwhile: Callable[[], None] | None = None
    known: Known | None = None


@dataclass
class Opened:
    """A store whose rulebook and districts are read and checked, and whose cells are not.

    `leave` holds the allowances of each district and those of them that were of use in its own files.
    """

    store: Store
    shared: Shared
    rulebook: Rulebook
    resolver: Resolver
    leave: dict[str, tuple[list[Allow], set[Allow]]]

    def finish(self, shared: Shared, results: list[CellResult]) -> Store:
        """Put the results of the cells together, and check what takes several cells."""
        store = self.store
        store.results = results
        store.files += sum(r.files for r in results)
        found = [*store.diagnostics, *(d for r in results for d in r.diagnostics)]
        for slug in sorted(store.usable):
            found += self._across(slug, shared, [r for r in results if r.district == slug])
        store.diagnostics = in_order(found)
        if store.homes and shared.options.as_of is None:
            store.as_of = max(home.as_of for home in store.homes.values())
        return store

    def _across(self, slug: str, shared: Shared, results: list[CellResult]) -> list[Diagnostic]:
        home, (allows, used) = self.store.homes[slug], self.leave[slug]
        pending = [a for r in results for a in r.pending]
        leave = Allowances((*allows, *pending), home.as_of)
        leave.used.update(used, *(r.used for r in results))
        visited = {r.ref: r.visited for r in results}
        names = KnownNames(shared.source, shared.index, shared.options.names)
        resolver = Resolver(_Texts(self.resolver.texts, shared.source), yaml.places, shared.renamed, names)
        found = engine.check_visits(home, visited, frozenset(visited), resolver, leave)
        whole = len(results) == len(shared.index.districts[slug].cells)
        known = [*self.store.diagnostics, *(d for r in results for d in r.diagnostics)]
        inside = [d for d in known if d.path.startswith(f"{home.path}/")]
        judged = [*(allows if whole else ()), *pending]
        rules = home.in_force((), home.as_of)
        return found + engine.check_leave(judged, leave.used, inside, rules, home.as_of, resolver)


class _Texts(dict[str, str]):
    """The texts of files read so far; another one is read when its place in a finding is asked for."""

    def __init__(self, known: dict[str, str], source: Source) -> None:
        super().__init__(known)
        self._source = source

    def __contains__(self, path: object) -> bool:
        return self.get(str(path)) is not None

    def get(self, path: str, default: Any = None) -> Any:
        if path not in self.keys():
            raw = self._source.read([path]).get(path)
            self[path] = decode.decode(path, raw).text or "" if raw is not None else ""
        return super().get(path, default)


@dataclass(frozen=True)
class Origin:
    """Where a store is read from, as far as that is known already; `renamed` as in `Resolver`."""

    source: Source
    index: StoreIndex
    history: History
    renamed: Mapping[str, str] = field(default_factory=dict)


def origin_of(options: Options) -> Origin:
    """Where the records asked for are read from.

    Errors: SourceError.
    """
    source = options.source()
    return Origin(source, indexes.build(source.entries()), source.history())


def history_gap(options: Options) -> Text | None:
    """What is lacking of the history by which records are dated, and what to do; None where it is all there.

    Errors: SourceError.
    """
    known = options.source().history()
    return known.lacking or (NONE if known.start is None else None)


def open_store(options: Options, origin: Origin | None = None) -> Opened:
    """Read and check a store's rulebook and the files of its districts.

    Errors: SourceError.
    """
    origin = origin or origin_of(options)
    source, index, history = origin.source, origin.index, origin.history
    names = KnownNames(source, index, options.names)
    resolver = Resolver({}, yaml.places, origin.renamed, names, public=options.profile == "public")
    rulebook, read = load.load_rulebook(source, index)
    resolver.texts.update(read.texts)
    found = [resolver.diagnostic(f) for f in index.findings]
    found += engine.check_rulebook(rulebook, frozenset(index.districts), read_of(read), options.today(), resolver)
    store = Store(options.today(), files=read.files, own_files={"rulebook": read.files}, history=history)
    usable: set[str] = set()
    leave: dict[str, tuple[list[Allow], set[Allow]]] = {}
    for slug in sorted(index.districts):
        home, loaded = load.load_district(source, index, slug, rulebook, options.clock, history)
        resolver.texts.update(loaded.texts)
        more, kept, used = engine.check_district(home, read_of(loaded), resolver)
        found += more
        leave[slug] = loaded.allows, used
        store.files += loaded.files
        store.own_files[slug] = loaded.files
        store.homes[slug] = kept or home or load.stand_in(slug, rulebook, options.clock, index.reachable)
        if kept is not None:
            usable.add(slug)
    store.usable = frozenset(usable)
    store.diagnostics = found
    shared = Shared(options, source, index, history, store.homes, store.usable, renamed=origin.renamed)
    return Opened(store, shared, rulebook, resolver, leave)


def wanted(shared: Shared) -> list[tuple[str, str]]:
    """The cells that may hold what was asked for, as (district, cell), in order."""
    return [
        (slug, cell)
        for slug, district in sorted(shared.index.districts.items())
        for cell in sorted(district.cells)
        if _may_hold(f"records/{slug}/cells/{cell}", shared.options.asked)
    ]


def map_cells(shared: Shared, cells: list[tuple[str, str]], means: Means) -> Iterator[CellResult]:
    """Work on cells, in parallel, but for those that are known; the results come in the order of the cells."""
    known = means.known
    found: dict[str, CellResult] = {}
    if known is not None:
        known.open(shared)
        found = known.look(f"{slug}/{cell}" for slug, cell in cells)
        shared = dataclasses.replace(shared, keep=known.keep)
    rest = [(slug, cell) for slug, cell in cells if f"{slug}/{cell}" not in found]
    fresh = _worked(shared, rest, means)
    for slug, cell in cells:
        ref = f"{slug}/{cell}"
        yield found.pop(ref) if ref in found else next(fresh)


def _worked(shared: Shared, cells: list[tuple[str, str]], means: Means) -> Iterator[CellResult]:
    weighted = [(len(shared.index.districts[slug].cells[cell]), (slug, cell)) for slug, cell in cells]
    done = 0
    for results in spread(work_batch, balanced(weighted), shared, shared.options.jobs, means.executor, means.meanwhile):
        done += len(results)
        if means.progress is not None:
            means.progress(done, len(cells))
        yield from (packed.unpacked() for packed in results)


def is_asked(path: str, asked: tuple[str, ...]) -> bool:
    """Tell whether a path is one of those asked for, or lies below one; nothing asked means all."""
    return not asked or any(path == a or path.startswith(a.rstrip("/") + "/") for a in asked)


def _may_hold(folder: str, asked: tuple[str, ...]) -> bool:
    return not asked or any(is_asked(folder, (a,)) or is_asked(a, (folder,)) for a in asked)
