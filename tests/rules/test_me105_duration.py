from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.rules.me105_duration import check
from tests.books import cell, record
from tests.support import STRICT, STRICT_MARCH, STRICT_RULES, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]
THEMATIC = f"{FOLDER}/03-thematic-rung.md"
STATED = "{regular: 90, thematic: 90, combined: 120}"


def held(time: str, more: str = "", roll: int = 10) -> str:
    present = 3 if roll == 3 else 9
    return meeting(f"date: 2024-03-05\ntime: {time}\n{more}attendance: {{roll: {roll}, present: {present}}}")


def strict(tmp_path: Path, text: str, path: str = STRICT_MARCH, stated: str = STATED) -> list[Diagnostic]:
    rules = str(STRICT[STRICT_RULES]).replace(STATED, stated)
    return found(tmp_path, {**STRICT, STRICT_RULES: rules, path: text})


# --- passing ---------------------------------------------------------------------------------------------


def test_exactly_the_minimum(tmp_path: Path) -> None:
    assert strict(tmp_path, held("07:30-09:00")) == []


def test_exactly_the_minimum_of_a_combined_meeting(tmp_path: Path) -> None:
    assert strict(tmp_path, held("07:30-09:30", "theme: Giữ rừng\n")) == []


def test_a_thematic_meeting_has_a_minimum_of_its_own(tmp_path: Path) -> None:
    assert strict(tmp_path, held("13:30-15:00", "theme: Giữ rừng\n"), THEMATIC) == []


@pytest.mark.parametrize("kind", ["extraordinary-lu", "committee", "congress"])
def test_other_kinds_of_meeting_have_no_minimum(tmp_path: Path, kind: str) -> None:
    roll = 3 if kind == "committee" else 10
    assert strict(tmp_path, held("07:30-07:45", roll=roll), f"{FOLDER}/03-{kind}.md") == []


@pytest.mark.parametrize("more", ["", "theme: Giữ rừng\n"])
def test_without_a_minimum_the_rule_is_silent(tmp_path: Path, more: str) -> None:
    stated = "{thematic: 90, combined: 120}" if not more else "{regular: 90, thematic: 90}"
    assert strict(tmp_path, held("07:30-07:45", more), stated=stated) == []


def test_a_meeting_ahead(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held("07:30-07:45")}, as_of=dt.date(2024, 3, 4)) == []


def test_a_meeting_not_held(tmp_path: Path) -> None:
    text = held("07:30-07:45", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n")
    assert strict(tmp_path, text) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_one_minute_short(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, held("07:30-08:59  # ! ME105"))
    assert places(diagnostics) == [("ME105", 3, 1, 18)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert warning.found.vi == "Họp 89 phút."
    assert warning.expected.vi == "Buổi thường kỳ ít nhất 90 phút."
    assert warning.hint.vi.startswith("Còn thiếu 1 phút.")
    assert warning.hint.en.startswith("1 minute short.")
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_a_combined_meeting_takes_longer(tmp_path: Path) -> None:
    warning = only(strict(tmp_path, held("7h30-9h15  # ! ME105", "theme: Giữ rừng\n")))
    assert warning.expected.vi == "Buổi thường kỳ kết hợp chuyên đề ít nhất 120 phút."
    assert warning.hint.vi.startswith("Còn thiếu 15 phút.")
    assert warning.hint.en.startswith("15 minutes short.")


def test_a_thematic_meeting(tmp_path: Path) -> None:
    stated = "{regular: 10, thematic: 90, combined: 120}"
    warning = only(strict(tmp_path, held("13:30-14:30  # ! ME105", "theme: Giữ rừng\n"), THEMATIC, stated))
    assert warning.expected.vi == "Buổi chuyên đề ít nhất 90 phút."


def test_the_minimum_is_that_of_the_date(tmp_path: Path) -> None:
    later = "title: A\nissuer: B\nsource: C\napplies: {from: 2024-03-05}\nscope: van-quan/xa-yen-phuc\nduration: {regular: 60}\n"
    files = {**STRICT, "records/rulebook/sau.yml": later}
    assert found(tmp_path, {**files, STRICT_MARCH: held("07:30-08:30")}) == []
    warning = only(found(tmp_path, {**files, STRICT_MARCH: held("07:30-08:20  # ! ME105")}))
    assert warning.document == "A"


# --- one root cause, one message -------------------------------------------------------------------------


@pytest.mark.parametrize("time", ["09:30-07:30  # ! ME104", "07:30-07:30  # ! ME104", "sáng  # ! FI003"])
def test_a_wrong_time_is_the_cause(tmp_path: Path, time: str) -> None:
    strict(tmp_path, held(time))


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    strict(tmp_path, held("07:30-07:45  # ! ME105", "zzz: 1  # ! FI001\n"))


def test_a_theme_under_another_name_leaves_the_kind_in_doubt(tmp_path: Path) -> None:
    strict(tmp_path, held("07:30-07:45", "themes: Rừng  # ! FI001\n"))


def test_a_date_in_doubt_is_the_cause(tmp_path: Path) -> None:
    strict(tmp_path, held("07:30-07:45").replace("date: 2024-03-05", "date: 2023-03-05  # ! ME103"))


def test_a_record_without_time_is_passed_over() -> None:
    unread, timeless = record("2024-03", None), record("2024-03", {"state": "held", "date": "2024-03-05"})
    assert unread.meeting is None
    assert list(check(unread, cell(unread))) == []
    assert timeless.meeting is not None
    timeless = replace(timeless, meeting=timeless.meeting.model_copy(update={"time": None}))
    assert list(check(timeless, cell(timeless))) == []
