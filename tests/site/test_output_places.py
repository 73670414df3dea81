"""Where a site may be put: behind a link as well as anywhere, and never among what a store is made of."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store without cells."""
    store = tmp_path / "store"
    (store / "docs").mkdir(parents=True)
    (store / "docs/index.md").write_text("# x\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", store / "mkdocs.yml")
    shutil.copytree(ROOT / "records/rulebook", store / "records/rulebook")
    return store


def test_a_site_is_put_behind_a_link_and_both_spellings_are_one_place(store: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to("real")
    for more, name in (((), "plain"), (("--generations",), "whole")):
        for folder, day in (("link", "2026-01-14"), ("real", "2026-01-15")):
            done = run("build", *more, "--as-of", day, "--output", str(tmp_path / folder / name), cwd=store)
            assert done.returncode == 0, done.stderr
    assert run("verify", "--output", str(tmp_path / "link/plain"), cwd=store).returncode == 0
    assert {path.name for path in real.iterdir()} == {"plain", "whole", "whole.d"}
    assert {path.name for path in (real / "whole.d").iterdir()} == {"1", "2"}
    done = run("rollback", "--output", str(tmp_path / "link/whole"), cwd=store)
    assert done.returncode == 0, done.stderr


def test_a_store_named_by_a_link_may_hold_its_site(store: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("store")
    done = run("build", "--store", "link", "--output", "link/site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("verify", cwd=store).returncode == 0
