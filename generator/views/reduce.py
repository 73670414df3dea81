"""A district as the sum of its cells: the reduce step of the build. It sees summaries only."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from generator.model import codes
from generator.model.late import Late
from generator.model.period import months_of, parts_of, year_span
from generator.model.summary import DistrictSummary
from generator.model.text import sort_key
from generator.stats import api
from generator.views.peers import with_peers
from generator.views.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model.book import DistrictBook
    from generator.model.late import Kept, Watch
    from generator.model.ratio import Ratio
    from generator.model.summary import CellSummary, Key, Stats

OF_CELLS = ("month", "quarter", "span", "year", "peers")
OF_PARTS = ("month", "quarter", "span")  # what a half-year or quarter has; the rest is of whole years


def reduce(
    home: DistrictBook,
    cells: Iterable[CellSummary],
    left_out: Iterable[str] = (),
    watch: Watch | None = None,
    kept: Kept | None = None,
) -> DistrictSummary:
    """Add a district's cells up: by unit (with the units below it), by type, as a whole, and month by month.

    Shape: cells in Vietnamese order of names; units as in `district.yml`, also those without a cell; types in the order
    of the code list, only those that occur; in each year, half-year and quarter all figures that such a stretch has.
    Sums are worked out when they are asked for. `left_out` lists files of the district that could not be counted; those
    of its cells are added. `watch` is told what is read; `kept` holds sums that were worked out before.
    """
    return add_up(home, with_peers(cells, home.district, watch), left_out, frozenset(api.figures()), watch, kept)


def add_up(
    home: DistrictBook,
    cells: Iterable[CellSummary],
    left_out: Iterable[str],
    wanted: frozenset[str],
    watch: Watch | None = None,
    kept: Kept | None = None,
) -> DistrictSummary:
    """Add up cells whose figures are complete; of the fixed figures only those `wanted` are there.

    Figures of families are there where the cells, or the district's own files, have them.
    """
    ordered = tuple(sorted(cells, key=lambda cell: (sort_key(cell.name), cell.slug)))
    plain = DistrictSummary(home, ordered)
    sums = _Adding(home, ordered, wanted)
    months = [str(month) for year in plain.years for month in months_of(year)]
    units, types = list(home.district.units), [t for t in codes.CELL_TYPES if any(cell.type == t for cell in ordered)]

    def late(keys: Iterable[Any], make: Callable[..., Stats], *name: str) -> Late:
        called = " ".join([home.slug, make.__name__, *name])
        return Late(keys, functools.partial(make, *name), watch, called, kept)

    return DistrictSummary(
        home=home,
        cells=ordered,
        stats=late(plain.keys, sums.whole),
        units={unit: late(plain.keys, sums.unit, unit) for unit in units},
        types={type_: late(plain.keys, sums.type, type_) for type_ in types},
        monthly=late(months, sums.month),
        unit_monthly={unit: late(months, sums.unit_month, unit) for unit in units},
        left_out=tuple(sorted({*left_out, *(path for cell in ordered for path in cell.left_out)})),
        figures=sums.figures(plain.keys),
    )


def sums_of(district: DistrictSummary) -> list[tuple[Late, Any]]:
    """Every sum of a district as a mapping and a key of it, those of a year together."""
    found = [district.stats, district.monthly]
    found += [*district.units.values(), *district.types.values(), *district.unit_monthly.values()]
    sums = [(late, key) for late in found if isinstance(late, Late) for key in late]
    return sorted(sums, key=lambda one: str(one[1])[:4])


class _Adding:
    """The sums of a district's cells, each for one key, worked out anew whenever it is asked for."""

    def __init__(self, home: DistrictBook, cells: tuple[CellSummary, ...], wanted: frozenset[str]) -> None:
        self._home = home
        self._cells = cells
        self._wanted = wanted
        self._above = functools.cache(home.district.ancestors)
        self._of_unit: dict[str, list[CellSummary]] = defaultdict(list)  # the cells that ever stood below a unit
        for cell in cells:
            for unit in dict.fromkeys(unit for span in cell.under for unit in self._above(span[0])):
                self._of_unit[unit].append(cell)
        self._months = tuple(id_ for id_ in api.ids_by("month") if id_ in wanted)

    def whole(self, key: Key) -> Stats:
        """The figures of the district, with those that its own files give: events, reviews, seats."""
        sums = Sums()
        for cell in self._cells:
            sums.add(cell.stats.get(key, {}))
        own, fixed = self._own(key)
        sums.add(dict(own))
        return sums.total(fixed)

    def figures(self, keys: Iterable[Key]) -> frozenset[str]:
        """The ids of the figures that the district, its units, types or cells have in these stretches."""
        found = {id_ for cell in self._cells for id_ in cell.figures}
        for key in keys:
            own, fixed = self._own(key)
            found.update(fixed, (id_ for id_, ratio in own if any(ratio)))
        return frozenset(found)

    def _own(self, key: Key) -> tuple[list[tuple[str, Ratio]], tuple[str, ...]]:
        """What the district's own files give for a stretch, and the ids of all fixed figures that a district has."""
        span = year_span(key) if isinstance(key, int) else next(s for s in parts_of(int(key[:4])) if str(s) == key)
        own = [one for compute in api.computed_by("district") for one in compute(self._home, span)]
        fixed = tuple(id_ for id_ in api.ids_by("district") if id_ in self._wanted)
        return [one for one in own if _is_wanted(one[0], self._wanted)], (*_ids(key, self._wanted), *fixed)

    def unit(self, unit: str, key: Key) -> Stats:
        """The figures of a unit."""
        sums = Sums()
        for cell in self._of_unit.get(unit, ()):
            sums.add(cell.unit_stats.get(key, {}).get(unit, {}))
        return sums.total(_ids(key, self._wanted))

    def type(self, type_: str, key: Key) -> Stats:
        """The figures of a type."""
        sums = Sums()
        for cell in self._cells:
            if cell.type == type_:
                sums.add(cell.stats.get(key, {}))
        return sums.total(_ids(key, self._wanted))

    def month(self, month: str) -> Stats:
        """A single month of the district."""
        sums = Sums()
        for cell in self._cells:
            sums.add(cell.monthly.get(month, {}))
        return sums.total(self._months)

    def unit_month(self, unit: str, month: str) -> Stats:
        """A single month of a unit."""
        sums = Sums()
        for cell in self._of_unit.get(unit, ()):
            if unit in self._above(cell.month_units.get(month)):
                sums.add(cell.monthly.get(month, {}))
        return sums.total(self._months)


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


def _is_wanted(id_: str, wanted: frozenset[str]) -> bool:
    """Tell whether a figure is asked for; one of a family where anything private is."""
    if id_ in api.figures():
        return id_ in wanted
    figure = api.figure_of(id_)
    return figure is not None and (not figure.private or wanted == frozenset(api.figures()))
