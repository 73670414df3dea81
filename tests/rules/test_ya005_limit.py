from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import MARCH, found, meeting, only

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


def test_a_file_of_exactly_256_kib_is_read(tmp_path: Path) -> None:
    text = meeting(FRONT)
    assert found(tmp_path, {MARCH: text + "x" * (256 * 1024 - len(text.encode()))}) == []


def test_one_byte_more_is_too_long(tmp_path: Path) -> None:
    text = meeting(FRONT)
    long = text + "x" * (256 * 1024 - len(text.encode()) + 1)
    assert "256 KiB" in only(found(tmp_path, {MARCH: long}, f"YA005 {MARCH}:1:1")).expected.vi


def test_depth(tmp_path: Path) -> None:
    deep = "[" * 32 + "]" * 32
    found(tmp_path, {MARCH: meeting(f"{FRONT}theme: {deep}\n# ! YA005 5:39")})


def test_a_hundred_thousand_brackets_do_not_hang(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: meeting(f"{FRONT}theme: {'[' * 100_000}\n# ! YA005 5:39")})


def test_number_of_values(tmp_path: Path) -> None:
    many = ", ".join(["x"] * 20_001)
    assert "20.000" in only(found(tmp_path, {MARCH: meeting(f"{FRONT}theme: [{many}]  # ! YA005")})).expected.vi
