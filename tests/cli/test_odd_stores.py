"""Stores that lie in git in an unusual way: a clear refusal, or the record named, never silence."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ROOT, run
from tests.store.git import commit, git, start
from tests.support import CELL, MARCH, USUAL, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "kho"
    start(root)
    write(root, {**USUAL, "mkdocs.yml": "site_name: A\nplugins: [chibo]\n", "docs/index.md": "# A\n"})
    commit(root)
    return root


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    "command", [["check", "--rev", "HEAD"], ["build", "--rev", "HEAD", "--output", "x"], ["check"]]
)
def test_a_bare_repository_is_refused_by_name(store: Path, tmp_path: Path, command: list[str], inside: bool) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(store), "x.git")
    bare = tmp_path / "x.git"
    asked = command if inside else [*command, "--store", str(bare)]
    done = run(*asked, cwd=bare if inside else tmp_path, CHIBO_LANG="en")
    assert done.returncode == 2
    assert "bare repository" in done.stderr
    assert "git worktree add" in done.stderr


def test_any_other_folder_is_not_called_bare(tmp_path: Path) -> None:
    done = run("check", "--store", str(tmp_path), cwd=tmp_path, CHIBO_LANG="en")
    assert done.returncode == 2
    assert "No store" in done.stderr


def test_a_work_tree_of_a_bare_repository_is_a_store(store: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(store), "x.git")
    git(tmp_path / "x.git", "worktree", "add", "-q", str(tmp_path / "lay"), "HEAD")
    done = run("check", "--kind", "invalid", "--as-of", "2024-06-15", cwd=tmp_path / "lay")
    assert done.returncode == 0, done.stdout


def test_a_file_that_a_sparse_checkout_leaves_out_is_not_deleted(store: Path) -> None:
    git(store, "sparse-checkout", "set", "--no-cone", "/*", f"!/{MARCH}", f"!/{CELL}")
    assert not (store / MARCH).exists()
    done = run("check", "--kind", "invalid", "--lang", "en", "--as-of", "2024-06-15", cwd=store)
    assert done.returncode == 1
    for path in (MARCH, CELL):
        assert f"{path}:1:1" in done.stdout
    assert "sparse-checkout disable" in done.stdout
    since = run("check", "--changed-since", "HEAD", "--lang", "en", "--as-of", "2024-06-15", cwd=store)
    assert "Traceback" not in since.stderr
    (store / MARCH).parent.mkdir(parents=True, exist_ok=True)
    git(store, "sparse-checkout", "disable")
    assert run("check", "--kind", "invalid", "--as-of", "2024-06-15", cwd=store).returncode == 0


@pytest.mark.parametrize("path", [MARCH, CELL])
@pytest.mark.parametrize("where", [[], ["--rev", "HEAD"]])
def test_a_pointer_of_lfs_is_refused_by_name(store: Path, path: str, where: list[str]) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d' * 32}\nsize 12345\n"
    write(store, {path: pointer})
    commit(store)
    done = run("check", "--kind", "invalid", "--lang", "en", "--as-of", "2024-06-15", *where, cwd=store)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if line.startswith(f"{path}:1:1")]
    assert len(told) == 1
    assert "PA002" in told[0]
    assert "Git LFS" in told[0]
    assert "git lfs" in done.stdout.split(told[0])[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site_name: !ENV X\n", "!ENV"),
        ("plugins:\n  - chibo: {records: ../x}\n", "records"),
        ("#" + "x" * 300_000, "256 KiB"),
    ],
)
def test_settings_that_are_refused_end_the_command(store: Path, text: str, words: str) -> None:
    (store / "mkdocs.yml").write_text(text)
    for command in (["check"], ["build", "--output", "x"]):
        done = run(*command, cwd=store, CHIBO_LANG="en")
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", range(2))
def test_a_file_name_stops_no_check(store: Path, number: int) -> None:
    write(store, {f"records/van-quan/{('a' + chr(1) + 'b', chr(10))[number]}": "x"})
    commit(store)
    for command in (["check"], ["check", "--changed-since", "HEAD~0"], ["summary"], ["status"]):
        done = run(*command, "--as-of", "2024-06-15", cwd=store)
        assert done.returncode in {0, 1}, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "build", "build --output site", "status"])
def test_a_folder_that_is_gone_is_named(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"cd {gone} && rmdir {gone} && exec {sys.executable} -m generator {command}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], env=environment, text=True, capture_output=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert "đã bị xóa" in done.stderr
    assert "--store" in done.stderr


def test_the_store_may_be_named_before_the_command(store: Path, tmp_path: Path) -> None:
    asked = ["check", "--as-of", "2024-06-15", "--format", "json"]
    before = run("--store", str(store), *asked, cwd=tmp_path)
    assert before.stdout.startswith("{") or before.stdout.startswith("["), before.stderr
    assert before.stdout == run(*asked, "--store", str(store), cwd=tmp_path).stdout
    after_wins = run("--store", str(tmp_path / "x"), *asked, "--store", str(store), cwd=tmp_path)
    assert after_wins.stdout == before.stdout
