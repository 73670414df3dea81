from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.rules.me111_not_held import check
from tests.books import cell, record
from tests.support import MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

MAY = "records/van-quan/cells/ban-a/2024/05-regular.md"


@pytest.mark.parametrize("text", ["state: waived\nreason: Lũ\ndecision: 15-CV/ĐU", "state: postponed\nreason: Lũ"])
def test_other_states(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {MARCH: meeting(text)}) == []


def test_what_lies_ahead_is_not_judged(tmp_path: Path) -> None:
    assert found(tmp_path, {MAY: meeting("state: not_held\nreason: Tháng đại hội")}) == []


def test_from_the_first_day_of_the_month(tmp_path: Path) -> None:
    text = meeting("state: not_held  # ! ME111\nreason: Tháng đại hội")
    found(tmp_path, {MAY.replace("05-", "04-"): text}, as_of=dt.date(2024, 4, 1))


def test_not_held(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: meeting("reason: Lũ chia cắt bản\nstate: not_held  # ! ME111")})
    assert places(diagnostics) == [("ME111", 3, 1, 16)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert "3/2024" in warning.found.vi
    assert warning.document == "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"


def test_no_document_asks_for_the_other_kinds(tmp_path: Path) -> None:
    thematic = {MARCH.replace("regular", "thematic-rung"): meeting("state: not_held  # ! ME111\nreason: Lũ")}
    assert only(found(tmp_path, thematic)).document == ""


def test_a_record_that_cannot_be_read_says_nothing() -> None:
    assert list(check(record("2024-03", None), cell())) == []


def test_a_month_not_held_is_not_missing_too(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: meeting("state: not_held  # ! ME111\nreason: Lũ")})
