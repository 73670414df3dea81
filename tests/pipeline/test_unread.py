"""A record that cannot be read is an error that names it, and stops the site like any other that cannot be counted."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from generator.pipeline import Options, check, check_changes
from tests.store.git import commit, git, start
from tests.support import AS_OF, CELL, DISTRICT, MARCH, MEMBERS, USUAL, write

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

RULES = next(path for path in USUAL if path.startswith("records/rulebook/"))
FILES = [MARCH, MEMBERS, CELL, DISTRICT, RULES]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "kho"
    start(root)
    write(root, USUAL)
    commit(root)
    return root


def invalid(options: Options) -> list[Diagnostic]:
    return [d for d in check(options).diagnostics if d.kind == "invalid"]


def test_the_store_is_fine(store: Path) -> None:
    assert invalid(Options(store, AS_OF, jobs=1)) == []


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
@pytest.mark.parametrize("since", [None, "HEAD"])
def test_a_file_that_cannot_be_opened(
    store: Path, monkeypatch: pytest.MonkeyPatch, path: str, number: int, since: str | None
) -> None:
    real = os.open

    def broken(place: Any, *more: Any, **others: Any) -> int:
        if str(place).endswith(path):
            raise OSError(number, os.strerror(number))
        return real(place, *more, **others)

    with (store / path).open("a") as file:
        file.write("\n")
    monkeypatch.setattr(os, "open", broken)
    options = Options(store, AS_OF, jobs=1)
    told = check_changes(options, since).report.diagnostics if since else check(options).diagnostics
    found = [d for d in told if d.kind == "invalid"]
    assert [(d.code, d.path, d.severity, d.span.line, d.span.column) for d in found] == [("PA002", path, "error", 1, 1)]
    assert path in found[0].message("vi")
    assert found[0].hint.en


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_goes_after_it_was_listed(store: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    real = os.open
    monkeypatch.setattr(os, "open", lambda place, *more: real(place.replace(path, "none"), *more))
    assert [(d.code, d.path) for d in invalid(Options(store, AS_OF, jobs=1))] == [("PA002", path)]


@pytest.mark.parametrize("path", FILES)
def test_a_blob_that_a_revision_lacks(store: Path, path: str) -> None:
    name = git(store, "rev-parse", f"HEAD:{path}")
    (store / ".git" / "objects" / name[:2] / name[2:]).unlink()
    found = invalid(Options(store, AS_OF, jobs=1, revision="HEAD"))
    assert [(d.code, d.path) for d in found] == [("PA002", path)]
    assert "git" in found[0].message("vi")


def test_a_linked_cell_is_named_once_and_nothing_behind_it(store: Path, tmp_path: Path) -> None:
    folder = CELL.rpartition("/")[0]
    (store / folder).rename(tmp_path / "outside")
    (tmp_path / "outside" / "x.txt").write_text("secret")
    (store / folder).symlink_to(tmp_path / "outside")
    options = Options(store, AS_OF, jobs=1)
    for told in (check(options).diagnostics, check_changes(options, "HEAD").report.diagnostics):
        assert [(d.code, d.path) for d in told if d.path.startswith(folder)] == [("PA002", folder)]
