from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, found, meeting, only

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


def test_composed_letters_and_plain_spaces_are_fine(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: f"---\n{FRONT}---\nĐồng chí Thúy phát biểu; cả uỷ lẫn ủy.\n"}) == []


@pytest.mark.parametrize("char", ["\u00a0", "\u200b", "\u200d", "\x7f", "\x85", "\ufeff", "\u202f"])
def test_what_word_processors_leave_in_minutes_is_a_warning(tmp_path: Path, char: str) -> None:
    warning = only(found(tmp_path, {MARCH: f"---\n{FRONT}---\nMở{char}đầu\n# ! YA006 6:3\n"}))
    assert warning.severity == "warning"
    assert f"U+{ord(char):04X}" in warning.found.vi


def test_one_message_a_file_with_the_number(tmp_path: Path) -> None:
    warning = only(found(tmp_path, {MARCH: f"---\n{FRONT}---\nMở\u00a0đầu,\u00a0rồi\u00a0\n# ! YA006 6:3\n"}))
    assert "3 chỗ" in warning.found.vi


def test_letters_with_separate_accents(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Mở đầu")
    assert "NFC" in only(found(tmp_path, {MARCH: f"---\n{FRONT}---\n{text}\n# ! YA006 6:2\n"})).expected.vi


def test_the_record_is_counted_all_the_same(tmp_path: Path) -> None:
    """Were it not, the quarter's only thematic meeting would be in doubt; were it unreadable, the file would be refused."""
    warning = only(found(tmp_path, {MARCH: f"---\n{FRONT}---\nMở\u00a0đầu\n# ! YA006 6:3\n"}))
    assert not warning.stops


def test_no_break_space_in_yaml(tmp_path: Path) -> None:
    assert only(found(tmp_path, {MARCH: meeting(f"{FRONT}place: Nhà\u00a0văn hóa  # ! YA006")})).span.column == 11
