from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import RULEBOOK, STRICT, STRICT_CELL, STRICT_MEMBERS, STRICT_RULES, USUAL, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

NONE = f"OR102 {STRICT_CELL}:1:1"


def members(*roles: str, full: int = 8) -> str:
    """So many full members due to attend, one who is exempt, and probationary ones up to a roll of ten."""
    held = [f", roles: [{{role: {role}}}]" for role in roles] + [""] * 9
    lines = []
    for n in range(1, 10):
        official = ", official: 2005-05-19" if n <= full else ""
        lines.append(f"dv{n:02d}: {{joined: 2010-05-01{official}{held[n - 1]}}}")
    exempt = "away: [{kind: exempt, from: 2023-01-01}]"
    return "\n".join([*lines, f"dv10: {{joined: 2010-05-01, official: 1975-02-03, {exempt}}}"]) + "\n"


SINCE = ", from: 2020-05-01"
SECRETARY, DEPUTY, MEMBER = f"secretary{SINCE}", f"deputy{SINCE}", f"committee_member{SINCE}"


@pytest.mark.parametrize(
    "roll",
    [
        members(SECRETARY, DEPUTY, MEMBER),
        members(MEMBER),
        members(SECRETARY, DEPUTY, DEPUTY),
        members("committee_member, from: 2024-04-15"),
        members("committee_member, from: 2020-05-01, to: 2024-04-15"),
        members(SECRETARY, DEPUTY, full=7),
    ],
    ids=["all", "one member", "three without the word", "from today", "until today", "eight full members"],
)
def test_a_committee_or_a_small_cell(tmp_path: Path, roll: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MEMBERS: roll}) == []


@pytest.mark.parametrize(
    "roll",
    [
        members(),
        members(SECRETARY, DEPUTY),
        members(SECRETARY, DEPUTY, f"group_leader{SINCE}"),
        members(SECRETARY, DEPUTY, "committee_member, from: 2024-04-16"),
        members(SECRETARY, DEPUTY, "committee_member, from: 2020-05-01, to: 2024-04-14"),
        members(SECRETARY, DEPUTY, "deputy, from: 2020-05-01, to: 2024-04-14"),
        members(f"secretary{SINCE}}}, {{role: deputy{SINCE}}}, {{role: deputy{SINCE}"),
    ],
    ids=["nobody", "two", "a group leader", "from tomorrow", "until yesterday", "a former deputy", "one person"],
)
def test_a_large_cell_without_one(tmp_path: Path, roll: str) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MEMBERS: roll}, NONE)
    assert places(diagnostics) == [("OR102", 1, 1, 1)]
    warning = only(diagnostics)
    assert warning.found.vi == "Chi bộ có 9 đảng viên chính thức mà chưa ghi chi ủy viên nào."
    assert warning.expected.vi == "Từ 9 đảng viên chính thức thì chi bộ bầu chi ủy."
    assert (warning.kind, warning.severity) == ("unmet", "warning")
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_a_committee_member_who_has_left(tmp_path: Path) -> None:
    roll = members(SECRETARY, DEPUTY, MEMBER, full=9).replace("}]}", "}], left: 2024-04-14}", 3)
    assert found(tmp_path, {**STRICT, STRICT_MEMBERS: roll}) == []
    rules = str(STRICT[STRICT_RULES]).replace("committee_from: 9", "committee_from: 7")
    found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_MEMBERS: roll}, NONE)


def test_a_cell_that_is_not_active(tmp_path: Path) -> None:
    """The rule holds for the whole store, so that only the cell's not being active keeps it silent."""
    wide = str(USUAL[RULEBOOK]).replace("regular:", "cell: {committee_from: 9}\n        regular:")
    nowhere = {
        RULEBOOK: wide,
        STRICT_CELL: str(STRICT[STRICT_CELL]).replace("2010-05-01}", "2010-05-01, to: 2024-04-14}"),
    }
    assert found(tmp_path, {**STRICT, **nowhere, STRICT_MEMBERS: members()}) == []
    closed = {STRICT_CELL: str(STRICT[STRICT_CELL]) + "closed: 2024-04-14\n"}
    assert found(tmp_path, {**STRICT, **closed, STRICT_MEMBERS: members()}) == []


def test_without_a_roll_that_can_be_read(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003"})


def test_without_a_threshold(tmp_path: Path) -> None:
    rules = str(STRICT[STRICT_RULES]).replace(", committee_from: 9", "")
    assert found(tmp_path, {**STRICT, STRICT_RULES: rules, STRICT_MEMBERS: members()}) == []
