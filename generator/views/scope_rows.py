"""The rows of the tables by unit and by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import sort_key
from generator.views.figures import value_of
from generator.views.month_cells import missing_months
from generator.views.site import cell_url, unit_url
from generator.views.trend import months_of_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.figure import Value
    from generator.model.ratio import Ratio
    from generator.model.summary import CellSummary, DistrictSummary, Stats

ROW_FIGURES = ("meeting_coverage", "thematic_quarters", "attendance_rate_due", "speaker_share")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit or cell in a table.

    Attributes:
        number: The row's number among the cells; 0 for a unit.
        name: The name.
        url: Its page.
        depth: How many units of the table stand above it.
        type: The cell's type; empty for a unit.
        cells: How many cells a unit has.
        members: How many members; None where not known or not shown.
        coverage: Regular meetings held.
        thematic: Quarters with a theme.
        attendance: Attendance of those due.
        speakers: Share of those there who spoke.
        spark: The trend of the months of the year.
        missing: Months without a record.
        is_partial: Whether the cell was not active all year.
    """

    number: int
    name: str
    url: str
    depth: int
    type: str
    cells: int
    members: int | None
    coverage: Value
    thematic: Value
    attendance: Value
    speakers: Value
    spark: tuple[Ratio, ...]
    missing: int
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The cells of one unit.

    Attributes:
        name: The unit's name.
        url: The unit's page.
        coverage: The unit's regular meetings held.
        attendance: The unit's attendance of those due.
        rows: Its cells.
    """

    name: str
    url: str
    coverage: Value
    attendance: Value
    rows: tuple[Row, ...]


def unit_tree(summary: DistrictSummary, root: str | None, wanted: Iterable[str]) -> list[tuple[str, int]]:
    """The wanted units below `root`, each after the one above it, with depth; siblings as in `district.yml`."""
    units, keep = summary.home.district.units, set(wanted)

    def below(parent: str | None, depth: int, seen: frozenset[str]) -> Iterator[tuple[str, int]]:
        for slug, unit in units.items():
            above = unit.parent if unit.parent in units else None
            if above == parent and slug not in seen:
                shown = slug in keep
                if shown:
                    yield slug, depth
                yield from below(slug, depth + shown, seen | {slug})

    return list(below(root, 0, frozenset()))


def units_of_year(summary: DistrictSummary, year: int) -> set[str]:
    """The units that had cells in a year, and those above them."""
    found = {cell.year_units[year] for cell in summary.cells if year in cell.year_units}
    return {above for unit in found for above in summary.home.district.ancestors(unit)}


def cells_below(summary: DistrictSummary, unit: str | None, year: int) -> list[CellSummary]:
    """The cells of a year under a unit (or those below it); all of the year where `unit` is None."""
    ancestors = summary.home.district.ancestors
    return [
        cell
        for cell in summary.cells
        if year in cell.year_units and (unit is None or unit in ancestors(cell.year_units[year]))
    ]


def unit_row(summary: DistrictSummary, slug: str, depth: int, year: int, *, people: bool) -> Row:
    """The row of a unit."""
    home = summary.home
    cells = cells_below(summary, slug, year)
    url = unit_url(home.slug, slug, year)
    stats = summary.units.get(slug, {}).get(year)
    return Row(
        number=0,
        name=home.district.units[slug].name,
        url=url,
        depth=depth,
        type="",
        cells=len(cells),
        members=members_of(cells, year) if people else None,
        **_values(stats, url),
        spark=_spark(summary.unit_monthly.get(slug, {}), year),
        missing=sum(len(missing_months(cell, year)) for cell in cells),
        is_partial=False,
    )


def cell_row(cell: CellSummary, number: int, year: int, *, people: bool) -> Row:
    """The row of a cell."""
    ref = f"{cell.district}/{cell.slug}"
    return Row(
        number=number,
        name=short_name(cell.name),
        url=cell_url(ref),
        depth=0,
        type=codes.CELL_TYPES[cell.type].vi,
        cells=0,
        members=members_of((cell,), year) if people else None,
        **_values(cell.stats.get(year), cell_url(ref, year)),
        spark=_spark(cell.monthly, year),
        missing=len(missing_months(cell, year)),
        is_partial=year not in cell.full_years,
    )


def _values(stats: Stats | None, of: str) -> dict[str, Value]:
    names = ("coverage", "thematic", "attendance", "speakers")
    return {name: value_of(stats, id_, of) for name, id_ in zip(names, ROW_FIGURES, strict=True)}


def _spark(monthly: dict[str, Stats], year: int) -> tuple[Ratio, ...]:
    found = months_of_figure(monthly, "attendance_rate_due", year)
    return found if any(ratio.d for ratio in found) else ()


def members_of(cells: Iterable[CellSummary], year: int) -> int | None:
    """The members of cells together at the year's end (or `as_of`); None where none is known or no cell lives then."""
    known = [number for cell in cells if (number := cell.members.get(year)) is not None and not _has_ended(cell, year)]
    return sum(known) if known else None


def _has_ended(cell: CellSummary, year: int) -> bool:
    """Tell whether the last month of the year that is known finds the cell no longer active."""
    last = cell.months[year][-1] if cell.months.get(year) else None
    return last is not None and last.state == "inactive"


def short_name(name: str) -> str:
    """A cell's name in a table of cells, where `Chi bộ` need not be said again."""
    rest = name.removeprefix("Chi bộ ")
    return rest[:1].upper() + rest[1:]


def groups(summary: DistrictSummary, unit: str | None, year: int, *, people: bool) -> tuple[Group, ...]:
    """The cells of a year grouped by the unit directly above them, in the order of the units; numbered throughout."""
    found: dict[str, list[CellSummary]] = {}
    for cell in cells_below(summary, unit, year):
        found.setdefault(cell.year_units[year], []).append(cell)
    order = [slug for slug, _ in unit_tree(summary, None, found)]
    order += sorted(set(found) - set(order), key=sort_key)
    result, number = [], 0
    for slug in order:
        rows = tuple(cell_row(cell, number + n, year, people=people) for n, cell in enumerate(found[slug], 1))
        number += len(rows)
        url = unit_url(summary.home.slug, slug, year)
        stats = summary.units.get(slug, {}).get(year)
        name = summary.home.district.units[slug].name if slug in summary.home.district.units else slug
        values = _values(stats, "" if slug == unit else url)
        result.append(Group(name, url, values["coverage"], values["attendance"], rows))
    return tuple(result)
