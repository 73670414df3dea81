"""Where bytes come from: the work tree, or a git revision read without checkout; and what git knows of them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.store import regular
from generator.store.closed import culprit, is_below, unopened, walk
from generator.store.decode import FILE_LIMIT
from generator.store.git import KEPT, ask
from generator.store.history import CUT, LACKS_ALL, LOG, LOG_OF_NAMES, History, read_log
from generator.store.paths import is_passed_over
from generator.store.regular import GONE, LACKING, LINKED, SourceError, Unread, closed, is_folder_inside, read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Entry", "History", "Mark", "Revision", "Source", "SourceError", "WorkTree", "git", "history", "no_filters"]


class Mark(NamedTuple):
    """A file as the file system knows it at one moment: written meanwhile, it has another."""

    size: int
    inode: int
    modified: int
    changed: int

    @classmethod
    def of(cls, known: os.stat_result) -> Mark:
        """The mark of what the file system says."""
        return cls(known.st_size, known.st_ino, known.st_mtime_ns, known.st_ctime_ns)


class Entry(NamedTuple):
    """A path of the store: `kind` is `file`, `link`, `other`, `sparse` or `closed`; `blob` git's object id, if known.

    `sparse` is a file that git keeps but was told not to lay into the folder; `closed` a folder that cannot be looked
    into, for the reason given: what is known to stand below it has entries all the same.
    """

    path: str
    kind: str = "file"
    blob: str = ""
    reason: Unread | None = None


def git(
    root: Path,
    *arguments: str,
    stdin: bytes | None = None,
    fine: tuple[int, ...] = (0,),
    config: Mapping[str, str] | None = None,
) -> bytes | None:
    """Run git in a folder with a clean environment; None where git is absent or its exit is none of `fine`.

    `config` overrides settings of git for this call. Errors: SourceError where git waits for ever.
    """
    return ask(str(root), arguments, _kept(), config or {}, stdin, fine).said


def _kept() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in os.environ.items() if name in KEPT)


def no_filters(root: Path) -> dict[str, str]:
    """Settings that take the command away from every filter that git is configured with."""
    listed = git(root, "config", "-z", "--name-only", "--get-regexp", r"^filter\.", fine=(0, 1)) or b""
    names = {n.decode("utf-8", "surrogateescape").rpartition(".")[0] for n in listed.split(b"\0") if n}
    off = {"clean": "", "smudge": "", "process": "", "required": "false"}
    return {f"{name}.{key}": value for name in sorted(names) for key, value in off.items()}


def history(root: Path, records: str, revision: str = "HEAD") -> History:
    """Read the first and last commit of every record in one pass over the log, or say what of it git lacks."""
    is_cut = git(root, "rev-parse", "--is-shallow-repository")
    if is_cut != b"false\n":
        return History(lacking=CUT if is_cut else None)
    if git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision) is None:
        return History()  # nothing was committed yet
    log = git(root, *LOG, revision, "--", records)
    if log is None:  # to find what was renamed and changed at once, git reads old contents: a partial clone lacks them
        log = git(root, *LOG_OF_NAMES, revision, "--", records)
    return History(lacking=LACKS_ALL) if log is None else read_log(log)


def _readable(path: str) -> str:
    """A path that can be printed: bytes that are no UTF-8 are shown as U+FFFD (and the grammar refuses them)."""
    return path if path.isascii() else path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True)
class WorkTree:
    """The records as they lie in the folder; what git ignores is passed over, and nothing is read through a link.

    `failed` tells of each file that could not be read why, `closed` of each folder, as git names it, that could not be
    looked into; `folders` which folders are known to be none, or a link; `seen` holds the marks that files had when
    they were listed.
    """

    root: Path
    records: str = "records"
    failed: dict[str, Unread] = field(default_factory=dict, compare=False)
    closed: dict[str, Unread] = field(default_factory=dict, compare=False)
    folders: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    seen: dict[str, Mark] = field(default_factory=dict, compare=False, repr=False)

    def entries(self) -> list[Entry]:
        """List everything below the records folder, sorted by path.

        Errors: SourceError where there is no such folder in the store, or a link, or it cannot be looked into.
        """
        if not self._is_own(self.records):
            raise SourceError(f"{self.root / self.records}")
        listed = self.listed("-cot")
        if listed is None:
            tags = dict.fromkeys(walk(str(self.root), self.records, self._close), "?")
        else:
            tags = {line[2:]: line[0] for line in listed.decode("utf-8", "surrogateescape").split("\0") if line}
        found = []
        for name in sorted(tags):
            if is_passed_over(self.canonical(name)):
                continue
            entry = self.entry(name)
            if entry is not None:
                found.append(entry)
            elif tags[name] == "S":  # git was told not to lay it into the folder: it is not deleted
                found.append(Entry(self.shown(name), "sparse"))
        return sorted(found + self.refused()) if self.closed else found

    def listed(self, flags: str) -> bytes | None:
        """What git lists of the records, None where it cannot tell; a folder that it passed over is `closed`."""
        asked = ("ls-files", flags, "--exclude-standard", "-z", "--", self.records)
        said, warned = ask(str(self.root), asked, _kept(), {}, None, (0,))
        if said is not None and warned:
            above = (git(self.root, "rev-parse", "--show-prefix") or b"")[:-1].decode("utf-8", "surrogateescape")
            for name, error in unopened(warned, above):
                self._close(name, error)
        return said

    def refused(self) -> list[Entry]:
        """An entry for each folder that was found closed; those below one of them stand for no more than it does.

        Errors: SourceError where that is the folder of the records itself.
        """
        above = next((name for name in self.closed if f"{self.records}/".startswith(f"{name}/")), None)
        if above is not None:
            raise SourceError(f"{self.root / above}", self.closed[above])
        outer = (name for name in self.closed if not is_below(name, self.closed))
        found = [Entry(self.shown(name), "closed", "", self.closed[name]) for name in outer]
        return [entry for entry in found if not is_passed_over(entry.path)]

    def _is_own(self, folder: str) -> bool:
        """Tell whether a folder below the root is there and neither it nor one above it is a link. Asked once each."""
        known = self.folders.get(folder)
        if known is None:
            known = self.folders[folder] = is_folder_inside(self.root, folder)
        return known

    def _close(self, name: str, error: OSError) -> None:
        """Keep that a folder cannot be looked into; one that is gone is none any more."""
        if error.errno not in GONE:
            self.closed[culprit(str(self.root), name, error)] = closed(error)

    def entry(self, name: str) -> Entry | None:
        """What stands at a path of the folder, as git names it; None where nothing does."""
        name = name.rstrip("/")
        folder = name.rpartition("/")[0]
        own = self.folders.get(folder)
        if not (self._is_own(folder) if own is None else own):
            return None  # what lies behind a link is none of the store's
        try:
            known = os.lstat(f"{self.root}/{name}")
        except OSError as error:
            if error.errno in GONE:
                return None  # listed by git, deleted in the work tree
            if error.errno in regular.DENIED:
                self._close(folder, error)
            return Entry(self.shown(name))  # reading it will tell why it cannot be
        path = self.shown(name)
        self.seen[path] = Mark.of(known)
        mode = known.st_mode
        return Entry(path, "file" if stat.S_ISREG(mode) else "link" if stat.S_ISLNK(mode) else "other")

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
        """Read regular files without following links; one that cannot be read is left out and stands in `failed`."""
        found, top, folders = {}, str(self.root), self.folders
        for path in paths:
            real = path if self.records == "records" else self.real(path)
            folder = real.rpartition("/")[0]
            own = folders[folder] if folder in folders else self._is_own(folder)
            content = read_regular(f"{top}/{real}") if own else LINKED
            if isinstance(content, bytes):
                found[path] = content
            else:
                self.failed[path] = content
        for path in self.failed.keys() & found.keys() if self.failed else ():
            del self.failed[path]
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
    failed: dict[str, Unread] = field(default_factory=dict, compare=False)

    def entries(self) -> list[Entry]:
        """List everything below the records folder of the revision, sorted by path.

        Errors: SourceError where there is no such revision, or its records cannot be listed.
        """
        commit = git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self.revision}^{{commit}}")
        if commit is None:
            raise SourceError(self.revision)
        listed = self._listed(commit.decode().strip())
        if listed is None or (not listed and self._is_link(commit.decode().strip())):
            raise SourceError(f"{self.revision}:{self.records}")
        entries = []
        for line in listed.split(b"\0"):
            if not line:
                continue
            head, _, name = line.partition(b"\t")
            mode, _, blob, *size = head.decode().split()
            path = name.decode("utf-8", "surrogateescape")
            path = path if self.records == "records" else "records" + path[len(self.records) :]
            if not is_passed_over(path):
                kind = "file" if mode in {"100644", "100755"} else "link" if mode == "120000" else "other"
                entries.append(Entry(_readable(path), kind, blob))
                self.blobs[path] = blob
                if size and size[0].isdigit() and int(size[0]) > FILE_LIMIT:
                    self.oversized.add(path)
        return sorted(entries)

    def _listed(self, commit: str) -> bytes | None:
        """What git lists of the records; without sizes where the clone is a partial one and lacks what they are of."""
        asked = ("-z", commit, "--", f"{self.records}/")
        listed = git(self.root, "ls-tree", "-r", "-l", *asked)
        return listed if listed is not None else git(self.root, "ls-tree", "-r", *asked)

    def _is_link(self, commit: str) -> bool:
        parts = self.records.split("/")
        names = ("/".join(parts[: n + 1]) for n in range(len(parts)))
        return any((git(self.root, "ls-tree", commit, "--", name) or b"").startswith(b"120000 ") for name in names)

    def read(self, paths: list[str]) -> dict[str, bytes]:
        """Read blobs in one batch; an object that git lacks is left out and stands in `failed`. None is fetched."""
        found = {p: b"\0" * (FILE_LIMIT + 1) for p in paths if p in self.oversized}  # only its length is looked at
        wanted = [p for p in paths if p in self.blobs and p not in self.oversized]
        while wanted:
            asked = "".join(f"{self.blobs[p]}\n" for p in wanted).encode()
            said = git(self.root, "cat-file", "--batch", stdin=asked, fine=(0, 128))
            done = self._take(wanted, said or b"", found)
            after = len(wanted) if said is None else done + 1  # git stops at an object that it cannot read
            self.failed.update(dict.fromkeys(wanted[done:after], LACKING))
            wanted = wanted[after:]
        return found

    def _take(self, wanted: list[str], data: bytes, found: dict[str, bytes]) -> int:
        """Take the blobs apart; the number of those that git answered for."""
        at = 0
        for number, path in enumerate(wanted):
            end = data.find(b"\n", at)
            head = data[at:end].split(b" ") if end >= 0 else []
            at = end + 1
            if len(head) == 3:
                size = int(head[2])
                if len(data) <= at + size:
                    return number
                found[path] = data[at : at + size]
                at += size + 1
            elif head:
                self.failed[path] = LACKING
            else:
                return number
        return len(wanted)

    def history(self) -> History:
        """When git first saw each record, up to the revision."""
        known = history(self.root, self.records, self.revision)
        return known.renamed(lambda path: "records" + path[len(self.records) :])


Source = WorkTree | Revision
