from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.rules.me106_fixed_day import check
from tests.books import cell, record
from tests.support import STRICT, STRICT_CELL, STRICT_MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

FOLDER = STRICT_MARCH.rsplit("/", 1)[0]


def held(date: str, more: str = "") -> str:
    return meeting(f"date: {date}\ntime: 07:30-09:30\n{more}attendance: {{roll: 10, present: 9}}")


def strict(tmp_path: Path, text: str, path: str = STRICT_MARCH) -> list[Diagnostic]:
    return found(tmp_path, {**STRICT, path: text})


# --- passing ---------------------------------------------------------------------------------------------


def test_on_the_fixed_day(tmp_path: Path) -> None:
    assert strict(tmp_path, held("2024-03-05")) == []


def test_without_a_fixed_day_the_rule_is_silent(tmp_path: Path) -> None:
    own = str(STRICT[STRICT_CELL]).replace("        fixed_day: 5\n", "")
    assert found(tmp_path, {**STRICT, STRICT_CELL: own, STRICT_MARCH: held("2024-03-08")}) == []


def test_other_kinds_of_meeting(tmp_path: Path) -> None:
    assert strict(tmp_path, held("2024-03-20", "theme: Giữ rừng\n"), f"{FOLDER}/03-thematic-rung.md") == []


def test_a_meeting_ahead(tmp_path: Path) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held("2024-03-08")}, as_of=dt.date(2024, 3, 7)) == []


def test_a_meeting_not_held(tmp_path: Path) -> None:
    assert strict(tmp_path, held("2024-03-08", "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n")) == []


# --- failing ---------------------------------------------------------------------------------------------


def test_three_days_late(tmp_path: Path) -> None:
    diagnostics = strict(tmp_path, held("2024-03-08  # ! ME106"))
    assert places(diagnostics) == [("ME106", 2, 1, 17)]
    notice = only(diagnostics)
    assert (notice.severity, notice.kind) == ("notice", "unmet")
    assert notice.found.vi == "Họp ngày 08/3/2024."
    assert notice.expected.vi == "Ngày cố định của chi bộ là ngày 5 hằng tháng, kỳ này là 05/3/2024."
    assert notice.hint.vi.startswith("Muộn 3 ngày. Ngày họp đúng thì để nguyên")
    assert notice.hint.en.startswith("3 days late. ")
    assert "`postponed`" in notice.hint.vi
    assert "`fixed_day`" in notice.hint.vi


def test_one_day_early(tmp_path: Path) -> None:
    notice = only(strict(tmp_path, held("2024-03-04  # ! ME106")))
    assert notice.hint.vi.startswith("Sớm 1 ngày.")
    assert notice.hint.en.startswith("1 day early.")
    assert "`postponed`" not in notice.hint.vi + notice.hint.en


def test_the_same_day_of_another_month(tmp_path: Path) -> None:
    notice = only(strict(tmp_path, held("2024-04-05  # ! ME106")))
    assert notice.hint.vi.startswith("Muộn 31 ngày.")


def test_a_meeting_put_off_is_not_asked_to_say_so_again(tmp_path: Path) -> None:
    put_off = "postponed: {from: 2024-03-05, reason: Lũ}\n"
    notice = only(strict(tmp_path, held("2024-03-08  # ! ME106", put_off)))
    assert notice.hint.vi.startswith("Muộn 3 ngày. Ngày họp đúng thì để nguyên; ")
    assert "`postponed`" not in notice.hint.vi + notice.hint.en


# --- one root cause, one message -------------------------------------------------------------------------


def test_a_date_outside_its_period_is_the_cause(tmp_path: Path) -> None:
    strict(tmp_path, held("2023-03-08  # ! ME103"))


def test_a_cell_not_active_is_the_cause(tmp_path: Path) -> None:
    own = f"{str(STRICT[STRICT_CELL]).rstrip()}\n        closed: 2024-03-07\n"
    found(tmp_path, {**STRICT, STRICT_CELL: own, STRICT_MARCH: held("2024-03-08  # ! ME108")})


def test_a_fault_elsewhere_in_the_record_is_not_the_cause(tmp_path: Path) -> None:
    strict(tmp_path, held("2024-03-08  # ! ME106", "zzz: 1  # ! FI001\n"))


def test_a_record_that_cannot_be_read_is_passed_over() -> None:
    one = record("2024-03", None)
    assert list(check(one, cell(one, fixed_day=5))) == []


@pytest.mark.parametrize(("day", "wrong"), [(28, 0), (27, 1)])
def test_the_last_day_there_may_be(day: int, wrong: int) -> None:
    one = record("2024-02", {"date": "2024-02-28", "attendance": {"roll": 1, "present": 1}})
    assert len(list(check(one, cell(one, fixed_day=day)))) == wrong
