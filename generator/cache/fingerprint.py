"""What the program is: its own files, the libraries beside it and the interpreter. Another program shares no cache."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@functools.cache
def program() -> str:
    """The hash of everything of the program that a result may depend on."""
    digest = hashlib.sha256(sys.version.encode())
    for package in ("generator", "site_templates"):
        found = importlib.util.find_spec(package)
        folder = Path(found.origin).parent if found is not None and found.origin else Path()
        _add_folder(digest, str(folder))
        if package == "generator" and not (folder / "_handbook").is_dir():
            _add_folder(digest, str(folder.parent / "docs" / "handbook"))
    for name in sorted({name for folder in sys.path for name in _installed(folder)}):
        digest.update(f"{name}\0".encode())
    return digest.hexdigest()


def of_file(path: Path | str) -> str:
    """The hash of a file; `-` where it cannot be read, or is a pipe, a device or a folder: those are not waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return "-"
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return "-"
        with open(handle, "rb", closefd=False) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "-"
    finally:
        os.close(handle)


def of_folder(folder: str) -> str:
    """The hash of all files below a folder, by name and content; the same for a folder that is not there."""
    digest = hashlib.sha256()
    _add_folder(digest, folder)
    return digest.hexdigest()


def files_below(folder: str) -> Iterator[str]:
    """The path of every file below a folder, in one fixed order; none behind a link to a folder, none hidden away."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        yield from (f"{place}/{name}" for name in sorted(files))


def _add_folder(digest: hashlib._Hash, folder: str) -> None:
    for path in files_below(folder):
        digest.update(f"{os.path.relpath(path, folder)}\0{of_file(path)}\0".encode("utf-8", "surrogateescape"))


def _installed(folder: str) -> list[str]:
    """The libraries in a folder of the path: their names with their versions."""
    try:
        return [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []
