from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules import ta102_due_before
from tests.books import cell, record
from tests.support import STRICT, STRICT_MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path


def held(due: str, more: str = "", date: str = "2024-03-05") -> str:
    return meeting(
        f"date: {date}\ntime: 07:30-09:40\nattendance: {{roll: 10, present: 9}}\ntasks:\n  t1:\n    title: Làm đường\n"
        f"    due: {due}\n  t2: {{title: Trồng rừng, due: 2024-05-01}}\n{more}"
    )


@pytest.mark.parametrize("due", ["2024-05-01", ""], ids=["later", "no day"])
def test_a_task_due_after_the_meeting(tmp_path: Path, due: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(due)}) == []


def test_a_task_due_on_the_day_of_the_meeting(tmp_path: Path) -> None:
    text = held("2024-03-05  # ! TA101")
    assert only(found(tmp_path, {**STRICT, STRICT_MARCH: text})).code == "TA101"


def test_a_task_due_the_day_before(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: held("2024-03-04  # ! TA102")})
    assert places(diagnostics) == [("TA102", 8, 5, 20)]
    error = only(diagnostics)
    assert error.found.vi == "Nhiệm vụ t1 có hạn 04/3/2024."
    assert error.expected.vi == "Hạn không sớm hơn ngày họp 05/3/2024."
    assert (error.kind, error.severity, error.subject) == ("invalid", "error", "t1")


def test_each_task_is_one_finding(tmp_path: Path) -> None:
    text = held("2023-03-25  # ! TA102").replace("2024-05-01}", "2023-05-01}  # ! TA102")
    assert [d.subject for d in found(tmp_path, {**STRICT, STRICT_MARCH: text})] == ["t1", "t2"]


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held("2023-03-25  # ! TA102", "colour: red  # ! FI001\n")})


@pytest.mark.parametrize(
    "text",
    [
        held("2023-03-25", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n"),
        held("2024-03-01", date="2024-05-05  # ! ME103"),
    ],
    ids=["not held", "a doubtful date"],
)
def test_a_record_that_is_not_judged(tmp_path: Path, text: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_meeting_to_come_is_judged_too(tmp_path: Path) -> None:
    text = held("2024-04-15  # ! TA102", date="2024-04-16")
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_record_that_cannot_be_read() -> None:
    assert list(ta102_due_before.check(record("2024-03", None), cell())) == []
