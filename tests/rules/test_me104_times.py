from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules.me104_times import check
from tests.books import cell, record
from tests.support import MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path


def held(time: str) -> str:
    return meeting(f"date: 2024-03-05\ntime: {time}\nattendance: {{roll: 5, present: 4}}")


@pytest.mark.parametrize("time", ["07:30-07:31", "7h30-9h15", "22:30-24:00", "00:00-24:00"])
def test_in_order(tmp_path: Path, time: str) -> None:
    assert found(tmp_path, {MARCH: held(time)}) == []


@pytest.mark.parametrize(
    ("time", "meant"),
    [
        ("09:15-07:30", "07:30-09:15"),
        ("13:30-3:00", "13:30-15:00"),
        ("19h30-9h00", "19:30-21:00"),
        ("12:00-1:00", "12:00-13:00"),
        ("15:00-3:00", "03:00-15:00"),
        ("12:30-12:00", "12:00-12:30"),
        ("07:30-07:30", ""),
    ],
)
def test_out_of_order(tmp_path: Path, time: str, meant: str) -> None:
    diagnostics = found(tmp_path, {MARCH: held(f"{time}  # ! ME104")})
    assert places(diagnostics) == [("ME104", 3, 1, 7 + len(time))]
    hint = only(diagnostics).hint.vi
    assert f"“{meant}”?" in hint if meant else "Có phải" not in hint


@pytest.mark.parametrize("facts", [None, {"state": "waived"}])
def test_without_times_there_is_nothing_to_compare(facts: dict[str, str] | None) -> None:
    assert list(check(record("2024-03", facts), cell())) == []
