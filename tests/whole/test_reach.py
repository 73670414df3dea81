"""What commands reach that leave the records as they are: nothing is written outside, the source stays, no network, only git is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.incremental.edits import git
from tests.whole.bench import make_store

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
CALLS = (
    "%process,%network,open,openat,openat2,creat,truncate,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,"
    "symlink,symlinkat,link,linkat,chmod,fchmodat,mknod,mknodat,setxattr,utime,utimes,utimensat,chown,fchownat"
)
CALL = re.compile(r"^\d+ +(\w+)\(")
PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')  # after the open folder that it is in
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
# What the interpreter, the C library and git read of the machine by themselves, and, of the mounts, the publisher.
OF_THE_MACHINE = re.compile(
    r"/etc/(ld\.so\.cache|ld\.so\.preload|localtime|gitconfig|locale\.alias)|/dev/(null|urandom)|/dev/shm/(sem\.|pymp)\S*"
    r"|/proc/self/(mountinfo|maps)|/proc/(meminfo|filesystems|stat|cpuinfo)|/sys/\S*|/(usr|lib|lib64|opt)(/\S*)?"
)


class Seen(NamedTuple):
    """What a command did: programs it started, sockets it opened, files it opened to read, and what it changed."""

    programs: set[str]
    sockets: list[str]
    read: set[str]
    changed: set[str]


def seen(log: str, cwd: Path) -> Seen:
    """What a log of strace tells, of a command that was started in a folder."""
    found = Seen(set(), [], set(), set())
    for line in log.splitlines():
        if (call := CALL.match(line)) is None:
            continue
        name = call[1]
        paths = [os.path.normpath(Path(folder or cwd, path)) for folder, path in PATH.findall(line)]
        if name.startswith("exec"):
            found.programs.add(paths[0].rpartition("/")[2])
        elif name in {"socket", "socketpair", "connect", "bind", "sendto"}:
            found.sockets.append(line)
        elif name.startswith("open") and not WRITES.search(line):
            found.read.update(paths[:1])
        else:
            found.changed.update(paths[1:] if name.startswith("symlink") else paths)
    return found


def state(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Every file and folder: mode, time of its last change, size and bytes."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        known = path.lstat()
        found[str(path)] = known.st_mode, known.st_mtime_ns, known.st_size, path.read_bytes() if path.is_file() else b""
    return found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = make_store(tmp_path / "so").root
    git(store, "init", "-q", "-b", "main")
    git(store, "add", "-A")
    git(store, "commit", "-q", "-m", "kho")
    return store


@pytest.mark.parametrize(
    "args",
    [
        ("check", "--kind", "invalid"),
        ("build", "--jobs", "2"),
        pytest.param(("build", "--generations"), marks=pytest.mark.torture),
        pytest.param(("build", "--profile", "public"), marks=pytest.mark.torture),
        pytest.param(("build", "--rev", "HEAD"), marks=pytest.mark.torture),
        pytest.param(("check", "--changed-since", "HEAD", "--kind", "invalid"), marks=pytest.mark.torture),
        pytest.param(("status",), marks=pytest.mark.torture),
        pytest.param(("summary", "--changed-since", "HEAD"), marks=pytest.mark.torture),
        pytest.param(("remind", "--output", "out"), marks=pytest.mark.torture),
        pytest.param(
            ("export", "--output", "out", "--format", "xlsx", "--format", "sqlite"), marks=pytest.mark.torture
        ),
        pytest.param(("export-person", "na-loc/dv01", "--output", "out.zip"), marks=pytest.mark.torture),
    ],
    ids=" ".join,
)
def test_a_command_reaches_no_further_than_its_store(
    store: Path, tmp_path: Path, need: Callable[..., str], args: tuple[str, ...]
) -> None:
    source = [store / name for name in ("records", "docs", "mkdocs.yml", ".git")]
    before = [state(path) for path in source]
    log, temporary = tmp_path / "log", tmp_path / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [need("strace"), "-f", "-y", "-s", "4096", "-o", str(log), "-e", f"trace={CALLS}", sys.executable, "-B", "-m", "generator", *args],
        cwd=store, env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [state(path) for path in source] == before

    found = seen(log.read_text("utf-8", "replace"), store)
    assert found.sockets == []
    assert {name for name in found.programs if not name.startswith("python")} == {"git"}
    own = (f"{store}/.cache", f"{store}/site", f"{store}/.site.", f"{store}/out", f"{store}/.out", str(temporary))
    assert {path for path in found.changed if not path.startswith(own)} <= {
        "/dev/null",
        *_semaphores(found.changed),
        str(store),
    }
    assert found.changed, "nothing was seen"

    home = os.environ.get("HOME", "/")
    program = (str(ROOT), sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1]))
    known = (str(store), *program, str(temporary), home)
    outside = {path for path in found.read if not path.startswith(known) and not OF_THE_MACHINE.fullmatch(path)}
    assert outside <= {"/", *map(str, store.parents), *map(str, ROOT.parents)}
    assert "--rev" in args or any(path.startswith(f"{store}/records") for path in found.read), "nothing was seen"


def _semaphores(paths: set[str]) -> set[str]:
    """Those with which Python holds its own processes together."""
    return {path for path in paths if path.startswith(("/dev/shm/sem.", "/dev/shm/pymp"))}
