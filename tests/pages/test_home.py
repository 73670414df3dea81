from __future__ import annotations

from generator.views.projection import project_all
from tests.books import MONTHS_2024, cell, district, met, record, regular
from tests.pages.factory import district_of, site_page

ONE = cell(*regular(MONTHS_2024[:10], present=8, roll=10), name="Chi bộ Đông")
OVER = cell(*regular(MONTHS_2024[:6]), home=district(name="Đảng bộ huyện Cũ", slug="huyen-cu", to="2024-06-30"))


def test_each_district_shows_its_latest_year_with_a_meeting():
    shown = site_page("/", district_of(ONE))
    assert shown.links()["Đảng bộ huyện A"] == "./huyen-a/"
    assert shown.of("meeting_coverage", "/huyen-a/2024/") == [("0.833333", "83,33\u00a0%")]


def test_a_year_without_data_gives_way_to_the_one_before():
    shown = site_page("/", district_of(cell(*regular(MONTHS_2024[:10]), home=district(as_of="2025-01-05"))))
    assert shown.of("meeting_coverage", "/huyen-a/2024/") == [("0.909091", "90,91\u00a0%")]
    assert shown.of("attendance_rate_due", "/huyen-a/2024/") == [("0.9", "90,00\u00a0%")]


def test_months_without_records_are_counted_and_linked():
    shown = site_page("/", district_of(cell(*regular(MONTHS_2024[:10]), home=district(as_of="2025-01-05"))))
    assert shown.links()["1 kỳ thiếu của Đảng bộ huyện A"] == "./huyen-a/missing/2024/"


def test_districts_that_ended_come_last():
    shown = site_page("/", district_of(OVER), district_of(ONE))
    names = [shown.text(th) for th in shown.all("th", scope="row")]
    assert names == ["Đảng bộ huyện A", "Đảng bộ huyện Cũ (đã kết thúc)"]


def test_the_newest_meetings_are_linked():
    newer = cell(*regular(MONTHS_2024), record("2025-01", met()), slug="moi", name="Chi bộ Mới")
    shown = site_page("/", district_of(ONE, newer))
    rows = [shown.text(tr) for tr in shown.one("table", class_="list").iter("tr")][1:]
    assert rows == ["1/2025 Chi bộ Mới", "10/2024 Chi bộ Đông"]
    assert shown.links()["Chi bộ Mới"] == "./huyen-a/cells/moi/2025/01-regular/"


def test_an_empty_store_says_how_to_begin():
    shown = site_page("/")
    assert "Sổ chưa có đảng bộ nào" in shown.text()
    assert "Nội bộ" in shown.html


def test_the_public_home_counts_no_people_and_links_to_no_meeting():
    shown = site_page("/", *project_all([district_of(ONE)]), profile="public")
    assert not shown.all("data", data_stat="attendance_rate_due")
    assert not shown.all("table", class_="list")
    assert "Đảng viên" not in shown.text()


def test_it_is_kept_out_of_search_and_lets_nothing_in():
    shown = site_page("/", district_of(ONE))
    assert shown.one("meta", name="robots").get("content") == "noindex, nofollow"
    policy = shown.one("meta", http_equiv="Content-Security-Policy").get("content", "")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == rules.pop("base-uri") == "'none'"
    assert rules.pop("img-src") == "'self' data:"
    assert rules == dict.fromkeys(("script-src", "style-src", "connect-src", "form-action"), "'self'")
    assert [script.get("src") for script in shown.all("script")] == ["./assets/chibo.js"]
    assert not [script for script in shown.all("script") if script.text]
    assert not [e for e in shown.root.iter() if "style" in e.attrib]


def test_it_says_the_day_of_the_figures():
    assert "Số liệu đến ngày 15/02/2025." in site_page("/", district_of(ONE)).text(
        site_page("/", district_of(ONE)).one("footer")
    )
    assert "giả định" in site_page("/", note="Tên người là giả định.").html


def test_both_bases_of_attendance_and_themes_stand_there():
    shown = site_page("/", district_of(ONE))
    heads = [shown.text(th) for th in shown.one("table", data_sortable="").iter("th")]
    assert {"Dự trên số phải dự", "Dự trên đảng số", "Quý có chuyên đề"} <= set(heads)
    assert shown.of("attendance_rate_roll", "/huyen-a/2024/") == [("0.8", "80,00\u00a0%")]
    assert shown.of("thematic_quarters", "/huyen-a/2024/") == [("0", "0,00\u00a0%")]


def test_many_districts_stand_in_one_table_by_name():
    districts = [district_of(cell(home=district(name=f"Đảng bộ xã {n:02d}", slug=f"xa-{n}"))) for n in range(40, 0, -1)]
    shown = site_page("/", *districts)
    names = [shown.text(th) for th in shown.all("th", scope="row")]
    assert names == [f"Đảng bộ xã {n:02d}" for n in range(1, 41)]
    assert len([a for a in shown.all("a") if a.get("href", "").endswith("stats.csv")]) == 5


def test_months_sort_by_themselves():
    shown = site_page("/", district_of(ONE))
    assert shown.one("td", data_sort="2024-10") is not None
