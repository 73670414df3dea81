from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.rules.me109_documents import check
from tests.books import cell, record
from tests.support import STRICT, STRICT_MARCH, STRICT_RULES, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]
STATED = "documents: {posted_days_before: 1, reported_days_after: 2}"


def held(*lines: str, date: str = "2024-03-05", roll: int = 10) -> str:
    present = 3 if roll == 3 else 9
    more = "".join(f"{line}\n" for line in lines)
    return meeting(f"date: {date}\ntime: 07:30-09:30\n{more}attendance: {{roll: {roll}, present: {present}}}")


def strict(tmp_path: Path, text: str, path: str = STRICT_MARCH, stated: str = STATED) -> list[Diagnostic]:
    rules = str(STRICT[STRICT_RULES]).replace(STATED, stated)
    return found(tmp_path, {**STRICT, STRICT_RULES: rules, path: text})


# --- passing ---------------------------------------------------------------------------------------------


def test_on_the_last_days_there_are(tmp_path: Path) -> None:
    assert strict(tmp_path, held("documents_posted: 2024-03-04", "reported: 2024-03-07")) == []


def test_what_is_not_written_is_not_judged(tmp_path: Path) -> None:
    assert strict(tmp_path, held()) == []


def test_days_of_other_months(tmp_path: Path) -> None:
    assert strict(tmp_path, held("documents_posted: 2024-02-20", "reported: 2024-03-05")) == []


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ("documents: {reported_days_after: 2}", "documents_posted: 2024-03-06"),
        ("documents: {posted_days_before: 1}", "reported: 2024-04-06"),
    ],
)
def test_without_a_threshold_the_rule_is_silent(tmp_path: Path, stated: str, line: str) -> None:
    assert strict(tmp_path, held(line), stated=stated) == []


def test_a_meeting_ahead(tmp_path: Path) -> None:
    text = held("documents_posted: 2024-03-05")
    assert found(tmp_path, {**STRICT, STRICT_MARCH: text}, as_of=dt.date(2024, 3, 4)) == []


def test_a_meeting_not_held(tmp_path: Path) -> None:
    text = held("documents_posted: 2024-03-05", "state: waived", "reason: Lũ", "decision: 15-CV/ĐU")
    assert strict(tmp_path, text) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_documents_on_the_day_itself(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, held("documents_posted: 2024-03-05  # ! ME109"))
    assert places(diagnostics) == [("ME109", 4, 1, 29)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert warning.found.vi == "Tài liệu gửi ngày 05/3/2024."
    assert warning.expected.vi == "Họp ngày 05/3/2024 thì gửi trước 1 ngày, chậm nhất 04/3/2024."
    assert warning.expected.en == "For the meeting of 2024-03-05 they were due 1 day before, by 2024-03-04."
    assert warning.hint.vi.startswith("Muộn 1 ngày.")
    assert warning.hint.en.startswith("1 day late.")
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_a_report_three_days_after(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, held("reported: 2024-03-08  # ! ME109"))
    assert places(diagnostics) == [("ME109", 4, 1, 21)]
    warning = only(diagnostics)
    assert warning.found.vi == "Báo cáo cấp trên ngày 08/3/2024."
    assert warning.expected.vi == "Họp ngày 05/3/2024 thì báo cáo trong 2 ngày, chậm nhất 07/3/2024."
    assert warning.expected.en == "For the meeting of 2024-03-05 that was due within 2 days, by 2024-03-07."
    assert warning.hint.vi.startswith("Muộn 1 ngày.")
    assert warning.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_both(tmp_path: Path) -> None:
    text = held("documents_posted: 2024-03-06  # ! ME109", "reported: 2024-03-09  # ! ME109")
    assert [d.hint.en[:11] for d in strict(tmp_path, text)] == ["2 days late", "2 days late"]


def test_each_rests_on_its_own_document(tmp_path: Path) -> None:
    local = "title: A\nissuer: B\nsource: C\napplies: {from: 2024-01-01}\nscope: van-quan\ndocuments: {posted_days_before: 3}\n"
    rules = str(STRICT[STRICT_RULES]).replace(STATED, "documents: {reported_days_after: 2}")
    text = held("documents_posted: 2024-03-04  # ! ME109", "reported: 2024-03-08  # ! ME109")
    files = {**STRICT, STRICT_RULES: rules, "records/rulebook/van-quan.yml": local, STRICT_MARCH: text}
    assert [d.document for d in found(tmp_path, files)] == ["A", "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"]


@pytest.mark.parametrize("kind", ["thematic-rung", "extraordinary-lu", "committee", "congress"])
def test_meetings_of_any_kind(tmp_path: Path, kind: str) -> None:
    roll, theme = (3 if kind == "committee" else 10), "theme: Giữ rừng"
    text = held("documents_posted: 2024-03-05  # ! ME109", theme, roll=roll)
    strict(tmp_path, text, f"{FOLDER}/03-{kind}.md")


def test_a_threshold_beyond_all_calendars(tmp_path: Path) -> None:
    stated = "documents: {posted_days_before: 9999999, reported_days_after: 9999999}"
    text = held("documents_posted: 2024-03-04  # ! ME109", "reported: 2024-03-08")
    files = {**STRICT, STRICT_RULES: str(STRICT[STRICT_RULES]).replace(STATED, stated), STRICT_MARCH: text}
    only(found(tmp_path, files))


# --- one root cause, one message -------------------------------------------------------------------------


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    strict(tmp_path, held("documents_posted: 2024-03-06  # ! ME109", "zzz: 1  # ! FI001"))


def test_a_date_in_doubt_is_the_cause(tmp_path: Path) -> None:
    text = held("documents_posted: 2024-03-06", "reported: 2024-03-09", date="2023-03-05  # ! ME103")
    strict(tmp_path, text)


def test_a_record_that_cannot_be_read_is_passed_over() -> None:
    one = record("2024-03", None)
    assert list(check(one, cell(one))) == []
