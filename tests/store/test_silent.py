"""A git that waits for ever holds up no command: what it waits for is told by name."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import Options, check, check_changes
from generator.store import git as gits
from generator.store.contents import state
from generator.store.source import Revision, SourceError, WorkTree
from generator.store.source import git as ask_git
from tests.site.conftest import run
from tests.store.git import commit, start
from tests.support import AS_OF, USUAL, write

if TYPE_CHECKING:
    from pathlib import Path

PIPES = [".gitignore", "records/.gitignore", "records/van-quan/cells/ban-a/.gitignore", ".git/HEAD", ".git/config", ".git/index", ".git/info/exclude", ".git/refs/heads/main"]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "kho"
    start(root)
    write(root, USUAL)
    commit(root)
    gits.of_the_user.cache_clear()
    return root


def pipe(place: Path) -> None:
    place.unlink(missing_ok=True)
    os.mkfifo(place)


@pytest.mark.parametrize("where", PIPES)
def test_a_pipe_that_git_waits_for_is_named(store: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setattr(gits, "SOON", 0.5)
    pipe(store / where)
    with pytest.raises(SourceError) as told:
        check(Options(store, AS_OF, jobs=1))
    assert (str(told.value), told.value.reason) == (where, gits.PIPE)


def test_pipes_above_the_store_and_in_what_is_compared(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gits, "SOON", 0.5)
    write(store / "trong", USUAL)
    pipe(store / ".gitignore")
    for act in (lambda: WorkTree(store / "trong").entries(), lambda: state(store / "trong", "records")):
        with pytest.raises(SourceError, match=r"\.\./\.gitignore"):
            act()
    with pytest.raises(SourceError):
        check_changes(Options(store, AS_OF, jobs=1), "HEAD")
    assert Revision(store, "HEAD").entries()


def test_an_index_that_is_a_pipe_is_not_waited_for(store: Path) -> None:
    pipe(store / ".git" / "index")
    assert state(store, "records") is None


@pytest.mark.parametrize("command", ["check", "status"])
def test_a_command_ends_in_time_and_says_why(store: Path, command: str) -> None:
    pipe(store / ".git" / "HEAD")
    done = run(command, cwd=store, CHIBO_LANG="en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“.git/HEAD” cannot be used: it is a pipe" in done.stderr
    assert "regular file" in done.stderr


def silent(folder: Path, monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\nread line\nexec sleep {seconds}\n")
    (folder / "git").chmod((folder / "git").stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_git_is_not_waited_for_without_end(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent(tmp_path / "bin", monkeypatch, "60")
    monkeypatch.setattr(gits, "SOON", 0.2)
    monkeypatch.setattr(gits, "LATE", 0.3)
    began = time.monotonic()
    with pytest.raises(SourceError) as told:
        ask_git(store, "cat-file", "--batch", stdin=b"x" * 1_000_000)
    assert told.value.reason == gits.SILENT
    assert time.monotonic() - began < 30


def test_git_that_is_slow_is_heard_to_its_end(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent(tmp_path / "bin", monkeypatch, "0.5; echo")
    (tmp_path / "bin" / "git").write_text("#!/bin/sh\nsleep 0.6\nexec wc -c\n")
    monkeypatch.setattr(gits, "SOON", 0.1)
    assert ask_git(store, "cat-file", "--batch", stdin=b"x" * 1_000_000) == b"1000000\n"
