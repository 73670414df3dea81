"""Where bytes come from: the work tree, or a git revision read without checkout; and what git knows of them."""

from __future__ import annotations

import os
import stat
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.store.decode import FILE_LIMIT
from generator.store.paths import is_passed_over

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class SourceError(Exception):
    """The records cannot be reached; the message is for the user."""


class Entry(NamedTuple):
    """A path of the store: `kind` is `file`, `link` or `other`; `blob` is git's object id where it is known."""

    path: str
    kind: str = "file"
    blob: str = ""


@dataclass(frozen=True)
class History:
    """When git first saw each file. Unit: seconds since 1970, author date capped by the committer date.

    `start` is the store's own first commit; `last` when each file was last changed, by the committer date. All are
    empty without git and in a shallow clone.
    """

    first: dict[str, int] = field(default_factory=dict)
    start: int | None = None
    last: dict[str, int] = field(default_factory=dict)

    def renamed(self, name: Callable[[str], str]) -> History:
        """The same with other names for the files."""
        first, last = ({name(path): when for path, when in known.items()} for known in (self.first, self.last))
        return History(first, self.start, last)


def git(
    root: Path,
    *arguments: str,
    stdin: bytes | None = None,
    fine: tuple[int, ...] = (0,),
    config: Mapping[str, str] | None = None,
) -> bytes | None:
    """Run git in a folder with a clean environment; None where git is absent or its exit is none of `fine`.

    `config` overrides settings of git for this call.
    """
    keep = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "SYSTEMROOT", "TMPDIR"}}
    environment = {
        **keep,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_CONFIG_COUNT": str(len(config or {})),
    }
    for number, (key, value) in enumerate((config or {}).items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *arguments],
            input=stdin, stdin=None if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=False,
        )  # fmt: skip
    except (OSError, ValueError):  # no git, or an argument that no program can be given (a NUL)
        return None
    return done.stdout if done.returncode in fine else None


def no_filters(root: Path) -> dict[str, str]:
    """Settings that take the command away from every filter that git is configured with."""
    listed = git(root, "config", "-z", "--name-only", "--get-regexp", r"^filter\.", fine=(0, 1)) or b""
    names = {n.decode("utf-8", "surrogateescape").rpartition(".")[0] for n in listed.split(b"\0") if n}
    off = {"clean": "", "smudge": "", "process": "", "required": "false"}
    return {f"{name}.{key}": value for name in sorted(names) for key, value in off.items()}


def history(root: Path, records: str, revision: str = "HEAD") -> History:
    """Read the first and last commit of every record in one pass over the log; one that was renamed keeps its first."""
    if git(root, "rev-parse", "--is-shallow-repository") != b"false\n":
        return History()
    log = git(
        root, "log", "-z", "--relative", "--name-status", "--diff-filter=AMR", "--find-renames", "--format=%x01%at %ct",
        revision, "--", records,
    )  # fmt: skip
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    later: dict[str, set[str]] = {}  # a name as it was → the names that the record has had since
    start: int | None = None
    for commit in (log or b"").split(b"\x01")[1:]:  # the newest first
        head, _, listed = commit.partition(b"\0")
        authored, committed = (int(part) for part in head.split()[:2])
        when = min(authored, committed)
        start = when if start is None else min(start, when)
        parts = iter(part.strip(b"\n").decode("utf-8", "surrogateescape") for part in listed.split(b"\0"))
        for status in parts:
            if status.startswith("R"):
                old, new = next(parts), next(parts)
                later[old] = later.get(old, {old}) | later.get(new, {new})
                last[new] = max(committed, last.get(new, committed))
            elif status in {"A", "M"}:
                path = next(parts)
                last[path] = max(committed, last.get(path, committed))
                if status == "A":
                    first.update(dict.fromkeys(later.get(path, {path}), when))
    return History(first, start, last)


def _readable(path: str) -> str:
    """A path that can be printed: bytes that are no UTF-8 are shown as U+FFFD (and the grammar refuses them)."""
    return path if path.isascii() else path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True)
class WorkTree:
    """The records as they lie in the folder; what git ignores is passed over."""

    root: Path
    records: str = "records"

    def entries(self) -> list[Entry]:
        """List everything below the records folder, sorted by path."""
        base = self.root / self.records
        if not base.is_dir():
            raise SourceError(f"{base}")
        listed = git(self.root, "ls-files", "-co", "--exclude-standard", "-z", "--", self.records)
        if listed is None:
            names = list(self._walk(base))
        else:
            names = sorted({n for n in listed.decode("utf-8", "surrogateescape").split("\0") if n})
        return [entry for name in names if not is_passed_over(self.canonical(name)) if (entry := self.entry(name))]

    def _walk(self, base: Path) -> list[str]:
        found = []
        for folder, folders, files in os.walk(base):
            folders[:] = sorted(f for f in folders if f[:1] not in {".", "~"})
            here = Path(folder)
            links = [f for f in folders if (here / f).is_symlink()]
            below = [(here / name).relative_to(base).as_posix() for name in [*files, *links]]
            found += [f"{self.records}/{name}" for name in below]
        return sorted(found)

    def entry(self, name: str) -> Entry | None:
        """What stands at a path of the folder, as git names it; None where nothing does."""
        try:
            mode = os.lstat(os.path.join(str(self.root), name.rstrip("/"))).st_mode
        except OSError:
            return None  # listed by git, deleted in the work tree
        kind = "file" if stat.S_ISREG(mode) else "link" if stat.S_ISLNK(mode) else "other"
        return Entry(self.shown(name), kind)

    def shown(self, name: str) -> str:
        """The path that stands in an entry for what git lists under `name`."""
        return _readable(self.canonical(name.rstrip("/")))

    def canonical(self, name: str) -> str:
        """The path of a record below `records/`, whatever the folder is called."""
        return name if self.records == "records" else "records" + name[len(self.records) :]

    def real(self, path: str) -> str:
        """Where a record lies below the root, whatever its folder is called."""
        return path if self.records == "records" else self.records + path[len("records") :]

    def place(self, path: str) -> str:
        """Where a record lies on the disk."""
        return f"{self.root}/{path}" if self.records == "records" else os.path.join(self.root, self.real(path))

    def read(self, paths: list[str]) -> dict[str, bytes]:
        """Read regular files without following links; a file that vanished is left out."""
        found, way = {}, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        for path in paths:
            try:
                handle = os.open(self.place(path), way)
            except OSError:
                continue
            try:
                state = os.fstat(handle)
                if stat.S_ISREG(state.st_mode):
                    found[path] = os.read(handle, min(state.st_size, FILE_LIMIT) + 1)  # what is longer is not looked at
            finally:
                os.close(handle)
        return found

    def history(self) -> History:
        """When git first saw each record."""
        return history(self.root, self.records).renamed(self.canonical)


@dataclass(frozen=True)
class Revision:
    """The records of a git revision, read through `ls-tree` and `cat-file --batch` without checkout."""

    root: Path
    revision: str
    records: str = "records"
    blobs: dict[str, str] = field(default_factory=dict, compare=False)
    oversized: set[str] = field(default_factory=set, compare=False)

    def entries(self) -> list[Entry]:
        """List everything below the records folder of the revision, sorted by path."""
        commit = git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self.revision}^{{commit}}")
        if commit is None:
            raise SourceError(self.revision)
        listed = git(self.root, "ls-tree", "-r", "-l", "-z", commit.decode().strip(), "--", f"{self.records}/") or b""
        entries = []
        for line in listed.split(b"\0"):
            if not line:
                continue
            head, _, name = line.partition(b"\t")
            mode, _, blob, size = head.decode().split()
            path = name.decode("utf-8", "surrogateescape")
            path = path if self.records == "records" else "records" + path[len(self.records) :]
            if not is_passed_over(path):
                kind = "file" if mode in {"100644", "100755"} else "link" if mode == "120000" else "other"
                entries.append(Entry(_readable(path), kind, blob))
                self.blobs[path] = blob
                if size.isdigit() and int(size) > FILE_LIMIT:
                    self.oversized.add(path)
        return sorted(entries)

    def read(self, paths: list[str]) -> dict[str, bytes]:
        """Read blobs in one batch; an object that git lacks is left out."""
        found = {p: b"\0" * (FILE_LIMIT + 1) for p in paths if p in self.oversized}  # only its length is looked at
        wanted = [p for p in paths if p in self.blobs and p not in self.oversized]
        if not wanted:
            return found
        data = (
            git(self.root, "cat-file", "--batch", stdin="".join(f"{self.blobs[p]}\n" for p in wanted).encode()) or b""
        )
        at = 0
        for path in wanted:
            end = data.find(b"\n", at)
            head = data[at:end].split(b" ") if end >= 0 else []
            at = end + 1
            if len(head) == 3:
                size = int(head[2])
                found[path] = data[at : at + size]
                at += size + 1
        return found

    def history(self) -> History:
        """When git first saw each record, up to the revision."""
        known = history(self.root, self.records, self.revision)
        return known.renamed(lambda path: "records" + path[len(self.records) :])


Source = WorkTree | Revision
