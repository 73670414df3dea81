"""The parts of a meeting's page: what stands above the minutes, the roll call, the outcome."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.figure import Value
from generator.model.meeting import Meeting, ids
from generator.model.ratio import Ratio
from generator.model.voting import voting
from generator.views.record_names import meeting_title

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.period import Period
    from generator.model.rulebook import InForce
    from generator.model.text import Text
    from generator.model.values import TimeSpan
    from generator.stats.api import Turnout
    from generator.views.desk import Desk
    from generator.views.site import Site
    from generator.views.tasks import Thread


class Head(NamedTuple):
    """What stands above the minutes.

    Attributes:
        unit: The superior organisation's name, in capitals; empty where there is none.
        cell: The cell's name, in capitals.
        title: What kind of meeting it was.
        period: The month it counts for.
        is_committee: Whether the cell's committee met, not the cell.
        date: The day.
        time: Start and end.
        duration: How long it took. Unit: minutes.
        place: Where.
        postponed: The planned day and the reason, where it was put off; else None.
        joint: Names of the cells that met together with this one.
        chair: Who chaired; empty where not written.
        chair_role: The chair's role in the cell; None where it is not known.
        secretary: Who took the minutes.
        observers: Superior committee members who attended.
        guests: How many guests of each kind.
        theme: The theme; empty where there is none.
    """

    unit: str
    cell: str
    title: str
    period: Period
    is_committee: bool
    date: dt.date
    time: TimeSpan | None
    duration: int | None
    place: str
    postponed: tuple[dt.date | None, str] | None
    joint: tuple[str, ...]
    chair: str
    chair_role: Text | None
    secretary: str
    observers: tuple[str, ...]
    guests: tuple[tuple[int, Text], ...]
    theme: str


class Absent(NamedTuple):
    """Those listed in one way.

    Attributes:
        label: How they are listed, such as `Vắng có lý do`.
        people: Each name, with the reason in brackets where there is one.
        number: How many, where only a number is written; 0 where names are.
    """

    label: str
    people: tuple[str, ...]
    number: int


class RollCall(NamedTuple):
    """Who was there.

    Attributes:
        turnout: Roll, away, due, present, excused, unexcused; None without attendance.
        rate: Attendance of those due.
        absent: Those absent, and those who came without being due.
        spoke: Share of those there who spoke; None where not recorded.
        speakers: Their names.
    """

    turnout: tuple[int, ...] | None
    rate: Value
    absent: tuple[Absent, ...]
    spoke: Value | None
    speakers: tuple[str, ...]


class ScoreRow(NamedTuple):
    """One group of criteria.

    Attributes:
        number: Its number in the table.
        label: Its name.
        maximum: The most points it can have; None where no rule says.
        points: The points given.
    """

    number: int
    label: str
    maximum: int | None
    points: int | Fraction


class Vote(NamedTuple):
    """A vote.

    Attributes:
        number: Votes for; None where not written.
        base: For and the voting base; 0/0 where the base is not known.
        against: Votes against.
        other: Other opinions.
    """

    number: int | None
    base: tuple[int, int]
    against: int
    other: int


class Outcome(NamedTuple):
    """What the meeting decided.

    Attributes:
        resolution: Kind and number of the resolution; empty where there is none.
        vote: The vote; None where there was none.
        tasks: The tasks given.
        score: The cell's own points; empty where not scored.
        total: Their sum, and the most that could be had; the latter None where no rule says.
        self_grade: The cell's own grade; empty where there is none.
    """

    resolution: str
    vote: Vote | None
    tasks: tuple[Thread, ...]
    score: tuple[ScoreRow, ...]
    total: tuple[int | Fraction, int | None]
    self_grade: str


def head(desk: Desk, record: MeetingRecord, meeting: Meeting, day: dt.date) -> Head:
    """What stands above the minutes of a meeting held on `day`."""
    cell, people = desk.cell, desk.people
    unit = desk.superior(day)
    return Head(
        unit=unit.name.upper() if unit else "",
        cell=cell.cell.name.upper(),
        title=meeting_title(desk.site, record),
        period=record.period,
        is_committee=record.kind == "committee",
        date=day,
        time=meeting.time,
        duration=meeting.time.minutes if meeting.time else None,
        place=meeting.place or "",
        postponed=(meeting.postponed.from_, meeting.postponed.reason or "") if meeting.postponed else None,
        joint=tuple(_cell_name(cell, ref) for ref in meeting.joint_with),
        chair=people.name(meeting.chair) if meeting.chair else "",
        chair_role=people.role(meeting.chair, day) if meeting.chair else None,
        secretary=people.name(meeting.minutes_by) if meeting.minutes_by else "",
        observers=_observers(desk.site, cell, record, meeting),
        guests=tuple((number, codes.GUESTS[kind]) for kind, number in meeting.guests.items() if number),
        theme=meeting.theme or "",
    )


def _cell_name(cell: CellBook, ref: str) -> str:
    facts = cell.facts.get(cell.home.full(ref))
    return facts.name if facts else ref


def _observers(site: Site, cell: CellBook, record: MeetingRecord, meeting: Meeting) -> tuple[str, ...]:
    year = cell.home.observers.get(record.period.year)
    seats = year.root if year else {}
    return tuple(
        (seats[seat].name or site.say(codes.SEAT_LEVELS[seats[seat].level])) if seat in seats else seat
        for seat in meeting.observers
    )


def roll_call(desk: Desk, record: MeetingRecord, meeting: Meeting) -> RollCall:
    """Who was at a meeting."""
    turnout = desk.turnouts.get(record.path)
    return RollCall(
        turnout=_numbers(turnout) if turnout else None,
        rate=Value("attendance_rate_due", Ratio(turnout.present, turnout.due) if turnout else Ratio(0, 0)),
        absent=tuple(_absent(desk, meeting)),
        spoke=_spoke(turnout) if turnout else None,
        speakers=desk.people.names(ids(meeting.attendance.spoke)) if meeting.attendance else (),
    )


def _numbers(turnout: Turnout) -> tuple[int, ...]:
    t = turnout
    return (t.roll, t.roll - t.due, t.due, t.present, t.excused, t.unexcused)


def _spoke(turnout: Turnout) -> Value | None:
    return None if turnout.spoke is None else Value("speaker_share", Ratio(turnout.spoke, turnout.there))


def _absent(desk: Desk, meeting: Meeting) -> list[Absent]:
    attendance = meeting.attendance
    if attendance is None:
        return []
    lists = (
        (desk.site.tr("Vắng có lý do"), attendance.excused),
        (desk.site.tr("Vắng không lý do"), attendance.unexcused),
        (desk.site.tr("Không phải dự nhưng có dự"), attendance.also_present),
    )
    found = []
    for label, listed in lists:
        if isinstance(listed, int):
            found += [Absent(label, (), listed)] if listed else []
        elif listed:
            reasons = listed if isinstance(listed, dict) else {}
            names = (_with_reason(desk, id_, reasons.get(id_)) for id_ in listed)
            found.append(Absent(label, tuple(names), 0))
    return found


def _with_reason(desk: Desk, id_: str, reason: str | None) -> str:
    name = desk.people.name(id_)
    return f"{name} ({desk.site.say(codes.REASONS[reason])})" if reason else name


def outcome(desk: Desk, record: MeetingRecord, meeting: Meeting, rules: InForce) -> Outcome:
    """What a meeting decided, scored by the rules of its day."""
    points = (meeting.score.self if meeting.score else None) or {}
    groups = rules.group("score", "groups")
    return Outcome(
        resolution=_resolution(desk.site, meeting),
        vote=_vote(desk.cell, record, meeting),
        tasks=desk.tasks.threads_of(record),
        score=_score(desk.site, points, groups),
        total=(sum(points.values()), sum(groups.values()) if groups else None),
        self_grade=grade(desk.site, meeting.score.self_grade if meeting.score else None),
    )


def _resolution(site: Site, meeting: Meeting) -> str:
    found = meeting.resolution
    if found is None:
        return ""
    kind = site.say(codes.OUTCOMES[found.kind or "resolution"])
    return site.tr("%(kind)s số %(number)s", kind=kind, number=found.number) if found.number else kind


def _vote(cell: CellBook, record: MeetingRecord, meeting: Meeting) -> Vote | None:
    votes = meeting.resolution.votes if meeting.resolution else None
    if votes is None:
        return None
    found = voting(record, cell)
    return Vote(
        number=votes.for_,
        base=(votes.for_, found.base) if votes.for_ is not None and found and found.base else (0, 0),
        against=votes.against or 0,
        other=votes.other or 0,
    )


def _score(site: Site, points: dict[str, int | Fraction], groups: dict[str, int]) -> tuple[ScoreRow, ...]:
    order = [g for g in groups if g in points] + [g for g in points if g not in groups]
    labels = _labels(site.lang)
    return tuple([ScoreRow(n, labels.get(g, g), groups.get(g), points[g]) for n, g in enumerate(order, 1)])


@functools.cache
def _labels(lang: str) -> dict[str, str]:
    return {group: label.to(lang) for group, label in codes.SCORE_GROUPS.items()}


def grade(site: Site, code: str | None) -> str:
    """A grade in words; empty where there is none."""
    return site.say(codes.GRADES[code]) if code else ""
