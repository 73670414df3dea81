"""What a run reads beside the records: the settings and the handbook of a store, and names that are kept outside.

They are looked at before anything reads them and once more at the end: what moved meanwhile is in neither state.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cache.fingerprint import files_below, of_file
from generator.store import vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Moment = tuple[tuple[int, int, int, int] | None, ...]


class Seen(NamedTuple):
    """Some files at one moment: `name` is the same for the same content; equal ones were left alone in between."""

    name: str
    moment: Moment


def texts(root: Path) -> Seen:
    """The settings of a store and everything below its `docs/`."""
    return _seen([f"{root}/mkdocs.yml", *files_below(f"{root}/docs")], str(root), of_file)


def names(folder: str) -> Seen:
    """All that is read of the names in a folder outside, with the key that is given; an empty path: there is none."""
    if not folder:
        return Seen("", ())
    found = _seen(vault.places(folder), folder, vault.fingerprint_of)
    return Seen(f"{found.name} {vault.key_fingerprint()}", found.moment + moment(vault.key_places()))


def moment(paths: Iterable[str]) -> Moment:
    """How files stand, those behind links too; another one for a file that was written, came or went."""
    return tuple(_mark(path) for path in paths)


def _mark(path: str) -> tuple[int, int, int, int] | None:
    try:
        known = Path(path).stat()
    except (OSError, ValueError):
        return None
    return known.st_size, known.st_ino, known.st_mtime_ns, known.st_ctime_ns


def _seen(paths: list[str], top: str, name_of: Callable[[str], str]) -> Seen:
    before, digest = moment(paths), hashlib.sha256()
    for path in paths:
        digest.update(f"{os.path.relpath(path, top)}\0{name_of(path)}\0".encode("utf-8", "surrogateescape"))
    return Seen(digest.hexdigest(), before)
