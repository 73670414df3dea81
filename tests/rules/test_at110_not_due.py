from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.at110_not_due import check
from tests.books import cell, record
from tests.support import MARCH, MEMBERS, OTHER, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

COMMITTEE = "records/van-quan/cells/ban-a/2024/03-committee.md"


def held(present: int, *lines: str, roll: int = 5) -> str:
    more = "".join(f"\n  {line}" for line in lines)
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: {roll}\n  present: {present}{more}")


def away(kind: str, stretch: str) -> str:
    return str(USUAL[MEMBERS]).replace(
        "official: 2019-09-02}", f"official: 2019-09-02, away: [{{kind: {kind}, {stretch}}}]}}"
    )


def test_an_exempt_member_who_stays_at_home_is_not_named(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: held(4)}) == []


def test_names_without_a_roll(tmp_path: Path) -> None:
    assert found(tmp_path, {f"{OTHER}/2024/03-regular.md": held(7, "excused: {x1: sick}", roll=8)}) == []


def test_an_exempt_member_who_came_all_the_same(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: held(4, "also_present: [dv04]", "spoke: [dv04]")}) == []


@pytest.mark.parametrize("stretch", ["from: 2024-03-06", "from: 2023-01-01, to: 2024-03-04"])
def test_a_member_away_before_or_after(tmp_path: Path, stretch: str) -> None:
    files = {MEMBERS: away("temp_out", stretch), MARCH: held(3, "excused: {dv05: sick}")}
    if "to:" in stretch:
        roll = {
            p: str(USUAL[p]).replace("present: 5", "present: 4")
            for p in USUAL
            if p.startswith("records/van-quan/cells/ban-a/2024/0")
        }
        files = {**roll, **files}
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    ("line", "place"), [("excused: {dv04: sick}", (7, 13, 23)), ("unexcused: [dv03, dv04]", (7, 21, 25))]
)
def test_an_exempt_member_listed_absent(tmp_path: Path, line: str, place: tuple[int, int, int]) -> None:
    diagnostics = found(tmp_path, {MARCH: held(3, f"{line}  # ! AT110")})
    assert places(diagnostics) == [("AT110", *place)]
    error = only(diagnostics)
    assert "được miễn sinh hoạt từ 01/01/2023" in error.expected.vi
    assert "`also_present`" in error.hint.vi


@pytest.mark.parametrize(
    ("kind", "label"),
    [("temp_exempt", "tạm miễn"), ("temp_out", "sinh hoạt tạm thời nơi khác"), ("special_duty", "nhiệm vụ đặc biệt")],
)
def test_every_kind_of_being_away(tmp_path: Path, kind: str, label: str) -> None:
    files = {
        MEMBERS: away(kind, "from: 2024-03-05, to: 2024-03-05"),
        MARCH: held(3, "excused: {dv05: away}  # ! AT110"),
    }
    error = only(found(tmp_path, files))
    assert label in error.expected.vi
    assert "05/3/2024" in error.expected.vi


def test_a_member_who_has_left_is_another_rule_alone(tmp_path: Path) -> None:
    members = str(USUAL[MEMBERS]).replace(
        "left: 2024-02-15, how: transfer", "left: 2024-02-15, away: [{kind: exempt, from: 2024-02-10}]"
    )
    found(tmp_path, {MEMBERS: members, MARCH: held(4, "unexcused: [dv06]  # ! RE102")})


def test_an_unknown_person_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "unexcused: [dv77]  # ! RE101")})


def test_a_doubtful_day_tells_nothing_of_who_was_due(tmp_path: Path) -> None:
    text = held(3, "excused: {dv04: sick}").replace("2024-03-05", "2014-03-05  # ! ME103")
    found(tmp_path, {MARCH: text})


def test_a_meeting_not_held_is_not_judged(tmp_path: Path) -> None:
    text = held(3, "excused: {dv04: sick}").replace("date:", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\ndate:")
    assert found(tmp_path, {MARCH: text}) == []


@pytest.mark.parametrize("facts", [None, {}])
def test_a_record_without_attendance_is_passed_over(facts: dict[str, str] | None) -> None:
    assert list(check(record("2024-03", facts), cell(members={}))) == []


def test_listed_absent_and_present_is_one_message(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "excused: {dv04: sick}", "also_present: [dv04]  # ! AT103")})


def test_an_exempt_member_outside_the_committee(tmp_path: Path) -> None:
    found(tmp_path, {COMMITTEE: held(2, "excused: {dv04: sick}  # ! RE102", roll=2)})
