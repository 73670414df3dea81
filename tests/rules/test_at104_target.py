from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.rules.at104_target import check
from tests.books import cell, record
from tests.support import (
    STRICT,
    STRICT_CELL,
    STRICT_MARCH,
    STRICT_MEMBERS,
    STRICT_RULES,
    found,
    meeting,
    only,
    places,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]
THEMATIC = f"{FOLDER}/03-thematic-rung.md"
JANUARY, FEBRUARY = f"{FOLDER}/01-regular.md", f"{FOLDER}/02-regular.md"
COUNTED = {
    **STRICT,
    STRICT_MEMBERS: None,
    JANUARY: str(STRICT[JANUARY]).replace("present: 9", "present: 10"),
    FEBRUARY: str(STRICT[FEBRUARY]).replace("present: 9", "present: 10"),
}
NO_CHANGE = "", ""
TWO_SICK = "roll: 10\npresent: 7  # ! AT104\nexcused: {dv04: sick, dv05: work}"


def held(attendance: str, more: str = "") -> str:
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\n{more}attendance:\n{lines}")


def strict(tmp_path: Path, attendance: str, change: tuple[str, str] = NO_CHANGE, **cell_is: str) -> list[Diagnostic]:
    """Check one attendance under rules with this changed, in a cell with this changed."""
    rules, home = str(STRICT[STRICT_RULES]).replace(*change), str(STRICT[STRICT_CELL])
    home = home.replace("type: village", f"type: {cell_is.get('type', 'village')}")
    return found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_CELL: home, STRICT_MARCH: held(attendance)})


def counted(tmp_path: Path, attendance: str, change: tuple[str, str] = NO_CHANGE) -> list[Diagnostic]:
    """The same in counts mode, where 10 are due."""
    rules = str(STRICT[STRICT_RULES]).replace(*change)
    return found(tmp_path, {**COUNTED, STRICT_RULES: rules, STRICT_MARCH: held(attendance)})


def test_large_numbers_and_shares_are_written_in_the_way_of_the_language(tmp_path: Path) -> None:
    told = only(counted(tmp_path, "roll: 1300\npresent: 1000  # ! AT104\nexcused: 300"))
    assert told.found.vi == "Có mặt 1.000 trên 1.300 người phải dự (76,92 %)."
    assert told.found.en == "1,000 of 1,300 due were present (76.92%)."
    assert told.expected.vi == "Chỉ tiêu là từ 80 % trở lên, tức ít nhất 1.040 người."
    assert told.expected.en == "The target is 80% or more, that is 1,040 at least."


# --- passing ---------------------------------------------------------------------------------------------


def test_exactly_at_the_target(tmp_path: Path) -> None:
    assert counted(tmp_path, "roll: 10\npresent: 8\nexcused: 2") == []


def test_members_not_due_do_not_count(tmp_path: Path) -> None:
    assert strict(tmp_path, "roll: 10\npresent: 8\nexcused: {dv04: sick}\nalso_present: [dv10]") == []


def test_a_third_that_no_decimal_can_hold(tmp_path: Path) -> None:
    target = 'default: ">= 80%"', 'default: ">= 2/3"'
    assert counted(tmp_path, "roll: 9\npresent: 6\nexcused: 3", target) == []


def test_without_a_target_the_rule_is_silent(tmp_path: Path) -> None:
    target = 'target: {default: ">= 80%", fdi: ">= 60%"}', 'target: {fdi: ">= 60%"}'
    assert strict(tmp_path, TWO_SICK.replace("  # ! AT104", ""), target) == []


def test_the_target_of_the_cells_type(tmp_path: Path) -> None:
    assert strict(tmp_path, TWO_SICK.replace("  # ! AT104", ""), type="fdi") == []


@pytest.mark.parametrize("kind", ["extraordinary-lu", "committee", "congress"])
def test_other_kinds_of_meeting_have_no_target(tmp_path: Path, kind: str) -> None:
    roll = "roll: 3\npresent: 1\nexcused: {dv01: sick, dv02: work}" if kind == "committee" else TWO_SICK
    files = {**STRICT, f"{FOLDER}/03-{kind}.md": held(roll.replace("  # ! AT104", ""))}
    assert found(tmp_path, files) == []


def test_nobody_due(tmp_path: Path) -> None:
    assert counted(tmp_path, "roll: 5\naway: 5\npresent: 0") == []


def test_a_meeting_ahead(tmp_path: Path) -> None:
    assert (
        found(tmp_path, {**STRICT, STRICT_MARCH: held(TWO_SICK.replace("  # ! AT104", ""))}, as_of=dt.date(2024, 3, 4))
        == []
    )


def test_a_meeting_not_held(tmp_path: Path) -> None:
    text = held(TWO_SICK.replace("  # ! AT104", ""), "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n")
    assert found(tmp_path, {**STRICT, STRICT_MARCH: text}) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_below_the_target(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, TWO_SICK)
    assert places(diagnostics) == [("AT104", 6, 3, 13)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert warning.found.vi == "Có mặt 7 trên 9 người phải dự (77,78 %)."
    assert warning.found.en == "7 of 9 due were present (77.78%)."
    assert warning.expected.vi == "Chỉ tiêu là từ 80 % trở lên, tức ít nhất 8 người."
    assert warning.hint.vi.startswith("Còn thiếu 1 người.")
    assert "members.yml" in warning.hint.vi
    assert "write `away` in members.yml" in warning.hint.en
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_below_the_target_of_the_cells_type(tmp_path: Path) -> None:
    type_is = 'fdi: ">= 60%"', 'fdi: ">= 78%"'
    warning = only(strict(tmp_path, TWO_SICK, type_is, type="fdi"))
    assert "78 %" in warning.expected.vi


def test_a_type_with_a_target_of_its_own_in_another_document(tmp_path: Path) -> None:
    local = 'title: Quy định 7\nissuer: A\nsource: B\napplies: {from: 2024-01-01}\nscope: van-quan\nattendance: {target: {fdi: ">= 80%"}}\n'
    rules = str(STRICT[STRICT_RULES]).replace(', fdi: ">= 60%"', "")
    home = str(STRICT[STRICT_CELL]).replace("type: village", "type: fdi")
    files = {**STRICT, STRICT_RULES: rules, STRICT_CELL: home, "records/rulebook/van-quan.yml": local}
    files[STRICT_MARCH] = held(TWO_SICK)
    assert only(found(tmp_path, files)).document == "Quy định 7"


def test_more_than_the_bound_is_asked_for(tmp_path: Path) -> None:
    target = 'default: ">= 80%"', 'default: "> 80%"'
    warning = only(counted(tmp_path, "roll: 10\npresent: 8  # ! AT104\nexcused: 2", target))
    assert warning.expected.vi == "Chỉ tiêu là trên 80 %, tức ít nhất 9 người."
    assert warning.expected.en == "The target is more than 80%, that is 9 at least."
    assert warning.found.vi == "Có mặt 8 trên 10 người phải dự (80 %)."


def test_nobody_due_is_no_share(tmp_path: Path) -> None:
    target = 'default: ">= 80%"', 'default: "> 80%"'
    assert counted(tmp_path, "roll: 10\naway: 10\npresent: 0", target) == []


def test_a_target_that_lies_between_two_numbers(tmp_path: Path) -> None:
    target = 'default: ">= 80%"', 'default: "> 85%"'
    warning = only(counted(tmp_path, "roll: 10\npresent: 8  # ! AT104\nexcused: 2", target))
    assert "ít nhất 9 người" in warning.expected.vi


def test_in_counts_mode_the_cure_stands_in_the_record(tmp_path: Path) -> None:
    warning = only(counted(tmp_path, "roll: 10\npresent: 7  # ! AT104\nexcused: 3"))
    assert "`away` trong điểm danh" in warning.hint.vi
    assert "`away` in the attendance" in warning.hint.en
    assert "ít nhất 8 người" in warning.expected.vi
    assert "members.yml" not in warning.hint.vi + warning.hint.en


def test_a_decimal_without_its_last_nought(tmp_path: Path) -> None:
    warning = only(counted(tmp_path, "roll: 40\npresent: 27  # ! AT104\nexcused: 13"))
    assert "(67,5 %)" in warning.found.vi


def test_a_thematic_meeting_too(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, THEMATIC: held(TWO_SICK, "theme: Giữ rừng\n")})


# --- one root cause, one message -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attendance",
    [
        "roll: 10\npresent: 7\nexcused: {dv55: sick, dv05: work}  # ! RE101",
        "roll: 10\npresent: 7\nexcused: {dv10: sick, dv05: work}  # ! AT110",
        "roll: 10\npresent: 7\nexcused: {dv04: sick, dv05: work}\nalso_present: [dv01]  # ! AT103",
        "roll: 10\npresent: 6  # ! AT101\nexcused: {dv04: sick, dv05: work}",
        "roll: 11  # ! AT102\npresent: 7\nexcused: {dv04: sick, dv05: work}",
        "roll: 10\npresent: 7\nexcused: {dv04: sick, dv05: work}\nzzz: 1  # ! FI001",
        "roll: 10\npresent: 5  # ! AT109\nexcused: {dv04: sick, dv05: work, dv06: work, dv07: work}",
    ],
)
def test_another_rule_names_the_cause(tmp_path: Path, attendance: str) -> None:
    strict(tmp_path, attendance)


def test_a_member_who_had_left_is_the_cause(tmp_path: Path) -> None:
    gone = "dv08: {joined: 2010-05-01, official: 2008-05-19, left: 2024-02-28, how: transfer}"
    members = str(STRICT[STRICT_MEMBERS]).replace("dv08: {joined: 2010-05-01, official: 2008-05-19}", gone)
    text = held("roll: 9\npresent: 6\nexcused: {dv08: sick, dv05: work}  # ! RE102")
    found(tmp_path, {**STRICT, STRICT_MEMBERS: members, STRICT_MARCH: text})


def test_a_broken_roll_leaves_the_due_unknown(tmp_path: Path) -> None:
    files = {
        **STRICT,
        STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003",
        STRICT_MARCH: held(TWO_SICK.replace("  # ! AT104", "")),
    }
    found(tmp_path, files)


def test_a_wrong_name_elsewhere_is_another_matter(tmp_path: Path) -> None:
    text = held(TWO_SICK, "chair: dv99  # ! RE101\n")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_date_in_doubt_is_the_cause(tmp_path: Path) -> None:
    text = held(TWO_SICK.replace("  # ! AT104", "")).replace("date: 2024-03-05", "date: 2023-03-05  # ! ME103")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


@pytest.mark.parametrize("facts", [None, {"time": "07:30-09:15"}])
def test_a_record_without_attendance_is_passed_over(facts: dict[str, str] | None) -> None:
    one = record("2024-03", facts)
    assert list(check(one, cell(one))) == []
