from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.re102_not_on_roll import check
from tests.books import cell, record
from tests.support import MARCH, MEMBERS, OTHER, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

COMMITTEE = "records/van-quan/cells/ban-a/2024/03-committee.md"
FEBRUARY_2 = "records/van-quan/cells/ban-a/2024/02-thematic.md"
JOINS = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-20}}"


def test_a_member_is_on_the_roll_on_the_first_and_the_last_day(tmp_path: Path) -> None:
    last = meeting(
        "date: 2024-02-15\ntime: 07:30-09:30\ntheme: Giữ rừng\nattendance: {roll: 6, present: 4, unexcused: [dv06]}"
    )
    first = meeting("date: 2024-03-20\ntime: 07:30-09:30\nattendance: {roll: 6, present: 4, unexcused: [dv07]}")
    assert found(tmp_path, {FEBRUARY_2: last, MARCH: first, MEMBERS: JOINS}) == []


def test_the_committee_meets_with_other_members_present(tmp_path: Path) -> None:
    text = meeting(
        """
        date: 2024-03-03
        time: 19:30-20:30
        attendance: {roll: 2, present: 1, excused: {dv02: work}, also_present: [dv03], spoke: [dv01, dv03]}
        tasks: {t1: {owner: dv05}}
        """
    )
    assert found(tmp_path, {COMMITTEE: text}) == []


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("chair: dv06", (5, 1, 12)),
        ("minutes_by: dv06", (5, 1, 17)),
        ("tasks: {t1: {owner: dv06}}", (5, 14, 25)),
    ],
)
def test_somebody_who_has_left(tmp_path: Path, line: str, span: tuple[int, int, int]) -> None:
    front = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
    diagnostics = found(tmp_path, {MARCH: meeting(f"{front}{line}  # ! RE102")})
    assert places(diagnostics) == [("RE102", *span)]
    error = only(diagnostics)
    assert "01/5/2010" in error.expected.vi
    assert "15/02/2024" in error.expected.vi
    assert "`left`" in error.hint.vi


def test_somebody_who_has_not_joined(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-19\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 4\n  spoke: [dv07]  # ! RE102"
    )
    error = only(found(tmp_path, {MARCH: text, MEMBERS: JOINS}))
    assert (error.span.column, error.span.end_column) == (11, 15)
    assert "`joined`" in error.hint.vi


def test_somebody_unknown_is_another_rule_alone(tmp_path: Path) -> None:
    front = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
    found(tmp_path, {MARCH: meeting(f"{front}chair: dv77  # ! RE101")})
    assert found(tmp_path, {MARCH: meeting(f"{front}joint_with: [ban-b]\nchair: ban-b/dv11")}) == []


def test_without_a_roll_nobody_is_missing_from_it(tmp_path: Path) -> None:
    text = meeting("date: 2024-03-05\ntime: 07:30-09:30\nchair: dv77\nattendance: {roll: 9, present: 9}")
    assert found(tmp_path, {f"{OTHER}/2024/03-regular.md": text}) == []


def test_a_record_that_cannot_be_read_names_nobody() -> None:
    assert list(check(record("2024-03", None), cell(members={}))) == []


def test_absent_and_gone_gives_no_wrong_total(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 4\n  unexcused: [dv06]  # ! RE102"
    )
    found(tmp_path, {MARCH: text})


def test_absent_from_the_committee_without_being_of_it(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-03\ntime: 19:30-20:30\nattendance:\n  roll: 2\n  present: 2\n  excused: {dv03: work}  # ! RE102"
    )
    error = only(found(tmp_path, {COMMITTEE: text}))
    assert "chi ủy viên" in error.found.vi


def test_a_doubtful_date_is_one_message(tmp_path: Path) -> None:
    text = meeting(
        "date: 2004-03-05  # ! ME103\ntime: 07:30-09:30\nchair: dv01\nattendance: {roll: 5, present: 3, unexcused: [dv05]}"
    )
    found(tmp_path, {MARCH: text})
