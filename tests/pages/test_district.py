from __future__ import annotations

from generator.model.page import Page
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
    assert shown.own("meetings_per_cell") == [("9.5", "9,50")]
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
    table = next(shown.one("details").iter("tbody"))
    assert shown.text(table).startswith("2024, % 85,0 85,0 85,0 85,0 85,0 85,0 85,0 90,0")


def test_cells_are_spread_by_meetings_held():
    shown = page()
    assert shown.own("frequency_12") == [("0.5", "50,00\u00a0%")]
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
