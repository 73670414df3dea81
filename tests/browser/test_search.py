"""The search in Chromium: with and without JavaScript, by keyboard, in words, in silence."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from generator.model.text import fold

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

READY = "[data-group]:not([hidden])"


def titles(page: Page, group: str) -> list[str]:
    return page.locator(f"[data-group={group}] li a").all_inner_texts()


def ask(page: Page, question: str) -> str:
    """Type a question as a person does; what the page says about it."""
    page.locator("#find").fill("")
    page.locator("#find").press_sequentially(question)
    return page.locator(".found").inner_text()


@pytest.fixture
def search(opened) -> Page:
    page: Page = opened().go("/search/")
    return page


@pytest.mark.parametrize("question", ["dang vien", "ĐẢNG VIÊN", "đảng viên", unicodedata.normalize("NFD", "đảng viên")])
def test_marks_and_case_do_not_matter(search: Page, question: str) -> None:
    assert ask(search, question).endswith("kết quả")
    found = titles(search, "help") + titles(search, "task")
    assert found
    assert all("dang vien" in fold(text) for text in found)


def test_where_a_tone_stands_does_not_matter(search: Page) -> None:
    told = {
        question: (ask(search, question), titles(search, "person"))
        for question in ("hoà", "hòa", unicodedata.normalize("NFD", "hoà"), unicodedata.normalize("NFD", "hòa"))
    }
    assert len({json.dumps(answer) for answer in told.values()}) == 1, told
    assert not told["hoà"][0].startswith("Không")
    # Without marks all of them are found, and more.
    assert number_in(ask(search, "hoa")) >= number_in(told["hoà"][0]) > 0


def number_in(text: str) -> int:
    return int("".join(character for character in text.split(maxsplit=1)[0] if character.isdigit()) or 0)


def test_the_browser_folds_as_the_program_does(search: Page, repository: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted((repository / "records").rglob("*.yml"))[:80]]
    letters = "aăâeêioôơuưyđ"
    tones = ["", "̀", "̉", "̃", "́", "̣"]
    composed = [unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in tones]
    texts += composed + [text.upper() for text in composed] + [unicodedata.normalize("NFD", text) for text in composed]
    folded = search.evaluate("texts => texts.map(chiboSearch.fold)", texts)
    assert folded == [fold(text) for text in texts]
    written = search.evaluate("texts => texts.map(chiboSearch.written)", ["Hoà", "hòa", "thuỷ", "THỦY", "hoa"])
    assert written == ["hòa", "hòa", "thủy", "thủy", "hoa"]
    assert search.evaluate("chiboSearch.words('Kỳ 03/2024: số 03-NQ/CB')") == ["ky", "3/2024", "so", "3", "nq", "cb"]


def test_results_lead_to_pages_of_the_site(search: Page, site: Path) -> None:
    ask(search, "3/2025")
    links = search.locator("[data-group=meeting] li a")
    assert links.count() > 3
    assert all("3/2025" in text for text in search.locator("[data-group=meeting] li").all_inner_texts())
    for address in links.evaluate_all("links => links.map(link => link.href)"):
        assert (site / urlsplit(address).path.lstrip("/") / "index.html").is_file(), address


@pytest.mark.parametrize("group", ["cell", "unit", "person", "meeting", "task", "help"])
def test_every_kind_of_thing_is_found_and_its_page_is_there(search: Page, site: Path, group: str) -> None:
    names = json.loads((site / "search/index/names.json").read_text("utf-8"))
    district, year = names["districts"][names["years"][0][0]][0], names["years"][-1][1]
    del district
    folder = names["districts"][names["years"][-1][0]][0]
    meeting = next(m for m in json.loads((site / f"search/index/{folder}/{year}.json").read_text("utf-8"))["meetings"] if m[8] and m[4])  # fmt: skip
    question = {
        "cell": names["cells"][0][2],
        "unit": names["units"][0][2],
        "person": names["people"][0][1],
        "meeting": meeting[4],
        "task": meeting[8][0][0],
        "help": "AT101",
    }[group]
    ask(search, question)
    first = search.locator(f"[data-group={group}] li a").first
    assert question.split()[0] in search.locator(f"[data-group={group}] li").first.inner_text()
    address = urlsplit(first.evaluate("link => link.href")).path
    assert (site / address.lstrip("/") / "index.html").is_file(), address


def test_the_question_stands_in_the_address_and_comes_back(opened) -> None:
    seen = opened()
    page = seen.go("/search/")
    ask(page, "nông thôn")
    assert "q=n%C3%B4ng%20th%C3%B4n" in page.url
    told, found = page.locator(".found").inner_text(), titles(page, "meeting")
    page.goto(page.url)
    page.locator(READY).first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("#find").input_value() == "nông thôn"
    assert (page.locator(".found").inner_text(), titles(page, "meeting")) == (told, found)
    assert not page.locator(".by-name").is_visible()


def test_the_box_of_any_page_leads_here(opened, pages: dict[str, str]) -> None:
    seen = opened()
    page = seen.go(pages["meeting"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("dang vien")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=dang+vien")
    page.locator(READY).first.wait_for()
    assert page.locator("#find").input_value() == "dang vien"
    assert (seen.said, seen.foreign()) == ([], [])


def test_results_are_walked_and_opened_by_keyboard(search: Page) -> None:
    ask(search, "chi bộ")
    links = search.locator(f"{READY} li a")
    focused = "document.activeElement.textContent"
    search.keyboard.press("ArrowDown")
    assert search.evaluate(focused) == links.nth(0).inner_text()
    search.keyboard.press("ArrowDown")
    assert search.evaluate(focused) == links.nth(1).inner_text()
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    assert search.evaluate("document.activeElement.id") == "find"
    search.keyboard.press("ArrowDown")
    target = links.nth(0).evaluate("link => link.href")
    search.keyboard.press("Enter")
    search.wait_for_url(target)


def test_escape_clears(search: Page) -> None:
    ask(search, "chi bộ")
    assert not search.locator(".by-name").is_visible()
    search.keyboard.press("ArrowDown")
    search.keyboard.press("Escape")
    assert search.locator("#find").input_value() == ""
    assert search.evaluate("document.activeElement.id") == "find"
    assert "q=" not in search.url
    assert search.locator(".by-name").is_visible()
    assert search.locator(READY).count() == 0


def test_more_results_are_shown_when_asked_for(search: Page) -> None:
    ask(search, "2025")
    section = search.locator("[data-group=meeting]")
    assert section.locator("li").count() == 8
    section.get_by_role("button").click()
    assert section.locator("li").count() > 8
    assert search.evaluate("document.activeElement.textContent") == section.locator("li a").nth(8).inner_text()


def test_nothing_found_says_what_to_try(search: Page) -> None:
    assert ask(search, "qwxz") == "Không có gì khớp với “qwxz”. Hãy viết ít từ hơn, hoặc viết không dấu."
    assert search.locator(".found").get_attribute("role") == "status"


def test_a_question_is_text_and_never_markup(search: Page) -> None:
    assert "<img src=x onerror=alert(1)>" in ask(search, "<img src=x onerror=alert(1)>")
    assert search.locator("main img").count() == 0


def test_an_index_that_cannot_be_read_is_told_in_words(opened) -> None:
    seen = opened()
    seen.page.route("**/names.json", lambda route: route.fulfill(status=500, body=""))
    page = seen.go("/search/?q=dang")
    assert page.locator(".found").inner_text().startswith("Không đọc được mục lục tìm kiếm.")
    assert page.locator(".by-name").is_visible()


def test_from_a_file_it_says_why_and_the_names_remain(opened, site: Path) -> None:
    page = opened().page
    page.goto((site / "search/index.html").as_uri() + "?q=dang")
    page.locator(".found", has_text="file://").wait_for()
    assert page.locator(".by-name").is_visible()


def test_without_javascript_everything_is_a_link_by_name(opened, site: Path) -> None:
    seen = opened(scripts=False)
    page = seen.go("/search/?q=dang")
    names = json.loads((site / "search/index/names.json").read_text("utf-8"))
    assert page.locator(".by-name a").count() == sum(len(names[kind]) for kind in ("districts", "units", "cells"))
    assert page.locator(".by-name").is_visible()
    assert "không chạy JavaScript" in page.locator("main").inner_text()
    assert seen.said == []


def test_it_is_silent_at_home_and_nothing_jumps(opened) -> None:
    seen = opened()
    seen.page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page = seen.go("/search/?q=dang vien")
    page.locator(READY).first.wait_for()
    assert (seen.said, seen.foreign()) == ([], [])
    assert page.evaluate("shift") < 0.1


def test_the_page_is_accessible_with_results(opened, axe: str) -> None:
    page = opened(color_scheme="dark", viewport={"width": 390, "height": 900}).go("/search/?q=dang vien")
    page.locator(READY).first.wait_for()
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
