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


def test_where_no_file_has_grades(tmp_path: Path) -> None:
    without = str(USUAL[RULEBOOK]).partition("        score:")[0]
    assert found(tmp_path, {RULEBOOK: without, LOCAL: rules("").replace("  grades: {}", "  groups: {time: 5}")}) == []


def test_a_group_of_points_named_as_a_grade(tmp_path: Path) -> None:
    assert found(tmp_path, {LOCAL: rules('good: ">= 80"}\n  groups: {fair: 100')}) == []


def test_where_no_document_states_grades(tmp_path: Path) -> None:
    usual = str(USUAL[RULEBOOK])
    assert found(tmp_path, {RULEBOOK: usual[: usual.index("        score:")]}) == []


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


def later(name: str, start: str, grades: str, scope: str = "all") -> dict[str, str]:
    """Another document that comes into force after the local one."""
    text = rules(grades).replace("2024-01-01}", f"{start}}}").replace("scope: van-quan", f"scope: {scope}")
    return {f"records/rulebook/{name}.yml": text + "\nregular: {every: month}\nthematic: {every: quarter}\n"}


FULL = 'good: ">= 90", fair: ">= 80", average: ">= 50", poor: ">= 0"'


def test_a_wider_document_that_comes_later_is_looked_at_too(tmp_path: Path) -> None:
    own = rules('good: ">= 75"')
    assert found(tmp_path, {LOCAL: own}) == []
    error = only(found(tmp_path, {LOCAL: f"{own}  # ! RB101\n", **later("moi", "2024-03-01", FULL)}))
    assert error.subject == "good"
    assert error.found.vi.startswith("Từ 01/3/2024: Tốt ghi “>= 75”, Khá ghi “>= 80”")
    assert error.document == "Quy định chấm điểm"


def test_a_fault_of_the_first_day_names_no_day_and_is_told_once(tmp_path: Path) -> None:
    own = rules('good: ">= 65"')
    error = only(found(tmp_path, {LOCAL: f"{own}  # ! RB101\n", **later("moi", "2024-03-01", FULL)}))
    assert error.found.vi.startswith("Tốt ghi “>= 65”, Khá ghi “>= 70”")
    assert error.document == "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"
    within = rules('good: ">= 65", fair: ">= 65"')
    assert only(found(tmp_path, {LOCAL: f"{within}  # ! RB101\n"})).document == ""


@pytest.mark.parametrize(("to", "mark"), [("2024-02-29", ""), ("2024-03-01", "  # ! RB101")])
def test_only_while_the_document_is_in_force(tmp_path: Path, to: str, mark: str) -> None:
    own = rules('good: ">= 75"').replace("2024-01-01}", f"2024-01-01, to: {to}}}")
    found(tmp_path, {LOCAL: f"{own}{mark}\n", **later("moi", "2024-03-01", FULL)})


def test_a_wider_document_that_ends_leaves_a_gap(tmp_path: Path) -> None:
    usual = str(USUAL[RULEBOOK]).replace("from: 2018-07-06}", "from: 2018-07-06, to: 2024-03-31}")
    files = {RULEBOOK: usual, LOCAL: rules('good: ">= 80"  # ! RB101').replace("  # ! RB101}", "}  # ! RB101")}
    error = only(found(tmp_path, files))
    assert error.found.vi.startswith("Từ 01/4/2024: Tốt là mức thấp nhất")


def test_what_a_newer_document_of_the_same_scope_says_is_not_its_fault(tmp_path: Path) -> None:
    """The older one goes on beside it; of what both state the newer holds."""
    older = rules('good: ">= 75"').replace("2024-01-01}", "2024-01-01, to: 2199-12-31}")
    newer = later("moi", "2024-03-01", FULL, "van-quan")
    assert found(tmp_path, {LOCAL: older, **newer}) == []
