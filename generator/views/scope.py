"""A district or unit in one year: what needs doing, key figures, trend, spread, and tables of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.period import Period
from generator.views import lineage
from generator.views.downloads import district_downloads
from generator.views.figure_table import FigureTable, year_table
from generator.views.figures import LEADING, SECOND, THIRD, KeyFigure, has, key_figures, latest_year
from generator.views.rounded import Counts, counts_of
from generator.views.scope_attention import of_scope
from generator.views.scope_compare import Change, Grades, Level, Spread, changes, grades, levels, spreads
from generator.views.scope_rows import Part, Tables, Year, cells_below, is_direct, is_of_cells, tables_of
from generator.views.scope_types import Types, types_of
from generator.views.site import Site, district_frame, district_url, missing_url, unit_url, year_links
from generator.views.trend import Trend, trend_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from generator.model.book import DistrictBook
    from generator.model.summary import ByKey, CellSummary, DistrictSummary, Stats
    from generator.model.text import Text
    from generator.model.values import Limit
    from generator.views.attention import Attention

AT_LEAST = ("attendance_at_least_95", "attendance_at_least_90", "attendance_at_least_80")
KEY = (*LEADING, *SECOND, *THIRD)
COMPARED = (*KEY[:5], "unexcused", *KEY[5:], "score_mean", "grades.good", "fixed_day_kept")
TREND = ("attendance_rate_due", "meeting_coverage")


class ScopeView(NamedTuple):
    """The page of a district or unit in a year.

    Attributes:
        frame: The frame around the page.
        name: The name of the district or unit.
        is_district: Whether it is the whole district.
        year: The year.
        until: The last day it existed; None while it does.
        successor: What carries on; None where there is none.
        predecessors: What it carries on.
        committees: How many units have cells and are committees.
        direct: How many cells stand directly below the district, in no committee.
        cells: How many cells.
        members: How many members; None where not known or not shown.
        full_year: How many cells were active all year; None in a year that is not over.
        attention: What needs doing.
        missing_url: The matrix of the year.
        figures: The key figures.
        trend: The chart; None where nothing was counted.
        trend_label: What the chart shows.
        spreads: Cells by meetings held, this year and the two before.
        at_least: Cells by yearly attendance.
        changes: The figures against the year before.
        grades: The grades of the year and its halves.
        levels: What superior members planned and did, by level, then in all.
        tables: The tables of its parts.
        types: The cells by type; None for a unit.
        year_figures: Every figure of the year, its half-years and quarters.
        people: Whether figures that count people are shown.
        target: The attendance target in force; None where there is none.
        rounded: Counts of people for the public; None where there are none.
    """

    frame: Frame
    name: str
    is_district: bool
    year: int
    until: dt.date | None
    successor: Link | None
    predecessors: tuple[Link, ...]
    committees: int
    direct: int
    cells: int
    members: int | None
    full_year: int | None
    attention: tuple[Attention, ...]
    missing_url: str
    figures: tuple[KeyFigure, ...]
    trend: Trend | None
    trend_label: str
    spreads: tuple[Spread, ...]
    at_least: tuple[KeyFigure, ...]
    changes: tuple[Change, ...]
    grades: tuple[Grades, ...]
    levels: tuple[Level, ...]
    tables: Tables
    types: Types | None
    year_figures: FigureTable
    people: bool
    target: Limit | None
    rounded: Counts | None

    @property
    def grade_names(self) -> tuple[Text, ...]:
        """The grades, the best first."""
        return tuple(codes.GRADES.values())

    @property
    def no(self) -> dict[str, int]:
        """The numbers of its charts and of its tables, each in the order in which they stand."""
        charts = (("trend", self.trend), ("spreads", self.spreads), ("grades", self.grades))
        tables = (
            ("at_least", self.spreads and self.at_least),
            ("changes", self.changes),
            ("levels", self.levels),
            ("rounded", self.rounded),
            ("units", self.tables.units),
            ("types", self.types),
            ("cells", True),
            ("year", True),
        )
        return _numbered(charts) | _numbered(tables)


def _numbered(parts: tuple[tuple[str, object], ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate((name for name, found in parts if found), 1)}


class _Scope(NamedTuple):
    """A district (`unit` None) or unit with its figures; `url` is its own address, without a year."""

    unit: str | None
    name: str
    until: dt.date | None
    url: str
    stats: ByKey
    monthly: Mapping[str, Stats]


def district_view(site: Site, summary: DistrictSummary, year: int, url: str) -> ScopeView:
    """The view of a district's year; `url` is that of the year or, for the latest, of the district."""
    home = summary.home
    own = district_url(home.slug)
    scope = _Scope(None, home.district.name, home.district.to, own, summary.stats, summary.monthly)
    frame = _frame(site, summary, scope, year, url, (), summary.left_out)
    return _view(site, summary, scope, year, frame)


def unit_view(site: Site, summary: DistrictSummary, unit: str, year: int, url: str) -> ScopeView:
    """The view of a unit's year; `url` is that of the year or, for the latest, of the unit."""
    home = summary.home
    found = home.district.units[unit]
    above = tuple(
        Link(home.district.units[slug].name, unit_url(home.slug, slug))
        for slug in reversed(home.district.ancestors(unit))
    )
    below = {cell.slug for y in summary.years for cell in cells_below(summary, unit, y)}
    left_out = tuple(p for p in summary.left_out if "/cells/" not in p or p.split("/")[3] in below)
    stats, monthly = summary.units.get(unit, {}), summary.unit_monthly.get(unit, {})
    scope = _Scope(unit, found.name, found.to, unit_url(home.slug, unit), stats, monthly)
    return _view(site, summary, scope, year, _frame(site, summary, scope, year, url, above, left_out))


def _frame(
    site: Site,
    summary: DistrictSummary,
    scope: _Scope,
    year: int,
    url: str,
    above: tuple[Link, ...],
    left_out: tuple[str, ...],
) -> Frame:
    home = summary.home
    return district_frame(
        site,
        home,
        url,
        site.tr("%(name)s, năm %(year)s", name=scope.name, year=year),
        crumbs=(*above, Link(site.tr("Năm %(year)s", year=year), url)) if url != scope.url else above,
        years=year_links(summary.years, year, scope.url, url),
        edit_url=site.edit_url(home.file("district.yml")),
        downloads=district_downloads(site, home.slug),
        left_out=left_out,
    )


def _view(site: Site, summary: DistrictSummary, scope: _Scope, year: int, frame: Frame) -> ScopeView:
    home, stats = summary.home, scope.stats
    people = has(stats.get(year), "attendance_rate_due") and site.internal
    cells = cells_below(summary, scope.unit, year)
    target = _target(summary, scope.unit, year) if people else None
    trend = trend_of(scope.monthly, TREND, year, target.bound if target else None)
    tables, last_year = _tables(site, summary, scope, year, cells, people=people), f"{scope.url}{year - 1}/"
    return ScopeView(
        frame=frame,
        name=scope.name,
        is_district=scope.unit is None,
        year=year,
        until=scope.until if scope.until is not None and scope.until <= home.as_of else None,
        successor=lineage.after(site, home, scope.unit),
        predecessors=lineage.before(site, home, scope.unit),
        committees=sum(not is_of_cells(home, row.slug) for row in tables.units),
        direct=sum(is_direct(home, cell.year_units[year]) for cell in cells),
        cells=len(cells),
        members=tables.total.members,
        full_year=sum(year in cell.full_years for cell in cells) if year < home.as_of.year else None,
        attention=of_scope(site, summary, cells, year, is_latest=year == latest_year(stats, summary.years)),
        missing_url=missing_url(home.slug, year),
        figures=key_figures(site, stats, year, KEY, last_year, {TREND[0]: target} if target else None),
        trend=trend,
        trend_label=_trend_label(site, trend),
        spreads=spreads(stats, year, scope.url),
        at_least=key_figures(site, stats, year, AT_LEAST, last_year),
        changes=changes(site, stats, year, COMPARED, scope.url),
        grades=grades(site, stats, year, scope.url) if people else (),
        levels=levels(site, stats, year) if people else (),
        tables=tables,
        types=types_of(site, summary, year, people=people) if scope.unit is None else None,
        year_figures=year_table(site, stats, year, "", f"{scope.url}{year}/"),
        people=people,
        target=target,
        rounded=counts_of(site, summary, scope.unit, year),
    )


def _trend_label(site: Site, trend: Trend | None) -> str:
    if trend is not None and trend.id == TREND[0]:
        return site.tr("Dự sinh hoạt trên số phải dự")
    return site.tr("Kỳ thường kỳ đã họp")


def _tables(
    site: Site, summary: DistrictSummary, scope: _Scope, year: int, cells: Sequence[CellSummary], *, people: bool
) -> Tables:
    name = site.tr("Toàn đảng bộ") if scope.unit is None else site.tr("Cộng")
    whole = Part(name, "", "", "", scope.stats.get(year), scope.monthly, cells)
    return tables_of(Year(site, summary, year, people), scope.unit, whole)


def _target(summary: DistrictSummary, unit: str | None, year: int) -> Limit | None:
    home: DistrictBook = summary.home
    last = min(Period(year, 12).last, home.as_of, home.district.to or home.as_of)
    found: Limit | None = home.in_force(home.district.ancestors(unit), last).get("attendance", "target", "default")
    return found
