"""`chibo serve`: a saved record is on the screen after the reload, and nothing outside this machine is served."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ONE_CELL, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60.0  # seconds: a bound, not a measurement


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str, until: str) -> str:
    """Ask for a page until it holds a text."""
    end = time.monotonic() + PATIENCE
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if until in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{url} never held {until!r}: {text[:300]}")


@pytest.mark.properdocs
def test_a_saved_record_is_served_after_the_reload(small_store: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=small_store, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    page = f"http://127.0.0.1:{port}/{ONE_CELL}/2025/08-regular/"
    try:
        before = fetch(page, "data-minutes")
        script = re.search(r"Content-Security-Policy\" content=\"([^\"]*)\"", before)
        assert script is not None
        assert "script-src 'self' 'unsafe-inline'" in script[1], "the reload script may run while serving"
        file = small_store / f"records/{ONE_CELL}/2025/08-regular.md"
        file.write_text(file.read_text("utf-8") + "\nDòng mới thêm khi đang xem.\n", "utf-8")
        fetch(page, "Dòng mới thêm khi đang xem.")
        file.write_text(file.read_text("utf-8").replace("present:", "presnt:", 1), "utf-8")
        fetch(f"http://127.0.0.1:{port}/xa-van-son/problems/", "FI001")
    finally:
        server.terminate()
        server.wait(20)
