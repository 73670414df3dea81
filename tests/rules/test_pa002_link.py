from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import FEBRUARY, MARCH, Link, found, only

if TYPE_CHECKING:
    from pathlib import Path

HERE = "records/van-quan/cells/ban-a"


def test_regular_files_are_fine(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_a_link_to_a_file(tmp_path: Path) -> None:
    path = f"{HERE}/2024/04-regular.md"
    assert path in only(found(tmp_path, {path: Link("03-regular.md")}, f"PA002 {path}:1:1")).found.vi


def test_a_link_out_of_the_store_and_one_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    path = f"{HERE}/names.yml"
    found(tmp_path / "elsewhere", {path: Link("/etc/hostname")}, f"PA002 {path}:1:1")
    found(tmp_path, {path: Link("nowhere.yml")}, f"PA002 {path}:1:1")


def test_a_linked_folder(tmp_path: Path) -> None:
    path = "records/van-quan/cells/ban-c"
    found(tmp_path, {path: Link("ban-a")}, f"PA002 {path}:1:1")


def test_the_month_of_a_linked_record_is_not_missing_too(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: Link(FEBRUARY.rsplit("/", 1)[1])}, f"PA002 {MARCH}:1:1")
