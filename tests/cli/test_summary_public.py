"""`summary` in the public profile: of cells that no public site shows it tells nothing but that they change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_changes import CONFIG, edit, summary
from tests.store.git import commit, start
from tests.support import MARCH, OBSERVERS, OTHER, write

if TYPE_CHECKING:
    from pathlib import Path

LAST = f"{OTHER}/2024/03-regular.md"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A committed store of two cells."""
    root = tmp_path / "store"
    start(root)
    write(root, {})
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    commit(root)
    return root


@pytest.mark.parametrize("kind", ["police", "military"])
def test_a_cell_that_is_not_public_is_not_told_of_in_public(store: Path, kind: str) -> None:
    edit(store, f"{OTHER}/cell.yml", "type: village", f"type: {kind}")
    commit(store)
    edit(store, f"{OTHER}/2024/01-regular.md", "present: 9", "present: 8\n  excused: 1")
    edit(store, f"{OTHER}/2024/02-regular.md", "date: 2024-02-05", "date: 2024-02-06")
    (store / LAST).unlink()
    alone = summary(store, "--lang", "en")
    assert "Cells that are not public, or cannot be read, change too" in alone
    assert "No record changes." not in alone
    edit(store, MARCH, "date: 2024-03-05", "date: 2024-03-06")
    said = summary(store)
    assert "- Có thay đổi ở chi bộ không công khai" in said
    assert "- sửa kỳ tháng 3/2024 của Chi bộ bản A: ngày 05/3/2024 → 06/3/2024" in said
    assert "`/van-quan/cells/ban-a/`" in said
    for text in (alone, said):
        before, heading, _ = text.partition("\n## ")  # below it is what the check found, with the place of each
        assert heading
        assert "ban-b" not in before
        assert "bản B" not in text
    (store / "mkdocs.yml").write_text("plugins:\n  - chibo: {profile: internal}\n", "utf-8")
    said = summary(store)
    assert "Chi bộ bản B: dự 9/9 → 8/9" in said
    assert "`/van-quan/cells/ban-b/`" in said
    assert "không kể ra" not in said


def test_a_cell_that_stops_or_begins_to_be_public_is_not_told_of(store: Path) -> None:
    edit(store, f"{OTHER}/cell.yml", "type: village", "type: police")
    edit(store, f"{OTHER}/cell.yml", "bản B", "bản Bê")
    assert "bản B" not in summary(store)
    commit(store)
    edit(store, f"{OTHER}/cell.yml", "type: police", "type: village")
    edit(store, f"{OTHER}/cell.yml", "bản Bê", "bản C")
    said = summary(store)
    assert "bản Bê" not in said
    assert "cells/ban-b/`" not in said


def test_a_page_that_is_removed_is_none_that_is_built(store: Path) -> None:
    edit(store, OBSERVERS, ", ban-b: 1", "")
    commit(store)
    shutil.rmtree(store / OTHER)
    said = summary(store)
    assert "đã xóa** Chi bộ bản B" in said
    assert "chưa dựng lại được" not in said
    assert "cells/ban-b/`" not in said
