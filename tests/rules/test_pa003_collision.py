from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, USUAL, found, only

if TYPE_CHECKING:
    from pathlib import Path

HERE = "records/van-quan/cells/ban-a"


def test_different_names_are_fine(tmp_path: Path) -> None:
    assert found(tmp_path, {f"{HERE}/2024/04-regular.md": USUAL[MARCH]}) == []


@pytest.mark.parametrize(
    "path", [f"{HERE}/2024/03-Regular.md", f"{HERE}/Members.yml", "records/van-quan/cells/Bản-A/cell.yml"]
)
def test_a_name_that_differs_by_case_or_accents_only(tmp_path: Path, path: str) -> None:
    error = only(found(tmp_path, {path: USUAL[MARCH]}, f"PA003 {path}:1:1"))
    assert path in error.found.vi
