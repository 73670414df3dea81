from __future__ import annotations

import dataclasses
import re

from generator.model.page import Page
from generator.model.ratio import Ratio
from generator.views.lineage import Body
from generator.views.projection import project_all
from generator.views.scope import district_view
from tests.books import MONTHS_2024, cell, district, met, record, regular
from tests.pages.factory import district_of, district_page, show, site

UNITS = {"xa-a": {}, "xa-b": {"name": "Đảng bộ xã B", "parent": "khoi"}, "khoi": {"name": "Đảng bộ khối K"}}
HOME = district(units=UNITS)


def books():
    early = cell(*regular(MONTHS_2024[:7], present=8, roll=10, spoke=4), home=HOME, slug="dau", name="Chi bộ Đầu")
    whole = cell(*regular(MONTHS_2024, present=9, roll=10, theme="T"), home=HOME, slug="du", name="Chi bộ Đủ", under=[{"unit": "xa-b", "from": "2000-01-01"}])  # fmt: skip
    return early, whole


def page(url="/huyen-a/2024/", **more):
    return district_page(url, *books(), **more)


def test_what_needs_doing_comes_first_with_the_worst_cell():
    shown = page()
    first = shown.text(next(iter(shown.one("ol", class_="attn").iter("li"))))
    assert first == "Lỗi 5 kỳ thiếu biên bản, ở 1 chi bộ: Đầu (5). Xem các kỳ còn thiếu"
    assert shown.links()["Đầu"].endswith("/huyen-a/cells/dau/")


def test_quarters_without_a_theme_and_low_attendance_are_warnings():
    text = page().text()
    assert "Cảnh báo 4 quý chưa sinh hoạt chuyên đề, ở 1 chi bộ: Đầu (4)" in text
    assert "Cảnh báo 3 buổi có tỷ lệ dự dưới mục tiêu trong ba buổi gần nhất, ở 1 chi bộ: Đầu (3)" in text


def test_key_figures_have_numbers_unit_and_target():
    shown = page()
    assert shown.own("meeting_coverage")[0] == ("0.791667", "79,17\u00a0%")
    assert "19/24 kỳ phải họp" in shown.text()
    assert set(shown.own("meetings_per_cell")) == {("9.5", "9,50")}
    assert "Mục tiêu từ 90\u00a0%" in shown.text()


def test_every_figure_of_the_year_is_printed_once_at_the_top_or_more():
    summary = district_of(*books())
    shown = page()
    assert {stat for stat in summary.stats[2024] if not shown.own(stat)} == set()


def test_a_figure_of_another_year_says_whose_it_is():
    shown = page("/huyen-a/2025/")
    assert shown.of("meeting_coverage", "/huyen-a/2024/")[0] == ("0.791667", "79,17\u00a0%")


def test_the_district_shows_its_latest_year_with_data():
    assert "năm 2024" in page("/huyen-a/").text()
    later = cell(*regular(MONTHS_2024), record("2025-01", met()))
    assert "năm 2025" in district_page("/huyen-a/", later).text()


def test_the_months_are_drawn_and_written_below():
    shown = page()
    points = shown.all("circle", class_="dot")
    assert len([p for p in points if p.get("r") == "2.4"]) == 12
    assert shown.one("svg", role="img").get("aria-labelledby") == "hinh-1-t hinh-1-d"
    table = next(shown.all("details")[0].iter("tbody"))
    assert shown.text(table).startswith("2024, % 85,0 85,0 85,0 85,0 85,0 85,0 85,0 90,0")


def test_cells_are_spread_by_meetings_held():
    shown = page()
    assert set(shown.own("frequency_12")) == {("0.5", "50,00\u00a0%")}
    assert [r.get("class") for r in shown.one("svg", class_="bar") if r.tag.endswith("rect")] == ["f1", "f3"]


def test_units_stand_below_each_other_and_add_up():
    shown = page()
    rows = [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby="theo-don-vi").iter("tr")]
    assert [row[0] for row in rows[2:]] == ["Đảng bộ xã A", "Đảng bộ khối K", "Đảng bộ xã B", "Toàn đảng bộ"]
    assert [row[3] for row in rows[2:]] == ["7/12", "12/12", "12/12", "19/24"]
    assert shown.of("meeting_coverage", "/huyen-a/units/khoi/2024/") == [("1", "100,00\u00a0%")]


def test_cells_stand_by_unit_with_figures_of_their_own_pages():
    shown = page()
    assert shown.of("attendance_rate_due", "/huyen-a/cells/dau/2024/") == [("0.8", "80,00\u00a0%")]
    assert len(shown.all("svg", class_="spark")) == 2


def test_cells_and_units_without_data_in_the_year_are_still_reachable():
    old = cell(home=district(units=UNITS | {"cu": {"to": "2020-01-01", "name": "Đảng bộ cũ"}}), slug="cu", closed="2020-01-01", name="Chi bộ Cũ")  # fmt: skip
    shown = district_page("/huyen-a/2024/", old, cell(*regular(MONTHS_2024), home=old.home))
    assert {"Cũ", "Đảng bộ cũ"} <= set(shown.links())


def test_an_ended_district_says_so_and_links_to_what_follows():
    home = district(to="2024-12-31", successor="xa-moi")
    shown = district_page(
        "/huyen-a/2024/", cell(*regular(MONTHS_2024), home=home), districts=(("xa-moi", "Đảng bộ xã Mới"),)
    )
    assert "Đã kết thúc hoạt động ngày 31/12/2024. Kế tục: Đảng bộ xã Mới." in shown.text()
    assert shown.links()["Đảng bộ xã Mới"] == "../../xa-moi/"


def test_an_empty_year_is_a_page():
    assert "Năm 2024 không có chi bộ nào ở đây" in district_page("/huyen-a/2024/", cell(founded="2025-01-01")).text()


def test_what_is_left_out_is_counted():
    shown = page(left_out=["records/huyen-a/cells/dau/2024/09-regular.md"])
    assert "Chưa tính 1 tệp ghi sai." in shown.text()


def test_names_are_escaped():
    shown = district_page("/huyen-a/2024/", cell(*regular(MONTHS_2024), name="<b>&amp;", home=district(name="{{ x }}")))
    assert "{{ x }}" in shown.text(shown.one("h1"))
    assert "<b>&amp;" in shown.links()


def test_the_public_page_counts_no_people():
    public = project_all([district_of(*books())])[0]
    view = district_view(site(profile="public"), public, 2024, "/huyen-a/2024/")
    shown = show(Page("/huyen-a/2024/", "pages/district.html", view))
    assert not shown.all("data", data_stat="attendance_rate_due")
    assert not shown.all("meta", name="robots")
    assert "đảng viên" not in shown.text(shown.all("p", class_="sub")[0])
    assert "Kỳ thường kỳ đã họp, từng tháng" in shown.text()
    assert not any("problems" in href for href in shown.links().values())


def test_a_not_held_month_is_only_noted():
    shown = district_page("/huyen-a/2024/", cell(*regular(MONTHS_2024[1:]), record("2024-01", {"state": "not_held", "reason": "Lũ"})))  # fmt: skip
    assert "Lưu ý 1 kỳ không họp hoặc hoãn, ở 1 chi bộ" in shown.text()


def rows_of(shown, caption):
    table = shown.one("table", aria_labelledby=caption)
    return [[shown.text(cell) for cell in tr] for tr in table.iter("tr")]


def test_each_key_figure_leads_to_how_it_is_counted():
    shown = page()
    link = next(a for a in shown.all("a", class_="help") if a.get("href", "").endswith("#attendance_rate_due"))
    assert shown.text(link) == "?Cách tính: Dự sinh hoạt trên số phải dự"
    assert link.get("title") == "lượt có mặt / lượt phải dự"


def test_both_bases_of_attendance_stand_there_with_their_names():
    labels = [page().text(dt) for dt in page().one("dl", class_="stats").iter("dt")]
    assert any(label.startswith("Dự sinh hoạt trên số phải dự") for label in labels)
    assert any(label.startswith("Dự sinh hoạt trên tổng số đảng viên") for label in labels)


def test_the_mean_of_the_meetings_stands_beside_a_rate_from_which_it_differs():
    summary = district_of(*books())
    assert "Bình quân các buổi" not in shown_with(summary, Ratio(86, 100)).text()
    assert "Bình quân các buổi: 80,00\u00a0%" in shown_with(summary, Ratio(80, 100)).text()


def shown_with(summary, macro):
    stats = {**summary.stats, 2024: summary.stats[2024] | {"attendance_rate_due_macro": macro}}
    changed = dataclasses.replace(summary, stats=stats)
    url = "/huyen-a/2024/"
    return show(Page(url, "pages/district.html", district_view(site(), changed, 2024, url)))


def test_the_table_of_cells_has_the_columns_of_a_committee_and_adds_up():
    shown = page()
    heads = [shown.text(th) for th in shown.one("table", aria_labelledby="bieu-chi-bo").iter("th") if th.get("scope") == "col"]  # fmt: skip
    assert heads[:7] == ["TT", "Chi bộ", "Loại hình", "Đảng số", "Họp/ phải họp", "Kỳ thiếu", "Chuyên đề, quý"]
    assert heads[7:] == ["Phát biểu", "Tốt/Khá/ TB/Kém", "Cấp ủy viên dự, lượt", "Cảnh báo", "cả năm"]
    rows = rows_of(shown, "bieu-chi-bo")[2:]
    assert [row[1] for row in rows] == ["Đảng bộ xã A", "Đầu", "Đảng bộ xã B", "Đủ", "Toàn đảng bộ"]
    assert [row[3:5] for row in rows[1:2]] == [["10", "7/12"]]
    assert rows[0][3:6] == ["7/12", "5", "0/4"]
    assert rows[-1][3:6] == ["19/24", "5", "4/8"]


def test_grades_stand_best_first_and_sort_by_the_best():
    official = {"self_grade": "good"}
    book = cell(*regular(MONTHS_2024[:3], score=official), *regular(MONTHS_2024[3:4], score={"self_grade": "poor"}))
    shown = district_page("/huyen-a/2024/", book)
    assert "3/0/0/1" in rows_of(shown, "bieu-chi-bo")[3]
    assert len(shown.all("td", data_sort="3")) == 3
    assert rows_of(shown, "hinh-3")[2] == ["4 buổi", "75,00\u00a0% 3/4", "0,00\u00a0% 0/4", "0,00\u00a0% 0/4", "25,00\u00a0% 1/4"]  # fmt: skip
    assert shown.of("grades.good", "/huyen-a/2024/#2024-H1")[0] == ("0.75", "75,00\u00a0%")


def test_cells_stand_by_type_too_with_figures_of_the_type():
    early, whole = books()
    fdi = cell(*regular(MONTHS_2024, present=6), home=HOME, slug="fdi", name="Chi bộ May", type="fdi")
    shown = district_page("/huyen-a/2024/", early, whole, fdi)
    assert [shown.text(next(iter(shown.one("tr", id=f"type-{type_}")))) for type_ in ("village", "fdi")] == [
        "Thôn, bản",
        "Doanh nghiệp có vốn đầu tư nước ngoài",
    ]
    assert ("0.6", "60,00\u00a0%") in shown.of("attendance_rate_due", "/huyen-a/types/fdi/2024/")
    assert shown.links()["Doanh nghiệp có vốn đầu tư nước ngoài"] == "../../huyen-a/types/fdi/2024/"


def test_every_figure_of_half_years_and_quarters_is_printed():
    summary = district_of(*books())
    shown = page()
    for key in ("2024-H1", "2024-H2", "2024-Q1", "2024-Q4"):
        assert shown.one("th", id=key) is not None
        printed = {stat: shown.of(stat, f"/huyen-a/2024/#{key}") for stat, r in summary.stats[key].items() if r.d}
        assert printed
        assert [stat for stat, values in printed.items() if not values] == []
    assert shown.of("meeting_coverage", "/huyen-a/2024/#2024-H1") == [("1", "100,00\u00a0%")]
    assert not shown.all("th", id="2025-H1")


def test_changes_are_told_in_points():
    before = cell(*regular(MONTHS_2024, present=9), *regular([f"2025-{m:02d}" for m in range(1, 7)], present=8), home=district(as_of="2025-08-15"))  # fmt: skip
    rows = rows_of(district_page("/huyen-a/2025/", before), "so-nam-truoc")
    assert ["Dự sinh hoạt trên số phải dự", "80,00\u00a0%", "90,00\u00a0%", "\u221210,00"] in rows
    assert not page().all("table", aria_labelledby="so-nam-truoc")


def test_tables_and_figures_are_numbered_without_gaps():
    numbers = [int(n) for n in re.findall(r"Biểu (\d+)\.", page().text())]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_cells_below_the_target_of_their_type_in_the_whole_year_are_named():
    text = page().text()
    assert "Cảnh báo 1 chi bộ có tỷ lệ dự cả năm dưới mục tiêu: Đầu." in text


def test_overdue_tasks_are_counted_in_the_latest_year_only():
    tasks = {"t1": {"title": "Làm đường", "due": "2024-06-30"}}
    book = cell(*regular(MONTHS_2024[1:]), record("2024-01", met(tasks=tasks)))
    shown = district_page("/huyen-a/2024/", book)
    assert "Cảnh báo 1 nhiệm vụ quá hạn, của 1 chi bộ: Thử (1)" in shown.text()
    assert "quá hạn" not in district_page("/huyen-a/2025/", book).text()


def test_what_came_before_links_back():
    home = district(units={"xa-a": {}, "xa-cu": {"name": "Đảng bộ xã Cũ", "to": "2024-06-30", "successor": "xa-a"}})
    book = cell(*regular(MONTHS_2024), home=home)
    bodies = (
        Body("huyen-truoc", "Đảng bộ huyện Trước", "huyen-a"),
        Body("huyen-x/xa-y", "Đảng bộ xã Y", "huyen-a/xa-a"),
    )
    shown = district_page("/huyen-a/2024/", book, bodies=bodies)
    assert "Tiếp nối: Đảng bộ huyện Trước." in shown.text()
    assert shown.links()["Đảng bộ huyện Trước"] == "../../huyen-truoc/"
    unit = district_page("/huyen-a/units/xa-a/2024/", book, bodies=bodies)
    assert "Tiếp nối: Đảng bộ xã Cũ, Đảng bộ xã Y." in unit.text()
    assert unit.links()["Đảng bộ xã Y"] == "../../../../huyen-x/units/xa-y/"


def test_tables_that_can_be_sorted_say_so():
    assert len(page().all("table", data_sortable=None)) == 3


def test_charts_are_numbered_without_gaps_where_one_is_missing():
    home = district(as_of="2024-08-15")
    book = cell(*regular(MONTHS_2024[:6], score={"self_grade": "good"}), home=home)
    text = district_page("/huyen-a/2024/", book).text()
    assert re.findall(r"Hình (\d)\.", text) == ["1", "2"]
