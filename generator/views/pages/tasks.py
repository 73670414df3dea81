"""The tasks of a district: overdue ones first, then what is under way, then counts by unit, month and year.

No owners: who does a task stands on the pages of its cell.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model.figure import Value
from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.views.attention import Attention, in_order
from generator.views.downloads import district_downloads
from generator.views.figures import value_of
from generator.views.kinds import PageKind
from generator.views.numbering import numbered
from generator.views.open_tasks import TaskRow, open_tasks, tasks_given, unit_of
from generator.views.scope_rows import unit_tree
from generator.views.site import district_frame, district_url, unit_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.summary import DistrictSummary
    from generator.views.open_tasks import Given
    from generator.views.site import Site

PAGE = PageKind(Text("Nhiệm vụ", "Tasks"), rank=10)
MONTHS = 12  # how far back closed tasks are counted month by month
WORST = 3
FIGURE = "tasks_done"


class UnitRow(NamedTuple):
    """The tasks of one unit, those of the units below it included.

    Attributes:
        unit: The unit.
        depth: How many units of the table stand above it.
        given: All tasks that its cells gave.
        done: Those done.
        dropped: Those given up.
        open: Those neither done nor dropped.
        overdue: Those of the open ones that are overdue.
        undated: Those of the open ones without a due day.
        value: Tasks done of those due in the year.
    """

    unit: Link
    depth: int
    given: int
    done: int
    dropped: int
    open: int
    overdue: int
    undated: int
    value: Value


class MonthRow(NamedTuple):
    """What was closed in one month.

    Attributes:
        period: The month.
        done: Tasks reported as done.
        dropped: Tasks given up.
        share: Those done, as a share of the largest month: the length of its bar.
    """

    period: Period
    done: int
    dropped: int
    share: Value


class TasksView(NamedTuple):
    """The page of tasks.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        year: The year of the figures by unit.
        attention: What needs doing.
        overdue: The overdue tasks, longest first.
        open: The other open tasks by due day, those without one last.
        units: The counts of each unit.
        total: The counts of the district.
        months: What was closed in the last twelve months, newest first.
        closed: How many were done and how many dropped in these months.
        years: Tasks done of those due, year by year, newest first; only years with any.
        tables: The numbers of the tables: overdue, open, by unit, by year.
    """

    frame: Frame
    name: str
    year: int
    attention: tuple[Attention, ...]
    overdue: tuple[TaskRow, ...]
    open: tuple[TaskRow, ...]
    units: tuple[UnitRow, ...]
    total: UnitRow
    months: tuple[MonthRow, ...]
    closed: tuple[int, int]
    years: tuple[tuple[int, Value], ...]
    tables: tuple[int, ...]


def tasks_url(district: str) -> str:
    """The URL of a district's tasks."""
    return f"/{district}/tasks/"


def entry(home: DistrictBook) -> str:
    """Every district has its page of tasks."""
    return tasks_url(home.slug)


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """The one page of tasks."""
    yield Page(tasks_url(summary.home.slug), "pages/tasks.html", partial(tasks_view, site, summary))


def tasks_view(site: Site, summary: DistrictSummary) -> TasksView:
    """All tasks of meetings that count: open ones in full, closed ones as counts."""
    home, url, title = summary.home, tasks_url(summary.home.slug), site.say(PAGE.title)
    given = tasks_given(summary)
    overdue, waiting = open_tasks(summary, given)
    years = _years(summary)
    year = next((y for y, value in years if value.ratio.d), home.as_of.year)
    months = _months(home, given)
    return TasksView(
        frame=district_frame(
            site, home, url, title, crumbs=(Link(title, url),), downloads=district_downloads(site, home.slug),
            left_out=summary.left_out,
        ),
        name=home.district.name,
        year=year,
        attention=in_order(_attention(overdue, waiting)),
        overdue=overdue,
        open=waiting,
        units=tuple(_units(summary, given, year)),
        total=_counts(
            Link(home.district.name, district_url(home.slug, year)), 0, given,
            value_of(summary.stats.get(year), FIGURE, district_url(home.slug, year)),
        ),
        months=months,
        closed=(sum(month.done for month in months), sum(month.dropped for month in months)),
        years=years,
        tables=numbered(overdue, waiting, any(one.number for one in given), years),
    )  # fmt: skip


def _attention(overdue: tuple[TaskRow, ...], waiting: tuple[TaskRow, ...]) -> Iterator[Attention]:
    if overdue:
        cells = Counter(row.cell for row in overdue)
        yield Attention(
            "overdue", "warning", len(overdue), cells=len(cells), worst=tuple(cells.most_common(WORST)), url="#qua-han"
        )
    left = [row for row in (*overdue, *waiting) if row.closed and not row.taken]
    if left:
        cells = Counter(row.cell for row in left)
        url = "#qua-han" if left[0].overdue else "#dang-lam"
        yield Attention("left", "warning", len(left), cells=len(cells), worst=tuple(cells.most_common(WORST)), url=url)
    doubtful = sum(row.in_doubt for row in waiting)
    if doubtful:
        yield Attention("doubt", "warning", doubtful, url="#dang-lam")
    undated = sum(row.due is None for row in waiting)
    if undated:
        yield Attention("undated", "notice", undated, url="#dang-lam")


def _units(summary: DistrictSummary, given: list[Given], year: int) -> Iterator[UnitRow]:
    """The units whose cells gave tasks, and those above them."""
    home, found = summary.home, dict[str, list["Given"]]()
    for one in given:
        for unit in home.district.ancestors(unit_of(one.cell)):
            found.setdefault(unit, []).append(one)
    for unit, depth in unit_tree(summary, None, found):
        url = unit_url(home.slug, unit, year)
        value = value_of(summary.units.get(unit, {}).get(year), FIGURE, url)
        yield _counts(Link(home.district.units[unit].name, url), depth, found[unit], value)


def _counts(unit: Link, depth: int, given: list[Given], value: Value) -> UnitRow:
    still = [task for one in given for _, _, task in one.tasks.open]
    return UnitRow(
        unit=unit,
        depth=depth,
        given=sum(one.number for one in given),
        done=sum(one.closed("done") for one in given),
        dropped=sum(one.closed("dropped") for one in given),
        open=len(still),
        overdue=sum(bool(task.overdue) for task in still),
        undated=sum(task.due is None for task in still),
        value=value,
    )


def _months(home: DistrictBook, given: list[Given]) -> tuple[MonthRow, ...]:
    closed: Counter[tuple[str, str]] = Counter()
    for month, state, number in (row for one in given for row in one.tasks.closed):
        closed[month, state] += number
    last = Period.of(home.as_of)
    shown = [last.plus(-back) for back in range(MONTHS)]
    counts = [(period, closed[str(period), "done"], closed[str(period), "dropped"]) for period in shown]
    most = max(done for _, done, _ in counts)
    return tuple(
        MonthRow(period, done, dropped, Value("closed", Ratio(done, most))) for period, done, dropped in counts
    )


def _years(summary: DistrictSummary) -> tuple[tuple[int, Value], ...]:
    slug = summary.home.slug
    values = [(y, value_of(summary.stats.get(y), FIGURE, district_url(slug, y))) for y in reversed(summary.years)]
    return tuple((year, value) for year, value in values if value.ratio.d)
