"""A district as the sum of its cells: the reduce step of the build. It sees summaries only."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.period import months_of, parts_begun, year_span
from generator.model.summary import DistrictSummary
from generator.model.text import sort_key
from generator.stats import api
from generator.views.peers import with_peers
from generator.views.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.book import DistrictBook
    from generator.model.summary import ByKey, CellSummary, Key, Stats

OF_CELLS = ("month", "quarter", "span", "year", "peers")
OF_PARTS = ("month", "quarter", "span")  # what a half-year or quarter has; the rest is of whole years


def reduce(home: DistrictBook, cells: Iterable[CellSummary], left_out: Iterable[str] = ()) -> DistrictSummary:
    """Add a district's cells up: by unit (with the units below it), by type, as a whole, and month by month.

    Shape: cells in Vietnamese order of names; units as in `district.yml`, also those without a cell; types in the order
    of the code list, only those that occur; in each year, half-year and quarter all figures that such a stretch has.
    `left_out` lists files of the district that could not be counted; those of its cells are added.
    """
    return add_up(home, with_peers(cells, home.district), left_out, frozenset(api.figures()))


def add_up(
    home: DistrictBook, cells: Iterable[CellSummary], left_out: Iterable[str], wanted: frozenset[str]
) -> DistrictSummary:
    """Add up cells whose figures are complete; of the fixed figures only those `wanted` are there.

    Figures of families are there where the cells, or the district's own files, have them.
    """
    ordered = tuple(sorted(cells, key=lambda cell: (sort_key(cell.name), cell.slug)))
    plain = DistrictSummary(home, ordered)
    monthly, unit_monthly = _months(ordered, home, plain.years, tuple(i for i in api.ids_by("month") if i in wanted))
    return DistrictSummary(
        home=home,
        cells=ordered,
        stats=_with_own(home, _total([cell.stats for cell in ordered], plain.keys, wanted), wanted),
        units=_units(ordered, home, plain.keys, wanted),
        types={
            type_: _total([cell.stats for cell in ordered if cell.type == type_], plain.keys, wanted)
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
        for year in district.years:
            years[year].add(district.stats[year])
            ids |= dict.fromkeys(id_ for id_ in district.stats[year] if id_ in api.figures())
    return {year: years[year].total(ids) for year in sorted(years)}


def _ids(key: Key, wanted: frozenset[str]) -> tuple[str, ...]:
    """The fixed figures that cells have in a year, or in a part of one."""
    by = OF_CELLS if isinstance(key, int) else OF_PARTS
    return tuple(id_ for id_ in api.ids_by(*by) if id_ in wanted)


def _total(parts: list[ByKey], keys: list[Key], wanted: frozenset[str]) -> dict[Key, Stats]:
    sums: dict[Key, Sums] = defaultdict(Sums)
    for stats in parts:
        for key, figures in stats.items():
            sums[key].add(figures)
    return {key: sums[key].total(_ids(key, wanted)) for key in keys}


def _with_own(home: DistrictBook, stats: dict[Key, Stats], wanted: frozenset[str]) -> ByKey:
    """The figures of a district with those that its own files give: events, reviews, seats."""
    for year in home.years:
        for span in (year_span(year), *parts_begun(year, home.as_of)):
            key: Key = year if span.is_year else str(span)
            sums = Sums()
            sums.add(stats[key])
            for compute in api.computed_by("district"):
                sums.add({id_: ratio for id_, ratio in compute(home, span) if _is_wanted(id_, wanted)})
            own = tuple(id_ for id_ in api.ids_by("district") if id_ in wanted)
            stats[key] = sums.total((*_ids(key, wanted), *own))
    return stats


def _is_wanted(id_: str, wanted: frozenset[str]) -> bool:
    """Tell whether a figure is asked for; one of a family where anything private is."""
    if id_ in api.figures():
        return id_ in wanted
    figure = api.figure_of(id_)
    return figure is not None and (not figure.private or wanted == frozenset(api.figures()))


def _units(
    cells: Iterable[CellSummary], home: DistrictBook, keys: list[Key], wanted: frozenset[str]
) -> dict[str, ByKey]:
    parts: dict[str, list[ByKey]] = {unit: [] for unit in home.district.units}
    for cell in cells:
        for key, units in cell.unit_stats.items():
            for unit, stats in units.items():
                if unit in parts:
                    parts[unit].append({key: stats})
    return {unit: _total(found, keys, wanted) for unit, found in parts.items()}


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
