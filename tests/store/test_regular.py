"""A file that cannot be read is told of with the reason, and nothing is read through a link."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from generator.store import regular
from generator.store.contents import marks, state
from generator.store.decode import FILE_LIMIT
from generator.store.difference import difference, naming
from generator.store.owners import read_owners
from generator.store.regular import LACKING, LINKED, ODD, read_regular, unreadable
from generator.store.source import Revision, SourceError, WorkTree
from tests.store.git import commit, git, repository, start, write

D = "records/van-quan"
CELL = f"{D}/cells/ban-a/cell.yml"
ROLL = f"{D}/cells/ban-a/members.yml"
FILES = {f"{D}/district.yml": "name: A\n", CELL: "name: B\n", ROLL: "dv01: {}\n", "mkdocs.yml": ""}


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "kho", FILES)


def fail(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, broken)


@pytest.mark.parametrize("call", ["open", "read", "fstat"])
@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "permission denied"), (errno.EPERM, "permission denied"), (errno.EIO, "input/output error"), (errno.EMFILE, os.strerror(errno.EMFILE))],
)  # fmt: skip
def test_the_reason_is_kept(repo: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str) -> None:
    tree = WorkTree(repo)
    with monkeypatch.context() as patch:
        fail(patch, call, number)
        assert tree.read([CELL]) == {}
    assert tree.failed[CELL].why.en == words
    assert tree.read([CELL]) == {CELL: b"name: B\n"}
    assert tree.failed == {}


def test_no_file_stays_open_where_reading_fails(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with monkeypatch.context() as patch:
        fail(patch, "read", errno.EIO)
        WorkTree(repo).read([CELL, ROLL])
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_file_that_comes_in_pieces_is_read_whole(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: real(handle, min(most, 3)))
    assert read_regular(str(repo / CELL)) == b"name: B\n"


def test_links_pipes_and_folders_are_no_regular_files(repo: Path) -> None:
    (repo / "link").symlink_to(CELL)
    os.mkfifo(repo / "pipe")
    assert [read_regular(str(repo / name)) for name in ("link", "pipe", "records")] == [ODD, ODD, ODD]
    assert read_regular(str(repo / "link"), follow=True) == b"name: B\n"
    assert read_regular(str(repo / "pipe"), follow=True) == ODD
    assert "no longer there" in unreadable("x", _why(read_regular(str(repo / "none")))).found.en
    assert isinstance(read_regular("a\0b"), regular.Unread)


def _why(content: bytes | regular.Unread) -> regular.Unread:
    assert isinstance(content, regular.Unread)
    return content


def test_no_more_is_read_than_shows_that_it_is_too_long(repo: Path) -> None:
    (repo / "big").write_bytes(b"x" * (FILE_LIMIT * 2))
    assert len(read_regular(str(repo / "big"))) == FILE_LIMIT + 1


@pytest.mark.parametrize("depth", [CELL.rpartition("/")[0], D, f"{D}/cells"])
@pytest.mark.parametrize("tracked", [True, False])
def test_nothing_is_listed_or_read_behind_a_link(repo: Path, tmp_path: Path, depth: str, tracked: bool) -> None:
    if not tracked:
        git(repo, "rm", "-rq", "--cached", depth)
    outside = tmp_path / "outside"
    (repo / depth).rename(outside)
    (repo / depth).symlink_to(outside)
    tree = WorkTree(repo)
    listed = {entry.path: entry.kind for entry in tree.entries()}
    assert [path for path in listed if path.startswith(f"{depth}/")] == []
    assert listed[depth] == "link"
    assert WorkTree(repo).read([CELL]) == {}
    assert tree.read([CELL]) == {}
    assert tree.failed[CELL] == LINKED
    assert tree.entry(CELL) is None


def test_git_itself_does_not_look_behind_a_link(repo: Path, tmp_path: Path) -> None:
    assert naming(WorkTree(repo), ["B"]) == {CELL}
    folder = CELL.rpartition("/")[0]
    (repo / folder).rename(tmp_path / "outside")
    (repo / folder).symlink_to(tmp_path / "outside")
    tree = difference(repo, "records", "HEAD", None).now
    assert naming(tree, ["A", "B"]) == {f"{D}/district.yml"}


def test_a_folder_that_cannot_be_entered_does_not_lose_its_files(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.lstat

    def closed(place: str) -> os.stat_result:
        if "ban-a/" in place:
            raise PermissionError(errno.EACCES, "x")
        return real(place)

    monkeypatch.setattr("generator.store.source.os.lstat", closed)
    found = {(e.path, e.kind) for e in WorkTree(repo).entries()}
    assert found == {(p, "file") for p in FILES if p != "mkdocs.yml"} | {(CELL.rpartition("/")[0], "closed")}


def test_a_folder_that_cannot_be_listed_stands_for_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    real = os.scandir

    def closed(place: Any) -> Any:
        if str(place).endswith("ban-a"):
            raise PermissionError(errno.EACCES, "x", str(place))
        return real(place)

    monkeypatch.setattr("os.scandir", closed)
    assert (CELL.rpartition("/")[0], "closed") in [(e.path, e.kind) for e in WorkTree(tmp_path).entries()]


def blob(root: Path, path: str) -> Path:
    name = git(root, "rev-parse", f"HEAD:{path}")
    return root / ".git" / "objects" / name[:2] / name[2:]


@pytest.mark.parametrize("harm", ["missing", "corrupt", "empty"])
def test_an_object_that_git_lacks_is_named_and_the_others_are_read(repo: Path, harm: str) -> None:
    file = blob(repo, CELL)
    file.chmod(0o644)
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(b"" if harm == "empty" else file.read_bytes()[:-6] + b"abcdef")
    source = Revision(repo, "HEAD")
    paths = [entry.path for entry in source.entries()]
    assert CELL in paths
    assert set(source.read(paths)) == set(paths) - {CELL}
    assert source.failed == {CELL: LACKING}


def test_a_lost_folder_of_a_revision_is_an_error(repo: Path) -> None:
    blob(repo, D).unlink()
    with pytest.raises(SourceError, match="HEAD:records"):
        Revision(repo, "HEAD").entries()


@pytest.mark.parametrize("folder", ["records", "a/b"])
def test_a_revision_whose_records_are_a_link_is_an_error(tmp_path: Path, folder: str) -> None:
    start(tmp_path)
    write(tmp_path, {"so/b/x.yml": ""})
    assert Revision(tmp_path, commit(tmp_path), folder).entries() == []
    (tmp_path / folder.partition("/")[0]).symlink_to("so")
    commit(tmp_path)
    with pytest.raises(SourceError, match=f"HEAD:{folder}"):
        Revision(tmp_path, "HEAD", folder).entries()


def test_what_came_of_a_file_that_could_not_be_read_is_not_kept(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, revision = WorkTree(repo), Revision(repo, "HEAD")
    revision.entries()
    before = marks(tree, [CELL, ROLL]), marks(revision, [CELL, ROLL])
    assert before[1] == {}
    blob(repo, CELL).unlink()
    revision.read([CELL])
    with monkeypatch.context() as patch:
        fail(patch, "read", errno.EIO)
        tree.read([CELL])
    assert (marks(tree, [ROLL]), marks(revision, [ROLL])) == ({ROLL: before[0][ROLL]}, {})
    assert marks(tree, [CELL, ROLL]) != before[0]
    assert marks(revision, [CELL, ROLL]) != before[1]


def test_a_state_with_an_unread_file_is_none(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo, {ROLL: "dv02: {}\n"})
    (repo / CELL).unlink()
    assert state(repo, "records") is not None
    monkeypatch.setattr("generator.store.source.read_regular", lambda _: ODD)
    assert state(repo, "records") is None


def test_owners_that_cannot_be_read_are_not_taken_for_none(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_owners(repo) is None
    write(repo, {"codeowners.yml": "x"})
    fail(monkeypatch, "open", errno.EIO)
    found = read_owners(repo)
    assert found is not None
    assert found.owners is None
    assert [f.code for f in found.findings] == ["PA002"]
