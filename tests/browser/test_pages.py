"""Each type of page in Chromium: silent, at home, accessible, still, readable without JavaScript, on a phone, in the dark, on paper."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import ENGLISH, KINDS, PUBLIC, VIETNAMESE, file_of
from tests.browser.paper import filled
from tests.browser.visits import PHONE, WIDE, Scheme, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

# Text that a reader sees in <main>, but for hidden parts and for forms, which only a script answers.
MAIN_TEXT = "document.querySelectorAll('main form').forEach(form => form.remove()); document.querySelector('main').innerText.trim()"
# Vietnamese pages are looked at twice; their twins share template and style, so once is enough, each in another light.
LOOKS: list[tuple[str, int, Scheme]] = [
    *((kind, WIDE, "light") for kind in VIETNAMESE),
    *((kind, PHONE, "dark") for kind in VIETNAMESE),
    *((kind, PHONE, "light") for kind in ENGLISH),
    *((kind, WIDE, "dark") for kind in PUBLIC),
]
# Sheets before the last are filled at least so far down, and the last holds at least some lines.
FULL, BEGUN = 0.33, 0.1

each_kind = pytest.mark.parametrize("kind", KINDS)
# English pages share template and style with their twins: what these tests ask of them is left to the long run.
each_template = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.torture] if kind in ENGLISH else []) for kind in KINDS]
)
each_look = pytest.mark.parametrize(("kind", "width", "scheme"), LOOKS)


@pytest.fixture
def visit(chromium: Browser, origin: str, public_origin: str, pages: dict[str, str]) -> Iterator[Callable[..., Visit]]:
    """`visit("meeting", width=390)`: that page, opened in a fresh context."""
    contexts = []

    def open_page(kind: str, *, width: int = WIDE, scheme: Scheme = "light", scripts: bool = True) -> Visit:
        assert kind in pages, f"the site has no page of kind {kind}"
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="vi-VN",
        )
        contexts.append(context)
        visit = Visit(context.new_page(), pages[kind], public_origin if kind in PUBLIC else origin)
        visit.go(scripts=scripts)
        return visit

    yield open_page
    for context in contexts:
        context.close()


@each_look
def test_page_is_silent_at_home_still_and_accessible(visit, axe: str, kind: str, width: int, scheme: Scheme) -> None:
    seen = visit(kind, width=width, scheme=scheme)
    assert seen.said == []
    assert seen.foreign() == []
    assert seen.shifts() == []
    assert seen.violations(axe) == []


@each_kind
def test_page_says_where_it_is_and_never_scrolls_sideways(visit, kind: str) -> None:
    seen = visit(kind)
    assert seen.page.evaluate("document.documentElement.lang") == ("en" if kind in ENGLISH else "vi")
    assert seen.page.title().strip()
    assert seen.page.locator("meta[name=viewport]").count() == 1
    assert [seen.too_wide(width) for width in (WIDE, 768, PHONE, 320)] == [[], [], [], []]


@each_template
def test_page_reads_without_javascript(visit, kind: str) -> None:
    with_scripts = visit(kind).page.evaluate(MAIN_TEXT)
    bare = visit(kind, scripts=False)
    main = bare.page.locator("main")
    assert main.count() == 1
    assert main.locator("h1").count() == 1
    assert main.locator("h1").first.is_visible()
    without = bare.page.evaluate(MAIN_TEXT)
    assert len(without) > 80
    # A script may add (a filter, a sorted table), it may not be what brings the text.
    assert len(without) >= 0.95 * len(with_scripts)
    assert bare.said == []


@each_template
def test_print_is_light_without_navigation_and_fills_its_sheets(visit, need: Callable[..., str], kind: str) -> None:
    page = visit(kind, scheme="dark").page
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    red, green, blue = page.evaluate("getComputedStyle(document.body).color.match(/[0-9]+/g).slice(0, 3).map(Number)")
    assert red + green + blue < 200, "text is not dark on paper"
    assert page.locator("nav:visible").count() == 0
    *before, last = filled(page.pdf(prefer_css_page_size=True), need("pdftoppm"))
    assert [share for share in before if share < FULL] == []
    assert last >= BEGUN


def test_the_handbook_takes_the_width_of_its_sheets_and_no_example_is_cut(visit) -> None:
    page = visit("handbook-page").page
    page.emulate_media(media="print")
    wide, sheet = page.evaluate("['.book', 'main'].map(s => document.querySelector(s).offsetWidth)")
    assert wide > 0.9 * sheet
    assert page.evaluate("[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth).length") == 0


def test_the_head_of_a_sorted_table_stands_on_each_sheet(visit, need: Callable[..., str]) -> None:
    """Chromium repeats a head that holds text, but leaves out what is in a button."""
    pdf = visit("tasks").page.pdf(prefer_css_page_size=True)
    run = subprocess.run([need("pdftotext"), "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    first, second, *_ = run.stdout.decode().split("\f")
    for sheet in (first, second):
        assert "Giao ở kỳ" in sheet


def test_the_largest_page_of_a_cell_is_small(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in site.glob("*/cells/*/index.html")}
    assert sizes
    assert {path: size for path, size in sizes.items() if size >= 60_000} == {}


def test_a_cell_needs_one_page_one_stylesheet_and_a_deferred_script(visit, site: Path, pages: dict[str, str]) -> None:
    seen = visit("cell")
    kinds = [urlsplit(url).path.rpartition("/")[2] or "html" for url in seen.asked]
    assert kinds[:2] == ["html", "chibo.css"]
    assert sorted(set(kinds)) == sorted(kinds)
    assert set(kinds) <= {"html", "chibo.css", "chibo.js", "mark.svg"}
    assert seen.page.locator("script:not([defer])").count() == 0
    assert seen.page.locator("style, link[rel=stylesheet]").count() == 1
    assert "style=" not in file_of(site, pages["cell"]).read_text(encoding="utf-8")
