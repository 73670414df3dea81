"""What bad disks, other programs and strangers do to the files of the cache."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path

Fault = Callable[[random.Random, Path, list[Path]], None]
MARK = b"QZ-hostile-object"


class Hostile:
    """What would leave a file behind if it were ever unpickled."""

    def __init__(self, trap: Path) -> None:
        self._trap = trap

    def __reduce__(self) -> tuple[object, ...]:
        return (exec, (f"open({str(self._trap)!r}, 'w').write({MARK.decode()!r})",))


def flip_a_bit(chance: random.Random, path: Path, _all: list[Path]) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(chance: random.Random, path: Path, _all: list[Path]) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def zero(_chance: random.Random, path: Path, _all: list[Path]) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def zero_a_page(chance: random.Random, path: Path, _all: list[Path]) -> None:
    """What a crash leaves where the size was written and a block was not."""
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    path.write_bytes(data)


def swap(chance: random.Random, path: Path, every: list[Path]) -> None:
    other = chance.choice([one for one in every if one.parent == path.parent and one != path] or [path])
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


def another_version(_chance: random.Random, path: Path, _all: list[Path]) -> None:
    path.write_bytes(path.read_bytes().replace(b"chibo.cache/2 ", b"chibo.cache/3 ", 1))


def foreign(chance: random.Random, path: Path, _all: list[Path]) -> None:
    path.write_bytes(chance.choice([b"\x7fELF", b"PK\x03\x04", b"SQLite format 3\0", b"<html>", b"\n\n\n", b" " * 99]))


def a_stray_file(chance: random.Random, path: Path, _all: list[Path]) -> None:
    for name in ("la.json", ".an", "a\nb.json", f"{chance.randrange(9)}.pickle"):
        (path.parent / name).write_bytes(MARK)


def link(chance: random.Random, path: Path, every: list[Path]) -> None:
    target = chance.choice([*map(str, every), "/etc/hostname", "/dev/zero", "khong-co", path.name])
    path.unlink()
    path.symlink_to(target)


def a_pipe(_chance: random.Random, path: Path, _all: list[Path]) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(_chance: random.Random, path: Path, _all: list[Path]) -> None:
    path.unlink()
    (path / "x").mkdir(parents=True)


def an_object(chance: random.Random, path: Path, _all: list[Path]) -> None:
    path.write_bytes(pickle.dumps((MARK, Hostile(path.with_name("trap"))), chance.randrange(6)))


def sealed(body: Callable[[random.Random, bytes], bytes]) -> Fault:
    """A file that proves itself and holds what nobody wrote."""

    def write(chance: random.Random, path: Path, _all: list[Path]) -> None:
        head, _, old = path.read_bytes().partition(b"\n")
        new = body(chance, old)
        schema, key, _ = head.split(b" ")
        path.write_bytes(b"%s %s %s\n%s" % (schema, key, hashlib.sha256(key + new).hexdigest().encode(), new))

    return write


def _a_line_of(lines: list[bytes]) -> Callable[[random.Random, bytes], bytes]:
    def body(chance: random.Random, old: bytes) -> bytes:
        found = old.split(b"\n")
        found[chance.randrange(len(found))] = chance.choice(lines)
        return b"\n".join(found)

    return body


WRONG_LINES = [
    b"", b"null", b"[]", b"{}", b"[[],[]]", b"[[],null]", b'[[],"x"]', b"[" * 50_000, b"1e999", b"NaN", b"\xff\xfe", b'{"days":1}',
    b'{"days":{},"records":"..","names":"","key":"","said":{"files":0},"stands":"","places":[]}', b"9" * 5000, b"[[[]],[[[[[]]]]]]", b'"\\ud800"',
    MARK, pickle.dumps(Hostile(Path("trap"))),
]  # fmt: skip

FAULTS: dict[str, Fault] = {
    "flip a bit": flip_a_bit,
    "cut": cut,
    "zero": zero,
    "zero a page": zero_a_page,
    "swap": swap,
    "another version": another_version,
    "foreign": foreign,
    "a stray file": a_stray_file,
    "link": link,
    "a pipe": a_pipe,
    "a folder": a_folder,
    "an object": an_object,
    "sealed: another line": sealed(_a_line_of(WRONG_LINES)),
    "sealed: nothing but": sealed(lambda chance, _old: chance.choice(WRONG_LINES)),
    "sealed: an object": sealed(lambda _chance, _old: pickle.dumps((MARK, Hostile(Path("trap"))))),
    "sealed: a line less": sealed(lambda _chance, old: old.rpartition(b"\n")[0]),
    "sealed: a line twice": sealed(lambda _chance, old: old + b"\n" + old.rpartition(b"\n")[2]),
}
PLAIN = (
    "flip a bit",
    "cut",
    "zero",
    "zero a page",
    "another version",
    "foreign",
    "link",
    "a pipe",
    "a folder",
    "an object",
)
