"""The members of a district in figures: by type and unit, by standing, by education, and how many were admitted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.views.figures import value_of
from generator.views.kinds import PageKind
from generator.views.schooling import Schooling, schooling_of
from generator.views.scope_rows import cells_below, members_of, unit_tree, units_of_year
from generator.views.site import Site, district_frame, district_url, unit_url, year_links
from generator.views.strength import TypeGroup, type_groups
from generator.views.stretch import last_day, newest_year

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.model.book import DistrictBook
    from generator.model.figure import Value
    from generator.model.summary import CellSummary, DistrictSummary

PAGE = PageKind(Text("Đảng viên", "Members"), rank=60)


class StrengthRow(NamedTuple):
    """The strength of a unit, or of the whole district, at the year's end.

    Attributes:
        name: The unit's name.
        url: Its page.
        depth: How many units of the table stand above it.
        cells: How many cells it has.
        members: How many members; None where that is not known.
        mean: Members per cell.
        official: Full members, where a roll is kept; None where none is.
        probationary: Probationary members.
        exempt: Those exempt from meetings.
        elsewhere: Those temporarily at another cell or on special duty.
    """

    name: str
    url: str
    depth: int
    cells: int
    members: int | None
    mean: Value
    official: int | None
    probationary: int | None
    exempt: int | None
    elsewhere: int | None


class AdmissionRow(NamedTuple):
    """The members admitted in one year.

    Attributes:
        year: The year.
        admitted: How many.
        bar: Their number over that of the year with most, to be drawn.
    """

    year: int
    admitted: Value
    bar: tuple[Value, ...]


class MembersView(NamedTuple):
    """The members of a district in figures.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        year: The year.
        day: The day the strength holds for.
        file: Where a cell's members are written.
        groups: Cells and members by type, in the groups of the guidance.
        cells: Cells of all types.
        members: Members of all types.
        coverage: Regular meetings held by all cells.
        attendance: Attendance of those due in all cells.
        units: The strength of each unit.
        total: That of the district.
        without_roll: Members of cells that keep no roll, whose standing is not known.
        general: General education; None where it is not recorded.
        professional: Professional education; None where it is not recorded.
        admissions: Admissions by year.
        admitted: How many in these years together.
        is_empty: Whether no cell is active on that day.
    """

    frame: Frame
    name: str
    year: int
    day: dt.date
    file: str
    groups: tuple[TypeGroup, ...]
    cells: int
    members: int
    coverage: Value
    attendance: Value
    units: tuple[StrengthRow, ...]
    total: StrengthRow
    without_roll: int
    general: Schooling | None
    professional: Schooling | None
    admissions: tuple[AdmissionRow, ...]
    admitted: int
    is_empty: bool


def entry(home: DistrictBook) -> str:
    """The page of the newest year in which the district had members to its end, or to today."""
    return _url(home.slug, newest_year(home))


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """One page a year."""
    for year in summary.years:
        yield Page(_url(summary.home.slug, year), "pages/members.html", partial(_view, site, summary, year))


def _url(district: str, year: int) -> str:
    return f"/{district}/members/{year}/"


def _view(site: Site, summary: DistrictSummary, year: int) -> MembersView:
    home = summary.home
    url, name = _url(home.slug, year), site.tr("Đảng viên %(year)s", year=year)
    groups = type_groups(site, summary, year)
    total = _total(summary, year)
    admissions = _admissions(summary)
    return MembersView(
        frame=district_frame(
            site,
            home,
            url,
            name,
            crumbs=(Link(name, url),),
            years=year_links(summary.years, year, f"/{home.slug}/members/", url),
            downloads=(Link(site.tr("Bảng số liệu (CSV)"), f"/data/v1/{home.slug}/stats.csv"),),
            left_out=summary.left_out,
        ),
        name=home.district.name,
        year=year,
        day=last_day(home, year),
        file=home.file("cells/…/members.yml"),
        groups=groups,
        cells=sum(int(group.cells.n) for group in groups),
        members=sum(int(group.members.n) for group in groups),
        coverage=value_of(summary.stats.get(year), "meeting_coverage", district_url(home.slug, year)),
        attendance=value_of(summary.stats.get(year), "attendance_rate_due", district_url(home.slug, year)),
        units=tuple(_units(summary, year)),
        total=total,
        without_roll=_without_roll(summary, year),
        general=schooling_of(site, summary, year, "education_general"),
        professional=schooling_of(site, summary, year, "education_professional"),
        admissions=admissions,
        admitted=sum(int(row.admitted.ratio.n) for row in admissions),
        is_empty=not total.cells,
    )


def _total(summary: DistrictSummary, year: int) -> StrengthRow:
    url = district_url(summary.home.slug, year)
    mean = value_of(summary.stats.get(year), "members_per_cell", url)
    return _row(summary.home.district.name, url, 0, _active(summary.cells, year), year, mean)


def _units(summary: DistrictSummary, year: int) -> Iterator[StrengthRow]:
    home = summary.home
    for slug, depth in unit_tree(summary, None, units_of_year(summary, year)):
        cells = _active(cells_below(summary, slug, year), year)
        if cells:
            url = unit_url(home.slug, slug, year)
            mean = value_of(summary.units.get(slug, {}).get(year), "members_per_cell", url)
            yield _row(home.district.units[slug].name, url, depth, cells, year, mean)


def _active(cells: Iterable[CellSummary], year: int) -> list[CellSummary]:
    return [cell for cell in cells if year in cell.active]


def _row(name: str, url: str, depth: int, cells: list[CellSummary], year: int, mean: Value) -> StrengthRow:
    found = [cell.standing[year] for cell in cells if year in cell.standing]
    sums = [sum(numbers) for numbers in zip(*found, strict=True)] if found else [None] * 4
    return StrengthRow(name, url, depth, len(cells), members_of(cells, year), mean, *sums)


def _without_roll(summary: DistrictSummary, year: int) -> int:
    return sum(cell.members.get(year) or 0 for cell in _active(summary.cells, year) if year not in cell.standing)


def _admissions(summary: DistrictSummary) -> tuple[AdmissionRow, ...]:
    own = district_url(summary.home.slug)
    values = {y: value_of(summary.stats.get(y), "admissions", f"{own}{y}/") for y in summary.years}
    most = int(max(value.ratio.n for value in values.values()))
    return tuple(
        AdmissionRow(year, value, (value_of({"admissions": Ratio(value.ratio.n, most)}, "admissions"),))
        for year, value in values.items()
        if most
    )
