"""A district as the sum of its cells: the reduce step of the build. It sees summaries only."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.period import months_of
from generator.model.summary import DistrictSummary
from generator.model.text import sort_key
from generator.stats import api
from generator.views.summary import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.book import DistrictBook
    from generator.model.summary import CellSummary, Stats


def reduce(
    home: DistrictBook, cells: Iterable[CellSummary], left_out: Iterable[str] = (), ids: Iterable[str] | None = None
) -> DistrictSummary:
    """Add a district's cells up: by unit (with the units below it), by type, as a whole, and month by month.

    Shape: cells in Vietnamese order of names; units as in `district.yml`, also those without a cell; types in the order
    of the code list, only those that occur; in each year and month all figures of `ids` (all there are, if not given).
    `left_out` lists files of the district that could not be counted; those of its cells are added.
    """
    ordered = tuple(sorted(cells, key=lambda cell: (sort_key(cell.name), cell.slug)))
    wanted = tuple(api.figures() if ids is None else ids)
    years = DistrictSummary(home, ordered).years
    monthly, unit_monthly = _months(ordered, home, years, tuple(id_ for id_ in wanted if id_ in _monthly_ids()))
    return DistrictSummary(
        home=home,
        cells=ordered,
        stats=_total(ordered, years, wanted),
        units=_units(ordered, home, years, wanted),
        types={
            type_: _total([cell for cell in ordered if cell.type == type_], years, wanted)
            for type_ in codes.CELL_TYPES
            if any(cell.type == type_ for cell in ordered)
        },
        monthly=monthly,
        unit_monthly=unit_monthly,
        left_out=tuple(sorted({*left_out, *(path for cell in ordered for path in cell.left_out)})),
    )


def all_districts(districts: Iterable[DistrictSummary]) -> dict[int, Stats]:
    """The figures of all districts together, by year: for each year, those of the districts that show it."""
    years: dict[int, Sums] = defaultdict(Sums)
    ids: dict[str, None] = {}
    for district in districts:
        for year, stats in district.stats.items():
            years[year].add(stats)
            ids |= dict.fromkeys(stats)
    return {year: years[year].total(ids) for year in sorted(years)}


@functools.cache
def _monthly_ids() -> frozenset[str]:
    return frozenset(
        figure.id for statistic, _ in api.modules() if statistic.by == "month" for figure in statistic.figures
    )


def _total(cells: Iterable[CellSummary], years: range, ids: tuple[str, ...]) -> dict[int, Stats]:
    sums: dict[int, Sums] = defaultdict(Sums)
    for cell in cells:
        for year, stats in cell.stats.items():
            sums[year].add(stats)
    return {year: sums[year].total(ids) for year in years}


def _units(
    cells: Iterable[CellSummary], home: DistrictBook, years: range, ids: tuple[str, ...]
) -> dict[str, dict[int, Stats]]:
    sums: dict[tuple[str, int], Sums] = defaultdict(Sums)
    for cell in cells:
        for year, units in cell.unit_stats.items():
            for unit, stats in units.items():
                sums[unit, year].add(stats)
    return {unit: {year: sums[unit, year].total(ids) for year in years} for unit in home.district.units}


def _months(
    cells: Iterable[CellSummary], home: DistrictBook, years: range, ids: tuple[str, ...]
) -> tuple[dict[str, Stats], dict[str, dict[str, Stats]]]:
    """The single months of the district, and those of its units."""
    whole: dict[str, Sums] = defaultdict(Sums)
    parts: dict[tuple[str, str], Sums] = defaultdict(Sums)
    above = functools.cache(home.district.ancestors)
    for cell in cells:
        for month, stats in cell.monthly.items():
            whole[month].add(stats)
            for unit in above(cell.month_units.get(month)):
                parts[unit, month].add(stats)
    months = [str(month) for year in years for month in months_of(year)]
    return (
        {month: whole[month].total(ids) for month in months},
        {unit: {month: parts[unit, month].total(ids) for month in months} for unit in home.district.units},
    )
