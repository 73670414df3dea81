from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.support import CELL, FEBRUARY, JANUARY, MARCH, RULEBOOK, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = str(USUAL[FEBRUARY]).replace("theme: Xây dựng nông thôn mới\n", "")
THEMATIC = "records/van-quan/cells/ban-a/2024/03-thematic-rung.md"
NONE = f"ME102 {CELL}:1:1"


def test_a_combined_meeting_is_enough(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_a_thematic_meeting_of_its_own(tmp_path: Path) -> None:
    text = str(USUAL[MARCH]).replace("date:", "theme: Giữ rừng\ndate:")
    assert found(tmp_path, {FEBRUARY: PLAIN, THEMATIC: text}) == []


def test_a_quarter_not_over(tmp_path: Path) -> None:
    assert found(tmp_path, {FEBRUARY: PLAIN}, as_of=dt.date(2024, 3, 31)) == []


def test_a_quarter_with_a_waived_month_is_not_required(tmp_path: Path) -> None:
    waived = meeting("state: waived\nreason: Lũ\ndecision: 15-CV/ĐU")
    assert found(tmp_path, {FEBRUARY: PLAIN, JANUARY: waived}) == []


def test_without_a_rule_no_quarter_is_required(tmp_path: Path) -> None:
    text = str(USUAL[RULEBOOK]).replace("        thematic: {every: quarter}\n", "")
    assert found(tmp_path, {FEBRUARY: PLAIN, RULEBOOK: text}) == []


def test_a_quarter_without_one(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {FEBRUARY: PLAIN}, NONE)
    assert places(diagnostics) == [("ME102", 1, 1, 1)]
    warning = only(diagnostics)
    assert (warning.period, warning.severity, warning.kind) == ("2024-Q1", "warning", "unmet")
    assert "Quý 1/2024" in warning.found.vi
    assert warning.document == "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"


def test_a_thematic_meeting_that_did_not_take_place(tmp_path: Path) -> None:
    text = meeting("state: not_held  # ! ME111\nreason: Mất điện")
    found(tmp_path, {FEBRUARY: PLAIN, THEMATIC: text}, NONE)


def test_an_invalid_record_may_be_the_one(tmp_path: Path) -> None:
    wrong = PLAIN.replace("present: 5", "present: 2  # ! AT101")
    found(tmp_path, {FEBRUARY: wrong})
    unreadable = str(USUAL[MARCH]).replace("roll: 5", "roll: [5  # ! YA001")
    found(tmp_path, {FEBRUARY: PLAIN, MARCH: unreadable})


def quarter_2(change: tuple[str, str] = ("", "")) -> dict[str, str]:
    """April to June, for both cells; the other one with a theme."""
    files = {}
    for cell, roll, present in (("ban-a", 5, 4), ("ban-b", 9, 9)):
        for month in (4, 5, 6):
            theme = "theme: Giữ rừng\n" if cell == "ban-b" and month == 4 else ""
            path = f"records/van-quan/cells/{cell}/2024/{month:02d}-regular.md"
            files[path] = meeting(
                f"date: 2024-{month:02d}-05\ntime: 07:30-09:30\n{theme}attendance: {{roll: {roll}, present: {present}}}"
            )
    first = "records/van-quan/cells/ban-a/2024/04-regular.md"
    return {**files, first: files[first].replace(*change)}


def test_a_meeting_of_another_quarter_is_not_enough(tmp_path: Path) -> None:
    assert only(found(tmp_path, quarter_2(), NONE, as_of=dt.date(2024, 7, 5))).period == "2024-Q2"


def test_an_invalid_record_of_another_quarter_leaves_no_doubt(tmp_path: Path) -> None:
    wrong = str(USUAL[MARCH]).replace("present: 4", "present: 1  # ! AT101")
    diagnostics = found(tmp_path, {**quarter_2(), MARCH: wrong}, NONE, as_of=dt.date(2024, 7, 5))
    assert [d.period for d in diagnostics] == ["", "2024-Q2"]
    found(
        tmp_path, quarter_2(("present: 4}", "present: 4}\ntheme: Giữ rừng")) | {MARCH: wrong}, as_of=dt.date(2024, 7, 5)
    )


def test_a_broken_committee_record_is_not_the_one(tmp_path: Path) -> None:
    committee = f"{FEBRUARY.rsplit('/', 1)[0]}/02-committee.md"
    found(tmp_path, {FEBRUARY: PLAIN, committee: meeting("date: [2024  # ! YA001")}, NONE)
