from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import RULEBOOK, USUAL, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = "records/rulebook/van-quan-2024.yml"


def rules(grades: str, more: str = "") -> str:
    return (
        "title: Quy định chấm điểm\nissuer: Huyện ủy\nsource: Mục I\napplies: {from: 2024-01-01}\nscope: van-quan\n"
        f"{more}score:\n  grades: {{{grades}}}"
    )


@pytest.mark.parametrize(
    "grades",
    [
        'good: ">= 90", fair: ">= 70", average: ">= 50", poor: ">= 0"',
        'good: ">= 80", poor: ">= 0"',
        'good: "> 90", fair: ">= 90", average: ">= 50", poor: ">= 0"',
        'good: ">= 80"',
    ],
    ids=["all", "some", "point", "only what differs from the wider rule"],
)
def test_each_score_has_one_grade(tmp_path: Path, grades: str) -> None:
    assert found(tmp_path, {LOCAL: rules(grades)}) == []


def test_a_file_without_grades(tmp_path: Path) -> None:
    text = rules("").replace("  grades: {}", "  groups: {time: 5}")
    assert found(tmp_path, {LOCAL: text}) == []


def test_a_fault_of_the_wider_rule_is_told_there_alone(tmp_path: Path) -> None:
    usual = str(USUAL[RULEBOOK]).replace('poor: ">= 0"}', 'poor: ">= 10"}  # ! RB101')
    found(tmp_path, {RULEBOOK: usual, LOCAL: rules('good: ">= 80"')})
    usual = str(USUAL[RULEBOOK]).replace(
        'average: ">= 50", poor: ">= 0"}', 'average: ">= 75", poor: ">= 0"}  # ! RB101'
    )
    found(tmp_path, {RULEBOOK: usual, LOCAL: rules('good: ">= 80"')})


def test_a_rule_for_one_unit(tmp_path: Path) -> None:
    unit = rules('fair: ">= 85"', "").replace("scope: van-quan", "scope: van-quan/xa-tan-doan")
    assert found(tmp_path, {LOCAL: unit}) == []
    between = {"records/rulebook/huyen.yml": rules('good: ">= 80"'), LOCAL: f"{unit}  # ! RB101\n"}
    found(tmp_path, between)


def test_what_is_taken_over_from_another_file(tmp_path: Path) -> None:
    assert found(tmp_path, {LOCAL: rules('fair: ">= 65"', "extends: hd-12-btctw-2018\n")}) == []


@pytest.mark.parametrize(
    ("grades", "column", "grade", "told"),
    [
        ('good: ">= 90", fair: ">= 90", average: ">= 50", poor: ">= 0"', 27, "fair", "từ 90 trở lên"),
        ('good: ">= 90", fair: ">= 95", average: ">= 50", poor: ">= 0"', 27, "fair", "từ 95 trở lên"),
        ('good: ">= 90", fair: ">= 70", average: "> 70", poor: ">= 0"', 42, "average", "trên 70"),
        ('good: ">= 90", fair: ">= 70", average: ">= 50", poor: ">= 10"', 60, "poor", "từ 0 đến dưới 10"),
        ('good: ">= 90", fair: ">= 70", average: ">= 50", poor: "> 0"', 60, "poor", "đúng bằng 0"),
        ('good: ">= 90", fair: ">= 70", average: ">= 50", poor: "> 20"', 60, "poor", "từ 0 đến 20"),
        ('good: ">= 65"', 12, "good", "từ 70 trở lên"),
    ],
)
def test_gaps_and_overlaps(tmp_path: Path, grades: str, column: int, grade: str, told: str) -> None:
    diagnostics = found(tmp_path, {LOCAL: f"{rules(grades)}  # ! RB101\n"})
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [("RB101", 7, column)]
    error = only(diagnostics)
    assert error.subject == grade
    assert told in error.found.vi


def test_a_lowest_grade_that_is_not_the_lowest(tmp_path: Path) -> None:
    usual = """
        title: Hướng dẫn
        issuer: Ban Tổ chức Trung ương
        source: Mục II
        applies: {from: 2018-07-06}
        scope: all
        regular: {every: month}
        score:
          grades:
            good: ">= 90"
            fair: ">= 70"  # ! RB101
        """
    diagnostics = found(tmp_path, {RULEBOOK: usual})
    assert places(diagnostics) == [("RB101", 10, 5, 18)]
    assert "từ 0 đến dưới 70" in only(diagnostics).found.vi


def test_a_wrong_value_is_one_message(tmp_path: Path) -> None:
    wrong = rules('good: ">= 90", fair: "từ 70"')
    found(tmp_path, {LOCAL: f"{wrong}  # ! FI003\n"})
