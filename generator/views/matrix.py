"""The matrix of a year: cells × months, with what is missing first."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.views.figures import value_of
from generator.views.month_cells import MET, MonthCell, StateKey, met_of, missing_months, month_cells, state_key
from generator.views.new_record import TEXTS, WITHOUT, new_record_url
from generator.views.scope_rows import cells_below, short_name, unit_tree
from generator.views.site import (
    Site,
    cell_figures_url,
    cell_url,
    district_frame,
    district_url,
    missing_url,
    problems_url,
    unit_url,
    year_links,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.figure import Value
    from generator.model.summary import CellSummary, DistrictSummary
    from generator.model.text import Text

WIDE = 42  # rows that fit on a sheet of A3 lying; more stand on one upright


class MissingCell(NamedTuple):
    """A cell with months that lack a record.

    Attributes:
        cell: The cell.
        months: The months.
    """

    cell: Link
    months: tuple[int, ...]


class MatrixRow(NamedTuple):
    """One cell's year.

    Attributes:
        cell: The cell.
        months: Its twelve months.
        met: Months with a meeting and months that required one.
        coverage: The same as a statistic of the cell.
        units: The unit directly above it and those above that, by slug.
        type: Its type.
    """

    cell: Link
    months: tuple[MonthCell, ...]
    met: tuple[int, int]
    coverage: Value
    units: tuple[str, ...]
    type: str


class MatrixGroup(NamedTuple):
    """The cells of one unit.

    Attributes:
        id: What links to the group point at.
        unit: The unit.
        months: For each month how many of the cells met, and how many had to.
        coverage: The unit's statistic.
        rows: Its cells.
    """

    id: str
    unit: Link
    months: tuple[tuple[int, int], ...]
    coverage: Value
    rows: tuple[MatrixRow, ...]


class MatrixView(NamedTuple):
    """The matrix page.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        year: The year.
        coverage: The district's statistic.
        due_day: The day of the following month by which a record is due; None where no rule says.
        number: How many months lack a record.
        missing: The cells concerned, most months first.
        key: The key to the marks.
        groups: The cells by unit.
        months: For each month how many cells met, and how many had to.
        with_days: Whether the cells show the day of the meeting.
        units: The units whose cells can be shown alone: slug and name.
        types: The types whose cells can be shown alone: code and name.
        can_write: Whether months without a record lead to where one is begun.
    """

    frame: Frame
    name: str
    year: int
    coverage: Value
    due_day: int | None
    number: int
    missing: tuple[MissingCell, ...]
    key: tuple[StateKey, ...]
    groups: tuple[MatrixGroup, ...]
    months: tuple[tuple[int, int], ...]
    with_days: bool
    units: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, Text], ...]
    can_write: bool


class _Year(NamedTuple):
    """A district's year on its way to the matrix; `with_text` where places to begin a record bring text along."""

    site: Site
    summary: DistrictSummary
    number: int
    with_text: bool


def matrix_view(site: Site, summary: DistrictSummary, year: int) -> MatrixView:
    """The view of a year's matrix: every cell that existed in the year, in all its states."""
    home = summary.home
    url = missing_url(home.slug, year)
    cells = cells_below(summary, None, year)
    empty = sum(month.state in WITHOUT for cell in cells for month in cell.months.get(year, ()))
    groups = tuple(_groups(_Year(site, summary, year, empty <= TEXTS), cells))
    missing = [MissingCell(_link(cell), months) for cell in cells if (months := missing_months(cell, year))]
    title = site.tr("Kỳ còn thiếu %(year)s", year=year)
    rule = home.in_force((), min(home.as_of, home.district.to or home.as_of))
    return MatrixView(
        frame=district_frame(
            site,
            home,
            url,
            title,
            crumbs=(Link(title, url),),
            years=year_links(summary.years, year, f"/{home.slug}/missing/", url),
            downloads=(Link(site.tr("Bảng số liệu (CSV)"), f"/data/v1/{home.slug}/stats.csv"),),
            left_out=summary.left_out,
            paper="print-tall" if len(cells) + len(groups) > WIDE else "print-wide",
        ),
        name=home.district.name,
        year=year,
        coverage=value_of(summary.stats.get(year), "meeting_coverage", district_url(home.slug, year)),
        due_day=rule.get("regular", "record_due_day"),
        number=sum(len(m.months) for m in missing),
        missing=tuple(sorted(missing, key=lambda m: -len(m.months))),
        key=state_key(row.months for group in groups for row in group.rows),
        groups=groups,
        months=_by_month(cells, year),
        with_days=site.internal,
        units=_units(summary, cells, year),
        types=tuple((type_, label) for type_, label in codes.CELL_TYPES.items() if any(c.type == type_ for c in cells)),
        can_write=any(month.new_url for group in groups for row in group.rows for month in row.months),
    )


def _units(summary: DistrictSummary, cells: Iterable[CellSummary], year: int) -> tuple[tuple[str, str], ...]:
    """The units of a year's cells and those above them, each after the one above it."""
    units = summary.home.district.units
    found = {above for cell in cells for above in summary.home.district.ancestors(cell.year_units[year])}
    return tuple((slug, units[slug].name) for slug, _ in unit_tree(summary, None, found))


def _link(cell: CellSummary) -> Link:
    return Link(short_name(cell.name), cell_url(cell.ref))


def _groups(year: _Year, cells: Iterable[CellSummary]) -> Iterable[MatrixGroup]:
    summary = year.summary
    found: dict[str, list[CellSummary]] = {}
    for cell in cells:
        found.setdefault(cell.year_units[year.number], []).append(cell)
    units = summary.home.district.units
    order = [slug for slug, _ in unit_tree(summary, None, found)]
    for slug in [*order, *(s for s in found if s not in order)]:
        own = unit_url(summary.home.slug, slug, year.number)
        yield MatrixGroup(
            id=f"unit-{slug}",
            unit=Link(units[slug].name if slug in units else slug, unit_url(summary.home.slug, slug)),
            months=_by_month(found[slug], year.number),
            coverage=value_of(summary.units.get(slug, {}).get(year.number), "meeting_coverage", own),
            rows=tuple(_row(year, cell, slug) for cell in found[slug]),
        )


def _row(year: _Year, cell: CellSummary, unit: str) -> MatrixRow:
    site, number = year.site, year.number
    new = functools.partial(new_record_url, site, cell, with_text=year.with_text)
    problems = problems_url(cell.district) if site.internal else ""
    return MatrixRow(
        cell=_link(cell),
        months=month_cells(cell, number, problems, new),
        met=met_of(cell.months.get(number, ())),
        coverage=value_of(cell.stats.get(number), "meeting_coverage", cell_figures_url(site, cell.ref, number)),
        units=year.summary.home.district.ancestors(unit) or (unit,),
        type=cell.type,
    )


def _by_month(cells: Iterable[CellSummary], year: int) -> tuple[tuple[int, int], ...]:
    met, counted = [0] * 12, [0] * 12
    for cell in cells:
        for index, month in enumerate(cell.months.get(year, ())):
            if month.counts:
                counted[index] += 1
                met[index] += month.state in MET
    return tuple(zip(met, counted, strict=True))
