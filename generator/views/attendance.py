"""The attendance table of a cell's year: members × regular meetings by month."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.meeting import ids
from generator.model.period import months_of
from generator.stats.api import Turnout, regular_turnouts
from generator.views.people import ROLE_SHORT

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.cell import Member
    from generator.model.text import Text
    from generator.views.people import People

ABSENCES = frozenset({"excused", "unexcused"})
Mark = tuple[str, bool, str]  # attendance, due, place in a run of absences
Stand = tuple[str, bool]  # attendance, due
NOT_THERE, UNKNOWN = ("absent", True), ("none", True)  # not on the roll; no meeting that counts, or one without names


class MemberRow(NamedTuple):
    """One member's year.

    Attributes:
        id: The member's id.
        number: The row's number.
        name: The member's name, or id.
        role: The role's short form; None without a role.
        role_title: The role in words; None without a role.
        marks: For each month the attendance, whether the member was due, and the place in a run of absences.
        turnout: Meetings attended and meetings due.
        excused: Absences with a reason.
        unexcused: Absences without one.
        streak: The longest run of absences.
    """

    id: str
    number: int
    name: str
    role: Text | None
    role_title: Text | None
    marks: tuple[Mark, ...]
    turnout: tuple[int, int]
    excused: int
    unexcused: int
    streak: int


class MonthTotals(NamedTuple):
    """One month's totals, as written in its minutes; None where there is no meeting that counts.

    Attributes:
        month: The number of the month.
        url: The page of the meeting; empty where there is none.
        date: The day of the meeting.
        roll: Members on the roll.
        away: Those who need not attend.
        due: Those who must.
        present: Those due who came.
        excused: Absent with a reason.
        unexcused: Absent without one.
        also_present: Not due, but there.
        rate: Present and due.
        rate_roll: Those there, due or not, and the roll.
        ruled: Whether a quarter begins here.
    """

    month: int
    url: str
    date: dt.date | None
    roll: int | None
    away: int | None
    due: int | None
    present: int | None
    excused: int | None
    unexcused: int | None
    also_present: int | None
    rate: tuple[int, int]
    rate_roll: tuple[int, int]
    ruled: bool


def month_totals(cell: CellBook, year: int, urls: dict[str, str]) -> tuple[MonthTotals, ...]:
    """The totals of each month of a year; `urls` are the pages of the regular meetings by month."""
    found = {turnout.record.period: turnout for turnout in regular_turnouts(cell, year)}
    return tuple(_totals(month.month, found.get(month), urls.get(str(month), "")) for month in months_of(year))


def _totals(month: int, turnout: Turnout | None, url: str) -> MonthTotals:
    ruled = month in (4, 7, 10)
    if turnout is None:
        return MonthTotals(month, url, None, None, None, None, None, None, None, None, (0, 0), (0, 0), ruled)
    meeting = turnout.record.meeting
    return MonthTotals(
        month=month,
        url=url,
        date=meeting.date if meeting else None,
        roll=turnout.roll,
        away=turnout.roll - turnout.due,
        due=turnout.due,
        present=turnout.present,
        excused=turnout.excused,
        unexcused=turnout.unexcused,
        also_present=turnout.also_present,
        rate=(turnout.present, turnout.due),
        rate_roll=(turnout.there, turnout.roll),
        ruled=ruled,
    )


def member_rows(cell: CellBook, year: int, people: People) -> tuple[MemberRow, ...]:
    """A row for each member on the roll in that year, by role and given name; nothing in counts mode.

    Shape: twelve marks a row. A run of two absences or more goes through months without a meeting.
    """
    if cell.members is None:
        return ()
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), cell.as_of)
    shown = [(id_, m) for id_, m in cell.members.items() if m.joined <= last and (m.left is None or m.left >= first)]
    found = {t.record.period.month: _call(cell, t.record) for t in regular_turnouts(cell, year)}
    calls = [found.get(month) for month in range(1, 13)]
    return tuple(
        _row(number, people, last, id_, member, calls)
        for number, (id_, member) in enumerate(people.in_order(shown, last), 1)
    )


def _call(cell: CellBook, record: MeetingRecord) -> dict[str, Stand] | None:
    """How each member on the roll stands in one meeting; None where nobody's attendance is written."""
    meeting = record.meeting
    if meeting is None or meeting.date is None or meeting.attendance is None:
        return None
    attendance, roll = meeting.attendance, cell.roll_on(meeting.date) or {}
    is_counted = any(isinstance(people, int) and people for people in (attendance.excused, attendance.unexcused))
    stands = dict.fromkeys(roll, UNKNOWN if is_counted else ("present", True))
    also = ids(attendance.also_present)
    for id_, member in roll.items():
        away = member.away_on(meeting.date) if member.away else None
        if away is not None:
            stands[id_] = ("present", False) if id_ in also else ("exempt" if away == "exempt" else "away", True)
    for kind, listed in (("excused", attendance.excused), ("unexcused", attendance.unexcused)):
        stands.update((id_, (kind, True)) for id_ in ids(listed) if id_ in roll)
    return stands


def _row(
    number: int, people: People, last: dt.date, id_: str, member: Member, calls: list[dict[str, Stand] | None]
) -> MemberRow:
    """One member's year; `calls` are the roll calls of its twelve months."""
    found = [UNKNOWN if call is None else call.get(id_, NOT_THERE) for call in calls]
    runs, streak = _runs([attendance for attendance, _ in found])
    role = member.role_on(last) if member.roles else None
    kinds = [attendance for attendance, due in found if due]
    present = kinds.count("present")
    excused, unexcused = kinds.count("excused"), kinds.count("unexcused")
    return MemberRow(
        id=id_,
        number=number,
        name=people.name(id_),
        role=ROLE_SHORT[role] if role else None,
        role_title=codes.ROLES[role] if role else None,
        marks=tuple([(attendance, due, run) for (attendance, due), run in zip(found, runs, strict=True)]),
        turnout=(present, present + excused + unexcused),
        excused=excused,
        unexcused=unexcused,
        streak=streak,
    )


def _runs(marks: list[str]) -> tuple[list[str], int]:
    """The place of each month in a run of two absences or more, and the length of the longest run in meetings."""
    runs, longest = [""] * len(marks), 0
    if ABSENCES.isdisjoint(marks):
        return runs, 0
    start, last, count = -1, -1, 0
    for index, mark in enumerate([*marks, "present"]):
        if mark in ABSENCES:
            start = index if start < 0 else start
            last, count = index, count + 1
        elif mark != "none" and start >= 0:
            longest = max(longest, count)
            if count > 1:
                runs[start : last + 1] = ["first", *["inner"] * (last - start - 1), "last"]
            start, count = -1, 0
    return runs, longest
