"""A store's paths sorted into rulebook, districts and cells; what does not fit is told once for each folder at fault."""

from __future__ import annotations

import pytest

from generator.store.index import build
from generator.store.source import Entry

D = "records/van-quan"
A, B = f"{D}/cells/ban-a", f"{D}/cells/ban-b"
USUAL = [
    "records/rulebook/hd-12.yml", f"{D}/district.yml", f"{D}/observers/2024.yml", f"{A}/cell.yml", f"{A}/members.yml", f"{A}/2024/01-regular.md",
    f"{A}/2023/12-regular.md", f"{B}/cell.yml",
]  # fmt: skip


def found(*more: str | Entry) -> list[tuple[str, str]]:
    entries = [entry if isinstance(entry, Entry) else Entry(entry) for entry in (*USUAL, *more)]
    return [(f.code, f.path) for f in build(sorted(entries)).findings]


def test_paths_are_sorted_by_place() -> None:
    index = build([Entry(path) for path in USUAL])
    assert index.findings == []
    assert [f.name for f in index.rulebook] == ["hd-12"]
    assert index.cells == {"van-quan/ban-a", "van-quan/ban-b"}
    assert [f.kind for f in index.districts["van-quan"].files] == ["district", "observers"]
    assert sorted(f.kind for f in index.districts["van-quan"].cells["ban-a"]) == [
        "cell",
        "meeting",
        "meeting",
        "members",
    ]
    assert index.districts["van-quan"].first_year == 2023
    assert index.paths == set(USUAL)


def test_an_empty_store_has_nothing() -> None:
    index = build([])
    assert (index.findings, index.districts, index.rulebook) == ([], {}, [])


def test_a_district_without_year_folders_has_no_first_year() -> None:
    assert build([Entry(f"{D}/district.yml"), Entry(f"{A}/cell.yml")]).districts["van-quan"].first_year is None


@pytest.mark.parametrize(
    ("more", "culprits"),
    [
        ([f"{A}/2024/anh.jpg"], [f"{A}/2024/anh.jpg"]),
        ([f"{A}/2024/a.jpg", f"{A}/2024/b.jpg"], [f"{A}/2024/a.jpg", f"{A}/2024/b.jpg"]),
        (["records/hinh anh/a.jpg", "records/hinh anh/b/c.jpg"], ["records/hinh anh/a.jpg"]),
        (["records/data/district.yml", "records/data/cells/a/cell.yml"], ["records/data/cells/a/cell.yml"]),
        ([f"{D}/anh/a.jpg", f"{D}/anh/b.jpg", f"{D}/anh/c/d.jpg"], [f"{D}/anh/a.jpg"]),
        ([f"{D}/cells/Ban C/cell.yml", f"{D}/cells/Ban C/2024/01-regular.md"], [f"{D}/cells/Ban C/2024/01-regular.md"]),
        ([f"{A}/24/01-regular.md", f"{A}/24/02-regular.md"], [f"{A}/24/01-regular.md"]),
        ([f"{A}/anh/a.jpg", f"{B}/anh/a.jpg"], [f"{A}/anh/a.jpg", f"{B}/anh/a.jpg"]),
        (["records/readme.md"], ["records/readme.md"]),
        ([f"{A}/2024/notes/a.md", f"{A}/2024/notes/b.md", f"{A}/2024/notes/c/d.md"], [f"{A}/2024/notes/a.md"]),
        (
            [f"{D}/observers/sub/a.md", f"{D}/observers/sub/b.md", f"{D}/observers/sub/c/d.md"],
            [f"{D}/observers/sub/a.md"],
        ),
        (
            [f"{D}/reviews/sub/a.yml", f"{D}/reviews/sub/b/c.yml", f"{D}/events/b.md"],
            [f"{D}/events/b.md", f"{D}/reviews/sub/a.yml"],
        ),
        ([f"{D}/cells/a.md", f"{D}/cells/b.md"], [f"{D}/cells/a.md", f"{D}/cells/b.md"]),
        ([f"{A}/2024/02-regular.md/a.md", f"{A}/2024/02-regular.md/b/c.md"], [f"{A}/2024/02-regular.md/a.md"]),
        (["records/rulebook/a/b.yml", "records/rulebook/a/c.yml"], ["records/rulebook/a/b.yml"]),
    ],
)
def test_each_folder_or_file_outside_the_grammar_is_told_once(more: list[str], culprits: list[str]) -> None:
    assert found(*more) == [("PA001", path) for path in culprits]


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (Entry(f"{A}/2024/02-regular.md", "link"), "liên kết"),
        (Entry(f"{D}/cells/ban-c", "link"), "liên kết"),
        (Entry(f"{A}/anh.jpg", "link"), "liên kết"),
        (Entry(f"{D}/cells/ban-c", "other"), "mô-đun con"),
    ],
)
def test_what_is_no_regular_file_is_told_once(entry: Entry, word: str) -> None:
    findings = build([*map(Entry, USUAL), entry]).findings
    assert [(f.code, f.path) for f in findings] == [("PA002", entry.path)]
    assert word in findings[0].found.vi


@pytest.mark.parametrize(
    ("path", "culprit", "other"),
    [
        (f"{A}/Cell.yml", f"{A}/Cell.yml", f"{A}/cell.yml"),
        (f"{A}/2024/01-Regular.md", f"{A}/2024/01-Regular.md", f"{A}/2024/01-regular.md"),
        (f"{A}/2024/01-regular.MD", f"{A}/2024/01-regular.MD", f"{A}/2024/01-regular.md"),
        (f"{D}/cells/Ban-A/cell.yml", f"{D}/cells/Ban-A/cell.yml", A),
        (f"{D}/cells/bản-a/2024/05-regular.md", f"{D}/cells/bản-a/2024/05-regular.md", A),
        ("records/Van-Quan/cells/x/cell.yml", "records/Van-Quan/cells/x/cell.yml", D),
        ("records/văn-quan/district.yml", "records/văn-quan/district.yml", D),
        ("records/rulebook/HD-12.yml", "records/rulebook/HD-12.yml", "records/rulebook/hd-12.yml"),
        (f"{D}/Observers/2024.yml", f"{D}/Observers/2024.yml", f"{D}/observers"),
    ],
)
def test_a_name_that_differs_in_case_or_accents_only_is_a_collision(path: str, culprit: str, other: str) -> None:
    findings = build(sorted([*map(Entry, USUAL), Entry(path)])).findings
    assert [(f.code, f.path) for f in findings] == [("PA003", culprit)]
    assert f"“{other}”" in findings[0].found.vi


def test_a_folder_that_collides_is_told_once() -> None:
    assert found(f"{D}/cells/Ban-A/cell.yml", f"{D}/cells/Ban-A/2024/05-regular.md") == [
        ("PA003", f"{D}/cells/Ban-A/2024/05-regular.md")
    ]


def test_a_cell_or_district_without_its_file_is_told_once() -> None:
    cell, district = f"{D}/cells/ban-c/2024/01-regular.md", "records/huyen-b/cells/ban-d/cell.yml"
    assert found(cell) == [("FI002", f"{D}/cells/ban-c/cell.yml")]
    assert found(district) == [("FI002", "records/huyen-b/district.yml")]
    assert found("records/huyen-b/events/2024.yml") == [("FI002", "records/huyen-b/district.yml")]


def test_a_folder_where_a_file_should_be_stands_for_it() -> None:
    entries = [e for e in map(Entry, USUAL) if e.path != f"{B}/cell.yml"]
    more = [Entry(f"{A}/2024/02-regular.md/anh.jpg"), Entry(f"{B}/2024/year.yml"), Entry(f"{B}/cell.yml/a/b.txt")]
    index = build(sorted([*entries, *more]))
    assert [(f.code, f.path) for f in index.findings] == [
        ("PA001", f"{A}/2024/02-regular.md/anh.jpg"), ("PA001", f"{B}/cell.yml/a/b.txt"),
    ]  # fmt: skip
    cells = index.districts["van-quan"].cells
    assert [f.path for files in cells.values() for f in files if f.refused] == [
        f"{A}/2024/02-regular.md",
        f"{B}/cell.yml",
    ]


def test_a_refused_file_makes_no_cell() -> None:
    index = build([*map(Entry, USUAL), Entry(f"{D}/cells/ban-c/anh.jpg"), Entry(f"{D}/cells/ban-d/cell.yml", "link")])
    assert index.cells == {"van-quan/ban-a", "van-quan/ban-b"}
    assert sorted((f.code, f.path) for f in index.findings) == [
        ("PA001", f"{D}/cells/ban-c/anh.jpg"),
        ("PA002", f"{D}/cells/ban-d/cell.yml"),
    ]
