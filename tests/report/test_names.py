"""No format of a report repeats a person's name, whatever is wrong beside it: reports end in logs that many read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import report as reports
from tests.support import CELL, JANUARY, MARCH, MEMBERS, OBSERVERS, checked, meeting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Files

NAME = "Lò Thị Quạt"
KNOWN = "Nông Văn Đèn"
NAMES = CELL.replace("cell.yml", "names.yml")
HEAD = "date: 2024-01-05\ntime: 07:30-09:30\n"
ROLL = "attendance:\n  roll: 5\n  present: 4\n"
WRONG: dict[str, Files] = {
    "chair": {JANUARY: meeting(f"{HEAD}chair: {NAME}\n{ROLL}")},
    "chair in quotes of its own": {JANUARY: meeting(f"{HEAD}chair: 'a” {NAME} “b'\n{ROLL}")},
    "chair and an id": {JANUARY: meeting(f"{HEAD}chair: dv01 {NAME}\n{ROLL}")},
    "minutes_by": {JANUARY: meeting(f"{HEAD}minutes_by: {NAME}\n{ROLL}")},
    "owner": {JANUARY: meeting(f"{HEAD}{ROLL}tasks:\n  t1:\n    title: Việc\n    owner: {NAME}\n")},
    "excused": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: {{{NAME}: sick}}\n")},
    "excused alone": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: {NAME}\n")},
    "excused with a reason of one's own": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: {{dv03: '{NAME} ốm'}}\n")},
    "unexcused": {JANUARY: meeting(f"{HEAD}{ROLL}  unexcused: [{NAME}]\n")},
    "also_present": {JANUARY: meeting(f"{HEAD}{ROLL}  also_present:\n    - {NAME}\n")},
    "spoke": {JANUARY: meeting(f"{HEAD}{ROLL}  spoke: [dv01, {NAME}]\n")},
    "attendance": {JANUARY: meeting(f"{HEAD}{ROLL}  {NAME}: sick\n")},
    "observers": {JANUARY: meeting(f"{HEAD}{ROLL}observers: [{NAME}]\n")},
    "guests": {JANUARY: meeting(f"{HEAD}{ROLL}guests: {{{NAME}: 1}}\n")},
    "roll": {MEMBERS: f"{NAME}: {{joined: 2010-05-01}}\n"},
    "roll with a wrong day": {MEMBERS: f"{NAME}: {{joined: mai}}\n"},
    "was": {MEMBERS: f"dv01: {{joined: 2010-05-01, was: {NAME}}}\n"},
    "seats": {OBSERVERS: f"{NAME}: {{level: committee, cells: [ban-a]}}\n"},
    "a name in the minutes": {
        NAMES: f"dv01: {KNOWN}\ndv02: {NAME}\n", MARCH: f"{meeting(HEAD.replace('-01-', '-03-') + ROLL)}Đồng chí {NAME}\u00a0nói.\n",
    },
    "a name written otherwise": {
        NAMES: f"dv02: '{NAME}'\n", MARCH: f"{meeting(HEAD.replace('-01-', '-03-') + ROLL)}Đ/c LÒ\u00a0THỊ\u200b QUẠT, lo thi quat.\n",
    },
    "a name in a field": {NAMES: f"dv02: {NAME}\n", JANUARY: meeting(f"{HEAD}place: Nhà {NAME}\u00a0ở\n{ROLL}  presnt: 1\n")},
    "a name as a key": {NAMES: f"dv02: {NAME}\n", JANUARY: meeting(f"{HEAD}{NAME}: 1\n{ROLL}")},
    "a name as a key twice": {NAMES: f"dv02: {NAME}\n", JANUARY: meeting(f"{HEAD}{NAME}: 1\n{NAME}: 2\n{ROLL}")},
    "a name in a code": {NAMES: f"dv02: {NAME}\n", JANUARY: meeting(f"{HEAD}state: {NAME}\n{ROLL}")},
}  # fmt: skip
PIECES = ("Quạt", "Lò Thị", "QUẠT", "lo thi quat", KNOWN)


@pytest.mark.parametrize("what", WRONG)
def test_no_report_repeats_a_name(tmp_path: Path, what: str) -> None:
    result = checked(tmp_path, WRONG[what])
    assert result.diagnostics, "something is wrong, and said"
    for name in reports.formats():
        for lang in ("vi", "en"):
            printed = reports.render(name, result, lang, columns=100)
            assert [piece for piece in PIECES if piece in printed] == [], name


def test_what_is_wrong_is_still_said_with_its_place(tmp_path: Path) -> None:
    printed = reports.render("text", checked(tmp_path, WRONG["chair"]), "vi")
    assert f"{JANUARY}:4:1: FI003" in printed
    assert "`chair` đang ghi một điều không phải mã" in printed
    assert "Cần: " in printed


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f"{HEAD}chair: dv_99\n{ROLL}", "“dv_99”"),
        (f"{HEAD}place: Nhà văn hóa\nmodel: đúng\n{ROLL}", "“đúng”"),
        (f"{HEAD}{ROLL.replace('5', 'năm')}", "“năm”"),
        (f"{HEAD}{ROLL}  presnt: 4\n", "`presnt`"),
    ],
)
def test_what_is_no_name_is_quoted_as_before(tmp_path: Path, text: str, quoted: str) -> None:
    printed = reports.render("text", checked(tmp_path, {NAMES: f"dv02: {NAME}\n", JANUARY: meeting(text)}), "vi")
    assert quoted in printed


def test_a_fingerprint_is_no_hash_of_a_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = checked(tmp_path / "a", WRONG["attendance"]).diagnostics
    two = checked(tmp_path / "b", {JANUARY: meeting(f"{HEAD}{ROLL}  {KNOWN}: sick\n")}).diagnostics
    assert {d.fingerprint for d in one} == {d.fingerprint for d in two}
