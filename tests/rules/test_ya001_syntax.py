from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


@pytest.mark.parametrize(
    "place",
    ['"Nhà văn hóa: tầng 2"', "'19:30'", "no", "012", "1e3", "Nhà số 5 (cũ)", "|\n  Nhà văn hóa: tầng 2, phòng #3"],
)
def test_texts_that_yaml_could_mistake_are_read(tmp_path: Path, place: str) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}place: {place}")}) == []


def test_line_ends_and_byte_order_mark_of_other_systems_are_read(tmp_path: Path) -> None:
    text = meeting(FRONT).replace("\n", "\r\n")
    assert found(tmp_path, {MARCH: b"\xef\xbb\xbf" + text.encode()}) == []


@pytest.mark.parametrize(
    ("line", "column", "cause"),
    [
        ("joint_with: [ban-b", 13, "ngoặc"),
        ("place: Nhà văn hóa: tầng 2", 19, "hai chấm"),
        ('place: "Nhà văn hóa', 8, "ngoặc kép"),
        ("\tplace: Nhà văn hóa", 1, "Tab"),
        ("place: @nha", 8, "@"),
        ("place: {tang: Nhà #2}", 19, "#"),
    ],
)
def test_a_syntax_error_stands_at_its_cause(tmp_path: Path, line: str, column: int, cause: str) -> None:
    error = only(found(tmp_path, {MARCH: f"---\n{FRONT}{line}\n# ! YA001 5:{column}\n---\n"}))
    assert cause in error.found.vi


def test_a_file_without_front_matter(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: "Chi bộ họp.\n"}, f"YA001 {MARCH}:1:1")
    assert places(diagnostics) == [("YA001", 1, 1, 2)]


def test_a_front_matter_that_nothing_closes(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: f"---\n{FRONT}"}, f"YA001 {MARCH}:1:1"))
    assert "---" in error.hint.vi


def test_a_file_that_is_not_yaml_is_not_checked_further(tmp_path: Path) -> None:
    text = meeting("dates: x\nattendance: {roll: 99}\ntime: 09:00-08:00\nplace: [x\n# ! YA001 5:8")
    found(tmp_path, {MARCH: text})
