"""Files of the cache: each says for which key it was written and proves itself by its hash."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

SCHEMA = "chibo.cache/2"
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by chibo; may be deleted at any time.\n"


@dataclass
class Shelf:
    """A folder of cached data. `trouble` says what went wrong, once each: the run goes on without the cache.

    `spoilt` are files that did not prove themselves; they are removed.
    """

    root: Path
    spoilt: list[str] = field(default_factory=list)
    trouble: str = ""
    _refused: bool = False

    def read(self, name: str, key: str) -> bytes | None:
        """What is kept under a name for this key; None where there is nothing, or something else."""
        if self._refused:
            return None
        path = f"{self.root}/{name}"
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
            with open(handle, "rb") as stream:
                head, _, body = stream.read().partition(b"\n")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            self.spoil(name)
            return None
        parts = head.split(b" ")
        if len(parts) != 3 or parts[0] != SCHEMA.encode() or parts[2] != _seal(parts[1], body):
            self.spoil(name)
            return None
        return body if parts[1] == key.encode() else None

    def write(self, name: str, key: str, body: bytes) -> None:
        """Keep data under a name. Where that cannot be, the cache is left alone from then on."""
        if self.trouble:
            return
        path = self.root / name
        part = path.parent / f".{path.name}.{os.getpid()}"
        data = b"%s %s %s\n%s" % (SCHEMA.encode(), key.encode(), _seal(key.encode(), body), body)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(part, "wb") as stream:
                stream.write(data)
            os.replace(part, path)
        except OSError as error:
            self.trouble = error.strerror or str(error)
            _remove(part)
        except BaseException:  # a signal to end
            _remove(part)
            raise

    def keep_only(self, folder: str, names: Iterable[str]) -> None:
        """Remove what lies in a folder under any other name, so that the cache grows no larger than the store."""
        wanted = set(names)
        top = self.root / folder
        for place, _, files in os.walk(top):
            below = os.path.relpath(place, top)
            for name in files:
                if os.path.normpath(f"{below}/{name}") not in wanted:
                    _remove(f"{place}/{name}")

    def keep_newest(self, folder: str, most: int) -> None:
        """Remove what was written longest ago in a folder, but for so many files."""
        top = self.root / folder
        written = sorted((os.lstat(top / name).st_mtime_ns, name) for name in os.listdir(top))
        for _, name in written[:-most]:
            _remove(top / name)

    def prepare(self) -> None:
        """See whether anything can be kept here."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for name, text in (("CACHEDIR.TAG", TAG), (".gitignore", "*\n")):
                if not (self.root / name).exists():
                    (self.root / name).write_text(text, encoding="utf-8")
            self._sweep()
            if not os.access(self.root, os.W_OK | os.X_OK):
                self.trouble = os.strerror(errno.EACCES)
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def _sweep(self) -> None:
        """Remove what runs that were killed while they wrote have left."""
        for place in (self.root, self.root / "last"):
            for name in os.listdir(place) if place.is_dir() else ():
                pid = name.rpartition(".")[2]
                if name.startswith(".") and pid.isdigit() and not _lives(int(pid)):
                    _remove(place / name)

    def refuse(self) -> None:
        """Read nothing here: it came with the store, and nobody knows from whom."""
        self.trouble = "git"
        self._refused = True

    def spoil(self, name: str) -> None:
        """Throw away what cannot be used."""
        self.spoilt.append(name)
        _remove(f"{self.root}/{name}")


def _seal(key: bytes, body: bytes) -> bytes:
    """A hash of what is kept and of the key that it is kept for."""
    digest = hashlib.sha256(key)
    digest.update(body)
    return digest.hexdigest().encode()


def thrown_away(folder: str, names: Sequence[str]) -> tuple[Text, ...]:
    """Say which files of the cache could not be used; nothing where there were none."""
    if not names:
        return ()
    told = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return (
        Text(
            f"{folder}: bỏ {len(names)} tệp hỏng ({told}); kết quả không bị ảnh hưởng.",
            f"{folder}: {len(names)} spoilt files thrown away ({told}); no result is affected.",
        ),
    )


def _lives(pid: int) -> bool:
    """Whether another process has this number now."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it belongs to somebody else
    return pid != os.getpid()


def _remove(path: Path | str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError:  # a folder stands there, which would keep the file from ever being written again
        shutil.rmtree(path, ignore_errors=True)
