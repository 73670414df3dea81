"""The line: load → check → compute → render → write, as `map(cell) → reduce(summaries)`, and nothing else."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.cache.codec import Unreadable
from generator.compare import Comparison, NoComparison, compare
from generator.ground import refuse_place
from generator.judge import Means, Progress, Store, history_gap, is_asked, map_cells, open_store, origin_of, wanted
from generator.known import Known, known_of
from generator.leaks.guard import exporting, refuse_leaks
from generator.model.diagnostic import CheckReport
from generator.options import Options
from generator.publish import generations as generation
from generator.publish import manifest, place, publisher
from generator.publish import stage as stages
from generator.publish.manifest import Entry
from generator.publish.prove import Proof, prove
from generator.publish.provenance import Provenance
from generator.publish.publisher import Incomplete, Outcome
from generator.publish.stage import Stage
from generator.publish.trouble import NotPublished, told
from generator.store import index as indexes
from generator.store import load, rewrite, vault
from generator.store.difference import is_known
from generator.store.settings import Settings, SettingsError, find_store, read_settings
from generator.store.source import History, SourceError
from generator.work import Shared, facts, predecessor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from generator.above import Above
    from generator.cache.memo import Memo
    from generator.model.book import CellBook
    from generator.model.summary import DistrictSummary
    from generator.model.text import Text


def check(
    options: Options,
    progress: Progress | None = None,
    executor: Executor | None = None,
    known: Known | None = None,
) -> CheckReport:
    """Check a whole store, or the part below `options.asked`. `known` is what earlier runs found out.

    Errors: SourceError where the records cannot be reached.
    """
    store = run(options, None, Means(progress, executor, known=known))
    diagnostics = [d for d in store.diagnostics if is_asked(d.path, options.asked)]
    return CheckReport(
        store.as_of, diagnostics, store.files, notes=store.notes(), days=store.days(options),
        is_lasting=not store.lacking,
    )  # fmt: skip


def check_changes(options: Options, reference: str, progress: Progress | None = None) -> Comparison:
    """Judge a store by what it makes worse than at the merge base of `reference` and HEAD.

    Errors: NoComparison where there is no such commit; SourceError where the records cannot be reached.
    """
    return compare(options, reference, Means(progress))


def usual_base(options: Options) -> str:
    """What a change is compared with where nothing else is asked: the main line as fetched, else the last commit."""
    return "origin/main" if is_known(options.root, "origin/main") else "HEAD"


_ALONE = Means()


def run(options: Options, stage: Stage | None, means: Means = _ALONE, *, counts: bool = False) -> Store:
    """Load and check everything, cells in parallel; `counts` adds summaries, a stage each cell's pages."""
    return run_shared(options, stage, means, counts=counts)[1]


def run_shared(
    options: Options, stage: Stage | None, means: Means = _ALONE, *, counts: bool = False
) -> tuple[Shared, Store]:
    """As `run`, with what every cell's work needed: for looking at single cells afterwards."""
    origin = origin_of(options)
    if means.known is not None:
        means.known.begin(origin.source, origin.index)
    opened = open_store(options, origin)
    shared = dataclasses.replace(opened.shared, stage=stage, counts=counts)
    if stage is not None and not stage.present and options.profile == "internal":
        sites = options.sites(options.today())
        stage.spread(f"{site.prefix}/{slug}/cells".strip("/") for site in sites for slug in sorted(shared.usable))
    results = list(map_cells(shared, wanted(shared), means))
    if means.known is not None:
        means.known.tidy()
    return shared, opened.finish(shared, results)


def build(options: Options, stage: Stage, means: Means = _ALONE) -> Store:
    """Build the record pages and data files of a site into a stage.

    The caller looks at `Store.refused`: then the stage holds a part of a site and is not to be published.
    """
    from generator import pages

    pages.prepare(options.sites(options.today()))
    store = run(options, stage, means, counts=True)
    for result in store.results:
        stage.entries.update(result.pages)
    if not store.refused(options):
        _write_above(options, stage, store, means.known)
    return store


def _write_above(options: Options, stage: Stage, store: Store, known: Known | None) -> None:
    """Make what stands above the cells; what an earlier build made, and is as it was, is left alone."""
    from generator import pages
    from generator.above import Above

    sites, origin = options.sites(store.as_of), provenance(options, store)
    people = {result.ref: result.people for result in store.results if result.people}
    found = {slug: store.of_district(slug) for slug in store.usable}
    if known is None or options.profile != "internal":
        pages.write_site(sites, summaries(store), found, stage, options.jobs, people, origin)
        return
    above = Above.of(known, store.results)
    left_out = {slug: sorted({d.path for d in own if d.stops}) for slug, own in found.items()}
    memo = above.memo(store.results, found, left_out)
    districts = summaries(store, above, memo)
    pages.write_site(
        sites, districts, above.diagnostics(found), stage, options.jobs, above.people(people),
        above.provenance(origin), memo,
    )  # fmt: skip
    if memo.sums is not None and (memo.made != memo.kept or memo.sums.is_new):
        known.keep_made(memo.key, memo.made, memo.sums)


def provenance(options: Options, store: Store) -> Provenance:
    """What data files say of where they come from."""
    history = store.history or History()
    return Provenance(options.site_name, options.site_url, history.first, history.last)


def open_cell(options: Options, ref: str) -> tuple[CellBook, dict[str, str] | None] | None:
    """Read one cell (`DISTRICT/CELL`) with its names and its predecessors' facts, for a scaffold.

    None where it cannot be used. Errors: SourceError where the records cannot be reached.
    """
    source = options.source()
    index = indexes.build(source.entries())
    rulebook, _ = load.load_rulebook(source, index)
    homes = {}
    for slug in sorted(index.districts):
        home, _ = load.load_district(source, index, slug, rulebook, options.clock, History())
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


def summaries(store: Store, above: Above | None = None, memo: Memo | None = None) -> list[DistrictSummary]:
    """The reduce step: each district as the sum of its cells, which `above` watches; `memo` knows earlier sums."""
    from generator.views.reduce import reduce

    reduced = []
    for slug in sorted(store.usable):
        results = [r for r in store.results if r.district == slug]
        cells = [(r.summary if above is None else above.summary(r)) for r in results]
        left_out = sorted({d.path for d in store.of_district(slug) if d.stops})
        watch, sums = None if above is None else above.watch, None if memo is None else memo.sums
        reduced.append(reduce(store.homes[slug], [c for c in cells if c is not None], left_out, watch, sums))
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
    for slug in sorted(index.districts):
        home, _ = load.load_district(source, index, slug, rulebook, options.clock, History())
        found[slug] = sorted(home.district.units) if home is not None else []
    return found


def write_new(options: Options, files: dict[str, str]) -> str | None:
    """Write new files into the store, all or none; where one is there already, write none and return its path.

    What a killed run has left unfinished is finished. Errors: OSError.
    """
    taken = rewrite.create({options.root / path: text.encode() for path, text in files.items()})
    return taken.relative_to(options.root).as_posix() if taken is not None else None


def open_stage(output: Path, purpose: str = "stage", present: Mapping[str, Entry] | None = None) -> Stage:
    """Make an empty staging folder beside the output; files that `present` has already are not written again."""
    return stages.open_stage(output, purpose, present)


@contextmanager
def publishing(output: Path, *, generations: bool = False) -> Iterator[Mapping[str, Entry]]:
    """Hold an output while a site is built for it; what an ended run has left there is finished or removed first.

    Gives what the site that stands there holds. Errors: NotPublished where somebody else holds it, or no site may be
    put there; OSError.
    """
    with place.held(output):
        yield place.standing(output, generations=generations)


def known(options: Options, purpose: str, present: Mapping[str, Entry] | None = None) -> Known | None:
    """What earlier runs found out of a store for a purpose (`check`, `build`); `present` stands at the output.

    None where nothing may be kept: a build knows names, and those that are encrypted are written nowhere but on pages.
    """
    if purpose == "build" and options.profile == "internal" and vault.is_encrypted(options.names):
        return None
    return known_of(options, purpose, present)


def names_note(options: Options) -> Text | None:
    """What a build says of names that it cannot show, though they are there; None where there are none such."""
    return vault.LOCKED if options.profile == "internal" and vault.is_locked(options.names) else None


def recover(output: Path) -> None:
    """Finish or remove what an ended run of `chibo build` has left beside an output that another program fills.

    Errors: NotPublished where somebody holds it, or where it is one of our generations; OSError.
    """
    place.recover(output)


def entries_of(folder: Path) -> dict[str, Entry]:
    """What a folder of a site holds. Errors: OSError."""
    return manifest.of_folder(folder)


def stands_alone(root: Path) -> bool:
    """Tell whether nothing but this program and the store's own files makes its site. Errors: SettingsError."""
    return read_settings(root).stands_alone


def seal(folder: Path) -> None:
    """Write the manifest of a finished site into its folder. Errors: OSError."""
    manifest.seal(folder)


def publish(stage: Stage, output: Path, *, generations: bool = False) -> Outcome:
    """Make an output what a finished stage is; the caller holds it (see `publishing`).

    A stage that knows what it holds may lack the files that stand there already; of another, all are looked at.

    Errors: Incomplete where one of these does not stand there any more; NotPublished, OSError. The old site stands
    then, or a journal that the next command finishes.
    """
    files, listed = publisher.staged(stage) if stage.entries else publisher.files_of(stage.root)
    if generations:
        return generation.publish(files, listed, output)
    present = place.refuse(output, generations=False)
    if present is None:
        return publisher.adopt(stage.root, listed, output)
    return publisher.publish(files, listed, output, present)


def verify(output: Path) -> Proof:
    """Prove a published folder against its manifest. Errors: NotPublished, OSError."""
    return prove(output)


def rollback(output: Path) -> int:
    """Serve the generation before the one that is served; its number. Errors: NotPublished, OSError."""
    with place.held(output):
        return generation.rollback(output)


def discard(stage: Stage) -> None:
    """Remove a stage that is not published."""
    stages.discard(stage)


__all__ = [
    "CheckReport", "Comparison", "Entry", "Incomplete", "Known", "Means", "NoComparison", "NotPublished", "Options",
    "Outcome", "Progress", "Proof", "Settings", "SettingsError", "SourceError", "Stage", "Store", "Unreadable",
    "build", "check", "check_changes", "discard", "entries_of", "exporting", "find_store", "history_gap", "known",
    "list_cells", "list_units", "names_note", "open_cell", "open_stage", "provenance", "publish", "publishing",
    "read_settings", "recover", "refuse_leaks", "refuse_place", "rollback", "run", "run_shared", "seal", "stands_alone",
    "summaries", "told", "usual_base", "verify", "write_new",
]  # fmt: skip
