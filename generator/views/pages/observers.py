"""Superior members at the cells' meetings: planned and made visits by level, half-year and seat, and what is wrong."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.text import Text
from generator.views.attention import Attention, in_order
from generator.views.downloads import district_downloads
from generator.views.figures import value_of
from generator.views.kinds import PageKind
from generator.views.scope_rows import cells_below
from generator.views.site import district_frame, district_url, due_year, problems_url, year_links
from generator.views.visits import Clash, SeatRow, Unplanned, clashes, seat_rows, unplanned_visits, visits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.figure import Value
    from generator.model.summary import DistrictSummary, Key, Stats
    from generator.views.site import Site

PAGE = PageKind(Text("Cấp ủy viên dự", "Observers"), rank=20)
HALVES = (Text("Sáu tháng đầu năm", "First half of the year"), Text("Sáu tháng cuối năm", "Second half of the year"))
FIRST_SEATS = 3  # the number of the first table by seat


class LevelRow(NamedTuple):
    """The figures of one level, or of all together, over a year or half-year.

    Attributes:
        level: The level; None for all together.
        cells: Registered pairs of seat and cell with a visit.
        visits: Visits made, at most the planned number, over those planned for the year.
        regular: Of all visits to registered cells, those to regular meetings; for all together None.
        thematic: The same for thematic meetings.
        kinds: How many visits to registered cells were to regular and to thematic meetings.
        of_plan: How many seats registered a cell, and how many there are.
        plans: The same as a statistic; only for all together in a year.
    """

    level: Text | None
    cells: Value
    visits: Value
    regular: Value | None
    thematic: Value | None
    kinds: tuple[int, int]
    of_plan: tuple[int, int]
    plans: Value | None


class Stretch(NamedTuple):
    """The figures of a year or half-year by level.

    Attributes:
        title: What the half-year is called; None for the year.
        rows: The levels.
        total: All together.
    """

    title: Text | None
    rows: tuple[LevelRow, ...]
    total: LevelRow


class LevelSeats(NamedTuple):
    """The seats of one level.

    Attributes:
        number: The number of its table.
        level: The level.
        rows: The seats.
        planned: Their planned visits together.
        counted: The visits made, at most the planned number.
        lacking: The planned visits still to be made.
        extra: The visits beyond the plan to registered cells.
        visited: Registered pairs of seat and cell with a visit, and all of them.
    """

    number: int
    level: Text
    rows: tuple[SeatRow, ...]
    planned: int
    counted: int
    lacking: int
    extra: int
    visited: tuple[int, int]


class ObserversView(NamedTuple):
    """The page of observers of a year.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        year: The year.
        file: The file that holds the plan.
        is_broken: Whether that file cannot be read.
        problems_url: The page of what is wrong.
        attention: What needs doing.
        whole: The figures of the year; None without any seat.
        halves: The figures of its half-years that have begun.
        levels: The seats by level.
        unplanned: Visits to cells that the seat did not register.
        unplanned_number: The number of their table.
        cells: How many cells were active in the year or have records in it.
        clashes: Seats in two places at the same hour.
    """

    frame: Frame
    name: str
    year: int
    file: str
    is_broken: bool
    problems_url: str
    attention: tuple[Attention, ...]
    whole: Stretch | None
    halves: tuple[Stretch, ...]
    levels: tuple[LevelSeats, ...]
    unplanned: tuple[Unplanned, ...]
    unplanned_number: int
    cells: int
    clashes: tuple[Clash, ...]


def observers_url(district: str, year: int) -> str:
    """The URL of the observers of a year."""
    return f"/{district}/observers/{year}/"


def entry(home: DistrictBook) -> str:
    """The latest year with a plan that is shown; without any, the year that is due."""
    planned = [year for year in home.observers if year in home.years]
    return observers_url(home.slug, max(planned, default=due_year(home)))


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """One page a year."""
    for year in summary.years:
        url = observers_url(summary.home.slug, year)
        yield Page(url, "pages/observers.html", partial(observers_view, site, summary, year))


def observers_view(site: Site, summary: DistrictSummary, year: int) -> ObserversView:
    """The plan of a year against its visits; what is outside the plan or cannot be right stands apart."""
    home, url = summary.home, observers_url(summary.home.slug, year)
    visits = visits_of(summary, year)
    seats = seat_rows(summary, year, visits)
    levels = tuple(_levels(seats))
    unplanned, doubled = unplanned_visits(summary, year, visits), clashes(summary, year)
    title = site.tr("Cấp ủy viên dự sinh hoạt %(year)s", year=year)
    file = home.file(f"observers/{year}.yml")
    begun = [key for key in (f"{year}-H1", f"{year}-H2") if key in summary.keys]
    return ObserversView(
        frame=district_frame(
            site, home, url, title, crumbs=(Link(title, url),), left_out=summary.left_out, paper="print-land",
            years=year_links(summary.years, year, f"/{home.slug}/observers/", url),
            edit_url=site.edit_url(file) if year in home.observers else "",
            downloads=district_downloads(site, home.slug),
        ),
        name=home.district.name,
        year=year,
        file=file,
        is_broken=year in home.observers_broken,
        problems_url=problems_url(home.slug),
        attention=in_order(_attention(seats, unplanned, doubled, is_over=dt.date(year, 12, 31) < home.as_of)),
        whole=_stretch(summary, year, seats, None) if seats else None,
        halves=tuple(_stretch(summary, key, seats, HALVES[key[-1] == "2"]) for key in begun) if seats else (),
        levels=levels,
        unplanned=unplanned,
        unplanned_number=FIRST_SEATS + len(levels) if levels else 1,
        cells=len(cells_below(summary, None, year)),
        clashes=doubled,
    )  # fmt: skip


def _stretch(summary: DistrictSummary, key: Key, seats: list[tuple[str, SeatRow]], title: Text | None) -> Stretch:
    """The figures of a year or half-year as the statistics have them."""
    stats, year = summary.stats.get(key), str(key)[:4]
    of = f"{district_url(summary.home.slug, int(year))}{'' if title is None else f'#{key}'}"
    rows = [
        _level_row(stats, level, of, [row for at, row in seats if at == level])
        for level in codes.SEAT_LEVELS
        if any(at == level for at, _ in seats)
    ]
    total = LevelRow(
        level=None,
        cells=value_of(stats, "observer_cells", of),
        visits=value_of(stats, "observer_visits", of),
        regular=None,
        thematic=None,
        kinds=(sum(row.kinds[0] for row in rows), sum(row.kinds[1] for row in rows)),
        of_plan=(sum(bool(row.cells) for _, row in seats), len(seats)),
        plans=value_of(stats, "observer_plans", of) if title is None else None,
    )
    return Stretch(title, tuple(rows), total)


def _level_row(stats: Stats | None, level: str, of: str, seats: list[SeatRow]) -> LevelRow:
    regular = value_of(stats, f"observer_visits.{level}.regular", of)
    thematic = value_of(stats, f"observer_visits.{level}.thematic", of)
    return LevelRow(
        level=codes.SEAT_LEVELS[level],
        cells=value_of(stats, f"observer_cells.{level}", of),
        visits=value_of(stats, f"observer_visits.{level}", of),
        regular=regular,
        thematic=thematic,
        kinds=(int(regular.ratio.n), int(thematic.ratio.n)),
        of_plan=(sum(bool(row.cells) for row in seats), len(seats)),
        plans=None,
    )


def _levels(seats: list[tuple[str, SeatRow]]) -> Iterator[LevelSeats]:
    number = FIRST_SEATS
    for level, name in codes.SEAT_LEVELS.items():
        rows = tuple(row for at, row in seats if at == level)
        if rows:
            yield LevelSeats(
                number=number,
                level=name,
                rows=rows,
                planned=sum(row.planned for row in rows),
                counted=sum(row.counted for row in rows),
                lacking=sum(row.lacking for row in rows),
                extra=sum(row.extra for row in rows),
                visited=(sum(row.visited[0] for row in rows), sum(row.visited[1] for row in rows)),
            )
            number += 1


def _attention(
    seats: list[tuple[str, SeatRow]], unplanned: tuple[Unplanned, ...], doubled: tuple[Clash, ...], *, is_over: bool
) -> Iterator[Attention]:
    """Plans that are open are only counted once the year is over."""
    if doubled:
        yield Attention("clash", "warning", len(doubled), url="#cung-gio")
    without = sum(not row.cells for _, row in seats)
    if without:
        yield Attention("without", "warning", without, url="#theo-nguoi")
    never = sum(row.visited[1] - row.visited[0] for _, row in seats)
    if never and is_over:
        yield Attention("never", "notice", never, url="#theo-nguoi")
    lacking = sum(row.lacking for _, row in seats)
    if lacking:
        yield Attention("lacking" if is_over else "ahead", "notice", lacking, url="#theo-nguoi")
    if unplanned:
        yield Attention("unplanned", "notice", len(unplanned), url="#ngoai-ke-hoach")
