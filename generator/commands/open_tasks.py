"""The tasks that a meeting has to report on: given earlier, here or in a predecessor, and neither done nor dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.commands import remark
from generator.model.tasks import CLOSED, read_ref, written_ref
from generator.model.text import day_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.facts import CellFacts
    from generator.model.period import Period

Id = tuple[str, str, str]  # cell as DISTRICT/CELL, meeting as 2024/03-regular, task


class OpenTask(NamedTuple):
    """A task as `followup` names it, and what it is about."""

    ref: str
    about: str


def open_tasks(cell: CellBook, period: Period) -> list[OpenTask]:
    """The open tasks of the months before `period`: a predecessor's first, then in the order they were given."""
    closed = set(_closed(cell, period))
    return [task for id_, task in [*_inherited(cell), *_own(cell, period)] if id_ not in closed]


def _own(cell: CellBook, period: Period) -> Iterator[tuple[Id, OpenTask]]:
    for record in cell.meetings:
        if record.meeting is None or record.period >= period:
            continue
        meeting = f"{record.period.year}/{record.stem}"
        for id_, task in record.meeting.tasks.items():
            who = [task.owner] if task.owner else []
            when = [f"hạn {day_text(task.due).vi}"] if task.due else []
            about = f"{remark(task.title or 'Nhiệm vụ')}" + (f" ({', '.join([*who, *when])})" if who or when else "")
            yield (cell.ref, meeting, id_), OpenTask(written_ref(meeting, id_), about)


def _inherited(cell: CellBook) -> Iterator[tuple[Id, OpenTask]]:
    for facts in cell.facts.values():
        if facts.successor != cell.ref:
            continue
        district, _, slug = facts.ref.partition("/")
        named = slug if district == cell.home.slug else facts.ref
        done = {_full(ref, facts) for ref in _reports(facts)}
        for meeting, given in facts.meetings.items():
            for task in given.tasks:
                id_ = (facts.ref, meeting, task)
                if id_ not in done:
                    yield id_, OpenTask(f"{named}/{written_ref(meeting, task)}", f"nhiệm vụ của {remark(facts.name)}")


def _reports(facts: CellFacts) -> Iterator[str]:
    for meeting in facts.meetings.values():
        yield from (ref for ref, state in meeting.followup if state in CLOSED)


def _full(ref: str, facts: CellFacts) -> Id:
    found = read_ref(ref)
    named = found.cell if "/" in found.cell else f"{facts.ref.partition('/')[0]}/{found.cell}"
    return (named if found.cell else facts.ref, found.meeting, found.task)


def _closed(cell: CellBook, period: Period) -> Iterator[Id]:
    for record in cell.meetings:
        if record.meeting is None or record.period >= period:
            continue
        for ref, state in record.meeting.followup.items():
            if state in CLOSED:
                found = read_ref(ref)
                yield (cell.home.full(found.cell) if found.cell else cell.ref), found.meeting, found.task
