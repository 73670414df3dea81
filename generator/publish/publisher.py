"""The site put in its place, file by file: only what differs is written; a crash leaves the old site or the new.

What differs is written beside the output and made safe, then the journal decides, then it is applied. A whole build
hands over every file; one that knows what changed hands over that, with the manifest of all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish import journal, manifest, place
from generator.publish.folders import Folders, settle, sync
from generator.publish.journal import Journal
from generator.publish.manifest import NAME
from generator.publish.present import Present
from generator.publish.trouble import NotPublished, at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.publish.manifest import Entry
    from generator.publish.stage import Stage

    File = tuple[str, bytes | Path]


@dataclass(frozen=True)
class Outcome:
    """What a publication did.

    Attributes:
        written: how many files were new or had other bytes.
        removed: how many went.
    """

    written: int
    removed: int


class Incomplete(NotPublished):
    """A file that was not handed over is not in the output as the manifest wants it: only a whole build mends that."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Text(
                f"{path}: tệp đang có không đúng manifest; phải dựng lại toàn bộ.",
                f"{path}: the file that stands there is not as the manifest says; a whole build is needed.",
            )
        )
        self.path = path


def files_of(stage: Path) -> tuple[list[File], dict[str, Entry]]:
    """Every file of a finished stage, and its manifest: the one it holds if that fits, else made here.

    Errors: NotPublished where the stage holds what is never published, OSError.
    """
    present = Present.of(stage)
    present.tree.refuse_odd(stage)
    paths = present.tree.files.keys() - {NAME}
    fits = present.files.keys() == paths and all(
        present.tree.files[path].st_size == entry.size for path, entry in present.files.items()
    )
    files = dict(present.files) if fits else manifest.of_folder(stage)
    return [(path, stage / path) for path in sorted(files)], files


def staged(stage: Stage) -> tuple[list[File], dict[str, Entry]]:
    """The files that a stage holds, and the manifest of all that belongs to it. Errors: OSError."""
    return [
        (path, stage.root / path) for path in sorted(manifest.scan(stage.root).files) if path != NAME
    ], stage.entries


def publish(files: Iterable[File], new: Mapping[str, Entry], output: Path, present: Present | None = None) -> Outcome:
    """Make an output exactly what a manifest says; its lock is held by the caller.

    Args:
        files: paths with bytes, or with a staged file of the same file system, which is moved; at least what changed.
        new: the manifest of the whole site. What is not in it goes.
        output: the folder. It is made, or is a site of ours, or is refused.
        present: what stands there, if that was looked at just now.

    Errors: Incomplete where a file was not handed over and is not there; NotPublished; OSError. The old site stands
    then, or a journal that the next command finishes.
    """
    present = present or place.refuse(output, generations=False)
    staged = journal.staged(output)
    with at(staged):
        staged.mkdir()
    if present is None:
        written = compose(staged, files, new, None)
        _place(staged, output)
        return Outcome(written, 0)
    moves = _stage(staged, files, new, present)
    data = manifest.render(new)
    plan = _plan(moves, new, data, present)
    removed = len(plan.first) + len(plan.last)
    if moves or removed or plan.folders or plan.before != plan.after:
        with Folders(staged) as folders:
            folders.write(NAME, data)
        settle([staged, *(staged / name for name in os.listdir(staged))], staged)
        journal.write(output, plan)
        journal.apply(plan, output)
    return Outcome(len(moves), removed)


def adopt(stage: Path, new: Mapping[str, Entry], output: Path) -> Outcome:
    """Make a whole stage the output where no site stands yet: one rename, whatever its size.

    The stage holds exactly the files of the manifest, on the file system of the output. Errors as of `publish`.
    """
    with at(stage):
        (stage / NAME).write_bytes(manifest.render(new))
        tree, needed = manifest.scan(stage), manifest.folders_of(new)
        for path in sorted(tree.folders - needed, reverse=True):
            os.rmdir(stage / path)
        for path in (path for path, known in tree.files.items() if stat.S_IMODE(known.st_mode) != 0o644):
            os.chmod(stage / path, 0o644)
        for path in ("", *needed):
            if stat.S_IMODE(os.lstat(stage / path).st_mode) != 0o755:
                os.chmod(stage / path, 0o755)  # noqa: S103 - a site is there to be read
    settle([stage, *_below(stage, new)], stage)
    _place(stage, output)
    return Outcome(len(new), 0)


def _place(folder: Path, output: Path) -> None:
    """Give a whole folder the name of the output, for good or not at all. Errors: OSError."""
    with at(output):
        os.rename(folder, output)
    try:
        sync(output.parent)
    except OSError:
        with suppress(OSError):
            os.rename(output, folder)
        raise


def compose(folder: Path, files: Iterable[File], new: Mapping[str, Entry], present: Present | None) -> int:
    """Make a whole site in an empty folder, on the disk when it returns; the number of files that another site lacks.

    What `present` has already is linked, not written again. Errors: Incomplete, OSError.
    """
    written = 0
    handed = set()
    with Folders(folder) as folders:
        for path, source in files:
            handed.add(path)
            if present is not None and present.has(path, new[path]):
                folders.link(present.top / path, path)
            else:
                _put(folders, source, path)
                written += 1
        for path in new.keys() - handed:
            if present is None or not present.vouches(path, new[path]):
                raise Incomplete(path)
            folders.link(present.top / path, path)
        folders.write(NAME, manifest.render(new))
        with at(folder):
            os.chmod(folder, 0o755)  # noqa: S103 - a site is there to be read
    settle([folder, *_below(folder, new)], folder)
    return written


def _below(folder: Path, new: Mapping[str, Entry]) -> Iterator[Path]:
    for path in (*new, NAME, *manifest.folders_of(new)):
        yield folder / path


def _stage(staged: Path, files: Iterable[File], new: Mapping[str, Entry], present: Present) -> list[tuple[int, str]]:
    """Put what differs beside the output, each under its number; pages come after what they show."""
    moves: list[tuple[int, str]] = []
    handed = set()
    with Folders(staged) as folders:
        for path, source in files:
            handed.add(path)
            if not present.has(path, new[path]):
                _put(folders, source, str(len(moves)))
                moves.append((len(moves), path))
    for path in sorted(new.keys() - handed):
        if not present.vouches(path, new[path]):
            raise Incomplete(path)
    return sorted(moves, key=lambda move: (move[1].endswith(".html"), move[1]))


def _put(folders: Folders, source: bytes | Path, path: str) -> None:
    if isinstance(source, bytes):
        folders.write(path, source)
        return
    with at(source):
        if stat.S_IMODE(os.lstat(source).st_mode) != 0o644:
            os.chmod(source, 0o644)
    try:
        folders.take(source, path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with at(source):
            data = source.read_bytes()
        folders.write(path, data)


def _plan(moves: list[tuple[int, str]], new: Mapping[str, Entry], data: bytes, present: Present) -> Journal:
    wanted = {*new, NAME}
    needed = manifest.folders_of(new)
    first: list[tuple[str, str]] = []
    last: list[tuple[str, str]] = []
    for path in sorted(present.tree.files.keys() - wanted):
        in_the_way = path in needed or not wanted.isdisjoint(manifest.folders_of({path: None}))
        (first if in_the_way else last).append((path, manifest.hash_of(f"{present.top}/{path}")))
    return Journal(
        before=hashlib.sha256(present.data).hexdigest() if present.data else "",
        after=hashlib.sha256(data).hexdigest(),
        moves=moves,
        first=first,
        last=last,
        folders=sorted(present.tree.folders - needed, key=lambda path: (-path.count("/"), path)),
    )
