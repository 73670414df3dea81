"""A record that holds what no record may say: counted as before, and emptied of everything written in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from generator.check.withhold import WITHHELD, withhold
from generator.model.diagnostic import Diagnostic, Span
from generator.model.district import Observers
from generator.model.facts import CellFacts
from generator.model.text import Text
from generator.views.summary import summarize
from tests.books import as_text, cell, record

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.meeting import Meeting

NOTHING = Text("", "")
MEMBERS: dict[str, dict[str, Any]] = {
    "dv01": {"joined": "2010-01-01", "official": "2005-01-01", "roles": [{"role": "secretary", "from": "2020-01-01"}]},
    "dv02": {"joined": "2010-01-01", "official": "2005-01-01"},
    "dv03": {"joined": "2010-01-01"},
    "dv04": {"joined": "2010-01-01", "official": "2000-01-01", "away": [{"kind": "exempt", "from": "2023-01-01"}]},
}
FULL: dict[str, Any] = {
    "date": "2024-03-05",
    "time": "07:30-09:15",
    "place": "riêng",
    "chair": "dv01",
    "minutes_by": "ban-pa/dv09",
    "joint_with": ["ban-pa", "riêng".replace("ê", "e")],
    "attendance": {"roll": 4, "present": 2, "excused": {"dv02": "sick"}, "unexcused": [], "also_present": ["dv04"], "spoke": ["dv01", "dv03"]},
    "observers": ["btv-01", "rieng"],
    "guests": {"invited": 2},
    "theme": "riêng",
    "documents_posted": "2024-03-04",
    "reported": "2024-03-06",
    "resolution": {"number": "riêng", "kind": "resolution", "votes": {"for": 2, "against": 0, "other": 0}},
    "tasks": {"t1": {"title": "riêng", "owner": "dv02", "due": "2024-04-30"}, "rieng": {"owner": "rieng"}},
    "followup": {"2024-02/t1": "done", "2024-02/rieng": "doing", "ban-pa/2024-02/t1": "done", "chi-bo/2024-02/t2": "dropped"},
    "postponed": {"from": "2024-03-03", "reason": "riêng"},
    "score": {"self": {"time": "5", "rieng": "2.5", "rieng-2": "1"}, "self_grade": "good", "official_grade": "fair"},
    "model": "true",
}  # fmt: skip
FEBRUARY = record("2024-02", {"date": "2024-02-05", "time": "07:30-09:15", "attendance": {"roll": 4, "present": 3}, "tasks": {"t1": {"title": "Làm đường"}, "t2": {"title": "Trồng rừng"}}})  # fmt: skip


def march(facts: dict[str, Any] = FULL, **more: Any) -> MeetingRecord:
    return dataclasses.replace(record("2024-03", facts), minutes="riêng", **more)


def book(*records: MeetingRecord, members: dict[str, dict[str, Any]] | None = MEMBERS) -> CellBook:
    made = cell(*records, members=members)
    seats = Observers.model_validate(as_text({"btv-01": {"level": "standing_committee", "cells": ["chi-bo"]}}))
    home = dataclasses.replace(made.home, cells=frozenset({"huyen-a/ban-pa", made.ref}), observers={2024: seats})
    pa = CellFacts("huyen-a/ban-pa", "Chi bộ bản Pá", None, None, frozenset({"dv09"}), {})
    return dataclasses.replace(made, home=home, facts={pa.ref: pa})


def told(path: str, code: str = "PR101", severity: str = "error", kind: str = "private") -> Diagnostic:
    return Diagnostic(code, "", severity, kind, path, Span(), NOTHING, NOTHING, NOTHING, NOTHING, "", "", "", "")


def kept_back(own: MeetingRecord | None = None, members: dict[str, dict[str, Any]] | None = MEMBERS) -> MeetingRecord:
    own = own or march()
    return withhold(book(FEBRUARY, own, members=members), [told(own.path)]).meetings[-1]


def meeting_of(found: MeetingRecord) -> Meeting:
    assert found.meeting is not None
    return found.meeting


def test_nothing_that_was_written_is_left() -> None:
    found = kept_back()
    assert found.minutes == ""
    assert "rieng" not in repr(dataclasses.replace(found, meeting=None))
    meeting = meeting_of(found)
    assert "riêng" not in repr(meeting)
    assert repr(meeting).count("rieng") == 1, "the id of a task, which later follow-ups name"
    texts = (
        meeting.place,
        meeting.theme,
        meeting.resolution and meeting.resolution.number,
        meeting.postponed and meeting.postponed.reason,
    )
    assert texts == (WITHHELD,) * 4
    assert {task.title for task in meeting.tasks.values()} == {WITHHELD}


def test_dates_figures_codes_and_known_ids_are_left() -> None:
    before, after = meeting_of(march()), meeting_of(kept_back())
    for name in (
        "state",
        "date",
        "time",
        "attendance",
        "guests",
        "documents_posted",
        "reported",
        "model",
        "chair",
        "minutes_by",
    ):
        assert getattr(after, name) == getattr(before, name), name
    assert (after.joint_with, after.observers) == (["ban-pa"], ["btv-01"])
    assert after.resolution is not None
    assert (after.resolution.kind, after.resolution.votes) == (
        "resolution",
        before.resolution and before.resolution.votes,
    )
    assert after.postponed is not None
    assert after.postponed.from_ == dt.date(2024, 3, 3)
    assert after.score is not None
    assert after.score.self == {"time": 5, WITHHELD: Fraction(7, 2)}
    assert (after.score.self_grade, after.score.official_grade) == ("good", "fair")
    assert [(task.owner, task.due) for task in after.tasks.values()] == [("dv02", dt.date(2024, 4, 30)), (None, None)]
    assert after.followup == {"2024-02/t1": "done", "chi-bo/2024-02/t2": "dropped"}


@pytest.mark.parametrize("state", ["not_held", "waived", "postponed"])
def test_a_record_without_a_meeting(state: str) -> None:
    meeting = meeting_of(kept_back(march({"state": state, "reason": "riêng", "decision": "riêng"})))
    assert (meeting.state, meeting.reason, meeting.decision) == (state, WITHHELD, WITHHELD)


def test_what_was_not_written_stays_unwritten() -> None:
    plain = {"date": "2024-03-05", "time": "07:30-09:15", "attendance": {"roll": "4", "present": "3"}}
    assert meeting_of(kept_back(march(plain))) == meeting_of(march(plain))
    bare = {"state": "planned", "date": "2024-03-05", "resolution": {}, "score": {}, "postponed": {}}
    assert meeting_of(kept_back(march(bare))) == meeting_of(march(bare))


@pytest.mark.parametrize(
    ("ref", "left"),
    [
        ("dv01", "dv01"), ("rieng", None), ("chi-bo/dv01", "chi-bo/dv01"), ("huyen-a/chi-bo/dv01", "huyen-a/chi-bo/dv01"), ("chi-bo/rieng", None),
        ("ban-pa/dv09", "ban-pa/dv09"), ("ban-pa/rieng", None), ("rieng/dv01", None),
    ],
)  # fmt: skip
def test_people_are_named_where_they_are_known(ref: str, left: str | None) -> None:
    meeting = meeting_of(kept_back(march({"state": "planned", "date": "2024-03-05", "chair": ref})))
    assert meeting.chair == left


def test_where_the_cell_keeps_no_roll_people_are_numbers() -> None:
    found = kept_back(members=None)
    attendance = meeting_of(found).attendance
    assert attendance is not None
    assert (attendance.excused, attendance.unexcused, attendance.also_present, attendance.spoke) == (1, [], 1, 2)
    assert meeting_of(found).chair is None
    counted = march({**FULL, "attendance": {"roll": 4, "present": 3, "excused": 1, "spoke": 2}})
    assert meeting_of(kept_back(counted, members=None)).attendance == meeting_of(counted).attendance


def test_one_unknown_person_makes_a_number_of_the_list() -> None:
    shape = {"roll": 4, "present": 2, "excused": {"dv02": "sick", "rieng": "work"}, "unexcused": ["dv02"]}
    attendance = meeting_of(kept_back(march({**FULL, "attendance": shape}))).attendance
    assert attendance is not None
    assert (attendance.excused, attendance.unexcused) == (2, ["dv02"])


def test_no_list_of_observers_for_the_year() -> None:
    made = book(march())
    made = dataclasses.replace(made, home=dataclasses.replace(made.home, observers={}))
    assert meeting_of(withhold(made, [told(march().path)]).meetings[0]).observers == []


def test_it_is_counted_as_before() -> None:
    before = book(
        FEBRUARY,
        march(),
        record("2024-04", {**FULL, "date": "2024-04-05", "theme": None, "followup": {"2024-03/rieng": "done"}}),
    )
    after = withhold(before, [told(march().path)])
    assert after.meetings[1].withheld
    counted, told_of = summarize(after, {}, ()), summarize(before, {}, ())
    plain = [dataclasses.replace(one, meetings=(), tasks={}) for one in (counted, told_of)]
    assert plain[0] == plain[1]
    assert [len(counted.tasks[2024].open), counted.tasks[2024].closed] == [
        len(told_of.tasks[2024].open),
        told_of.tasks[2024].closed,
    ]
    assert [(m.stem, m.counts, m.date, len(m.tasks)) for m in counted.meetings] == [
        (m.stem, m.counts, m.date, len(m.tasks)) for m in told_of.meetings
    ]
    assert [task.id for task in counted.meetings[1].tasks] == ["task-1", "task-2"], "an id is a text too"


def test_the_rules_are_named() -> None:
    path = march().path
    found = withhold(book(FEBRUARY, march()), [told(path, "PR103"), told(path), told(path)])
    assert [r.withheld for r in found.meetings] == [(), ("PR101", "PR103")]
    assert found.meetings[0] == FEBRUARY


@pytest.mark.parametrize(
    "other",
    [
        told(march().path, "PR102", severity="notice"), told(march().path, "PR102", severity="warning"),
        told(march().path, "AT101", kind="invalid"), told("records/huyen-a/cells/chi-bo/cell.yml"),
    ],
)  # fmt: skip
def test_other_findings_withhold_nothing(other: Diagnostic) -> None:
    before = book(FEBRUARY, march())
    assert withhold(before, [other]).meetings == before.meetings
    assert withhold(before, []) is before


def test_a_record_that_cannot_be_read_has_nothing_to_show() -> None:
    found = kept_back(dataclasses.replace(march(), meeting=None, valid=False))
    assert (found.meeting, found.minutes, found.withheld, found.valid) == (None, "", ("PR101",), False)
