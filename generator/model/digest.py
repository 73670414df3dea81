"""A cell in short: what is compared between two revisions of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.months import states_of

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook
    from generator.model.facts import CellFacts
    from generator.model.period import Period


class MeetingDigest(NamedTuple):
    """A meeting in short; totals as written. Unit: persons, tasks. None: not written, or the file cannot be read."""

    period: Period
    kind: str
    state: str | None
    date: dt.date | None
    present: int | None
    due: int | None
    tasks: int


class CellDigest(NamedTuple):
    """A cell in short: as it was read, but for `months`, the state of each month after the check.

    `meetings` is keyed by path, `members` counts the roll on `as_of` (None in counts mode).
    """

    ref: str
    name: str
    type: str
    members: int | None
    facts: CellFacts
    meetings: dict[str, MeetingDigest]
    months: dict[Period, str]


def digest_of(facts: CellFacts, cell: CellBook, checked: CellBook | None) -> CellDigest:
    """Put a cell in short; `checked` is the book that the check gave back, if any."""
    meetings = {}
    for record in cell.meetings:
        meeting = record.meeting
        attendance = meeting.attendance if meeting is not None else None
        meetings[record.path] = MeetingDigest(
            record.period,
            record.kind,
            meeting.state if meeting is not None else None,
            meeting.date if meeting is not None else None,
            attendance.present if attendance is not None else None,
            attendance.due if attendance is not None else None,
            len(meeting.tasks) if meeting is not None else 0,
        )
    roll = cell.roll_on(cell.as_of)
    months = {}
    if checked is not None:
        states = (state for year in checked.years_shown() for state in states_of(checked, year))
        months = {state.period: state.state for state in states}
    members = None if roll is None else len(roll)
    return CellDigest(cell.ref, cell.cell.name, cell.cell.type, members, facts, meetings, months)
