"""What was deleted, and what is not for the public, stands nowhere: no page, table, list of the search, feed or picture."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from generator import mkdocs_site
from generator.cli import main
from generator.model.text import fold
from tests.everywhere.surroundings import canary_store
from tests.incremental.edits import git
from tests.leaks import canary
from tests.publish.test_pictures import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CELL = f"{canary.HOME}/cells/ban-qxmoi"
RECORD = f"{canary.CELL}/2024/03-thematic-qxchu-de.md"
# Each text of what is deleted holds this mark, and nothing else does.
MARK = re.compile(r"qx[a-z-]+", re.IGNORECASE)
MEETING = """---
date: 2024-03-20
time: 07:30-09:40
place: Nhà Qxnoi
theme: Chuyên đề Qxde
attendance: {roll: 8, present: 8}
resolution: {number: 9-NQ/QXCB, kind: resolution, votes: {for: 8, against: 0, other: 0}}
tasks:
  qxviec: {title: Việc Qxlam, due: 2024-04-01}
---
## Phần Qxphan

Ý kiến Qxykien.
"""
NEW_CELL = {
    "cell.yml": "name: Chi bộ Qxmoi\ntype: village\nunder: [{unit: xa-mot, from: 2010-05-01}]\nfounded: 2010-05-01\n",
    "members.yml": "qxmot: {joined: 2010-06-01, official: 2009-01-01}\nqxhai: {joined: 2010-06-01, official: 2009-01-01}\n",
    "names.yml": "qxmot: Lò Thị Qxhoa\nqxhai: Lý Văn Qxba\n",
    "2024/01-regular.md": MEETING.replace("2024-03-20", "2024-01-20").replace("8", "2"),
}
PAGE = "# Trang Qxtrang\n\nChữ Qxchu.\n\n![Ảnh Qxanh](qxanh.png)\n"


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode() if isinstance(text, str) else text)


WHAT: dict[str, dict[str, str | bytes]] = {
    "record": {RECORD: MEETING},
    "cell": {f"{CELL}/{path}": text for path, text in NEW_CELL.items()},
    "page": {"docs/handbook/qxtrang.md": PAGE, "docs/handbook/qxanh.png": png()},
}
SHOWN = {  # where it stands before, among other places
    "record": (
        "qz-huyen/cells/ban-qa/2024/03-thematic-qxchu-de/index.html", "search/index/qz-huyen/2024.json",
        "data/v1/qz-huyen/feed.atom", "data/v1/qz-huyen/meetings.csv", "data/v1/qz-huyen/tasks.csv",
        "data/v1/qz-huyen/calendar/ban-qa.ics", "qz-huyen/cells/ban-qa/index.html", "qz-huyen/tasks/index.html",
        "qz-huyen/themes/2024/index.html",
    ),
    "cell": (
        "qz-huyen/cells/ban-qxmoi/index.html", "search/index/names.json", "data/v1/qz-huyen/feed.atom",
        "data/v1/qz-huyen/meetings.csv", "qz-huyen/missing/2024/index.html",
    ),
    "page": ("handbook/qxtrang/index.html", "handbook/qxanh.png", "search/index/handbook.json"),
}  # fmt: skip


def build(root: Path, output: Path, profile: str, *, cache: bool = True) -> dict[str, bytes]:
    mkdocs_site.build(root, output, {"profile": profile, "jobs": 1}, None, cache=cache)
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "ghi")


def marked(site: dict[str, bytes]) -> list[str]:
    """The files that hold a mark, in their text or their name."""
    return [path for path, data in site.items() if MARK.search(f"{path} {html.unescape(data.decode('utf-8', 'replace'))}")]


def deleted(folder: Path, *kinds: str) -> None:
    """Build with these, take them away, and look for what is left."""
    root = canary_store(folder / "so")
    for what in kinds:
        write(root, WHAT[what])
    commit(root)
    before = build(root, folder / "trang", "internal")
    shown = {path for what in kinds for path in SHOWN[what]}
    assert shown - set(marked(before)) == set()
    for path in [path for what in kinds for path in WHAT[what]]:
        (root / path).unlink()
    commit(root)
    after = build(root, folder / "trang", "internal")
    assert marked(after) == []
    assert build(root, folder / "sach", "internal", cache=False) == after


def test_what_is_deleted_is_nowhere(tmp_path: Path) -> None:
    deleted(tmp_path, *WHAT)


@pytest.mark.torture
@pytest.mark.parametrize("what", WHAT)
def test_each_that_is_deleted_alone_is_nowhere(what: str, tmp_path: Path) -> None:
    deleted(tmp_path, what)


# A mark for each place that is not for the public: minutes, what a record may not say, what cannot be counted,
# pages of the internal profile only, prose that no profile publishes.
HIDDEN: dict[str, str | bytes] = {
    RECORD: MEETING + "\n<!-- Qxloi-chu -->\n\n[Qxlien-ket](https://qxnoi-khac.example.invalid/qxtrang 'Qxtieu-de')\n",
    f"{canary.CELL}/2024/03-extraordinary-qxkin.md": MEETING.replace("Qxykien", "Qxkin, gọi 0912 000 567"),
    f"{canary.CELL}/2024/02-thematic-qxsai.md": MEETING.replace("date:", "qxkhoa: 1\ndate:"),
    f"{canary.CELL}/2024/04-extraordinary-qxsap.md": "---\nstate: planned\ndate: 2024-04-25\nplace: Qxsap\n---\n",
    f"{canary.HOME}/events/2024.yml": "training: [{date: 2024-02-21, title: Lớp Qxlop, participants: 9}]\n",
    f"{canary.HOME}/reviews/qxso-ket.yml": "title: Sơ kết Qxket\ndate: 2024-03-23\noptions: {keep: Qxgiu}\nproposals: {xa-mot: keep}\n",
    f"{canary.HOME}/observers/2024.yml": "qxbtv: {level: committee, name: Qxnguoi, cells: {ban-qa: 3}}\n",
    "docs/index.md": "# Qxdau\n",
    "docs/nhap.md": "# Qxnhap\n",
    "docs/nhap/handbook/qxnhap.md": "# Qxnhap\n",
    "docs/qxanh.png": png(),
}  # fmt: skip


def members_of(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what a workbook or a database holds."""
    yield path, data
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from ((f"{path}/{name}", book.read(name)) for name in book.namelist())
    elif path.endswith(".sqlite"):
        with sqlite3.connect(":memory:") as base:
            base.deserialize(data)
            yield f"{path}/dump", "\n".join(base.iterdump()).encode()
    elif path.endswith(".parquet"):
        from pyarrow import BufferReader, parquet

        yield f"{path}/rows", str(parquet.read_table(BufferReader(data)).to_pylist()).encode()


def test_what_is_not_for_the_public_is_nowhere(tmp_path: Path) -> None:
    root = canary_store(tmp_path / "so")
    for path, text in HIDDEN.items():
        write(root, {path: text})
    commit(root)
    asked = {"profile": "public", "jobs": 1, "keep_going": True}
    mkdocs_site.build(root, tmp_path / "trang", asked, None, cache=False)
    call = ["--store", str(root), "--profile", "public", "--keep-going", "--jobs", "1", "--output", str(tmp_path / "bang")]
    done = CliRunner().invoke(main, ["export", *call, "--format", "xlsx,sqlite,parquet"])
    assert (done.exit_code, (tmp_path / "bang/chibo.sqlite").is_file()) == (1, True), done.output
    found = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for top in ("trang", "bang") for p in (tmp_path / top).rglob("*") if p.is_file()}  # fmt: skip
    assert {"trang/404.html", "trang/robots.txt", "trang/search/index/names.json", "bang/chibo.sqlite"} <= set(found)
    every = dict(one for path, data in found.items() for one in members_of(path, data))
    assert marked(every) == []


def words(texts: Iterator[str]) -> set[str]:
    """The words of texts, as the search compares them."""
    return {word for text in texts for word in re.findall(r"\w+", fold(text))}


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_of(one)


def shown(pages: Iterator[str]) -> Iterator[str]:
    """What pages show, in text, in their addresses and in what is read out of them."""
    for page in pages:
        yield html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))
        yield from map(html.unescape, re.findall(r'\b(?:href|title|content|aria-label)="([^"]*)"', page))


def lists_and_pages(site: Path) -> tuple[set[str], set[str]]:
    lists = (json.loads(path.read_bytes()) for path in (site / "search" / "index").rglob("*.json"))
    pages = (path.read_text("utf-8") for path in site.rglob("*.html") if path.parent != site / "search")
    return words(text for one in lists for text in texts_of(one)), words(shown(pages))


def test_the_public_search_knows_no_word_that_no_page_shows(built_public: Path) -> None:
    known, seen = lists_and_pages(built_public)
    assert len(known) > 200
    assert known - seen == set()


@pytest.mark.torture
def test_the_search_of_a_site_in_two_languages_knows_no_other_word(tmp_path: Path) -> None:
    root = canary_store(tmp_path / "so")
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("as_of:", "languages: [vi, en], as_of:")
    write(root, {"mkdocs.yml": settings})
    mkdocs_site.build(root, tmp_path / "trang", {"profile": "public", "jobs": 1}, None, cache=False)
    known, seen = lists_and_pages(tmp_path / "trang")
    assert "english" in seen
    assert known - seen == set()
