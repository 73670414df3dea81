"""The table of a report by unit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Link
from generator.views.figures import value_of
from generator.views.scope_rows import ROW_FIGURES, unit_tree
from generator.views.site import district_url, unit_url
from generator.views.stretch import cells_at, figures_url, months_in, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.figure import Value
    from generator.model.summary import DistrictSummary, Key, Stats


class UnitLine(NamedTuple):
    """One unit of the table, or the whole district.

    Attributes:
        unit: Its name and page.
        depth: How many units of the table stand above it.
        cells: The cells active at the end.
        members: Their members; None where that is not known.
        coverage: Regular meetings held.
        thematic: Quarters with a theme.
        attendance: Attendance of those due.
        speakers: Share of those there who spoke.
        missing: Months without a record.
    """

    unit: Link
    depth: int
    cells: int
    members: int | None
    coverage: Value
    thematic: Value
    attendance: Value
    speakers: Value
    missing: int


class _Counts(NamedTuple):
    """What is counted cell by cell: for each unit that has any, and for the whole district under None."""

    active: Counter[str | None]
    missing: Counter[str | None]


def lines_of(summary: DistrictSummary, key: Key) -> tuple[UnitLine, tuple[UnitLine, ...]]:
    """The whole district, and the units that had cells in a stretch, each below the one above it."""
    home, counts = summary.home, _counts(summary, key)
    whole = Link(home.district.name, figures_url(district_url(home.slug), key))
    total = _line(summary.stats.get(key), whole, 0, None, counts)
    return total, tuple(_units(summary, key, counts))


def _counts(summary: DistrictSummary, key: Key) -> _Counts:
    months, above = set(months_in(key)), summary.home.district.ancestors
    counts = _Counts(Counter(), Counter())
    for _, own in cells_at(summary, key):
        counts.active.update((None, *above(own)))
    for cell in summary.cells:
        for month in cell.months.get(year_of(key), ()):
            if month.state == "missing" and month.period in months:
                counts.missing.update((None, *above(cell.month_units.get(str(month.period)))))
    return counts


def _units(summary: DistrictSummary, key: Key, counts: _Counts) -> Iterator[UnitLine]:
    home, months = summary.home, [str(month) for month in months_in(key)]
    there = {cell.month_units[month] for cell in summary.cells for month in months if month in cell.month_units}
    wanted = {above for unit in there for above in home.district.ancestors(unit)}
    for slug, depth in unit_tree(summary, None, wanted):
        name, url = home.district.units[slug].name, figures_url(unit_url(home.slug, slug), key)
        yield _line(summary.units.get(slug, {}).get(key), Link(name, url), depth, slug, counts)


def _line(stats: Stats | None, unit: Link, depth: int, slug: str | None, counts: _Counts) -> UnitLine:
    coverage, thematic, attendance, speakers = (value_of(stats, id_, unit.url) for id_ in ROW_FIGURES)
    return UnitLine(
        unit=unit,
        depth=depth,
        cells=counts.active[slug],
        members=_members(stats),
        coverage=coverage,
        thematic=thematic,
        attendance=attendance,
        speakers=speakers,
        missing=counts.missing[slug],
    )


def _members(stats: Stats | None) -> int | None:
    ratio = value_of(stats, "members_per_cell").ratio
    return int(ratio.n) if ratio.d else None
