"""The visits of superior members to the cells of a district in one year, compared with what was planned."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Link
from generator.views.scope_rows import short_name
from generator.views.site import cell_url

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from generator.model.district import Seat
    from generator.model.summary import CellSummary, DistrictSummary, MeetingLine
    from generator.model.text import Text


class Visit(NamedTuple):
    """One seat at one meeting that counts."""

    seat: str
    cell: CellSummary
    line: MeetingLine


class VisitDay(NamedTuple):
    """One visit, as a link to the page of its meeting.

    Attributes:
        date: The day; None where it is not known.
        url: The page of the meeting.
        kind: The kind of meeting in words; None where it is a regular one.
    """

    date: dt.date | None
    url: str
    kind: Text | None


class PlannedCell(NamedTuple):
    """A cell that a seat registered to visit.

    Attributes:
        cell: The cell; without a page where it is not known.
        planned: The planned visits.
        counted: The visits made, at most the planned number.
        lacking: The planned visits still to be made.
        extra: The visits made beyond the planned number.
        days: Each visit.
        is_known: Whether the cell's records can be counted; if not, it is in no total.
    """

    cell: Link
    planned: int
    counted: int
    lacking: int
    extra: int
    days: tuple[VisitDay, ...]
    is_known: bool


class SeatRow(NamedTuple):
    """A superior member with the plan and the visits of the year.

    Attributes:
        name: What the seat is called; its id where it has no name.
        cells: The registered cells.
        visited: How many of them were visited at least once, and how many there are.
        planned: The planned visits together.
        counted: The visits made, at most the planned number for each cell.
        lacking: The planned visits still to be made.
        extra: The visits to registered cells beyond their planned number.
        unplanned: Visits to cells that are not registered.
    """

    name: str
    cells: tuple[PlannedCell, ...]
    visited: tuple[int, int]
    planned: int
    counted: int
    lacking: int
    extra: int
    unplanned: int


class Unplanned(NamedTuple):
    """A visit to a cell that the seat did not register.

    Attributes:
        name: What the seat is called.
        cell: The cell.
        day: The visit.
    """

    name: str
    cell: Link
    day: VisitDay


class Place(NamedTuple):
    """One of two places where a seat is recorded at the same hour.

    Attributes:
        cell: The cell.
        url: The page of the meeting.
        start: When it began. Unit: minutes after midnight.
        end: When it ended.
    """

    cell: Link
    url: str
    start: int
    end: int


class Clash(NamedTuple):
    """A seat in two places at the same hour.

    Attributes:
        name: What the seat is called.
        date: The day.
        one: The one place.
        other: The other place.
    """

    name: str
    date: dt.date
    one: Place
    other: Place


def visits_of(summary: DistrictSummary, *years: int) -> list[Visit]:
    """All visits of these years, by day; a seat written twice in one record is one visit."""
    found = [
        Visit(seat, cell, line)
        for cell in summary.cells
        for year in years
        for line in cell.meetings_of(year)
        if line.counts
        for seat in dict.fromkeys(line.seats)
    ]
    return sorted(found, key=lambda visit: (str(visit.line.date), visit.line.start or 0))


def seats_of_year(summary: DistrictSummary, year: int) -> dict[str, Seat]:
    """The seats of a year as its file lists them; none where there is no such file."""
    observers = summary.home.observers.get(year)
    return observers.root if observers is not None else {}


def name_of(seats: dict[str, Seat], seat: str) -> str:
    """What a seat is called: its name, else its id."""
    found = seats.get(seat)
    return (found.name if found is not None else None) or seat


def link_of(cell: CellSummary) -> Link:
    """The cell with its page."""
    return Link(short_name(cell.name), cell_url(cell.ref))


def day_of(line: MeetingLine) -> VisitDay:
    """A visit to this meeting; a combined meeting is a regular one."""
    return VisitDay(line.date, line.url, None if line.kind == "regular" else codes.MEETING_KINDS[line.kind])


def seat_rows(summary: DistrictSummary, year: int, visits: list[Visit]) -> list[tuple[str, SeatRow]]:
    """Each seat of the year with its level, in the order of the file; its cells in that of its plan."""
    cells = {cell.slug: link_of(cell) for cell in summary.cells}
    made: dict[str, dict[str, list[VisitDay]]] = {}
    for visit in visits:
        made.setdefault(visit.seat, {}).setdefault(visit.cell.slug, []).append(day_of(visit.line))
    rows = []
    for id_, seat in seats_of_year(summary, year).items():
        own, plan = made.get(id_, {}), plan_of(seat)
        planned = tuple(_planned(cells.get(slug), slug, number, own.get(slug, ())) for slug, number in plan.items())
        unplanned = sum(len(days) for slug, days in own.items() if slug not in plan)
        rows.append((seat.level, _seat_row(seat.name or id_, planned, unplanned)))
    return rows


def plan_of(seat: Seat) -> dict[str, int]:
    """The registered cells with their planned visits; one planned 0 times is not registered."""
    return {slug: number for slug, number in seat.plan.items() if number}


def _seat_row(name: str, planned: tuple[PlannedCell, ...], unplanned: int) -> SeatRow:
    known = [cell for cell in planned if cell.is_known]
    return SeatRow(
        name=name,
        cells=planned,
        visited=(sum(bool(cell.days) for cell in known), len(known)),
        planned=sum(cell.planned for cell in known),
        counted=sum(cell.counted for cell in known),
        lacking=sum(cell.lacking for cell in known),
        extra=sum(cell.extra for cell in known),
        unplanned=unplanned,
    )


def _planned(cell: Link | None, slug: str, planned: int, days: Sequence[VisitDay]) -> PlannedCell:
    counted = min(planned, len(days))
    return PlannedCell(
        cell=cell or Link(slug, ""),
        planned=planned,
        counted=counted,
        lacking=planned - counted,
        extra=len(days) - counted,
        days=tuple(days),
        is_known=cell is not None,
    )


def unplanned_visits(summary: DistrictSummary, year: int, visits: list[Visit]) -> tuple[Unplanned, ...]:
    """The visits to cells that the seat did not register, in order of the seats, then by day."""
    seats = seats_of_year(summary, year)
    order = list(seats)
    found = [v for v in visits if v.seat not in seats or v.cell.slug not in plan_of(seats[v.seat])]
    found.sort(key=lambda v: (order.index(v.seat) if v.seat in seats else len(order), v.seat))
    return tuple(Unplanned(name_of(seats, v.seat), link_of(v.cell), day_of(v.line)) for v in found)


def clashes(summary: DistrictSummary, year: int) -> tuple[Clash, ...]:
    """Where a seat is recorded in two cells at the same hour, unless these met together; by day.

    A meeting of the year is also compared with those that count for December before or January after.
    """
    days: dict[tuple[str, dt.date], list[Visit]] = {}
    for visit in visits_of(summary, year - 1, year, year + 1):
        if visit.line.date is not None:
            days.setdefault((visit.seat, visit.line.date), []).append(visit)
    seats = seats_of_year(summary, year)
    return tuple(
        Clash(name_of(seats, seat), date, _place(one), _place(other))
        for (seat, date), visits in sorted(days.items(), key=lambda entry: (entry[0][1], entry[0][0]))
        for one, other in combinations(visits, 2)
        if year in (one.line.period.year, other.line.period.year) and _overlap(one, other)
    )


def _overlap(one: Visit, other: Visit) -> bool:
    """Tell whether two visits are in two cells that did not meet together, at overlapping times."""
    if one.cell.ref == other.cell.ref or one.cell.ref in other.line.joint or other.cell.ref in one.line.joint:
        return False
    times = (one.line.start, one.line.end, other.line.start, other.line.end)
    if None in times:
        return False
    start, end, other_start, other_end = (time or 0 for time in times)
    return start < other_end and other_start < end


def _place(visit: Visit) -> Place:
    return Place(link_of(visit.cell), visit.line.url, visit.line.start or 0, visit.line.end or 0)
