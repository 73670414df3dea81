"""Runs of `one_run.py` under strace: which system calls a run makes, and the same run with one of them gone wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.publish import manifest
from tests.publish.one_run import MARK

SCRIPT = Path(__file__).with_name("one_run.py")
# Whatever changes the disk, and the reading that decides what is changed.
CALLS = (
    "openat", "write", "pwrite64", "ftruncate", "fsync", "syncfs", "rename", "renameat", "unlink", "unlinkat", "rmdir", "mkdir",
    "mkdirat", "symlink", "symlinkat", "link", "linkat", "chmod", "fchmod", "fchmodat", "flock", "getdents64", "read",
)  # fmt: skip
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")
Site = dict[str, str]


@dataclass(frozen=True)
class Bench:
    """A folder with a site in it, put back to its first state before each run."""

    folder: Path
    what: str
    new: Path
    base: Path

    @property
    def output(self) -> Path:
        return self.folder / "site"

    def reset(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.base, self.folder, symlinks=True)

    def run(self, *strace: str) -> subprocess.CompletedProcess[str]:
        arguments = [self.what, str(self.output), str(self.new)]
        return run(*arguments, strace=strace)

    def calls(self) -> list[tuple[str, int]]:
        """Every system call of an untouched run: its name, and which one of that name it is in the whole process."""
        self.reset()
        log = self.new.with_suffix(".strace")
        done = self.run("-o", str(log), "-e", f"trace={','.join(CALLS)}")
        assert done.returncode == 0, done.stderr
        counted: Counter[str] = Counter()
        found: list[tuple[str, int]] = []
        begun = False
        for line in log.read_text("utf-8", "replace").splitlines():
            if (call := _CALL.match(line)) is None:
                continue
            counted[call[1]] += 1
            if begun:
                found.append((call[1], counted[call[1]]))
            begun = begun or MARK in line
        assert begun
        return found

    def broken(self, call: str, number: int, fault: str) -> subprocess.CompletedProcess[str]:
        """The run with one system call gone wrong: `signal=KILL`, `error=EIO`."""
        self.reset()
        return self.run("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")


def run(*arguments: str, strace: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-S", "-E", "-B", str(SCRIPT), *arguments]
    watched = ["strace", "-f", *strace] if strace else []
    return subprocess.run([*watched, *program], text=True, capture_output=True, check=False, timeout=60)


def write_site(path: Path, site: Site) -> Path:
    path.write_text(json.dumps(site), "utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes] | None:
    """Every file and folder a reader of the site can see; None where there is no site."""
    if not folder.exists():
        return None
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")
    }


def published(site: Site) -> dict[str, bytes]:
    """What the tree of a site must be."""
    entries = {path: manifest.entry_of(text.encode()) for path, text in site.items()}
    found = {path: text.encode() for path, text in site.items()}
    return found | dict.fromkeys(manifest.folders_of(site), b"") | {manifest.NAME: manifest.render(entries)}
