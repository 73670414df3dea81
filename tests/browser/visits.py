"""A page of the sample, opened as a reader would, with everything it said, asked for and moved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

Scheme = Literal["light", "dark"]
WIDE = 1280
PHONE = 390
# axe's own names; "best-practice" is in: landmarks and heading order matter to a screen reader too.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver(list => { for (const one of list.getEntries()) if (one.value > 0) shifts.push(
    `${one.value.toFixed(4)} ` + one.sources.map(s => s.node?.outerHTML?.slice(0, 90) ?? s.node?.nodeName).join(' | ')); })
    .observe({type: 'layout-shift', buffered: true});"""
# A script that comes after the first paint, as over a slow line.
LATE = 0.15
# Two frames later everything that the scripts did is painted.
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"
# Only what is wider than the window and not inside a box that scrolls by itself.
TOO_WIDE = """limit => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > limit + 0.5 && !e.closest('.scroll, [role=region][tabindex]'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""

# Tables that stand free of a scrolling box where the window is wide, and jut out of the page.
JUTTING = """[...document.querySelectorAll('.fit > table')]
    .filter(e => e.getBoundingClientRect().right > e.parentElement.getBoundingClientRect().right + 0.5)
    .map(e => e.outerHTML.slice(0, 80))"""


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

    def go(self, *, scripts: bool = True) -> None:
        """Open the page and wait until it is painted; one that fetches by itself, until it asks for nothing more."""
        if scripts:
            self.page.add_init_script(WATCH_SHIFTS)
            self.page.route("**/chibo.js", self._late)
        self.page.goto(self.origin + self.url, wait_until="load")
        if "/search/" in self.url:
            self.page.wait_for_load_state("networkidle")
        if scripts:
            self.page.evaluate(PAINTED)

    def _late(self, route: Route) -> None:
        time.sleep(LATE)
        route.continue_()

    def foreign(self) -> list[str]:
        """Requests that left this site."""
        here = urlsplit(self.origin).netloc
        return [url for url in self.asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != here]

    def shifts(self) -> list[str]:
        """What moved after it was first painted: how much, and which elements."""
        moved: list[str] = self.page.evaluate("shifts")
        return moved

    def too_wide(self, width: int) -> list[str]:
        """What makes the page scroll sideways, or juts out of it, in a window of that width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        shown = self.page.evaluate("document.documentElement.scrollWidth")
        sideways = [] if shown <= width else [f"{width}: {shown} px", *self.page.evaluate(TOO_WIDE, width)]
        return sideways + (self.page.evaluate(JUTTING) if width >= WIDE else [])

    def violations(self, axe: str) -> list[str]:
        """What axe finds: rule, then the places."""
        self.page.evaluate(axe)
        found: list[dict[str, Any]] = self.page.evaluate("options => axe.run(document, options)", AXE)["violations"]
        return [
            f"{one['id']} ({one['impact']}): {one['help']}\n    "
            + "\n    ".join(node["html"][:160] for node in one["nodes"][:5])
            for one in found
        ]
