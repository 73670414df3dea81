"""Small git repositories with fixed dates, for the tests of sources and histories."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *arguments: str, author: str = "2024-01-01T08:00:00+07:00", committer: str | None = None) -> str:
    """Run git with these dates; `committer` is the author's unless given."""
    dates = {"GIT_AUTHOR_DATE": author, "GIT_COMMITTER_DATE": committer or author}
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], env={**os.environ, **dates}, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def start(root: Path) -> None:
    """Make a repository."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")


def write(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def commit(root: Path, author: str = "2024-01-01T08:00:00+07:00", committer: str | None = None) -> str:
    """Commit everything on these dates; return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Ghi sổ", author=author, committer=committer)
    return git(root, "rev-parse", "HEAD")


def repository(root: Path, files: dict[str, str]) -> Path:
    """Make a repository with these files committed; return its folder."""
    start(root)
    write(root, files)
    commit(root)
    return root
