from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.store import git
from tests.support import MARCH, STRICT, STRICT_MARCH, USUAL, Files, found, meeting, only, places, write

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]
CONVENTION = "records/rulebook/quy-uoc.yml"
LATE = dt.date(2024, 5, 15)


def held(date: str = "2024-03-05  # ! ME107", more: str = "") -> str:
    return meeting(f"date: {date}\ntime: 07:30-09:30\n{more}attendance: {{roll: 10, present: 9}}")


def committed(
    root: Path,
    moment: str,
    text: str,
    *,
    path: str = STRICT_MARCH,
    began: str = "2024-01-02T08:00:00+07:00",
    files: Files = STRICT,
) -> list[Diagnostic]:
    """Check a store that began on a day with everything but one record, which came at a moment."""
    git.start(root)
    write(root, {**files, path: None})
    git.commit(root, began)
    write(root, {**files, path: text})
    git.commit(root, moment)
    return found(root, {**files, path: text})


# --- passing ---------------------------------------------------------------------------------------------


def test_on_the_due_day(tmp_path: Path) -> None:
    assert committed(tmp_path, "2024-04-10T23:59:59+07:00", held("2024-03-05")) == []


def test_a_record_not_yet_committed(tmp_path: Path) -> None:
    git.start(tmp_path)
    write(tmp_path, {**STRICT, STRICT_MARCH: None})
    git.commit(tmp_path, "2024-01-02T08:00:00+07:00")
    assert found(tmp_path, STRICT) == []


def test_a_store_without_git(tmp_path: Path) -> None:
    assert found(tmp_path, STRICT) == []


def test_a_record_imported_when_the_store_began(tmp_path: Path) -> None:
    assert committed(tmp_path, "2024-04-12T08:00:00+07:00", held("2024-03-05"), began="2024-04-11T08:00:00+07:00") == []


def test_without_a_due_day_the_rule_is_silent(tmp_path: Path) -> None:
    files = {**STRICT, CONVENTION: None}
    assert committed(tmp_path, "2024-04-12T08:00:00+07:00", held("2024-03-05"), files=files) == []


def test_other_kinds_of_meeting(tmp_path: Path) -> None:
    text = held("2024-03-05", "theme: Giữ rừng\n")
    assert committed(tmp_path, "2024-04-12T08:00:00+07:00", text, path=f"{FOLDER}/03-thematic-rung.md") == []


def test_a_meeting_not_held(tmp_path: Path) -> None:
    text = meeting("state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\ndate: 2024-03-05")
    assert committed(tmp_path, "2024-04-12T08:00:00+07:00", text) == []


def test_a_later_change_is_not_the_first(tmp_path: Path) -> None:
    committed(tmp_path, "2024-04-10T08:00:00+07:00", held("2024-03-05"))
    files = {**STRICT, STRICT_MARCH: held("2024-03-05", "place: Nhà văn hóa\n")}
    write(tmp_path, files)
    git.commit(tmp_path, "2024-04-14T08:00:00+07:00")
    assert found(tmp_path, files) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_the_day_after(tmp_path: Path) -> None:
    diagnostics = committed(tmp_path, "2024-04-11T00:00:00+07:00", held())
    assert places(diagnostics) == [("ME107", 2, 1, 17)]
    warning = only(diagnostics)
    assert (warning.severity, warning.kind) == ("warning", "unmet")
    assert warning.found.vi == "Biên bản được lưu lần đầu ngày 11/4/2024."
    assert warning.expected.vi == "Hạn ghi kỳ 3/2024 là ngày 10/4/2024."
    assert warning.hint.vi.startswith("Muộn 1 ngày.")
    assert warning.hint.en.startswith("1 day late.")
    assert warning.document == "Quy ước về hạn ghi"


def test_three_days_late(tmp_path: Path) -> None:
    warning = only(committed(tmp_path, "2024-04-13T08:00:00+07:00", held()))
    assert warning.hint.vi.startswith("Muộn 3 ngày.")
    assert warning.hint.en.startswith("3 days late.")


def test_a_record_due_on_the_day_the_store_began(tmp_path: Path) -> None:
    committed(tmp_path, "2024-04-12T08:00:00+07:00", held(), began="2024-04-10T08:00:00+07:00")


def test_any_cell(tmp_path: Path) -> None:
    text = str(USUAL[MARCH]).replace("date: 2024-03-05", "date: 2024-03-05  # ! ME107")
    committed(tmp_path, "2024-04-12T08:00:00+07:00", text, path=MARCH, files={})


# --- one root cause, one message -------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["2023-03-05  # ! ME103", "2024-04-20"])
def test_a_date_in_doubt_or_ahead(tmp_path: Path, date: str) -> None:
    committed(tmp_path, "2024-04-12T08:00:00+07:00", held(date))


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    committed(tmp_path, "2024-04-12T08:00:00+07:00", held("2024-03-05  # ! ME107", "zzz: 1  # ! FI001\n"))
