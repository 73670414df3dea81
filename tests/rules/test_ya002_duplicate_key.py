from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import MARCH, MEMBERS, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_key_in_two_mappings_is_no_duplicate(tmp_path: Path) -> None:
    tasks = "tasks:\n  t1: {title: Làm đường}\n  t2: {title: Làm cầu}"
    assert (
        found(
            tmp_path,
            {MARCH: meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance: {{roll: 5, present: 4}}\n{tasks}")},
        )
        == []
    )


def test_a_duplicate_names_the_first_line(tmp_path: Path) -> None:
    text = meeting(
        """
        date: 2024-03-05
        time: 07:30-09:30
        attendance:
          roll: 5
          present: 4
          roll: 6  # ! YA002
        """
    )
    diagnostics = found(tmp_path, {MARCH: text})
    assert places(diagnostics) == [("YA002", 7, 3, 7)]
    assert "dòng 5" in only(diagnostics).found.vi


def test_one_id_for_two_members(tmp_path: Path) -> None:
    twice = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv03: {{joined: 2020-01-01}}  # ! YA002"
    assert places(found(tmp_path, {MEMBERS: twice})) == [("YA002", 7, 1, 5)]


def test_a_duplicate_in_flow_style(tmp_path: Path) -> None:
    text = meeting("date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4, roll: 5}  # ! YA002")
    assert places(found(tmp_path, {MARCH: text})) == [("YA002", 4, 35, 39)]
