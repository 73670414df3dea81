from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from generator.model.meeting import Meeting
from generator.rules.me108_inactive import check
from tests import books
from tests.support import CELL, DISTRICT, MARCH, OTHER, USUAL, Files, checked, found, meeting, only, places

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
    assert ("ban-b" in error.hint.vi) == ("ban-b" in error.hint.en) == ("hoạt động" in why)


def test_a_cell_that_closed_without_a_successor(tmp_path: Path) -> None:
    error = only(found(tmp_path, {CELL: cell(USUAL_UNDER, more="closed: 2024-02-29\n"), MARCH: meeting(HELD)}))
    assert error.hint == ("Sửa `date`, hoặc `closed` trong cell.yml.", "Correct `date`, or `closed` in cell.yml.")


def test_a_cell_that_closes_later_but_stands_under_no_unit(tmp_path: Path) -> None:
    text = cell("{unit: xa-tan-doan, from: 2010-05-01, to: 2024-02-29}", more="closed: 2024-12-31\n")
    assert "đơn vị" in only(found(tmp_path, {CELL: text, MARCH: meeting(HELD)})).expected.vi


@pytest.mark.parametrize(
    ("cell_text", "district"),
    [
        (cell("{unit: xa-tan-doan, from: 2024-03-06}", "2024-03-05"), ""),
        (cell("{unit: xa-tan-doan, from: 2010-05-01, to: 2024-03-04}", more="closed: 2024-03-05\n"), ""),
        (cell("{unit: xa-tan-doan, from: 2010-05-01, to: 2024-03-04}"), "from: 2024-03-05"),
        (cell("{unit: xa-tan-doan, from: 2010-05-01, to: 2024-03-04}"), "from: 1964-01-01\n        to: 2024-03-05"),
    ],
    ids=["founded", "closed", "district began", "district ended"],
)
def test_on_a_first_or_last_day_the_unit_is_what_is_missing(tmp_path: Path, cell_text: str, district: str) -> None:
    rest = {path: None for path in USUAL if "/2024/0" in path}
    files = {**rest, CELL: cell_text, MARCH: meeting(HELD)}
    if district:
        files[DISTRICT] = str(USUAL[DISTRICT]).replace("from: 1964-01-01", district, 1)
    error = next(d for d in checked(tmp_path, files).diagnostics if d.code == "ME108")
    assert "không trực thuộc đơn vị nào" in error.expected.vi


def test_a_date_far_from_its_month_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: meeting(HELD.replace("2024-03-05  # ! ME108", "2004-03-05  # ! ME103"))})


@pytest.mark.parametrize("undated", [None, Meeting()])
def test_without_a_date_nothing_is_judged(undated: Meeting | None) -> None:
    unread = books.record("2024-03", None)
    assert list(check(dataclasses.replace(unread, meeting=undated), books.cell())) == []


def test_before_its_district_began(tmp_path: Path) -> None:
    text = str(USUAL[DISTRICT]).replace("from: 1964-01-01", "from: 2012-01-01")
    old = meeting(HELD.replace("2024-03-05", "2011-03-05"))
    error = only(found(tmp_path, {DISTRICT: text, "records/van-quan/cells/ban-a/2011/03-regular.md": old}))
    assert error.expected == ("Đảng bộ thành lập ngày 01/01/2012.", "The district began on 2012-01-01.")


def test_before_it_was_founded(tmp_path: Path) -> None:
    files = {CELL: cell("{unit: xa-tan-doan, from: 2024-03-10}", "2024-03-10"), MARCH: meeting(HELD)}
    early = {f"records/van-quan/cells/ban-a/2024/0{n}-regular.md": None for n in (1, 2)}
    assert "10/3/2024" in only(found(tmp_path, {**early, **files})).expected.vi
