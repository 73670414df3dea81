from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules import sc101_points
from tests.books import cell, record
from tests.support import MARCH, STRICT, STRICT_MARCH, STRICT_RULES, found, meeting, only

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def held(points: str, more: str = "", date: str = "2024-03-05", attendance: str = "roll: 10, present: 9") -> str:
    lines = "\n".join(f"    {line}" for line in points.split("\n"))
    return meeting(
        f"date: {date}\ntime: 07:30-09:40\nattendance: {{{attendance}}}\nscore:\n  self:\n{lines}\n"
        f"  official_grade: good\n{more}"
    )


@pytest.mark.parametrize(
    "points",
    ["time: 5", "time: 0", "conduct: 39.5\nresults: 30", "time: 5\nattendance: 5\npreparation: 10\nconduct: 40"],
)
def test_points_up_to_the_maximum(tmp_path: Path, points: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(points)}) == []


def test_a_record_without_points(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-05\ntime: 07:30-09:40\nattendance: {roll: 10, present: 9}\nscore: {official_grade: good}"
    )
    assert found(tmp_path, {**STRICT, STRICT_MARCH: text}) == []


@pytest.mark.parametrize(
    ("line", "told", "most"),
    [
        ("conduct: 41", "“Tổ chức sinh hoạt” (`conduct`) đang ghi 41 điểm.", 40),
        ("time: 5.25", "“Chấp hành thời gian, thời lượng” (`time`) đang ghi 5,25 điểm.", 5),
    ],
)
def test_points_above_the_maximum(tmp_path: Path, line: str, told: str, most: int) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: held(f"results: 30\n{line}  # ! SC101")})
    error = only(diagnostics)
    assert (error.span.column, error.subject) == (5, line.partition(":")[0])
    assert (error.found.vi, error.expected.vi) == (told, f"Nhóm này tối đa {most} điểm.")
    assert (error.kind, error.severity, error.document) == ("invalid", "error", DOCUMENT)


def test_a_group_that_the_rulebook_does_not_know(tmp_path: Path) -> None:
    error = only(found(tmp_path, {**STRICT, STRICT_MARCH: held("condcut: 4  # ! SC101\ntime: 5")}))
    assert error.subject == "condcut"
    assert error.found.vi == "Không có nhóm điểm “condcut”."
    assert "time, attendance, preparation, conduct" in error.expected.vi
    assert error.hint.vi.startswith("Có phải “conduct”?")
    assert error.document == DOCUMENT


def test_a_group_like_no_other(tmp_path: Path) -> None:
    error = only(found(tmp_path, {**STRICT, STRICT_MARCH: held("zzz: 0  # ! SC101")}))
    assert error.hint.vi == "Sửa tên nhóm, hoặc bỏ dòng này."


def test_each_group_is_one_finding(tmp_path: Path) -> None:
    points = "time: 6  # ! SC101\nconduct: 40\nresults: 31  # ! SC101\nmood: 1  # ! SC101"
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: held(points)})
    assert len({d.fingerprint for d in diagnostics}) == 3


def test_each_maximum_names_the_document_that_states_it(tmp_path: Path) -> None:
    own = "title: Riêng\nissuer: Huyện ủy\nsource: Mục I\napplies: {from: 2024-01-01}\nscope: van-quan\nscore:\n  groups: {mood: 3}\n"
    points = held("mood: 4  # ! SC101\ntime: 6  # ! SC101")
    diagnostics = found(tmp_path, {**STRICT, "records/rulebook/rieng.yml": own, STRICT_MARCH: points})
    assert [d.document for d in diagnostics] == ["Riêng", DOCUMENT]


def test_where_no_group_is_stated(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: held("time: 99", attendance="roll: 5, present: 4")}) == []


def test_the_rules_of_the_meetings_day_hold(tmp_path: Path) -> None:
    for start, mark in (("2024-03-06", ""), ("2024-03-05", "  # ! SC101")):
        rules = str(STRICT[STRICT_RULES]).replace("from: 2024-01-01", f"from: {start}")
        found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_MARCH: held(f"time: 99{mark}")})


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held("time: 99  # ! SC101", "colour: red  # ! FI001\n")})


@pytest.mark.parametrize(
    "text",
    [
        held("time: 99", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n"),
        held("time: 99", date="2023-05-05  # ! ME103"),
    ],
    ids=["not held", "a doubtful date"],
)
def test_a_record_that_is_not_judged(tmp_path: Path, text: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_record_that_cannot_be_read() -> None:
    assert list(sc101_points.check(record("2024-03", None), cell())) == []
