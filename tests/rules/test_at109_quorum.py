from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.support import STRICT, STRICT_MARCH, STRICT_MEMBERS, STRICT_RULES, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]
JANUARY, FEBRUARY = f"{FOLDER}/01-regular.md", f"{FOLDER}/02-regular.md"
COUNTED = {
    **STRICT,
    STRICT_MEMBERS: None,
    JANUARY: str(STRICT[JANUARY]).replace("present: 9", "present: 10"),
    FEBRUARY: str(STRICT[FEBRUARY]).replace("present: 9", "present: 10"),
}
THREE_OUT = "roll: 10\npresent: 6  # ! AT109\nexcused: {dv04: sick, dv05: work, dv06: work}"
CLEAN = THREE_OUT.replace("  # ! AT109", "")
ANY_TARGET = 'default: ">= 80%"', 'default: ">= 1%"'


def held(attendance: str, more: str = "") -> str:
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\n{more}attendance:\n{lines}")


def strict(tmp_path: Path, attendance: str, change: tuple[str, str] = ("", "")) -> list[Diagnostic]:
    rules = str(STRICT[STRICT_RULES]).replace(*ANY_TARGET).replace(*change)
    return found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_MARCH: held(attendance)})


def counted(tmp_path: Path, attendance: str) -> list[Diagnostic]:
    rules = str(STRICT[STRICT_RULES]).replace(*ANY_TARGET)
    return found(tmp_path, {**COUNTED, STRICT_RULES: rules, STRICT_MARCH: held(attendance)})


# --- passing ---------------------------------------------------------------------------------------------


def test_exactly_the_share(tmp_path: Path) -> None:
    assert strict(tmp_path, f"{CLEAN}\nalso_present: [dv10]") == []  # 6 of 9 voters


def test_exactly_the_share_in_counts_mode(tmp_path: Path) -> None:
    assert counted(tmp_path, "roll: 9\npresent: 6\nexcused: 3") == []


def test_a_probationary_member_does_not_vote(tmp_path: Path) -> None:
    assert strict(tmp_path, "roll: 10\npresent: 6\nexcused: {dv04: sick, dv05: work, dv09: work}") == []  # 6 of 8


def test_without_a_share_the_rule_is_silent(tmp_path: Path) -> None:
    assert strict(tmp_path, CLEAN, ("quorum: {warn_below: 2/3}", "quorum: {}")) == []


@pytest.mark.parametrize("kind", ["thematic-rung", "extraordinary-lu", "congress"])
def test_other_kinds_of_meeting(tmp_path: Path, kind: str) -> None:
    rules = str(STRICT[STRICT_RULES]).replace(*ANY_TARGET)
    files = {**STRICT, STRICT_RULES: rules, f"{FOLDER}/03-{kind}.md": held(CLEAN, "theme: Giữ rừng\n")}
    assert found(tmp_path, files) == []


def test_nobody_may_vote(tmp_path: Path) -> None:
    assert counted(tmp_path, "roll: 5\naway: 5\npresent: 0") == []


def test_a_meeting_ahead(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(CLEAN)}, as_of=dt.date(2024, 3, 4)) == []


def test_a_meeting_not_held(tmp_path: Path) -> None:
    text = held(CLEAN, "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n")
    assert found(tmp_path, {**STRICT, STRICT_MARCH: text}) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_below_the_share(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, THREE_OUT)
    assert places(diagnostics) == [("AT109", 6, 3, 13)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert warning.found.vi == "Có mặt 5 trên 8 đảng viên có quyền biểu quyết."
    assert warning.expected.vi == "Nên có từ 2/3 trở lên, tức ít nhất 6 người."
    assert warning.hint.vi.startswith("Còn thiếu 1 người.")
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_in_counts_mode_everybody_due_votes(tmp_path: Path) -> None:
    warning = only(counted(tmp_path, "roll: 9\npresent: 5  # ! AT109\nexcused: 4"))
    assert warning.found.vi == "Có mặt 5 trên 9 đảng viên có quyền biểu quyết."


def test_a_member_not_due_who_came_belongs_to_the_base(tmp_path: Path) -> None:
    four = "roll: 10\npresent: 5  # ! AT109\nexcused: {dv04: sick, dv05: work, dv06: work, dv07: work}\nalso_present: [dv10]"
    assert "5 trên 9" in only(strict(tmp_path, four)).found.vi


def test_it_takes_the_place_of_the_target(tmp_path: Path) -> None:
    strict(tmp_path, THREE_OUT, ('default: ">= 1%"', 'default: ">= 90%"'))


# --- one root cause, one message -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attendance",
    [
        CLEAN.replace("dv04", "dv55")
        .replace("dv06: work}", "dv06: work, dv07: work}  # ! RE101")
        .replace("6\n", "5\n"),
        CLEAN.replace("dv06: work}", "dv06: work, dv10: work}  # ! AT110").replace("6\n", "5\n"),
        f"{CLEAN}\nalso_present: [dv01]  # ! AT103",
        CLEAN.replace("present: 6", "present: 5  # ! AT101"),
        CLEAN.replace("roll: 10", "roll: 11  # ! AT102"),
        f"{CLEAN}\nzzz: 1  # ! FI001",
    ],
)
def test_another_rule_names_the_cause(tmp_path: Path, attendance: str) -> None:
    strict(tmp_path, attendance)


def test_a_member_who_had_left_is_the_cause(tmp_path: Path) -> None:
    gone = "dv08: {joined: 2010-05-01, official: 2008-05-19, left: 2024-02-28, how: transfer}"
    members = str(STRICT[STRICT_MEMBERS]).replace("dv08: {joined: 2010-05-01, official: 2008-05-19}", gone)
    text = held("roll: 9\npresent: 4\nexcused: {dv08: sick, dv05: work, dv06: work, dv07: sick}  # ! RE102")
    found(tmp_path, {**STRICT, STRICT_MEMBERS: members, STRICT_MARCH: text})


def test_a_broken_roll_leaves_the_base_unknown(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003", STRICT_MARCH: held(CLEAN)})


def test_a_wrong_name_elsewhere_is_another_matter(tmp_path: Path) -> None:
    text = held(THREE_OUT, "chair: dv99  # ! RE101\n")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_date_in_doubt_is_the_cause(tmp_path: Path) -> None:
    text = held(CLEAN).replace("date: 2024-03-05", "date: 2023-03-05  # ! ME103")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})
