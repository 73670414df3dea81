"""A meeting as its minutes ("biên bản"), with what the site knows of it at the side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.figure import Value
from generator.model.frame import Frame, Link
from generator.model.meeting import Meeting, count, ids
from generator.model.months import is_late
from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.views.problems import Warned, warnings_of
from generator.views.tasks import Thread

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.rulebook import InForce
    from generator.model.values import TimeSpan
    from generator.stats.api import Turnout
    from generator.views.desk import Desk

TITLES = {
    "regular": "Sinh hoạt chi bộ thường kỳ",
    "thematic": "Sinh hoạt chi bộ chuyên đề",
    "extraordinary": "Sinh hoạt chi bộ bất thường",
    "committee": "Họp chi ủy",
    "congress": "Đại hội chi bộ",
}


@dataclass(frozen=True, slots=True)
class Absent:
    """Those listed in one way.

    Attributes:
        label: How they are listed, such as `Vắng có lý do`.
        people: Each name, with the reason in brackets where there is one.
        number: How many, where only a number is written; 0 where names are.
    """

    label: str
    people: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class ScoreRow:
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


@dataclass(frozen=True, slots=True)
class Vote:
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


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A report on an earlier task.

    Attributes:
        title: The task.
        word: What became of it.
        url: The page of the meeting that gave it; empty where there is none.
    """

    title: str
    word: str
    url: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The page of a meeting that was held.

    Attributes:
        frame: The frame around the page.
        unit: The superior organisation's name, in capitals; empty where there is none.
        cell: The cell's name, in capitals.
        cell_name: The cell's name.
        title: What kind of meeting it was.
        period: The month it counts for.
        date: The day.
        time: Start and end.
        minutes_long: How long it took. Unit: minutes.
        place: Where.
        postponed: The planned day and the reason, where it was put off; else None.
        joint: Names of the cells that met together with this one.
        chair: Who chaired; empty where not written.
        chair_role: The chair's role in the cell.
        secretary: Who took the minutes.
        observers: Superior committee members who attended.
        guests: How many guests of each kind, in words.
        turnout: Roll, away, due, present, excused, unexcused of the meeting; None without attendance.
        rate: Attendance of those due.
        absent: Those absent and those who came without being due.
        spoke: Share of those there who spoke; None where not recorded.
        speakers: Their names.
        theme: The theme; empty where there is none.
        minutes: The minutes in Markdown; empty where there are none.
        withheld: Whether the minutes are kept back because of personal data in them.
        outcome: Kind and number of the resolution; empty where there is none.
        vote: The vote; None where there was none.
        tasks: The tasks given.
        followups: Reports on earlier tasks.
        score: The cell's own points; empty where not scored.
        score_total: Their sum and the most that could be had; the latter None where no rule says.
        self_grade: The cell's own grade; empty where there is none.
        official_grade: The grade decided above.
        is_model: Whether it was a model meeting.
        is_late: Whether it was recorded late.
        recorded: The day it was recorded; None where git does not know, or knows only that it was imported.
        fixed_day: The cell's fixed day; None where it has none or the meeting is not a regular one.
        posted: The day the documents were posted.
        reported: The day the report was sent.
        warnings: What the checks found in this record.
        before: The cell's record before this one; None where it is the first.
        after: The one after; None where it is the last.
    """

    frame: Frame
    unit: str
    cell: str
    cell_name: str
    title: str
    period: Period
    date: dt.date
    time: TimeSpan | None
    minutes_long: int | None
    place: str
    postponed: tuple[dt.date | None, str] | None
    joint: tuple[str, ...]
    chair: str
    chair_role: str
    secretary: str
    observers: tuple[str, ...]
    guests: tuple[str, ...]
    turnout: tuple[int, ...] | None
    rate: Value
    absent: tuple[Absent, ...]
    spoke: Value | None
    speakers: tuple[str, ...]
    theme: str
    minutes: str
    withheld: bool
    outcome: str
    vote: Vote | None
    tasks: tuple[Thread, ...]
    followups: tuple[FollowUp, ...]
    score: tuple[ScoreRow, ...]
    score_total: tuple[int | Fraction, int | None]
    self_grade: str
    official_grade: str
    is_model: bool
    is_late: bool
    recorded: dt.date | None
    fixed_day: int | None
    posted: dt.date | None
    reported: dt.date | None
    warnings: tuple[Warned, ...]
    before: Link | None
    after: Link | None


def meeting_view(desk: Desk, record: MeetingRecord, before: MeetingRecord | None, after: MeetingRecord | None) -> MeetingView:
    """The view of a meeting with a date; its neighbours in the cell's book are linked."""
    cell, people = desk.cell, desk.people
    meeting = record.meeting
    if meeting is None or meeting.date is None:
        raise ValueError(f"{record.path}: a meeting without a date has no minutes")
    day = meeting.date
    rules = cell.in_force(day)
    unit = cell.home.district.units.get(cell.cell.unit_on(day) or "")
    turnout = desk.turnouts.get(record.path)
    warnings = warnings_of(desk, record.path)
    return MeetingView(
        frame=record_frame(desk, record),
        unit=unit.name.upper() if unit else "",
        cell=cell.cell.name.upper(),
        cell_name=cell.cell.name,
        title=meeting_title(record),
        period=record.period,
        date=day,
        time=meeting.time,
        minutes_long=meeting.time.minutes if meeting.time else None,
        place=meeting.place or "",
        postponed=(meeting.postponed.from_, meeting.postponed.reason or "") if meeting.postponed else None,
        joint=tuple(_cell_name(cell, ref) for ref in meeting.joint_with),
        chair=people.name(meeting.chair) if meeting.chair else "",
        chair_role=people.role(meeting.chair, day) if meeting.chair else "",
        secretary=people.name(meeting.minutes_by) if meeting.minutes_by else "",
        observers=_observers(cell, record, meeting),
        guests=tuple(f"{number} {codes.GUESTS[kind].vi}" for kind, number in meeting.guests.items() if number),
        turnout=_numbers(turnout),
        rate=Value("attendance_rate_due", Ratio(turnout.present, turnout.due) if turnout else Ratio(0, 0)),
        absent=tuple(_absent(desk, meeting)),
        spoke=_spoke(turnout),
        speakers=people.names(ids(meeting.attendance.spoke)) if meeting.attendance else (),
        theme=meeting.theme or "",
        minutes=record.minutes,
        withheld=any(w.withholds for w in warnings),
        outcome=_outcome(meeting),
        vote=_vote(cell, record, meeting),
        tasks=desk.tasks.threads_of(record),
        followups=tuple(_followups(desk, meeting)),
        score=_score(meeting, rules),
        score_total=_score_total(meeting, rules),
        self_grade=_grade(meeting.score.self_grade if meeting.score else None),
        official_grade=_grade(meeting.score.official_grade if meeting.score else None),
        is_model=bool(meeting.model),
        is_late=record.kind == "regular" and is_late(cell, record),
        recorded=desk.recorded(record),
        fixed_day=cell.cell.fixed_day if record.kind == "regular" else None,
        posted=meeting.documents_posted,
        reported=meeting.reported,
        warnings=warnings,
        before=record_link(desk, before),
        after=record_link(desk, after),
    )


def meeting_title(record: MeetingRecord) -> str:
    """What kind of meeting a record is about, as its minutes are headed."""
    combined = record.kind == "regular" and record.is_thematic
    return TITLES[record.kind] + (" và chuyên đề" if combined else "")


def record_label(record: MeetingRecord) -> str:
    """A record in a list: `Kỳ 3/2024`, with its kind where it is no regular meeting."""
    label = f"Kỳ {record.period.month}/{record.period.year}"
    return label if record.kind == "regular" else f"{label}, {codes.MEETING_KINDS[record.kind].vi}"


def record_link(desk: Desk, record: MeetingRecord | None) -> Link | None:
    """The link to a record's page."""
    return Link(record_label(record), desk.urls[record.path]) if record is not None else None


def record_frame(desk: Desk, record: MeetingRecord) -> Frame:
    """The frame of a record's page."""
    url = desk.urls[record.path]
    year = record.period.year
    month = f"Kỳ {record.period.month}, {codes.MEETING_KINDS[record.kind].vi}"
    return desk.frame(
        url,
        f"{record_label(record)} – {desk.cell.cell.name}",
        Link(str(year), f"{desk.url}{year}/" if year in desk.cell.years_shown() else ""),
        Link(month, url),
        edit_url=desk.site.edit_url(record.path),
        paper="print-doc",
    )


def _cell_name(cell: CellBook, ref: str) -> str:
    facts = cell.facts.get(cell.home.full(ref))
    return facts.name if facts else ref


def _numbers(turnout: Turnout | None) -> tuple[int, ...] | None:
    if turnout is None:
        return None
    t = turnout
    return (t.roll, t.roll - t.due, t.due, t.present, t.excused, t.unexcused)


def _spoke(turnout: Turnout | None) -> Value | None:
    if turnout is None or turnout.spoke is None:
        return None
    return Value("speaker_share", Ratio(turnout.spoke, turnout.there))


def _observers(cell: CellBook, record: MeetingRecord, meeting: Meeting) -> tuple[str, ...]:
    year = cell.home.observers.get(record.period.year)
    seats = year.root if year else {}
    return tuple((seats[seat].name or codes.SEAT_LEVELS[seats[seat].level].vi) if seat in seats else seat for seat in meeting.observers)


def _absent(desk: Desk, meeting: Meeting) -> list[Absent]:
    attendance = meeting.attendance
    if attendance is None:
        return []
    lists = (
        ("Vắng có lý do", attendance.excused),
        ("Vắng không lý do", attendance.unexcused),
        ("Không phải dự nhưng có dự", attendance.also_present),
    )
    found = []
    for label, listed in lists:
        if not count(listed):
            continue
        if isinstance(listed, int):
            found.append(Absent(label, (), listed))
        else:
            reasons = listed if isinstance(listed, dict) else {}
            names = (_with_reason(desk.people.name(id_), reasons.get(id_)) for id_ in listed)
            found.append(Absent(label, tuple(names), 0))
    return found


def _with_reason(name: str, reason: str | None) -> str:
    return f"{name} ({codes.REASONS[reason].vi})" if reason else name


def _outcome(meeting: Meeting) -> str:
    found = meeting.resolution
    if found is None:
        return ""
    kind = codes.OUTCOMES[found.kind].vi if found.kind else "nghị quyết"
    return f"{kind} số {found.number}" if found.number else kind


def _vote(cell: CellBook, record: MeetingRecord, meeting: Meeting) -> Vote | None:
    votes = meeting.resolution.votes if meeting.resolution else None
    if votes is None:
        return None
    base = voting_base(cell, record, meeting)
    return Vote(
        number=votes.for_,
        base=(votes.for_, base) if votes.for_ is not None and base else (0, 0),
        against=votes.against or 0,
        other=votes.other or 0,
    )


def voting_base(cell: CellBook, record: MeetingRecord, meeting: Meeting) -> int | None:
    """How many may vote: full members on the roll who are not away, and those of them who came though away."""
    attendance, day = meeting.attendance, meeting.date
    if attendance is None or day is None or cell.members_broken:
        return None
    roll = cell.roll_on(day, record.kind)
    if roll is None:
        return None if attendance.due is None else attendance.due + count(attendance.also_present)
    also = set(ids(attendance.also_present))
    named = sum(1 for id_, m in roll.items() if m.is_official(day) and (id_ in also or not m.away_on(day)))
    return named + (attendance.also_present if isinstance(attendance.also_present, int) else 0)


def _followups(desk: Desk, meeting: Meeting) -> list[FollowUp]:
    found = []
    for ref, state in meeting.followup.items():
        title, url = desk.tasks.title(ref)
        found.append(FollowUp(title, codes.TASK_STATES[state].vi, url))
    return found


def _score(meeting: Meeting, rules: InForce) -> tuple[ScoreRow, ...]:
    points = meeting.score.self if meeting.score else None
    if not points:
        return ()
    groups = rules.group("score", "groups")
    order = [*(g for g in groups if g in points), *(g for g in points if g not in groups)]
    return tuple(
        ScoreRow(n, codes.SCORE_GROUPS[g].vi if g in codes.SCORE_GROUPS else g, groups.get(g), points[g])
        for n, g in enumerate(order, 1)
    )


def _score_total(meeting: Meeting, rules: InForce) -> tuple[int | Fraction, int | None]:
    points = (meeting.score.self if meeting.score else None) or {}
    groups = rules.group("score", "groups")
    return sum(points.values()), sum(groups.values()) if groups else None


def _grade(grade: str | None) -> str:
    return codes.GRADES[grade].vi if grade else ""
