from __future__ import annotations

from generator.views.people import People
from generator.views.tasks import TaskBook
from tests.books import cell, met, record

GIVEN = {"tasks": {"t1": {"title": "Một", "due": "2024-04-01"}, "t2": {"title": "Hai"}}}


def book(*records):
    found = cell(*records)
    return TaskBook(found, People(found, None))


def test_open_tasks_come_by_due_day_those_without_one_last():
    threads = book(record("2024-01", met() | {"tasks": {"t9": {"title": "Chín"}, "t8": {"title": "Tám", "due": "2026-01-01"}}}), record("2024-03", met() | GIVEN)).open()  # fmt: skip
    assert [t.title for t in threads] == ["Một", "Tám", "Chín", "Hai"]
    assert [t.overdue for t in threads] == [320, 0, 0, 0]


def test_a_task_is_closed_by_the_last_word_on_it():
    told = [
        record(f"2024-0{m}", met() | {"followup": {"2024-03/t1": state}}) for m, state in ((4, "doing"), (5, "done"))
    ]
    found = book(record("2024-03", met() | GIVEN), *told)
    assert [t.title for t in found.open()] == ["Hai"]
    steps = found.threads_of(record("2024-03", met() | GIVEN))[0].steps
    assert [(step.period.month, step.state) for step in steps] == [(4, "doing"), (5, "done")]


def test_a_report_of_a_meeting_to_come_does_not_count():
    future = record("2025-03", met() | {"followup": {"2024-03/t1": "done"}})
    assert "Một" in [t.title for t in book(record("2024-03", met() | GIVEN), future).open()]


def test_an_unknown_task_is_named_by_its_id():
    assert book().title("2023-02/t7") == ("Nhiệm vụ t7, kỳ 2/2023", "")
    assert book().title("ban-cu/2023-02/t7") == ("Nhiệm vụ t7, kỳ 2/2023, ban-cu", "")
