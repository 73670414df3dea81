from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from generator.rules.re106_unknown_cell import check, check_cell
from tests import books
from tests.support import CELL, MARCH, MEMBERS, OBSERVERS, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
EVENTS = "records/van-quan/events/2024.yml"


@pytest.mark.parametrize(
    "line", ["joint_with: [ban-b]", "joint_with: [van-quan/ban-b]", "followup: {2024-02/t1: done}"]
)
def test_known_cells(tmp_path: Path, line: str) -> None:
    events = "inspections: [{date: 2024-03-12, kind: supervision, cells: [ban-a, ban-b]}]"
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}{line}"), EVENTS: events}) == []


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("joint_with: [ban-b, ban-v]", (5, 21, 26)),
        ("joint_with: [van-quang/ban-b]", (5, 14, 29)),
        ("chair: ban-v/dv01", (5, 1, 18)),
        ("minutes_by: ban-v/dv01", (5, 1, 23)),
        ("followup: {ban-v/2024-02/t1: done}", (5, 12, 34)),
    ],
)
def test_in_a_meeting(tmp_path: Path, line: str, span: tuple[int, int, int]) -> None:
    diagnostics = found(tmp_path, {MARCH: meeting(f"{FRONT}{line}  # ! RE106")})
    assert places(diagnostics) == [("RE106", *span)]
    assert "Có phải" in only(diagnostics).hint.vi


def test_only_cells_of_the_district_are_suggested_alone() -> None:
    home = dataclasses.replace(books.district(), cells=frozenset({"huyen-a/ban-na", "huyen-b/ban-xa"}))
    cell = books.cell(home=home, closed="2024-03-31", successor="ban-xb")
    assert [finding.hint.vi.partition("?")[0] for finding in check_cell(cell)] == ["Có phải “ban-na”"]


def test_a_record_that_cannot_be_read_names_no_cell() -> None:
    assert list(check(books.record("2024-03", None), books.cell())) == []


def test_a_successor(tmp_path: Path) -> None:
    text = f"{str(USUAL[CELL]).rstrip()}\n        closed: 2024-03-31\n        successor: thon-moi  # ! RE106"
    assert places(found(tmp_path, {CELL: text})) == [("RE106", 7, 1, 20)]


@pytest.mark.parametrize("line", ["joint_with: [ban-a]", "joint_with: [ban-b, van-quan/ban-a]"])
def test_a_meeting_held_together_with_the_cell_itself(tmp_path: Path, line: str) -> None:
    diagnostic = only(found(tmp_path, {MARCH: meeting(f"{FRONT}{line}  # ! RE106")}))
    assert "là chính chi bộ này" in diagnostic.found.vi


@pytest.mark.parametrize("ref", ["ban-a", "van-quan/ban-a"])
def test_a_cell_that_succeeds_itself(tmp_path: Path, ref: str) -> None:
    text = f"{str(USUAL[CELL]).rstrip()}\n        closed: 2024-03-31\n        successor: {ref}  # ! RE106"
    assert "is this cell itself" in only(found(tmp_path, {CELL: text})).found.en


def test_where_a_member_came_from(tmp_path: Path) -> None:
    text = f"{str(USUAL[MEMBERS]).rstrip()}\n        dv07: {{joined: 2024-03-20, was: ban-cu/dv11}}  # ! RE106"
    assert places(found(tmp_path, {MEMBERS: text})) == [("RE106", 7, 28, 44)]


def test_in_a_plan_of_visits(tmp_path: Path) -> None:
    text = """
        btv-01: {level: committee, cells: {ban-a: 1, ban-c: 2}}  # ! RE106
        bch-07: {level: committee, cells: [ban-d]}  # ! RE106
        """
    assert places(found(tmp_path, {OBSERVERS: text})) == [("RE106", 1, 46, 54), ("RE106", 2, 36, 41)]


def test_in_an_inspection(tmp_path: Path) -> None:
    text = (
        "inspections:\n  - {date: 2024-03-12, kind: inspection, cells: [ban-a]}\n  - cells: [ban-a, ban-c]  # ! RE106\n"
    )
    assert places(found(tmp_path, {EVENTS: text})) == [("RE106", 3, 20, 25)]


def test_a_fault_elsewhere_in_the_file_hides_no_unknown_cell(tmp_path: Path) -> None:
    seats = "btv-01: {level: boss}  # ! FI003\nbch-07: {level: committee, cells: [ban-d]}  # ! RE106\n"
    events = "training:\n  - {date: x}  # ! FI003\ninspections:\n  - cells: [ban-a, ban-c]  # ! RE106\n"
    found(tmp_path, {OBSERVERS: seats, EVENTS: events})
