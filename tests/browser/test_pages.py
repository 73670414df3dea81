"""Each page type in Chromium: silent, at home, accessible, readable without JavaScript, on a phone, in the dark, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
WIDE = 1280
PHONE = 390
# axe's own names; "best-practice" is in: landmarks and heading order matter to a screen reader too.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Text that a reader sees in <main>, hidden parts left out.
MAIN_TEXT = "document.querySelector('main')?.innerText.trim() ?? ''"
# Only what is wider than the window and not inside a box that scrolls by itself.
TOO_WIDE = """limit => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > limit + 0.5 && !e.closest('.scroll, [role=region][tabindex]'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""

each_type = pytest.mark.parametrize("kind", PATTERNS)
each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


class Visit:
    """One page opened, with everything it said and asked for."""

    def __init__(self, page: Page, url: str, origin: str) -> None:
        self.page, self.url, self.origin = page, url, origin
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"uncaught: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.said.append(f"{status}: {url}")

    def go(self) -> None:
        """Open the page and wait until it asks for nothing more."""
        self.page.goto(self.origin + self.url, wait_until="load")
        self.page.wait_for_load_state("networkidle")

    def foreign(self) -> list[str]:
        """Requests that left this site."""
        here = urlsplit(self.origin).netloc
        return [url for url in self.asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != here]


@pytest.fixture
def visit(chromium: Browser, origin: str, pages: dict[str, str]) -> Iterator[Callable[..., Visit]]:
    """`visit("meeting", width=390)`: that page, opened in a fresh context."""
    contexts = []

    def open_page(kind: str, *, width: int = WIDE, scheme: Scheme = "light", scripts: bool = True) -> Visit:
        assert kind in pages, f"the site has no page of type {kind}"
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="vi-VN",
        )
        contexts.append(context)
        visit = Visit(context.new_page(), pages[kind], origin)
        visit.go()
        return visit

    yield open_page
    for context in contexts:
        context.close()


@each_scheme
@each_type
def test_page_is_silent_at_home_and_accessible(visit, axe: str, kind: str, scheme: Scheme) -> None:
    seen = visit(kind, scheme=scheme)
    assert seen.said == []
    assert seen.foreign() == []
    assert violations(seen.page, axe) == []


@each_scheme
@each_type
def test_phone_never_scrolls_sideways(visit, axe: str, kind: str, scheme: Scheme) -> None:
    seen = visit(kind, width=PHONE, scheme=scheme)
    width = seen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE, f"{seen.url}: {width} px; {seen.page.evaluate(TOO_WIDE, PHONE)}"
    assert violations(seen.page, axe) == []


@each_type
def test_page_reads_without_javascript(visit, kind: str) -> None:
    with_scripts = visit(kind).page.evaluate(MAIN_TEXT)
    bare = visit(kind, scripts=False)
    main = bare.page.locator("main")
    assert main.count() == 1
    assert main.locator("h1").count() == 1
    assert main.locator("h1").first.is_visible()
    without = main.inner_text().strip()
    assert len(without) > 80
    # A script may add (a filter, a sorted table), it may not be what brings the text.
    assert len(without) >= 0.95 * len(with_scripts)
    assert bare.said == []


@each_type
def test_print_is_light_and_without_navigation(visit, kind: str) -> None:
    page = visit(kind, scheme="dark").page
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    red, green, blue = page.evaluate("getComputedStyle(document.body).color.match(/[0-9]+/g).slice(0, 3).map(Number)")
    assert red + green + blue < 200, "text is not dark on paper"
    assert page.locator("nav:visible").count() == 0
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@each_type
def test_page_says_where_it_is(visit, kind: str) -> None:
    page = visit(kind).page
    assert page.evaluate("document.documentElement.lang") == ("en" if kind.startswith("en-") else "vi")
    assert page.title().strip()
    assert page.evaluate("document.querySelectorAll('meta[name=viewport]').length") == 1


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds: rule, then the places."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(document, options)", AXE)["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']}\n    "
        + "\n    ".join(node["html"][:160] for node in one["nodes"][:5])
        for one in found
    ]
