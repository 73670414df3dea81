from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.rules import ta101_overdue
from generator.views.people import People
from generator.views.tasks import TaskBook
from tests.books import cell, met, record
from tests.support import STRICT, STRICT_CELL, STRICT_MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

APRIL = STRICT_MARCH.replace("03-", "04-")
THEMATIC = STRICT_MARCH.replace("03-regular", "03-thematic-rung")
HEIR = "records/van-quan/cells/ban-a/2024/04-regular.md"


def held(more: str, date: str = "2024-03-05", attendance: str = "roll: 10, present: 9") -> str:
    return meeting(f"date: {date}\ntime: 07:30-09:40\nattendance: {{{attendance}}}\n{more}")


def given(due: str, title: str = "    title: Làm đường\n") -> str:
    return f"tasks:\n  t1:\n{title}    due: {due}\n"


def told(ref: str, state: str, **more: str) -> str:
    return held(f"followup:\n  {ref}: {state}\n", "2024-04-05", **more)


@pytest.mark.parametrize("due", ["2024-04-15", "2024-05-01", ""], ids=["today", "to come", "none"])
def test_a_task_not_past_due(tmp_path: Path, due: str) -> None:
    assert found(tmp_path, {**STRICT, STRICT_MARCH: held(given(due))}) == []


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_task_that_is_closed(tmp_path: Path, state: str) -> None:
    files = {STRICT_MARCH: held(given("2024-03-25")), APRIL: told("2024-03/t1", state)}
    assert found(tmp_path, {**STRICT, **files}) == []


@pytest.mark.parametrize(
    ("due", "days", "english"), [("2024-04-14", 1, "1 day ago"), ("2024-03-25", 21, "21 days ago")]
)
def test_a_task_past_due(tmp_path: Path, due: str, days: int, english: str) -> None:
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: held(given(f"{due}  # ! TA101"))})
    assert places(diagnostics) == [("TA101", 8, 5, 20)]
    warning = only(diagnostics)
    assert "Nhiệm vụ t1 “Làm đường” có hạn" in warning.found.vi
    assert f"đã quá {days} ngày" in warning.found.vi
    assert english in warning.found.en
    assert "Ghi `2024-03/t1: done` (hoặc dropped)" in warning.hint.vi
    assert (warning.kind, warning.severity, warning.subject) == ("unmet", "warning", "t1")


def test_a_task_without_a_title_and_of_a_thematic_meeting(tmp_path: Path) -> None:
    text = held("theme: Rừng\n" + given("2024-03-25  # ! TA101", ""))
    warning = only(found(tmp_path, {**STRICT, THEMATIC: text}))
    assert warning.found.vi.startswith("Nhiệm vụ t1 có hạn 25/3/2024,")
    assert "`2024-03-thematic-rung/t1: done`" in warning.hint.vi


def test_each_task_is_one_finding(tmp_path: Path) -> None:
    text = held(
        "tasks:\n  t1: {title: Một, due: 2024-03-25}  # ! TA101\n  t2: {title: Hai, due: 2024-05-25}\n"
        "  t3: {title: Ba, due: 2024-03-26}  # ! TA101\n"
    )
    diagnostics = found(tmp_path, {**STRICT, STRICT_MARCH: text})
    assert [d.subject for d in diagnostics] == ["t1", "t3"]
    assert len({d.fingerprint for d in diagnostics}) == 2


@pytest.mark.parametrize(
    "report",
    [
        told("2024-03/t1", "doing"),
        told("2024-02/t1", "done  # ! RE105"),
        told("2024-03/t1", "done").replace("2024-04-05", "2024-04-16"),
    ],
    ids=["still doing", "another task", "reported after as_of"],
)
def test_a_report_that_leaves_it_open(tmp_path: Path, report: str) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(given("2024-03-25  # ! TA101")), APRIL: report})


def closed(successor: str) -> dict[str, str]:
    return {STRICT_CELL: str(STRICT[STRICT_CELL]) + f"closed: 2024-03-31\n        successor: {successor}\n"}


def test_a_successor_reports_on_it(tmp_path: Path) -> None:
    heir = held("followup:\n  ban-c/2024-03/t1: done\n", "2024-04-05", "roll: 5, present: 4")
    files = {**STRICT, **closed("ban-a"), STRICT_MARCH: held(given("2024-03-25")), HEIR: heir}
    assert found(tmp_path, files) == []
    open_ = {STRICT_MARCH: held(given("2024-03-25  # ! TA101")), HEIR: heir.replace("done", "doing")}
    assert "`ban-c/2024-03/t1: done`" in only(found(tmp_path, {**files, **open_})).hint.vi


def test_what_a_closed_cell_is_told(tmp_path: Path) -> None:
    files = {**STRICT, STRICT_MARCH: held(given("2024-03-25  # ! TA101"))}
    for successor, ref in (("ban-a", "ban-c"), ("van-quan/ban-a", "ban-c")):
        assert f"`{ref}/2024-03/t1: done`" in only(found(tmp_path, {**files, **closed(successor)})).hint.vi
    named = {STRICT_CELL: str(STRICT[STRICT_CELL]) + "successor: ban-a\n"}
    assert "Ghi `2024-03/t1: done`" in only(found(tmp_path, {**files, **named})).hint.vi
    alone = {STRICT_CELL: str(STRICT[STRICT_CELL]) + "closed: 2024-03-31\n"}
    assert "Ghi `2024-03/t1: done`" in only(found(tmp_path, {**files, **alone})).hint.vi


def test_a_cell_that_closes_only_later_reports_itself(tmp_path: Path) -> None:
    files = {**STRICT, STRICT_MARCH: held(given("2024-03-25  # ! TA101"))}
    for day, own in (("2024-04-15", True), ("2024-04-14", False)):
        text = {STRICT_CELL: closed("ban-a")[STRICT_CELL].replace("2024-03-31", day)}
        assert ("Ghi `2024-03/t1: done`" in only(found(tmp_path, {**files, **text})).hint.vi) is own


def test_a_successor_in_another_district_names_both(tmp_path: Path) -> None:
    there = "records/huyen-b"
    files = {
        f"{there}/district.yml": "name: Đảng bộ B\nlevel: district\nfrom: 2024-04-01\nrecords_from: 2024-04\nunits:\n  xa-b: {name: Đảng bộ xã B, level: commune, from: 2024-04-01}\n",
        f"{there}/cells/moi/cell.yml": "name: Chi bộ mới\ntype: village\nunder: [{unit: xa-b, from: 2024-04-01}]\nfounded: 2024-04-01\n",
        STRICT_MARCH: held(given("2024-03-25  # ! TA101")),
    }
    hint = only(found(tmp_path, {**STRICT, **closed("huyen-b/moi"), **files})).hint
    assert "`van-quan/ban-c/2024-03/t1: done`" in hint.vi
    assert "huyen-b/moi" in hint.vi


def test_a_record_that_does_not_count_gives_no_task(tmp_path: Path) -> None:
    wrong = held(given("2024-03-25"), attendance="roll: 10, present: 2}  # ! AT101").replace("AT101}", "AT101")
    found(tmp_path, {**STRICT, STRICT_MARCH: wrong})
    text = held(given("2024-03-25") + "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU\n")
    assert found(tmp_path, {**STRICT, STRICT_MARCH: text}) == []


def test_a_task_due_before_its_meeting_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {**STRICT, STRICT_MARCH: held(given("2024-03-04  # ! TA102"))})


def test_pages_and_rule_call_the_same_tasks_overdue() -> None:
    def gave(month: str, **due: str):
        tasks = {id_: {"title": f"{month}/{id_}"} | ({"due": day} if day else {}) for id_, day in due.items()}
        return record(month, met() | {"tasks": tasks})

    book = cell(
        gave("2024-01", t1="2024-02-01", t2="2025-02-15", t3=""),
        gave("2024-02", t1="2025-02-14", t2="2024-02-20", t3="2024-02-20"),
        record("2024-03", met() | {"followup": {"2024-02/t2": "done", "2024-02/t3": "doing"}}),
        record(
            "2024-04", {"state": "not_held", "reason": "Lũ", "tasks": {"t1": {"title": "Bốn", "due": "2024-05-01"}}}
        ),
        home=None,
    )
    shown = {t.title: t.overdue for t in TaskBook(book, People(book, None)).open() if t.overdue}
    assert shown == {"2024-01/t1": 380, "2024-02/t1": 1, "2024-02/t3": 361}
    told_ = [(f.path[-13:-3], f.subject, f.key) for f in ta101_overdue.check(book)]
    assert sorted(told_) == [
        ("01-regular", "t1", ("tasks", "t1", "due")),
        ("02-regular", "t1", ("tasks", "t1", "due")),
        ("02-regular", "t3", ("tasks", "t3", "due")),
    ]


def test_on_a_day_when_nothing_is_due_yet(tmp_path: Path) -> None:
    files = {**STRICT, STRICT_MARCH: held(given("2024-03-25"))}
    assert found(tmp_path, files, as_of=dt.date(2024, 3, 25)) == []


def test_a_record_that_cannot_be_counted_may_close_it(tmp_path: Path) -> None:
    wrong = told("2024-03/t1", "done", attendance="roll: 10, present: 8")
    found(tmp_path, {**STRICT, STRICT_MARCH: held(given("2024-03-25")), APRIL: wrong}, f"AT101 {APRIL}:4:24")
    unreadable = told("2024-03/t1", "done").replace("roll: 10", "roll: [")
    found(tmp_path, {**STRICT, STRICT_MARCH: held(given("2024-03-25")), APRIL: unreadable}, f"YA001 {APRIL}:4:21")


@pytest.mark.parametrize(
    "line", ["2024-03/t1: doing", "2024-02/t1: done", "2024-03/t2: done", "2024-03-thematic/t1: done"]
)
def test_a_record_that_cannot_be_counted_and_does_not_close_it(tmp_path: Path, line: str) -> None:
    ref, state = line.split(": ")
    march = held(given("2024-03-25  # ! TA101") + "  t2:\n    title: Khác\n")
    february = held("theme: Rừng\n" + given("2024-03-30  # ! TA101"), "2024-02-05")
    thematic = held("theme: Rừng\n" + given("2024-03-30  # ! TA101"))
    files = {
        STRICT_MARCH: march,
        STRICT_MARCH.replace("03-", "02-"): february,
        STRICT_MARCH.replace("03-regular", "03-thematic"): thematic,
    }
    if "02/" in ref or "thematic" in ref:
        kept = STRICT_MARCH.replace("03-", "02-") if "02/" in ref else STRICT_MARCH.replace("03-regular", "03-thematic")
        files[kept] = files[kept].replace("  # ! TA101", "")
    wrong = told(ref, state, attendance="roll: 10, present: 8")
    found(tmp_path, {**STRICT, **files, APRIL: wrong}, f"AT101 {APRIL}:4:24")


def test_an_earlier_record_that_cannot_be_read_leaves_no_doubt(tmp_path: Path) -> None:
    february = STRICT_MARCH.replace("03-", "02-")
    broken = held("theme: Rừng\n", "2024-02-05").replace("roll: 10", "roll: [")
    files = {STRICT_MARCH: held(given("2024-03-25  # ! TA101")), february: broken}
    found(tmp_path, {**STRICT, **files}, f"YA001 {february}:4:21")
