"""The same records give the same bytes, site and exports, whatever the machine, the user and the disk are like."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.everywhere.surroundings import EACH, Surroundings, all_of, built, canary_store, named
from tests.incremental.edits import git
from tests.pipeline import big_store
from tests.site.conftest import copy_sample

if TYPE_CHECKING:
    from pathlib import Path

# Several at once, so that few builds see them all.
TOGETHER = {
    "a bare machine": (
        "zone ahead", "no UTF-8", "seed 77", "umask 077", "nobody's home", "no terminal", "times to come",
        "folders backwards", "1970", "optimised",
    ),
    "somebody else's": (
        "zone behind", "locale that is none", "seed 0", "umask 000", "no place for temporary files", "another place",
        "started elsewhere", "copied backwards", "2100", "eight processes", "another repository",
    ),
}  # fmt: skip
BIGGER_CELLS = 40


def of_sample(root: Path) -> Path:
    copy_sample(root)
    return _committed(root)


def of_years(root: Path) -> Path:
    """2,400 meetings of 40 cells."""
    big_store.write(root)
    for number in range(BIGGER_CELLS, big_store.CELLS):
        shutil.rmtree(root / big_store.cell(number))
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Sổ\n", encoding="utf-8")
    settings = f"site_name: Sổ\ntheme: {{name: chibo}}\nplugins:\n  - chibo: {{as_of: {big_store.AS_OF}}}\n"
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return _committed(root)


def _committed(root: Path) -> Path:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "kho")
    return root


STORES = {"canary": canary_store, "sample": of_sample, "years": of_years}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return canary_store(tmp_path_factory.mktemp("kho") / "so")


@pytest.fixture(scope="module")
def usual(small: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(small, tmp_path_factory.mktemp("thuong"), Surroundings(), "internal")


@pytest.mark.parametrize("name", TOGETHER)
def test_many_at_once_change_nothing(name: str, small: Path, usual: str, tmp_path: Path) -> None:
    assert built(small, tmp_path, all_of(*TOGETHER[name]), "internal") == usual


@pytest.mark.torture
@pytest.mark.parametrize("profile", ["internal", "public"])
@pytest.mark.parametrize("kind", STORES)
@pytest.mark.timeout(3600)
def test_each_alone_changes_nothing(kind: str, profile: str, tmp_path: Path) -> None:
    store = STORES[kind](tmp_path / "kho")
    names = {"": built(store, tmp_path / "0", Surroundings(), profile)}
    for number, (name, here) in enumerate(EACH.items(), 1):
        names[name] = built(store, tmp_path / str(number), here, profile)
        shutil.rmtree(tmp_path / str(number))
    assert [name for name, found in names.items() if found != names[""]] == []


def test_a_byte_and_a_mode_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "a" / "b"
    page.parent.mkdir(mode=0o755)
    page.write_bytes(b"1")
    page.chmod(0o644)
    before = named(tmp_path)
    page.write_bytes(b"2")
    assert named(tmp_path) != before
    page.chmod(0o600)
    with pytest.raises(AssertionError):
        named(tmp_path)
