from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.rules import sc103_no_official_grade
from tests.books import cell, record
from tests.support import RULEBOOK, STRICT, STRICT_MARCH, STRICT_RULES, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FULL = "time: 5, attendance: 5, preparation: 10, conduct: 40, principles: 5, results: 30, closing: 5"
GROUPS = f"          groups: {{{FULL}}}\n"
GRADES = '          grades: {good: ">= 90", fair: ">= 70", average: ">= 50", poor: ">= 0"}\n'


def held(score: str, mark: str = "", more: str = "", date: str = "2024-03-05") -> str:
    lines = "\n".join(f"  {line}" for line in score.split("\n"))
    return meeting(
        f"date: {date}\ntime: 07:30-09:40\nattendance: {{roll: 10, present: 9}}\nscore:{mark}\n{lines}\n{more}"
    )


@pytest.mark.parametrize(
    "score",
    [
        f"self: {{{FULL}}}\nofficial_grade: good",
        "self_grade: good\nofficial_grade: poor",
        "official_grade: fair",
        "self:\n  time:",
    ],
    ids=["points", "a grade", "the official one alone", "blanks"],
)
def test_a_meeting_with_its_grade_or_without_a_score(tmp_path: Path, score: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(score)}) == []


@pytest.mark.parametrize("score", ["self: {time: 4}", "self_grade: good", "self: {time: 0}\nself_grade: good"])
def test_a_meeting_that_scored_itself(tmp_path: Path, score: str) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: held(score, "  # ! SC103")})
    assert places(diagnostics) == [("SC103", 5, 1, 6)]
    notice = only(diagnostics)
    assert (notice.kind, notice.severity) == ("unmet", "notice")
    assert notice.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


@pytest.mark.parametrize("stated", [GRADES, GROUPS], ids=["no groups", "no grades"])
def test_where_the_rulebook_does_not_state_the_framework(tmp_path: Path, stated: str) -> None:
    rules = str(STRICT[STRICT_RULES]).replace(GROUPS, "").replace(GRADES, "")
    rules = rules.replace("        score:\n", f"        score:\n{stated}")
    wide = str(USUAL[RULEBOOK]).replace("        score:\n", "").replace(GRADES, "")
    files = {**STRICT, STRICT_RULES: rules, RULEBOOK: wide, STRICT_MARCH: held("self_grade: good")}
    assert found(tmp_path, files) == []


def test_a_wrong_score_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held("self: {time: 6}  # ! SC101")})
    found(tmp_path, {**STRICT, STRICT_MARCH: held(f"self: {{{FULL}}}\nself_grade: poor  # ! SC102")})


def test_a_meeting_to_come(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held("self_grade: good", "  # ! SC103")}, as_of=dt.date(2024, 3, 5))
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held("self_grade: good")}, as_of=dt.date(2024, 3, 4)) == []


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held("self_grade: good", "  # ! SC103", more="colour: red  # ! FI001\n")})


@pytest.mark.parametrize(
    "text",
    [
        held("self_grade: good", more="state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n"),
        held("self_grade: good", date="2024-01-20  # ! ME103"),
    ],
    ids=["not held", "a doubtful date"],
)
def test_a_record_that_is_not_judged(tmp_path: Path, text: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: text})


def test_a_record_that_cannot_be_read() -> None:
    assert list(sc103_no_official_grade.check(record("2024-03", None), cell())) == []
