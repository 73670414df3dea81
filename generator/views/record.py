"""A record of a meeting that did not take place, or has not yet: state, reason, decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.text import Text
from generator.views.meeting import linked, record_frame, record_link, withheld
from generator.views.problems import Warned, warnings_of
from generator.views.record_names import meeting_title

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import MeetingRecord
    from generator.model.frame import Frame, Link
    from generator.model.period import Period
    from generator.views.desk import Desk
    from generator.views.tasks import Thread

SENTENCES = {
    "not_held": Text("Chi bộ không họp kỳ này.", "The cell did not meet this month."),
    "postponed": Text("Kỳ họp được hoãn và chưa họp lại.", "The meeting was postponed and has not been held yet."),
    "waived": Text("Chi bộ được miễn họp kỳ này.", "The cell need not meet this month."),
    "planned": Text(
        "Kỳ họp này mới là dự kiến, chưa tính vào số liệu.", "The meeting is only planned and not counted yet."
    ),
}


class RecordView(NamedTuple):
    """The page of a record without a meeting.

    Attributes:
        frame: The frame around the page.
        cell_name: The cell's name.
        title: What kind of meeting it would have been.
        period: The month it counts for.
        state: The state, as in `data-state`.
        word: The state in words.
        sentence: What that means.
        date: The day planned; None where there is none.
        reason: Why it was not held; empty where not written.
        decision: The superior's document; empty where there is none.
        recorded: The day it was recorded; None where git does not know, or knows only that it was imported.
        minutes: What is written below the front matter, in Markdown.
        linked: The pages of other records that it may link to, as seen from this one.
        withheld: The rules because of which that text is kept back; empty where it is not.
        tasks: Tasks given all the same.
        warnings: What the checks found in this record.
        before: The cell's record before this one; None where it is the first.
        after: The one after; None where it is the last.
    """

    frame: Frame
    cell_name: str
    title: str
    period: Period
    state: str
    word: str
    sentence: str
    date: dt.date | None
    reason: str
    decision: str
    recorded: dt.date | None
    minutes: str
    linked: frozenset[str]
    withheld: tuple[Link, ...]
    tasks: tuple[Thread, ...]
    warnings: tuple[Warned, ...]
    before: Link | None
    after: Link | None


def record_view(
    desk: Desk, record: MeetingRecord, before: MeetingRecord | None, after: MeetingRecord | None
) -> RecordView:
    """The view of a record whose meeting did not take place, or is dated after `as_of`."""
    meeting = record.meeting
    if meeting is None:
        raise ValueError(f"{record.path}: a file that cannot be read has no page")
    state = "planned" if meeting.state == "held" else meeting.state
    warnings = warnings_of(desk, record.path)
    return RecordView(
        frame=record_frame(desk, record),
        cell_name=desk.cell.cell.name,
        title=meeting_title(desk.site, record),
        period=record.period,
        state=state,
        word=desk.site.say(codes.MEETING_STATES[state]),
        sentence=desk.site.say(SENTENCES[state]),
        date=meeting.date,
        reason=meeting.reason or "",
        decision=meeting.decision or "",
        recorded=desk.recorded(record),
        minutes=record.minutes.strip(),
        linked=linked(desk, record),
        withheld=withheld(record),
        tasks=desk.tasks.threads_of(record),
        warnings=warnings,
        before=record_link(desk, before),
        after=record_link(desk, after),
    )
