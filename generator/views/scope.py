"""A district or unit in one year: what needs doing, key figures, trend, spread, and tables of its parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.figure import Value
from generator.model.frame import Frame, Link
from generator.model.period import Period
from generator.views.attention import Attention
from generator.views.figures import FREQUENCY, LEADING, SECOND, KeyFigure, has, key_figures, other_ids, value_of
from generator.views.scope_attention import of_scope
from generator.views.scope_rows import (
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
    from generator.model.summary import CellSummary, DistrictSummary, Stats
    from generator.model.values import Limit

AT_LEAST = ("attendance_at_least_95", "attendance_at_least_90", "attendance_at_least_80")
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
class ScopeView:
    """The page of a district or unit in a year.

    Attributes:
        frame: The frame around the page.
        name: The name of the district or unit.
        is_district: Whether it is the whole district.
        year: The year.
        until: The last day it existed; None while it does.
        successor: What carries on; None where there is none.
        units: How many units stand below it.
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
        unit_rows: The units below it.
        groups: The cells by unit.
        total: The figures of all, in the order of the tables' columns.
        missing: Months without a record in all.
        elsewhere: Units and cells that had nothing in this year.
        people: Whether figures that count people are shown.
        target: The attendance target in force; None where there is none.
    """

    frame: Frame
    name: str
    is_district: bool
    year: int
    until: dt.date | None
    successor: Link | None
    units: int
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
    unit_rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    total: tuple[Value, ...]
    missing: int
    elsewhere: tuple[Link, ...]
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
    successor = Link(site.district_name(after), district_url(after)) if after else None
    return _view(site, summary, None, year, frame, name, home.district.to, successor)


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
    return _view(site, summary, unit, year, frame, found.name, found.to, _successor(site, summary, found.successor))


def _downloads(site: Site, district: str) -> tuple[Link, ...]:
    table = (Link("Bảng điểm danh (CSV)", f"/data/v1/{district}/attendance.csv"),) if site.internal else ()
    return (Link("Bảng số liệu (CSV)", f"/data/v1/{district}/stats.csv"), *table)


def _successor(site: Site, summary: DistrictSummary, ref: str | None) -> Link | None:
    """The unit that carries on: by name where it is one of this district, else by its district."""
    if ref is None:
        return None
    district, _, unit = ref.rpartition("/")
    if district and district != summary.home.slug:
        return Link(f"{unit} ({site.district_name(district)})", unit_url(district, unit))
    known = summary.home.district.units.get(unit)
    return Link(known.name, unit_url(summary.home.slug, unit)) if known else Link(unit, "")


def _view(
    site: Site,
    summary: DistrictSummary,
    unit: str | None,
    year: int,
    frame: Frame,
    name: str,
    until: dt.date | None,
    successor: Link | None,
) -> ScopeView:
    home = summary.home
    stats = summary.stats if unit is None else summary.units.get(unit, {})
    monthly = summary.monthly if unit is None else summary.unit_monthly.get(unit, {})
    own = district_url(home.slug) if unit is None else unit_url(home.slug, unit)
    now = stats.get(year, {})
    people = has(now, "attendance_rate_due") and site.internal
    cells = cells_below(summary, unit, year)
    active = units_of_year(summary, year)
    tree = unit_tree(summary, unit, active)
    target = _target(summary, unit, year) if people else None
    found = groups(summary, unit, year, people)
    trend = trend_of(monthly, TREND, year, target.bound if target else None)
    return ScopeView(
        frame=frame,
        name=name,
        is_district=unit is None,
        year=year,
        until=until if until is not None and until <= home.as_of else None,
        successor=successor,
        units=len(tree),
        cells=len(cells),
        members=members_of(cells, year) if people else None,
        full_year=sum(year in cell.full_years for cell in cells) if year < home.as_of.year else None,
        attention=of_scope(site, summary, cells, year),
        missing_url=missing_url(home.slug, year),
        figures=key_figures(stats, year, (*LEADING, *SECOND), own, {"attendance_rate_due": target} if target else None),
        others=key_figures(stats, year, other_ids(stats, year, (*LEADING, *SECOND, *FREQUENCY, *AT_LEAST)), own),
        trend=trend,
        trend_label="Dự sinh hoạt trên số phải dự" if trend and trend.id == TREND[0] else "Kỳ thường kỳ đã họp",
        spreads=tuple(_spreads(stats, year, own)),
        at_least=key_figures(stats, year, AT_LEAST, own),
        unit_rows=tuple(unit_row(summary, slug, depth, year, people) for slug, depth in tree),
        groups=found,
        total=tuple(value_of(now, id_) for id_ in ("meeting_coverage", "thematic_quarters", "attendance_rate_due", "speaker_share")),
        missing=sum(row.missing for group in found for row in group.rows),
        elsewhere=_elsewhere(summary, year, active, cells) if unit is None else (),
        people=people,
        target=target,
    )


def _target(summary: DistrictSummary, unit: str | None, year: int) -> Limit | None:
    home = summary.home
    last = min(Period(year, 12).last, home.as_of, home.district.to or home.as_of)
    found: Limit | None = home.in_force(home.district.ancestors(unit), last).get("attendance", "target", "default")
    return found


def _spreads(stats: dict[int, Stats], year: int, url: str) -> list[Spread]:
    rows = []
    for y in (year, year - 1, year - 2):
        values = tuple(value_of(stats.get(y), id_, "" if y == year else f"{url}{y}/") for id_ in FREQUENCY)
        if values[0].ratio.d:
            rows.append(Spread(y, values, values[0].ratio.d))
    return rows


def _elsewhere(summary: DistrictSummary, year: int, active: set[str], cells: list[CellSummary]) -> tuple[Link, ...]:
    home, shown = summary.home, {cell.slug for cell in cells}
    units = [Link(u.name, unit_url(home.slug, slug)) for slug, u in home.district.units.items() if slug not in active]
    rest = [
        Link(short_name(cell.name), cell_url(f"{cell.district}/{cell.slug}"))
        for cell in summary.cells
        if cell.slug not in shown
    ]
    return (*units, *rest)
