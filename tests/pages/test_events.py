from __future__ import annotations

import dataclasses
from typing import Any

from generator.model.district import Events
from generator.stats import api
from tests.books import as_text, cell, district, met, record, regular
from tests.pages.factory import district_page

URL = "/huyen-a/events/2024/"
EVENTS = {
    "training": [
        {"date": "2024-09-09", "title": "Lớp B", "participants": 74},
        {"date": "2024-04-10", "title": "Lớp A", "participants": 356},
        {"date": "2024-10-01", "title": "Lớp C"},
    ],
    "commendations": [
        {"date": "2024-05-19", "collectives": 12, "persons": 9},
        {"date": "2024-12-25", "title": "Cuối năm", "collectives": 7, "persons": 15},
    ],
    "inspections": [
        {"date": "2024-06-12", "kind": "supervision", "cells": ["chi-bo"]},
        {"date": "2024-09-26", "kind": "inspection", "cells": ["chi-bo", "da-giai-the"]},
    ],
}
PILOT: dict[str, Any] = {"pilot": {"scheme": "lam-diem", "from": "2023-07-01", "to": "2024-03-31"}}


def with_events(events=EVENTS, year=2024, **more):
    home = district(**more)
    return dataclasses.replace(home, events={year: Events.model_validate(as_text(events))})


def page(*records, events=EVENTS, url=URL, **more):
    return district_page(url, cell(*(records or regular(["2024-01"])), home=with_events(events), **more))


def rows(shown, number):
    return [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby=f"bieu-{number}").iter("tr")]


def test_counts_stand_by_half_year_and_add_up():
    assert rows(page(), 1)[1:7] == [
        ["Lớp bồi dưỡng", "1", "2", "3"],
        ["Lượt người dự bồi dưỡng", "356", "74", "430"],
        ["Tập thể được khen thưởng", "12", "7", "19"],
        ["Cá nhân được khen thưởng", "9", "15", "24"],
        ["Cuộc kiểm tra chi bộ", "0", "1", "1"],
        ["Cuộc giám sát chi bộ", "1", "0", "1"],
    ]


def test_each_count_says_whose_it_is():
    shown = page()
    assert shown.own("training_classes") == []
    assert shown.of("training_classes", "/huyen-a/2024/#2024-H1") == [("1", "1")]
    assert shown.of("training_classes", "/huyen-a/2024/#2024-H2") == [("2", "2")]
    assert shown.of("training_classes", "/huyen-a/2024/") == [("3", "3"), ("3", "3")]


def test_classes_stand_by_day_with_their_total():
    assert rows(page(), 2)[1:] == [
        ["10/4/2024", "Lớp A", "356"],
        ["09/9/2024", "Lớp B", "74"],
        ["01/10/2024", "Lớp C", "–"],
        ["Cộng", "3 lớp", "430"],
    ]


def test_commendations_stand_with_their_total():
    assert rows(page(), 3)[1:] == [
        ["19/5/2024", "–", "12", "9"],
        ["25/12/2024", "Cuối năm", "7", "15"],
        ["Cộng", "", "19", "24"],
    ]


def test_inspections_lead_to_their_cells_where_these_are_known():
    shown = page(name="Chi bộ bản Đông")
    assert rows(shown, 4)[1:] == [
        ["12/6/2024", "Giám sát", "Bản Đông"],
        ["26/9/2024", "Kiểm tra", "Bản Đông, da-giai-the"],
    ]
    assert shown.links()["Bản Đông"] == "../../../huyen-a/cells/chi-bo/"
    assert "da-giai-the" not in shown.links()


def test_model_meetings_lead_to_their_pages():
    shown = page(record("2024-03", met(model="true", theme="Rừng")), record("2024-04", met()))
    assert rows(shown, 5)[1:] == [
        ["05/3/2024", "Thử", "Thường kỳ", "Rừng"],
        [
            "Cộng",
            "1 buổi",
        ],
    ]
    assert shown.links()["Thường kỳ"] == "../../../huyen-a/cells/chi-bo/2024/03-regular/"


def test_a_model_meeting_that_does_not_count_is_not_listed():
    shown = page(record("2024-03", met(model="true"), valid=False), record("2024-04", met()))
    assert "Chưa có buổi sinh hoạt mẫu nào" in shown.text()


def test_guests_are_counted_by_kind():
    shown = page(record("2024-03", met(guests={"resident_213": 2, "invited": 1})), record("2024-08", met(guests={"invited": 3})))  # fmt: skip
    found = {row[0]: row[1:] for row in rows(shown, 1)}
    assert found["Khách dự: đảng viên 213 nơi cư trú"] == ["2", "0", "2"]
    assert found["Khách dự: khách mời"] == ["1", "3", "4"]


def test_pilots_stand_in_the_years_they_lasted():
    assert rows(page(**PILOT), 6)[1:] == [["Thử", "Làm điểm", "01/7/2023", "31/3/2024"]]
    assert "Chưa có chi bộ nào làm điểm" in page(url="/huyen-a/events/2024/").text()
    later = district_page("/huyen-a/events/2025/", cell(record("2025-01", met(model="true")), home=district(), **PILOT))
    assert "Chưa có chi bộ nào làm điểm" in later.text()


def test_events_after_the_day_of_the_figures_are_not_listed():
    home = with_events(as_of="2024-08-31")
    shown = district_page(URL, cell(*regular(["2024-01"]), home=home))
    assert [row[1] for row in rows(shown, 2)[1:]] == ["Lớp A", "1 lớp"]


def test_an_event_without_a_day_counts_for_the_year_only():
    shown = page(events={"training": [{"title": "Lớp không ngày", "participants": 5}]})
    assert rows(shown, 1)[1] == ["Lớp bồi dưỡng", "0", "0", "1"]
    assert rows(shown, 2)[1] == ["–", "Lớp không ngày", "5"]


def test_what_is_missing_names_the_file_to_write():
    shown = page(record("2024-03", met(model="true")), events={})
    text = shown.text()
    assert "Chưa ghi lớp nào. Thêm mục training vào tệp records/huyen-a/events/2024.yml" in text
    assert "Thêm mục commendations vào tệp" in text
    assert "Thêm mục inspections vào tệp" in text


def test_a_year_without_events_is_a_page_with_one_step():
    shown = district_page(URL, cell(*regular(["2024-01"])))
    assert "Năm 2024 chưa ghi sự kiện nào" in shown.text()
    assert not shown.all("table")


def test_the_menu_and_the_years_lead_here():
    shown = page()
    assert shown.links()["2025"] == "../../../huyen-a/events/2025/"
    assert shown.links()["Sự kiện"] == "../../../huyen-a/events/2025/"
    assert shown.text(shown.one("h1")) == "Sự kiện, năm 2024"


def test_every_count_of_the_page_is_a_statistic():
    shown = page()
    assert {e.get("data-stat") for e in shown.all("data")} <= set(api.figures())
