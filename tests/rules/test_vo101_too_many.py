from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules import vo101_too_many
from tests.books import cell, record
from tests.support import STRICT, STRICT_MARCH, STRICT_MEMBERS, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

COMMITTEE = STRICT_MARCH.replace("03-regular", "03-committee")
IN_COUNTS = {STRICT_MEMBERS: None}


def held(votes: str, attendance: str = "roll: 10\npresent: 9", more: str = "", date: str = "2024-03-05") -> str:
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(
        f"date: {date}\ntime: 07:30-09:40\nattendance:\n{lines}\nresolution:\n  number: 03-NQ/CB\n{votes}{more}"
    )


def votes(for_: int, mark: str = "") -> str:
    return f"  votes: {{for: {for_}, against: 1, other: 1}}{mark}\n"


@pytest.mark.parametrize(
    ("written", "attendance"),
    [
        (votes(6), "roll: 10\npresent: 9"),
        (votes(5), "roll: 10\npresent: 8\nexcused: {dv05: sick}"),
        (votes(6), "roll: 10\npresent: 8\nexcused: {dv09: sick}"),
        (votes(7), "roll: 10\npresent: 9\nalso_present: [dv10]"),
        ("  votes: {for: 8}\n", "roll: 10\npresent: 9"),
        ("", "roll: 10\npresent: 9"),
    ],
    ids=["all", "one absent", "the probationary one absent", "the exempt one came", "for alone", "no votes"],
)
def test_as_many_votes_as_voters(tmp_path: Path, written: str, attendance: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(written, attendance)}) == []


@pytest.mark.parametrize(
    ("attendance", "voters"),
    [
        ("roll: 10\npresent: 9", 8),
        ("roll: 10\npresent: 8\nexcused: {dv05: sick}", 7),
        ("roll: 10\npresent: 8\nexcused: {dv09: sick}", 8),
        ("roll: 10\npresent: 9\nalso_present: [dv10]", 9),
    ],
)
def test_one_vote_too_many(tmp_path: Path, attendance: str, voters: int) -> None:
    text = held(votes(voters - 1, "  # ! VO101"), attendance)
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: text})
    assert [d.span.column for d in diagnostics] == [3]
    error = only(diagnostics)
    told = f"Biểu quyết ghi {voters + 1} phiếu: tán thành {voters - 1}, không tán thành 1, ý kiến khác 1."
    assert error.found.vi == told
    assert error.expected.vi == f"Chỉ có {voters} người được biểu quyết có mặt."
    assert "`official` trong members.yml" in error.hint.vi
    assert (error.kind, error.severity, error.document) == ("invalid", "error", "")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("for: 9", "tán thành 9."),
        ("against: 9", "không tán thành 9."),
        ("for: 0, other: 9", "tán thành 0, ý kiến khác 9."),
    ],
)
def test_votes_of_any_kind_count_and_only_written_ones_are_told(tmp_path: Path, written: str, told: str) -> None:
    text = held(f"  votes: {{{written}}}  # ! VO101\n")
    assert only(found(tmp_path, {**STRICT, STRICT_MARCH: text})).found.vi == f"Biểu quyết ghi 9 phiếu: {told}"


def test_in_counts_mode_everybody_there_may_vote(tmp_path: Path) -> None:
    files = {**STRICT, **IN_COUNTS}
    there = "roll: 10\naway: 1\npresent: 9\nalso_present: 1"
    months = {
        STRICT_MARCH.replace("03-", f"{month}-"): held("", "roll: 10\npresent: 10", more, f"2024-{month}-05")
        for month, more in (("01", ""), ("02", "theme: Rừng\n"))
    }
    assert found(tmp_path, {**files, **months, STRICT_MARCH: held(votes(8), there)}) == []
    error = only(found(tmp_path, {**files, **months, STRICT_MARCH: held(votes(9, "  # ! VO101"), there)}))
    assert error.expected.vi == "Chỉ có 10 người được biểu quyết có mặt."
    assert "members.yml" not in error.hint.vi


def test_in_a_committee_meeting_the_committee_votes(tmp_path: Path) -> None:
    written = held("  votes: {for: 3}\n", "roll: 3\npresent: 3")
    assert found(tmp_path, {**STRICT, COMMITTEE: written}) == []
    found(tmp_path, {**STRICT, COMMITTEE: written.replace("for: 3}", "for: 4}  # ! VO101")})


def test_one_place_of_several_lines(tmp_path: Path) -> None:
    text = held("  votes:  # ! VO101\n    for: 7\n    against: 2\n")
    assert places(found(tmp_path, {**STRICT, STRICT_MARCH: text})) == [("VO101", 9, 3, 8)]


@pytest.mark.parametrize(
    "attendance",
    [
        "roll: 10\npresent: 8\nexcused: {dv55: sick}  # ! RE101",
        "roll: 10\npresent: 9  # ! AT101\nexcused: {dv05: sick}",
        "roll: 12  # ! AT102\npresent: 9",
        "roll: 10\npresent: 9\nalso_present: [dv05]  # ! AT103",
        "roll: 10\npresent: 8\nexcused: {dv10: sick}  # ! AT110",
        "roll: 10\npresent: 9\nalso_presents: [dv10]  # ! FI001",
    ],
)
def test_a_fault_of_the_attendance_is_the_cause(tmp_path: Path, attendance: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(votes(98), attendance)})


def test_a_name_not_on_the_roll_is_the_cause(tmp_path: Path) -> None:
    members = str(STRICT[STRICT_MEMBERS]) + "dv11: {joined: 2024-04-01, official: 2020-01-01}\n"
    text = held(votes(98), "roll: 10\npresent: 9\nalso_present: [dv11]  # ! RE102")
    found(tmp_path, {**STRICT, STRICT_MEMBERS: members, STRICT_MARCH: text})


def test_a_fault_elsewhere_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(votes(98, "  # ! VO101"), more="chair: dv55  # ! RE101\n")})


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(votes(98, "  # ! VO101"), more="colour: red  # ! FI001\n")})


@pytest.mark.parametrize(
    "text",
    [
        held(votes(98), more="state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n"),
        held(votes(98)).replace("2024-03-05", "2024-05-05  # ! ME103"),
    ],
    ids=["not held", "a doubtful date"],
)
def test_a_record_that_is_not_judged(tmp_path: Path, text: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_broken_roll_leaves_the_voters_unknown(tmp_path: Path) -> None:
    broken = {STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003"}
    found(tmp_path, {**STRICT, **broken, STRICT_MARCH: held(votes(98))})


def test_a_record_that_cannot_be_read() -> None:
    assert list(vo101_too_many.check(record("2024-03", None), cell())) == []
