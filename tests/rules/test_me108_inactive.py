from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, MARCH, OTHER, USUAL, Files, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

HELD = "date: 2024-03-05  # ! ME108\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}"


def cell(under: str, founded: str = "2010-05-01", more: str = "") -> str:
    return f"name: Chi bộ bản A\ntype: village\nunder: [{under}]\nfounded: {founded}\n{more}"


USUAL_UNDER = "{unit: xa-tan-doan, from: 2010-05-01}"


def test_an_active_cell(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize("closed", ["2024-03-05", "2024-12-31"])
def test_the_last_day_is_active(tmp_path: Path, closed: str) -> None:
    assert found(tmp_path, {CELL: cell(USUAL_UNDER, more=f"closed: {closed}\n")}) == []


def test_a_meeting_not_held_is_not_judged(tmp_path: Path) -> None:
    text = meeting("state: planned\ndate: 2024-03-05")
    assert found(tmp_path, {CELL: cell(USUAL_UNDER, more="closed: 2024-02-29\n"), MARCH: text}) == []


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (
            {CELL: cell(USUAL_UNDER, more="closed: 2024-02-29\nsuccessor: ban-b\n")},
            "kết thúc hoạt động ngày 29/02/2024",
        ),
        ({CELL: cell("{unit: xa-tan-doan, from: 2010-05-01, to: 2024-02-29}")}, "không trực thuộc đơn vị nào"),
        ({DISTRICT: f"{str(USUAL[DISTRICT]).rstrip()}\n        to: 2024-02-29"}, "Đảng bộ kết thúc ngày 29/02/2024"),
    ],
    ids=["closed", "no unit", "district ended"],
)
def test_why_it_was_not_active(tmp_path: Path, files: Files, why: str) -> None:
    other = f"{OTHER}/2024/03-regular.md"
    gone = {other: None} if DISTRICT in files else {}
    diagnostics = found(tmp_path, {**files, **gone, MARCH: meeting(HELD)})
    assert places(diagnostics) == [("ME108", 2, 1, 17)]
    error = only(diagnostics)
    assert why in error.expected.vi
    assert ("ban-b" in error.hint.vi) == ("closed" in why or "hoạt động" in why)


def test_a_cell_that_closes_later_but_stands_under_no_unit(tmp_path: Path) -> None:
    text = cell("{unit: xa-tan-doan, from: 2010-05-01, to: 2024-02-29}", more="closed: 2024-12-31\n")
    assert "đơn vị" in only(found(tmp_path, {CELL: text, MARCH: meeting(HELD)})).expected.vi


def test_before_its_district_began(tmp_path: Path) -> None:
    text = str(USUAL[DISTRICT]).replace("from: 1964-01-01", "from: 2012-01-01")
    old = meeting(HELD.replace("2024-03-05", "2011-03-05"))
    error = only(found(tmp_path, {DISTRICT: text, "records/van-quan/cells/ban-a/2011/03-regular.md": old}))
    assert error.expected.vi == "Đảng bộ thành lập ngày 01/01/2012."


def test_before_it_was_founded(tmp_path: Path) -> None:
    files = {CELL: cell("{unit: xa-tan-doan, from: 2024-03-10}", "2024-03-10"), MARCH: meeting(HELD)}
    early = {f"records/van-quan/cells/ban-a/2024/0{n}-regular.md": None for n in (1, 2)}
    assert "10/3/2024" in only(found(tmp_path, {**early, **files})).expected.vi
