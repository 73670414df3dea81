"""One publisher at a time: a lock beside the output that ends with the process that holds it.

The lock is `flock`, not the file: what a dead process leaves behind is only a name, which the next one takes over.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish.trouble import NotPublished, at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 50  # times 20 ms
_held: set[int] = set()


def _let_go() -> None:
    """A forked worker must not hold the lock on after its parent has died."""
    for handle in _held:
        os.close(handle)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


def lock_file(output: Path) -> Path:
    """Where the lock of an output folder lies."""
    return output.parent / f".{output.name}.lock"


class Held:
    """A lock that is held.

    Attributes:
        left: Whether it was found: a run that has ended without giving it back may have left more.
        kept: Set where something is left over: the lock then stays, as the sign of it.
    """

    def __init__(self, *, left: bool) -> None:
        self.left = left
        self.kept = False


@contextmanager
def hold(output: Path) -> Iterator[Held]:
    """Hold the lock of an output folder. A signal to end waits while it is taken, and while it is given back.

    Errors: NotPublished with the process id of whoever holds it; OSError where nothing can be written there.
    """
    path = lock_file(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    with undisturbed() as disturbed:
        handle, left = _taken(path, output)
        held = Held(left=left)
        _held.add(handle)
        try:
            with at(path):
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            with disturbed():
                yield held
        finally:
            if handle in _held:
                with suppress(OSError):
                    if not held.kept:
                        path.unlink()  # while it is held: who has opened this file sees that it is no longer the lock
                _held.discard(handle)
                os.close(handle)


@contextmanager
def undisturbed() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Let signals to end wait; gives what lets them through again for a part of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)

    @contextmanager
    def disturbed() -> Iterator[None]:
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)

    try:
        yield disturbed
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _taken(path: Path, output: Path) -> tuple[int, bool]:
    """The lock, open and held, and whether it was there before."""
    for patience in range(_PATIENCE, -1, -1):
        left = os.path.lexists(path)
        with at(path):
            handle = os.open(path, _FLAGS, 0o644)
        try:
            with at(path):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, handle):
                return handle, left
        except BlockingIOError:
            holder = _holder(handle)
            os.close(handle)
            if patience == 0 or _lives(holder):
                raise _busy(output, holder) from None
            time.sleep(0.02)  # it has died, or has not said its name yet: its workers are about to let go
            continue
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise _busy(output, "?")


def _lives(holder: str) -> bool:
    try:
        os.kill(int(holder), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        pass  # it runs, but belongs to somebody else
    return True


def _is_still(path: Path, handle: int) -> bool:
    """Whether the file locked is the one that stands there, not one that its holder has just removed."""
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        return False
    own = os.fstat(handle)
    return (there.st_dev, there.st_ino) == (own.st_dev, own.st_ino)


def _holder(handle: int) -> str:
    written = os.pread(handle, 32, 0).strip()
    return written.decode() if written.isdigit() else "?"


def _busy(output: Path, holder: str) -> NotPublished:
    return NotPublished(
        Text(
            f"{output}: tiến trình {holder} đang dựng hoặc kiểm thư mục này; đợi xong rồi chạy lại.",
            f"{output}: process {holder} is publishing or verifying this folder; run again when it has ended.",
        )
    )
