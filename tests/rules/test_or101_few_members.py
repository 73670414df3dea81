from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.support import STRICT, STRICT_CELL, STRICT_MEMBERS, STRICT_RULES, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

FEW = f"OR101 {STRICT_CELL}:1:1"
GONE = (
    "{joined: 2010-05-01, official: 2001-05-19, left: 2024-04-14, roles: [{role: committee_member, from: 2020-05-01}]}"
)
FULL = "{joined: 2010-05-01, official: 2001-05-19}"
EXEMPT = "{joined: 2010-05-01, official: 1975-02-03, away: [{kind: exempt, from: 2023-01-01}]}"
NEW = "{joined: 2010-05-01, admitted: 2023-09-02}"


def members(*people: str, left: str = "2024-04-14") -> str:
    """These members, with an exempt one last unless told, and members who have left up to a roll of ten."""
    some = [*people, *[GONE] * (9 - len(people))]
    lines = [f"dv{n:02d}: {person}" for n, person in enumerate(some, 1)]
    return "\n".join([*lines, f"dv10: {EXEMPT}"]).replace("2024-04-14", left) + "\n"


@pytest.mark.parametrize(
    "roll",
    [
        members(FULL, FULL),
        members(FULL, FULL, NEW),
        members(FULL, left="2024-04-15"),
        members(FULL, FULL.replace("2001-05-19", "2024-04-15")),
    ],
    ids=["two and an exempt one", "and a probationary one", "others on their last day", "full member from today"],
)
def test_enough_full_members(tmp_path: Path, roll: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MEMBERS: roll}) == []


@pytest.mark.parametrize(
    ("roll", "told"),
    [
        (members(FULL), "Chi bộ có 2 đảng viên chính thức."),
        (members(FULL, NEW, NEW), "Chi bộ có 2 đảng viên chính thức, 2 dự bị."),
        (members(FULL, FULL.replace("2001-05-19", "2024-04-16")), "Chi bộ có 2 đảng viên chính thức, 1 dự bị."),
    ],
    ids=["one and an exempt one", "probationary ones do not count", "full member from tomorrow"],
)
def test_too_few(tmp_path: Path, roll: str, told: str) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MEMBERS: roll}, FEW)
    assert places(diagnostics) == [("OR101", 1, 1, 1)]
    warning = only(diagnostics)
    assert warning.found.vi == told
    assert warning.expected.vi == "Chi bộ phải có ít nhất 3 đảng viên chính thức."
    assert (warning.kind, warning.severity) == ("unmet", "warning")
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_the_roll_of_as_of_counts(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MEMBERS: members(FULL)}, as_of=dt.date(2024, 4, 14)) == []


def test_a_cell_that_is_not_active(tmp_path: Path) -> None:
    closed = {STRICT_CELL: str(STRICT[STRICT_CELL]) + "closed: 2024-04-14\n"}
    assert found(tmp_path, {**STRICT, **closed, STRICT_MEMBERS: members(FULL)}) == []
    nowhere = {STRICT_CELL: str(STRICT[STRICT_CELL]).replace("2010-05-01}", "2010-05-01, to: 2024-04-14}")}
    assert found(tmp_path, {**STRICT, **nowhere, STRICT_MEMBERS: members(FULL)}) == []


def test_without_a_roll_that_can_be_read(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003"})


def test_without_a_threshold(tmp_path: Path) -> None:
    rules = str(STRICT[STRICT_RULES]).replace("min_official: 3, ", "")
    assert found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_MEMBERS: members()}) == []
