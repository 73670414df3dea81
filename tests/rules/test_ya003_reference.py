from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, found, meeting, only

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


@pytest.mark.parametrize("place", ['"&nha"', "'*nha'", '"!nha"', "R&D", "a * b", "Tốt!"])
def test_the_same_characters_inside_a_text_are_fine(tmp_path: Path, place: str) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}place: {place}")}) == []


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("place: &nha Nhà văn hóa", 8),
        ("place: *nha", 8),
        ("place: !!str Nhà văn hóa", 8),
        ("place: !python/object:os.system x", 8),
        ("<<: {place: x}", 1),
    ],
)
def test_each_stands_at_its_mark(tmp_path: Path, line: str, column: int) -> None:
    found(tmp_path, {MARCH: meeting(f"{FRONT}{line}\n# ! YA003 5:{column}")})


def test_a_second_document(tmp_path: Path) -> None:
    path = "records/van-quan/cells/ban-a/2024/year.yml"
    error = only(found(tmp_path, {path: "grade: completion\n---  # ! YA003\ngrade: failed\n"}))
    assert "---" in error.found.vi
