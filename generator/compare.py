"""Judge a change by what it makes worse: the findings now that were not there at the merge base.

Only what the change can have touched is read and judged, in both states: the changed cells, and those whose findings
take something from them (cells that name them, the same observer on the same day, a changed district or rulebook file).
"""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.judge import Means, Opened, Origin, Store, is_asked, map_cells, open_store
from generator.model.diagnostic import SEVERITY_ORDER, CheckReport, Diagnostic
from generator.rules import api
from generator.store import index as indexes
from generator.store.difference import Difference, NoComparison, difference, naming
from generator.store.moves import moves

if TYPE_CHECKING:
    from generator.model.digest import CellDigest
    from generator.model.visit import Visit
    from generator.options import Options
    from generator.store.source import History
    from generator.work import CellResult, Shared


@dataclass
class Side:
    """One state of the store, with the results of the cells judged so far, by `DISTRICT/CELL`."""

    opened: Opened
    shared: Shared
    results: dict[str, CellResult] = field(default_factory=dict)

    def judge(self, cells: set[str], means: Means) -> None:
        """Work on those of the cells that this state has and that are not judged yet."""
        wanted = sorted(ref for ref in cells & self.shared.index.cells if ref not in self.results)
        named = [(ref.partition("/")[0], ref.partition("/")[2]) for ref in wanted]
        for result in map_cells(self.shared, named, means):
            self.results[result.ref] = result

    def finish(self) -> Store:
        """Put together what was judged."""
        return self.opened.finish(self.shared, [self.results[ref] for ref in sorted(self.results)])

    def visits(self, ref: str) -> set[Visit]:
        """The visits to a judged cell."""
        return set(self.results[ref].visited.visits) if ref in self.results else set()

    def digest(self, ref: str) -> CellDigest | None:
        """A judged cell in short; None where this state has it not, or cannot read it."""
        return self.results[ref].digest if ref in self.results else None


@dataclass(frozen=True)
class Comparison:
    """What a change does: the report, the cells judged in both states, and where records moved from and to.

    `store` is the judged part of the state now.
    """

    report: CheckReport
    difference: Difference
    moved: dict[str, str]
    before: Side
    now: Side
    store: Store

    def moved_cells(self) -> dict[str, str]:
        """Old to new of each cell whose folder moved, as `DISTRICT/CELL`: that of its `cell.yml`."""
        return {
            _cell_of(old): _cell_of(new)
            for old, new in self.moved.items()
            if old.endswith("/cell.yml") and new.endswith("/cell.yml")
        }


def compare(options: Options, reference: str, means: Means) -> Comparison:
    """Judge what changed since the merge base of `reference` and HEAD (or `options.revision`).

    Errors: NoComparison, SourceError.
    """
    with ThreadPoolExecutor(1) as aside:  # git tells of the past while it is asked for the present
        coming = aside.submit(options.source().history)
        changes = difference(options.root, options.records, reference, options.revision)
        moved = moves(changes)
        history = coming.result()
    before, now = _open(options, changes, moved, history)
    whole = _whole_districts(changes, before, now)
    cells = {ref for path in changes.changed if (ref := _cell_of(path))}
    cells |= {ref for ref in before.shared.index.cells | now.shared.index.cells if ref.partition("/")[0] in whole}
    _judge(cells, before, now, means)
    _judge(_dependents(changes, cells, before, now), before, now, means)
    _judge(_widened(before, now), before, now, means)
    old, new = before.finish(), now.finish()
    report = _report(options, changes, whole, old, new)
    return Comparison(report, changes, moved, before, now, new)


def _judge(cells: set[str], before: Side, now: Side, means: Means) -> None:
    now.judge(cells, means)
    before.judge(cells, means)


def _open(options: Options, changes: Difference, moved: dict[str, str], history: History) -> tuple[Side, Side]:
    """Open both states; where no path came or went they share one index, and always the history of the later."""
    index = indexes.build(changes.now_entries)
    kinds = {e.path: e.kind for e in changes.before_entries}
    same = kinds == {e.path: e.kind for e in changes.now_entries}
    earlier = index if same else indexes.build(changes.before_entries)
    older = dataclasses.replace(options, revision=changes.before.revision)
    sides = []
    for asked, origin in (
        (older, Origin(changes.before, earlier, history, moved)),
        (options, Origin(changes.now, index, history)),
    ):
        opened = open_store(asked, origin)
        sides.append(Side(opened, dataclasses.replace(opened.shared, digests=True)))
    return sides[0], sides[1]


def _cell_of(path: str) -> str:
    parts = path.split("/")
    return f"{parts[1]}/{parts[3]}" if len(parts) > 4 and parts[2] == "cells" else ""


def _whole_districts(changes: Difference, before: Side, now: Side) -> set[str]:
    """The districts of which every cell is judged: their files changed, or a rule that is in force there."""
    slugs = {*before.shared.homes, *now.shared.homes}
    scopes: set[str] = set()
    if any(path.startswith("records/rulebook/") for path in changes.changed):
        scopes = before.opened.rulebook.differing(now.opened.rulebook)
    if "all" in scopes:
        return slugs
    whole = {scope.partition("/")[0] for scope in scopes}
    for slug in slugs - whole:
        old, new = before.shared.homes.get(slug), now.shared.homes.get(slug)
        usable = (slug in before.shared.usable) == (slug in now.shared.usable)
        if old is None or new is None or not usable or old.differs(new):
            whole.add(slug)
    return whole


def _dependents(changes: Difference, cells: set[str], before: Side, now: Side) -> set[str]:
    """The cells whose findings take something from a cell that changed."""
    words: set[str] = {ref.partition("/")[2] for ref in before.shared.index.cells ^ now.shared.index.cells}
    found: set[str] = set()
    visits: set[Visit] = set()
    for ref in cells:
        old, new = before.digest(ref), now.digest(ref)
        for one, other in ((old, new), (new, old)):
            if one is None:
                continue
            if other is None or one.facts.itself != other.facts.itself:
                words.add(ref.partition("/")[2])
            elif one.facts.meetings != other.facts.meetings:
                found |= one.facts.relatives()
        visits |= before.visits(ref) ^ now.visits(ref)
    found |= {cell for path in naming(changes.now, words) if (cell := _cell_of(path))}
    return found | _visited_with(changes, visits)


def _visited_with(changes: Difference, visits: set[Visit]) -> set[str]:
    """The cells that may have had the same observer on the same day as one of these visits."""
    found = set()
    for year in {v.date.year for v in visits}:
        for district in {v.cell.partition("/")[0] for v in visits if v.date.year == year}:
            own = [v for v in visits if v.date.year == year and v.cell.startswith(f"{district}/")]
            days = {v.date.isoformat() for v in own}
            named = naming(changes.now, {v.seat for v in own}, *(f"{district}/cells/*/{y}/*" for y in _near(own)))
            texts = changes.now.read(sorted(named))
            found |= {_cell_of(p) for p, raw in texts.items() if any(day.encode() in raw for day in days)}
    return found


def _near(visits: list[Visit]) -> set[int]:
    """The year folders in which a meeting of these days may stand: a record's month may lie one beside its date's."""
    return {v.date.year + step for v in visits for step in (-1, 0, 1) if step == 0 or v.date.month in {1, 12}}


def _widened(before: Side, now: Side) -> set[str]:
    """All cells of a district where an allowance of the district is used by other cells than before.

    Whether it is of use at all then depends on every cell.
    """
    used: dict[str, list[set[object]]] = {}
    for position, side in enumerate((before, now)):
        for ref, result in side.results.items():
            used.setdefault(ref.partition("/")[0], [set(), set()])[position] |= result.used
    wide = {slug for slug, (old, new) in used.items() if old != new}
    return {ref for ref in before.shared.index.cells | now.shared.index.cells if ref.partition("/")[0] in wide}


def _report(options: Options, changes: Difference, whole: set[str], old: Store, new: Store) -> CheckReport:
    """The findings that are new, or more severe than before; the older ones of what was judged are counted."""
    known = {d.fingerprint: SEVERITY_ORDER[d.severity] for d in old.diagnostics}

    def is_worse(found: Diagnostic) -> bool:
        return SEVERITY_ORDER[found.severity] < known.get(found.fingerprint, len(SEVERITY_ORDER))

    worse = [d for d in new.diagnostics if is_worse(d) and is_asked(d.path, options.asked)]
    cells = {r.ref for r in new.results}
    touched = {_district_of(path) for path in changes.changed} | whole
    judged = [d for d in new.diagnostics if _is_judged(d, cells, touched) and is_asked(d.path, options.asked)]
    older = sum(not is_worse(d) for d in judged)
    files = sum(r.files for r in new.results) + sum(n for slug, n in new.own_files.items() if slug in touched)
    return CheckReport(new.as_of, worse, files, backlog=older, notes=new.lacking)


def _district_of(path: str) -> str:
    """The district whose own file it is, `rulebook`, or nothing for a file of a cell."""
    return "" if _cell_of(path) else path.split("/")[1]


def _is_judged(diagnostic: Diagnostic, cells: set[str], touched: set[str]) -> bool:
    cell = _cell_of(diagnostic.path)
    if cell:
        return cell in cells
    across = {rule.code for rule, _ in api.checks("visits")}
    return _district_of(diagnostic.path) in touched or diagnostic.code in across


__all__ = ["Comparison", "NoComparison", "Side", "compare"]
