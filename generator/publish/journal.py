"""The redo journal: once it stands beside the output, the new site is decided; whoever finds it finishes it.

The files that change lie beside the output under numbers, on the disk before the journal is. Applying is renames and
removals, each harmless when done again; the manifest comes last, then the journal goes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publish import manifest
from generator.publish.folders import Folders, sync
from generator.publish.lock import undisturbed
from generator.publish.manifest import NAME
from generator.publish.trouble import at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = "chibo.journal/1"


@dataclass(frozen=True)
class Journal:
    """What is left to do.

    Attributes:
        before: SHA-256 of the manifest that is replaced; empty where there is none.
        after: SHA-256 of the new manifest.
        moves: number of a staged file, and the path it goes to; without the manifest, which is `manifest.json`.
        first: files (with their SHA-256) in the way of a folder or in a folder in the way of a file: removed first.
        last: files (with their SHA-256) that go.
        folders: folders that nothing needs any more, the deepest first.
    """

    before: str
    after: str
    moves: list[tuple[int, str]]
    first: list[tuple[str, str]]
    last: list[tuple[str, str]]
    folders: list[str]


def journal_file(output: Path) -> Path:
    """Where the journal of an output folder lies."""
    return output.parent / f".{output.name}.journal"


def staged(output: Path) -> Path:
    """Where the files lie that the journal moves, each under its number."""
    return output.parent / f".{output.name}.new"


def part(output: Path) -> Path:
    """Where the journal is written before it counts."""
    return output.parent / f".{output.name}.journal-part"


def write(output: Path, journal: Journal) -> None:
    """Put the journal in its place: from here on the new site is decided. Errors: OSError."""
    fields = {"schema": SCHEMA, **journal.__dict__}
    written, target = part(output), journal_file(output)
    with at(written):
        with open(written, "wb") as stream:
            stream.write(json.dumps(fields, ensure_ascii=False).encode())
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(written, target)
    try:
        sync(output.parent)
    except OSError:
        with suppress(OSError):
            os.unlink(target)
        raise


def read(output: Path) -> Journal | None:
    """The journal that stands beside an output folder; None where there is none that can be read. Errors: OSError."""
    path = journal_file(output)
    try:
        with at(path):
            data = path.read_bytes()
        fields = json.loads(data)
        if fields.pop("schema") != SCHEMA:
            return None
        journal = Journal(**fields)
        numbers = [number for number, _ in journal.moves]
        if not all(map(manifest.is_plain, _paths(journal))) or any(type(number) is not int for number in numbers):
            return None
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return journal


def _paths(journal: Journal) -> Iterator[str]:
    yield from (path for _, path in journal.moves)
    yield from (path for path, _ in (*journal.first, *journal.last))
    yield from journal.folders


def finish(output: Path) -> bool:
    """Finish a journal that an ended run has left; True where there was one.

    One that belongs to another site than what stands there now is dropped; a file that is no journal is left alone.
    Errors: OSError.
    """
    journal = read(output)
    if journal is None:
        return False
    if output.is_dir() and not output.is_symlink() and _belongs(journal, output):
        apply(journal, output, again=True)
        return True
    _clear(output)
    return False


def _belongs(journal: Journal, output: Path) -> bool:
    known = manifest.read(output)
    there = hashlib.sha256(known[0]).hexdigest() if known is not None else ""
    return there in {journal.before, journal.after}


def apply(journal: Journal, output: Path, *, again: bool = False) -> None:
    """Do what the journal says, then remove it; a signal waits until it is done.

    With `again`, moves done are passed over, and a file that has changed since is not removed. Errors: OSError.
    """
    with undisturbed():
        source = staged(output)
        with Folders(output) as folders:
            _remove(folders, journal.first, again=again)
            _remove_folders(folders, journal.folders)
            for number, path in journal.moves:
                _move(folders, source / str(number), path, again=again)
            _remove(folders, journal.last, again=again)
            _remove_folders(folders, journal.folders)
            if again:  # what the ended run did may not be on the disk yet
                folders.touched |= manifest.folders_of(dict.fromkeys(_paths(journal))) | {""}
            folders.settle()
            _move(folders, source / NAME, NAME, again=again)
            folders.settle()
        _clear(output)


def _move(folders: Folders, source: Path, path: str, *, again: bool) -> None:
    if not again or os.path.lexists(source):
        folders.take(source, path)


def _remove(folders: Folders, files: list[tuple[str, str]], *, again: bool) -> None:
    for path, sha256 in files:
        if not again or _is_still(folders.top / path, sha256):
            folders.remove(path)


def _remove_folders(folders: Folders, paths: list[str]) -> None:
    for path in paths:
        folders.remove_folder(path)


def _is_still(path: Path, sha256: str) -> bool:
    return not path.is_symlink() and path.is_file() and manifest.hash_of(path) == sha256


def _clear(output: Path) -> None:
    """Remove the journal and what it no longer needs, the journal first."""
    path = journal_file(output)
    with at(path):
        if os.path.lexists(path):
            os.unlink(path)
            with suppress(OSError):  # should it come back after a power cut, it is only done again
                sync(output.parent)
    shutil.rmtree(staged(output), ignore_errors=True)
