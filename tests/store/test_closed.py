"""A folder that cannot be looked into is told of once, with the reason; it never counts as an empty one."""

from __future__ import annotations

import errno
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from generator import edges
from generator.pipeline import Options, check, check_changes
from generator.store.closed import unopened
from generator.store.contents import state
from generator.store.source import SourceError, WorkTree
from tests.site.conftest import run
from tests.store.git import git, start
from tests.store.rights import bound, give, place, run_bound
from tests.support import AS_OF, CELL, MARCH, OBSERVERS, OTHER, USUAL, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

PAGES = {"mkdocs.yml": "site_name: A\nplugins: [chibo]\n", "docs/index.md": "# A\n"}


@pytest.fixture
def store() -> Iterator[Path]:
    with place() as root:
        write(root, {**USUAL, **PAGES})
        yield root


def refused(root: Path, records: str = "records") -> SourceError:
    with bound(), pytest.raises(SourceError) as told:
        WorkTree(root, records).entries()
    return told.value


def keep(root: Path, kept: str) -> None:
    """Put a store into git, or not; then it belongs to a user whom rights bind."""
    if kept != "no":
        start(root)
        git(root, "add", "--", *(("docs",) if kept == "new" else (".",)))
        git(root, "commit", "--quiet", "--message", "x")
    give(root)
    if kept == "of somebody else":
        if os.geteuid() != 0:
            pytest.skip("only root gives files away")
        os.chown(root / ".git", 0, 0)


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize("kept", ["no", "tracked", "new", "of somebody else"])
def test_records_that_cannot_be_listed_are_no_empty_store(store: Path, mode: int, kept: str) -> None:
    keep(store, kept)
    (store / "records").chmod(mode)
    words = edges.unreachable(Options(store, AS_OF), refused(store))
    assert "permission denied for this folder" in words.en
    assert "chmod u+rx" in words.vi
    assert str(store / "records") in words.vi


def test_records_that_cannot_be_listed_are_not_built_from(store: Path) -> None:
    (store / "records").chmod(0)
    for command in (["check"], ["status"], ["build", "--output", "site"]):
        done = run_bound(*command, cwd=store, CHIBO_LANG="en")
        assert (done.returncode, done.stdout) == (2, "")
        assert "permission denied" in done.stderr
    assert not (store / "site").exists()


@pytest.mark.parametrize("kept", [False, True])
def test_a_name_that_no_folder_can_have_is_no_empty_store(store: Path, kept: bool) -> None:
    keep(store, "tracked" if kept else "no")
    refused(store, "a" * 300)
    write(store, {"mkdocs.yml": f"site_name: A\nplugins:\n  - chibo: {{records: {'a' * 300}}}\n"})
    done = run("check", cwd=store)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Không có thư mục bản ghi" in done.stderr


def test_a_disk_that_fails_at_the_records_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def broken(at: Any) -> Any:
        if str(at) == str(store / "records"):
            raise OSError(errno.EIO, "x", str(at))
        return real(at)

    monkeypatch.setattr(os, "scandir", broken)
    words = edges.unreachable(Options(store, AS_OF), refused(store))
    assert "input/output error" in words.en
    assert "folder from a backup" in words.en


def told(root: Path) -> set[tuple[str, str]]:
    check(Options(root, AS_OF, jobs=1))  # what is imported on the way may lie where only root reaches
    with bound():
        return {(d.code, d.path) for d in check(Options(root, AS_OF, jobs=1)).diagnostics}


def said(root: Path, path: str) -> Diagnostic:
    with bound():
        (found,) = (d for d in check(Options(root, AS_OF, jobs=1)).diagnostics if d.path == path and d.code == "PA002")
    return found


# Each folder that is closed, and a reference to what may stand in it.
FOLDERS = [OTHER, CELL.rpartition("/")[0], MARCH.rpartition("/")[0], "records/van-quan/cells", OBSERVERS.rpartition("/")[0], f"{OTHER}/2024"]  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize("kept", ["no", "tracked"])
def test_a_closed_folder_is_the_one_thing_that_is_told(store: Path, folder: str, mode: int, kept: str) -> None:
    keep(store, kept)
    before = told(store)
    (store / folder).chmod(mode)
    assert told(store) - before == {("PA002", folder)}
    found = said(store, folder)
    assert found.message("vi").startswith(f"Không đọc được “{folder}”: không có quyền đọc thư mục này.")
    assert "chmod u+rx" in found.hint.vi
    assert "xóa" not in found.hint.vi
    assert (found.kind, found.severity, found.span.line) == ("invalid", "error", 1)
    (store / folder).chmod(0o755)
    assert told(store) == before


def test_everything_beside_a_closed_folder_is_checked(store: Path) -> None:
    write(store, {MARCH: "---\n", "records/van-quan/x.yml": ""})
    (store / OTHER).chmod(0o444)
    done = run_bound("check", "--format", "json", "--as-of", "2024-04-15", cwd=store)
    assert done.returncode == 1
    assert OTHER in {one["path"] for one in json.loads(done.stdout)["diagnostics"]}
    give(store)
    assert {("PA002", OTHER), ("YA001", MARCH), ("PA001", "records/van-quan/x.yml")} <= told(store)


def test_a_closed_district_and_rulebook(store: Path) -> None:
    keep(store, "no")
    for folder in ("records/van-quan", "records/rulebook"):
        (store / folder).chmod(0)
        assert ("PA002", folder) in told(store)
        (store / folder).chmod(0o755)


@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE])
def test_why_a_folder_cannot_be_listed(store: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    keep(store, "no")
    real = os.scandir

    def broken(at: Any) -> Any:
        if str(at).endswith("ban-b"):
            raise OSError(number, os.strerror(number), str(at))
        return real(at)

    monkeypatch.setattr(os, "scandir", broken)
    found = said(store, OTHER)
    assert os.strerror(number).lower() in found.message("en").lower()
    assert "from a backup" in found.hint.en


def test_a_folder_that_goes_while_it_is_listed_is_gone(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def gone(at: Any) -> Any:
        if str(at).endswith("ban-b"):
            shutil.rmtree(at)
        return real(at)

    monkeypatch.setattr(os, "scandir", gone)
    assert [e.path for e in WorkTree(store).entries() if e.path.startswith(OTHER)] == []


# A folder of new records that git passes over, as it is named in the store.
NEW = [f"{OTHER}", "records/van-quan/cells/bản ă", "records/van-quan/cells/'a': b", f"{OTHER}/2024", "records/moi", "records/van-quan/reviews"]  # fmt: skip


@pytest.mark.parametrize("folder", NEW)
@pytest.mark.parametrize("inside", ["", "kho", "kho/sổ's"])
def test_git_does_not_pass_over_a_closed_folder_of_new_records(store: Path, folder: str, inside: str) -> None:
    start(store)
    root = store / inside
    write(root, {path: text for path, text in USUAL.items() if not path.startswith(OTHER)})
    git(store, "add", "--", f"{inside or '.'}/records")
    git(store, "rm", "-rq", "--cached", "--ignore-unmatch", f"{inside or '.'}/{OTHER}")
    git(store, "commit", "--quiet", "--message", "x")
    write(root, {f"{folder}/x.yml": ""})
    give(store)
    (root / folder).chmod(0)
    with bound():
        changed = check_changes(Options(root, AS_OF, jobs=1), "HEAD").report.diagnostics
        assert state(root, "records") is None
    shown = folder.replace("'a': b", "'a")  # git's own words do not tell where such a name ends
    assert ("PA002", shown) in told(root)
    assert ("PA002", shown) in {(d.code, d.path) for d in changed}


def test_what_git_ignores_may_be_closed(store: Path) -> None:
    write(store, {".gitignore": "tam/\n", f"{OTHER}/tam/x": "", f"{OTHER}/.an/x": "", "khac/x": ""})
    keep(store, "tracked")
    before = told(store)
    for folder in (f"{OTHER}/tam", f"{OTHER}/.an", "khac"):
        (store / folder).chmod(0)
    assert told(store) == before


def test_a_folder_that_git_saw_go_is_gone() -> None:
    warned = b"warning: could not open directory 'kho/records/a/': No such file or directory\nwarning: could not open directory 'x/': Permission denied\n"
    ((name, error),) = unopened(warned, "kho/")
    assert (name, error.errno) == ("records/a", errno.ENOENT)
