"""A cell's page: what it is, what it should do, how it met, who belongs to it, all its records."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.views.attention import Attention, of_cell
from generator.views.cell_about import About, about
from generator.views.cell_plan import QuarterLine, SeatLine, quarter_lines, seat_lines
from generator.views.cell_tables import (
    MemberLine,
    StripRow,
    YearRecords,
    member_lines,
    records_by_year,
    strip_rows,
    those_who_left,
)
from generator.views.cell_tasks import Tasks, tasks
from generator.views.desk import last_unit
from generator.views.downloads import cell_downloads
from generator.views.figures import LEADING, KeyFigure, key_figures, latest_year, value_of
from generator.views.month_cells import StateKey, state_key
from generator.views.scores import Scores, scores
from generator.views.site import problems_url, unit_url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook
    from generator.model.figure import Value
    from generator.model.summary import CellSummary
    from generator.views.desk import Desk


# The large figures of a cell, where they count something, below those of every page.
MORE = ("attendance_rate_roll", "score_mean", "tasks_done", "on_time")


class Numbers(NamedTuple):
    """The numbers of the tables below the first, which are there or not.

    Attributes:
        quarters: The thematic plan.
        scores: The points.
        seats: The visits from above.
        members: The roll.
    """

    quarters: int = 0
    scores: int = 0
    seats: int = 0
    members: int = 0


class CellView(NamedTuple):
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
        tasks: Its tasks; None in the public profile.
        quarters: The thematic plan of that year against what was held; empty where there is neither.
        scores: The scored meetings of that year; None where there is none.
        seats: The superior members and their visits in that year.
        visits: The planned visits made; None where none were planned.
        numbers: The numbers of the tables.
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
    tasks: Tasks | None = None
    quarters: tuple[QuarterLine, ...] = ()
    scores: Scores | None = None
    seats: tuple[SeatLine, ...] = ()
    visits: Value | None = None
    numbers: Numbers = Numbers()
    members: tuple[MemberLine, ...] = ()
    left: tuple[tuple[str, dt.date, str], ...] = ()
    years: tuple[YearRecords, ...] = ()


def cell_view(desk: Desk) -> CellView:
    """The view of a cell, from its book."""
    cell, summary = desk.cell, desk.summary
    year = latest_year(summary.stats, cell.years_shown())
    day = min(cell.as_of, cell.cell.closed or cell.as_of)
    problems = problems_url(cell.home.slug)
    strips = strip_rows(summary, cell.years_shown(), desk.url, problems, internal=desk.site.internal)
    found, members = tasks(desk, year), member_lines(desk, day, year)
    quarters, scored, seats = quarter_lines(desk, year), scores(desk, year), seat_lines(desk, year)
    visits = value_of(summary.stats.get(year), "observer_visits")
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
        about=about(desk, day, year),
        year=year,
        figures=_figures(desk, year),
        strips=strips,
        key=state_key(row.months for row in strips),
        is_public=False,
        day=day,
        broken=cell.members_broken,
        attention=of_cell(desk.diagnostics, found.open, problems),
        tasks=found,
        quarters=quarters,
        scores=scored,
        seats=seats,
        visits=visits if visits.ratio.d else None,
        numbers=_numbers(quarters, scored, seats, members),
        members=members,
        left=those_who_left(desk, year),
        years=records_by_year(desk, year),
    )


def _unit(cell: CellBook, summary: CellSummary) -> Link | None:
    slug = last_unit(summary)
    unit = cell.home.district.units.get(slug or "")
    return Link(unit.name, unit_url(cell.home.slug, slug or "")) if unit else None


def _figures(desk: Desk, year: int) -> tuple[KeyFigure, ...]:
    stats = desk.summary.stats
    more = [id_ for id_ in MORE if value_of(stats.get(year), id_).ratio.d]
    return key_figures(desk.site, stats, year, (*LEADING, *more), f"{desk.url}{year - 1}/")


def _numbers(*tables: object) -> Numbers:
    """Number the tables that are there, from 2 on."""
    count = itertools.count(2)
    return Numbers(*(next(count) if table else 0 for table in tables))
