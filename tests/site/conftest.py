"""Copies of the sample to build and to break, and what a built folder holds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
ONE_CELL = "xa-van-son/cells/thon-na-vi"


def run(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `chibo` as a user would, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def chibo() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command in a process of its own."""
    return run


def copy_sample(target: Path) -> Path:
    """Copy the sample, without the program around it."""
    shutil.copytree(ROOT / "records", target / "records")
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    (target / "docs").mkdir()
    (target / "docs" / "index.md").write_text("# Sổ\n", encoding="utf-8")
    return target


@pytest.fixture
def small_store(tmp_path: Path) -> Path:
    """A copy of the sample, to be changed freely."""
    return copy_sample(tmp_path / "store")


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample, built once in the internal profile."""
    store = copy_sample(tmp_path_factory.mktemp("sample") / "store")
    done = run("build", "--output", "site", cwd=store)
    assert done.returncode == 0, done.stdout + done.stderr
    return store / "site"


@pytest.fixture(scope="session")
def built_public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample, built once in the public profile."""
    store = copy_sample(tmp_path_factory.mktemp("public") / "store")
    done = run("build", "--profile", "public", "--output", "site", cwd=store)
    assert done.returncode == 0, done.stdout + done.stderr
    return store / "site"
