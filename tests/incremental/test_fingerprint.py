"""Names of files and folders: another one for another content, and nothing is waited for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.cache.fingerprint import of_file, of_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_is_told_by_the_names_and_contents_of_its_files(tmp_path: Path) -> None:
    seen = {of_folder(str(tmp_path))}
    for name, text in (("a.md", "một"), ("a.md", "hai"), ("b.md", "hai"), ("b.md", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        seen.add(of_folder(str(tmp_path)))
    assert len(seen) == 5


def test_pipes_devices_and_what_is_gone_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert [of_file(tmp_path / name) for name in ("pipe", "zero", "gone", "never")] == ["-"] * 4
    assert of_file(tmp_path) == "-"
    assert of_folder(str(tmp_path)) == of_folder(str(tmp_path))


def test_a_link_to_a_file_is_told_by_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("một", encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    before = of_file(tmp_path / "b")
    (tmp_path / "a").write_text("hai", encoding="utf-8")
    assert of_file(tmp_path / "b") not in {before, "-"}
