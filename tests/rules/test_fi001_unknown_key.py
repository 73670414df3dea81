from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import DISTRICT, MARCH, MEMBERS, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


def test_every_key_of_the_format_is_known(tmp_path: Path) -> None:
    text = meeting(
        """
        date: 2024-03-05
        time: 7h30-9h15
        place: Nhà văn hóa bản
        chair: dv01
        minutes_by: dv02
        joint_with: [ban-b]
        attendance:
          roll: 5
          present: 3
          excused: {dv05: sick}
          unexcused: []
          also_present: [dv04]
          spoke: [dv01, dv04]
        observers: [btv-01]
        guests: {resident_213: 2, invited: 1}
        theme: Xây dựng nông thôn mới
        documents_posted: 2024-03-04
        reported: 2024-03-06
        resolution: {number: 03-NQ/CB, kind: resolution, votes: {for: 4, against: 0, other: 0}}
        tasks: {t1: {title: Làm đường, owner: dv05, due: 2024-05-25}}
        followup: {2024-02/t1: done}
        postponed: {from: 2024-03-03, reason: Lũ chia cắt bản}
        score: {self: {time: 5, attendance: 4.5}, self_grade: good, official_grade: good}
        model: true
        """
    )
    assert found(tmp_path, {MARCH: text}) == []


def test_a_key_with_an_empty_value_counts_as_absent_when_known(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}place:\nobservers:")}) == []


@pytest.mark.parametrize(
    ("line", "span", "near"),
    [
        ("chiar: dv01", (5, 1, 12), "chair"),
        ("theeme:", (5, 1, 7), "theme"),
        ("resolution: {numbr: 1}", (5, 14, 22), "number"),
        ("tasks: {t1: {ower: dv01}}", (5, 14, 24), "owner"),
        ("zzz: 1", (5, 1, 7), ""),
    ],
)
def test_an_unknown_key_names_the_nearest_one(tmp_path: Path, line: str, span: tuple[int, int, int], near: str) -> None:
    diagnostics = found(tmp_path, {MARCH: meeting(f"{FRONT}{line}  # ! FI001")})
    assert places(diagnostics) == [("FI001", *span)]
    assert (f"“{near}”?" in only(diagnostics).hint.vi) == bool(near)


def test_an_unknown_key_near_a_missing_one_is_one_message(tmp_path: Path) -> None:
    text = meeting("date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  presnt: 4  # ! FI001")
    assert places(found(tmp_path, {MARCH: text})) == [("FI001", 6, 3, 12)]


def test_a_mistyped_list_of_absent_members_gives_no_wrong_total(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 3\n  excussed: {dv05: sick}  # ! FI001"
    )
    found(tmp_path, {MARCH: text})


def test_a_comma_inside_braces_is_named_as_the_cause(tmp_path: Path) -> None:
    text = meeting(f"{FRONT}tasks:\n  t1: {{title: Làm đường, cầu, owner: dv01}}  # ! FI001")
    error = only(found(tmp_path, {MARCH: text}))
    assert "Dấu phẩy" in error.found.vi
    assert "ngoặc kép" in error.hint.vi


def test_a_name_in_the_roll(tmp_path: Path) -> None:
    members = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-20, name: Nông Thị Hoa}}  # ! FI001"
    assert places(found(tmp_path, {MEMBERS: members})) == [("FI001", 7, 28, 46)]


def test_an_unknown_key_of_the_district(tmp_path: Path) -> None:
    district = """
        name: Đảng bộ huyện Văn Quan
        level: district
        from: 1964-01-01
        units:
          xa-tan-doan: {name: Đảng bộ xã Tân Đoàn, level: commune, from: 1994-01-01}
        cells: []  # ! FI001
        """
    found(tmp_path, {DISTRICT: district})


@pytest.mark.parametrize("written", ["Present", "ROLL", "Excused"])
def test_a_field_in_other_letters_is_no_name(tmp_path: Path, written: str) -> None:
    text = str(USUAL[MARCH]).replace("attendance:\n", f"attendance:\n  {written}: 1  # ! FI001\n")
    error = only(found(tmp_path, {MARCH: text}))
    assert f"`{written}`" in error.found.vi
    assert f"`{written.lower()}`" in error.hint.vi + error.hint.vi.replace("“", "`").replace("”", "`")
