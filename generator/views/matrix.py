"""The matrix of a year: cells × months, with what is missing first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.frame import Frame, Link
from generator.model.months import COUNTED
from generator.views.figures import value_of
from generator.views.month_cells import MET, MonthCell, StateKey, met_of, missing_months, month_cells, state_key
from generator.views.scope_rows import cells_below, short_name, unit_tree
from generator.views.site import (
    Site,
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


@dataclass(frozen=True, slots=True)
class MissingCell:
    """A cell with months that lack a record.

    Attributes:
        cell: The cell.
        months: The months.
    """

    cell: Link
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One cell's year.

    Attributes:
        cell: The cell.
        months: Its twelve months.
        met: Months with a meeting and months that required one.
        coverage: The same as a statistic of the cell.
    """

    cell: Link
    months: tuple[MonthCell, ...]
    met: tuple[int, int]
    coverage: Value


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The cells of one unit.

    Attributes:
        unit: The unit.
        months: For each month how many of the cells met, and how many had to.
        coverage: The unit's statistic.
        rows: Its cells.
    """

    unit: Link
    months: tuple[tuple[int, int], ...]
    coverage: Value
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
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


def matrix_view(site: Site, summary: DistrictSummary, year: int) -> MatrixView:
    """The view of a year's matrix: every cell that existed in the year, in all its states."""
    home = summary.home
    url = missing_url(home.slug, year)
    cells = cells_below(summary, None, year)
    problems = problems_url(home.slug) if site.internal else ""
    groups = tuple(_groups(summary, cells, year, problems))
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
            paper="print-wide",
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
    )


def _link(cell: CellSummary) -> Link:
    return Link(short_name(cell.name), cell_url(f"{cell.district}/{cell.slug}"))


def _groups(summary: DistrictSummary, cells: Iterable[CellSummary], year: int, problems: str) -> Iterable[MatrixGroup]:
    found: dict[str, list[CellSummary]] = {}
    for cell in cells:
        found.setdefault(cell.year_units[year], []).append(cell)
    units = summary.home.district.units
    order = [slug for slug, _ in unit_tree(summary, None, found)]
    for slug in [*order, *(s for s in found if s not in order)]:
        url = unit_url(summary.home.slug, slug)
        yield MatrixGroup(
            unit=Link(units[slug].name if slug in units else slug, url),
            months=_by_month(found[slug], year),
            coverage=value_of(
                summary.units.get(slug, {}).get(year), "meeting_coverage", unit_url(summary.home.slug, slug, year)
            ),
            rows=tuple(_row(cell, year, problems) for cell in found[slug]),
        )


def _row(cell: CellSummary, year: int, problems: str) -> MatrixRow:
    return MatrixRow(
        cell=_link(cell),
        months=month_cells(cell, year, problems),
        met=met_of(cell.months.get(year, ())),
        coverage=value_of(cell.stats.get(year), "meeting_coverage", cell_url(f"{cell.district}/{cell.slug}", year)),
    )


def _by_month(cells: Iterable[CellSummary], year: int) -> tuple[tuple[int, int], ...]:
    met, counted = [0] * 12, [0] * 12
    for cell in cells:
        for index, month in enumerate(cell.months.get(year, ())):
            if month.required and month.state in COUNTED:
                counted[index] += 1
                met[index] += month.state in MET
    return tuple(zip(met, counted, strict=True))
