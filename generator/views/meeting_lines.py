"""The records of a cell as committees, search, calendar and feed know them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.summary import MeetingLine, TaskLine, TasksGiven
from generator.model.tasks import days_overdue, reports_on, state_of
from generator.views.site import meeting_url

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.period import Period
    from generator.model.tasks import Report


def meeting_lines(cell: CellBook) -> tuple[MeetingLine, ...]:
    """One line for each record of the cell that can be read, in order of period, kind and slug."""
    return tuple(_line(cell, record) for record in cell.meetings if record.valid and record.meeting is not None)


def _line(cell: CellBook, record: MeetingRecord) -> MeetingLine:
    meeting = record.meeting
    assert meeting is not None  # noqa: S101 - asked only of records that can be read
    time, outcome, score = meeting.time, meeting.resolution, meeting.score
    return MeetingLine(
        period=record.period,
        kind=record.kind,
        stem=record.stem,
        state=meeting.state,
        counts=cell.counts(record),
        url=meeting_url(cell.ref, record.period.year, record.stem),
        date=meeting.date,
        start=time.start if time is not None else None,
        end=time.end if time is not None else None,
        place=meeting.place or "",
        theme=meeting.theme or "",
        resolution=(outcome.number or "") if outcome is not None else "",
        model=bool(meeting.model),
        grade=(score.official_grade or score.self_grade or "") if score is not None else "",
        seats=tuple(meeting.observers),
        tasks=tuple(_task(cell, record, id_, n) for n, id_ in enumerate(meeting.tasks, 1)),
        recorded=record.recorded,
        joint=tuple(map(cell.home.full, meeting.joint_with)),
    )


def tasks_given(lines: tuple[MeetingLine, ...]) -> dict[int, TasksGiven]:
    """The tasks of the meetings that count, by the year of the meeting; only years with any."""
    still: dict[int, list[tuple[Period, str, TaskLine]]] = {}
    closed: dict[int, Counter[tuple[str, str]]] = {}
    for line, task in ((one, task) for one in lines if one.counts for task in one.tasks):
        if task.state == "open":
            still.setdefault(line.period.year, []).append((line.period, line.url, task))
        else:
            closed.setdefault(line.period.year, Counter())[task.closed[:7].replace("/", "-"), task.state] += 1
    return {
        year: TasksGiven(
            tuple(still.get(year, ())), tuple((*key, number) for key, number in sorted(closed.get(year, {}).items()))
        )
        for year in sorted({*still, *closed})
    }


def _task(cell: CellBook, record: MeetingRecord, id_: str, number: int) -> TaskLine:
    """A task; that of a withheld record by its number, since an id is a text of the record too."""
    task = record.meeting.tasks[id_]  # type: ignore[union-attr]  # asked only of records that can be read
    told = reports_on(cell, record, id_)
    state = state_of(told)
    closed = next((report.meeting for report in reversed(told) if report.state == state), "")
    carried = sum(report.state == "doing" for report in told)
    heir, taken = _heir(cell, told)
    facts = cell.facts.get(heir)
    return TaskLine(
        id=f"task-{number}" if record.withheld else id_,
        title=task.title or "",
        due=task.due,
        state=state,
        closed=closed,
        carried=carried,
        overdue=days_overdue(cell, record, id_),
        heir=heir,
        heir_name=facts.name if facts is not None else "",
        taken=taken,
    )


def _heir(cell: CellBook, told: tuple[Report, ...]) -> tuple[str, bool]:
    """The other cell that looks after a task, and whether it has reported on it; empty where the cell itself does."""
    if told and told[-1].cell != cell.ref:
        return told[-1].cell, True
    closed, successor = cell.cell.closed, cell.cell.successor
    if closed is None or closed >= cell.as_of or successor is None:
        return "", False
    return cell.home.full(successor), False
