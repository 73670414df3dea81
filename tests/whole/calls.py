"""The system calls of a process and all it starts, seen one by one before they happen (`seccomp` user notification).

Unlike `strace -e inject`, one count goes over all processes and only over calls on files below given folders, so that
a whole command can be gone through call by call. A call may go on, fail with an error, or never return.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import struct
from pathlib import Path
from typing import NamedTuple

_X86 = {
    "open": 2, "openat": 257, "openat2": 437, "creat": 85, "write": 1, "writev": 20, "pwrite64": 18, "ftruncate": 77, "truncate": 76,
    "fsync": 74, "fdatasync": 75, "syncfs": 306, "rename": 82, "renameat": 264, "renameat2": 316, "unlink": 87, "unlinkat": 263,
    "rmdir": 84, "mkdir": 83, "mkdirat": 258, "symlink": 88, "symlinkat": 266, "link": 86, "linkat": 265, "chmod": 90,
    "fchmod": 91, "fchmodat": 268, "flock": 73, "sendfile": 40, "copy_file_range": 326, "getdents64": 217, "read": 0,
}  # fmt: skip
_ARM = {
    "openat": 56, "openat2": 437, "write": 64, "writev": 66, "pwrite64": 68, "ftruncate": 46, "truncate": 45, "fsync": 82,
    "fdatasync": 83, "syncfs": 267, "renameat": 38, "renameat2": 276, "unlinkat": 35, "mkdirat": 34, "symlinkat": 36,
    "linkat": 37, "fchmod": 52, "fchmodat": 53, "flock": 32, "sendfile": 71, "copy_file_range": 285, "getdents64": 61, "read": 63,
}  # fmt: skip
NUMBERS = {"x86_64": _X86, "aarch64": _ARM}.get(platform.machine(), {})
_SECCOMP = {"x86_64": 317, "aarch64": 277}.get(platform.machine(), -1)
READING = ("getdents64", "read")
CHANGING = tuple(name for name in NUMBERS if name not in READING)
# Where a call names its files: f an open file, p a path, a an open folder and, in the next argument, a path in it.
_PLACES = {
    "open": "p0", "openat": "a0", "openat2": "a0", "creat": "p0", "truncate": "p0", "rename": "p0 p1", "renameat": "a0 a2",
    "renameat2": "a0 a2", "unlink": "p0", "unlinkat": "a0", "rmdir": "p0", "mkdir": "p0", "mkdirat": "a0", "symlink": "p1",
    "symlinkat": "a1", "link": "p0 p1", "linkat": "a0 a2", "chmod": "p0", "fchmodat": "a0",
}  # fmt: skip
_RECEIVE, _SEND, _NOTIFICATION, _ANSWER = 0xC0502100, 0xC0182101, "=QIIiIQ6Q", "=QqiI"
_NO_NEW_RIGHTS, _SET_FILTER, _NEW_LISTENER, _GO_ON = 38, 1, 8, 1
_HERE = -100  # AT_FDCWD


class Call(NamedTuple):
    """A call that is about to happen: `paths` are the files it names."""

    name: str
    paths: tuple[str, ...]
    writes: bool


def watch_me(names: tuple[str, ...]) -> int:
    """Have these calls of this process and of all it will start wait for an answer; the open file that tells of them.

    Errors: OSError where the system cannot.
    """
    wanted = [NUMBERS[name] for name in names]
    steps = [(0x20, 0, 0, 0)]  # the number of the call
    steps += [(0x15, len(wanted) - at, 0, number) for at, number in enumerate(wanted)]
    steps += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x7FC00000)]  # let it go on; tell of it
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    listener = int(libc.syscall(_SECCOMP, _SET_FILTER, _NEW_LISTENER, program))
    if listener < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return listener


class Seen(NamedTuple):
    """A call that waits for its answer."""

    id: int
    pid: int
    call: Call


_NAMES = {number: name for name, number in NUMBERS.items()}


def receive(listener: int) -> Seen | None:
    """The next call that waits; None where its process has gone meanwhile."""
    buffer = bytearray(struct.calcsize(_NOTIFICATION))
    try:
        fcntl.ioctl(listener, _RECEIVE, buffer)
        id_, pid, _, number, _, _, *arguments = struct.unpack(_NOTIFICATION, buffer)
        name = _NAMES[number]
        places = _PLACES.get(name, "f0").split(" ")
        paths = tuple(_named(pid, place, arguments) for place in places)
    except OSError:
        return None
    return Seen(
        id_, pid, Call(name, paths, name not in READING and not (name.startswith("open") and _reads(name, arguments)))
    )


def answer(listener: int, seen: Seen, error: int = 0) -> None:
    """Let a call go on, or fail."""
    try:
        fcntl.ioctl(listener, _SEND, struct.pack(_ANSWER, seen.id, 0, -error, 0 if error else _GO_ON))
    except OSError:
        return  # its process has gone


def _reads(name: str, arguments: list[int]) -> bool:
    flags = arguments[1] if name == "open" else arguments[2]
    return name != "openat2" and not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)


def _named(pid: int, place: str, arguments: list[int]) -> str:
    """The path that a call names, without looking whether it is there."""
    kind, at = place[0], int(place[1])
    if kind == "f":
        return str(Path(f"/proc/{pid}/fd/{_signed(arguments[at])}").readlink())
    path = _text(pid, arguments[at + (kind == "a")])
    if path.startswith("/"):
        return os.path.normpath(path)
    handle = _signed(arguments[at]) if kind == "a" else _HERE
    folder = Path(f"/proc/{pid}/cwd" if handle == _HERE else f"/proc/{pid}/fd/{handle}").readlink()
    return os.path.normpath(f"{folder}/{path}")


def _signed(number: int) -> int:
    return ctypes.c_int(number & 0xFFFFFFFF).value


def _text(pid: int, address: int) -> str:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        found = memory.read(4096 - address % 4096)  # never beyond a page that is not there
        if b"\0" not in found:
            found += memory.read(4096)
    return os.fsdecode(found.partition(b"\0")[0])
