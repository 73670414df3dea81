"""Which meetings reported on a task, what became of it, and when it is overdue."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from generator.model.facts import CellFacts, MeetingFacts
from generator.model.tasks import Report, days_overdue, overdue, read_ref, reports, reports_on, state_of, written_ref
from tests.books import cell, district, met, record

GIVEN = {"tasks": {"t1": {"title": "Một", "due": "2024-04-01"}, "t2": {"title": "Hai"}}}
MARCH = record("2024-03", met() | GIVEN)


def told(key: str, state: str, ref: str = "2024-03/t1", **more: Any):
    return record(key, met() | {"followup": {ref: state}}, **more)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("2024-02/t1", ("", "2024/02-regular", "t1")),
        ("2024-02-thematic-rung/t1", ("", "2024/02-thematic-rung", "t1")),
        ("ban-cu/2024-02-committee/t1", ("ban-cu", "2024/02-committee", "t1")),
        ("huyen-b/ban-cu/2024-02/viec-1", ("huyen-b/ban-cu", "2024/02-regular", "viec-1")),
    ],
)
def test_references_are_read(text: str, ref: tuple[str, str, str]) -> None:
    assert read_ref(text) == ref


@pytest.mark.parametrize(
    ("meeting", "ref"),
    [("2024/02-regular", "2024-02/t1"), ("2024/02-thematic-rung", "2024-02-thematic-rung/t1")],
)
def test_references_are_written_as_they_are_read(meeting: str, ref: str) -> None:
    assert written_ref(meeting, "t1") == ref
    assert read_ref(ref) == ("", meeting, "t1")


def test_reports_stand_in_order_of_month() -> None:
    found = cell(MARCH, told("2024-05", "done"), told("2024-04", "doing", "chi-bo/2024-03/t1"))
    assert reports_on(found, MARCH, "t1") == (
        Report("huyen-a/chi-bo", "2024/04-regular", "doing"),
        Report("huyen-a/chi-bo", "2024/05-regular", "done"),
    )
    assert [r.period.month for r in reports_on(found, MARCH, "t1")] == [4, 5]
    assert reports_on(found, MARCH, "t2") == ()


def test_a_task_of_the_same_id_in_another_meeting_or_cell_is_another() -> None:
    april = record("2024-04", met() | GIVEN)
    found = cell(MARCH, april, told("2024-05", "done"), told("2024-06", "done", "ban-cu/2024-04/t1"))
    assert list(reports(found)) == [("2024/03-regular", "t1")]


@pytest.mark.parametrize(
    "report",
    [
        told("2025-03", "done"),
        told("2024-05", "done", valid=False),
        record("2024-05", {"state": "not_held", "reason": "Lũ", "followup": {"2024-03/t1": "done"}}),
    ],
    ids=["after as_of", "not valid", "not held"],
)
def test_a_report_that_does_not_count(report: Any) -> None:
    assert reports(cell(MARCH, report)) == {}


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], "open"),
        (["doing"], "open"),
        (["doing", "done"], "done"),
        (["done", "doing"], "done"),
        (["done", "dropped"], "dropped"),
    ],
)
def test_the_last_word_that_closes_a_task_holds(states: list[str], state: str) -> None:
    assert state_of(tuple(Report("huyen-a/chi-bo", "2024/04-regular", s) for s in states)) == state


def with_successor(ref: str, followup: str, day: str | None = "2024-06-05", *, readable: bool = True):
    meeting = MeetingFacts(dt.date.fromisoformat(day) if day else None, readable, (), ((followup, "done"),))
    facts = CellFacts(ref, "Chi bộ mới", None, None, None, {"2024/06-regular": meeting})
    return dataclasses.replace(cell(MARCH, closed="2024-05-31"), facts={ref: facts})


@pytest.mark.parametrize(
    ("ref", "followup"),
    [("huyen-a/moi", "chi-bo/2024-03/t1"), ("huyen-b/moi", "huyen-a/chi-bo/2024-03/t1")],
    ids=["same district", "another district"],
)
def test_a_successor_reports_too(ref: str, followup: str) -> None:
    found = with_successor(ref, followup)
    assert reports_on(found, MARCH, "t1") == (Report(ref, "2024/06-regular", "done"),)
    assert days_overdue(found, MARCH, "t1") == 0


@pytest.mark.parametrize(
    ("ref", "followup", "more"),
    [
        ("huyen-b/moi", "chi-bo/2024-03/t1", {}),
        ("huyen-a/moi", "2024-03/t1", {}),
        ("huyen-a/moi", "chi-bo/2024-03/t1", {"readable": False}),
        ("huyen-a/moi", "chi-bo/2024-03/t1", {"day": None}),
        ("huyen-a/moi", "chi-bo/2024-03/t1", {"day": "2025-02-16"}),
        ("huyen-a/chi-bo", "chi-bo/2024-03/t1", {}),
    ],
    ids=["a cell of its own district", "its own task", "not readable", "no date", "after as_of", "the cell itself"],
)
def test_what_another_cell_says_does_not_always_count(ref: str, followup: str, more: Any) -> None:
    found = with_successor(ref, followup, **more)
    assert reports(found) == {}
    assert days_overdue(found, MARCH, "t1") == 320


def test_a_successor_may_report_on_the_last_day() -> None:
    assert reports(with_successor("huyen-a/moi", "chi-bo/2024-03/t1", "2025-02-15")) != {}


@pytest.mark.parametrize(
    ("as_of", "days"), [("2024-03-31", 0), ("2024-04-01", 0), ("2024-04-02", 1), ("2024-05-01", 30)]
)
def test_a_task_is_overdue_from_the_day_after(as_of: str, days: int) -> None:
    assert days_overdue(cell(MARCH, home=district(as_of)), MARCH, "t1") == days


def test_a_task_without_a_day_or_of_a_meeting_that_does_not_count_is_never_overdue() -> None:
    assert days_overdue(cell(MARCH), MARCH, "t2") == 0
    assert days_overdue(cell(MARCH), MARCH, "t3") == 0
    assert days_overdue(cell(MARCH), record("2024-03", None), "t1") == 0
    wrong = record("2024-03", met() | GIVEN, valid=False)
    assert days_overdue(cell(wrong), wrong, "t1") == 0
    not_held = record("2024-03", {"state": "not_held", "reason": "Lũ"} | GIVEN)
    assert days_overdue(cell(not_held), not_held, "t1") == 0


@pytest.mark.parametrize(("state", "days"), [("doing", 320), ("done", 0), ("dropped", 0)])
def test_a_closed_task_is_not_overdue(state: str, days: int) -> None:
    assert days_overdue(cell(MARCH, told("2024-04", state)), MARCH, "t1") == days


def test_the_overdue_tasks_of_a_cell() -> None:
    april = record("2024-04", met() | {"tasks": {"t9": {"due": "2025-02-14"}, "t8": {"due": "2025-02-15"}}})
    wrong = record("2024-05", met() | GIVEN, valid=False)
    found = [
        (late.record.period.month, late.id, late.task.due, late.days) for late in overdue(cell(MARCH, april, wrong))
    ]
    assert found == [(3, "t1", dt.date(2024, 4, 1), 320), (4, "t9", dt.date(2025, 2, 14), 1)]
