"""Home: all districts at a glance, what was recorded last, and the way to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.model.text import sort_key
from generator.views.figures import has, latest_year, value_of
from generator.views.month_cells import MET, missing_months
from generator.views.scope_rows import cells_below, members_of
from generator.views.site import Site, district_url, missing_url, site_frame
from generator.views.trend import months_of_figure

if TYPE_CHECKING:
    from generator.model.figure import Value
    from generator.model.period import Period
    from generator.model.ratio import Ratio
    from generator.model.summary import CellSummary, DistrictSummary

NEWEST = 8


class DistrictRow(NamedTuple):
    """One district in its latest year.

    Attributes:
        name: Its name.
        url: Its page.
        year: The latest year with data.
        is_over: Whether the district has come to its end.
        cells: How many cells.
        members: How many members; None where not known or not shown.
        coverage: Regular meetings held.
        thematic: Quarters with a theme.
        attendance: Attendance of those due.
        roll: Attendance of the whole roll.
        spark: Regular meetings held, month by month.
        missing: Months without a record.
        missing_url: Where they are listed.
        met: The month of the newest meeting; None where there is none or it is not shown.
    """

    name: str
    url: str
    year: int
    is_over: bool
    cells: int
    members: int | None
    coverage: Value
    thematic: Value
    attendance: Value
    roll: Value
    spark: tuple[Ratio, ...]
    missing: int
    missing_url: str
    met: Period | None


class HomeView(NamedTuple):
    """The home page.

    Attributes:
        frame: The frame around the page.
        districts: The districts, in Vietnamese order; those that ended come last.
        newest: The newest meeting of each cell, the newest of all first: the month, the cell, the page.
        people: Whether figures that count people are shown.
    """

    frame: Frame
    districts: tuple[DistrictRow, ...]
    newest: tuple[tuple[Period, Link], ...]
    people: bool


def home_view(site: Site, districts: list[DistrictSummary]) -> HomeView:
    """The view of the home page."""
    rows = [_row(site, summary) for summary in districts]
    people = site.internal and any(has(s, "attendance_rate_due") for d in districts for s in d.stats.values())
    downloads = tuple(
        Link(site.tr("Số liệu %(name)s (CSV)", name=d.home.district.name), f"/data/v1/{d.home.slug}/stats.csv")
        for d in districts[:5]
    )
    return HomeView(
        frame=site_frame(
            site,
            "/",
            site.site_name,
            downloads=downloads,
            left_out=tuple(path for d in districts for path in d.left_out),
        ),
        districts=tuple(sorted(rows, key=lambda row: (row.is_over, sort_key(row.name)))),
        newest=_newest(districts) if site.internal else (),
        people=people,
    )


def _row(site: Site, summary: DistrictSummary) -> DistrictRow:
    home = summary.home
    year = latest_year(summary.stats, summary.years)
    of = district_url(home.slug, year)
    cells = cells_below(summary, None, year)
    met = [found[0] for cell in summary.cells if (found := _latest(cell))] if site.internal else []
    stats = summary.stats.get(year)
    return DistrictRow(
        name=home.district.name,
        url=district_url(home.slug),
        year=year,
        is_over=home.district.to is not None and home.district.to <= home.as_of,
        cells=len(cells),
        members=members_of(cells, year) if site.internal else None,
        coverage=value_of(stats, "meeting_coverage", of),
        thematic=value_of(stats, "thematic_quarters", of),
        attendance=value_of(stats, "attendance_rate_due", of),
        roll=value_of(stats, "attendance_rate_roll", of),
        spark=months_of_figure(summary.monthly, "meeting_coverage", year),
        missing=sum(len(missing_months(cell, year)) for cell in cells),
        missing_url=missing_url(home.slug, year),
        met=max(met) if met else None,
    )


def _newest(districts: list[DistrictSummary]) -> tuple[tuple[Period, Link], ...]:
    found = [latest for summary in districts for cell in summary.cells if (latest := _latest(cell))]
    newest = sorted(found, key=lambda f: (f[0], f[1]), reverse=True)[:NEWEST]
    return tuple((period, page) for period, _, page in newest)


def _latest(cell: CellSummary) -> tuple[Period, int, Link] | None:
    """The newest regular meeting of a cell: its month, day and page."""
    for year in sorted(cell.years_of_meetings, reverse=True):
        for month in reversed(cell.months.get(year, ())):
            url = cell.meeting_urls.get(str(month.period))
            if month.state in MET and month.day is not None and url:
                return month.period, month.day, Link(cell.name, url)
    return None
