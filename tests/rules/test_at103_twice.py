from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.at103_twice import check
from tests.books import cell, record
from tests.support import FEBRUARY, JANUARY, MARCH, MEMBERS, OTHER, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

COMMITTEE = "records/van-quan/cells/ban-a/2024/03-committee.md"


def held(present: int, *lines: str, roll: int = 5) -> str:
    more = "".join(f"\n  {line}" for line in lines)
    return meeting(f"date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: {roll}\n  present: {present}{more}")


def test_each_person_once(tmp_path: Path) -> None:
    text = held(2, "excused: {dv02: sick}", "unexcused: [dv03]", "also_present: [dv04]", "spoke: [dv01, dv04]")
    assert found(tmp_path, {MARCH: text}) == []


def test_names_without_a_roll(tmp_path: Path) -> None:
    text = held(7, "excused: {x1: sick}", "also_present: [x2]", "spoke: [x2, x3]", roll=8)
    assert found(tmp_path, {f"{OTHER}/2024/03-regular.md": text}) == []


def test_members_outside_the_committee_may_come(tmp_path: Path) -> None:
    assert found(tmp_path, {COMMITTEE: held(2, "also_present: [dv03, dv04]", roll=2)}) == []


@pytest.mark.parametrize(
    ("lines", "place", "present"),
    [
        (["excused: {dv02: sick}", "unexcused: [dv02]"], (8, 15, 19), 3),
        (["excused: {dv02: sick}", "also_present: [dv04, dv02]"], (8, 24, 28), 3),
        (["unexcused: [dv02, dv03, dv02]"], (7, 27, 31), 2),
        (["also_present: [dv04, dv04]"], (7, 24, 28), 4),
        (["spoke: [dv01, dv03, dv01]"], (7, 23, 27), 4),
    ],
)
def test_the_second_mention_is_the_place(
    tmp_path: Path, lines: list[str], place: tuple[int, int, int], present: int
) -> None:
    diagnostics = found(tmp_path, {MARCH: held(present, *lines[:-1], f"{lines[-1]}  # ! AT103")})
    assert places(diagnostics) == [("AT103", *place)]
    assert only(diagnostics).subject in {"dv01", "dv02", "dv04"}


def test_three_mentions_are_one_finding(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(3, "excused: {dv02: sick}", "unexcused: [dv02]  # ! AT103", "also_present: [dv02]")})


def test_two_persons_are_two_findings(tmp_path: Path) -> None:
    text = held(2, "excused: {dv02: sick, dv03: work}", "unexcused: [dv03, dv02]  # ! AT103 AT103")
    assert [d.subject for d in found(tmp_path, {MARCH: text})] == ["dv03", "dv02"]


def test_without_a_roll_names_are_compared_all_the_same(tmp_path: Path) -> None:
    text = held(7, "excused: {x1: sick}", "unexcused: [x1]  # ! AT103", roll=9)
    found(tmp_path, {f"{OTHER}/2024/03-regular.md": text})


def test_a_member_due_who_is_listed_as_not_due(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: held(3, "also_present: [dv05]  # ! AT103")})
    assert places(diagnostics) == [("AT103", 7, 18, 22)]
    assert "`present`" in only(diagnostics).hint.vi


def test_a_committee_member_among_those_not_of_the_committee(tmp_path: Path) -> None:
    found(tmp_path, {COMMITTEE: held(1, "also_present: [dv02, dv03]  # ! AT103", roll=2)})


@pytest.mark.parametrize(
    ("line", "told", "told_en"),
    [
        ("unexcused: [dv02, dv02]", "dv02 có tên hai lần trong `unexcused`.", "dv02 stands twice in `unexcused`."),
        ("spoke: [dv02, dv02]", "dv02 có tên hai lần trong `spoke`.", "dv02 stands twice in `spoke`."),
    ],
)
def test_twice_in_one_list(tmp_path: Path, line: str, told: str, told_en: str) -> None:
    error = only(found(tmp_path, {MARCH: held(4 if "spoke" in line else 3, f"{line}  # ! AT103")}))
    assert error.found == (told, told_en)


def test_in_two_lists(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: held(3, "excused: {dv02: sick}", "unexcused: [dv02]  # ! AT103")}))
    assert error.found.vi == "dv02 có tên trong `excused` và lại có trong `unexcused`."
    assert error.found.en == "dv02 stands in `excused` and again in `unexcused`."


def test_a_person_who_has_left_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "also_present: [dv06]  # ! RE102")})
    found(tmp_path, {MARCH: held(4, "unexcused: [dv06, dv06]  # ! RE102 RE102")})


def test_names_are_compared_even_on_a_doubtful_day(tmp_path: Path) -> None:
    text = held(3, "unexcused: [dv02, dv02]  # ! AT103", "also_present: [dv05]")
    found(tmp_path, {MARCH: text.replace("2024-03-05", "2014-03-05  # ! ME103")})


def test_a_meeting_not_held_is_not_judged(tmp_path: Path) -> None:
    text = held(3, "unexcused: [dv02, dv02]").replace("date:", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\ndate:")
    assert found(tmp_path, {MARCH: text}) == []


@pytest.mark.parametrize("facts", [None, {}])
def test_a_record_without_attendance_is_passed_over(facts: dict[str, str] | None) -> None:
    assert list(check(record("2024-03", facts), cell())) == []


def test_an_unknown_person_twice_is_unknown(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "unexcused: [dv77, dv77]  # ! RE101 RE101")})


def test_a_name_twice_is_not_a_wrong_total_too(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(3, "unexcused: [dv02, dv02]  # ! AT103")})


# --- as a number ---------------------------------------------------------------------------------------

IN_B = f"{OTHER}/2024/03-regular.md"


@pytest.mark.parametrize(
    "lines", [["also_present: 1"], ["also_present: 0"], ["also_present: 1", "excused: {dv05: sick}"]]
)
def test_as_many_as_are_away(tmp_path: Path, lines: list[str]) -> None:
    assert found(tmp_path, {MARCH: held(5 - len(lines), *lines)}) == []


def test_more_than_are_away(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: held(4, "also_present: 2  # ! AT103")})
    error = only(diagnostics)
    assert places(diagnostics) == [("AT103", 7, 3, 18)]
    assert error.found == ("`also_present` ghi 2 người.", "`also_present` says 2.")
    assert error.expected == ("Hôm đó chỉ 1 người không phải dự.", "Not due that day: only 1.")
    assert error.hint.vi.endswith("thì ghi `away` trong members.yml.")


def test_some_came_though_nobody_is_away(tmp_path: Path) -> None:
    nobody = str(USUAL[MEMBERS]).replace(", away: [{kind: exempt, from: 2023-01-01}]", "")
    all_due = {path: str(USUAL[path]).replace("present: 5", "present: 6") for path in (JANUARY, FEBRUARY)}
    error = only(found(tmp_path, {**all_due, MEMBERS: nobody, MARCH: held(5, "also_present: 1  # ! AT103")}))
    assert error.expected == ("Hôm đó ai cũng phải dự.", "Everybody was due that day.")


def test_members_outside_the_committee_may_come_as_a_number(tmp_path: Path) -> None:
    assert found(tmp_path, {COMMITTEE: held(2, "also_present: 3", roll=2)}) == []
    error = only(found(tmp_path, {COMMITTEE: held(2, "also_present: 4  # ! AT103", roll=2)}))
    assert error.expected.vi == "Hôm đó chỉ 3 người không phải dự."


def test_wrong_totals_are_told_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(3, "also_present: 2").replace("present: 3", "present: 3  # ! AT101")})
    found(tmp_path, {MARCH: held(6, "also_present: 2", roll=7).replace("roll: 7", "roll: 7  # ! AT102")})
    found(tmp_path, {MARCH: held(4, "also_present: 2", roll=7).replace("roll: 7", "roll: 7  # ! AT102")})
    found(
        tmp_path, {IN_B: held(8, "away: 0", "also_present: 2", roll=9).replace("present: 8", "present: 8  # ! AT101")}
    )


def test_a_doubtful_day_leaves_those_away_unknown(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "also_present: 2").replace("2024-03-05", "2014-03-05  # ! ME103")})
    in_b = held(9, "away: 0", "also_present: 2", roll=9)
    found(tmp_path, {IN_B: in_b.replace("2024-03-05", "2014-03-05  # ! ME103")})


def test_names_that_are_on_no_roll_are_told_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: held(4, "also_present: [dv77, dv78]  # ! RE101 RE101")})


@pytest.mark.parametrize(
    ("present", "away", "came", "expected"),
    [
        (7, "2", "2", ""),
        (9, "0", "0", ""),
        (7, "2", "3", "`away` chỉ ghi 2 người không phải dự."),
        (9, "0", "2", "Hôm đó ai cũng phải dự."),
        (7, "2", "[x1, x2]", ""),
        (7, "2", "[x1, x2, x3]", "`away` chỉ ghi 2 người không phải dự."),
    ],
)
def test_without_a_roll_away_says_how_many(tmp_path: Path, present: int, away: str, came: str, expected: str) -> None:
    mark = "  # ! AT103" if expected else ""
    told = found(tmp_path, {IN_B: held(present, f"away: {away}", f"also_present: {came}{mark}", roll=9)})
    assert [d.expected.vi for d in told] == ([expected] if expected else [])
    assert all("members.yml" not in d.hint.vi for d in told)


def test_without_a_roll_and_away_no_more_than_everybody_came(tmp_path: Path) -> None:
    assert found(tmp_path, {IN_B: held(7, "excused: 2", "also_present: 2", roll=9)}) == []
    error = only(found(tmp_path, {IN_B: held(7, "excused: 2", "also_present: 3  # ! AT103", roll=9)}))
    assert error.expected.vi == "Tổng số 9 đảng viên, `present` đã tính 7: còn nhiều nhất 2."
    committee = {IN_B.replace("regular", "committee"): held(3, "also_present: 5", roll=3)}
    assert found(tmp_path / "b", committee) == []


def test_a_broken_roll_leaves_those_away_unknown(tmp_path: Path) -> None:
    found(tmp_path, {MEMBERS: "dv01: {joined: x}  # ! FI003\n", MARCH: held(4, "also_present: 5")})


def test_a_name_twice_is_told_alone(tmp_path: Path) -> None:
    found(tmp_path, {IN_B: held(7, "away: 2", "also_present: [x1, x1, x2]  # ! AT103", roll=9)})


def test_nothing_is_known_without_the_totals() -> None:
    facts = {"attendance": {"roll": "5", "also_present": "9"}}
    assert list(check(record("2024-03", facts), cell())) == []
    assert list(check(record("2024-03", {"attendance": {"present": "5", "also_present": "9"}}), cell())) == []
