from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules.re104_unknown_seat import check
from tests.books import cell, record
from tests.support import MARCH, OBSERVERS, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
IN_2023 = "records/van-quan/cells/ban-a/2023/12-regular.md"


def test_seats_of_the_year(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}observers: [btv-01, bch-07]")}) == []


def test_a_broken_plan_is_one_message(tmp_path: Path) -> None:
    files = {OBSERVERS: "btv-01: {level: uy-vien}  # ! FI003", MARCH: meeting(f"{FRONT}observers: [xyz]")}
    found(tmp_path, files)


def test_an_unknown_seat(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: meeting(f"{FRONT}observers: [btv-01, bch-7]  # ! RE104")})
    assert places(diagnostics) == [("RE104", 5, 21, 26)]
    assert "“bch-07”?" in only(diagnostics).hint.vi
    assert only(diagnostics).expected.vi == "Mã phải có trong observers/2024.yml."


def test_the_year_of_the_path_counts(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-01-02\ntime: 07:30-09:30\nattendance: {roll: 6, present: 5}\nobservers: [btv-01]  # ! RE104"
    )
    error = only(found(tmp_path, {IN_2023: text}))
    assert error.expected.vi == "Năm 2023 chưa có tệp observers/2023.yml."


def test_a_record_that_cannot_be_read_names_nobody() -> None:
    assert list(check(record("2024-03", None), cell())) == []
