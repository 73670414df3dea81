"""Tasks and what became of them: who got what when, and which later meetings reported on it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.period import Period
from generator.model.tasks import Report, TaskRef, closing_of, days_overdue, read_ref, reports, reports_on, state_of
from generator.model.words import VIETNAMESE, Words
from generator.views.site import cell_url

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.views.people import People


class Step(NamedTuple):
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


class Thread(NamedTuple):
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
        given: The day of the meeting that gave it; None where that is not known.
        closed: The day of the meeting that closed it; None while it is open.
        age: Days from the one to the other, or to `as_of`; None where a day is not known.
        source: The name of the cell that gave it, where it is another one (a predecessor).
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
    given: dt.date | None = None
    closed: dt.date | None = None
    age: int | None = None
    source: str = ""


class TaskBook:
    """All tasks of a cell and the reports on them, its own and its successors'; made once for all pages of the cell."""

    def __init__(self, cell: CellBook, people: People, words: Words = VIETNAMESE) -> None:
        self._words = words
        self._cell = cell
        self._people = people
        self._records = cell.by_place
        self._url = cell_url(cell.ref)
        self._threads: dict[str, tuple[Thread, ...]] = {}

    def threads_of(self, record: MeetingRecord) -> tuple[Thread, ...]:
        """The tasks that a meeting gave."""
        if record.meeting is None or not record.meeting.tasks:
            return ()
        known = self._threads.get(record.path)
        if known is None:
            threads = (self._thread(record, id_, number) for number, id_ in enumerate(record.meeting.tasks, 1))
            known = self._threads[record.path] = tuple(threads)
        return known

    def open(self) -> tuple[Thread, ...]:
        """The tasks neither done nor dropped, also those taken over: overdue longest first, then by due day."""
        threads = (thread for thread in self.all() if thread.state == "open")
        return tuple(sorted(threads, key=lambda t: (t.due is None, t.due or self._cell.as_of, t.period)))

    def all(self) -> Iterator[Thread]:
        """The tasks of the cell's meetings that count, in order, then those taken over from predecessors."""
        for record in self._cell.held:
            yield from self.threads_of(record)
        for ref, told in self._taken.items():
            yield self._taken_over(ref, told)

    def before(self, ref: str, record: MeetingRecord) -> tuple[str, dt.date | None]:
        """What was last told of a task before a meeting (empty: nothing yet), and the day it is due."""
        found, place, giving = read_ref(ref), record.place, None
        if found.cell and self._cell.home.full(found.cell) != self._cell.ref:
            told = self._taken.get(ref, ())
        else:
            told = reports(self._cell).get((found.meeting, found.task), ())
            giving = self._records.get(found.meeting)
        task = giving.meeting.tasks.get(found.task) if giving is not None and giving.meeting is not None else None
        state = next((report.state for report in reversed(told) if report.meeting < place), "")
        return state, task.due if task is not None else None

    @cached_property
    def _taken(self) -> dict[str, tuple[Report, ...]]:
        """The own reports on tasks of other cells, by the task as it is written."""
        found: dict[str, list[Report]] = {}
        for record in self._cell.held:
            for ref, state in record.meeting.followup.items() if record.meeting is not None else ():
                cell = ref.rsplit("/", 2)[0] if ref.count("/") > 1 else ""
                if cell and self._cell.home.full(cell) != self._cell.ref:
                    report = Report(self._cell.ref, record.place, state)
                    found.setdefault(ref, []).append(report)
        return {ref: tuple(told) for ref, told in found.items()}

    def _taken_over(self, ref: str, told: tuple[Report, ...]) -> Thread:
        found = read_ref(ref)
        facts = self._cell.facts.get(self._cell.home.full(found.cell))
        meeting = facts.meetings.get(found.meeting) if facts is not None else None
        given, closed = meeting.date if meeting is not None else None, self._closed(closing_of(told))
        title, url = self._words.tr("Nhiệm vụ %(task)s", task=found.task), self.title(ref)[1]
        return Thread(
            number=0,
            title=title,
            owner="",
            due=None,
            overdue=0,
            period=Period(int(found.meeting[:4]), int(found.meeting[5:7])),
            url=url,
            steps=tuple(self._step(report) for report in told),
            state=state_of(told),
            given=given,
            closed=closed,
            age=self._age(given, closed),
            source=facts.name if facts is not None else found.cell,
        )

    def _closed(self, last: Report | None) -> dt.date | None:
        """The day of the meeting that closed a task, as its report says; None while it is open."""
        if last is None:
            return None
        if last.cell != self._cell.ref:
            return self._cell.facts[last.cell].meetings[last.meeting].date
        record = self._records[last.meeting]
        return record.meeting.date if record.meeting is not None else None

    def _age(self, given: dt.date | None, closed: dt.date | None) -> int | None:
        return ((closed or self._cell.as_of) - given).days if given is not None else None

    def title(self, ref: str) -> tuple[str, str]:
        """What a follow-up reports on, and the page of the meeting that gave it: for this cell's tasks their title."""
        found = read_ref(ref)
        if found.cell and (full := self._cell.home.full(found.cell)) != self._cell.ref:
            facts = self._cell.facts.get(full)
            given = facts is not None and found.meeting in facts.meetings and facts.meetings[found.meeting].readable
            name = facts.name if facts else found.cell
            return f"{self._unknown(found)}, {name}", f"{cell_url(full)}{found.meeting}/" if given else ""
        record = self._records.get(found.meeting)
        task = record.meeting.tasks.get(found.task) if record is not None and record.meeting is not None else None
        if record is None or task is None:
            return self._unknown(found), ""
        return task.title or self._unnamed(found.task), f"{self._url}{found.meeting}/" if record.valid else ""

    def _unknown(self, ref: TaskRef) -> str:
        """What a task is called of which nothing is known but where it was given."""
        month = self._words.period(Period(int(ref.meeting[:4]), int(ref.meeting[5:7])))
        return self._words.tr("Nhiệm vụ %(task)s, kỳ %(period)s", task=ref.task, period=month)

    def _thread(self, record: MeetingRecord, id_: str, number: int) -> Thread:
        task = record.meeting.tasks[id_]  # type: ignore[union-attr]  # asked only of records with a meeting
        told = reports_on(self._cell, record, id_)
        closing = closing_of(told)
        given, closed = record.meeting.date, self._closed(closing)  # type: ignore[union-attr]  # as above
        return Thread(
            number=number,
            title=task.title or self._unnamed(id_),
            owner=self._people.name(task.owner) if task.owner else "",
            due=task.due,
            overdue=days_overdue(self._cell, record, id_) if closing is None and task.due is not None else 0,
            period=record.period,
            url=f"{self._url}{record.place}/",
            steps=tuple(map(self._step, told)),
            state="open" if closing is None else closing.state,
            given=given,
            closed=closed,
            age=self._age(given, closed),
        )

    def _unnamed(self, id_: str) -> str:
        return self._words.tr("Nhiệm vụ %(task)s", task=id_)

    def _step(self, report: Report) -> Step:
        word = codes.TASK_STATES[report.state].to(self._words.lang)
        if report.cell == self._cell.ref:
            return Step(report.period, report.state, word, f"{self._url}{report.meeting}/", "")
        name = self._cell.facts[report.cell].name
        return Step(report.period, report.state, word, f"{cell_url(report.cell)}{report.meeting}/", name)
