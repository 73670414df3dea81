"""A mistake made while a site is served: it is told, what was shown stays, and a mended file is shown."""

from __future__ import annotations

import os
import shutil
import threading
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from generator import mkdocs_serve
from tests.site.conftest import ONE_CELL, copy_sample
from tests.site.test_serve import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = f"{ONE_CELL}/2025/08-regular/"
LAST = f"records/{ONE_CELL}/2025/08-regular.md"


class Served:
    """A store that is served, as a reader sees it."""

    def __init__(
        self, server: mkdocs_serve._Server, store: Path, thread: threading.Thread, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.server = server
        self.store = store
        self._top = server.url
        self._thread = thread
        self._capture = capture
        self._told = ""

    def get(self, url: str) -> str:
        with urllib.request.urlopen(self._top + url, timeout=20) as answer:
            return str(answer.read().decode())

    def told(self) -> str:
        self._told += self._capture.readouterr().err
        return self._told

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self._thread.is_alive(), "the server has ended"
            assert time.monotonic() < end, self.told()[-500:]
            time.sleep(0.02)


@contextmanager
def serving(store: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve a store in a thread of this process."""
    servers: list[mkdocs_serve._Server] = []
    begin = mkdocs_serve._Server.serve
    ready = threading.Event()

    def serve(server: mkdocs_serve._Server) -> None:
        servers.append(server)
        ready.set()
        begin(server)

    patch.setattr(mkdocs_serve._Server, "serve", serve)
    folder = store.parent / "served"
    folder.mkdir()
    asked = {"as_of": None, "profile": "internal"}
    site = mkdocs_serve._Site(store, folder, f"127.0.0.1:{free_port()}", asked)
    thread = threading.Thread(target=mkdocs_serve._serve_live, args=(site,), daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    served = Served(servers[0], store, thread, capture)
    try:
        served.until(lambda: answers(served))
        yield served
    finally:
        servers[0].shutdown()
        thread.join(PATIENCE)


def answers(served: Served) -> bool:
    try:
        served.get("")
    except OSError:
        return False
    return True


@pytest.fixture
def served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    store = copy_sample(tmp_path / "store")
    for cell in (store / "records" / ONE_CELL).parent.iterdir():
        if cell.name != ONE_CELL.rpartition("/")[2]:
            shutil.rmtree(cell)
    with serving(store, capsys, monkeypatch) as one:
        yield one


def replace(file: Path, text: str) -> None:
    """Save as careful editors do: another file takes the place of the old one."""
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, "utf-8")
    os.replace(part, file)


@pytest.mark.parametrize("save", [lambda file, text: file.write_text(text, "utf-8"), replace], ids=["write", "replace"])
def test_mistakes_are_told_and_what_was_shown_stays(served: Served, save: Callable[[Path, str], None]) -> None:
    rulebook = next(iter(sorted((served.store / "records/rulebook").iterdir())))
    config, handbook = served.store / "mkdocs.yml", served.store / "docs/handbook/rieng.md"
    handbook.parent.mkdir()
    front, page = served.get(""), served.get(PAGE)
    for file, wrong, said in (
        (rulebook, "x: [", rulebook.name),
        (config, "x: [", "mkdocs.yml"),
        (config, config.read_text("utf-8") + "hooks: [x.py]\n", "hooks"),
        (config, config.read_text("utf-8") + "nav: [{x: 'javascript:x'}]\n", "javascript:x"),
        (handbook, "x" * 300_000, "docs/handbook/rieng.md"),
    ):
        right = file.read_text("utf-8") if file.is_file() else "# Riêng\n"
        before = len(served.told())
        save(file, wrong)
        served.until(lambda before=before, said=said: said in served.told()[before:])  # type: ignore[misc]  # bound now
        assert body(served.get("")) == body(front)
        assert body(served.get(PAGE)) == body(page)
        save(file, right)
        (served.store / LAST).write_text((served.store / LAST).read_text("utf-8") + f"\nSau {wrong[:9]!r}.\n", "utf-8")
        served.until(lambda: body(served.get(PAGE)) != body(page))  # noqa: B023 - called at once
        page = served.get(PAGE)
    assert "Riêng" in served.get("handbook/rieng/")


def body(page: str) -> str:
    """A page without the script that reloads it, which names the moment."""
    return page.partition("<main")[2].partition("</main>")[0]


def test_an_answer_waits_for_a_change_that_was_heard_of(served: Served) -> None:
    served.get(PAGE)
    served.server.build_delay = 1.0  # so long nothing must happen before MkDocs looks
    file = served.store / LAST
    with file.open("a", encoding="utf-8") as stream:
        stream.write("\nDòng cuối.\n")
    time.sleep(0.2)  # until the system has told of it
    assert "Dòng cuối." in served.get(PAGE)
