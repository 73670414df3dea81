"""Tasks and what became of them: which meetings reported on a task, and when one is overdue.

The rule, the pages and the scaffolds of meetings ask here, so that all of them mean the same.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from generator.model.memory import remembered
from generator.model.period import Period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.meeting import Task

CLOSED = frozenset({"done", "dropped"})


class TaskRef(NamedTuple):
    """A task as a follow-up names it: the cell (empty: its own), the meeting as `2024/03-regular`, the task's id."""

    cell: str
    meeting: str
    task: str


class Report(NamedTuple):
    """What a meeting says of a task: `done`, `doing` or `dropped`.

    `cell` is the cell that met, as `DISTRICT/CELL`; `meeting` its record, as `2024/03-regular`.
    """

    cell: str
    meeting: str
    state: str

    @property
    def period(self) -> Period:
        """The month of the meeting that reported."""
        return Period(int(self.meeting[:4]), int(self.meeting[5:7]))


@functools.lru_cache(maxsize=4096)  # each follow-up is read by the rule, its own meeting's page and the cell's
def read_ref(text: str) -> TaskRef:
    """Read `[CELL/]PERIOD[-KIND[-SLUG]]/TASK`; the kind is `regular` where none is written."""
    *cell, meeting, task = text.split("/")
    return TaskRef("/".join(cell), f"{meeting[:4]}/{meeting[5:7]}-{meeting[8:] or 'regular'}", task)


def written_ref(meeting: str, task: str) -> str:
    """A task as a follow-up of its own cell names it: `2024-03/t1` for `t1` of `2024/03-regular`."""
    return f"{meeting.replace('/', '-').removesuffix('-regular')}/{task}"


@remembered
def reports(cell: CellBook) -> dict[tuple[str, str], tuple[Report, ...]]:
    """The reports on a cell's tasks up to `as_of`, by meeting (`2024/03-regular`) and task.

    They come from the cell's own meetings and from those of the cells it names, such as its successor.

    Shape: the reports on one task stand in order of day.
    """
    found: dict[tuple[str, str], list[Report]] = {}
    for _, ref, report in sorted([*_own(cell), *_others(cell)], key=lambda told: told[0]):
        found.setdefault((ref.meeting, ref.task), []).append(report)
    return {task: tuple(told) for task, told in found.items()}


def _own(cell: CellBook) -> Iterator[tuple[dt.date, TaskRef, Report]]:
    own = cell.ref
    for record in cell.held:
        if record.meeting is None or record.meeting.date is None or not record.meeting.followup:
            continue
        meeting, day = record.place, record.meeting.date
        for text, state in record.meeting.followup.items():
            ref = read_ref(text)
            if not ref.cell or cell.home.full(ref.cell) == own:
                yield day, ref, Report(own, meeting, state)


def _others(cell: CellBook) -> Iterator[tuple[dt.date, TaskRef, Report]]:
    for facts in cell.facts.values():
        district = facts.ref.partition("/")[0]
        if facts.ref == cell.ref:
            continue
        for place, meeting in facts.meetings.items():
            if not meeting.readable or meeting.date is None or meeting.date > cell.as_of:
                continue
            for text, state in meeting.followup:
                ref = read_ref(text)
                full = ref.cell if "/" in ref.cell else f"{district}/{ref.cell}"
                if ref.cell and full == cell.ref:
                    yield meeting.date, ref, Report(facts.ref, place, state)


def reports_on(cell: CellBook, record: MeetingRecord, task: str) -> tuple[Report, ...]:
    """The reports on a task that a meeting of the cell gave, in order of day."""
    return reports(cell).get((record.place, task), ())


def state_of(told: tuple[Report, ...]) -> str:
    """What the reports make of a task: the last word that closes it (`done`, `dropped`), else `open`."""
    closing = closing_of(told)
    return "open" if closing is None else closing.state


def closing_of(told: tuple[Report, ...]) -> Report | None:
    """The last report that closes a task; None while it is open."""
    for report in reversed(told):
        if report.state in CLOSED:
            return report
    return None


@remembered
def due_tasks(cell: CellBook) -> tuple[tuple[dt.date, str], ...]:
    """When each task of the meetings that count was due, up to `as_of`, and what became of it."""
    return tuple(
        (task.due, state_of(reports_on(cell, record, id_)))
        for record in cell.held
        if record.meeting is not None
        for id_, task in record.meeting.tasks.items()
        if task.due is not None and task.due <= cell.as_of
    )


class Overdue(NamedTuple):
    """An overdue task: the record that gave it, its id, and for how many days it is overdue."""

    record: MeetingRecord
    id: str
    task: Task
    days: int


def overdue(cell: CellBook) -> Iterator[Overdue]:
    """The overdue tasks of a cell, in the order in which its meetings gave them."""
    as_of = cell.as_of
    for record in cell.held:
        for id_, task in record.meeting.tasks.items() if record.meeting is not None else ():
            if task.due is not None and task.due < as_of and _is_open(cell, record, id_):
                yield Overdue(record, id_, task, (as_of - task.due).days)


def days_overdue(cell: CellBook, record: MeetingRecord, task: str) -> int:
    """How many days a task is past due on `as_of`; 0 where it is not, is closed, or its meeting does not count.

    A record that cannot be counted and may have closed the task leaves it in doubt, which is 0 too.
    """
    given = record.meeting.tasks.get(task) if record.meeting is not None else None
    if given is None or given.due is None or given.due >= cell.as_of or not cell.counts(record):
        return 0
    return (cell.as_of - given.due).days if _is_open(cell, record, task) else 0


def _is_open(cell: CellBook, record: MeetingRecord, task: str) -> bool:
    """Tell whether no report closes a task, nor may a record that cannot be counted."""
    return state_of(reports_on(cell, record, task)) == "open" and not _is_in_doubt(cell, record, task)


def _is_in_doubt(cell: CellBook, record: MeetingRecord, task: str) -> bool:
    """Tell whether a later record that cannot be counted closes the task, or cannot be read at all."""
    own = written_ref(record.place, task)
    return any(
        r.meeting is None
        or any(written_ref(*read_ref(text)[1:]) == own and s in CLOSED for text, s in r.meeting.followup.items())
        for r in _doubtful(cell)
        if r.period >= record.period
    )


@remembered
def _doubtful(cell: CellBook) -> tuple[MeetingRecord, ...]:
    """The records that cannot be counted."""
    return tuple(r for r in cell.meetings if not r.valid or r.meeting is None)
