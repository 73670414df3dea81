"""Hostile texts in Chromium, with the policy that would stop scripts taken out of the pages; and pages with hostile titles."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import axe, chromium, nu_checker, served
from tests.browser.visits import AXE
from tests.inert import parts, store, strings
from tests.inert.vocabulary import ALLOWED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from tests.inert.conftest import Chunk

__all__ = ["axe", "chromium", "nu_checker"]  # fixtures
pytestmark = pytest.mark.browser
# Of a small store the pages with the most texts; the others hold the same in the same templates.
FULL = re.compile(r"van-quan/((cells/ban-0/.*|(events|observers|themes)/2024/|tasks/))?|handbook/thu-\d+/|")
AXED = [
    "van-quan/",
    "van-quan/cells/ban-0/",
    "van-quan/cells/ban-0/2024/01-regular/",
    "van-quan/problems/",
    "handbook/thu-0/",
]
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
# Does to each element what a reader may do, without following links, and tells what elements and attributes there are.
TOUCH = """events => {
    const stop = event => event.preventDefault();
    for (const name of ['click', 'submit']) document.addEventListener(name, stop, true);
    const kinds = new Set();
    for (const element of document.querySelectorAll('*')) {
        const own = element.namespaceURI === 'http://www.w3.org/1999/xhtml';
        const tag = own ? element.localName : `{${element.namespaceURI.replace('http://www.w3.org/', '')}}${element.localName}`;
        kinds.add(`${tag} `);
        for (const one of element.attributes) kinds.add(`${tag} ${one.name}`);
        for (const name of events) element.dispatchEvent(new Event(name, {bubbles: false, cancelable: true}));
    }
    return [...kinds];
}"""


def disarmed(site: Path) -> Path:
    """A site without the policy that stops scripts."""
    for path in store.pages(site):
        text = path.read_text(encoding="utf-8")
        bare = _POLICY.sub("", text)
        assert bare != text, path
        path.write_text(bare, encoding="utf-8")
    return site


def visited(page: Page, origin: str, url: str, seen: list[str]) -> None:
    """Open a page, touch everything, and write down what happened that should not."""
    page.goto(f"{origin}/{url}", wait_until="load")
    kinds = {tuple(kind.split(" ", 1)) for kind in page.evaluate(TOUCH, [name[2:] for name in parts.EVENTS])}
    seen += [f"{url}: {kind}" for kind in sorted(kinds - ALLOWED)]
    if page.evaluate("window.XSS") is not None:
        seen.append(f"{url}: a script ran")
    if page.url != f"{origin}/{url}":
        seen.append(f"{url}: went to {page.url}")


def walk(browser: Browser, site: Path, urls: list[str]) -> list[str]:
    """What happened on these pages that should not."""
    found: list[str] = []
    with served(site) as origin:
        context = browser.new_context(locale="vi-VN")
        page = context.new_page()
        asked: list[str] = []

        def said(dialog: Dialog) -> None:
            found.append(f"{page.url}: {dialog.message}")
            dialog.dismiss()

        page.on("dialog", said)
        page.on("popup", lambda other: found.append(f"{page.url}: opened {other.url}"))
        page.on("request", lambda one: asked.append(one.url))
        for url in urls:
            visited(page, origin, url, found)
        context.close()
    return found + [f"asked for {url}" for url in asked if not url.startswith(origin)]


def urls_of(site: Path) -> list[str]:
    """The pages that hold texts of the store; of the program's own, which all hold the site's name, a few."""
    names = [path.relative_to(site).as_posix().removesuffix("index.html") for path in store.pages(site)]
    own = re.compile(r"(rules/(?!ME101)|handbook/(?!thu-)).+")
    return [name for name in names if not own.fullmatch(name)]


def test_nothing_happens_in_a_browser(chromium: Browser, tmp_path: Path) -> None:
    texts = strings.sample(100, strings.written())
    held = store.store(texts, broken=False)
    site = disarmed(store.built(tmp_path, held.files, "internal"))
    urls = [url for url in urls_of(site) if FULL.fullmatch(url)]
    assert len(urls) > 20
    assert walk(chromium, site, urls) == []


@pytest.mark.torture
@pytest.mark.parametrize("at", range(0, 2100, 300))
def test_nothing_happens_in_a_browser_with_thousands(chromium: Browser, tmp_path: Path, at: int) -> None:
    texts = strings.sample(2100, strings.written())[at : at + 300]
    site = disarmed(store.built(tmp_path, store.store(texts, broken=False).files, "internal"))
    assert len(texts) == 300
    assert walk(chromium, site, urls_of(site)) == []


def test_a_browser_without_policy_would_show_what_is_active(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<title>x</title><p onclick='window.XSS=1'>x<img src=//x.invalid/>", encoding="utf-8"
    )
    found = " ".join(walk(chromium, tmp_path, [""]))
    assert "p', 'onclick" in found
    assert "img" in found
    assert "a script ran" in found
    assert "asked for http://x.invalid/" in found


def test_pages_with_hostile_titles_are_valid_html(chunk: Chunk, nu_checker: list[str]) -> None:
    sites = [chunk.site(profile)[0] for profile in ("internal", "public")]
    asked = [
        str(path) for site in sites for path in (site / "van-quan", site / "index.html", site / "handbook" / "thu-0")
    ]
    run = subprocess.run(
        [*nu_checker, "--skip-non-html", "--errors-only", "--stdout", "--format", "json", *asked],
        capture_output=True, text=True, check=False, timeout=540,
    )  # fmt: skip
    assert [
        f"{one.get('message')} {one.get('extract')!r} {one.get('url')}" for one in json.loads(run.stdout)["messages"]
    ] == []
    assert run.returncode == 0, run.stderr


def test_pages_with_hostile_titles_are_accessible(chunk: Chunk, chromium: Browser, axe: str) -> None:
    site, _ = chunk.site("internal")
    found: list[Any] = []
    with served(site) as origin:
        context = chromium.new_context(reduced_motion="reduce", bypass_csp=True)
        page = context.new_page()
        for url in AXED:
            page.goto(f"{origin}/{url}", wait_until="load")
            page.evaluate(axe)
            found += [
                (url, one["id"], one["nodes"][0]["html"][:200])
                for one in page.evaluate("options => axe.run(document, options)", AXE)["violations"]
            ]
        context.close()
    assert found == []
