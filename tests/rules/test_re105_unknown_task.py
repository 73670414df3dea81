from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules.re105_unknown_task import check
from tests import books
from tests.support import FEBRUARY, MARCH, USUAL, Files, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
THEMATIC = "records/van-quan/cells/ban-a/2024/02-thematic-rung.md"
OLD = "records/van-quan/cells/ban-cu"
MERGED: Files = {
    f"{OLD}/cell.yml": """
        name: Chi bộ bản Cũ
        type: village
        under: [{unit: xa-tan-doan, from: 2010-05-01}]
        founded: 2010-05-01
        closed: 2023-12-31
        successor: ban-a
        """,
    f"{OLD}/2023/11-regular.md": meeting(
        "date: 2023-11-05\ntime: 07:30-09:30\nattendance: {roll: 3, present: 3}\ntasks: {t3: {title: Làm cầu}}"
    ),
}


def follow(line: str) -> str:
    return meeting(f"{FRONT}followup:\n  {line}")


def test_tasks_of_this_cell(tmp_path: Path) -> None:
    thematic = meeting(
        "date: 2024-02-09\ntime: 07:30-09:30\ntheme: Giữ rừng\nattendance: {roll: 6, present: 5}\ntasks: {t1: {title: Trồng cây}}"
    )
    text = follow("2024-02/t1: done\n  ban-a/2024-02-regular/t1: done\n  2024-02-thematic-rung/t1: doing")
    assert found(tmp_path, {THEMATIC: thematic, MARCH: text}) == []


def test_tasks_of_a_predecessor(tmp_path: Path) -> None:
    assert (
        found(tmp_path, {**MERGED, MARCH: follow("ban-cu/2023-11/t3: done\n  van-quan/ban-cu/2023-11/t3: done")}) == []
    )


def test_a_record_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    broken = meeting("date: 2024-02-05\ntheme: [x  # ! YA001")
    found(tmp_path, {FEBRUARY: broken, MARCH: follow("2024-02/t1: done")})


def test_a_task_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    broken = str(USUAL[FEBRUARY]).replace("owner: dv03}", "owner: dv03}  # ! FI003").replace("t1:", "T_1:")
    found(tmp_path, {FEBRUARY: broken, MARCH: follow("2024-02/t1: done")})


def test_a_predecessors_record_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    path = f"{OLD}/2023/11-regular.md"
    broken = {**MERGED, path: str(MERGED[path]).replace("time: 07:30-09:30", "time: x  # ! FI003")}
    found(tmp_path, {**broken, MARCH: follow("ban-cu/2023-11/t3: done\n  ban-cu/2023-11/t4: done")})


def test_the_same_meeting_of_another_year_is_another_one(tmp_path: Path) -> None:
    thematic = meeting(
        "date: 2023-02-09\ntime: 07:30-09:30\ntheme: Giữ rừng\nattendance: {roll: 6, present: 5}\ntasks: {t1: {title: Trồng cây}}"
    )
    files = {THEMATIC.replace("2024", "2023"): thematic}
    assert found(tmp_path, {**files, MARCH: follow("2023-02-thematic-rung/t1: done")}) == []
    found(tmp_path, {**files, MARCH: follow("2024-02-thematic-rung/t1: done  # ! RE105")})


def test_a_slug_that_looks_like_a_kind(tmp_path: Path) -> None:
    odd = meeting(
        "date: 2024-02-20\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\ntasks: {t5: {title: Họp gấp}}"
    )
    files = {"records/van-quan/cells/ban-a/2024/02-extraordinary-regular.md": odd}
    assert found(tmp_path, {**files, MARCH: follow("2024-02-extraordinary-regular/t5: done")}) == []


def test_an_unknown_task(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: follow("2024-02/t2: done  # ! RE105")})
    assert places(diagnostics) == [("RE105", 6, 3, 19)]
    assert only(diagnostics).expected == ("Biên bản đó có: t1.", "That meeting has: t1.")


def test_an_unknown_task_of_this_cell_by_its_name(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: follow("ban-a/2024-02/t2: done  # ! RE105")})


def test_a_meeting_that_gave_no_task(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: follow("2024-01/t1: done  # ! RE105")}))
    assert error.expected.vi == "Biên bản đó không giao nhiệm vụ nào."


def test_a_cell_that_is_not_there_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: follow("ban-v/2024-02/t1: done  # ! RE106")})


def test_records_that_cannot_be_read() -> None:
    unread, telling = books.record("2024-02", None), books.record("2024-03", {"followup": {"2024-02/t1": "done"}})
    cell = books.cell(unread, telling)
    assert [list(check(record, cell)) for record in cell.meetings] == [[], []]


def test_a_meeting_without_record(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: follow("2024-02-thematic/t1: done  # ! RE105")}))
    assert "2024/02-thematic.md" in error.found.vi
    assert error.hint.vi == "Tháng đó có: 2024/02-regular.md. Sửa kỳ, hoặc xóa dòng này."


def test_a_month_without_any_record(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: follow("2023-07/t1: done  # ! RE105")}))
    assert error.hint == ("Sửa kỳ, hoặc xóa dòng này.", "Correct the period, or delete the line.")


def test_unknown_tasks_and_meetings_of_a_predecessor(tmp_path: Path) -> None:
    text = follow("ban-cu/2023-11/t4: done  # ! RE105\n  ban-cu/2023-12/t3: done  # ! RE105")
    assert places(found(tmp_path, {**MERGED, MARCH: text})) == [("RE105", 6, 3, 26), ("RE105", 7, 3, 26)]


def test_a_cell_that_is_no_predecessor(tmp_path: Path) -> None:
    error = only(found(tmp_path, {MARCH: follow("ban-b/2024-02/t1: done  # ! RE105")}))
    assert "kế tục" in error.expected.vi
