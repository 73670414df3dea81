"""Every build stages the index of the search; that of the public profile holds what its pages show, and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator import pipeline
from tests.support import AS_OF, write

if TYPE_CHECKING:
    from pathlib import Path

CELLS = "records/van-quan/cells"
FILES = {
    f"{CELLS}/ban-a/names.yml": "dv01: Nông Thị Hoa\ndv02: Lý Văn Ất\n",
    f"{CELLS}/ban-a/2024/03-regular.md": """
        ---
        date: 2024-03-05
        time: 07:30-09:30
        place: Nhà văn hóa bản A
        attendance: {roll: 5, present: 4}
        theme: Xây dựng nông thôn mới
        resolution: {number: 03-NQ/CB, kind: resolution, votes: {for: 4, against: 0, other: 0}}
        tasks:
          t1: {title: Vận động hiến đất, owner: dv01, due: 2024-03-25}
        ---
        ## Mở đầu
        Chi bộ nghe tin.
        """,
    f"{CELLS}/doi-mot/cell.yml": """
        name: Chi bộ Công an Đội Một
        type: police
        under:
          - {unit: xa-yen-phuc, from: 2010-05-01}
        founded: 2010-05-01
        """,
}
PRIVATE = (
    "Nông Thị Hoa",
    "Lý Văn",
    "Nhà văn hóa",
    "nông thôn mới",
    "03-NQ/CB",
    "hiến đất",
    "Công an",
    "doi-mot",
    "2024",
)


def staged(folder: Path, profile: str, **more: Any) -> dict[str, bytes]:
    """The files of the index, as a build of this profile stages them."""
    write(folder, FILES)
    options = pipeline.Options(root=folder, as_of=AS_OF, profile=profile, **{"jobs": 1} | more)
    stage = pipeline.open_stage(folder / "site")
    assert not pipeline.build(options, stage).refused(options)
    root = stage.root / "search/index"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.json")}


def test_the_internal_index_holds_people_and_meetings(tmp_path: Path) -> None:
    index = staged(tmp_path, "internal")
    names = json.loads(index["names.json"])
    cell = next(place for place, cell in enumerate(names["cells"]) if cell[1] == "ban-a")
    assert [cell, "Nông Thị Hoa"] in names["people"]
    assert names["years"] == [[0, 2024]]
    lists = json.loads(index["van-quan/2024.json"])
    mine = [meeting for meeting in lists["meetings"] if lists["cells"][meeting[0]] == "ban-a"]
    meeting = next(meeting for meeting in mine if meeting[1] == "03-regular")
    assert meeting[1:7] == [
        "03-regular",
        "held",
        "2024-03-05",
        "Xây dựng nông thôn mới",
        "03-NQ/CB",
        "Nhà văn hóa bản A",
    ]
    assert meeting[8][0][0] == "Vận động hiến đất"


def test_the_public_index_names_public_cells_and_nothing_private(tmp_path: Path) -> None:
    index = staged(tmp_path, "public")
    assert list(index) == ["names.json"]
    text = index["names.json"].decode()
    assert "Chi bộ bản A" in text
    assert [word for word in PRIVATE if word in text] == []


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_it_is_the_same_however_the_work_is_spread(tmp_path: Path, profile: str) -> None:
    assert staged(tmp_path / "one", profile) == staged(tmp_path / "two", profile, jobs=2)


def test_one_index_serves_all_languages(tmp_path: Path) -> None:
    """Only the English titles of the rules are there for the English pages alone."""
    one, two = staged(tmp_path / "one", "internal"), staged(tmp_path / "two", "internal", languages=("vi", "en"))
    names, both = (json.loads(index.pop("names.json")) for index in (one, two))
    assert all(rule[2] for rule in both["rules"])
    both["rules"] = [[*rule[:2], ""] for rule in both["rules"]]
    assert (one, names) == (two, both)
    assert not (tmp_path / "two/.site.stage/en/search/index").exists()
