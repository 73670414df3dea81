"""The store that the tests of this folder change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.incremental.edits import State, git
from tests.incremental.small import Small
from tests.site.conftest import copy_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A small store under git, with the observers and events of the sample."""
    root = copy_sample(tmp_path / "so")
    for cell in sorted(root.glob("records/*/cells/*"))[::3]:
        for file in sorted(cell.rglob("*"), reverse=True):
            file.unlink() if file.is_file() else file.rmdir()
        cell.rmdir()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "kho")
    return State(root, tmp_path / "site", {"--profile": "internal", "--as-of": "2026-01-15"})


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A store of two cells with names outside."""
    return Small(tmp_path)
