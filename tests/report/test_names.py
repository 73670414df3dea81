"""No format of a report repeats a person's name, whatever is wrong beside it: reports end in logs that many read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import report as reports
from generator.options import Options
from generator.pipeline import check
from tests.support import AS_OF, CELL, DISTRICT, JANUARY, MARCH, MEMBERS, OBSERVERS, USUAL, checked, meeting, write

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import CheckReport
    from tests.support import Files

NAME = "Lò Thị Quạt"
KNOWN = "Nông Văn Đèn"
NAMES = CELL.replace("cell.yml", "names.yml")
EVENTS = OBSERVERS.replace("observers", "events")
REVIEW = OBSERVERS.replace("observers/2024", "reviews/2024-x")
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
    "a name that is known in the district only": {NAMES: f"dv02: {NAME}\n", OBSERVERS: f"btv-01: {{level: committee, cells: [{NAME}]}}\n"},
    "a name as a number of people": {NAMES: f"dv02: {NAME}\n", EVENTS: f"training: [{{date: 2024-04-10, title: x, participants: {NAME}}}]\n"},
    "a name as a unit": {NAMES: f"dv02: {NAME}\n", REVIEW: f"title: x\ndate: 2024-07-13\noptions: {{keep: a}}\nproposals: {{{NAME}: keep}}\n"},
    "a name as an option": {NAMES: f"dv02: {NAME}\n", REVIEW: f"title: x\ndate: 2024-07-13\noptions: {{keep: a}}\nproposals: {{xa-a: {NAME}}}\n"},
    "a name in a district's broken file": {NAMES: f"dv02: {NAME}\n", EVENTS: f"training: {{{NAME}: 1\n"},
    "excused twice": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: {{{NAME}: sick, {NAME}: sick}}\n")},
    "excused twice, a line each": {JANUARY: meeting(f"{HEAD}{ROLL}  excused:\n    {NAME}: sick\n    {NAME}: sick\n")},
    "excused before the brackets break off": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: {{{NAME}: sick, dv04\n")},
    "excused, on lines of their own, before the brackets break off": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: {{\n  {NAME}: sick,\n  dv04: : a\n")},
    "spoke before the brackets break off": {JANUARY: meeting(f"{HEAD}{ROLL}  spoke: {{{NAME}: 1, x\n")},
    "unexcused in a list that is none": {JANUARY: meeting(f"{HEAD}{ROLL}  unexcused:\n  - {NAME}: x: y\n")},
    "unexcused in a list that is none, as deep as its key": {JANUARY: meeting(f"{HEAD}observers:\n- dv01\n- {NAME}: x: y\n{ROLL}")},
    "attendance twice": {JANUARY: meeting(f"{HEAD}{ROLL}  {NAME}: sick\n  {NAME}: sick\n")},
    "excused in a list with an id": {JANUARY: meeting(f"{HEAD}{ROLL}  excused: [dv03 {NAME}]\n")},
    "owners": {JANUARY: meeting(f"{HEAD}{ROLL}tasks:\n  t1: {{title: Việc, owner: [{NAME}, dv01]}}\n")},
    "owner cut by a remark": {JANUARY: meeting(f"{HEAD}{ROLL}tasks:\n  t1:\n    title: Việc\n    owner: dv01 #{NAME}\n")},
    "owner in quotes that break off": {JANUARY: meeting(f"{HEAD}{ROLL}tasks:\n  t1:\n    owner: '{NAME}\n    title: Việc\n")},
    "roll twice": {MEMBERS: f"{NAME}: {{joined: 2010-05-01}}\n{NAME}: {{joined: 2010-05-01}}\n"},
    "roll with a name as a key": {MEMBERS: f"dv01:\n  joined: 2010-05-01\n  {NAME}: x\n"},
    "roll with a name under a key of one's own": {MEMBERS: f"dv01:\n  joined: 2010-05-01\n  ten: {NAME}\n"},
}  # fmt: skip
FORMS = {
    "with a remark": "dv02: {0} # bí thư\n",
    "with a remark that YAML reads as text": "dv02: {0} #bí thư\n",
    "in quotes": "dv02: '{0}'  # bí thư\n",
    "folded": "dv02: >-\n  {0}\n",
    "folded between its words": "dv02: >-\n  Lò\n  Thị Quạt\n",
    "on the next line": "dv02:\n  {0}\n",
    "in brackets": "{{dv02: {0}, dv03: Bế Văn Hoạch}}\n",
    "escaped": 'dv02: "L\\u00f2 Th\\u1ecb Qu\\u1ea1t"\n',
    "twice": "dv02: {0}\ndv02: {0}\n",
    "with a quote that breaks off": 'dv02: "{0}\ndv03: Bế Văn Hoạch\n',
    "without a colon": "dv02 {0}\n",
    "the wrong way round": "{0}: dv02\n",
    "in a list": "dv02: [{0}]\n",
    "beside an unreadable line": "dv02: {0}\ndv03: &a x\n\tdv04: y\n",
}
PIECES = ("Quạt", "Lò Thị", "QUẠT", "lo thi quat", KNOWN)


@pytest.mark.parametrize("what", WRONG)
def test_no_report_repeats_a_name(tmp_path: Path, what: str) -> None:
    result = checked(tmp_path, WRONG[what])
    assert result.diagnostics, "something is wrong, and said"
    assert repeated(result) == []


def repeated(result: CheckReport, pieces: tuple[str, ...] = PIECES) -> list[str]:
    """Where any report repeats any of the pieces."""
    texts = {
        f"{name} {lang}": reports.render(name, result, lang, columns=100)
        for name in reports.formats()
        for lang in ("vi", "en")
    }
    return [f"{name}: {piece}" for name, text in texts.items() for piece in pieces if piece in text]


@pytest.mark.parametrize("form", FORMS)
def test_a_name_is_known_however_it_is_written_down(tmp_path: Path, form: str) -> None:
    names = FORMS[form].format(NAME)
    result = checked(
        tmp_path, {NAMES: names, JANUARY: meeting(f"{HEAD}place: Nhà {NAME}\u00a0ở\nstate: {NAME}\n{ROLL}")}
    )
    assert {"FI003", "YA006"} <= {d.code for d in result.diagnostics}
    assert repeated(result) == []


def test_names_that_are_kept_outside_are_known_too(tmp_path: Path) -> None:
    outside = tmp_path / "apart"
    (outside / "van-quan/cells/ban-a").mkdir(parents=True)
    (outside / "van-quan/cells/ban-a/names.yml").write_text(f"dv02: >-\n  {NAME}\n", "utf-8")
    write(tmp_path, {JANUARY: meeting(f"{HEAD}state: {NAME}\n{ROLL}"), OBSERVERS: f"btv-01: {{level: {NAME}}}\n"})
    result = check(Options(root=tmp_path, as_of=AS_OF, jobs=1, names=outside))
    assert {JANUARY, OBSERVERS} <= {d.path for d in result.diagnostics}
    assert repeated(result) == []


@pytest.mark.parametrize(
    "roll",
    [
        "dv01:\n  joined: 2010-05-01\n  birthday: 1971-03-09\n",
        "dv01:\n  birthday: 1971-03-09\n  official: 2010-05-01\n",
        "dv01: {joined: mai, birthday: 1971-03-09}\n",
        "dv01:\n  joined: 2010-05-01\n  education: {'birthday': 1971-03-09}\n",
        "dv01:\n  joined: 2010-05-01\n  birthday: 1971-03-09\n  birthday: 1971-03-09\n",
    ],
)
def test_what_a_roll_may_not_say_is_not_repeated(tmp_path: Path, roll: str) -> None:
    result = checked(tmp_path, {MEMBERS: roll})
    assert any(d.path == MEMBERS for d in result.diagnostics)
    assert repeated(result, ("1971", "03-09")) == []


def test_a_file_named_after_somebody_is_named_as_the_place_only(tmp_path: Path) -> None:
    path = MARCH.replace("03-regular", "lo-thi-quat")
    wrong = [d for d in checked(tmp_path, {NAMES: f"dv02: {NAME}\n", path: "x"}).diagnostics if d.code == "PA001"]
    assert [(d.path, "quat" in f"{d.found} {d.expected} {d.hint} {d.subject}") for d in wrong] == [(path, False)]


def test_a_file_in_the_place_of_the_cells_is_told_of(tmp_path: Path) -> None:
    district = DISTRICT.replace("van-quan", "yen-phuc")
    wrong = {district: USUAL[DISTRICT], "records/yen-phuc/cells": "x", "records/van-quan/cells/x": "x"}
    paths = {d.path for d in checked(tmp_path, {NAMES: f"dv02: {NAME}\n", **wrong}).diagnostics}
    assert {"records/yen-phuc/cells", "records/van-quan/cells/x"} <= paths


def test_lines_of_ids_are_shown_as_before(tmp_path: Path) -> None:
    printed = reports.render(
        "text",
        checked(
            tmp_path,
            {
                JANUARY: meeting(f"{HEAD}{ROLL}  excused: {{dv03: sick, dv03: sick}}\n"),
                MARCH: meeting(
                    f"{HEAD.replace('-01-', '-03-')}{ROLL}tasks:\n  t1: {{title: Làm đường, owner: [dv01]}}\n"
                ),
                MEMBERS: "dv01:\n  joined: 2010-05-01\n  how: transferred\n",
            },
        ),
        "vi",
    )
    assert "Mục `dv03` ghi hai lần" in printed
    assert "7 |   excused: {dv03: sick, dv03: sick}" in printed
    assert "t1: {title: Làm đường, owner: [dv01]}" in printed
    assert "how: transferred" in printed


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
