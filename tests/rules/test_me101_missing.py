from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, JANUARY, MARCH, OTHER, RULEBOOK, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

MISSING = f"ME101 {CELL}:1:1"
CONVENTIONS = "records/rulebook/quy-uoc.yml"


def test_every_month_recorded(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU",
        "state: postponed\nreason: Lũ",
        "state: planned\ndate: 2024-04-20",
    ],
)
def test_a_month_that_is_accounted_for(tmp_path: Path, text: str) -> None:
    as_of = dt.date(2024, 4, 10) if "planned" in text else dt.date(2024, 4, 15)
    assert found(tmp_path, {MARCH: meeting(text)}, as_of=as_of) == []


@pytest.mark.parametrize(("day", "missing"), [(10, False), (11, True)])
def test_from_the_day_after_the_due_day(tmp_path: Path, day: int, missing: bool) -> None:
    marks = [MISSING] if missing else []
    assert len(found(tmp_path, {MARCH: None}, *marks, as_of=dt.date(2024, 4, day))) == missing


@pytest.mark.parametrize("change", ["founded: 2024-03-02", "closed: 2024-03-30"])
def test_a_cell_not_active_the_whole_month(tmp_path: Path, change: str) -> None:
    text = str(USUAL[CELL])
    text = text.replace("founded: 2010-05-01", change) if "founded" in change else f"{text.rstrip()}\n        {change}"
    text = text.replace("from: 2010-05-01", "from: 2024-03-02") if "founded" in change else text
    files = {CELL: text, MARCH: None}
    if "founded" in change:
        files |= {JANUARY: None, JANUARY.replace("01-", "02-"): None}
    assert found(tmp_path, files) == []


def test_without_a_rule_no_month_is_required(tmp_path: Path) -> None:
    text = str(USUAL[RULEBOOK]).replace("regular: {every: month}", "regular: {}")
    assert found(tmp_path, {RULEBOOK: text, MARCH: None}) == []


def test_without_a_due_day_nothing_is_missing(tmp_path: Path) -> None:
    assert found(tmp_path, {CONVENTIONS: None, MARCH: None}) == []


def test_one_document_for_both_is_named_once(tmp_path: Path) -> None:
    text = str(USUAL[RULEBOOK]).replace("every: month", "every: month, record_due_day: 10")
    error = only(found(tmp_path, {CONVENTIONS: None, RULEBOOK: text, MARCH: None}, MISSING))
    assert error.document == "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"


def test_a_missing_month(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: None}, MISSING)
    assert places(diagnostics) == [("ME101", 1, 1, 1)]
    error = only(diagnostics)
    assert (error.period, error.kind, error.severity) == ("2024-03", "unmet", "error")
    assert error.found.vi == "Tháng 3/2024 chưa có biên bản sinh hoạt thường kỳ."
    assert error.found.en == "2024-03 has no record of its regular meeting."
    assert "2024/03-regular.md" in error.expected.vi
    assert "10/4/2024" in error.expected.vi
    assert "2024-04-10" in error.expected.en
    assert error.document == "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018; Quy ước về hạn ghi"


def test_a_plan_past_its_due_day(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: meeting("state: planned\ndate: 2024-03-05")}, MISSING))
    assert "dự kiến" in error.found.vi
    assert "planned" in error.found.en


def test_a_thematic_meeting_does_not_stand_in_for_the_regular_one(tmp_path: Path) -> None:
    thematic = {MARCH.replace("regular", "thematic"): str(USUAL[MARCH]).replace("date:", "theme: Giữ rừng\ndate:")}
    found(tmp_path, {MARCH: None, **thematic}, MISSING)


def test_each_month_and_cell_has_its_own(tmp_path: Path) -> None:
    files = {JANUARY: None, MARCH: None, f"{OTHER}/2024/02-regular.md": None}
    diagnostics = found(tmp_path, files, MISSING, MISSING, f"ME101 {OTHER}/cell.yml:1:1", f"ME102 {OTHER}/cell.yml:1:1")
    assert sorted(d.period for d in diagnostics) == ["2024-01", "2024-02", "2024-03", "2024-Q1"]
    assert len({d.fingerprint for d in diagnostics}) == 4


def test_an_invalid_record_is_not_missing_too(tmp_path: Path) -> None:
    found(
        tmp_path, {MARCH: meeting("date: 2024-03-32  # ! FI003\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}")}
    )


def test_months_before_the_record_keeping_began(tmp_path: Path) -> None:
    later = str(USUAL[DISTRICT]).replace("records_from: 2024-01", "records_from: 2024-02")
    assert found(tmp_path, {DISTRICT: later, JANUARY: None}) == []


def test_the_rulebook_cannot_lower_it_below_an_obligation(tmp_path: Path) -> None:
    text = f"{str(USUAL[RULEBOOK]).rstrip()}\n        severity: {{ME101: warning}}"
    assert only(found(tmp_path, {RULEBOOK: text, MARCH: None}, MISSING)).severity == "warning"
