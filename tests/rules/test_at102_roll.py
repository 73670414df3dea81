from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.at102_roll import check
from tests.books import cell, record
from tests.support import CELL, FEBRUARY, MARCH, MEMBERS, OTHER, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

COMMITTEE = "records/van-quan/cells/ban-a/2024/03-committee.md"


def held(date: str, roll: str, present: int) -> str:
    return meeting(
        f"date: {date}\ntime: 07:30-09:30\ntheme: Giữ rừng\nattendance:\n  roll: {roll}\n  present: {present}"
    )


def test_the_roll_of_that_very_day(tmp_path: Path) -> None:
    assert found(tmp_path, {FEBRUARY: held("2024-02-15", "6", 5)} | {MARCH: held("2024-02-16", "5", 4)}) == []


def test_a_member_who_joins_in_mid_month(tmp_path: Path) -> None:
    members = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-12}}"
    assert found(tmp_path, {MEMBERS: members, MARCH: held("2024-03-11", "5", 4)}) == []
    assert found(tmp_path, {MEMBERS: members, MARCH: held("2024-03-12", "6", 5)}) == []


def test_without_a_roll_any_number_is_believed(tmp_path: Path) -> None:
    assert found(tmp_path, {f"{OTHER}/2024/03-regular.md": held("2024-03-05", "77", 77)}) == []


def test_the_day_after_somebody_left(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {FEBRUARY: held("2024-02-16", "6  # ! AT102", 5)})
    assert places(diagnostics) == [("AT102", 6, 3, 10)]
    error = only(diagnostics)
    assert "16/02/2024 chi bộ có 5 người" in error.expected.vi
    assert "`roll` thành 5" in error.hint.vi
    assert "`joined` hoặc `left`" in error.hint.vi


def test_a_committee_counts_its_own_members(tmp_path: Path) -> None:
    text = meeting("date: 2024-03-03\ntime: 19:30-20:30\nattendance: {roll: 5, present: 5}  # ! AT102")
    error = only(found(tmp_path, {COMMITTEE: text}))
    assert "chi ủy có 2 người" in error.expected.vi
    assert "`roles`" in error.hint.vi


def test_a_meeting_not_held_has_no_roll(tmp_path: Path) -> None:
    text = meeting(
        "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\ndate: 2024-03-05\nattendance: {roll: 77, present: 1}"
    )
    assert found(tmp_path, {MARCH: text}) == []


@pytest.mark.parametrize("facts", [None, {}, {"attendance": {"present": 4}}])
def test_no_roll_is_written(facts: dict[str, dict[str, int]] | None) -> None:
    assert list(check(record("2024-03", facts), cell(members={"dv01": {"joined": "2010-05-01"}}))) == []


def test_a_broken_roll_is_one_message(tmp_path: Path) -> None:
    found(tmp_path, {MEMBERS: "dv01: {joined: x}  # ! FI003"})


def test_a_closed_cell_is_one_message(tmp_path: Path) -> None:
    closed = f"{str(USUAL[CELL]).rstrip()}\n        closed: 2024-02-29"
    found(tmp_path, {CELL: closed, MARCH: held("2024-03-05  # ! ME108", "5", 4)})
