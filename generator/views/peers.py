"""Figures of a cell that depend on the other cells of its unit: known only when all cells are."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model.ratio import ZERO
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.district import District
    from generator.model.ratio import Ratio
    from generator.model.summary import CellSummary, Stats


def with_peers(cells: Iterable[CellSummary], district: District) -> list[CellSummary]:
    """The cells with the figures that depend on the cells directly under the same unit, year by year.

    Each of these figures is there for every year of every cell; 0/0 where the cell had no unit that year.
    """
    whole = list(cells)
    ids = api.ids_by("peers")
    groups: dict[tuple[int, str], list[CellSummary]] = defaultdict(list)
    for cell in whole:
        for year, unit in cell.year_units.items():
            groups[year, unit].append(cell)
    found: dict[tuple[int, str], dict[str, Ratio]] = defaultdict(dict)
    for (year, _), peers in groups.items():
        for compute in api.computed_by("peers"):
            for slug, id_, ratio in compute(peers, year):
                found[year, slug][id_] = ratio
    return [_extended(cell, found, ids, district) for cell in whole]


def _extended(
    cell: CellSummary, found: dict[tuple[int, str], dict[str, Ratio]], ids: tuple[str, ...], district: District
) -> CellSummary:
    stats, units = dict(cell.stats), dict(cell.unit_stats)
    for year in cell.months:
        own = found.get((year, cell.slug), {})
        stats[year] = _joined(stats[year], {id_: own.get(id_, ZERO) for id_ in ids})
        above = district.ancestors(cell.year_units.get(year))
        if own and above:
            units[year] = units.get(year, {}) | {
                unit: _joined(units.get(year, {}).get(unit, {}), own) for unit in above
            }
    return dataclasses.replace(cell, stats=stats, unit_stats=units)


def _joined(stats: Stats, more: Stats) -> Stats:
    merged = {**stats, **more}
    return {id_: merged[id_] for id_ in api.in_order(merged)}
