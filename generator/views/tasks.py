"""Tasks and what became of them: who got what when, and which later meetings reported on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.period import Period
from generator.model.tasks import days_overdue, read_ref, reports_on, state_of
from generator.model.words import VIETNAMESE, Words
from generator.views.site import cell_url, meeting_url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.tasks import Report
    from generator.views.people import People


@dataclass(frozen=True, slots=True)
class Step:
    """One report on a task.

    Attributes:
        period: The month of the meeting that reported.
        state: `done`, `doing` or `dropped`.
        word: The state in words.
        url: The page of that meeting.
        cell: The name of the cell that reported, where it is another one (a successor).
    """

    period: Period
    state: str
    word: str
    url: str
    cell: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A task from the meeting that gave it to the last report.

    Attributes:
        number: Its number among the tasks of its meeting.
        title: What is to be done.
        owner: Who does it; empty where nobody is named.
        due: The day it is due; None where none is set.
        overdue: Days past due on `as_of`; 0 where it is not overdue or closed.
        period: The month of the meeting that gave it.
        url: The page of that meeting.
        steps: The reports, in order.
        state: `open`, `done` or `dropped`.
    """

    number: int
    title: str
    owner: str
    due: dt.date | None
    overdue: int
    period: Period
    url: str
    steps: tuple[Step, ...]
    state: str


class TaskBook:
    """All tasks of a cell and the reports on them, its own and its successors'; made once for all pages of the cell."""

    def __init__(self, cell: CellBook, people: People, words: Words = VIETNAMESE) -> None:
        self._words = words
        self._cell = cell
        self._people = people
        self._records = {f"{record.period.year}/{record.stem}": record for record in cell.meetings}

    def threads_of(self, record: MeetingRecord) -> tuple[Thread, ...]:
        """The tasks that a meeting gave."""
        if record.meeting is None or not record.meeting.tasks:
            return ()
        return tuple(self._thread(record, id_, number) for number, id_ in enumerate(record.meeting.tasks, 1))

    def open(self) -> tuple[Thread, ...]:
        """The tasks of meetings that count and are neither done nor dropped: overdue longest first, then by due day."""
        threads = (t for record in self._cell.held for t in self.threads_of(record) if t.state == "open")
        return tuple(sorted(threads, key=lambda t: (t.due is None, t.due or self._cell.as_of, t.period)))

    def title(self, ref: str) -> tuple[str, str]:
        """What a follow-up reports on, and the page of the meeting that gave it: for this cell's tasks their title."""
        found = read_ref(ref)
        period = Period(int(found.meeting[:4]), int(found.meeting[5:7]))
        month = self._words.period(period)
        unnamed = self._words.tr("Nhiệm vụ %(task)s, kỳ %(period)s", task=found.task, period=month)
        if found.cell and (full := self._cell.home.full(found.cell)) != self._cell.ref:
            facts = self._cell.facts.get(full)
            given = facts is not None and found.meeting in facts.meetings and facts.meetings[found.meeting].readable
            name = facts.name if facts else found.cell
            return f"{unnamed}, {name}", f"{cell_url(full)}{found.meeting}/" if given else ""
        record = self._records.get(found.meeting)
        if record is None or record.meeting is None or found.task not in record.meeting.tasks:
            return unnamed, ""
        url = meeting_url(self._cell.ref, record.period.year, record.stem) if record.valid else ""
        return record.meeting.tasks[found.task].title or self._unnamed(found.task), url

    def _thread(self, record: MeetingRecord, id_: str, number: int) -> Thread:
        task = record.meeting.tasks[id_]  # type: ignore[union-attr]  # asked only of records with a meeting
        told = reports_on(self._cell, record, id_)
        return Thread(
            number=number,
            title=task.title or self._unnamed(id_),
            owner=self._people.name(task.owner) if task.owner else "",
            due=task.due,
            overdue=days_overdue(self._cell, record, id_),
            period=record.period,
            url=meeting_url(self._cell.ref, record.period.year, record.stem),
            steps=tuple(self._step(report) for report in told),
            state=state_of(told),
        )

    def _unnamed(self, id_: str) -> str:
        return self._words.tr("Nhiệm vụ %(task)s", task=id_)

    def _step(self, report: Report) -> Step:
        own = report.cell == self._cell.ref
        return Step(
            report.period,
            report.state,
            codes.TASK_STATES[report.state].to(self._words.lang),
            f"{cell_url(report.cell)}{report.meeting}/",
            "" if own else self._cell.facts[report.cell].name,
        )
