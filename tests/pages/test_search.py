from __future__ import annotations

from generator.views.projection import project_all
from tests.books import MONTHS_2024, cell, district, regular
from tests.pages.factory import district_of, district_page, site_page

UNITS = {"xa-b": {"name": "Đảng bộ xã Bình Ví"}, "xa-a": {"name": "Đảng bộ xã Áng"}, "cu": {"name": "Đảng bộ xã Cũ"}}
HOME = district(units=UNITS)
BELOW_B = [{"unit": "xa-b", "from": "2000-01-01"}]


def cells():
    return (
        cell(*regular(MONTHS_2024), home=HOME, slug="dong", name="Chi bộ Đông"),
        cell(home=HOME, slug="an", name="Chi bộ Ấn", under=BELOW_B),
        cell(home=HOME, slug="anh", name="Chi bộ Anh", under=BELOW_B),
        cell(home=HOME, slug="ban", name="Công an xã", type="police", under=BELOW_B),
    )


def names_of(shown):
    return [(shown.text(a), a.get("href")) for a in shown.one("div", class_="by-name").iter("a")]


def test_without_a_script_everything_is_there_by_name():
    shown = site_page("/search/", district_of(*cells()))
    assert names_of(shown) == [
        ("Đảng bộ huyện A", "../huyen-a/"),
        ("Đảng bộ xã Áng", "../huyen-a/units/xa-a/"),
        ("Chi bộ Đông", "../huyen-a/cells/dong/"),
        ("Đảng bộ xã Bình Ví", "../huyen-a/units/xa-b/"),
        ("Chi bộ Anh", "../huyen-a/cells/anh/"),
        ("Chi bộ Ấn", "../huyen-a/cells/an/"),
        ("Công an xã", "../huyen-a/cells/ban/"),
        ("Đảng bộ xã Cũ", "../huyen-a/units/cu/"),
    ]


def test_the_form_asks_this_page_by_get():
    shown = site_page("/search/", district_of(*cells()))
    form = shown.one("form")
    assert (form.get("method"), form.get("action"), form.get("role")) == ("get", "../search/", "search")
    box = shown.one("input")
    assert (box.get("name"), box.get("type")) == ("q", "search")
    assert shown.one("label").get("for") == box.get("id")


def test_the_index_and_the_words_for_its_codes_are_named():
    form = site_page("/search/", district_of(*cells())).one("form")
    assert form.get("data-index") == "../search/index/"
    assert form.get("data-top") == "../"
    assert form.get("data-kind-thematic") == "chuyên đề"
    assert form.get("data-state-not_held") == "không họp"
    assert form.get("data-task-overdue") == "quá hạn"
    assert "{q}" in (form.get("data-none") or "")


def test_groups_of_results_wait_out_of_sight():
    shown = site_page("/search/", district_of(*cells()))
    groups = [s.get("data-group") for s in shown.all("section", data_group=None)]
    assert groups == ["cell", "unit", "person", "meeting", "task", "event", "help"]
    assert all("hidden" in s.attrib for s in shown.all("section", data_group=None))
    assert shown.one("p", class_="found").get("role") == "status"


def test_scripts_are_the_site_s_own_and_none_stands_in_the_page():
    shown = site_page("/search/", district_of(*cells()))
    scripts = shown.all("script")
    sources = [script.get("src") for script in scripts]
    assert sources == ["../assets/chibo.js", "../assets/search.js", "../assets/vendor/minisearch-7.2.0.js"]
    assert not [script for script in scripts if (script.text or "").strip()]
    assert not [e for e in shown.root.iter() for name in e.attrib if name.startswith("on")]


def test_the_public_page_names_what_is_public_only():
    shown = site_page("/search/", *project_all([district_of(*cells())]), profile="public")
    assert "Công an xã" not in shown.text()
    assert [s.get("data-group") for s in shown.all("section", data_group=None)] == ["cell", "unit", "help"]
    assert not [name for name in shown.one("form").attrib if name.startswith(("data-kind", "data-state", "data-task"))]
    assert "Người" not in shown.text()


def test_an_empty_store_says_so():
    assert "Sổ chưa có đảng bộ nào" in site_page("/search/").text()


def test_every_page_has_a_box_that_asks_the_search_page():
    shown = district_page("/huyen-a/2024/", *cells())
    form = shown.one("form", role="search")
    assert (form.get("method"), form.get("action")) == ("get", "../../search/")
    assert shown.one("input", name="q").get("id") == shown.one("label").get("for")


def test_the_pages_of_the_district_and_those_of_the_site_are_two_menus():
    shown = district_page("/huyen-a/2024/", *cells())
    own, common = shown.one("header", class_="top").iter("nav")
    assert own.get("aria-label") == "Các trang của đảng bộ"
    assert common.get("aria-label") == "Các trang chung"
    first = next(own.iter("a"))
    assert (shown.text(first), first.get("aria-current")) == ("Tổng hợp", "true")
    assert [(shown.text(a), a.get("href")) for a in common.iter("a")] == [
        ("Trang chủ", "../../"),
        ("Sổ tay", "../../handbook/"),
        ("Quy tắc kiểm tra", "../../rules/"),
        ("Cách tính số liệu", "../../definitions/"),
        ("Tìm kiếm", "../../search/"),
    ]


def test_a_page_of_the_site_has_the_site_s_menu_only():
    shown = site_page("/rules/", district_of(*cells()))
    (menu,) = shown.one("header", class_="top").iter("nav")
    assert [a.get("aria-current") for a in menu.iter("a")] == [None, None, "page", None, None]
