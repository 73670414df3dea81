"""However a store was got out of git, it is read in full or it is said what is lacking; no day is ever a wrong one."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.store.source import WorkTree
from generator.store.source import git as asked_git
from tests.site.conftest import tree
from tests.store.git import commit, git, start
from tests.support import CELL, FEBRUARY, JANUARY, MARCH, USUAL, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AS_OF = "2024-06-15"
STAMP = "2024-06-14"  # the last commit: the only one that a shallow clone has
CONFIG = "site_name: A\ntheme: {name: chibo}\nplugins:\n  - chibo: {profile: internal}\n"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose March was recorded late; its last commit touches one record."""
    root = tmp_path_factory.mktemp("goc") / "so"
    start(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    write(root, {**USUAL, "mkdocs.yml": CONFIG, "docs/index.md": "# A\n", MARCH: None})
    commit(root, "2024-01-02T08:00:00+07:00")
    write(root, {})
    commit(root, "2024-05-20T08:00:00+07:00")
    record = root / FEBRUARY
    record.write_text(record.read_text("utf-8") + "Thêm một dòng.\n", encoding="utf-8")
    commit(root, f"{STAMP}T08:00:00+07:00")
    return root


def checked(root: Path, *more: str) -> tuple[int, list[Any], str]:
    """The exit code of a check, what it finds, and what it says beside."""
    call = ["check", "--store", str(root), "--as-of", AS_OF, "--format", "json", "--no-cache", "--jobs", "1", *more]
    done = CliRunner().invoke(main, call)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    found = json.loads(done.stdout)["diagnostics"] if done.stdout else []
    return done.exit_code, [(d["code"], d["path"], d["line"], d["fingerprint"]) for d in found], done.stderr


def built(root: Path, output: Path) -> Path:
    call = ["build", "--store", str(root), "--output", str(output), "--as-of", AS_OF, "--no-cache", "--jobs", "1"]
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 0, done.output
    return output


def detached(origin: Path, folder: Path) -> Path:
    git(folder, "clone", "-q", str(origin), "so")
    git(folder / "so", "checkout", "-q", "--detach", "HEAD")
    return folder / "so"


def worktree(origin: Path, folder: Path) -> Path:
    git(folder, "clone", "-q", "--bare", str(origin), "so.git")
    git(folder / "so.git", "worktree", "add", "-q", "--detach", str(folder / "so"), "HEAD")
    return folder / "so"


def submodule(origin: Path, folder: Path) -> Path:
    start(folder / "ngoai")
    git(folder / "ngoai", "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(origin), "so")
    return folder / "ngoai" / "so"


def below(origin: Path, folder: Path) -> Path:
    """The store as a folder of another repository, with its history."""
    git(folder, "clone", "-q", str(origin), "ngoai")
    root = folder / "ngoai"
    git(root, "config", "user.name", "x")
    for path in [path for path in root.iterdir() if path.name != ".git"]:
        (root / "trong").mkdir(exist_ok=True)
        git(root, "mv", path.name, "trong/")
    commit(root, f"{STAMP}T09:00:00+07:00")
    return root / "trong"


def deep(origin: Path, folder: Path) -> Path:
    """A shallow clone that was filled up afterwards."""
    git(folder, "clone", "-q", "--depth", "1", origin.as_uri(), "so")
    git(folder / "so", "fetch", "-q", "--unshallow")
    return folder / "so"


def lent(origin: Path, folder: Path) -> Path:
    """A clone that has its objects elsewhere."""
    git(folder, "clone", "-q", "--shared", str(origin), "so")
    return folder / "so"


@pytest.mark.parametrize("get", [detached, worktree, submodule, deep, lent])
def test_a_whole_checkout_tells_what_the_first_one_does(
    origin: Path, tmp_path: Path, get: Callable[[Path, Path], Path]
) -> None:
    expected = checked(origin)
    assert "ME107" in {code for code, *_ in expected[1]}
    root = get(origin, tmp_path)
    assert checked(root) == expected
    assert checked(root, "--rev", "HEAD") == expected
    assert WorkTree(root).history() == WorkTree(origin).history()


def test_no_record_is_called_late_where_the_whole_store_was_moved(origin: Path, tmp_path: Path) -> None:
    root = below(origin, tmp_path)
    found = checked(root)
    assert found == checked(root, "--rev", "HEAD")
    assert found[1] == [one for one in checked(origin)[1] if one[0] != "ME107"]


def shallow(origin: Path, folder: Path) -> Path:
    git(folder, "clone", "-q", "--depth", "1", origin.as_uri(), "so")
    return folder / "so"


def shallow_since(origin: Path, folder: Path) -> Path:
    git(folder, "clone", "-q", "--shallow-since", "2024-05-01", origin.as_uri(), "so")
    return folder / "so"


def without_trees(origin: Path, folder: Path) -> Path:
    git(folder, "clone", "-q", "--filter=tree:0", origin.as_uri(), "so")
    git(folder / "so", "remote", "set-url", "origin", "https://khong-co.example.invalid/so")
    return folder / "so"


def without_git(origin: Path, folder: Path) -> Path:
    shutil.copytree(origin, folder / "so", ignore=shutil.ignore_patterns(".git"))
    return folder / "so"


@pytest.mark.parametrize("get", [shallow, shallow_since, without_trees, without_git])
def test_where_history_is_lacking_no_day_is_told(
    origin: Path, tmp_path: Path, get: Callable[[Path, Path], Path]
) -> None:
    root = get(origin, tmp_path)
    whole = checked(origin)[1]
    assert any(code == "ME107" and path == MARCH for code, path, *_ in whole), "March was recorded late"
    assert checked(root)[1] == [one for one in whole if one[0] != "ME107"]
    history = WorkTree(root).history()
    assert (history.first, history.last, history.start) == ({}, {}, None)


@pytest.mark.parametrize("get", [shallow, shallow_since, without_trees])
@pytest.mark.parametrize("since", [(), ("--changed-since", "HEAD")])
def test_lacking_history_is_told_once_and_refused_where_it_is_required(
    origin: Path, tmp_path: Path, get: Callable[[Path, Path], Path], since: tuple[str, ...]
) -> None:
    root = get(origin, tmp_path)
    for format_ in ("text", "json"):
        done = CliRunner().invoke(main, ["check", "--store", str(root), "--as-of", AS_OF, "--format", format_, *since])
        assert done.output.count("chưa biết ngày ghi nào") == 1, format_
    done = CliRunner().invoke(main, ["check", "--store", str(root), "--require-history", *since])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "chưa biết ngày ghi nào" in done.stderr
    call = ["build", "--store", str(root), "--output", str(tmp_path / "trang"), "--require-history"]
    done = CliRunner().invoke(main, call)
    assert (done.exit_code, (tmp_path / "trang").exists()) == (2, False)


def test_a_folder_without_git_is_told_nothing_but_where_history_is_required(origin: Path, tmp_path: Path) -> None:
    root = without_git(origin, tmp_path)
    assert "ngày ghi" not in CliRunner().invoke(main, ["check", "--store", str(root), "--as-of", AS_OF]).output
    done = CliRunner().invoke(main, ["check", "--store", str(root), "--require-history"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "không nằm trong kho git" in done.stderr


def test_a_whole_history_is_all_that_is_required(origin: Path, tmp_path: Path) -> None:
    assert checked(origin, "--require-history") == checked(origin)
    root = tmp_path / "moi"
    start(root)
    write(root, {**USUAL, "mkdocs.yml": CONFIG})
    done = CliRunner().invoke(main, ["check", "--store", str(root), "--require-history"])
    assert (done.exit_code, done.stdout) == (2, ""), "nothing was committed yet"


def told_days(site: Path) -> set[str]:
    """The days on which something was committed, wherever the site tells one of them."""
    text = b"".join(path.read_bytes() for path in site.rglob("*") if path.suffix in {".html", ".atom", ".csv", ".json"})
    return set(re.findall("2024-06-14|2024-05-20|14/6/2024|14/06/2024|20/5/2024|20/05/2024", text.decode()))


def test_a_site_of_a_shallow_clone_tells_no_day_of_a_commit(origin: Path, tmp_path: Path) -> None:
    assert told_days(built(origin, tmp_path / "du"))
    assert told_days(built(shallow(origin, tmp_path), tmp_path / "nong")) == set()


@pytest.mark.torture
def test_a_site_of_a_shallow_clone_is_that_of_a_folder_without_git(origin: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one = built(shallow(origin, tmp_path), tmp_path / "nong")
    other = built(without_git(origin, tmp_path / "a"), tmp_path / "khong")
    assert tree(one) == tree(other)


def test_a_grafted_history_gives_no_other_day(origin: Path, tmp_path: Path) -> None:
    root = detached(origin, tmp_path)
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(git(root, "rev-parse", "HEAD") + "\n", encoding="utf-8")
    assert WorkTree(root).history() == WorkTree(origin).history()
    git(root, "replace", "--graft", "HEAD")
    assert WorkTree(root).history() == WorkTree(origin).history()


def test_a_partial_clone_names_each_record_that_it_lacks(origin: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", origin.as_uri(), "so")
    root = tmp_path / "so"
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/records/van-quan/cells/ban-a/2024/")
    git(root, "checkout", "-q")
    code, found, said = checked(root, "--rev", "HEAD")
    assert code == 1
    assert {path for code, path, *_ in found if code == "PA002"} == {JANUARY, FEBRUARY, MARCH}
    assert "Traceback" not in said
    assert asked_git(root, "cat-file", "-e", f"HEAD:{JANUARY}") is None, "nothing was fetched"
    assert {path for code, path, *_ in checked(root)[1] if code == "PA002"} == {JANUARY, FEBRUARY, MARCH}


def test_a_lost_blob_is_named_and_the_rest_is_read(origin: Path, tmp_path: Path) -> None:
    root = detached(origin, tmp_path)
    blob = git(root, "rev-parse", f"HEAD:{CELL}")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    code, found, _ = checked(root, "--rev", "HEAD")
    assert code == 1
    assert [path for code, path, *_ in found if code == "PA002"] == [CELL]
