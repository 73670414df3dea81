"""The sample site in both profiles, built once, served on this machine, looked at by Chromium."""

from __future__ import annotations

import contextlib
import http.server
import os
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.opened import Opened
from tests.browser.pages import all_kinds
from tests.browser.sample import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
# The sandbox needs privileges that a container does not give; the rest keeps Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A static file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the overridden argument)
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample, internal profile, in both languages. `CHIBO_SITE=DIR` looks at one built already."""
    return _site(tmp_path_factory, "internal", "CHIBO_SITE")


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in the public profile. `CHIBO_PUBLIC_SITE=DIR` looks at one built already."""
    return _site(tmp_path_factory, "public", "CHIBO_PUBLIC_SITE")


def _site(folders: pytest.TempPathFactory, profile: str, ready: str) -> Path:
    built = os.environ.get(ready)
    return Path(built).resolve() if built else build(folders.mktemp(profile), profile)


@pytest.fixture(scope="session")
def sites(site: Path, public_site: Path) -> dict[str, Path]:
    """Profile → the folder of its site."""
    return {"internal": site, "public": public_site}


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Where a site is served while the block runs: scheme, host and a free port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """Where the internal site is served."""
    with served(site) as place:
        yield place


@pytest.fixture(scope="session")
def public_origin(public_site: Path) -> Iterator[str]:
    """Where the public site is served."""
    with served(public_site) as place:
        yield place


@pytest.fixture(scope="session")
def pages(site: Path, public_site: Path) -> dict[str, str]:
    """One URL of each kind of page."""
    return all_kinds(site, public_site)


@pytest.fixture(scope="module")
def chromium(need: Callable[..., str]) -> Iterator[Browser]:
    """One browser for a module, since Playwright's event loop must not outlive it; each test opens its own context."""
    program = need("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS, headless=True)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, origin: str) -> Iterator[Callable[..., Opened]]:
    """`opened(scripts=False)`: a page in a context of its own."""
    with contextlib.ExitStack() as stack:

        def open_page(*, scripts: bool = True, **more: Any) -> Opened:
            context = chromium.new_context(java_script_enabled=scripts, locale="vi-VN", **more)
            stack.callback(context.close)
            return Opened(context.new_page(), origin)

        yield open_page


def _module(name: str) -> Path:
    path = MODULES / name
    if not path.is_file():
        message = f"{name} is not installed: make browser"
        if os.environ.get("CHIBO_REQUIRE_TOOLS"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return _module("axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def nu_checker(need: Callable[..., str]) -> list[str]:
    """The command of the Nu HTML checker, without its arguments."""
    return [need("java"), "-Xss8m", "-jar", str(_module("vnu-jar/build/dist/vnu.jar"))]
