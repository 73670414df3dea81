#!/usr/bin/env python3
"""Pictures of a site: each page at 1280 and 390 px, light and dark, and as it prints.

    .venv/bin/python tools/screenshots.py --out ~/pictures            builds the sample first
    .venv/bin/python tools/screenshots.py --site site --out DIR / /van-mau/2024/
    .venv/bin/python tools/screenshots.py --docs                      the pictures of the README, into docs/pictures/

Without URLs, one page of each type. The folder must lie outside the checkout.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402 (the checkout must be importable first)

from tests.browser.conftest import FLAGS, served  # noqa: E402
from tests.browser.pages import one_of_each  # noqa: E402
from tools.png import smaller  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# name, width, colour scheme
VIEWS: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (
    ("wide", 1280, "light"),
    ("wide-dark", 1280, "dark"),
    ("phone", 390, "light"),
    ("phone-dark", 390, "dark"),
)
PICTURES = ROOT / "docs/pictures"
# Picture of the README → the page, and the part of it that the picture ends with.
IN_DOCS = {
    "district": ("/van-mau/2024/", ".stats"),
    "missing": ("/van-mau/missing/2024/", ".matrix"),
    "cell": ("/van-mau/cells/khu-pho-dong/", ".key"),
    "attendance": ("/van-mau/cells/khu-pho-dong/2024/", ".att"),
    "report": ("/van-mau/report/2024/", ".doc section:nth-of-type(1)"),
}
BELOW = 36


def main() -> int:
    """Build where asked, serve, take the pictures, say where they are."""
    options = _options()
    out = PICTURES if options.docs else options.out.resolve()
    if not options.docs and (out == ROOT or ROOT in out.parents):
        print(f"{out} lies inside the checkout", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    with _site(options.site) as site, served(site) as origin, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_chromium(), args=FLAGS)
        if options.docs:
            for name, (url, last) in IN_DOCS.items():
                (out / f"{name}.png").write_bytes(_cropped(browser, origin + url, last))
        else:
            chosen = {url.strip("/").replace("/", "_") or "home": url for url in options.urls} or one_of_each(site)
            for name, url in chosen.items():
                _picture(browser, origin + url, out, name, full=options.full)
        browser.close()
    print(out)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="*", help="such as / or /van-mau/2024/")
    parser.add_argument("--site", type=Path, help="a site already built")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="folder for the pictures, outside the checkout")
    where.add_argument("--docs", action="store_true", help="renew docs/pictures/")
    parser.add_argument(
        "--no-full", dest="full", action="store_false", help="the first screen only, not the whole page"
    )
    return parser.parse_args()


@contextlib.contextmanager
def _site(built: Path | None) -> Iterator[Path]:
    """The folder of a site: the one given, or the sample as mkdocs.yml has it."""
    if built:
        yield built.resolve()
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "site"
        command = [sys.executable, "-m", "generator", "build", "--profile", "internal", "--output", str(folder)]
        subprocess.run([*command, "--store", str(ROOT)], check=True, cwd=ROOT)
        yield folder


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("tools/need chromium")


def _cropped(browser: Browser, url: str, last: str) -> bytes:
    """The top of a page at 1280 px, down to the end of one of its parts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", locale="vi-VN")
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    box = page.locator(last).first.bounding_box()
    if box is None:
        raise SystemExit(f"{url} shows no {last}")
    height = round(box["y"] + box["height"]) + BELOW
    png = page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": height}, full_page=True)
    context.close()
    return smaller(png)


def _picture(browser: Browser, url: str, out: Path, name: str, *, full: bool) -> None:
    for view, width, scheme in VIEWS:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="vi-VN")
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        page.screenshot(path=out / f"{name}.{view}.png", full_page=full)
        if view == "wide":
            pdf = out / f"{name}.print.pdf"
            page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
            if shutil.which("pdftoppm"):
                subprocess.run(["pdftoppm", "-png", "-r", "80", "-l", "3", pdf, out / f"{name}.print"], check=True)
        context.close()


if __name__ == "__main__":
    raise SystemExit(main())
