"""A superior committee member at a cell's meeting: what is compared across cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.model.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.book import CellBook
    from generator.model.district import Observers
    from generator.model.period import Period


class Visit(NamedTuple):
    """One seat at one held meeting. Unit of `start`, `end`: minutes after midnight.

    `cell` and those in `joint_with` are `DISTRICT/CELL`; `entry` is the place in the record's `observers`.
    `units` are those of the cell that day, nearest first.
    """

    seat: str
    entry: int
    cell: str
    name: str
    path: str
    year: int
    date: dt.date
    start: int
    end: int
    joint_with: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()


class Visited(NamedTuple):
    """The visits to one cell.

    `doubtful` holds the years with a record that cannot be counted, which may be one visit more; `lasting` those on
    whose last day the cell was active, with its units that day.
    """

    visits: tuple[Visit, ...] = ()
    doubtful: frozenset[int] = frozenset()
    lasting: Mapping[int, tuple[str, ...]] = {}


NOBODY = Visited()


def visits_of(cell: CellBook) -> Visited:
    """The visits to a cell that count."""
    found = []
    for record in cell.held:
        meeting = record.meeting
        if meeting is None or not meeting.observers or meeting.date is None or meeting.time is None:
            continue
        joint = frozenset(map(cell.home.full, meeting.joint_with))
        found += [
            Visit(
                seat, index, cell.ref, cell.cell.name, record.path, record.period.year, meeting.date,
                meeting.time.start, meeting.time.end, joint, cell.units_on(meeting.date),
            )
            for index, seat in enumerate(meeting.observers)
        ]  # fmt: skip
    doubtful = frozenset(r.period.year for r in cell.meetings if not r.valid or r.meeting is None)
    ends = {year: dt.date(year, 12, 31) for year in cell.home.observers}
    lasting = {year: cell.units_on(end) for year, end in ends.items() if cell.is_active(end)}
    return Visited(tuple(found), doubtful, lasting)


class Came(NamedTuple):
    """A registered seat at one held meeting of its cell."""

    month: Period
    kind: str


class Pair(NamedTuple):
    """A seat registered for a cell in a year's plan, and its visits in that year. Unit of `planned`: visits."""

    seat: str
    level: str
    planned: int
    visits: tuple[Came, ...]


@remembered
def pairs_of(cell: CellBook, year: int) -> tuple[Pair, ...]:
    """The seats registered for a cell in a year, in the order of the file; none where it cannot be read.

    A seat planned 0 times is not registered. Whoever comes without being registered is in no pair.
    """
    plan = cell.home.observers.get(year)
    return () if plan is None else tuple(_pairs(cell, year, plan))


def _pairs(cell: CellBook, year: int, plan: Observers) -> Iterator[Pair]:
    came = _came(cell)
    for seat, facts in plan.root.items():
        planned = facts.plan.get(cell.slug, 0)
        if planned:
            yield Pair(seat, facts.level, planned, tuple(came.get((seat, year), ())))


@remembered
def _came(cell: CellBook) -> dict[tuple[str, int], list[Came]]:
    """Who came to the cell's meetings that count, by seat and year."""
    found: dict[tuple[str, int], list[Came]] = {}
    for record in cell.held:
        seats = record.meeting.observers if record.meeting is not None else ()
        for seat in dict.fromkeys(seats):  # one named twice came once
            found.setdefault((seat, record.period.year), []).append(Came(record.period, record.kind))
    return found
