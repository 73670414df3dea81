#!/usr/bin/env python3
"""Pictures of a site: each page at 1280 and 390 px, light and dark, and as it prints.

    .venv/bin/python tools/screenshots.py --out ~/pictures            builds the sample first
    .venv/bin/python tools/screenshots.py --site site --out DIR / /van-quan/2024/

Without URLs, one page of each type. The folder must lie outside the checkout.
"""

from __future__ import annotations

import argparse
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402 (the checkout must be importable first)

from tests.browser.conftest import FLAGS, Quiet  # noqa: E402
from tests.browser.pages import one_of_each  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# name, width, colour scheme
VIEWS: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (
    ("wide", 1280, "light"),
    ("wide-dark", 1280, "dark"),
    ("phone", 390, "light"),
    ("phone-dark", 390, "dark"),
)


def main() -> int:
    """Build where asked, serve, take the pictures, say where they are."""
    options = _options()
    out = options.out.resolve()
    if out == ROOT or ROOT in out.parents:
        print(f"{out} lies inside the checkout", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        site = options.site.resolve() if options.site else _built(Path(scratch) / "site")
        chosen = {url.strip("/").replace("/", "_") or "home": url for url in options.urls} or one_of_each(site)
        handler = partial(Quiet, directory=str(site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=_chromium(), args=FLAGS)
                for name, url in chosen.items():
                    _picture(browser, f"http://127.0.0.1:{server.server_address[1]}{url}", out, name, options.full)
                browser.close()
            server.shutdown()
    print(out)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="*", help="such as / or /van-quan/2024/")
    parser.add_argument("--site", type=Path, help="a site already built")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures, outside the checkout")
    parser.add_argument(
        "--no-full", dest="full", action="store_false", help="the first screen only, not the whole page"
    )
    return parser.parse_args()


def _built(folder: Path) -> Path:
    command = [sys.executable, "-m", "generator", "build", "--profile", "internal", "--output", str(folder)]
    subprocess.run([*command, "--store", str(ROOT)], check=True)
    return folder


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("tools/need chromium")


def _picture(browser: Browser, url: str, out: Path, name: str, full: bool) -> None:  # noqa: FBT001 (one caller)
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
