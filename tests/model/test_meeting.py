"""A meeting's front matter as a record: what it must have, and how its people are counted."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.meeting import Attendance, Meeting, count, ids, required_keys


@pytest.mark.parametrize(
    ("state", "kind", "keys"),
    [
        ("held", "regular", ("date", "time", "attendance")),
        ("held", "thematic", ("date", "time", "attendance", "theme")),
        ("held", "committee", ("date", "time", "attendance")),
        ("held", "extraordinary", ("date", "time", "attendance")),
        ("held", "congress", ("date", "time", "attendance")),
        ("not_held", "regular", ("reason",)),
        ("not_held", "thematic", ("reason",)),
        ("postponed", "regular", ("reason",)),
        ("waived", "regular", ("reason", "decision")),
        ("planned", "regular", ("date",)),
        ("planned", "thematic", ("date",)),
        ("heldd", "regular", ()),
    ],
)
def test_what_a_meeting_must_have_depends_on_state_and_kind(state: str, kind: str, keys: tuple[str, ...]) -> None:
    assert required_keys(state, kind) == keys


@pytest.mark.parametrize(
    ("written", "absent", "due", "there"),
    [
        ({"present": "15", "excused": {"dv04": "sick", "dv09": "work"}}, 2, 17, 15),
        ({"present": "15", "excused": "2", "unexcused": "1"}, 3, 18, 15),
        ({"present": "0"}, 0, 0, 0),
        ({"present": "15", "unexcused": ["dv01"], "also_present": ["dv17"]}, 1, 16, 16),
        ({"present": "15", "also_present": "3"}, 0, 15, 18),
        ({}, 0, None, 0),
    ],
)
def test_absent_due_and_there_are_counted(written: dict[str, Any], absent: int, due: int | None, there: int) -> None:
    attendance = Attendance.model_validate(written)
    assert (attendance.absent, attendance.due, attendance.there) == (absent, due, there)


def test_nobody_and_not_recorded_are_different() -> None:
    silent, nobody = Attendance.model_validate({}), Attendance.model_validate({"spoke": "0", "roll": "0"})
    assert (silent.spoke, silent.roll, nobody.spoke, nobody.roll) == (None, None, 0, 0)


def test_numbers_and_ids_are_both_people() -> None:
    assert [count(3), count(["dv01"]), count({"dv01": "sick", "dv02": "work"}), count([])] == [3, 1, 2, 0]
    assert [ids(3), ids(None), ids(["dv02", "dv01"]), ids({"dv04": "sick"})] == [[], [], ["dv02", "dv01"], ["dv04"]]


@pytest.mark.parametrize(
    ("attendance", "key", "kind"),
    [
        ({"excused": ["dv04"]}, ("attendance", "excused", "@count"), "excused"),
        ({"excused": "hai người"}, ("attendance", "excused", "@count"), "excused"),
        ({"excused": {"dv04": "lazy"}}, ("attendance", "excused", "@ids", "dv04"), "code"),
        ({"excused": {"DV04": "sick"}}, ("attendance", "excused", "@ids", "DV04", "[key]"), "slug"),
        ({"unexcused": {"dv04": "sick"}}, ("attendance", "unexcused", "@count"), "people"),
        ({"unexcused": "dv04"}, ("attendance", "unexcused", "@count"), "people"),
        ({"spoke": ["dv01", "Nông Hoa"]}, ("attendance", "spoke", "@ids", 1), "slug"),
        ({"roll": ["18"]}, ("attendance", "roll"), "count"),
    ],
)
def test_people_written_another_way_are_refused(attendance: Any, key: tuple[Any, ...], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Meeting.model_validate({"attendance": attendance})
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [(key, kind)]


def test_a_meeting_is_held_unless_it_says_otherwise() -> None:
    meeting = Meeting.model_validate({})
    assert (meeting.state, meeting.attendance, meeting.tasks, meeting.joint_with, meeting.model) == (
        "held",
        None,
        {},
        [],
        None,
    )


def test_a_record_cannot_be_changed() -> None:
    meeting = Meeting.model_validate({"state": "planned", "date": "2024-03-05"})
    with pytest.raises(ValidationError):
        setattr(meeting, "state", "held")  # noqa: B010 - as a careless caller would
