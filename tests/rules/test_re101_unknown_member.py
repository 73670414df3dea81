from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.re101_unknown_member import check
from tests.books import cell, record
from tests.support import MARCH, MEMBERS, OTHER, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
ROLL_OF_B = "dv01: {joined: 2010-05-01}\ndv11: {joined: 2010-05-01}\n"
B_OF_TWO = {
    f"{OTHER}/members.yml": ROLL_OF_B,
    **{
        f"{OTHER}/2024/0{n}-regular.md": str(USUAL[f"{OTHER}/2024/0{n}-regular.md"]).replace(": 9", ": 2")
        for n in (1, 2, 3)
    },
}


def test_known_members_everywhere(tmp_path: Path) -> None:
    text = meeting(
        """
        date: 2024-03-05
        time: 07:30-09:30
        chair: dv01
        minutes_by: ban-a/dv02
        attendance: {roll: 5, present: 2, excused: {dv03: sick}, unexcused: [dv05], also_present: [dv04], spoke: [dv01]}
        tasks: {t1: {owner: dv03}, t2: {title: Không ai nhận}}
        """
    )
    assert found(tmp_path, {MARCH: text}) == []


def test_without_a_roll_nobody_is_unknown(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-05\ntime: 07:30-09:30\nchair: dv77\nattendance: {roll: 9, present: 8, unexcused: [dv99]}"
    )
    assert found(tmp_path, {f"{OTHER}/2024/03-regular.md": text}) == []


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("chair: dv5", (5, 1, 11)),
        ("minutes_by: dv5", (5, 1, 16)),
        ("tasks: {t1: {title: Làm đường, owner: dv5}}", (5, 32, 42)),
    ],
)
def test_outside_the_attendance(tmp_path: Path, line: str, span: tuple[int, int, int]) -> None:
    diagnostics = found(tmp_path, {MARCH: meeting(f"{FRONT}{line}  # ! RE101")})
    assert places(diagnostics) == [("RE101", *span)]
    assert "“dv05”?" in only(diagnostics).hint.vi


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("excused: {dv5: sick}", (7, 13, 22)),
        ("unexcused: [dv5]", (7, 15, 18)),
        ("also_present: [dv5]", (7, 18, 21)),
        ("spoke: [dv01, dv5]", (7, 17, 20)),
    ],
)
def test_inside_the_attendance_without_a_wrong_total(tmp_path: Path, line: str, span: tuple[int, int, int]) -> None:
    text = meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 4\n  {line}  # ! RE101")
    assert places(found(tmp_path, {MARCH: text})) == [("RE101", *span)]


@pytest.mark.parametrize(
    ("written", "meant"), [("dv5", "dv05"), ("dv005", "dv05"), ("dv50", "dv05"), ("dv0", "dv01"), ("dc03", "dv03")]
)
def test_the_nearest_id(tmp_path: Path, written: str, meant: str) -> None:
    error = only(found(tmp_path, {MARCH: meeting(f"{FRONT}chair: {written}  # ! RE101")}))
    assert f"“{meant}”?" in error.hint.vi


def test_nothing_near_is_not_guessed(tmp_path: Path) -> None:
    assert "Có phải" not in only(found(tmp_path, {MARCH: meeting(f"{FRONT}chair: nong-thi-hoa  # ! RE101")})).hint.vi


def test_a_chair_of_a_cell_that_met_too(tmp_path: Path) -> None:
    joint = f"{FRONT}joint_with: [ban-b]\n"
    assert found(tmp_path, {**B_OF_TWO, MARCH: meeting(f"{joint}chair: ban-b/dv11")}) == []
    assert found(tmp_path, {**B_OF_TWO, MARCH: meeting(f"{joint}chair: van-quan/ban-b/dv11")}) == []
    error = only(found(tmp_path, {**B_OF_TWO, MARCH: meeting(f"{joint}chair: ban-b/dv12  # ! RE101")}))
    assert "ban-b" in error.expected.vi
    assert "“dv11”?" in error.hint.vi


def test_a_chair_of_a_cell_without_a_roll(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}joint_with: [ban-b]\nchair: ban-b/dv99")}) == []


def test_a_cell_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    broken = f"{str(USUAL[f'{OTHER}/cell.yml']).rstrip()}\n        fixed_day: 31  # ! FI003"
    text = meeting(f"{FRONT}joint_with: [ban-b]\nchair: ban-b/dv99")
    found(tmp_path, {f"{OTHER}/cell.yml": broken, MARCH: text})


def test_a_former_id_of_a_cell_without_a_roll(tmp_path: Path) -> None:
    known = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-20, was: ban-b/dv11}}"
    assert found(tmp_path, {MEMBERS: known}) == []


def test_a_chair_of_a_cell_that_did_not_meet_with_this_one(tmp_path: Path) -> None:
    error = only(found(tmp_path, {**B_OF_TWO, MARCH: meeting(f"{FRONT}chair: ban-b/dv11  # ! RE101")}))
    assert "joint_with" in error.expected.vi


def test_a_cell_that_is_not_there_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: meeting(f"{FRONT}chair: ban-v/dv01  # ! RE106")})
    text = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-20, was: ban-v/dv11}}  # ! RE106"
    found(tmp_path, {MEMBERS: text})


def test_a_record_that_cannot_be_read_names_nobody() -> None:
    assert list(check(record("2024-03", None), cell(members={}))) == []


def test_a_former_id_that_the_predecessor_does_not_know(tmp_path: Path) -> None:
    known = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-20, was: ban-b/dv11}}"
    assert found(tmp_path, {**B_OF_TWO, MEMBERS: known}) == []
    unknown = known.replace("dv11}", "dv21}  # ! RE101")
    diagnostics = found(tmp_path, {**B_OF_TWO, MEMBERS: unknown})
    assert places(diagnostics) == [("RE101", 7, 28, 43)]


def test_it_never_enters_the_public_profile() -> None:
    from generator.rules.re101_unknown_member import RULE

    assert RULE.about_members
