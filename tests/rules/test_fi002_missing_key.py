from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, JANUARY, MARCH, MEMBERS, OBSERVERS, OTHER, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "text",
    [
        "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}",
        "state: waived\nreason: Lũ chia cắt bản\ndecision: 15-CV/ĐU",
    ],
)
def test_what_is_required_is_enough(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {MARCH: meeting(text)}) == []


@pytest.mark.parametrize("lacking", ["date", "time"])
def test_a_held_meeting_lacks_a_key(tmp_path: Path, lacking: str) -> None:
    lines = ["date: 2024-03-05", "time: 07:30-09:30", "attendance: {roll: 5, present: 4}"]
    text = meeting("\n".join(line for line in lines if not line.startswith(lacking)))
    diagnostics = found(tmp_path, {MARCH: text.replace("\n", "  # ! FI002\n", 2).replace("---  # ! FI002", "---", 1)})
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [("FI002", 2, 1)]
    assert f"`{lacking}`" in only(diagnostics).found.vi


@pytest.mark.parametrize("lacking", ["roll", "present"])
def test_the_totals(tmp_path: Path, lacking: str) -> None:
    other = {"roll": "present: 4", "present": "roll: 5"}[lacking]
    text = meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance: {{{other}}}  # ! FI002")
    assert places(found(tmp_path, {MARCH: text})) == [("FI002", 4, 13, 14)]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("state: not_held  # ! FI002", "reason"),
        ("state: postponed  # ! FI002", "reason"),
        ("state: planned  # ! FI002", "date"),
        ("state: waived  # ! FI002\nreason: Lũ", "decision"),
    ],
)
def test_a_meeting_not_held(tmp_path: Path, text: str, lacking: str) -> None:
    assert f"`{lacking}`" in only(found(tmp_path, {MARCH: meeting(text)})).found.vi


def test_a_thematic_meeting_needs_its_theme(tmp_path: Path) -> None:
    path = "records/van-quan/cells/ban-a/2024/03-thematic.md"
    text = meeting("date: 2024-03-09  # ! FI002\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}")
    assert "`theme`" in only(found(tmp_path, {path: text})).found.vi


def test_a_key_with_an_empty_value_is_missing_and_zero_is_not(tmp_path: Path) -> None:
    text = meeting("date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll:  # ! FI002\n  present: 4")
    zero = meeting("date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 0, present: 0}")
    found(tmp_path, {MARCH: text, f"{OTHER}/2024/03-regular.md": zero})


def test_the_file_is_not_checked_further(tmp_path: Path) -> None:
    text = meeting("time: 09:30-07:30  # ! FI002\nattendance: {roll: 99, present: 4, unexcused: [dv99]}")
    found(tmp_path, {MARCH: text})


@pytest.mark.parametrize(
    ("path", "text", "lacking"),
    [
        (MEMBERS, "dv01: {official: 2010-05-01}  # ! FI002", "joined"),
        (OBSERVERS, "btv-01: {cells: [ban-a]}  # ! FI002", "level"),
        (
            CELL,
            "name: Chi bộ bản A  # ! FI002\ntype: village\nunder: [{unit: xa-tan-doan, from: 2010-05-01}]",
            "founded",
        ),
        (
            CELL,
            "name: Chi bộ bản A\ntype: village\nunder: [{unit: xa-tan-doan}]  # ! FI002\nfounded: 2010-05-01",
            "from",
        ),
        (DISTRICT, "name: Đảng bộ huyện Văn Quan  # ! FI002\nlevel: district\nunits: {}", "from"),
        ("records/van-quan/reviews/a.yml", "title: x  # ! FI002\noptions: {}\nproposals: {}", "date"),
        (
            "records/rulebook/a.yml",
            "title: x  # ! FI002\nissuer: y\napplies: {from: 2024-01-01}\nscope: van-quan",
            "source",
        ),
    ],
)
def test_other_files(tmp_path: Path, path: str, text: str, lacking: str) -> None:
    assert f"`{lacking}`" in only(found(tmp_path, {path: text})).found.vi


@pytest.mark.parametrize("path", [DISTRICT, CELL])
def test_a_file_that_must_be_there(tmp_path: Path, path: str) -> None:
    assert places(found(tmp_path, {path: None}, f"FI002 {path}:1:1")) == [("FI002", 1, 1, 1)]


def test_an_invalid_month_is_not_missing_too(tmp_path: Path) -> None:
    found(tmp_path, {JANUARY: meeting("time: 07:30-09:30  # ! FI002\nattendance: {roll: 6, present: 5}")})
