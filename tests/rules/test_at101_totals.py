from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.at101_totals import check
from tests.books import cell, record
from tests.support import MARCH, MEMBERS, OTHER, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

IN_B = f"{OTHER}/2024/03-regular.md"
COMMITTEE = "records/van-quan/cells/ban-a/2024/03-committee.md"


def held(attendance: str) -> str:
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n{lines}")


@pytest.mark.parametrize(
    "attendance",
    [
        "roll: 5\npresent: 4",
        "roll: 5\npresent: 3\nexcused: {dv05: sick}",
        "roll: 5\npresent: 2\nexcused: {dv05: sick}\nunexcused: [dv03]",
        "roll: 5\npresent: 2\nexcused: 1\nunexcused: 1",
        "roll: 5\npresent: 4\nalso_present: [dv04]",
        "roll: 5\npresent: 0\nexcused: 4",
    ],
)
def test_present_and_absent_make_up_the_members_due(tmp_path: Path, attendance: str) -> None:
    assert found(tmp_path, {MARCH: held(attendance)}) == []


@pytest.mark.parametrize(
    "attendance", ["roll: 9\npresent: 8\nexcused: 1", "roll: 9\naway: 2\npresent: 7", "roll: 9\nexcused: 9\npresent: 0"]
)
def test_in_counts_mode(tmp_path: Path, attendance: str) -> None:
    assert found(tmp_path, {IN_B: held(attendance)}) == []


def test_in_a_committee_meeting_the_committee_is_due(tmp_path: Path) -> None:
    assert found(tmp_path, {COMMITTEE: held("roll: 2\npresent: 1\nexcused: {dv02: work}")}) == []


def test_one_too_few(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: held("roll: 5\npresent: 2  # ! AT101\nexcused: {dv05: sick}")})
    assert places(diagnostics) == [("AT101", 6, 3, 13)]
    error = only(diagnostics)
    assert error.found.vi == "Có mặt 2, vắng có lý do 1, vắng không lý do 0: cộng 3."
    assert error.expected.vi == "Phải dự 4 người (tổng số 5 đảng viên, trừ 1 người được miễn hoặc ở nơi khác)."
    assert "sửa `present` thành 3 hoặc ghi thêm 1 người vắng" in error.hint.vi
    assert "`away:" not in error.hint.vi + error.hint.en  # members.yml says who is


def test_one_too_many(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: held("roll: 5\npresent: 4  # ! AT101\nunexcused: [dv05, dv03]")}))
    assert "sửa `present` thành 2 hoặc bớt 2 người vắng" in error.hint.vi


def test_members_not_due_counted_as_present(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: held("roll: 5\npresent: 5  # ! AT101")}))
    assert "`also_present`" in error.hint.vi
    assert "`present` thành 4" in error.hint.vi


def test_more_absent_than_due(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: held("roll: 5\npresent: 4  # ! AT101\nexcused: 9")}))
    assert "-" not in error.hint.vi


def test_everybody_due_is_listed_absent(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: held("roll: 5\npresent: 2  # ! AT101\nexcused: 4")}))
    assert "`present` thành 0" in error.hint.vi


def test_in_flow_style(tmp_path: Path) -> None:
    text = meeting("date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 3}  # ! AT101")
    assert places(found(tmp_path, {MARCH: text})) == [("AT101", 4, 23, 33)]


def test_in_counts_mode_the_cure_names_those_away(tmp_path: Path) -> None:
    error = only(found(tmp_path, {IN_B: held("roll: 9\npresent: 8  # ! AT101")}))
    assert "`away: 1`" in error.hint.vi
    assert "`away: 1`" in error.hint.en
    assert "miễn" not in error.expected.vi


@pytest.mark.parametrize("present", [0, 9])
def test_more_away_than_on_the_roll(tmp_path: Path, present: int) -> None:
    error = only(found(tmp_path, {IN_B: held(f"roll: 9\npresent: {present}  # ! AT101\naway: 10")}))
    assert error.expected.vi == "`away` ghi 10 người được miễn hoặc ở nơi khác, mà tổng số chỉ có 9 đảng viên."
    assert error.expected.en == "`away` says that 10 are exempt or away, of a roll of only 9."
    assert error.hint.vi.startswith("Xem lại `roll` và `away`")
    assert "-" not in error.expected.vi + error.hint.vi


def test_everybody_is_away(tmp_path: Path) -> None:
    error = only(found(tmp_path, {IN_B: held("roll: 9\npresent: 1  # ! AT101\naway: 9")}))
    assert error.expected.vi.startswith("Phải dự 0 người")
    assert "sửa `present` thành 0" in error.hint.vi


def test_a_wrong_roll_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held("roll: 7  # ! AT102\npresent: 4")})


def test_a_wrong_roll_that_the_totals_follow_too(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held("roll: 7  # ! AT102\npresent: 6")})


def test_a_wrong_roll_is_told_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held("roll: 7  # ! AT102\npresent: 1")})


@pytest.mark.parametrize(
    "line",
    [
        "excused: {dv55: sick}  # ! RE101",
        "unexcused: [dv06]  # ! RE102",
        "excused: {dv04: sick}  # ! AT110",
        "also_present: [dv03]  # ! AT103",
    ],
)
def test_a_name_at_fault_in_the_same_attendance_is_the_cause(tmp_path: Path, line: str) -> None:
    found(tmp_path, {MARCH: held(f"roll: 5\npresent: 2\n{line}")})


def test_an_unknown_key_in_the_attendance_may_be_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held("roll: 5\npresent: 3\nexcusd: {dv05: sick}  # ! FI001")})


def test_a_fault_elsewhere_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held("roll: 5\npresent: 3  # ! AT101").replace("time:", "chair: dv77  # ! RE101\ntime:")})


def test_a_doubtful_day_leaves_the_due_unknown(tmp_path: Path) -> None:
    text = held("roll: 5\npresent: 1").replace("2024-03-05", "2014-03-05  # ! ME103")
    found(tmp_path, {MARCH: text})


def test_without_a_roll_the_totals_need_no_day(tmp_path: Path) -> None:
    text = held("roll: 9\npresent: 8  # ! AT101")
    found(tmp_path, {IN_B: text.replace("2024-03-05", "2014-03-05  # ! ME103")})


@pytest.mark.parametrize("facts", [None, {}, {"attendance": {"roll": 5}}, {"attendance": {"present": 4}}])
def test_without_both_totals_nothing_is_added_up(facts: dict[str, dict[str, int]] | None) -> None:
    assert list(check(record("2024-03", facts), cell())) == []


def test_a_broken_roll_leaves_the_due_unknown(tmp_path: Path) -> None:
    found(tmp_path, {MEMBERS: "dv01: {joined: x}  # ! FI003", MARCH: held("roll: 5\npresent: 1")})


def test_a_wrong_value_is_not_a_wrong_total_too(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held("roll: 5\npresent: bốn  # ! FI003")})
    found(tmp_path, {MARCH: held("roll: 5\npresent: 1\nexcused: {dv05: om}  # ! FI003")})
    found(tmp_path, {MARCH: held("roll: 5\npresent: 1\nspoke: nhiều  # ! FI003")})


def test_a_meeting_not_held_is_not_counted(tmp_path: Path) -> None:
    text = meeting("state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\ndate: 2024-03-05\nattendance: {roll: 5, present: 1}")
    assert found(tmp_path, {MARCH: text}) == []
