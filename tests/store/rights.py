"""Folders that may not be looked into, for those who run the tests as root, too."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextlib.contextmanager
def bound() -> Iterator[None]:
    """Do something as a user whom rights bind: root is nobody in particular for that time."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def place() -> Iterator[Path]:
    """A new folder that such a user can reach; what stands in it is opened again and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="chibo-"))
    try:
        yield folder
    finally:
        for here, folders, _ in os.walk(folder):
            for name in folders:
                if not (Path(here) / name).is_symlink():
                    (Path(here) / name).chmod(0o755)
        shutil.rmtree(folder)


def give(folder: Path) -> None:
    """Make a folder and all in it the own of the user whom rights bind."""
    if os.geteuid() == 0:
        for here, _, files in os.walk(folder):
            for path in (here, *(f"{here}/{name}" for name in files)):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def run_bound(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `chibo` with no more rights than those of files and folders give."""
    ahead = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    if ahead and shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv to do with less")
    command = [*ahead, sys.executable, "-m", "generator", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(command, cwd=cwd, env=environment, text=True, capture_output=True, check=False)
