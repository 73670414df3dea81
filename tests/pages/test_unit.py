from __future__ import annotations

from generator.views.lineage import Body
from tests.books import MONTHS_2024, cell, district, regular
from tests.pages.factory import district_page

UNITS = {
    "xa-a": {"name": "Đảng bộ xã A", "parent": "khoi"},
    "xa-b": {"name": "Đảng bộ xã B"},
    "khoi": {"name": "Đảng bộ khối K"},
}
HOME = district(units=UNITS)


def page(url):
    one = cell(*regular(MONTHS_2024[:6], present=8, roll=10), home=HOME, slug="mot", name="Chi bộ Một")
    two = cell(
        *regular(MONTHS_2024), home=HOME, slug="hai", name="Chi bộ Hai", under=[{"unit": "xa-b", "from": "2000-01-01"}]
    )
    return district_page(url, one, two)


def test_it_shows_only_its_own_cells():
    shown = page("/huyen-a/units/xa-a/2024/")
    assert shown.text(shown.one("h1")) == "Đảng bộ xã A, năm 2024"
    assert "Một" in shown.links()
    assert "Hai" not in shown.links()
    assert shown.own("meeting_coverage")[0] == ("0.5", "50,00\u00a0%")


def test_one_above_holds_the_cells_below():
    shown = page("/huyen-a/units/khoi/2024/")
    assert "Một" in shown.links()
    assert shown.own("meeting_coverage")[0] == ("0.5", "50,00\u00a0%")
    assert shown.of("meeting_coverage", "/huyen-a/units/xa-a/2024/")


def test_the_way_down_names_the_units_above():
    shown = page("/huyen-a/units/xa-a/2024/")
    crumbs = [shown.text(li) for li in shown.one("nav", class_="crumbs").iter("li")]
    assert crumbs == ["Trang chủ", "Đảng bộ huyện A", "Đảng bộ khối K", "Đảng bộ xã A", "Năm 2024"]


def test_years_are_switched_by_links():
    shown = page("/huyen-a/units/xa-a/")
    years = {shown.text(a): (a.get("href"), a.get("aria-current")) for a in shown.one("nav", class_="years").iter("a")}
    assert years["2024"][0] == "../../../huyen-a/units/xa-a/2024/"
    assert [current for _, current in years.values()].count("true") == 1


def test_a_unit_without_cells_in_the_year_is_a_page():
    home = district(units={"xa-a": {}, "vang": {"name": "Đảng bộ vắng"}})
    shown = district_page("/huyen-a/units/vang/2024/", cell(*regular(MONTHS_2024), home=home))
    assert "không có chi bộ nào ở đây" in shown.text()


def test_half_years_of_a_unit_are_its_own():
    shown = page("/huyen-a/units/xa-a/2024/")
    assert shown.of("meeting_coverage", "/huyen-a/units/xa-a/2024/#2024-H2") == [("0", "0,00\u00a0%")]
    assert shown.one("th", id="2024-H2") is not None


def test_its_cells_add_up_to_itself():
    shown = page("/huyen-a/units/khoi/2024/")
    rows = [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby="bieu-chi-bo").iter("tr")][2:]
    assert [row[1] for row in rows] == ["Đảng bộ xã A", "Một", "Cộng"]
    assert rows[-1][3] == "6/12"
    assert not shown.all("table", aria_labelledby="theo-loai-hinh")


def test_a_successor_in_another_district_is_named_and_linked():
    home = district(units={"xa-a": {"to": "2024-12-31", "successor": "huyen-b/xa-moi"}})
    book = cell(*regular(MONTHS_2024), home=home)
    bodies = (Body("huyen-b/xa-moi", "Đảng bộ xã Mới", ""),)
    shown = district_page("/huyen-a/units/xa-a/2024/", book, bodies=bodies)
    assert shown.links()["Đảng bộ xã Mới"] == "../../../../huyen-b/units/xa-moi/"
    known = district_page("/huyen-a/units/xa-a/2024/", book, districts=(("huyen-b", "Đảng bộ huyện B"),))
    assert known.links()["Đảng bộ huyện B"] == "../../../../huyen-b/"
