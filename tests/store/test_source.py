"""Where bytes come from: the work tree with and without git, and a revision read without checkout."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.store.decode import FILE_LIMIT
from generator.store.source import Entry, Revision, SourceError, WorkTree
from tests.store.git import commit, git, repository, start, write

if TYPE_CHECKING:
    from pathlib import Path

D = "records/van-quan"
FILES = {
    f"{D}/district.yml": "name: A\n",
    f"{D}/cells/ban-a/cell.yml": "name: Nà Lộc\n",
    "mkdocs.yml": "site_name: A\n",
}
RECORDS = sorted(path for path in FILES if path.startswith("records/"))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "kho", FILES)


def listed(source: WorkTree | Revision) -> list[tuple[str, str]]:
    return [(entry.path, entry.kind) for entry in source.entries()]


USUAL = [(path, "file") for path in RECORDS]


def test_a_folder_without_git_is_walked(plain: Path) -> None:
    assert listed(WorkTree(plain)) == sorted(USUAL)
    assert WorkTree(plain).read([RECORDS[0]]) == {RECORDS[0]: "name: Nà Lộc\n".encode()}
    assert WorkTree(plain).history().first == {}


def test_links_and_odd_files_are_told_apart(plain: Path) -> None:
    (plain / D / "link.yml").symlink_to("district.yml")
    (plain / D / "cells" / "ban-b").symlink_to("ban-a")
    os.mkfifo(plain / D / "pipe.yml")
    odd = {path: kind for path, kind in listed(WorkTree(plain)) if kind != "file"}
    assert odd == {f"{D}/link.yml": "link", f"{D}/cells/ban-b": "link", f"{D}/pipe.yml": "other"}
    assert [path for path, _ in listed(WorkTree(plain)) if path.startswith(f"{D}/cells/ban-b/")] == []


def test_links_are_told_in_git_too(repo: Path) -> None:
    (repo / D / "link.yml").symlink_to("district.yml")
    (repo / D / "cells" / "ban-b").symlink_to("ban-a")
    expected = {(f"{D}/link.yml", "link"), (f"{D}/cells/ban-b", "link")}
    assert set(listed(WorkTree(repo))) - set(USUAL) == expected
    commit(repo)
    assert set(listed(WorkTree(repo))) - set(USUAL) == expected
    assert set(listed(Revision(repo, "HEAD"))) - set(USUAL) == expected


def test_a_repository_inside_is_no_record(repo: Path) -> None:
    inner = repo / D / "cells" / "ban-c"
    start(inner)
    write(inner, {"cell.yml": "name: C\n"})
    commit(inner)
    assert set(listed(WorkTree(repo))) - set(USUAL) == {(f"{D}/cells/ban-c", "other")}
    commit(repo)
    assert set(listed(WorkTree(repo))) - set(USUAL) == {(f"{D}/cells/ban-c", "other")}
    assert set(listed(Revision(repo, "HEAD"))) - set(USUAL) == {(f"{D}/cells/ban-c", "other")}


def test_what_git_ignores_is_passed_over_and_new_files_are_seen(repo: Path) -> None:
    write(
        repo,
        {
            ".gitignore": "names.yml\n*.bak\n",
            f"{D}/cells/ban-a/names.yml": "dv01: Hoa\n",
            f"{D}/a.bak": "",
            f"{D}/cells/ban-a/members.yml": "",
        },
    )
    assert set(listed(WorkTree(repo))) - set(USUAL) == {(f"{D}/cells/ban-a/members.yml", "file")}


def test_a_deleted_file_is_gone_before_it_is_committed(repo: Path) -> None:
    (repo / D / "district.yml").unlink()
    assert listed(WorkTree(repo)) == [(f"{D}/cells/ban-a/cell.yml", "file")]
    assert set(listed(Revision(repo, "HEAD"))) == set(USUAL)


def test_a_file_that_git_was_told_not_to_lay_out_is_not_deleted(repo: Path) -> None:
    path = f"{D}/cells/ban-a/cell.yml"
    git(repo, "update-index", "--skip-worktree", path)
    assert (path, "file") in listed(WorkTree(repo))
    (repo / path).unlink()
    assert (path, "sparse") in listed(WorkTree(repo))
    (repo / path).parent.rmdir()
    assert (path, "sparse") in listed(WorkTree(repo))


def test_names_that_begin_with_a_dot_or_tilde_are_passed_over(plain: Path) -> None:
    write(plain, {f"{D}/.x.yml": "", "records/~tam/district.yml": "", f"{D}/cells/.ban-z/cell.yml": ""})
    assert set(listed(WorkTree(plain))) == set(USUAL)


def test_vietnamese_names_are_listed_as_written(repo: Path) -> None:
    write(repo, {f"{D}/cells/bản-ă/cell.yml": "name: A\n"})
    assert (f"{D}/cells/bản-ă/cell.yml", "file") in listed(WorkTree(repo))
    commit(repo)
    assert (f"{D}/cells/bản-ă/cell.yml", "file") in listed(Revision(repo, "HEAD"))


def test_a_name_that_is_no_text_is_listed_in_a_form_that_can_be_printed(repo: Path) -> None:
    (repo / os.fsdecode(D.encode() + b"/b\xffn.yml")).write_text("", encoding="utf-8")
    assert f"{D}/b\ufffdn.yml" in {path for path, _ in listed(WorkTree(repo))}
    commit(repo)
    assert f"{D}/b\ufffdn.yml" in {path for path, _ in listed(Revision(repo, "HEAD"))}


def test_a_revision_reads_what_the_work_tree_holds(repo: Path) -> None:
    tree, revision = WorkTree(repo), Revision(repo, "HEAD")
    paths = [entry.path for entry in revision.entries()]
    assert sorted(tree.entries()) == [Entry(e.path, e.kind) for e in revision.entries()]
    assert tree.read(paths) == revision.read(paths)
    assert all(len(entry.blob) == 40 for entry in revision.entries())


def test_a_revision_does_not_see_the_work_tree(repo: Path) -> None:
    write(repo, {f"{D}/district.yml": "name: Khác\n", f"{D}/cells/ban-b/cell.yml": ""})
    revision = Revision(repo, "HEAD")
    assert set(listed(revision)) == set(USUAL)
    assert revision.read([f"{D}/district.yml"]) == {f"{D}/district.yml": b"name: A\n"}


def test_an_older_revision_is_reached_by_any_of_its_names(repo: Path) -> None:
    first = git(repo, "rev-parse", "HEAD")
    git(repo, "tag", "-a", "v1", "-m", "v1")
    git(repo, "branch", "cu")
    write(repo, {f"{D}/district.yml": "name: B\n"})
    commit(repo)
    for name in (first, first[:8], "v1", "cu", "HEAD~1", "HEAD^"):
        revision = Revision(repo, name)
        revision.entries()
        assert revision.read([f"{D}/district.yml"]) == {f"{D}/district.yml": b"name: A\n"}


@pytest.mark.parametrize("name", ["khong-co", "", "--all", "-h", "HEAD^^^", "HEAD:records", "; true", "a\0b"])
def test_an_unknown_revision_is_refused(repo: Path, name: str) -> None:
    with pytest.raises(SourceError):
        Revision(repo, name).entries()


def test_no_revision_is_known_without_git(plain: Path) -> None:
    with pytest.raises(SourceError):
        Revision(plain, "HEAD").entries()


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        WorkTree(tmp_path).entries()


def test_links_are_not_followed_and_lost_files_left_out(plain: Path) -> None:
    (plain / D / "link.yml").symlink_to("district.yml")
    os.mkfifo(plain / D / "pipe.yml")
    assert WorkTree(plain).read([f"{D}/link.yml", f"{D}/pipe.yml", f"{D}/none.yml", D]) == {}


def test_a_large_file_is_not_read_to_its_end(repo: Path) -> None:
    big = f"{D}/cells/ban-a/2024/01-regular.md"
    write(repo, {big: "x" * (FILE_LIMIT * 3)})
    commit(repo)
    revision = Revision(repo, "HEAD")
    revision.entries()
    assert len(WorkTree(repo).read([big])[big]) == FILE_LIMIT + 1
    assert len(revision.read([big, f"{D}/district.yml"])[big]) == FILE_LIMIT + 1


@pytest.mark.parametrize("size", [0, 1, FILE_LIMIT - 1, FILE_LIMIT])
def test_a_file_within_the_limit_is_read_whole(repo: Path, size: int) -> None:
    path = f"{D}/cells/ban-a/2024/01-regular.md"
    write(repo, {path: "x" * size})
    commit(repo)
    revision = Revision(repo, "HEAD")
    revision.entries()
    assert WorkTree(repo).read([path]) == revision.read([path]) == {path: b"x" * size}


@pytest.mark.parametrize("folder", ["so", "a/b"])
def test_records_in_another_folder_have_the_same_paths(tmp_path: Path, folder: str) -> None:
    root = tmp_path / "kho"
    write(root, {path.replace("records", folder, 1): text for path, text in FILES.items()})
    assert set(listed(WorkTree(root, folder))) == set(USUAL)
    start(root)
    commit(root)
    for source in (WorkTree(root, folder), Revision(root, "HEAD", folder)):
        assert set(listed(source)) == set(USUAL)
        assert source.read([RECORDS[0]]) == {RECORDS[0]: "name: Nà Lộc\n".encode()}
        assert set(source.history().first) == set(RECORDS)


@pytest.mark.parametrize("in_git", [False, True])
def test_records_outside_the_store_are_not_walked(tmp_path: Path, in_git: bool) -> None:
    if in_git:
        start(tmp_path)
    write(tmp_path / "so", {path.removeprefix("records/"): text for path, text in FILES.items()})
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "link").symlink_to(tmp_path / "so")
    for folder in ("../so", str(tmp_path / "so"), "link", "./x/../../so"):
        source = WorkTree(tmp_path / "kho", folder)
        with pytest.raises(SourceError):
            source.entries()
        assert source.read([RECORDS[1]]) == {}


def test_a_store_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    start(tmp_path)
    write(tmp_path / "kho", FILES)
    write(tmp_path, {"records/x.yml": "", "README.md": ""})
    commit(tmp_path)
    for source in (WorkTree(tmp_path / "kho"), Revision(tmp_path / "kho", "HEAD")):
        assert set(listed(source)) == set(USUAL)
        assert len(source.read(RECORDS)) == 2
        assert set(source.history().first) == set(RECORDS)
