from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules import sc102_grade
from tests.books import cell, record
from tests.support import MARCH, RULEBOOK, STRICT, STRICT_MARCH, STRICT_RULES, USUAL, found, meeting, only

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"
FULL = {"time": "5", "attendance": "5", "preparation": "10", "conduct": "40", "principles": "5", "results": "30", "closing": "5"}  # fmt: skip
GROUPS = (
    "          groups: {time: 5, attendance: 5, preparation: 10, conduct: 40, principles: 5, results: 30, closing: 5}\n"
)
GRADES = '          grades: {good: ">= 90", fair: ">= 70", average: ">= 50", poor: ">= 0"}\n'


def held(points: dict[str, str], grade: str, more: str = "", date: str = "2024-03-05") -> str:
    written = ", ".join(f"{group}: {given}" for group, given in points.items())
    self_ = f"  self: {{{written}}}\n" if points else ""
    own = f"  self_grade: {grade}\n" if grade else ""
    return meeting(
        f"date: {date}\ntime: 07:30-09:40\nattendance: {{roll: 10, present: 9}}\nscore:\n{self_}{own}"
        f"  official_grade: good\n{more}"
    )


def less(points: str) -> dict[str, str]:
    """All groups at their maximum but the results: 70 and these points."""
    return {**FULL, "results": points}


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        (FULL, "good"),
        (less("20"), "good"),
        (less("19.999"), "fair"),
        (less("0"), "fair"),
        ({**less("0"), "conduct": "39,5"}, "average"),
        ({**less("0"), "conduct": "20"}, "average"),
        ({**less("0"), "conduct": "19"}, "poor"),
        (dict.fromkeys(FULL, "0"), "poor"),
    ],
)
def test_the_grade_that_the_points_give(tmp_path: Path, points: dict[str, str], grade: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(points, grade)}) == []


@pytest.mark.parametrize(
    ("points", "written", "told", "wanted"),
    [
        (less("19.5"), "good", "Tổng điểm tự chấm là 89,5, mà tự xếp loại Tốt (`good`).", "fair"),
        (less("20"), "fair", "Tổng điểm tự chấm là 90, mà tự xếp loại Khá (`fair`).", "good"),
        ({**less("0"), "conduct": "39"}, "poor", "Tổng điểm tự chấm là 69, mà tự xếp loại Kém (`poor`).", "average"),
    ],
)
def test_another_grade(tmp_path: Path, points: dict[str, str], written: str, told: str, wanted: str) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: held(points, f"{written}  # ! SC102")})
    error = only(diagnostics)
    assert error.span.column == 3
    assert error.found.vi == told
    assert f"(`{wanted}`: >= " in error.expected.vi
    assert f"`self_grade` thành {wanted}," in error.hint.vi
    assert (error.kind, error.severity, error.document) == ("invalid", "error", DOCUMENT)


@pytest.mark.parametrize(
    ("points", "grade"),
    [({g: p for g, p in FULL.items() if g != "closing"}, "poor"), ({}, "poor"), (FULL, "")],
    ids=["one group has no points yet", "no points at all", "no grade of its own"],
)
def test_what_is_not_written_is_not_judged(tmp_path: Path, points: dict[str, str], grade: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(points, grade)}) == []


def test_points_of_an_unknown_or_too_full_group_are_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held({**FULL, "mood": "1"}, "poor").replace("5, mood: 1}", "5, mood: 1}  # ! SC101")})  # fmt: skip
    found(tmp_path, {**STRICT, STRICT_MARCH: held(less("31"), "poor").replace("5}\n", "5}  # ! SC101\n")})


@pytest.mark.parametrize("stated", [GRADES, GROUPS], ids=["no groups", "no grades"])
def test_where_the_rulebook_does_not_state_the_framework(tmp_path: Path, stated: str) -> None:
    rules = str(STRICT[STRICT_RULES]).replace(GROUPS, "").replace(GRADES, "")
    rules = rules.replace("        score:\n", f"        score:\n{stated}")
    wide = str(USUAL[RULEBOOK]).replace("        score:\n", "").replace(GRADES, "")
    files = {**STRICT, STRICT_RULES: rules, RULEBOOK: wide, STRICT_MARCH: held(FULL, "poor")}
    assert found(tmp_path, files) == []


def test_points_below_every_threshold(tmp_path: Path) -> None:
    """Such a rulebook has its own finding; the record has none."""
    rules = str(STRICT[STRICT_RULES]).replace('poor: ">= 0"}', 'poor: ">= 10"}  # ! RB101')
    files = {**STRICT, STRICT_RULES: rules, STRICT_MARCH: held(dict.fromkeys(FULL, "1"), "good")}
    found(tmp_path, files)


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(FULL, "poor  # ! SC102", "colour: red  # ! FI001\n")})


@pytest.mark.parametrize(
    "text",
    [
        held(FULL, "poor", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n"),
        held(FULL, "poor", date="2024-01-20  # ! ME103"),
    ],
    ids=["not held", "a doubtful date"],
)
def test_a_record_that_is_not_judged(tmp_path: Path, text: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_record_without_a_score(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, MARCH: USUAL[MARCH]}) == []


def test_a_record_that_cannot_be_read() -> None:
    assert list(sc102_grade.check(record("2024-03", None), cell())) == []
