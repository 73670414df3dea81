"""A meeting as its minutes ("biên bản"), with what the site knows of it at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.months import is_late
from generator.views.meeting_parts import Head, Outcome, RollCall, grade, head, outcome, roll_call
from generator.views.problems import Warned, warnings_of
from generator.views.resolution import Document, document

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import MeetingRecord
    from generator.model.meeting import Meeting
    from generator.views.desk import Desk


class FollowUp(NamedTuple):
    """A report on an earlier task.

    Attributes:
        number: Its number in the table.
        title: The task.
        word: What became of it.
        url: The page of the meeting that gave it; empty where there is none.
        before: What was last told of it when the meeting began; empty where it had only been given.
        due: The day it was due; None where none was set or it is not known here.
        is_overdue: Whether it was past due when the meeting began.
    """

    number: int
    title: str
    word: str
    url: str
    before: str
    due: dt.date | None
    is_overdue: bool


class Side(NamedTuple):
    """What the site knows of a meeting beside its minutes.

    Attributes:
        is_late: Whether it was recorded late.
        recorded: The day it was recorded; None where git does not know, or knows only that it was imported.
        fixed_day: The cell's fixed day; None where it has none or the meeting is not a regular one.
        posted: The day the documents were posted.
        reported: The day the report was sent.
        official_grade: The grade decided above.
        is_model: Whether it was a model meeting.
        followups: Reports on earlier tasks.
        warnings: What the checks found in this record.
        before: The cell's record before this one; None where it is the first.
        after: The one after; None where it is the last.
    """

    is_late: bool
    recorded: dt.date | None
    fixed_day: int | None
    posted: dt.date | None
    reported: dt.date | None
    official_grade: str
    is_model: bool
    followups: tuple[FollowUp, ...]
    warnings: tuple[Warned, ...]
    before: Link | None
    after: Link | None


class MeetingView(NamedTuple):
    """The page of a meeting that was held.

    Attributes:
        frame: The frame around the page.
        head: What stands above the minutes.
        roll: Who was there.
        minutes: The minutes in Markdown; empty where there are none.
        linked: The pages of other records that the minutes may link to, as seen from this one.
        withheld: The rules because of which the minutes are kept back; empty where they are not.
        outcome: What was decided.
        document: The resolution or conclusion; None where there is none, or where the record is withheld.
        side: What the site knows of it.
    """

    frame: Frame
    head: Head
    roll: RollCall
    minutes: str
    linked: frozenset[str]
    withheld: tuple[Link, ...]
    outcome: Outcome
    document: Document | None
    side: Side


def meeting_view(
    desk: Desk, record: MeetingRecord, before: MeetingRecord | None, after: MeetingRecord | None
) -> MeetingView:
    """The view of a meeting with a date; its neighbours in the cell's book are linked."""
    meeting = record.meeting
    if meeting is None or meeting.date is None:
        raise ValueError(f"{record.path}: a meeting without a date has no minutes")
    decided = outcome(desk, record, meeting, desk.cell.in_force(meeting.date))
    return MeetingView(
        frame=record_frame(desk, record),
        head=head(desk, record, meeting, meeting.date),
        roll=roll_call(desk, record, meeting),
        minutes=record.minutes,
        linked=linked(desk, record),
        withheld=withheld(record),
        outcome=decided,
        document=document(desk, record, meeting, decided),
        side=_side(desk, record, meeting, before, after),
    )


def linked(desk: Desk, record: MeetingRecord) -> frozenset[str]:
    """The pages of the cell's records as seen from one of them; nothing where its minutes name no file."""
    if ".md" not in record.minutes:
        return frozenset()
    pages = [other for other in desk.cell.meetings if other.valid and other.meeting is not None]
    here = (f"../{other.stem}/" for other in pages if other.period.year == record.period.year)
    return frozenset({*here, *(f"../../{other.place}/" for other in pages)})


def withheld(record: MeetingRecord) -> tuple[Link, ...]:
    """The pages of the rules because of which a record's minutes are kept back."""
    return tuple(Link(code, f"/rules/{code}/") for code in record.withheld)


def _side(
    desk: Desk, record: MeetingRecord, meeting: Meeting, before: MeetingRecord | None, after: MeetingRecord | None
) -> Side:
    regular = record.kind == "regular"
    return Side(
        is_late=regular and is_late(desk.cell, record),
        recorded=desk.recorded(record),
        fixed_day=desk.cell.cell.fixed_day if regular else None,
        posted=meeting.documents_posted,
        reported=meeting.reported,
        official_grade=grade(desk.site, meeting.score.official_grade if meeting.score else None),
        is_model=bool(meeting.model),
        followups=tuple(_followups(desk, record, meeting)) if meeting.followup else (),
        warnings=warnings_of(desk, record.path),
        before=record_link(desk, before),
        after=record_link(desk, after),
    )


def _followups(desk: Desk, record: MeetingRecord, meeting: Meeting) -> list[FollowUp]:
    found = []
    for number, (ref, state) in enumerate(meeting.followup.items(), 1):
        title, url = desk.tasks.title(ref)
        told, due = desk.tasks.before(ref, record)
        found.append(
            FollowUp(
                number=number,
                title=title,
                word=desk.site.say(codes.TASK_STATES[state]),
                url=url,
                before=desk.site.say(codes.TASK_STATES[told]) if told else "",
                due=due,
                is_overdue=due is not None and meeting.date is not None and due < meeting.date,
            )
        )
    return found


def record_link(desk: Desk, record: MeetingRecord | None) -> Link | None:
    """The link to a record's page."""
    return desk.links[record.path] if record is not None else None


def record_frame(desk: Desk, record: MeetingRecord) -> Frame:
    """The frame of a record's page."""
    url = desk.urls[record.path]
    year = record.period.year
    kind = desk.site.say(codes.MEETING_KINDS[record.kind])
    month = desk.site.tr("Kỳ %(month)s, %(kind)s", month=desk.site.words.month(record.period.month), kind=kind)
    return desk.frame(
        url,
        f"{desk.labels[record.path]} – {desk.cell.cell.name}",
        Link(str(year), f"{desk.url}{year}/" if year in desk.years else ""),
        Link(month, url),
        edit_url=desk.site.edit_url(record.path),
        paper="print-doc",
    )
