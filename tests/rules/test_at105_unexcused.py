from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import pytest

from generator.rules.at105_unexcused import check
from tests.books import cell, record
from tests.support import STRICT, STRICT_MARCH, STRICT_MEMBERS, STRICT_RULES, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]
ONE = "roll: 10\npresent: 8\nunexcused: [dv04]"


def held(attendance: str, more: str = "") -> str:
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\n{more}attendance:\n{lines}")


def strict(tmp_path: Path, attendance: str, allowed: str = "unexcused: 0, ") -> list[Diagnostic]:
    rules = str(STRICT[STRICT_RULES]).replace("unexcused: 0, ", allowed)
    return found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_MARCH: held(attendance)})


# --- passing ---------------------------------------------------------------------------------------------


def test_as_many_as_are_let_pass(tmp_path: Path) -> None:
    assert strict(tmp_path, ONE, "unexcused: 1, ") == []


def test_nobody(tmp_path: Path) -> None:
    assert strict(tmp_path, "roll: 10\npresent: 8\nexcused: {dv04: sick}\nunexcused: 0") == []


def test_without_a_threshold_the_rule_is_silent(tmp_path: Path) -> None:
    assert strict(tmp_path, ONE, "") == []


@pytest.mark.parametrize("kind", ["thematic-rung", "extraordinary-lu", "congress"])
def test_other_kinds_of_meeting(tmp_path: Path, kind: str) -> None:
    assert found(tmp_path, {**STRICT, f"{FOLDER}/03-{kind}.md": held(ONE, "theme: Giữ rừng\n")}) == []


def test_a_meeting_ahead(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(ONE)}, as_of=dt.date(2024, 3, 4)) == []


def test_a_meeting_not_held(tmp_path: Path) -> None:
    text = held(ONE, "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n")
    assert found(tmp_path, {**STRICT, STRICT_MARCH: text}) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_one_absent_without_a_reason(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, f"{ONE}  # ! AT105")
    assert places(diagnostics) == [("AT105", 7, 3, 20)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert warning.found.vi == "1 đảng viên vắng không lý do (dv04)."
    assert warning.expected.vi == "Quy định không để ai vắng không lý do."
    assert warning.expected.en == "The rule lets none pass."
    assert "`excused`" in warning.hint.vi
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_one_more_than_is_let_pass(tmp_path: Path) -> None:
    text = "roll: 20\npresent: 17\nunexcused: 2  # ! AT105"
    files: dict[str, Any] = {
        path: str(kept).replace("roll: 10\n  present: 9", "roll: 20\n  present: 20") for path, kept in STRICT.items()
    }
    rules = str(STRICT[STRICT_RULES]).replace("unexcused: 0, ", "unexcused: 1, ")
    files = {**files, STRICT_MEMBERS: None, STRICT_RULES: rules, STRICT_MARCH: held(f"{text}\naway: 1")}
    warning = only(found(tmp_path, files))
    assert warning.found.vi == "2 đảng viên vắng không lý do."
    assert warning.found.en == "2 absent without a reason."
    assert warning.expected.vi == "Quy định cho phép nhiều nhất 1 người."
    assert warning.expected.en == "The rule lets 1 pass at most."


def test_a_number_instead_of_names(tmp_path: Path) -> None:
    assert only(strict(tmp_path, "roll: 10\npresent: 8\nunexcused: 1  # ! AT105")).found.vi.endswith(
        "vắng không lý do."
    )


def test_a_broken_roll_does_not_hide_what_the_record_says(tmp_path: Path) -> None:
    files = {**STRICT, STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003", STRICT_MARCH: held(f"{ONE}  # ! AT105")}
    found(tmp_path, files)


def test_a_wrong_total_is_another_matter(tmp_path: Path) -> None:
    strict(tmp_path, "roll: 10\npresent: 9  # ! AT101\nunexcused: [dv04]  # ! AT105")


# --- one root cause, one message -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attendance",
    [
        "roll: 10\npresent: 8\nunexcused: [dv55]  # ! RE101",
        "roll: 10\npresent: 9\nunexcused: [dv10]  # ! AT110",
        "roll: 10\npresent: 8\nunexcused: [dv04, dv04]  # ! AT103",
        "roll: 10\npresent: 8\nexcused: {dv04: sick}\nunexcused: [dv04]  # ! AT103",
        "roll: 10\npresent: 8\nunexcused: [dv04]\nalso_present: [dv04]  # ! AT103",
        f"{ONE}\nzzz: 1  # ! FI001",
    ],
)
def test_another_rule_names_the_cause(tmp_path: Path, attendance: str) -> None:
    strict(tmp_path, attendance)


def test_a_member_who_had_left_is_the_cause(tmp_path: Path) -> None:
    gone = "dv08: {joined: 2010-05-01, official: 2008-05-19, left: 2024-02-28, how: transfer}"
    members = str(STRICT[STRICT_MEMBERS]).replace("dv08: {joined: 2010-05-01, official: 2008-05-19}", gone)
    text = held("roll: 9\npresent: 7\nunexcused: [dv08]  # ! RE102")
    found(tmp_path, {**STRICT, STRICT_MEMBERS: members, STRICT_MARCH: text})


@pytest.mark.parametrize(
    "attendance",
    [
        "roll: 10\npresent: 8\nexcused: {dv99: sick}  # ! RE101\nunexcused: [dv04]  # ! AT105",
        "roll: 10\npresent: 8\nunexcused: [dv04, dv99]  # ! AT105 RE101",
        "roll: 10\npresent: 8\nunexcused: [dv04, dv10]  # ! AT105 AT110",
        "roll: 10\npresent: 8\nunexcused: [dv04]  # ! AT105\nspoke: [dv01, dv01]  # ! AT103",
        "roll: 10\npresent: 8\nunexcused: [dv04, dv05, dv05]  # ! AT105 AT103",
    ],
)
def test_a_fault_in_another_name_hides_no_absence(tmp_path: Path, attendance: str) -> None:
    warning = next(d for d in strict(tmp_path, attendance) if d.code == "AT105")
    assert warning.found.vi == "1 đảng viên vắng không lý do (dv04)."


def test_a_wrong_name_elsewhere_is_another_matter(tmp_path: Path) -> None:
    text = held(f"{ONE}  # ! AT105", "chair: dv99  # ! RE101\n")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_date_in_doubt_is_the_cause(tmp_path: Path) -> None:
    text = held(ONE).replace("date: 2024-03-05", "date: 2023-03-05  # ! ME103")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


@pytest.mark.parametrize("facts", [None, {"time": "07:30-09:15"}])
def test_a_record_without_attendance_is_passed_over(facts: dict[str, str] | None) -> None:
    one = record("2024-03", facts)
    assert list(check(one, cell(one))) == []


def test_a_list_of_all_that_a_file_may_hold_is_counted_at_once() -> None:
    names = [f"dv{number}" for number in range(40_000)]
    facts = {"date": "2024-03-05", "attendance": {"roll": 40_000, "present": 0, "unexcused": names}}
    one = record("2024-03", facts)
    begun = time.process_time()
    list(check(one, cell(one)))
    assert time.process_time() - begun < 5
