"""Files that git keeps otherwise than they lie in the folder are told by what lies there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from generator.store.contents import contents, marks, state
from generator.store.source import WorkTree
from tests.store.git import commit, git, start

if TYPE_CHECKING:
    from pathlib import Path

    from tests.incremental.small import Small

RECORD, OTHER = "records/a/cells/b/2024/01-regular.md", "records/a/district.yml"
MIXED = b"a\r\nb\n", b"a\nb\r\n"
BIG, LITTLE = "\ufeffa".encode("utf-16-be"), "\ufeffa".encode("utf-16-le")
WAYS = {  # attributes, settings, and two contents that are one to git
    "ident": ("*.md ident", {}, (b"a $Id: 1 $\n", b"a $Id: 2 $\n")),
    "text": ("*.md text", {}, MIXED),
    "auto": ("* text=auto eol=lf", {}, MIXED),
    "crlf": ("*.md crlf", {}, MIXED),
    "setting": ("", {"core.autocrlf": "input"}, MIXED),
    "encoding": ("*.md working-tree-encoding=UTF-16", {}, (BIG, LITTLE)),
    "filter": ("*.md filter=so", {"filter.so.clean": "tr 2 1"}, (b"so 1\n", b"so 2\n")),
}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bytes, bytes]:
    """A repository that converts a record, and two contents of it that are one to git."""
    attributes, settings, (one, other) = WAYS[request.param]
    assert len(one) == len(other)
    started(tmp_path, attributes)
    for key, value in settings.items():
        git(tmp_path, "config", key, value)
    return tmp_path, one, other


def started(root: Path, attributes: str) -> None:
    start(root)
    (root / RECORD).parent.mkdir(parents=True)
    (root / OTHER).write_bytes(b"name: A\n")
    (root / ".gitattributes").write_text(f"{attributes}\n", "utf-8")
    commit(root)


def told(root: Path) -> dict[str, str]:
    source, paths = WorkTree(root), [RECORD, OTHER]
    return contents(source, paths, marks(source, paths))


def test_other_bytes_have_another_name_though_git_keeps_the_same(way: tuple[Path, bytes, bytes]) -> None:
    root, one, other = way
    (root / RECORD).write_bytes(one)
    commit(root)
    before = told(root)
    (root / RECORD).write_bytes(other)
    git(root, "add", "--all")
    assert git(root, "status", "--porcelain") == "", "git takes them for the same"
    after = told(root)
    assert before[RECORD] != after[RECORD]
    assert before[OTHER] == after[OTHER]


def test_other_bytes_of_the_same_second_are_another_state(way: tuple[Path, bytes, bytes]) -> None:
    root, one, other = way
    for _ in range(20):
        time.sleep(1.01 - time.time() % 1)
        second = int(time.time())
        (root / RECORD).write_bytes(one)
        git(root, "add", "--all")
        before = state(root, "records")
        (root / RECORD).write_bytes(other)
        if int(time.time()) == second:
            break
    after = state(root, "records")
    assert before is not None
    assert after is not None
    assert before.name != after.name


@pytest.mark.parametrize("attributes", ["", "*.md diff merge=union", "*.md -text -ident", "* text=auto"])
def test_what_git_keeps_as_it_is_is_told_by_git(tmp_path: Path, attributes: str) -> None:
    started(tmp_path, attributes)
    (tmp_path / RECORD).write_bytes(b"a\nb\n")
    commit(tmp_path)
    assert told(tmp_path)[RECORD] == f"{git(tmp_path, 'rev-parse', f'HEAD:{RECORD}')}:4"


def test_a_site_shows_the_bytes_of_the_folder(small: Small) -> None:
    (small.root / ".gitattributes").write_text("*.md ident\n", "utf-8")
    record = small.root / "records/van-quan/cells/ban-a/2024/01-regular.md"
    for text in ("$Id: 1 $", "$Id: 2 $"):
        record.write_text(record.read_text("utf-8").split("Chi bộ họp.")[0] + f"Chi bộ họp. {text}\n", "utf-8")
        git(small.root, "add", "--all")
        git(small.root, "status")
        assert small.stale() == []
