"""Tables in Chromium: sorted and filtered, by keyboard; whole where no script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

TABLE = """<table data-sortable data-filterable><thead>
<tr><th scope="col" rowspan="2">Chi bộ</th><th scope="colgroup" colspan="2">Dự</th><th scope="col" rowspan="2" data-x>Số</th></tr>
<tr><th scope="col">lượt</th><th scope="col">tỷ lệ</th></tr></thead>
<tbody><tr class="grp"><th>Xã A</th><td>–</td><td>–</td><td>9</td></tr>
<tr data-unit="xa-a" data-type="village"><th scope="row">Thôn Ổi</th><td>9/10</td><td><data value="0.9">90,00 %</data></td><td>1.322</td></tr>
<tr data-unit="xa-a" data-type="school"><th scope="row">Thôn Ao</th><td>7/11</td><td><data value="0.636364">63,64 %</data></td><td>95</td></tr>
<tr data-unit="xa-a" data-type="village"><th scope="row">Thôn Ấm</th><td>–</td><td><data value="">–</data></td><td data-sort="-3">âm ba</td></tr></tbody>
<tbody><tr class="grp"><th>Xã B</th><td>–</td><td>–</td><td>9</td></tr>
<tr data-unit="xa-b" data-type="village"><th scope="row">Thôn Đá</th><td>10/10</td><td><data value="1">100,00 %</data></td><td>12,5</td></tr></tbody>
<tfoot><tr><th scope="row">Tổng</th><td>26/31</td><td>83,87 %</td><td>4</td></tr></tfoot></table>"""
FILTER = """<form class="filter" hidden data-count="Hiện {n} trong {all} chi bộ"><label>Đảng bộ <select name="unit"><option value="">Tất cả</option>
<option value="xa-a">Xã A</option><option value="xa-b">Xã B</option></select></label><label>Loại <select name="type"><option value="">Tất cả</option>
<option value="village">Thôn</option><option value="school">Trường</option></select></label></form>"""
TABLE_PAGE = f'<!DOCTYPE html><html lang="vi"><head><script src="/assets/chibo.js" defer></script></head><body>{FILTER}{TABLE}</body></html>'


@pytest.fixture
def table(opened) -> Callable[..., Page]:
    """A page with one table, opened with a query."""

    def open_table(query: str = "", *, scripts: bool = True) -> Page:
        seen = opened(scripts=scripts)
        seen.page.route(
            "**/thu/**", lambda route: route.fulfill(body=TABLE_PAGE, content_type="text/html; charset=utf-8")
        )
        page: Page = seen.go(f"/thu/{query}")
        assert seen.said == []
        return page

    return open_table


def rows(page: Page) -> list[str]:
    return page.locator("tbody tr:visible:not(.grp) > th").all_inner_texts()


def head(page: Page, name: str) -> Locator:
    return page.get_by_role("columnheader", name=name, exact=True)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ("Chi bộ", ["Thôn Ao", "Thôn Ấm", "Thôn Ổi"]),
        ("lượt", ["Thôn Ao", "Thôn Ổi", "Thôn Ấm"]),
        ("tỷ lệ", ["Thôn Ao", "Thôn Ổi", "Thôn Ấm"]),
        ("Số", ["Thôn Ấm", "Thôn Ao", "Thôn Ổi"]),
    ],
)
def test_a_column_sorts_the_rows_of_each_group(table, column: str, order: list[str]) -> None:
    page = table()
    head(page, column).get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head(page, column).get_attribute("aria-sort") == "ascending"
    assert rows(page) == [*order, "Thôn Đá"]
    assert page.locator("tbody tr:first-child th").all_inner_texts() == ["Xã A", "Xã B"]
    assert page.locator("tr").last.inner_text().startswith("Tổng")


def test_sorting_again_turns_the_order_and_what_is_empty_stays_last(table) -> None:
    page = table()
    for _ in range(2):
        head(page, "tỷ lệ").get_by_role("button").click()
    assert head(page, "tỷ lệ").get_attribute("aria-sort") == "descending"
    assert rows(page)[:3] == ["Thôn Ổi", "Thôn Ao", "Thôn Ấm"]
    head(page, "Số").get_by_role("button").click()
    assert page.locator("[aria-sort]").count() == 1


@pytest.mark.parametrize(
    ("lang", "low", "high"),
    [
        ("vi", "05/3/2024", "04/11/2024"),
        ("vi", "11/2023", "3/2024"),
        ("vi", "05/3/2024<br>chờ sửa", "04/11/2024"),
        ("vi", "9,75", "1.322"),
        ("vi", "65,52 %", "100,00 %"),
        ("vi", "8/12", "3/4"),
        ("vi", "9/3/1/0", "10/0/0/0"),
        ("vi", "Thôn Á", "Thôn Ă"),
        ("vi", "Tổ 2", "Tổ 10"),
        ("en", "9.75", "1,322"),
        ("en", "5 March 2024", "4 November 2024"),
        ("en", "November 2023", "March 2024"),
    ],
)
def test_numbers_days_and_names_are_read_as_the_page_writes_them(opened, lang: str, low: str, high: str) -> None:
    body = "".join(f"<tr><td>{text}</td></tr>" for text in (high, low))
    seen = opened()
    html = f"""<html lang="{lang}"><head><script src="/assets/chibo.js" defer></script></head><body><table data-sortable>
        <thead><tr><th scope="col">X</th></tr></thead><tbody>{body}</tbody></table></body></html>"""
    seen.page.route("**/thu/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page = seen.go("/thu/")
    page.get_by_role("button").click()
    assert page.locator("td").all_inner_texts() == [low.replace("<br>", "\n"), high]


def test_a_word_among_numbers_comes_last(opened) -> None:
    seen = opened()
    html = """<html lang="vi"><head><script src="/assets/chibo.js" defer></script></head><body><table data-sortable>
        <thead><tr><th scope="col">X</th></tr></thead>
        <tbody><tr><td>không ghi hạn</td></tr><tr><td>3/2024</td></tr><tr><td>12/2023</td></tr></tbody></table></body></html>"""
    seen.page.route("**/thu/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page = seen.go("/thu/")
    page.get_by_role("button").click()
    assert page.locator("td").all_inner_texts() == ["12/2023", "3/2024", "không ghi hạn"]
    page.get_by_role("button").click()
    assert page.locator("td").all_inner_texts() == ["3/2024", "12/2023", "không ghi hạn"]


def test_heads_over_several_columns_are_not_sorted_by(table) -> None:
    assert table().locator("th:has(button)").all_inner_texts() == ["Chi bộ", "Số", "lượt", "tỷ lệ"]


def test_rows_are_filtered_and_counted_and_the_choice_stands_in_the_address(table) -> None:
    page = table()
    assert page.locator("output").inner_text() == "Hiện 4 trong 4 chi bộ"
    page.locator("select[name=type]").select_option("village")
    page.locator("select[name=unit]").select_option("xa-a")
    assert rows(page) == ["Thôn Ổi", "Thôn Ấm"]
    assert page.locator("output").inner_text() == "Hiện 2 trong 4 chi bộ"
    assert not page.get_by_text("Xã B", exact=True).locator("xpath=ancestor::tbody").is_visible()
    assert not page.locator("tfoot").is_visible()
    assert sorted(urlsplit(page.url).query.split("&")) == ["type=village", "unit=xa-a"]


def test_an_address_with_a_choice_shows_it(table) -> None:
    page = table("?type=school&unit=nowhere")
    assert rows(page) == ["Thôn Ao"]
    assert page.locator("select[name=unit]").input_value() == ""


def test_without_javascript_a_table_is_whole_and_offers_nothing(table) -> None:
    page = table("?type=school", scripts=False)
    assert page.locator("tbody tr:visible").count() == 6
    assert page.locator("button").count() == 0
    assert not page.locator("form.filter").is_visible()
