from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from generator.model.facts import CellFacts, MeetingFacts
from generator.views.numbering import numbered
from generator.views.pages import tasks
from tests.books import cell, district, met, record
from tests.pages.factory import district_of, show, site

AS_OF = "2025-02-15"
UNITS = {"khoi": {"name": "Khối"}, "xa-b": {"parent": "khoi", "name": "Xã B"}, "xa-a": {"name": "Xã A"}}


def gives(key="2024-03", **given):
    """A meeting that gives these tasks: id → due day (None for none)."""
    due = {id_: {"title": f"Việc {id_}"} | ({"due": day} if day else {}) for id_, day in given.items()}
    return record(key, met() | {"tasks": due})


def tells(key, **told):
    """A meeting that reports on tasks of 2024-03: id → state."""
    return record(key, met() | {"followup": {f"2024-03/{id_}": state for id_, state in told.items()}})


def page(*books, **more):
    [made] = tasks.pages(site(**more), district_of(*books))
    return show(made)


def rows(shown, caption):
    table = shown.one("table", aria_labelledby=caption)
    return [[shown.text(part) for part in tr] for tr in table.iter("tr")][1:]


def lines(shown):
    return [shown.text(li) for ol in shown.all("ol", class_="attn") for li in ol.iter("li")]


def test_the_longest_overdue_comes_first_with_days_cell_day_and_meeting():
    shown = page(
        cell(gives(t1="2025-01-15", t2="2024-05-01"), tells("2024-04", t2="doing"), tells("2024-05", t2="doing"))
    )
    assert rows(shown, "bieu-qua-han") == [
        ["Việc t2", "290", "Thử", "01/5/2024", "3/2024", "2"],
        ["Việc t1", "31", "Thử", "15/01/2025", "3/2024", "–"],
    ]
    assert shown.text(shown.one("h2", id="qua-han")) == "Quá hạn (2)"
    assert shown.links()["3/2024"] == "../../huyen-a/cells/chi-bo/2024/03-regular/"
    assert lines(shown)[0].startswith("Cảnh báo 2 nhiệm vụ quá hạn, ở 1 chi bộ: Thử (2).")


def test_open_tasks_stand_by_due_day_then_unit_and_cell_and_undated_ones_last():
    home = district(units=UNITS)
    later = {"t1": "2025-03-10"}
    books = (
        cell(gives(**later), home=home, slug="a", name="Chi bộ Ả", under=[{"unit": "xa-a", "from": "2000-01-01"}]),
        cell(gives(**later), home=home, slug="b", name="Chi bộ Bờ", under=[{"unit": "xa-b", "from": "2000-01-01"}]),
        cell(gives(t0=None, t2="2025-03-01", **later), home=home, slug="a2", name="Chi bộ An", under=[{"unit": "xa-b", "from": "2000-01-01"}]),
    )  # fmt: skip
    shown = page(*books)
    assert [(row[0], row[1], row[2]) for row in rows(shown, "bieu-dang-lam")] == [
        ("Việc t2", "An", "01/3/2025"),
        ("Việc t1", "An", "10/3/2025"),
        ("Việc t1", "Bờ", "10/3/2025"),
        ("Việc t1", "Ả", "10/3/2025"),
        ("Việc t0", "An", "không ghi hạn"),
    ]
    assert any(line.startswith("Lưu ý 1 nhiệm vụ không ghi hạn") for line in lines(shown))
    assert not shown.all("table", aria_labelledby="bieu-qua-han")
    assert "Biểu 1. Nhiệm vụ đang làm" in shown.text()


def test_a_task_due_today_is_not_overdue():
    shown = page(cell(gives(t1=AS_OF)))
    assert rows(shown, "bieu-dang-lam")[0][2] == "15/02/2025"
    assert not lines(shown)


def test_closed_tasks_are_counted_and_not_listed():
    shown = page(cell(gives(t1="2024-04-01", t2="2024-04-01", t3="2024-04-01"), tells("2024-04", t1="done", t2="done", t3="dropped")))  # fmt: skip
    assert "Việc t1" not in shown.text()
    assert "Không liệt kê ở đây: 2 nhiệm vụ đã xong và 1 nhiệm vụ thôi thực hiện" in shown.text()
    assert "Mọi nhiệm vụ đã giao đều đã xong hoặc thôi thực hiện." in shown.text()
    assert "đã giao 3 nhiệm vụ: 2 đã xong, 1 thôi thực hiện, 0 còn phải làm" in shown.text()


def test_units_count_the_units_below_them_and_add_up_to_the_district():
    home = district(units=UNITS)
    one = cell(
        gives(t1="2024-04-01", t2="2024-05-01", t3="2024-06-01", t4=None), tells("2024-04", t1="done", t3="dropped"),
        home=home, slug="mot", under=[{"unit": "xa-b", "from": "2000-01-01"}],
    )  # fmt: skip
    two = cell(gives(t1="2024-04-01"), tells("2024-04", t1="done"), home=home, slug="hai")
    shown = page(one, two)
    assert rows(shown, "bieu-don-vi")[1:] == [
        ["Khối", "4", "1", "1", "2", "1", "1", "1/2", "50,00\u00a0%"],
        ["Xã B", "4", "1", "1", "2", "1", "1", "1/2", "50,00\u00a0%"],
        ["Xã A", "1", "1", "–", "–", "–", "–", "1/1", "100,00\u00a0%"],
        ["Toàn đảng bộ", "5", "2", "1", "2", "1", "1", "2/3", "66,67\u00a0%"],
    ]
    assert shown.of("tasks_done", "/huyen-a/units/xa-b/2024/") == [("0.5", "50,00\u00a0%")]
    assert ("0.666667", "66,67\u00a0%") in shown.of("tasks_done", "/huyen-a/2024/")
    assert "đã xong 2/3, đạt 66,67\u00a0%" in shown.text()
    assert rows(shown, "bieu-nam") == [["2024", "2/3", "66,67\u00a0%"]]


def test_what_was_closed_in_the_last_twelve_months_is_told_month_by_month():
    told = [tells("2024-03-thematic", t4="done"), tells("2025-02", t1="done"), tells("2024-04", t2="done", t3="dropped"), tells("2024-05", t5="done")]  # fmt: skip
    ids = dict.fromkeys(["t1", "t2", "t3", "t4", "t5"], "2024-04-01")
    shown = page(cell(gives(**ids), *told))
    table = rows(shown, "hinh-1")
    assert [row[0] for row in table] == ["2/2025", "1/2025", *(f"{month}/2024" for month in range(12, 2, -1))]
    assert {row[0]: (row[1], row[3]) for row in table if row[1] != "–"} == {
        "2/2025": ("1", "–"), "5/2024": ("1", "–"), "4/2024": ("1", "1"), "3/2024": ("1", "–"),
    }  # fmt: skip
    assert "Hình 1. 4 nhiệm vụ xong và 1 thôi thực hiện trong mười hai tháng gần nhất" in shown.text()


def test_earlier_months_are_not_told():
    home = district(as_of="2025-05-20")
    shown = page(cell(gives(t1="2024-04-01"), tells("2024-05", t1="done"), home=home))
    assert "Hình 1. 0 nhiệm vụ xong" in shown.text()


def closed_cell(reported: str = "", *, successor="moi", known=True):
    told = {"2024/08-regular": MeetingFacts(dt.date(2024, 8, 5), True, (), (("chi-bo/2024-03/t1", reported),))}
    facts = CellFacts("huyen-a/moi", "Chi bộ Mới", None, None, None, told if reported else {})
    more = {"successor": successor} if successor else {}
    book = cell(gives(t1="2024-04-01"), closed="2024-06-30", **more)
    return dataclasses.replace(book, facts={"huyen-a/moi": facts} if known else {})


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (closed_cell("doing"), "nay do Mới theo dõi"),
        (closed_cell(), "đã kết thúc, chuyển cho Mới, chưa có báo cáo"),
        (closed_cell(known=False), "đã kết thúc, chuyển cho moi"),
        (closed_cell(successor=""), "đã kết thúc, không có chi bộ kế tục"),
    ],
)
def test_tasks_of_a_closed_cell_name_the_one_that_carries_on(book, words):
    shown = page(book)
    assert rows(shown, "bieu-qua-han")[0][2] == f"Thử {words}"
    left = [line for line in lines(shown) if "đã kết thúc" in line]
    assert len(left) == ("nay do" not in words)
    if "Mới" in words:
        assert shown.links()["Mới"] == "../../huyen-a/cells/moi/"


def test_a_task_that_the_successor_finished_is_done():
    shown = page(closed_cell("done"))
    assert "1 đã xong" in shown.text()
    assert {row[0]: row[1] for row in rows(shown, "hinh-1")}["8/2024"] == "1"


def test_a_wrong_record_that_may_have_closed_a_task_leaves_it_in_doubt():
    wrong = dataclasses.replace(tells("2024-05", t1="done"), valid=False)
    shown = page(cell(gives(t1="2024-04-01"), wrong))
    assert rows(shown, "bieu-dang-lam")[0][2] == "01/4/2024 chờ sửa bản ghi"
    assert [line[:26] for line in lines(shown)] == ["Cảnh báo 1 nhiệm vụ đã qua"]


def test_tasks_of_meetings_that_do_not_count_are_not_there():
    assert "Chưa có nhiệm vụ nào." in page(cell(gives("2025-03", t1="2025-03-01"))).text()


def test_without_tasks_it_says_how_to_write_one():
    shown = page(cell(record("2024-03", met())))
    assert "Ghi mỗi nhiệm vụ với title, owner và due dưới khóa tasks" in shown.text(shown.one("p", class_="empty"))
    assert not shown.all("table")


def test_nobody_is_named():
    told = record("2024-03", met() | {"tasks": {"t1": {"title": "Việc", "due": "2024-04-01", "owner": "dv01"}}})
    book = cell(told, members={"dv01": {"joined": "2000-01-01"}})
    assert "dv01" not in page(book).html


def test_the_menu_has_it_and_the_public_profile_does_not():
    home = district()
    assert tasks.entry(home) == "/huyen-a/tasks/"
    assert not tasks.PAGE.public
    assert page(cell(gives(t1=None))).links()["Nhiệm vụ"] == "../../huyen-a/tasks/"


def test_tables_are_numbered_without_gaps():
    assert numbered([1], [], [2], True) == (1, 0, 2, 3)
