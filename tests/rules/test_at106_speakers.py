from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.at106_speakers import check
from tests.books import cell, record
from tests.support import MARCH, OTHER, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path


def held(present: int, *lines: str, roll: int = 5) -> str:
    more = "".join(f"\n  {line}" for line in lines)
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: {roll}\n  present: {present}{more}")


@pytest.mark.parametrize(
    "lines",
    [["spoke: 4"], ["spoke: 0"], ["spoke: [dv01, dv02, dv03, dv05]"], ["also_present: [dv04]", "spoke: 5"], []],
)
def test_as_many_as_were_there(tmp_path: Path, lines: list[str]) -> None:
    assert found(tmp_path, {MARCH: held(4, *lines)}) == []


def test_in_counts_mode(tmp_path: Path) -> None:
    text = held(7, "away: 2", "also_present: 1", "spoke: 8", roll=9)
    assert found(tmp_path, {f"{OTHER}/2024/03-regular.md": text}) == []


def test_one_more_than_were_there(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: held(4, "also_present: [dv04]", "spoke: 6  # ! AT106")})
    assert places(diagnostics) == [("AT106", 8, 3, 11)]
    error = only(diagnostics)
    assert error.found.vi.startswith("6 người")
    assert "5 người dự (có mặt 4, không phải dự nhưng có dự 1)" in error.expected.vi


@pytest.mark.parametrize("absent", ["excused: {dv05: sick}", "unexcused: [dv05]"])
def test_an_absent_member_who_spoke(tmp_path: Path, absent: str) -> None:
    diagnostics = found(tmp_path, {MARCH: held(3, absent, "spoke: [dv01, dv05]  # ! AT106")})
    assert places(diagnostics) == [("AT106", 8, 17, 21)]
    assert only(diagnostics).subject == "dv05"


def test_an_absent_speaker_is_not_one_too_many_as_well(tmp_path: Path) -> None:
    text = held(3, "excused: {dv05: sick}", "spoke: [dv01, dv02, dv03, dv05]  # ! AT106")
    assert only(found(tmp_path, {MARCH: text})).span.column == 29


@pytest.mark.parametrize(
    "attendance",
    [
        "present: 4  # ! FI002 5:1\n  spoke: 9",
        "roll: năm  # ! FI003\n  present: 4\n  spoke: 9",
        "roll: 5\n  present: 3\n  excused: 1\n  also_presnt: [dv04]  # ! FI001\n  spoke: 4",
    ],
)
def test_a_fault_of_the_attendance_comes_first(tmp_path: Path, attendance: str) -> None:
    text = meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  {attendance}")
    found(tmp_path, {MARCH: text})


def test_a_fault_elsewhere_is_told_beside_it(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "spoke: 5  # ! AT106").replace("time: 07:30-09:30", "time: sáng  # ! FI003")})


def test_a_meeting_not_held_is_not_judged(tmp_path: Path) -> None:
    text = held(4, "spoke: 9").replace("date:", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\ndate:")
    assert found(tmp_path, {MARCH: text}) == []


@pytest.mark.parametrize("facts", [None, {}, {"attendance": {"roll": 5, "spoke": 9}}])
def test_where_nobody_knows_who_was_there(facts: dict[str, dict[str, int]] | None) -> None:
    assert list(check(record("2024-03", facts), cell())) == []


def test_a_wrong_total_is_another_cause(tmp_path: Path) -> None:
    text = held(1, "spoke: [dv01, dv02]  # ! AT106").replace("present: 1", "present: 1  # ! AT101")
    found(tmp_path, {MARCH: text})


def test_a_name_twice_is_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "spoke: [dv01, dv02, dv03, dv05, dv05]  # ! AT103")})
