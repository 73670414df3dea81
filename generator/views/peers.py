"""Figures of a cell that depend on the other cells of its unit: known only when all cells are."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model.late import Late
from generator.model.ratio import ZERO
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.district import District
    from generator.model.late import Watch
    from generator.model.summary import CellSummary, Key, Stats


def with_peers(cells: Iterable[CellSummary], district: District, watch: Watch | None = None) -> list[CellSummary]:
    """The cells with the figures that depend on the cells directly under the same unit, year by year.

    Each of these figures is there for every year of every cell; 0/0 where the cell had no unit that year. They are
    worked out when a year is asked for.
    """
    whole = list(cells)
    years = {year for cell in whole for year in cell.year_units}
    found = Late(years, functools.partial(_of_year, whole), watch)
    ids = api.ids_by("peers")
    return [_extended(cell, found, ids, district, watch) for cell in whole]


def _of_year(cells: list[CellSummary], year: int) -> dict[str, Stats]:
    """These figures of a year, by cell."""
    groups: dict[str, list[CellSummary]] = defaultdict(list)
    for cell in cells:
        if year in cell.year_units:
            groups[cell.year_units[year]].append(cell)
    found: dict[str, Stats] = defaultdict(dict)
    for peers in groups.values():
        for compute in api.computed_by("peers"):
            for slug, id_, ratio in compute(peers, year):
                found[slug][id_] = ratio
    return dict(found)


def _extended(
    cell: CellSummary,
    found: Mapping[int, dict[str, Stats]],
    ids: tuple[str, ...],
    district: District,
    watch: Watch | None,
) -> CellSummary:
    def own_of(key: Key) -> Stats:
        return found[key].get(cell.slug, {}) if isinstance(key, int) and key in found else {}

    def of_cell(key: Key) -> Stats:
        stats, own = cell.stats[key], own_of(key)
        return _joined(stats, {id_: own.get(id_, ZERO) for id_ in ids}) if isinstance(key, int) else stats

    def of_units(key: Key) -> dict[str, Stats]:
        units, own = cell.unit_stats[key], own_of(key)
        above = district.ancestors(cell.year_units.get(key)) if own and isinstance(key, int) else ()
        return units | {unit: _joined(units.get(unit, {}), own) for unit in above}

    stats = Late(cell.stats, of_cell, watch, holds=False)
    units = Late(cell.unit_stats, of_units, watch, holds=False)
    return dataclasses.replace(
        cell, stats=stats, unit_stats=units, figures=cell.figures.union(ids if cell.figures else ())
    )


def _joined(stats: Stats, more: Stats) -> Stats:
    merged = {**stats, **more}
    return {id_: merged[id_] for id_ in api.in_order(merged)}
