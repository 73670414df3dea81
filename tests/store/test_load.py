"""Files to books: what is read, what is left out, and that one broken file takes only itself along."""

from __future__ import annotations

import datetime as dt
import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.check.engine import Read, check_district
from generator.check.places import Resolver
from generator.model.period import Period
from generator.model.rulebook import Rulebook
from generator.store import index as indexes
from generator.store import load, reader, yaml
from generator.store.source import History, WorkTree
from tests.support import CELL, DISTRICT, JANUARY, MARCH, MEMBERS, OBSERVERS, RULEBOOK, write

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.book import DistrictBook
    from tests.support import Files

AS_OF = dt.date(2024, 4, 15)
HELD = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance: {roll: 5, present: 4}\n"


def clock(zone: str) -> dt.date:
    return AS_OF


def district(root: Path, files: Files | None = None) -> tuple[DistrictBook | None, reader.Loaded]:
    write(root, files or {})
    source = WorkTree(root)
    index = indexes.build(source.entries())
    return load.load_district(source, index, "van-quan", Rulebook({}), clock, History())


def cell(
    root: Path, files: Files | None = None, names: Path | None = None, history: History | None = None
) -> load.LoadedCell:
    write(root, files or {})
    source = WorkTree(root)
    index = indexes.build(source.entries())
    home, _ = load.load_district(source, index, "van-quan", Rulebook({}), clock, History())
    assert home is not None
    return load.load_cell(
        source, index.districts["van-quan"].cells["ban-a"], "ban-a", home, history or History(), names
    )


def codes(loaded: reader.Loaded) -> list[str]:
    return [finding.code for finding in loaded.findings]


def test_a_cell_is_read_whole_and_in_order(tmp_path: Path) -> None:
    second = {
        MARCH.replace("03-regular", "03-committee"): HELD + "---\n",
        MARCH.replace("03-regular", "03-thematic-b"): HELD + "theme: B\n---\n",
    }
    found = cell(tmp_path, {**second, MARCH.replace("03-regular", "03-thematic-a"): HELD + "theme: A\n---\n"})
    assert codes(found) == []
    assert found.files == 8
    assert found.book is not None
    assert [f"{m.period}-{m.stem[3:]}" for m in found.book.meetings] == [
        "2024-01-regular", "2024-02-regular", "2024-03-regular", "2024-03-committee", "2024-03-thematic-a", "2024-03-thematic-b",
    ]  # fmt: skip
    assert sorted(found.book.members or {}) == [f"dv0{i}" for i in range(1, 7)]
    assert all(m.valid for m in found.book.meetings)
    assert found.book.meetings[0].minutes == "Chi bộ họp.\n"
    assert found.book.meetings[0].minutes_line == 8


def test_a_cell_without_its_optional_files_is_in_counts_mode(tmp_path: Path) -> None:
    found = cell(tmp_path, {MEMBERS: None})
    assert found.book is not None
    assert (found.book.members, found.book.members_broken, found.names) == (None, False, None)


@pytest.mark.parametrize(
    "text",
    [
        "dv01: {joined: x}\n",
        "dv01: {\n",
        "dv01: {official: 2010-05-01}\n",
        b"\xff",
        "a: &x 1\n",
        "dv01: {joined: 2010-05-01, x: 1}\n",
    ],
)
def test_a_broken_roll_leaves_the_cell_without_members(tmp_path: Path, text: str | bytes) -> None:
    found = cell(tmp_path, {MEMBERS: text})
    assert found.book is not None
    assert (found.book.members, found.book.members_broken) == (None, True)
    assert len(codes(found)) == 1
    assert [m.valid for m in found.book.meetings] == [True, True, True]


@pytest.mark.parametrize("text", ["name: A\n", "name: [\n", b"\xff", "zzz: 1\n"])
def test_without_its_own_file_a_cell_has_no_book_but_its_files_are_read(tmp_path: Path, text: str | bytes) -> None:
    found = cell(tmp_path, {CELL: text, MARCH: "---\ndate: x\n---\n", MEMBERS: "dv01: {joined: x}\n"})
    assert found.book is None
    assert {finding.path for finding in found.findings} == {CELL, MARCH, MEMBERS}


@pytest.mark.parametrize(
    ("text", "codes_", "line", "readable"),
    [
        ("", ["YA001"], 1, False),
        ("Chi bộ họp.\n", ["YA001"], 1, False),
        ("\n---\ndate: 2024-03-05\n---\n", ["YA001"], 1, False),
        ("---\ndate: 2024-03-05\n", ["YA001"], 1, False),
        ("---\n---\n", ["FI002"] * 3, None, False),
        (HELD + "theme: [\n---\n", ["YA001"], 5, False),
        (HELD + "xyz: 1\n---\n", ["FI001"], None, True),
        (HELD.replace("2024-03-05", "x") + "---\n", ["FI003"], None, True),
        (HELD.replace("time", "place") + "---\n", ["FI002"], None, False),
        (HELD.replace(", present: 4", "") + "---\n", ["FI002"], None, True),
        (HELD + "---\n\x00\n", ["YA004"], 6, False),
        (HELD + "---\n", [], None, True),
        (HELD.replace("---\n", "---  \t\n", 1) + "--- \n", [], None, True),
        (HELD + "---", [], None, True),
        (HELD + "---\nMột\n---\nHai\n", [], None, True),
        ("\ufeff" + HELD.replace("\n", "\r\n") + "---\r\nMột\r\n", [], None, True),
    ],
)  # fmt: skip
def test_a_meeting_is_read_as_far_as_it_can_be(
    tmp_path: Path, text: str, codes_: list[str], line: int | None, readable: bool
) -> None:
    found = cell(tmp_path, {MARCH: text.encode()})
    assert codes(found) == codes_
    assert found.book is not None
    march = found.book.regular[Period(2024, 3)]
    assert (march.meeting is not None, march.valid) == (readable, not codes_)
    if line is not None:
        span = found.findings[0].span
        assert span is not None
        assert span.line == line


@pytest.mark.parametrize(
    ("more", "theme", "minutes"),
    [
        ("theme: Rừng\n---\nMột\n---\nHai\n", "Rừng", "Một\n---\nHai\n"),
        ("theme: |\n  a\n  ---\n---\nHai\n", "a\n---\n", "Hai\n"),
    ],
)
def test_the_first_bare_line_of_dashes_ends_the_front_matter(
    tmp_path: Path, more: str, theme: str, minutes: str
) -> None:
    found = cell(tmp_path, {MARCH: (HELD + more).encode()})
    assert found.book is not None
    march = found.book.regular[Period(2024, 3)]
    assert march.meeting is not None
    assert (march.meeting.theme, march.minutes) == (theme, minutes)


def test_a_file_that_is_not_composed_gives_composed_values(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", HELD + "place: Nhà văn hóa bản Nà Lộc\ntheme: Giữ\u00a0rừng\n---\nMở đầu\n")
    assert not unicodedata.is_normalized("NFC", text)
    found = cell(tmp_path, {MARCH: text.encode()})
    assert codes(found) == ["YA006"]
    assert found.book is not None
    march = found.book.regular[Period(2024, 3)]
    assert march.valid
    assert march.meeting is not None
    assert (march.meeting.place, march.meeting.theme) == ("Nhà văn hóa bản Nà Lộc", "Giữ rừng")


def test_a_time_with_no_break_spaces_is_a_time(tmp_path: Path) -> None:
    found = cell(tmp_path, {MARCH: HELD.replace("07:30-09:40", "7:30\u00a0–\u00a09:40").encode() + b"---\n"})
    assert codes(found) == ["YA006"]
    assert found.book is not None
    march = found.book.regular[Period(2024, 3)].meeting
    assert march is not None
    assert march.time is not None
    assert march.time.minutes == 130


def test_records_know_the_day_git_saw_them_in_the_districts_zone(tmp_path: Path) -> None:
    seen = int(dt.datetime(2024, 4, 10, 17, 30, tzinfo=dt.UTC).timestamp())
    found = cell(tmp_path, history=History({MARCH: seen}, seen))
    assert found.book is not None
    assert [m.recorded for m in found.book.meetings] == [None, None, dt.date(2024, 4, 11)]


def test_names_may_stand_beside_the_members(tmp_path: Path) -> None:
    path = CELL.replace("cell.yml", "names.yml")
    assert cell(tmp_path, {path: "dv01: Nông Thị Hoa\n"}).names == {"dv01": "Nông Thị Hoa"}
    assert cell(tmp_path, {path: "dv01: [\n"}).names is None


def test_names_outside_come_first_and_are_no_record_of_the_store(tmp_path: Path) -> None:
    outside = tmp_path / "names"
    file = outside / "van-quan" / "cells" / "ban-a" / "names.yml"
    file.parent.mkdir(parents=True)
    file.write_text("dv01: Hoàng Văn An\n", encoding="utf-8")
    inside = {CELL.replace("cell.yml", "names.yml"): "dv01: Nông Thị Hoa\n"}
    found = cell(tmp_path / "kho", dict(inside), outside)
    assert found.names == {"dv01": "Hoàng Văn An"}
    assert found.files == 6
    assert cell(tmp_path / "kho", dict(inside), tmp_path / "nowhere").names is None
    file.write_text("dv01: [\n", encoding="utf-8")
    broken = cell(tmp_path / "kho", dict(inside), outside)
    assert (broken.names, codes(broken)) == (None, ["YA001"])
    assert broken.findings[0].path == "names/van-quan/cells/ban-a/names.yml"


def test_names_outside_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    file = tmp_path / "names" / "van-quan" / "cells" / "ban-a" / "names.yml"
    file.parent.mkdir(parents=True)
    with file.open("wb") as names:
        names.truncate(1 << 40)
    assert codes(cell(tmp_path / "kho", {}, tmp_path / "names")) == ["YA005"]
    file.unlink()
    os.mkfifo(file)
    broken = cell(tmp_path / "kho", {}, tmp_path / "names")
    assert (broken.names, codes(broken)) == (None, ["PA002"])
    assert broken.findings[0].path == "names/van-quan/cells/ban-a/names.yml"
    file.unlink()
    assert codes(cell(tmp_path / "kho", {}, tmp_path / "names")) == []


@pytest.mark.parametrize(
    ("written", "start", "is_written"), [("2024-01", Period(2024, 1), True), (None, Period(2023, 1), False)]
)
def test_records_begin_where_written_or_in_the_earliest_year(
    tmp_path: Path, written: str | None, start: Period, is_written: bool
) -> None:
    text = "name: A\nlevel: district\nfrom: 1964-01-01\nunits: {}\n" + (f"records_from: {written}\n" if written else "")
    home, found = district(tmp_path, {DISTRICT: text, JANUARY.replace("2024", "2023"): HELD + "---\n"})
    assert codes(found) == []
    assert home is not None
    assert (home.records_from, home.records_from_is_written) == (start, is_written)


def test_a_district_without_its_file_has_no_book(tmp_path: Path) -> None:
    home, found = district(tmp_path, {DISTRICT: "name: [\n", OBSERVERS: "btv-01: {level: x}\n"})
    assert home is None
    assert sorted(codes(found)) == ["FI003", "YA001"]


def test_broken_yearly_files_are_left_out_one_by_one(tmp_path: Path) -> None:
    home, found = district(
        tmp_path,
        {
            OBSERVERS: "btv-01: {level: [x}\n",
            OBSERVERS.replace("2024", "2023"): "btv-01: {level: x}\nbtv-02: {level: committee}\n",
            "records/van-quan/events/2024.yml": "training: {\n",
            "records/van-quan/events/2023.yml": "training: x\ncommendations: [{persons: 3}]\n",
            "records/van-quan/reviews/a.yml": "title: A\n",
        },
    )
    assert home is not None
    assert (set(home.observers), set(home.observers_broken), set(home.events)) == ({2023}, {2024}, {2023})
    assert not home.reviews
    assert sorted(codes(found)) == ["FI002", "FI002", "FI002", "FI003", "FI003", "YA001", "YA001"]
    # what is wrong in part is read in part, for the checks; these leave it out of all that is counted
    assert set(home.observers[2023].root) == {"btv-02"}
    assert [c.persons for c in home.events[2023].commendations] == [3]
    _, kept, _ = check_district(home, Read(found.findings), Resolver(found.texts, yaml.places))
    assert kept is not None
    assert (dict(kept.observers), set(kept.observers_broken), dict(kept.events)) == ({}, {2023, 2024}, {})


@pytest.mark.parametrize(
    ("base", "expected"),
    [("", []), ("extends: hd-12-btctw-2018\n", []), ("extends: hd-99\n", ["FI003"]), ("extends: HD 99\n", ["FI003"])],
)
def test_a_base_of_a_rule_must_be_there(tmp_path: Path, base: str, expected: list[str]) -> None:
    text = "title: A\nissuer: B\nsource: C\napplies: {from: 2024-01-01}\nscope: van-quan\n" + base
    write(tmp_path, {"records/rulebook/x.yml": text})
    source = WorkTree(tmp_path)
    rulebook, found = load.load_rulebook(source, indexes.build(source.entries()))
    assert codes(found) == expected
    assert {"hd-12-btctw-2018", "quy-uoc"} <= set(rulebook.files)


def test_a_broken_rule_is_left_out_of_the_rulebook(tmp_path: Path) -> None:
    write(tmp_path, {RULEBOOK: "title: [\n"})
    source = WorkTree(tmp_path)
    rulebook, found = load.load_rulebook(source, indexes.build(source.entries()))
    assert (set(rulebook.files), codes(found), found.files) == ({"quy-uoc"}, ["YA001"], 2)
