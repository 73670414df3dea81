from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, USUAL, found, only

if TYPE_CHECKING:
    from pathlib import Path

HERE = "records/van-quan/cells/ban-a"


@pytest.mark.parametrize(
    "path",
    [
        f"{HERE}/2024/04-thematic-rung.md",
        f"{HERE}/2024/04-committee.md",
        f"{HERE}/2024/.03-regular.md.swp",
        f"{HERE}/~tam.md",
    ],
)
def test_paths_of_the_grammar_and_editors_leftovers(tmp_path: Path, path: str) -> None:
    text = str(USUAL[MARCH]).replace("date:", "theme: Giữ rừng\ndate:")
    if "committee" in path:
        text = text.replace("roll: 5", "roll: 2").replace("present: 4", "present: 2")
    assert found(tmp_path, {path: text}) == []


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (f"{HERE}/2024/4-regular.md", f"{HERE}/2024/04-regular.md"),
        (f"{HERE}/2024/2024-04-regular.md", f"{HERE}/2024/04-regular.md"),
        (f"{HERE}/2024/04-regular.markdown", f"{HERE}/2024/04-regular.md"),
        (f"{HERE}/2024/04-reguler.md", f"{HERE}/2024/04-regular.md"),
        (f"{HERE}/2024/04-regular-lan-2.md", ""),
        (f"{HERE}/2024/13-regular.md", ""),
        (f"{HERE}/1929/04-regular.md", ""),
        (f"{HERE}/ghi-chu.txt", ""),
        ("records/van-quan/observers/24.yml", ""),
        ("records/search/district.yml", ""),
        ("records/van-quan/notes/a.md", ""),
    ],
)
def test_other_paths_are_refused_by_name(tmp_path: Path, path: str, meant: str) -> None:
    error = only(found(tmp_path, {path: USUAL[MARCH]}, f"PA001 {path}:1:1"))
    assert path in error.found.vi
    if meant:
        assert meant in error.hint.vi


def test_the_month_of_a_misnamed_record_is_not_missing_too(tmp_path: Path) -> None:
    path = f"{HERE}/2024/3-regular.md"
    found(tmp_path, {MARCH: None, path: USUAL[MARCH]}, f"PA001 {path}:1:1")
