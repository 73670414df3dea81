from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rules import vo102_adoption
from tests.books import cell, record
from tests.support import STRICT, STRICT_MARCH, STRICT_MEMBERS, STRICT_RULES, found, meeting, only

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def held(votes: str, attendance: str = "roll: 10\npresent: 9", more: str = "", date: str = "2024-03-05") -> str:
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(
        f"date: {date}\ntime: 07:30-09:40\nattendance:\n{lines}\nresolution:\n  number: 03-NQ/CB\n{votes}{more}"
    )


def votes(for_: int, mark: str = "", more: str = "") -> str:
    return f"  votes: {{for: {for_}{more}}}{mark}\n"


def rules(adopt: str) -> str:
    return str(STRICT[STRICT_RULES]).replace('votes: {adopt: "> 1/2"}', adopt)


@pytest.mark.parametrize(
    ("written", "attendance"),
    [
        (votes(5), "roll: 10\npresent: 9"),
        (votes(5), "roll: 10\npresent: 8\nexcused: {dv09: sick}"),
        (votes(5), "roll: 10\npresent: 9\nalso_present: [dv10]"),
        ("  votes: {against: 8}\n", "roll: 10\npresent: 9"),
        ("", "roll: 10\npresent: 9"),
    ],
    ids=["5 of 8", "the probationary one absent", "5 of 9", "for is not written", "no votes"],
)
def test_more_than_half_of_the_base_is_for_it(tmp_path: Path, written: str, attendance: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(written, attendance)}) == []


@pytest.mark.parametrize(
    ("for_", "attendance", "base"),
    [
        (4, "roll: 10\npresent: 9", 8),
        (4, "roll: 10\npresent: 8\nexcused: {dv05: sick}", 8),
        (4, "roll: 10\npresent: 9\nalso_present: [dv10]", 9),
        (0, "roll: 10\npresent: 9", 8),
    ],
    ids=["half", "the absent one stays in the base", "the exempt one who came counts", "nobody"],
)
def test_half_is_not_enough(tmp_path: Path, for_: int, attendance: str, base: int) -> None:
    text = held(votes(for_, "  # ! VO102", ", against: 3"), attendance)
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: text})
    assert [d.span.column for d in diagnostics] == [3]
    warning = only(diagnostics)
    assert warning.found.vi == f"Tán thành {for_} trên tổng số {base} người được tính khi biểu quyết."
    assert warning.expected.vi == "Thông qua khi tán thành trên 1/2, tức ít nhất 5 phiếu."
    assert (warning.kind, warning.severity, warning.document) == ("unmet", "warning", DOCUMENT)


@pytest.mark.parametrize(("for_", "mark"), [(6, ""), (5, "  # ! VO102")])
def test_a_threshold_that_includes_its_bound(tmp_path: Path, for_: int, mark: str) -> None:
    files = {**STRICT, STRICT_RULES: rules('votes: {adopt: ">= 3/4"}'), STRICT_MARCH: held(votes(for_, mark))}
    diagnostics = found(tmp_path, files)
    if mark:
        assert only(diagnostics).expected.vi == "Thông qua khi tán thành từ 3/4 trở lên, tức ít nhất 6 phiếu."


def test_a_share_that_is_no_whole_number_of_votes_is_rounded_up(tmp_path: Path) -> None:
    files = {**STRICT, STRICT_RULES: rules('votes: {adopt: ">= 2/3"}'), STRICT_MARCH: held(votes(5, "  # ! VO102"))}
    assert "ít nhất 6 phiếu" in only(found(tmp_path, files)).expected.vi


def test_without_a_threshold_nothing_is_asked(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, STRICT_RULES: rules(""), STRICT_MARCH: held(votes(1))}) == []


def test_in_counts_mode_everybody_due_is_the_base(tmp_path: Path) -> None:
    months = {
        STRICT_MARCH.replace("03-", f"{month}-"): held("", "roll: 10\npresent: 10", more, f"2024-{month}-05")
        for month, more in (("01", ""), ("02", "theme: Rừng\n"))
    }
    files = {**STRICT, **months, STRICT_MEMBERS: None}
    there = "roll: 10\naway: 1\npresent: 8\nexcused: 1\nalso_present: 1"
    assert found(tmp_path, {**files, STRICT_MARCH: held(votes(6), there)}) == []
    found(tmp_path, {**files, STRICT_MARCH: held(votes(5, "  # ! VO102"), there)})


def test_a_committee_of_nobody_adopts_nothing(tmp_path: Path) -> None:
    """Who is on the committee may all be away; a share of nobody is no share."""
    members = str(STRICT[STRICT_MEMBERS]).replace("from: 2020-05-01}]", "from: 2024-03-06}]")
    committee = STRICT_MARCH.replace("03-regular", "03-committee")
    files = {**STRICT, STRICT_MEMBERS: members, committee: held(votes(0), "roll: 0\npresent: 0")}
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [("for: 4, against: 5", "VO101"), ("for: 4, against: 4", "VO102")],
    ids=["one more than there", "as many as there"],
)
def test_more_votes_than_voters_is_another_rule_alone(tmp_path: Path, written: str, code: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(f"  votes: {{{written}}}  # ! {code}\n")})


@pytest.mark.parametrize(
    "attendance",
    [
        "roll: 10\npresent: 8\nexcused: {dv55: sick}  # ! RE101",
        "roll: 10\npresent: 9  # ! AT101\nexcused: {dv05: sick}",
        "roll: 12  # ! AT102\npresent: 9",
        "roll: 10\npresent: 9\nalso_present: [dv05]  # ! AT103",
        "roll: 10\npresent: 8\nexcused: {dv10: sick}  # ! AT110",
    ],
)
def test_a_fault_of_the_attendance_is_the_cause(tmp_path: Path, attendance: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(votes(1), attendance)})


def test_a_name_not_on_the_roll_is_the_cause(tmp_path: Path) -> None:
    members = str(STRICT[STRICT_MEMBERS]) + "dv11: {joined: 2024-04-01, official: 2020-01-01}\n"
    text = held(votes(1), "roll: 10\npresent: 9\nalso_present: [dv11]  # ! RE102")
    found(tmp_path, {**STRICT, STRICT_MEMBERS: members, STRICT_MARCH: text})


def test_a_fault_elsewhere_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(votes(1, "  # ! VO102"), more="chair: dv55  # ! RE101\n")})


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(votes(1, "  # ! VO102"), more="colour: red  # ! FI001\n")})


@pytest.mark.parametrize(
    "text",
    [
        held(votes(1), more="state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n"),
        held(votes(1)).replace("2024-03-05", "2024-01-20  # ! ME103"),
        held(votes(1)).replace("2024-03-05", "2024-04-16"),
    ],
    ids=["not held", "a doubtful date", "after as_of"],
)
def test_a_record_that_is_not_judged(tmp_path: Path, text: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_broken_roll_leaves_the_base_unknown(tmp_path: Path) -> None:
    broken = {STRICT_MEMBERS: "dv01: {joined: x}  # ! FI003"}
    found(tmp_path, {**STRICT, **broken, STRICT_MARCH: held(votes(1))})


def test_a_record_that_cannot_be_read() -> None:
    assert list(vo102_adoption.check(record("2024-03", None), cell())) == []
