from __future__ import annotations

import dataclasses

import pytest

from generator.model.district import Observers
from generator.views.pages import observers
from tests.books import as_text, cell, district, met, record
from tests.pages.factory import district_of, show, site

YEAR = "/huyen-a/2024/"
PLAN = {
    "btv-01": {"level": "standing_committee", "name": "Ủy viên 01", "cells": {"mot": 2, "hai": 1}},
    "bch-07": {"level": "committee", "cells": ["hai"]},
}


def planned(plan=None, year=2024, broken=(), **more):
    """A district with a plan of visits."""
    plans = {year: Observers.model_validate(as_text(plan))} if plan is not None else {}
    return dataclasses.replace(district(**more), observers=plans, observers_broken=frozenset(broken))


def visited(key, *seats, **more):
    return record(key, met(**{"observers": list(seats)} | more))


def cells(home, mot=(), hai=(), ba=()):
    """Three cells with their records; a cell without any is there too."""
    return [
        cell(*records, home=home, slug=slug, name=f"Chi bộ {name}")
        for slug, name, records in (("mot", "Một", mot), ("hai", "Hai", hai), ("ba", "Ba", ba))
    ]


def page(home, year=2024, *, left_out=(), **records):
    books = [book for book in cells(home, **records) if book.slug not in left_out]
    made = {page.url: page for page in observers.pages(site(), district_of(*books))}
    return show(made[f"/huyen-a/observers/{year}/"])


def rows(shown, number):
    table = shown.one("table", aria_labelledby=f"bieu-{number}")
    return [[shown.text(part) for part in tr] for body in table if body.tag != "thead" for tr in body]


def lines(shown):
    return [shown.text(li) for ol in shown.all("ol", class_="attn") for li in ol.iter("li")]


def test_levels_stand_with_cells_and_visits_apart_and_add_up():
    mot = [visited("2024-03", "btv-01"), visited("2024-04-thematic", "btv-01", theme="Rừng"), visited("2024-08", "btv-01")]  # fmt: skip
    shown = page(planned(PLAN), mot=mot, hai=[visited("2024-09", "bch-07", theme="Nước")])
    assert rows(shown, 1) == [
        ["Ủy viên ban thường vụ", "1/1", "", "1/2", "50,00\u00a0%", "2/3", "66,67\u00a0%", "", "2", "66,67\u00a0%", "1", "33,33\u00a0%"],
        ["Ủy viên ban chấp hành", "1/1", "", "1/1", "100,00\u00a0%", "1/1", "100,00\u00a0%", "", "1", "100,00\u00a0%", "0", "0,00\u00a0%"],
        ["Tất cả", "2/2", "100,00\u00a0%", "2/3", "66,67\u00a0%", "3/4", "75,00\u00a0%", "", "3", "", "1", ""],
    ]  # fmt: skip
    assert ("0.5", "50,00\u00a0%") in shown.of("observer_cells.standing_committee", YEAR)
    assert ("0.75", "75,00\u00a0%") in shown.of("observer_visits", YEAR)
    assert shown.of("observer_plans", YEAR) == [("1", "100,00\u00a0%")]
    assert shown.of("observer_visits.standing_committee.thematic", YEAR) == [("0.333333", "33,33\u00a0%")]
    assert "Đã dự 3 trong 4 lượt theo kế hoạch, đạt 75,00\u00a0%." in shown.text()


def test_the_sentence_of_the_reports_is_there_for_each_level():
    plan = {"btv-01": {"level": "standing_committee", "cells": ["mot", "hai", "ba"]}}
    mot = [visited("2024-03-thematic", "btv-01", theme="Rừng")]
    shown = page(planned(plan), mot=mot, hai=[visited("2024-04", "btv-01")])
    said = "Ủy viên ban thường vụ đã dự sinh hoạt 2/3 chi bộ đăng ký, đạt 66,67\u00a0% kế hoạch (trong đó, định kỳ 1, chuyên đề 1)"
    assert said in shown.text()


def test_the_newspaper_s_half_year_can_be_read_off():
    slugs = [f"cb-{number}" for number in range(1, 30)]
    home = planned({"btv-01": {"level": "standing_committee", "cells": slugs}})
    kinds = ["2024-05"] * 15 + ["2024-06-thematic"] * 4
    visits = [[visited(kind, "btv-01", **({"theme": "Rừng"} if "thematic" in kind else {}))] for kind in kinds] + [
        []
    ] * 10
    books = [cell(*records, home=home, slug=slug) for slug, records in zip(slugs, visits, strict=True)]
    made = {page.url: page for page in observers.pages(site(), district_of(*books))}
    shown = show(made["/huyen-a/observers/2024/"])
    said = "đã dự sinh hoạt 19/29 chi bộ đăng ký, đạt 65,52\u00a0% kế hoạch (trong đó, định kỳ 15, chuyên đề 4)"
    assert shown.text().count(f"Ủy viên ban thường vụ {said}") == 2  # of the year, and of its first half
    assert ("0.655172", "65,52\u00a0%") in shown.of("observer_cells.standing_committee", "/huyen-a/2024/#2024-H1")


def test_half_years_are_counted_over_the_plan_of_the_year():
    mot = [visited("2024-03", "btv-01"), visited("2024-08", "btv-01")]
    shown = page(planned(PLAN), mot=mot)
    table = rows(shown, 2)
    assert [row[0] for row in table] == [
        "Sáu tháng đầu năm", "Ủy viên ban thường vụ", "Ủy viên ban chấp hành", "Tất cả",
        "Sáu tháng cuối năm", "Ủy viên ban thường vụ", "Ủy viên ban chấp hành", "Tất cả",
    ]  # fmt: skip
    assert table[1][3:7] == ["1/2", "50,00\u00a0%", "1/3", "33,33\u00a0%"]
    assert table[7][3:7] == ["1/3", "33,33\u00a0%", "1/4", "25,00\u00a0%"]
    assert ("0.25", "25,00\u00a0%") in shown.of("observer_visits", "/huyen-a/2024/#2024-H1")
    assert ("0.25", "25,00\u00a0%") in shown.of("observer_visits", "/huyen-a/2024/#2024-H2")


def test_a_half_year_to_come_is_not_there():
    shown = page(planned(PLAN, as_of="2024-05-20"))
    assert [row[0] for row in rows(shown, 2)][0::4] == ["Sáu tháng đầu năm"]


def test_each_seat_has_its_cells_with_plan_visits_and_what_is_missing():
    mot = [visited("2024-03", "btv-01"), visited("2024-04-thematic", "btv-01", theme="Rừng"), visited("2024-05", "btv-01")]  # fmt: skip
    shown = page(planned(PLAN), mot=mot)
    assert rows(shown, 3) == [
        ["Ủy viên 01", "3", "2", "1", "1", "đã dự 1/2 chi bộ"],
        ["Một", "2", "2", "–", "1", "05/3/2024, 05/4/2024 chuyên đề, 05/5/2024"],
        ["Hai", "1", "–", "1", "–", "–"],
        ["Cộng", "3", "2", "1", "1", "đã dự 1/2 chi bộ đăng ký"],
    ]
    assert rows(shown, 4)[0] == ["bch-07", "1", "–", "1", "–", "đã dự 0/1 chi bộ"]
    assert shown.links()["05/4/2024"] == "../../../huyen-a/cells/mot/2024/04-thematic/"
    assert shown.links()["Một"] == "../../../huyen-a/cells/mot/"


def test_the_rows_add_up_to_the_figures():
    mot = [visited(f"2024-{month:02d}", "btv-01", "bch-07") for month in range(1, 6)]
    shown = page(planned(PLAN), mot=mot, hai=[visited("2024-03", "bch-07", date="2024-03-09")])
    by_level = rows(shown, 1)
    for number, level in ((3, by_level[0]), (4, by_level[1])):
        total = rows(shown, number)[-1]
        assert level[5] == f"{total[2]}/{total[1]}"
        assert f"đã dự {level[3]} chi bộ đăng ký" == total[5]


def test_visits_outside_the_plan_stand_apart_and_count_nowhere():
    shown = page(planned(PLAN), ba=[visited("2024-03", "btv-01", "bch-07"), visited("2024-04-extraordinary", "btv-01")])
    assert rows(shown, 5) == [
        ["Ủy viên 01", "Ba", "05/3/2024"],
        ["Ủy viên 01", "Ba", "05/4/2024 bất thường"],
        ["bch-07", "Ba", "05/3/2024"],
    ]
    assert rows(shown, 3)[0] == ["Ủy viên 01", "3", "–", "3", "–", "đã dự 0/2 chi bộ; 2 lượt ngoài kế hoạch"]
    assert ("0", "0,00\u00a0%") in shown.of("observer_visits", YEAR)
    assert "Biểu 5. 3 lượt dự ở chi bộ không đăng ký" in shown.text()
    assert any(line.startswith("Lưu ý 3 lượt dự ngoài kế hoạch") for line in lines(shown))


def test_a_cell_planned_no_times_is_not_registered():
    plan = {"btv-01": {"level": "standing_committee", "cells": {"mot": 0}}}
    shown = page(planned(plan), mot=[visited("2024-03", "btv-01")])
    assert rows(shown, 3)[0] == ["btv-01", "chưa đăng ký chi bộ nào; 1 lượt ngoài kế hoạch"]
    assert rows(shown, 1)[0][1] == "0/1"


def test_nobody_outside_the_plan_is_said():
    assert "Không có lượt dự nào ngoài kế hoạch." in page(planned(PLAN)).text()


def clash(**differs):
    more = {"mot": {"time": "07:30-09:30"}, "hai": {"time": "09:00-10:30"}}
    more = {name: facts | differs.get(name, {}) for name, facts in more.items()}
    return page(planned(PLAN), **{name: [visited("2024-03", "btv-01", **facts)] for name, facts in more.items()})


@pytest.mark.parametrize(
    "differs",
    [
        {"hai": {"time": "09:30-10:30"}},
        {"hai": {"date": "2024-03-06"}},
        {"hai": {"joint_with": ["mot"]}},
        {"mot": {"joint_with": ["huyen-a/hai"]}},
        {"hai": {"observers": ["bch-07"]}},
    ],
)
def test_one_after_the_other_another_day_or_a_joint_meeting_is_no_clash(differs):
    shown = clash(**differs)
    assert not shown.all("h2", id="cung-gio")
    assert not any("hai nơi" in line for line in lines(shown))


def test_two_places_at_the_same_hour_are_told_first():
    shown = clash()
    assert lines(shown)[0].startswith("Cảnh báo 1 lần một người được ghi ở hai nơi cùng giờ")
    told = shown.one("ul", class_="plainlist")
    assert shown.text(told) == ("05/3/2024, Ủy viên 01: Một 07 giờ 30 – 09 giờ 30; Hai 09 giờ 00 – 10 giờ 30")
    assert shown.links()["ME110"] == "../../../rules/ME110/"


def test_meetings_that_count_for_two_years_can_meet_on_one_day():
    home = planned(PLAN)
    one = visited("2024-12", "btv-01", date="2025-01-03")
    two = visited("2025-01", "btv-01", date="2025-01-03")
    assert page(home, mot=[one], hai=[two]).all("h2", id="cung-gio")
    assert page(home, 2025, mot=[one], hai=[two]).all("h2", id="cung-gio")


def test_who_has_no_plan_and_what_was_never_attended_is_told():
    plan = PLAN | {"bch-08": {"level": "committee", "name": "Ủy viên 08"}}
    shown = page(planned(plan), mot=[visited("2024-03", "btv-01")])
    assert [line.partition(".")[0] for line in lines(shown)] == [
        "Cảnh báo 1 người chưa đăng ký chi bộ nào",
        "Lưu ý 3 lượt dự thiếu so với kế hoạch năm",
        "Lưu ý 2 chi bộ đăng ký cả năm chưa được dự lần nào",
    ]
    assert rows(shown, 4)[2] == ["Ủy viên 08", "chưa đăng ký chi bộ nào"]
    assert rows(shown, 1)[1][1] == "1/2"


def test_in_the_running_year_visits_are_still_to_come():
    shown = page(planned(PLAN, as_of="2024-05-20"), mot=[visited("2024-03", "btv-01")])
    assert [line.partition(".")[0] for line in lines(shown)] == ["Lưu ý 3 lượt còn phải dự đến hết năm"]


def test_nothing_is_told_where_the_plan_is_fulfilled():
    plan = {"btv-01": {"level": "standing_committee", "cells": ["mot"]}}
    shown = page(planned(plan), mot=[visited("2024-03", "btv-01")])
    assert not lines(shown)


def test_a_cell_that_cannot_be_counted_is_in_no_total():
    shown = page(planned(PLAN), left_out=("hai",))
    assert rows(shown, 3)[2][0] == "hai chưa tính được"
    assert rows(shown, 3)[0][1:] == ["2", "–", "2", "–", "đã dự 0/1 chi bộ"]


def test_an_invalid_record_and_one_to_come_are_no_visits():
    wrong = dataclasses.replace(visited("2024-03", "btv-01"), valid=False)
    shown = page(planned(PLAN, as_of="2024-06-01"), mot=[wrong, visited("2024-06", "btv-01")])
    assert rows(shown, 3)[1][2] == "–"


def test_without_a_plan_it_names_the_file_to_write():
    shown = page(planned(), mot=[record("2024-03", met())])
    assert "tệp records/huyen-a/observers/2024.yml" in shown.text(shown.one("p", class_="empty"))
    assert not shown.all("table")


def test_a_broken_plan_leads_to_the_problems():
    shown = page(planned(broken={2024}))
    assert shown.links()["Xem chỗ sai"] == "../../../huyen-a/problems/"


def test_a_year_without_cells_asks_for_no_plan():
    home = planned()
    [made] = [p for p in observers.pages(site(), district_of(cell(home=home, closed="2023-12-31"))) if "2024" in p.url]
    assert "Năm 2024 không có chi bộ nào hoạt động." in show(made).text()


@pytest.mark.parametrize(("year", "entry"), [(2024, 2024), (2030, 2025), (None, 2025)])
def test_the_menu_leads_to_the_latest_plan(year, entry):
    home = planned(PLAN if year else None, year or 2024)
    assert observers.entry(home) == f"/huyen-a/observers/{entry}/"
    assert not observers.PAGE.public


def test_years_can_be_switched_and_the_plan_edited():
    shown = page(planned(PLAN))
    assert shown.links()["2025"] == "../../../huyen-a/observers/2025/"
    assert any(url.endswith("observers/2024.yml") for url in shown.links().values())
