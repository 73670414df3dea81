"""No command runs a program that the repository of a store names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import run
from tests.store.test_git import armed

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["armed"]  # a fixture


@pytest.mark.parametrize(
    "command",
    [
        ["check"], ["check", "--changed-since", "HEAD~1"], ["check", "--rev", "HEAD~1"], ["summary", "--changed-since", "HEAD~1"], ["status"],
        ["build", "--keep-going", "--profile", "internal"],
    ],
)  # fmt: skip
def test_the_mark_never_appears(armed: Path, tmp_path: Path, command: list[str]) -> None:
    done = run(*command, cwd=armed)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "marker").exists()
