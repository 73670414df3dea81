"""Changes below a folder that follow no link, and reach the disk in a known order.

Folders are opened one by one below the top, each without following a link; a link planted meanwhile is an error.
"""

from __future__ import annotations

import ctypes
import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from generator.publish.trouble import at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
FEW = 32  # so many files are made safe one by one (some 4 ms each); for more the whole file system is, in one call


class Folders:
    """The folders below a top, for changes in them; `touched` are those changed since they were last made safe."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.touched: set[str] = set()
        self._open: list[tuple[str, int]] = []

    def __enter__(self) -> Self:
        with at(self.top):
            self._open = [("", os.open(self.top, _FOLDER))]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._open:
            os.close(self._open.pop()[1])

    def _at(self, folder: str, *, make: bool = False) -> int:
        """The open folder; the one asked for before is left open as far as it leads here. Errors: OSError."""
        names = folder.split("/") if folder else []
        kept = 1
        while kept <= len(names) and kept < len(self._open) and self._open[kept][0] == names[kept - 1]:
            kept += 1
        while len(self._open) > kept:
            os.close(self._open.pop()[1])
        for depth in range(kept - 1, len(names)):
            self._step(names, depth, make=make)
        return self._open[-1][1]

    def _step(self, names: list[str], depth: int, *, make: bool) -> None:
        parent, name = self._open[-1][1], names[depth]
        with at(self._path("/".join(names[: depth + 1]))):
            try:
                handle = os.open(name, _FOLDER, dir_fd=parent)
            except FileNotFoundError:
                if not make:
                    raise
                os.mkdir(name, 0o755, dir_fd=parent)
                self.touched.add("/".join(names[:depth]))
                handle = os.open(name, _FOLDER, dir_fd=parent)
                _allow(handle, 0o755)
        self._open.append((name, handle))

    def _path(self, path: str) -> Path:
        return self.top / path

    def write(self, path: str, data: bytes) -> None:
        """Write a new file. Errors: OSError."""
        folder, _, name = path.rpartition("/")
        parent = self._at(folder, make=True)
        with at(self._path(path)):
            handle = os.open(name, _NEW, 0o644, dir_fd=parent)
            with open(handle, "wb", buffering=0) as stream:
                rest = memoryview(data)
                while rest:
                    rest = rest[stream.write(rest) :]
                _allow(handle, 0o644)
        self.touched.add(folder)

    def take(self, source: Path | str, path: str) -> None:
        """Move a file here, over what stands there; it must be of the same file system. Errors: OSError."""
        folder, _, name = path.rpartition("/")
        parent = self._at(folder, make=True)
        with at(self._path(path)):
            os.rename(source, name, dst_dir_fd=parent)
        self.touched.add(folder)

    def link(self, source: Path | str, path: str) -> None:
        """Make a file here that is one with another, or a copy where the file system has no such. Errors: OSError."""
        folder, _, name = path.rpartition("/")
        parent = self._at(folder, make=True)
        try:
            with at(self._path(path)):
                os.link(source, name, dst_dir_fd=parent, follow_symlinks=False)
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP}:
                raise
            with open(source, "rb") as stream:
                self.write(path, stream.read())
        self.touched.add(folder)

    def remove(self, path: str) -> None:
        """Remove a file if it is there. Errors: OSError."""
        folder, _, name = path.rpartition("/")
        with suppress(FileNotFoundError), at(self._path(path)):
            parent = self._at(folder)
            os.unlink(name, dir_fd=parent)
            self.touched.add(folder)

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is there and empty. Errors: OSError."""
        above, _, name = path.rpartition("/")
        try:
            with at(self._path(path)):
                parent = self._at(above)
                os.rmdir(name, dir_fd=parent)
        except OSError as error:
            if error.errno not in {errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}:
                raise
            return
        self.touched.discard(path)
        self.touched.add(above)

    def settle(self) -> None:
        """Return when every touched folder is on the disk as it is now. Errors: OSError."""
        settle([self._path(folder) for folder in self.touched], self.top)
        self.touched.clear()


def _allow(handle: int, mode: int) -> None:
    """Give what was made the mode of all that is published, whatever the umask."""
    if os.fstat(handle).st_mode & 0o777 != mode:
        os.fchmod(handle, mode)


def settle(paths: Iterable[Path | str], top: Path) -> None:
    """Return when these files and folders are on the disk: one by one, or many with their file system.

    Errors: OSError.
    """
    wanted = sorted(map(str, paths), reverse=True)  # what is in a folder before the folder
    if len(wanted) > FEW and _settle_all(top):
        return
    for path in wanted:
        with suppress(FileNotFoundError):
            sync(path)


def sync(path: Path | str) -> None:
    """Return when this file or folder is on the disk. Errors: OSError."""
    with at(path):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _settle_all(top: Path) -> bool:
    """Make the whole file system of a folder safe; False where the system cannot, or does not tell of errors."""
    call: Any = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return False
    with at(top):
        handle = os.open(top, _FOLDER)
        try:
            if call(handle) != 0:
                code = ctypes.get_errno()
                if code == errno.ENOSYS:
                    return False
                raise OSError(code, os.strerror(code))
        finally:
            os.close(handle)
    return True
