"""The rows of the tables by unit and by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Link
from generator.model.memory import remembered
from generator.model.ratio import ZERO
from generator.model.text import sort_key
from generator.views.figures import value_of
from generator.views.month_cells import missing_months
from generator.views.site import Site, cell_figures_url, cell_url, unit_url
from generator.views.trend import months_of_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model.book import DistrictBook
    from generator.model.figure import Value
    from generator.model.ratio import Ratio
    from generator.model.summary import CellSummary, DistrictSummary, Stats

GRADES = tuple(f"grades.{grade}" for grade in codes.GRADES)
ROW_FIGURES = ("meeting_coverage", "thematic_quarters", "attendance_rate_due", "speaker_share")
COLUMNS = dict(zip(("coverage", "thematic", "attendance", "speakers"), ROW_FIGURES, strict=True)) | {
    "roll": "attendance_rate_roll"
}


class Row(NamedTuple):
    """One cell, unit or whole in a table.

    Attributes:
        number: The row's number among the cells; 0 for a unit.
        name: The name.
        url: Its page.
        slug: What it is called in addresses; empty for a whole.
        depth: How many units of the table stand above it.
        type: The cell's type; empty for a unit.
        cells: How many cells.
        members: How many members; None where not known or not shown.
        coverage: Regular meetings held.
        thematic: Quarters with a theme.
        attendance: Attendance of those due.
        roll: Attendance of the whole roll.
        speakers: Share of those there who spoke.
        grades: How many meetings got each grade, the best first; empty where none was graded.
        visits: Visits of superior members, of those planned.
        spark: The attendance of each month of the year.
        missing: Months without a record.
        errors: How many errors the checks found in all its years.
        warnings: How many warnings.
        is_partial: Whether the cell was not active all year.
    """

    number: int
    name: str
    url: str
    slug: str
    depth: int
    type: str
    cells: int
    members: int | None
    coverage: Value
    thematic: Value
    attendance: Value
    roll: Value
    speakers: Value
    grades: tuple[int, ...]
    visits: Ratio
    spark: tuple[Ratio, ...]
    missing: int
    errors: int
    warnings: int
    is_partial: bool

    @property
    def found(self) -> int:
        """Errors and warnings together."""
        return self.errors + self.warnings


class Group(NamedTuple):
    """The cells of one unit.

    Attributes:
        whole: The unit with its figures.
        rows: Its cells.
    """

    whole: Row
    rows: tuple[Row, ...]


class Tables(NamedTuple):
    """The tables of a scope's parts.

    Attributes:
        units: The units below it.
        groups: The cells by unit.
        total: The scope itself.
        elsewhere: Units and cells that had nothing in this year.
    """

    units: tuple[Row, ...]
    groups: tuple[Group, ...]
    total: Row
    elsewhere: tuple[Link, ...]


class Part(NamedTuple):
    """What a row is made of: the cells, their figures added up, and the page that these belong to."""

    name: str
    url: str
    of: str
    slug: str
    stats: Stats | None
    monthly: Mapping[str, Stats]
    cells: Sequence[CellSummary]


class Year(NamedTuple):
    """A district's year, and whether figures that count people are shown."""

    site: Site
    summary: DistrictSummary
    number: int
    people: bool


def unit_tree(summary: DistrictSummary, root: str | None, wanted: Iterable[str]) -> list[tuple[str, int]]:
    """The wanted units below `root`, each after the one above it, with depth; siblings as in `district.yml`."""
    units, keep = _units_below(summary.home), set(wanted)

    def below(parent: str | None, depth: int, seen: frozenset[str]) -> Iterator[tuple[str, int]]:
        for slug in units.get(parent, ()):
            if slug not in seen:
                shown = slug in keep
                if shown:
                    yield slug, depth
                yield from below(slug, depth + shown, seen | {slug})

    return list(below(root, 0, frozenset()))


@remembered
def _units_below(home: DistrictBook) -> dict[str | None, list[str]]:
    """The units directly below each unit, and of the district itself under None; as in `district.yml`."""
    units = home.district.units
    found: dict[str | None, list[str]] = {}
    for slug, unit in units.items():
        found.setdefault(unit.parent if unit.parent in units else None, []).append(slug)
    return found


def is_of_cells(home: DistrictBook, unit: str) -> bool:
    """Tell whether a unit is no committee, but cells that stand directly below one."""
    return unit in home.district.units and not home.district.units[unit].is_committee


def is_direct(home: DistrictBook, unit: str) -> bool:
    """Tell whether a unit is cells directly below the district itself."""
    return is_of_cells(home, unit) and len(home.district.ancestors(unit)) == 1


def units_of_year(summary: DistrictSummary, year: int) -> frozenset[str]:
    """The units that had cells in a year, and those above them."""
    return frozenset(unit for unit in _by_unit(summary, year) if unit is not None)


def cells_below(summary: DistrictSummary, unit: str | None, year: int) -> Sequence[CellSummary]:
    """The cells of a year under a unit (or those below it); all of the year where `unit` is None."""
    return _by_unit(summary, year).get(unit, ())


@remembered
def _by_unit(summary: DistrictSummary, year: int) -> dict[str | None, list[CellSummary]]:
    """The cells of a year below each unit that has any, and of the whole district under None."""
    found: dict[str | None, list[CellSummary]] = {}
    for cell in summary.cells:
        if year in cell.year_units:
            for unit in (None, *summary.home.district.ancestors(cell.year_units[year])):
                found.setdefault(unit, []).append(cell)
    return found


def unit_row(year: Year, slug: str, depth: int = 0, *, own: bool = False) -> Row:
    """The row of a unit; `own` where it stands on the unit's own page."""
    summary = year.summary
    units = summary.home.district.units
    url = unit_url(summary.home.slug, slug, year.number)
    stats, monthly = summary.units.get(slug, {}).get(year.number), summary.unit_monthly.get(slug, {})
    name = units[slug].name if slug in units else slug
    part = Part(name, url, "" if own else url, slug, stats, monthly, cells_below(summary, slug, year.number))
    return row_of(year, part, depth=depth)


def cell_row(year: Year, cell: CellSummary, number: int) -> Row:
    """The row of a cell."""
    url = cell_url(cell.ref)
    of = cell_figures_url(year.site, cell.ref, year.number)
    stats = cell.stats.get(year.number)
    part = Part(short_name(cell.name), url, of, cell.slug, stats, cell.monthly, (cell,))
    is_partial = year.number not in cell.full_years
    return row_of(year, part, number=number, type_=year.site.say(codes.CELL_TYPES[cell.type]), is_partial=is_partial)


def row_of(
    year: Year, part: Part, *, number: int = 0, depth: int = 0, type_: str = "", is_partial: bool = False
) -> Row:
    """One row of a table."""
    values = {name: value_of(part.stats, id_, part.of) for name, id_ in COLUMNS.items()}
    stats = part.stats or {}
    grades = tuple([int(stats.get(id_, ZERO).n) for id_ in GRADES])
    return Row(
        number=number,
        name=part.name,
        url=part.url,
        slug=part.slug,
        depth=depth,
        type=type_,
        cells=len(part.cells),
        members=members_of(part.cells, year.number) if year.people else None,
        **values,
        grades=grades if any(grades) else (),
        visits=stats.get("observer_visits", ZERO),
        spark=_spark(part.monthly, year.number) if number else (),
        missing=sum(len(missing_months(cell, year.number)) for cell in part.cells),
        errors=sum(cell.problems.get("error", 0) for cell in part.cells),
        warnings=sum(cell.problems.get("warning", 0) for cell in part.cells),
        is_partial=is_partial,
    )


def _spark(monthly: Mapping[str, Stats], year: int) -> tuple[Ratio, ...]:
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


def tables_of(year: Year, unit: str | None, whole: Part) -> Tables:
    """The tables of a district (`unit` None) or unit; `whole` is the scope itself."""
    active = units_of_year(year.summary, year.number)
    return Tables(
        units=tuple(unit_row(year, slug, depth) for slug, depth in unit_tree(year.summary, unit, active)),
        groups=groups(year, unit),
        total=row_of(year, whole),
        elsewhere=_elsewhere(year, active) if unit is None else (),
    )


def groups(year: Year, unit: str | None) -> tuple[Group, ...]:
    """The cells of a year grouped by the unit directly above them, in the order of the units; numbered throughout."""
    found: dict[str, list[CellSummary]] = {}
    for cell in cells_below(year.summary, unit, year.number):
        found.setdefault(cell.year_units[year.number], []).append(cell)
    order = [slug for slug, _ in unit_tree(year.summary, None, found)]
    order += sorted(set(found) - set(order), key=sort_key)
    result, number = [], 0
    for slug in order:
        rows = tuple(cell_row(year, cell, number + n) for n, cell in enumerate(found[slug], 1))
        number += len(rows)
        result.append(Group(unit_row(year, slug, own=slug == unit), rows))
    return tuple(result)


def _elsewhere(year: Year, active: frozenset[str]) -> tuple[Link, ...]:
    home = year.summary.home
    units = [Link(u.name, unit_url(home.slug, slug)) for slug, u in home.district.units.items() if slug not in active]
    rest = [
        Link(short_name(cell.name), cell_url(cell.ref))
        for cell in year.summary.cells
        if year.number not in cell.year_units
    ]
    return (*units, *rest)
