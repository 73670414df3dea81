"""A page opened in Chromium, with everything it said and asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Opened:
    """A page with what it said and asked for."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def go(self, url: str) -> Page:
        self.page.goto(self.origin + url)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def foreign(self) -> list[str]:
        return [url for url in self.asked if urlsplit(url).netloc != urlsplit(self.origin).netloc]
