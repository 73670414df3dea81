"""A store's own handbook: whoever wrote it, nothing but its prose and its pictures is published."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "bí mật của máy này"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store without cells, with a handbook of its own."""
    store = tmp_path / "store"
    (store / "docs/handbook").mkdir(parents=True)
    (store / "docs/index.md").write_text("# x\n", "utf-8")
    (store / "mkdocs.yml").write_text("site_name: Sổ\ntheme: {name: chibo}\nplugins: [chibo]\n", "utf-8")
    shutil.copytree(ROOT / "records/rulebook", store / "records/rulebook")
    (tmp_path / "secret.md").write_text(SECRET, "utf-8")
    (tmp_path / "folder").mkdir()
    shutil.copy(tmp_path / "secret.md", tmp_path / "folder")
    return store


def mkdocs(store: Path) -> subprocess.CompletedProcess[str]:
    """Build as MkDocs does, without us around it."""
    engine = "properdocs" if os.environ.get("CHIBO_ENGINE") == "properdocs" else "mkdocs"
    return subprocess.run(
        [sys.executable, "-m", engine, "build", "-q", "-f", "mkdocs.yml", "-d", "site"],
        cwd=store, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, capture_output=True, check=False,
    )  # fmt: skip


def published(store: Path) -> bytes:
    """All that a site holds; nothing where there is none."""
    return b"\n".join(path.read_bytes() for path in sorted((store / "site").rglob("*")) if path.is_file())


def plant(store: Path, kind: str) -> str:
    """Put something that is no plain file below `docs/`; gives its name."""
    book = store / "docs/handbook"
    if kind == "page":
        (book / "leak.md").symlink_to(store.parent / "secret.md")
    elif kind == "picture":
        (book / "l.png").symlink_to(store.parent / "secret.md")
    elif kind == "folder":
        (book / "f").symlink_to(store.parent / "folder")
    elif kind == "nowhere":
        (book / "n.md").symlink_to("khong-co.md")
    elif kind == "within":
        (book / "w.md").symlink_to("../index.md")
    elif kind == "elsewhere":
        (store / "docs/x.txt").symlink_to(store.parent / "secret.md")
    elif kind == "pipe":
        os.mkfifo(book / "p.md")
    elif kind == "device":
        (book / "z.png").symlink_to("/dev/zero")
    else:
        (store / "docs").rename(store.parent / "docs")
        (store / "docs").symlink_to(store.parent / "docs")
        return "docs"
    return {
        "page": "docs/handbook/leak.md", "picture": "docs/handbook/l.png", "folder": "docs/handbook/f",
        "nowhere": "docs/handbook/n.md", "within": "docs/handbook/w.md", "elsewhere": "docs/x.txt",
        "pipe": "docs/handbook/p.md", "device": "docs/handbook/z.png",
    }[kind]  # fmt: skip


KINDS = ["page", "picture", "folder", "nowhere", "within", "elsewhere", "pipe", "device", "docs"]


@pytest.mark.properdocs
@pytest.mark.parametrize("kind", KINDS)
def test_a_link_or_device_below_docs_is_refused_by_name(store: Path, kind: str) -> None:
    name = plant(store, kind)
    done = run("build", "--no-cache", cwd=store)
    assert done.returncode == 2, done.stderr
    assert f"{name}: " in done.stderr
    assert "chỉ được có tệp và thư mục thường" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (store / "site").exists()


@pytest.mark.parametrize("kind", ["page", "picture", "folder", "pipe", "docs"])
def test_mkdocs_refuses_it_too(store: Path, kind: str) -> None:
    name = plant(store, kind)
    done = mkdocs(store)
    assert done.returncode != 0
    assert f"{name}: " in done.stdout + done.stderr
    assert SECRET.encode() not in published(store)


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*more: bytes) -> bytes:
    """A picture of one white dot, with further chunks."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *more, chunk(b"IDAT", zlib.compress(b"\0\xff")), chunk(b"IEND", b"")])


@pytest.mark.properdocs
def test_pictures_of_the_handbook_are_published_without_what_they_tell_besides(store: Path) -> None:
    (store / "docs/handbook/a.png").write_bytes(png(chunk(b"eXIf", b"GPS 21.85"), chunk(b"tEXt", b"Author\0Lo")))
    assert run("build", cwd=store).returncode == 0
    assert (store / "site/handbook/a.png").read_bytes() == png()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"no picture", "PNG"),
        ("a.jpg", png(), "JPEG"),
        ("a.webp", b"", "WebP"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
    ],
)
def test_what_is_no_sound_picture_is_refused_by_name(store: Path, name: str, data: bytes, said: str) -> None:
    (store / "docs/handbook" / name).write_bytes(data)
    done = run("build", cwd=store)
    assert done.returncode == 2
    assert f"handbook/{name} " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (store / "site").exists()


@pytest.mark.properdocs
def test_headings_of_the_handbook_never_have_the_ids_of_the_page_around_them(store: Path) -> None:
    (store / "docs/handbook/main.md").write_text(
        "# Main\n\n[đến Main](#muc-main) [đến Find](#muc-find) [đến Tên](#ten)\n\n## Find\n\n## Tên\n\n## Tên\n\n"
        '<h2 id="main">Nữa</h2>\n\n<h2 id="ten">Nữa</h2>\n',
        "utf-8",
    )
    (store / "docs/handbook/other.md").write_text("# Khác\n\n[x](main.md#muc-main)\n", "utf-8")
    assert run("build", cwd=store).returncode == 0
    page = (store / "site/handbook/main/index.html").read_text("utf-8")
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {"main", "find", "muc-main", "muc-find", "ten", "ten_1"} <= set(ids)
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    assert 'href="../main/#muc-main"' in (store / "site/handbook/other/index.html").read_text("utf-8")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.invalid", "https://u:p@a.invalid/", "http://a.invalid"])
def test_the_navigation_links_where_prose_may_and_nowhere_else(store: Path, url: str) -> None:
    config = store / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + f"nav: [{{Nhóm: [{{Liên kết: '{url}'}}]}}]\n", "utf-8")
    done = run("build", cwd=store)
    assert done.returncode == 2
    assert f"“{url}”" in done.stderr
    config.write_text(config.read_text("utf-8").replace(url, "https://a.invalid/"), "utf-8")
    done = run("build", cwd=store)
    assert done.returncode == 0, done.stderr


def test_a_page_does_not_choose_what_stands_around_it(store: Path) -> None:
    (store / "docs/handbook/a.md").write_text("---\ntemplate: 404.html\n---\n# Trang\n\nChữ.\n", "utf-8")
    assert run("build", cwd=store).returncode == 0
    assert "Chữ." in (store / "site/handbook/a/index.html").read_text("utf-8")


@pytest.mark.properdocs
@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "1. " * 10_000,
        "x" * 300_000,
        "[a]: https://a.invalid/" + "x" * 20_000 + "\n\n" + "[a]" * 3000,
    ],
    ids=["brackets", "lists", "long", "references"],
)
def test_a_page_that_no_renderer_reads_in_time_is_refused_by_name(store: Path, text: str) -> None:
    (store / "docs/handbook/a.md").write_text(text, "utf-8")
    done = run("build", cwd=store)
    assert done.returncode == 2, done.stderr
    assert "docs/handbook/a.md: " in done.stderr
    assert "quá rối" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (store / "site").exists()
