"""A district or unit in one year: what needs doing, key figures, trend, spread, and tables of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.model.period import Period
from generator.views.figures import (
    FREQUENCY,
    LEADING,
    SECOND,
    KeyFigure,
    has,
    key_figures,
    latest_year,
    other_ids,
    value_of,
)
from generator.views.scope_attention import of_scope
from generator.views.scope_rows import (
    ROW_FIGURES,
    Group,
    Row,
    cells_below,
    groups,
    members_of,
    short_name,
    unit_row,
    unit_tree,
    units_of_year,
)
from generator.views.site import Site, cell_url, district_frame, district_url, missing_url, unit_url, year_links
from generator.views.trend import Trend, trend_of

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.figure import Value
    from generator.model.summary import ByKey, DistrictSummary, Stats
    from generator.model.values import Limit
    from generator.views.attention import Attention

AT_LEAST = ("attendance_at_least_95", "attendance_at_least_90", "attendance_at_least_80")
SHOWN = (*LEADING, *SECOND)
TREND = ("attendance_rate_due", "meeting_coverage")


@dataclass(frozen=True, slots=True)
class Spread:
    """One year of the distribution of cells by meetings held.

    Attributes:
        year: The year.
        values: The share of cells in each class, most meetings first.
        cells: How many cells were counted.
    """

    year: int
    values: tuple[Value, ...]
    cells: int


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a scope's parts.

    Attributes:
        units: The units below it.
        groups: The cells by unit.
        total: The figures of all: months held, quarters with a theme, attendance, speakers.
        missing: Months without a record in all.
        elsewhere: Units and cells that had nothing in this year.
    """

    units: tuple[Row, ...]
    groups: tuple[Group, ...]
    total: tuple[Value, ...]
    missing: int
    elsewhere: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ScopeView:
    """The page of a district or unit in a year.

    Attributes:
        frame: The frame around the page.
        name: The name of the district or unit.
        is_district: Whether it is the whole district.
        year: The year.
        until: The last day it existed; None while it does.
        successor: What carries on; None where there is none.
        cells: How many cells.
        members: How many members; None where not known or not shown.
        full_year: How many cells were active all year; None in a year that is not over.
        attention: What needs doing.
        missing_url: The matrix of the year.
        figures: The key figures.
        others: Figures without a place of their own.
        trend: The chart; None where nothing was counted.
        trend_label: What the chart shows.
        spreads: Cells by meetings held, this year and the two before.
        at_least: Cells by yearly attendance.
        tables: The tables of its parts.
        people: Whether figures that count people are shown.
        target: The attendance target in force; None where there is none.
    """

    frame: Frame
    name: str
    is_district: bool
    year: int
    until: dt.date | None
    successor: Link | None
    cells: int
    members: int | None
    full_year: int | None
    attention: tuple[Attention, ...]
    missing_url: str
    figures: tuple[KeyFigure, ...]
    others: tuple[KeyFigure, ...]
    trend: Trend | None
    trend_label: str
    spreads: tuple[Spread, ...]
    at_least: tuple[KeyFigure, ...]
    tables: Tables
    people: bool
    target: Limit | None


def district_view(site: Site, summary: DistrictSummary, year: int, url: str) -> ScopeView:
    """The view of a district's year; `url` is that of the year or, for the latest, of the district."""
    home = summary.home
    name = home.district.name
    frame = district_frame(
        site,
        home,
        url,
        f"{name}, năm {year}",
        crumbs=(Link(f"Năm {year}", url),) if url != district_url(home.slug) else (),
        years=year_links(summary.years, year, district_url(home.slug), url),
        edit_url=site.edit_url(home.file("district.yml")),
        downloads=_downloads(site, home.slug),
        left_out=summary.left_out,
    )
    after = home.district.successor
    successor = site.district_link(after) if after else None
    own = district_url(home.slug)
    scope = _Scope(None, name, home.district.to, successor, own, summary.stats, summary.monthly)
    return _view(site, summary, scope, year, frame)


def unit_view(site: Site, summary: DistrictSummary, unit: str, year: int, url: str) -> ScopeView:
    """The view of a unit's year; `url` is that of the year or, for the latest, of the unit."""
    home = summary.home
    found = home.district.units[unit]
    above = [
        Link(home.district.units[slug].name, unit_url(home.slug, slug))
        for slug in reversed(home.district.ancestors(unit))
    ]
    below = {cell.slug for y in summary.years for cell in cells_below(summary, unit, y)}
    frame = district_frame(
        site,
        home,
        url,
        f"{found.name}, năm {year}",
        crumbs=(*above, Link(f"Năm {year}", url)) if url != unit_url(home.slug, unit) else tuple(above),
        years=year_links(summary.years, year, unit_url(home.slug, unit), url),
        edit_url=site.edit_url(home.file("district.yml")),
        downloads=_downloads(site, home.slug),
        left_out=tuple(p for p in summary.left_out if "/cells/" not in p or p.split("/")[3] in below),
    )
    successor = _successor(site, summary, found.successor)
    stats, monthly = summary.units.get(unit, {}), summary.unit_monthly.get(unit, {})
    scope = _Scope(unit, found.name, found.to, successor, unit_url(home.slug, unit), stats, monthly)
    return _view(site, summary, scope, year, frame)


def _downloads(site: Site, district: str) -> tuple[Link, ...]:
    table = (Link("Bảng điểm danh (CSV)", f"/data/v1/{district}/attendance.csv"),) if site.internal else ()
    return (Link("Bảng số liệu (CSV)", f"/data/v1/{district}/stats.csv"), *table)


def _successor(site: Site, summary: DistrictSummary, ref: str | None) -> Link | None:
    """The unit that carries on: by name where it is one of this district, else by its district."""
    if ref is None:
        return None
    district, _, unit = ref.rpartition("/")
    if district and district != summary.home.slug:
        return site.district_link(district)
    known = summary.home.district.units.get(unit)
    return Link(known.name, unit_url(summary.home.slug, unit)) if known else Link(unit, "")


class _Scope(NamedTuple):
    """A district (`unit` None) or unit with its figures."""

    unit: str | None
    name: str
    until: dt.date | None
    successor: Link | None
    url: str
    stats: ByKey
    monthly: dict[str, Stats]


def _view(site: Site, summary: DistrictSummary, scope: _Scope, year: int, frame: Frame) -> ScopeView:
    home, stats = summary.home, scope.stats
    people = has(stats.get(year), "attendance_rate_due") and site.internal
    cells = cells_below(summary, scope.unit, year)
    target = _target(summary, scope.unit, year) if people else None
    trend = trend_of(scope.monthly, TREND, year, target.bound if target else None)
    tables = _tables(summary, scope, year, people=people)
    return ScopeView(
        frame=frame,
        name=scope.name,
        is_district=scope.unit is None,
        year=year,
        until=scope.until if scope.until is not None and scope.until <= home.as_of else None,
        successor=scope.successor,
        cells=len(cells),
        members=members_of(cells, year) if people else None,
        full_year=sum(year in cell.full_years for cell in cells) if year < home.as_of.year else None,
        attention=of_scope(site, summary, cells, year, is_latest=year == latest_year(stats, summary.years)),
        missing_url=missing_url(home.slug, year),
        figures=key_figures(site, stats, year, SHOWN, scope.url, {TREND[0]: target} if target else None),
        others=key_figures(site, stats, year, other_ids(stats, year, (*SHOWN, *FREQUENCY, *AT_LEAST)), scope.url),
        trend=trend,
        trend_label="Dự sinh hoạt trên số phải dự" if trend and trend.id == TREND[0] else "Kỳ thường kỳ đã họp",
        spreads=tuple(_spreads(stats, year, scope.url)),
        at_least=key_figures(site, stats, year, AT_LEAST, scope.url),
        tables=tables,
        people=people,
        target=target,
    )


def _tables(summary: DistrictSummary, scope: _Scope, year: int, *, people: bool) -> Tables:
    active = units_of_year(summary, year)
    tree = unit_tree(summary, scope.unit, active)
    found = groups(summary, scope.unit, year, people=people)
    return Tables(
        units=tuple(unit_row(summary, slug, depth, year, people=people) for slug, depth in tree),
        groups=found,
        total=tuple(value_of(scope.stats.get(year), id_) for id_ in ROW_FIGURES),
        missing=sum(row.missing for group in found for row in group.rows),
        elsewhere=_elsewhere(summary, year, active) if scope.unit is None else (),
    )


def _target(summary: DistrictSummary, unit: str | None, year: int) -> Limit | None:
    home = summary.home
    last = min(Period(year, 12).last, home.as_of, home.district.to or home.as_of)
    found: Limit | None = home.in_force(home.district.ancestors(unit), last).get("attendance", "target", "default")
    return found


def _spreads(stats: ByKey, year: int, url: str) -> list[Spread]:
    rows = []
    for y in (year, year - 1, year - 2):
        values = tuple(value_of(stats.get(y), id_, "" if y == year else f"{url}{y}/") for id_ in FREQUENCY)
        if values[0].ratio.d:
            rows.append(Spread(y, values, values[0].ratio.d))
    return rows


def _elsewhere(summary: DistrictSummary, year: int, active: set[str]) -> tuple[Link, ...]:
    home = summary.home
    units = [Link(u.name, unit_url(home.slug, slug)) for slug, u in home.district.units.items() if slug not in active]
    rest = [
        Link(short_name(cell.name), cell_url(f"{cell.district}/{cell.slug}"))
        for cell in summary.cells
        if year not in cell.year_units
    ]
    return (*units, *rest)
