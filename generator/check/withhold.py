"""Records that hold what no record may say: they are counted, and nothing written in them goes any further.

Nothing is taken away from a meeting here; a new one is made, and only what is named below is put into it: dates,
figures, codes, and ids of what is known. So no page, table or feed can show what it does not have.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from generator.model import codes
from generator.model.meeting import Attendance, Meeting, Postponed, Resolution, Score, Task, count
from generator.model.tasks import read_ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Diagnostic

WITHHELD = "(được giữ lại)"  # stands for a text


def withhold(book: CellBook, diagnostics: Iterable[Diagnostic]) -> CellBook:
    """Give the book back with the records that are withheld, and `withheld` naming the rules because of which."""
    reasons: dict[str, set[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.withholds:
            reasons.setdefault(diagnostic.path, set()).add(diagnostic.code)
    if not reasons:
        return book
    meetings = (_withheld(book, r, reasons[r.path]) if r.path in reasons else r for r in book.meetings)
    return dataclasses.replace(book, meetings=tuple(meetings))


def _withheld(book: CellBook, record: MeetingRecord, reasons: set[str]) -> MeetingRecord:
    meeting = None if record.meeting is None else _meeting(book, record, record.meeting)
    return dataclasses.replace(record, meeting=meeting, minutes="", withheld=tuple(sorted(reasons)))


def _meeting(book: CellBook, record: MeetingRecord, meeting: Meeting) -> Meeting:
    year = book.home.observers.get(record.period.year)
    seats = year.root if year is not None else {}
    return Meeting.model_construct(
        state=meeting.state,
        reason=_text(meeting.reason),
        decision=_text(meeting.decision),
        date=meeting.date,
        time=meeting.time,
        place=_text(meeting.place),
        chair=_person(book, meeting.chair),
        minutes_by=_person(book, meeting.minutes_by),
        joint_with=[ref for ref in meeting.joint_with if book.home.has_cell(ref)],
        attendance=None if meeting.attendance is None else _attendance(book, meeting.attendance),
        observers=[seat for seat in meeting.observers if seat in seats],
        guests=meeting.guests,
        theme=_text(meeting.theme),
        documents_posted=meeting.documents_posted,
        reported=meeting.reported,
        resolution=_resolution(meeting.resolution),
        tasks={id_: _task(book, task) for id_, task in meeting.tasks.items()},
        followup={ref: state for ref, state in meeting.followup.items() if _is_task_of(book, ref)},
        postponed=_postponed(meeting.postponed),
        score=_score(meeting.score),
        model=meeting.model,
    )


def _text(written: str | None) -> str | None:
    return None if written is None else WITHHELD


def _person(book: CellBook, ref: str | None) -> str | None:
    """A person who is on the roll of this cell or of one that it names; None for anybody else."""
    cell, _, id_ = (ref or "").rpartition("/")
    if not cell or book.home.full(cell) == book.ref:
        return ref if id_ in (book.members or {}) else None
    facts = book.facts.get(book.home.full(cell))
    return ref if facts is not None and id_ in (facts.members or ()) else None


def _attendance(book: CellBook, written: Attendance) -> Attendance:
    return Attendance.model_construct(
        roll=written.roll,
        away=written.away,
        present=written.present,
        excused=_people(book, written.excused),
        unexcused=_people(book, written.unexcused),
        also_present=_people(book, written.also_present),
        spoke=None if written.spoke is None else _people(book, written.spoke),
    )


def _people(book: CellBook, written: Any) -> Any:
    """The people as they are named where the cell knows them all, else how many they are."""
    is_known = isinstance(written, int) or all(id_ in (book.members or {}) for id_ in written)
    return written if is_known else count(written)


def _resolution(written: Resolution | None) -> Resolution | None:
    if written is None:
        return None
    return Resolution.model_construct(number=_text(written.number), kind=written.kind, votes=written.votes)


def _task(book: CellBook, written: Task) -> Task:
    return Task.model_construct(title=WITHHELD, owner=_person(book, written.owner), due=written.due)


def _is_task_of(book: CellBook, written: str) -> bool:
    """Tell whether a follow-up names a task that this cell gave, so that it counts for it."""
    ref = read_ref(written)
    if ref.cell and book.home.full(ref.cell) != book.ref:
        return False
    return any(f"{r.period.year}/{r.stem}" == ref.meeting and ref.task == task for r, task in book.tasks())


def _postponed(written: Postponed | None) -> Postponed | None:
    return None if written is None else Postponed.model_construct(from_=written.from_, reason=_text(written.reason))


def _score(written: Score | None) -> Score | None:
    if written is None:
        return None
    points: dict[str, Any] = {}
    for group, given in (written.self or {}).items():
        known = group if group in codes.SCORE_GROUPS else WITHHELD
        points[known] = points.get(known, 0) + given
    return Score.model_construct(
        self=points if written.self is not None else None,
        self_grade=written.self_grade,
        official_grade=written.official_grade,
    )
