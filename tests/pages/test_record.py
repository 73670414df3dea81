from __future__ import annotations

import dataclasses

from tests.books import cell, met, record
from tests.pages.factory import CELL, meeting_page, pages_of, with_minutes

FLOOD = record("2024-03", {"state": "not_held", "reason": "Lũ lớn, ngầm ngập"})


def test_it_says_that_there_was_no_meeting_and_why():
    shown = meeting_page(cell(FLOOD))
    assert shown.text(shown.one("h1")) == "Sinh hoạt chi bộ thường kỳ, tháng 3 năm 2024"
    assert "Không họp" in shown.text()
    assert "Lũ lớn, ngầm ngập" in shown.text()
    assert not shown.all("data")


def test_a_waived_month_names_the_decision():
    waived = record("2024-03", {"state": "waived", "reason": "Nghỉ hè", "decision": "05-CV/ĐU"})
    assert "05-CV/ĐU" in meeting_page(cell(waived)).text()


def test_a_postponed_month_has_the_mark_of_its_state():
    shown = meeting_page(cell(record("2024-03", {"state": "postponed", "reason": "Bão"})))
    assert shown.text(shown.one("span", class_="chip k-postponed")) == "Hoãn"


def test_a_plan_shows_its_day():
    planned = record("2025-03", {"state": "planned", "date": "2025-03-09"})
    shown = meeting_page(cell(planned), "2025/03-regular")
    assert "Ngày dự kiến 09/3/2025" in shown.text()


def test_what_is_written_below_is_shown():
    shown = meeting_page(cell(with_minutes(FLOOD, "## Cách xử lý\nHọp bù tháng 4.")))
    assert shown.text(shown.one("div", data_minutes="")) == "Cách xử lý Họp bù tháng 4."


def test_what_is_written_below_may_be_withheld():
    shown = meeting_page(cell(dataclasses.replace(with_minutes(FLOOD, "Việc riêng"), withheld=("PR101",))))
    assert "Việc riêng" not in shown.html
    assert "Biên bản được giữ lại" in shown.text()
    assert shown.links()["PR101"] == "../../../../../rules/PR101/"


def test_it_links_to_its_neighbours():
    shown = meeting_page(cell(record("2024-02", met()), FLOOD))
    assert shown.one("a", rel="prev").get("href", "").endswith("/2024/02-regular/")


def test_a_file_that_cannot_be_read_has_no_page():
    assert f"{CELL}2024/03-regular/" not in pages_of(cell(record("2024-03", None, valid=False)))
