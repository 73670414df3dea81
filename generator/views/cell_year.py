"""A cell's year: its attendance table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.model.period import Period, months_of
from generator.views.attendance import MemberRow, MonthTotals, month_totals
from generator.views.downloads import cell_downloads
from generator.views.figure_table import PARTS, Column, FigureTable, Source, table_of
from generator.views.figures import LEADING, KeyFigure, key_figures, kind_of, value_of
from generator.views.month_cells import MonthCell, StateKey, month_cells, state_key
from generator.views.site import problems_url, year_links

if TYPE_CHECKING:
    from generator.model.figure import Value
    from generator.model.summary import Stats
    from generator.views.desk import Desk


class Concern(NamedTuple):
    """A member whose absences the cell should look at: a fact, no verdict.

    Attributes:
        name: The member.
        number: How many meetings.
        kind: `streak` (absent with reason so often in a row) or `unexcused` (absent without reason).
        limit: What the rule allows; None where no rule says.
        document: The document that says so.
    """

    name: str
    number: int
    kind: str
    limit: int | None
    document: str


class CellYearView(NamedTuple):
    """The attendance table of a year.

    Attributes:
        frame: The frame around the page.
        cell_name: The cell's name, as it stands inside a sentence.
        cell_url: The cell's page.
        year: The year.
        mode: `members` (a row for each), `counts` (no `members.yml`), `broken` (it cannot be read) or `empty` (no
            meeting counts).
        figures: The year's key figures.
        rate: Attendance of those due, the page's own.
        rate_roll: Attendance over the whole roll, the page's own.
        concerns: Members whose absences need a look.
        months: Each month's state.
        key: The key to those states.
        rows: One row for each member.
        totals: The totals of each month.
        sums: Present, excused, unexcused, and present without being due, of the whole year.
        has_also: Whether anybody came without being due.
        table: Every figure of the year that counts something, with those of its half-years and quarters.
    """

    frame: Frame
    cell_name: str
    cell_url: str
    year: int
    mode: str
    figures: tuple[KeyFigure, ...]
    rate: Value
    rate_roll: Value
    concerns: tuple[Concern, ...]
    months: tuple[MonthCell, ...]
    key: tuple[StateKey, ...]
    rows: tuple[MemberRow, ...]
    totals: tuple[MonthTotals, ...]
    sums: tuple[int, int, int, int]
    has_also: bool
    table: FigureTable


def inside(name: str) -> str:
    """A cell's name inside a sentence: `chi bộ bản Nà Ví`."""
    return f"chi bộ {name[7:]}" if name.startswith("Chi bộ ") else name


def cell_year_view(desk: Desk, year: int) -> CellYearView:
    """The view of one year of a cell."""
    cell, summary = desk.cell, desk.summary
    url = f"{desk.url}{year}/"
    urls = {str(m): desk.urls[r.path] for m in months_of(year) if (r := cell.regular.get(m)) and r.path in desk.urls}
    totals = month_totals(cell, year, urls)
    rows = desk.member_rows(year)
    held = any(t.date for t in totals)
    months = month_cells(summary, year, problems_url(cell.home.slug))
    prefix = f"{cell.path}/{year}/"
    title = desk.site.tr("Điểm danh %(year)s", year=year)
    return CellYearView(
        frame=desk.frame(
            url,
            f"{title} – {cell.cell.name}",
            Link(title, url),
            years=year_links(cell.years_shown(), year, desk.url, url),
            edit_url=desk.site.edit_url(f"{cell.path}/members.yml" if cell.members is not None else cell.cell_file),
            downloads=cell_downloads(desk.site, cell.home.slug, cell.slug),
            left_out=tuple(p for p in summary.left_out if p.startswith(prefix) or not p.endswith(".md")),
            paper="print-land",
        ),
        cell_name=inside(cell.cell.name) if desk.site.lang == "vi" else cell.cell.name,
        cell_url=desk.url,
        year=year,
        mode="broken" if cell.members_broken else "empty" if not held else "members" if rows else "counts",
        figures=key_figures(desk.site, summary.stats, year, LEADING, f"{desk.url}{year - 1}/"),
        rate=value_of(summary.stats.get(year), "attendance_rate_due"),
        rate_roll=value_of(summary.stats.get(year), "attendance_rate_roll"),
        concerns=tuple(_concerns(desk, rows, year)),
        months=months,
        key=state_key([months]),
        rows=rows,
        totals=totals,
        sums=(
            sum(t.present or 0 for t in totals),
            sum(t.excused or 0 for t in totals),
            sum(t.unexcused or 0 for t in totals),
            sum(t.also_present or 0 for t in totals),
        ),
        has_also=any(t.also_present for t in totals),
        table=_table(desk, year, url),
    )


def _table(desk: Desk, year: int, url: str) -> FigureTable:
    stats = {key: _counted(found) for key, found in desk.summary.stats.items() if str(key).startswith(str(year))}
    sources = [Source(Column("", desk.site.tr("Cả năm"), with_nd=True), stats.get(year, {}), "")]
    for part, label in PARTS.items():
        key = f"{year}-{part}"
        if key in stats:
            column = Column(key, desk.site.say(label), ruled=part in {"H1", "Q1"})
            sources.append(Source(column, stats[key], f"{url}#{key}"))
    return table_of(desk.site, sources)


def _counted(stats: Stats) -> Stats:
    """The figures that count something: shares and means with a denominator, plain counts above 0."""
    return {id_: ratio for id_, ratio in stats.items() if ratio.n or (ratio.d and kind_of(id_) != "count")}


def _concerns(desk: Desk, rows: tuple[MemberRow, ...], year: int) -> list[Concern]:
    rules = desk.cell.in_force(min(Period(year, 12).last, desk.cell.as_of))
    row_limit = rules.get("attendance", "consecutive_excused")
    watch = rules.get("attendance", "removal_watch_months")
    found = []
    for row in rows:
        if row_limit is not None and row.streak > row_limit and not row.unexcused:
            document = rules.document("attendance", "consecutive_excused")
            found.append(Concern(row.name, row.streak, "streak", row_limit, document))
        if watch is not None and row.unexcused >= watch:
            document = rules.document("attendance", "removal_watch_months")
            found.append(Concern(row.name, row.unexcused, "unexcused", watch, document))
    return found
