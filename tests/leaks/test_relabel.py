"""Who the members are changes no byte of a public build, whatever they are called, when they joined, how they are listed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator import mkdocs_site
from tests.incremental.edits import git
from tests.leaks import canary
from tests.leaks.mutants import MUTANTS
from tests.leaks.relabel import relabel
from tests.site.conftest import copy_sample, tree

if TYPE_CHECKING:
    from pathlib import Path


def public(store: Path, output: Path, **how: bool) -> dict[str, str]:
    """Commit a store and build it for the public."""
    shutil.rmtree(store / ".git", ignore_errors=True)
    git(store, "init", "-q")
    git(store, "add", "-A")
    git(store, "commit", "-q", "-m", "kho", "--date", "2024-04-01T00:00:00Z")
    mkdocs_site.build(store, output, {"profile": "public", "jobs": 1, **how}, None, cache=False)
    return tree(output)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-04-01T00:00:00Z")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("canary") / "so"
    canary.write(root)
    return root


def other(store: Path, folder: Path, seed: int) -> Path:
    root = folder / "khac"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(store, root)
    gone = relabel(root, seed)
    assert gone
    return root


def test_other_members_give_the_same_public_site(store: Path, tmp_path: Path) -> None:
    before = public(store, tmp_path / "mot")
    assert public(other(store, tmp_path, 0), tmp_path / "hai") == before


@pytest.mark.torture
def test_a_site_that_told_of_them_would_be_another(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    MUTANTS["people in the index"](monkeypatch)
    monkeypatch.setattr("generator.pipeline.refuse_leaks", lambda *_given: None)
    assert public(store, tmp_path / "mot") != public(other(store, tmp_path, 1), tmp_path / "hai")


def test_everybody_is_somebody_else(store: Path, tmp_path: Path) -> None:
    root = other(store, tmp_path, 3)
    cell = root / canary.CELL
    rows = (cell / "members.yml").read_text("utf-8")
    assert [id_ for id_ in canary.IDS if any(id_ in path.read_text("utf-8") for path in cell.rglob("*.md"))] == [
        canary.IDS[5]
    ]  # in an address, which names nobody
    assert not any(id_ in rows for id_ in canary.IDS)
    assert "1971-03-09" not in rows
    every = "".join(path.read_text("utf-8") for path in cell.rglob("*.*"))
    assert not any(name in every for name in canary.NAMES)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_other_members_of_the_sample_give_the_same_public_site(tmp_path: Path) -> None:
    store = copy_sample(tmp_path / "mau")
    before = public(store, tmp_path / "mot")
    for seed in range(20):
        assert public(other(store, tmp_path, seed), tmp_path / "hai") == before
