"""Write: pages go into a staging folder first; `publisher` puts what is finished in the place of the old site."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.publish.manifest import Entry, entry_of
from generator.publish.trouble import at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)
_GET_FLAGS, _SET_FLAGS = 0x8000_6601, 0x4000_6602  # FS_IOC_GETFLAGS, FS_IOC_SETFLAGS but for the size of a long
_TOP_OF_HIERARCHIES = 0x20000  # FS_TOPDIR_FL


def _make_folder(path: str) -> None:
    """Make a folder; most have their parent already, so that is tried first."""
    try:
        os.mkdir(path)
    except FileExistsError:
        pass  # another process made it
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _spread(path: str) -> None:
    """Tell the disk that the folders below one have nothing to do with each other, as `chattr +T` does.

    A disk that knows no such hint (it is one of ext4) is left alone.
    """
    with suppress(ImportError, OSError):
        import fcntl

        size = struct.calcsize("l")
        handle = os.open(path, os.O_RDONLY)
        try:
            flags = int.from_bytes(fcntl.ioctl(handle, _GET_FLAGS | size << 16, bytes(size)), sys.byteorder)
            fcntl.ioctl(handle, _SET_FLAGS | size << 16, (flags | _TOP_OF_HIERARCHIES).to_bytes(size, sys.byteorder))
        finally:
            os.close(handle)


def place_of(url: str) -> str:
    """Where a page stands: `/van-quan/` becomes `/van-quan/index.html`."""
    return url + "index.html" if url.endswith("/") else url


@dataclass(frozen=True)
class Stage:
    """A folder that becomes the site. Safe to use from several processes: each writes its own files.

    Attributes:
        root: The folder.
        present: What stands at the output already, by path: that is not written again.
        output: Where that is; None where nothing is.
        entries: What was staged, by path, whether it had to be written or not.
    """

    root: Path
    present: Mapping[str, Entry] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    output: Path | None = None

    def part(self) -> Stage:
        """The same stage with a list of its own of what is staged."""
        return Stage(self.root, self.present, output=self.output)

    def standing(self, path: str) -> bytes | None:
        """What stands at the output under a path; None where nothing can be read there."""
        try:
            return (self.output / path).read_bytes() if self.output is not None else None
        except OSError:
            return None

    def page(self, url: str, html: str) -> None:
        """Write a page: `/van-quan/` becomes `van-quan/index.html`."""
        self.file(place_of(url), html.encode(), has_folder=not url.endswith("/"))

    def file(self, url: str, data: bytes, *, has_folder: bool = True) -> None:
        """Write a file at a URL below the top of the site; `has_folder` tells that its folder is likely to be there."""
        path = url.lstrip("/")
        entry = self.entries[path] = entry_of(data)
        if self.present.get(path) == entry:
            return
        target = f"{self.root}/{path}"
        if not has_folder:
            _make_folder(target.rpartition("/")[0])
        try:
            handle = os.open(target, _FLAGS, 0o644)
        except FileNotFoundError:
            _make_folder(target.rpartition("/")[0])
            handle = os.open(target, _FLAGS, 0o644)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
        except OSError as error:
            error.filename = target  # an open file does not know its path
            raise
        finally:
            os.close(handle)

    def pieces(self, url: str, pieces: Iterable[bytes | memoryview]) -> Entry:
        """Write a file piece by piece, so that it is never in memory as a whole; what it is."""
        path = url.lstrip("/")
        target = f"{self.root}/{path}"
        size, digest = 0, hashlib.sha256()
        _make_folder(target.rpartition("/")[0])
        with at(target), open(os.open(target, _FLAGS, 0o644), "wb") as stream:
            for piece in pieces:
                size += len(piece)
                digest.update(piece)
                stream.write(piece)
        entry = self.entries[path] = Entry(size, digest.hexdigest())
        if self.present.get(path) == entry:
            os.unlink(target)
        return entry

    def spread(self, folders: Iterable[str]) -> None:
        """Make folders below each of which much is to be written, far apart on the disk where it can be told so."""
        for folder in (str(self.root), *(f"{self.root}/{name}" for name in folders)):
            _make_folder(folder)
            _spread(folder)

    def join(self, other: Stage) -> Stage:
        """One stage of two: what both have is the other's."""
        for path in self.entries.keys() & other.entries.keys():
            (self.root / path).unlink(missing_ok=True)
        other.move_into(self.root)
        return Stage(self.root, other.present, {**self.entries, **other.entries})

    def move_into(self, folder: Path) -> None:
        """Move everything staged into a folder that holds the rest of the site, and remove the stage."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted(os.listdir(self.root)):
            source, target = self.root / name, folder / name
            if target.is_dir() and source.is_dir():
                Stage(source).move_into(target)
            else:
                os.replace(source, target)
        shutil.rmtree(self.root)


def open_stage(output: Path, purpose: str = "stage", present: Mapping[str, Entry] | None = None) -> Stage:
    """Make an empty staging folder beside the output; what an ended run left there is removed.

    `present` as in `Stage`.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    root = output.parent / f".{output.name}.{purpose}"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    return Stage(root, present or {}, output=output)


def discard(stage: Stage) -> None:
    """Remove a stage that is not published."""
    shutil.rmtree(stage.root, ignore_errors=True)
