"""Two districts as newspapers described them: their numbers stand on the page, computed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tests.site.conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

CELL = "name: Chi bộ số {n}\ntype: village\nunder:\n  - {{unit: xa, from: 2000-01-01}}\nfounded: 2000-01-01\n"
DISTRICT = "name: Đảng bộ huyện Ví Dụ\nlevel: district\nfrom: 1990-01-01\nrecords_from: 2023-01\nunits:\n  xa:\n    name: Đảng bộ xã\n    level: commune\n    from: 1990-01-01\n"
MEETING = "---\ndate: 2023-{m:02d}-05\ntime: 07:30-09:15\n{theme}attendance:\n  roll: {roll}\n  present: {present}\n  excused: {excused}\n---\n"


def store(folder: Path, held: list[int], thematic: int, roll: int, present: int) -> Path:
    """A district whose cells held so many regular meetings in 2023, each with so many of its roll."""
    shutil.copytree(ROOT / "records/rulebook", folder / "records/rulebook")
    (folder / "records/rulebook/van-mau-2024.yml").unlink()
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# x\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Sổ\ntheme: {name: chibo}\nplugins:\n  - chibo: {profile: internal, as_of: 2024-02-15}\n", "utf-8"
    )
    district = folder / "records/huyen"
    district.mkdir()
    (district / "district.yml").write_text(DISTRICT, "utf-8")
    for n, count in enumerate(held, 1):
        cell = district / "cells" / f"cb-{n:03d}"
        (cell / "2023").mkdir(parents=True)
        (cell / "cell.yml").write_text(CELL.format(n=n), "utf-8")
        for month in range(1, count + 1):
            (cell / f"2023/{month:02d}-regular.md").write_text(
                MEETING.format(m=month, theme="", roll=roll, present=present, excused=roll - present), "utf-8"
            )
        for month in range(1, thematic + 1):
            (cell / f"2023/{3 * month:02d}-thematic.md").write_text(
                MEETING.format(
                    m=3 * month, theme="theme: Nông thôn mới\n", roll=roll, present=present, excused=roll - present
                ),
                "utf-8",
            )
    return folder


def shown(folder: Path) -> dict[str, tuple[str, str]]:
    """The district's own figures of 2023 as printed: value and text."""
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "site/huyen/2023/index.html").read_text("utf-8")
    found = re.findall(r'<data data-stat="(\w+)" value="([^"]*)"[^>]*>([^<]*)</data>', page)
    return {stat: (value, text) for stat, value, text in reversed(found) if "data-of" not in stat}


def test_a_third_met_twelve_times_half_nine_to_eleven_a_sixth_five_to_eight(tmp_path: Path) -> None:
    held = [12] * 33 + [9] * 17 + [10] * 17 + [11] * 17 + [5] * 4 + [6] * 4 + [7] * 4 + [8] * 4
    figures = shown(store(tmp_path, held, 0, 20, 18))
    assert figures["frequency_12"] == ("0.33", "33,00\u00a0%")
    assert figures["frequency_9_11"] == ("0.51", "51,00\u00a0%")
    assert figures["frequency_5_8"] == ("0.16", "16,00\u00a0%")
    assert figures["frequency_0_4"] == ("0", "0,00\u00a0%")


def test_ten_regular_and_two_thematic_meetings_with_ninety_of_a_hundred(tmp_path: Path) -> None:
    figures = shown(store(tmp_path, [10] * 30, 2, 20, 18))
    assert figures["meetings_per_cell"] == ("10", "10,00")
    assert figures["thematic_per_cell"] == ("2", "2,00")
    assert figures["attendance_rate_roll"] == ("0.9", "90,00\u00a0%")
