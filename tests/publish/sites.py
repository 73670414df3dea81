"""Two small sites, and the publisher called as the commands call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.publish import generations, journal, manifest, place, publisher

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publish.faults import Site

# A file changes, one stays, one comes, one goes, a folder goes, a file becomes a folder and a folder a file.
OLD: Site = {
    "index.html": "old", "same/index.html": "same", "changed/index.html": "old", "gone/deep/index.html": "gone",
    "file": "a file", "folder/inside.txt": "inside", "data/v1/index.json": "{}",
}  # fmt: skip
NEW: Site = {
    "index.html": "new and longer", "same/index.html": "same", "changed/index.html": "new", "come/deep/index.html": "come",
    "file/inside.txt": "a folder now", "folder": "a file now", "data/v1/index.json": "{}",
}  # fmt: skip


def entries(site: Site) -> dict[str, manifest.Entry]:
    return {path: manifest.entry_of(text.encode()) for path, text in site.items()}


def publish(output: Path, site: Site, *, only: set[str] | None = None, generation: bool = False) -> publisher.Outcome:
    files = [(path, text.encode()) for path, text in site.items() if only is None or path in only]
    with place.held(output):
        if generation:
            return generations.publish(files, entries(site), output)
        return publisher.publish(files, entries(site), output)


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode and times of everything below a folder, itself too."""
    known = {str(path): path.lstat() for path in [folder, *folder.rglob("*")]}
    return {path: (one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for path, one in known.items()}


def wait_with_journal(site: Path, new: Site = NEW) -> None:
    """Publish up to the moment at which all is decided and nothing done."""
    patch = pytest.MonkeyPatch()
    patch.setattr(journal, "apply", lambda *_: None)
    patch.setattr(place, "_tidy", lambda *_: None)
    publish(site, new)
    patch.undo()
    assert journal.journal_file(site).is_file()
