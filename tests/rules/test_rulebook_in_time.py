"""One record, judged by the shipped documents of its day and its place: what was no fault in 2017 is one in 2026.

Three districts stand in one store: one follows the central documents alone, one Nghệ An's framework, one the ward's.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.commands import new_rule
from generator.pipeline import Options, check

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

HD_12 = "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"
HD_42 = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025"
NGHE_AN = "Quy định 08-QĐ/TU ngày 15/9/2021 về đánh giá chất lượng sinh hoạt chi bộ"
AN_PHU = "Kế hoạch ngày 19/9/2025 của Đảng ủy phường An Phú"
SCOPES = {"nghe-an-08-qdtu-2021": "tinh-nghe-an", "an-phu-2025": "phuong-an-phu"}
DISTRICTS = ("huyen-a", "tinh-nghe-an", "phuong-an-phu")
SEVEN = "time: 5, attendance: 5, preparation: 10, conduct: 35, principles: 5, results: 25, closing: 5"
FIVE = "preparation: 18, attendance: 9, conduct: 38, principles: 10, conclusions: 7"
EIGHT = "time: 5, attendance: 5, preparation: 10, conduct: 28, chairing: 10, principles: 5, results: 22, closing: 5"


class Told(NamedTuple):
    """A finding in short: its code, the last part of its place, and the document it names."""

    code: str
    line: str
    document: str


def told(diagnostic: Diagnostic, text: str) -> Told:
    line = text.split("\n")[diagnostic.span.line - 1].strip().split(":")[0]
    return Told(diagnostic.code, diagnostic.subject or line, diagnostic.document)


def record(day: str, time: str, present: tuple[int, int], more: str = "") -> str:
    there, roll = present
    away = f"  excused: {roll - there}\n" if roll > there else ""
    return f"---\ndate: {day}\ntime: {time}\nattendance:\n  roll: {roll}\n  present: {there}\n{away}{more}---\nChi bộ họp.\n"


def score(points: str, grade: str) -> str:
    return f"score:\n  self: {{{points}}}\n  self_grade: {grade}\n  official_grade: good\n"


def judged(root: Path, district: str, day: str, text: str, kind: str = "regular") -> set[Told]:
    """Put a record into each district's cell and say what is found in the one asked for."""
    files = dict(new_rule.scaffold(name, SCOPES.get(name)) for name in new_rule.shipped())
    for place in DISTRICTS:
        files[f"records/{place}/district.yml"] = (
            f"name: Đảng bộ\nlevel: commune\nfrom: 2000-01-01\nrecords_from: {day[:7]}\n"
            "units:\n  to-1: {name: Đảng bộ bộ phận, level: sectional, from: 2000-01-01}\n"
        )
        files[f"records/{place}/cells/chi-bo/cell.yml"] = (
            "name: Chi bộ\ntype: village\nunder: [{unit: to-1, from: 2000-01-01}]\nfounded: 2000-01-01\n"
        )
        files[f"records/{place}/cells/chi-bo/{day[:4]}/{day[5:7]}-{kind}.md"] = text
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    found = check(Options(root=root, as_of=dt.date.fromisoformat(day) + dt.timedelta(days=2), jobs=1)).diagnostics
    assert [d for d in found if d.path.startswith("records/rulebook/")] == []
    asked = f"records/{district}/cells/chi-bo/{day[:4]}/{day[5:7]}-{kind}.md"
    return {told(d, text) for d in found if d.path == asked}


@pytest.mark.parametrize(
    ("district", "day", "expected"),
    [
        ("huyen-a", "2017-03-05", set()),
        ("huyen-a", "2018-07-05", set()),
        ("huyen-a", "2018-07-06", {("ME105", "time", HD_12)}),
        ("huyen-a", "2020-03-05", {("ME105", "time", HD_12)}),
        ("huyen-a", "2024-03-05", {("ME105", "time", HD_12)}),
        ("huyen-a", "2025-10-27", {("ME105", "time", HD_12)}),
        ("huyen-a", "2025-10-28", {("ME105", "time", HD_42), ("AT104", "present", HD_42)}),
        ("huyen-a", "2026-03-05", {("ME105", "time", HD_42), ("AT104", "present", HD_42)}),
        ("tinh-nghe-an", "2017-03-05", set()),
        ("tinh-nghe-an", "2021-09-14", {("ME105", "time", HD_12)}),
        (
            "tinh-nghe-an",
            "2021-09-15",
            {("ME105", "time", HD_12), *(("SC101", group, NGHE_AN) for group in ("time", "results", "closing"))},
        ),
        (
            "tinh-nghe-an",
            "2023-10-29",
            {("ME105", "time", HD_12), *(("SC101", group, NGHE_AN) for group in ("time", "results", "closing"))},
        ),
        ("tinh-nghe-an", "2023-10-30", {("ME105", "time", HD_12)}),
        ("tinh-nghe-an", "2024-03-05", {("ME105", "time", HD_12)}),
        ("tinh-nghe-an", "2026-03-05", {("ME105", "time", HD_42), ("AT104", "present", HD_42)}),
        ("phuong-an-phu", "2025-09-18", {("ME105", "time", HD_12)}),
        ("phuong-an-phu", "2025-09-19", {("ME105", "time", HD_12), ("SC101", "conduct", AN_PHU)}),
        (
            "phuong-an-phu",
            "2026-03-05",
            {("ME105", "time", HD_42), ("AT104", "present", HD_42), ("SC101", "conduct", AN_PHU)},
        ),
    ],
)
def test_the_same_record(tmp_path: Path, district: str, day: str, expected: set[tuple[str, str, str]]) -> None:
    """80 minutes, 22 of 25 present (88 %), 90 points in seven groups."""
    text = record(day, "07:30-08:50", (22, 25), score(SEVEN, "good"))
    assert judged(tmp_path, district, day, text) == expected


@pytest.mark.parametrize(
    ("day", "time", "theme", "short"),
    [
        ("2017-03-05", "07:30-07:40", "", False),
        ("2020-03-05", "07:30-09:00", "", False),
        ("2020-03-05", "07:30-08:59", "", True),
        ("2017-03-05", "07:30-09:00", "theme: Rừng\n", False),
        ("2020-03-05", "07:30-09:29", "theme: Rừng\n", True),
        ("2020-03-05", "07:30-09:30", "theme: Rừng\n", False),
        ("2026-03-05", "07:30-09:29", "theme: Rừng\n", True),
        ("2026-03-05", "07:30-09:30", "theme: Rừng\n", False),
    ],
)
def test_how_long(tmp_path: Path, day: str, time: str, theme: str, short: bool) -> None:
    found = judged(tmp_path, "huyen-a", day, record(day, time, (20, 20), theme))
    assert {t.code for t in found} == ({"ME105"} if short else set())


@pytest.mark.parametrize(
    ("day", "document"), [("2017-03-05", None), ("2020-03-05", HD_12), ("2024-03-05", HD_12), ("2026-03-05", HD_42)]
)
def test_how_long_a_thematic_meeting_of_its_own(tmp_path: Path, day: str, document: str | None) -> None:
    text = record(day, "07:30-08:59", (20, 20), "theme: Rừng\n")
    expected = set() if document is None else {("ME105", "time", document)}
    assert judged(tmp_path, "huyen-a", day, text, "thematic") == expected
    long_enough = record(day, "07:30-09:00", (20, 20), "theme: Rừng\n")
    assert judged(tmp_path, "huyen-a", day, long_enough, "thematic") == set()


@pytest.mark.parametrize(
    ("present", "years"),
    [
        ((84, 100), {"2018-07-06", "2024-03-05", "2026-03-05"}),
        ((85, 100), {"2018-07-06", "2024-03-05", "2026-03-05"}),
        ((86, 100), {"2026-03-05"}),
        ((89, 100), {"2026-03-05"}),
        ((90, 100), set()),
    ],
    ids=["84 %", "85 % is not more than 85 %", "86 %", "89 %", "90 % is 90 % or more"],
)
def test_how_many(tmp_path: Path, present: tuple[int, int], years: set[str]) -> None:
    days = ("2017-03-05", "2018-07-06", "2024-03-05", "2026-03-05")
    below = {
        day
        for day in days
        for found in judged(tmp_path / day, "huyen-a", day, record(day, "07:30-09:00", present))
        if found.code == "AT104"
    }
    assert below == years


@pytest.mark.parametrize(
    ("district", "day", "expected"),
    [
        ("tinh-nghe-an", "2022-03-05", set()),
        ("tinh-nghe-an", "2020-03-05", set()),
        ("tinh-nghe-an", "2024-03-05", set()),
        ("huyen-a", "2022-03-05", set()),
        ("huyen-a", "2026-03-05", {(g, HD_42) for g in ("preparation", "attendance", "principles", "conclusions")}),
        (
            "phuong-an-phu",
            "2026-03-05",
            {(group, AN_PHU) for group in ("preparation", "attendance", "conduct", "principles", "conclusions")},
        ),
    ],
)
def test_points_of_five_groups(tmp_path: Path, district: str, day: str, expected: set[tuple[str, str]]) -> None:
    text = record(day, "07:30-09:00", (20, 20), score(FIVE, "good"))
    assert judged(tmp_path, district, day, text) == {("SC101", *one) for one in expected}


@pytest.mark.parametrize(
    ("district", "day", "points", "right", "document"),
    [
        ("tinh-nghe-an", "2022-03-05", FIVE, "good", NGHE_AN),
        ("tinh-nghe-an", "2022-03-05", FIVE.replace("conclusions: 7", "conclusions: 4.9"), "fair", NGHE_AN),
        ("huyen-a", "2026-03-05", SEVEN, "good", HD_42),
        ("huyen-a", "2026-03-05", SEVEN.replace("conduct: 35", "conduct: 27"), "fair", HD_42),
        ("phuong-an-phu", "2026-03-05", EIGHT, "good", AN_PHU),
        ("phuong-an-phu", "2025-10-05", EIGHT.replace("results: 22", "results: 21.5"), "fair", AN_PHU),
    ],
    ids=["82 of five groups", "79,9 of five", "90 of seven", "82 of seven", "90 of eight", "89,5 of eight"],
)
def test_grades(tmp_path: Path, district: str, day: str, points: str, right: str, document: str) -> None:
    """82 points are Tốt by Nghệ An's framework and Khá by the central one."""
    for grade in ("good", "fair", "average", "poor"):
        text = record(day, "07:30-09:00", (20, 20), score(points, grade))
        expected = set() if grade == right else {("SC102", "self_grade", document)}
        assert judged(tmp_path / grade, district, day, text) == expected


@pytest.mark.parametrize("day", ["2017-03-05", "2020-03-05", "2024-03-05"])
def test_without_a_framework_no_grade_is_judged(tmp_path: Path, day: str) -> None:
    text = record(day, "07:30-09:00", (20, 20), score(SEVEN, "poor"))
    assert judged(tmp_path, "huyen-a", day, text) == set()
