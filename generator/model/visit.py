"""A superior committee member at a cell's meeting: what is compared across cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.book import CellBook


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
