"""A cell's page: what it is, what it should do, how it met, who belongs to it, all its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.frame import Frame, Link
from generator.views.attention import Attention, of_cell
from generator.views.cell_about import About, about
from generator.views.cell_tables import (
    MemberLine,
    StripRow,
    YearRecords,
    member_lines,
    records_by_year,
    strip_rows,
    those_who_left,
)
from generator.views.desk import last_unit
from generator.views.downloads import cell_downloads
from generator.views.figures import LEADING, KeyFigure, key_figures, latest_year
from generator.views.month_cells import StateKey, state_key
from generator.views.site import problems_url, unit_url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook
    from generator.model.summary import CellSummary
    from generator.views.desk import Desk
    from generator.views.tasks import Thread


@dataclass(frozen=True, slots=True)
class CellView:
    """The page of a cell.

    Attributes:
        frame: The frame around the page.
        name: The cell's name.
        unit: The organisation above it; None where it has none.
        about: What it is.
        year: The latest year with data.
        figures: That year's figures.
        strips: The months of each year.
        key: The key to the marks.
        is_public: Whether only what the public may see is there.
        day: The day that roles and members hold for.
        broken: Whether `members.yml` cannot be read.
        attention: What should be done.
        threads: The open tasks.
        plan: The themes of that year: quarter, theme.
        members: The members on the roll.
        left: Those who left in the latest year: name, day, how.
        years: All records by year, newest first.
    """

    frame: Frame
    name: str
    unit: Link | None
    about: About
    year: int
    figures: tuple[KeyFigure, ...]
    strips: tuple[StripRow, ...]
    key: tuple[StateKey, ...]
    is_public: bool
    day: dt.date
    broken: bool = False
    attention: tuple[Attention, ...] = ()
    threads: tuple[Thread, ...] = ()
    plan: tuple[tuple[int, str], ...] = ()
    members: tuple[MemberLine, ...] = ()
    left: tuple[tuple[str, dt.date, str], ...] = ()
    years: tuple[YearRecords, ...] = ()


def cell_view(desk: Desk) -> CellView:
    """The view of a cell, from its book."""
    cell, summary = desk.cell, desk.summary
    year = latest_year(summary.stats, cell.years_shown())
    day = min(cell.as_of, cell.cell.closed or cell.as_of)
    threads = desk.tasks.open()
    problems = problems_url(cell.home.slug)
    strips = strip_rows(summary, cell.years_shown(), desk.url, problems, internal=desk.site.internal)
    return CellView(
        frame=desk.frame(
            desk.url,
            cell.cell.name,
            edit_url=desk.site.edit_url(cell.cell_file),
            downloads=cell_downloads(desk.site, cell.home.slug, cell.slug),
            left_out=summary.left_out,
        ),
        name=cell.cell.name,
        unit=_unit(cell, summary),
        about=about(desk.site, cell, desk.people, day, year),
        year=year,
        figures=key_figures(desk.site, summary.stats, year, LEADING, desk.url),
        strips=strips,
        key=state_key(row.months for row in strips),
        is_public=False,
        day=day,
        broken=cell.members_broken,
        attention=of_cell(desk.diagnostics, threads, problems),
        threads=threads,
        plan=_plan(cell, year),
        members=member_lines(desk, day, year),
        left=those_who_left(desk, year),
        years=records_by_year(desk, year),
    )


def _unit(cell: CellBook, summary: CellSummary) -> Link | None:
    slug = last_unit(summary)
    unit = cell.home.district.units.get(slug or "")
    return Link(unit.name, unit_url(cell.home.slug, slug or "")) if unit else None


def _plan(cell: CellBook, year: int) -> tuple[tuple[int, str], ...]:
    themes = cell.years[year].thematic_plan if year in cell.years else []
    return tuple((t.quarter, t.theme) for t in sorted(themes, key=lambda t: t.quarter))
