from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, found, meeting, only, places, take_marks

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


def test_vietnamese_and_emoji_are_fine(tmp_path: Path) -> None:
    text = f"---\n{FRONT}place: Nhà văn hóa – khối 3 “Đoàn Kết” ½\n---\nTốt 👍🏽, gia đình 👨‍👩‍👧, cờ 🇻🇳.\n"
    assert found(tmp_path, {MARCH: text}) == []


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\u2066", "\x07", "\u00ad", "\ufeff"])
def test_hidden_characters_in_yaml(tmp_path: Path, char: str) -> None:
    text = meeting(f"{FRONT}place: Nhà{char} văn hóa  # ! YA004")
    diagnostics = found(tmp_path, {MARCH: text})
    assert places(diagnostics) == [("YA004", 5, 11, 12)]
    assert f"U+{ord(char):04X}" in only(diagnostics).found.vi


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\u202e", "\u2069"])
def test_control_and_direction_characters_in_minutes(tmp_path: Path, char: str) -> None:
    found(tmp_path, {MARCH: f"---\n{FRONT}---\nMở{char} đầu\n# ! YA004 6:3\n"})


def test_an_escaped_character_is_seen_too(tmp_path: Path) -> None:
    assert only(found(tmp_path, {MARCH: meeting(f'{FRONT}place: "Nhà\\u200b"  # ! YA004')})).span.column == 8


@pytest.mark.parametrize(
    ("raw", "column"), [(b"place: Nh\xe0\n", 10), ("place: x\n".encode("utf-16"), 1)], ids=["windows-1258", "utf-16"]
)
def test_another_encoding(tmp_path: Path, raw: bytes, column: int) -> None:
    assert only(found(tmp_path, {MARCH: raw}, f"YA004 {MARCH}:1:{column}")).hint.vi


def test_marks_survive_what_they_mark() -> None:
    assert take_marks("x", "a\u200b: 1  # ! YA004")[0] == "a\u200b: 1"
