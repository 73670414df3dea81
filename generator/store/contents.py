"""What each file of the records holds, told by a name of its content: git's own where git has it, else a hash.

Modification times decide nothing but what git itself looks at again, and whether a file was written meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from generator.store.attributes import converted, other_than_kept
from generator.store.source import Mark, Revision, Source, WorkTree, git, no_filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

DIFF_FILES = ("--name-only", "--relative", "--ignore-submodules=dirty")  # a repository inside is not looked into
_FLAGGED = re.compile(rb"(?:^|\0)[a-zSs] ")  # files whose changes git passes over


class State(NamedTuple):
    """A name of all that the records hold and of what git knows of them, and the marks of files that git does not keep.

    Two states with the same name hold the same files with the same content, and the same history.
    """

    name: str
    marks: dict[str, Mark]


def mark_of(path: str) -> Mark | None:
    """The mark of a file; None where it is not there."""
    try:
        known = os.lstat(path)
    except OSError:
        return None
    return Mark.of(known)


def marks(source: Source, paths: Iterable[str]) -> dict[str, Mark]:
    """The marks of files that lie in the folder; those of a revision never change and have none.

    With one that could not be read it is the other way round: so it is not what it was, and nothing is kept of it.
    """
    if isinstance(source, Revision):
        return {path: Mark(0, 0, 0, 0) for path in source.failed.keys() & paths}
    found = ((path, mark_of(source.place(path))) for path in paths if path not in source.failed)
    return {path: mark for path, mark in found if mark is not None}


def marks_listed(source: Source, paths: Iterable[str]) -> dict[str, Mark]:
    """The marks that files had when the source listed them, which it has; of others those of now."""
    if isinstance(source, Revision):
        return marks(source, paths)
    paths = list(paths)
    listed = {path: source.seen[path] for path in paths if path in source.seen}
    return listed | marks(source, [path for path in paths if path not in listed])


def contents(source: Source, paths: Iterable[str], known: Mapping[str, Mark]) -> dict[str, str]:
    """A name of the content of each of these that is a regular file: two with the same name hold the same bytes.

    `known` are the marks of the files, taken before. A file that is written after that may get either name.
    """
    if isinstance(source, Revision):
        return {path: source.blobs[path] for path in paths if path in source.blobs}
    kept = _kept(source, known)
    found = {}
    for path in paths:
        if path in kept and path in known:
            found[path] = f"{kept[path]}:{known[path].size}"
            continue
        for raw in source.read([path]).values():
            found[path] = hashlib.sha256(raw).hexdigest()
    return found


def _kept(tree: WorkTree, known: Mapping[str, Mark]) -> dict[str, str]:
    """The blobs of those files of a work tree that are, byte by byte, what its index says."""
    where = ("-z", "--", tree.records)
    off = no_filters(tree.root)
    with ThreadPoolExecutor(1) as aside:
        listing = aside.submit(git, tree.root, "ls-files", "-s", "-v", *where)
        changed = git(tree.root, "diff-files", *DIFF_FILES, *where, config=off)
        listed = listing.result()
    if listed is None or changed is None:
        return {}
    dirty = {name for name in changed.split(b"\0") if name}
    blobs, shown, sizes = {}, {}, {}
    for line in listed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        if head[:2] == b"H " and head[-2:] == b" 0" and name not in dirty:  # not one that git is told to pass over
            blobs[name] = head[9:-2].decode("ascii")
            path = shown[name] = tree.shown(name.decode("utf-8", "surrogateescape"))
            sizes[name] = known[path].size if path in known else -1
    others = other_than_kept(tree.root, blobs, sizes)
    return {shown[name]: blob for name, blob in blobs.items() if name not in others}


def is_in_git(root: Path, folder: str) -> bool:
    """Tell whether git keeps anything below a folder: then it came with the store, perhaps from a stranger."""
    return bool(git(root, "ls-files", "-z", "--", folder))


def state(root: Path, records: str) -> State | None:
    """The state of a work tree; None where it cannot be told quickly."""
    said = git(root, "rev-parse", "--is-shallow-repository", "--git-path", "index", "HEAD")
    if said is None:
        return None
    digest = hashlib.sha256(said)
    index = root / said.split(b"\n")[1].decode("utf-8", "surrogateescape")
    if not index.is_file():  # a pipe would be waited for
        return None
    try:
        written = int(index.stat().st_mtime)
        digest.update(index.read_bytes())
    except OSError:
        return None
    tree = WorkTree(root, records)
    names = _touched(tree, written)
    if names is None:
        return None
    seen = {name: mark for name in names if (mark := mark_of(os.path.join(root, name))) is not None}
    for name in names:
        entry = tree.entry(name)
        digest.update(f"{name}\0{entry.kind if entry else ''}\0".encode("utf-8", "surrogateescape"))
        path = tree.canonical(name)
        raw = tree.read([path]).get(path, b"")
        if path in tree.failed and entry is not None and entry.kind == "file":
            return None
        digest.update(b"%d\0%s" % (len(raw), raw))
    return State(digest.hexdigest(), seen)


def _is_young(path: bytes, written: int) -> bool:
    try:
        return int(os.lstat(path).st_mtime) >= written
    except OSError:
        return False


def still(root: Path, state: State) -> bool:
    """Tell whether the files that git does not keep have been left alone since; of all others git will tell."""
    return all(mark_of(os.path.join(root, name)) == mark for name, mark in state.marks.items())


def _touched(tree: WorkTree, written: int) -> list[str] | None:
    """The files that git's index does not vouch for, by their names in the folder; None where git cannot tell.

    So it is where git was told to pass over changes of a file, or cannot look into a folder. `written` is the second
    in which the index was: files as young as that are compared by git as it would keep them, so of what it converts it
    may take others for the same.
    """
    where = ("-z", "--", tree.records)
    off = no_filters(tree.root)
    with ThreadPoolExecutor(2) as aside:
        flags = aside.submit(git, tree.root, "ls-files", "-v", *where)
        others = aside.submit(tree.listed, "-o")
        changed = git(tree.root, "diff-files", *DIFF_FILES, *where, config=off)
        listed, unknown = flags.result(), others.result()
    if changed is None or listed is None or unknown is None or tree.closed or _FLAGGED.search(listed):
        return None
    names = {*changed.split(b"\0"), *unknown.split(b"\0")}
    bent = converted(tree.root, (line[2:] for line in listed.split(b"\0")))
    names |= {
        name for name in bent.freely | bent.ends if _is_young(os.path.join(os.fsencode(tree.root), name), written)
    }
    return sorted(name.decode("utf-8", "surrogateescape") for name in names if name)
