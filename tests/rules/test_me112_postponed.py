from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, JANUARY, MARCH, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

POSTPONED = meeting("state: postponed\nreason: Lũ chia cắt bản")
STILL = f"ME112 {CELL}:1:1"


def test_held_later(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-02-03\ntime: 07:30-09:30\nattendance: {roll: 6, present: 5}\npostponed: {from: 2024-01-05, reason: Lũ}"
    )
    assert found(tmp_path, {JANUARY: text}) == []


def test_not_yet_at_the_end_of_the_following_month(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: POSTPONED}, as_of=dt.date(2024, 4, 30)) == []


def test_the_day_after(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: POSTPONED}, STILL, as_of=dt.date(2024, 5, 1))
    assert places(diagnostics) == [("ME112", 1, 1, 1)]
    error = only(diagnostics)
    assert (error.period, error.severity, error.kind) == ("2024-03", "error", "unmet")
    assert "30/4/2024" in error.expected.vi


def test_it_stands_instead_of_a_missing_month(tmp_path: Path) -> None:
    assert [d.code for d in found(tmp_path, {JANUARY: POSTPONED}, STILL)] == ["ME112"]


@pytest.mark.parametrize("start", ["2024-02"])
def test_a_month_that_was_not_required(tmp_path: Path, start: str) -> None:
    later = str(USUAL[DISTRICT]).replace("records_from: 2024-01", f"records_from: {start}")
    assert found(tmp_path, {DISTRICT: later, JANUARY: POSTPONED}) == []
