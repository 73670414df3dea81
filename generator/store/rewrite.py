"""Write files of a store, new or in the place of old ones: each whole or not at all, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_OWN = 0o7777  # the bits of a mode that a file may keep


def replace(path: Path, old: bytes, new: bytes) -> bool:
    """Replace a regular file that still holds `old`; False where it does not (any more), and nothing is done.

    The new bytes are written beside it, synced, and renamed over it; its mode stays, and its owner where that is
    allowed. Errors: as `replace_all`.
    """
    return replace_all([(path, old, new)]) is None


def replace_all(changes: Sequence[tuple[Path, bytes, bytes]]) -> Path | None:
    """Replace several files (path, old, new), all of them or none; the first that does not hold `old`, else None.

    Every new file lies synced beside the old one before the first is renamed. Errors: OSError; what was renamed by
    then holds its old bytes again, and nothing is left beside any of them.
    """
    done: list[tuple[Path, bytes, bytes]] = []
    try:
        for path, old, new in changes:
            kept = _read(path)
            if kept is None or kept[0] != old:
                return path
            discard(path)
            _write(_beside(path), new, 0o600, kept[1])
        for path, old, new in changes:
            again = _read(path)
            if again is None or again[0] != old:  # somebody saved it in the meantime
                _undo(done)
                return path
            _beside(path).replace(path)
            done.append((path, old, new))
        for folder in dict.fromkeys(path.parent for path, _, _ in changes):
            _sync_folder(folder)
    except BaseException:
        _undo(done)
        raise
    finally:
        for path, _, _ in changes:
            discard(path)
    return None


def _undo(done: list[tuple[Path, bytes, bytes]]) -> None:
    """Give files that still hold the new bytes their old ones again, as far as that can be done."""
    for path, old, new in done:
        with contextlib.suppress(OSError):
            kept = _read(path)
            if kept is not None and kept[0] == new:
                discard(path)
                _write(_beside(path), old, 0o600, kept[1])
                _beside(path).replace(path)
                _sync_folder(path.parent)


def create(files: Mapping[Path, bytes], mode: int = 0o666) -> Path | None:
    """Write new files, all of them or none; where one is there already, write none and return it.

    Those that a killed run has written already, byte for byte, are left as they are, and the others are written.
    Errors: OSError; nothing has been written then.
    """
    there = [path for path in sorted(files) if os.path.lexists(path)]
    taken = next((path for path in there if len(there) == len(files) or not _holds(path, files[path])), None)
    done: list[Path] = []
    try:
        for path in sorted(files.keys() - there) if taken is None else ():
            path.parent.mkdir(parents=True, exist_ok=True)
            discard(path)
            _fresh(path, files[path], mode)
            done.append(path)
    except BaseException:
        for path in done:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    return taken


def put(path: Path, raw: bytes) -> None:
    """Write a file that a program makes, over the one that it made before. Errors: OSError; that one stands then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    discard(path)
    try:
        _write(_beside(path), raw, 0o666)
        _beside(path).replace(path)
    except BaseException:
        discard(path)
        raise


def _holds(path: Path, raw: bytes) -> bool:
    with contextlib.suppress(OSError):
        kept = _read(path)
        return kept is not None and kept[0] == raw
    return False


def _fresh(path: Path, raw: bytes, mode: int) -> None:
    """Write a file that is not there yet; one that has come meanwhile is an error."""
    try:
        _write(_beside(path), raw, mode)
        is_taken = os.path.lexists(path)
        if not is_taken:
            _beside(path).rename(path)
    finally:
        discard(path)
    if is_taken:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    try:
        _sync_folder(path.parent)
    except OSError:
        path.unlink()
        raise


def discard(path: Path) -> None:
    """Remove what a run that was killed left beside a file."""
    with contextlib.suppress(OSError):
        _beside(path).unlink()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Hold a folder's lock while files below it are replaced; False where somebody else holds it.

    The lock ends with the process, so that none is ever left behind; where there are no locks, nobody is kept out.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # whoever reads the folder will say so
        yield True
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _beside(path: Path) -> Path:
    """The name under which new bytes are written; it begins with a dot, so no record is ever read from it."""
    return path.with_name(f".{path.name}.chibo")


def _read(path: Path) -> tuple[bytes, os.stat_result] | None:
    """The bytes and the facts of a regular file; None for anything else."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    facts = os.fstat(handle)
    if not stat.S_ISREG(facts.st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as stream:
        return stream.read(), facts


def _write(path: Path, raw: bytes, mode: int, facts: os.stat_result | None = None) -> None:
    """Write a file that is not there, on the disk when this returns; `facts` are those of a file it shall be like."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            if facts is not None:
                if (facts.st_uid, facts.st_gid) != (os.geteuid(), os.getegid()):
                    with contextlib.suppress(OSError):
                        os.fchown(handle, facts.st_uid, facts.st_gid)
                os.fchmod(handle, stat.S_IMODE(facts.st_mode) & _OWN)
            os.fsync(handle)
    except OSError as error:
        error.filename = str(path)  # an open file does not know its path
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
