"""Who may vote in a meeting, and who of them was there.

The voting base is the full members on the roll and not away, with the full members among those who came without being
due; a probationary member never votes. Source: Quy định thi hành Điều lệ Đảng (294-QĐ/TW, 2025), 9.3.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.meeting import count, ids
from generator.model.memory import remembered_of_record

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord


class Voting(NamedTuple):
    """The voting base of a meeting and the voters present. Unit: persons."""

    base: int
    present: int


@remembered_of_record
def voting(record: MeetingRecord, cell: CellBook) -> Voting | None:
    """The voting base of a held meeting and how many of it were there; None where the record does not tell.

    In counts mode (no `members.yml`, or numbers above 0 instead of ids) everybody due is taken for a full member.
    """
    meeting = record.meeting
    if meeting is None or meeting.date is None or meeting.attendance is None:
        return None
    attendance, away = meeting.attendance, cell.away_count(record)
    if attendance.roll is None or attendance.present is None or away is None:
        return None
    members = cell.roll_on(meeting.date, record.kind)
    lists = (attendance.excused, attendance.unexcused, attendance.also_present)
    if members is None or any(isinstance(people, int) and people for people in lists):
        came = count(attendance.also_present)
        return Voting(attendance.roll - away + came, attendance.present + came)
    day = meeting.date
    came_too = {id_ for id_ in ids(attendance.also_present) if id_ in members and members[id_].is_official(day)}
    base = cell.voters_on(day, record.kind) | came_too
    return Voting(len(base), len(base.difference(ids(attendance.excused), ids(attendance.unexcused))))
