from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.me103_period import check
from tests.books import cell, record
from tests.support import JANUARY, MARCH, MEMBERS, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

NOBODY_LEFT = "".join(f"dv0{n}: {{joined: 2010-05-01}}\n" for n in range(1, 7))


def held(date: str, roll: int = 5, present: int = 4) -> str:
    return meeting(f"date: {date}\ntime: 07:30-09:30\nattendance: {{roll: {roll}, present: {present}}}")


@pytest.mark.parametrize("date", ["2024-03-01", "2024-04-30", "2024-02-28"])
def test_in_the_month_or_next_to_it(tmp_path: Path, date: str) -> None:
    assert found(tmp_path, {MARCH: held(date)}) == []


def test_across_the_turn_of_the_year(tmp_path: Path) -> None:
    assert found(tmp_path, {JANUARY: held("2023-12-28", 6, 5)}) == []


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("2023-03-05", "2024-03-05"),
        ("2024-05-01", "2024-03-01"),
        ("2024-01-31", "2024-03-31"),
        ("2024-12-05", "2024-03-05"),
    ],
)
def test_further_away(tmp_path: Path, date: str, meant: str) -> None:
    diagnostics = found(tmp_path, {MARCH: held(f"{date}  # ! ME103")})
    assert places(diagnostics) == [("ME103", 2, 1, 17)]
    error = only(diagnostics)
    assert "01/02/2024 đến 30/4/2024" in error.expected.vi
    assert f"“{meant}”?" in error.hint.vi
    assert f"{date[:4]}/{date[5:7]}-regular.md" in error.hint.vi


def test_nothing_else_is_judged_by_a_doubtful_date(tmp_path: Path) -> None:
    """On 5 March 2014 the roll, the exempt member and dv05 were others; long before 2010 there was no cell."""
    text = meeting(
        "date: 2014-03-05  # ! ME103\ntime: 07:30-09:30\nattendance: {roll: 5, present: 3, excused: {dv05: sick}}"
    )
    found(tmp_path, {MARCH: text})
    found(tmp_path, {MARCH: held("2004-03-05  # ! ME103")})


def test_a_leap_day_of_a_year_without_one(tmp_path: Path) -> None:
    last_june = "records/van-quan/cells/ban-a/2023/06-regular.md"
    error = only(found(tmp_path, {last_june: held("2024-02-29  # ! ME103", 6, 5)}))
    assert "“2023-06-29”?" in error.hint.vi


@pytest.mark.parametrize("facts", [None, {"state": "waived"}])
def test_without_a_date_there_is_nothing_to_compare(facts: dict[str, str] | None) -> None:
    assert list(check(record("2024-03", facts), cell())) == []


def test_a_plan_too(tmp_path: Path) -> None:
    found(
        tmp_path,
        {"records/van-quan/cells/ban-a/2024/04-regular.md": meeting("state: planned\ndate: 2025-04-20  # ! ME103")},
    )


def test_a_roll_without_leavers_is_of_no_matter(tmp_path: Path) -> None:
    files = {MEMBERS: NOBODY_LEFT, MARCH: held("2024-03-05", 6, 6), JANUARY: held("2024-01-05", 6, 6)}
    february = JANUARY.replace("01-", "02-")
    text = meeting("date: 2024-02-05\ntime: 07:30-09:30\ntheme: Giữ rừng\nattendance: {roll: 6, present: 6}")
    assert found(tmp_path, {**files, february: text}) == []
