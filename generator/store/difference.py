"""What differs between the records now and at an earlier commit, read from git without checkout."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.store.paths import is_passed_over
from generator.store.source import Entry, Revision, Source, SourceError, WorkTree, git, no_filters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class NoComparison(Exception):
    """There is nothing to compare with. `reason`: `no-git`, `unknown` or `unrelated`; the message is the REF."""

    def __init__(self, reason: str, reference: str) -> None:
        super().__init__(reference)
        self.reason = reason


@dataclass(frozen=True)
class Difference:
    """The two states of a store: where each is read from, its entries, and the paths that differ."""

    before: Revision
    before_entries: list[Entry]
    now: Source
    now_entries: list[Entry]
    changed: frozenset[str]

    @property
    def appeared(self) -> frozenset[str]:
        """The changed paths that the earlier state has not."""
        return self.changed - {e.path for e in self.before_entries}

    @property
    def vanished(self) -> frozenset[str]:
        """The changed paths that only the earlier state has."""
        return self.changed - {e.path for e in self.now_entries}


def difference(root: Path, records: str, reference: str, revision: str | None) -> Difference:
    """Compare the work tree (or a revision) with the merge base of `reference` and HEAD (or of that revision).

    Errors: NoComparison; SourceError where the revision itself is unknown.
    """
    before = Revision(root, merge_base(root, reference, revision), records)
    earlier = before.entries()
    known = {e.path: e for e in earlier}
    if revision is None:
        tree = WorkTree(root, records)
        changed, entries = _in_work_tree(tree, before.revision, known)
        return Difference(before, earlier, tree, entries, changed)
    now = Revision(root, revision, records)
    entries = now.entries()
    later = {e.path: e for e in entries}
    paths = {p for p in known.keys() | later.keys() if known.get(p) != later.get(p)}
    return Difference(before, earlier, now, entries, frozenset(paths))


def merge_base(root: Path, reference: str, revision: str | None) -> str:
    """The commit where the line of `reference` and that of HEAD (or `revision`) part.

    Errors: NoComparison, SourceError.
    """
    if git(root, "rev-parse", "--git-dir") is None:
        raise NoComparison("no-git", reference)
    head = _commit(root, revision or "HEAD")
    if head is None:
        raise SourceError(revision or "HEAD")
    other = _commit(root, reference)
    if other is None:
        raise NoComparison("unknown", reference)
    base = git(root, "merge-base", other, head)
    if base is None:
        raise NoComparison("unrelated", reference)
    return base.decode().strip()


def is_known(root: Path, reference: str) -> bool:
    """Tell whether git has such a commit."""
    return _commit(root, reference) is not None


def _commit(root: Path, reference: str) -> str | None:
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    return None if found is None else found.decode().strip()


def _in_work_tree(tree: WorkTree, base: str, known: dict[str, Entry]) -> tuple[frozenset[str], list[Entry]]:
    """The paths of a work tree that differ from a commit, and all its entries.

    Git is asked which files were touched; what was merely touched is told apart by its hash. No filter that the
    repository's attributes name is run for that.
    """
    where = ("--", tree.records)
    off = no_filters(tree.root)
    how = ("-z", "--raw", "--no-renames", "--relative", "--ignore-submodules=dirty")
    raw = git(tree.root, "diff-index", *how, base, *where, config=off)
    listed = tree.listed("-o")
    if raw is None or listed is None:
        raise SourceError(str(tree.root))
    names = {n for n in raw.split(b"\0") if n and not n.startswith(b":")} | {n for n in listed.split(b"\0") if n}
    entries = dict(known)
    changed = set()
    for name in sorted(names):
        written = name.decode("utf-8", "surrogateescape")
        if is_passed_over(tree.canonical(written)):
            continue
        entry = tree.entry(written)
        path = tree.shown(written)
        if entry is not None and entry.kind == "file" and _is_same(tree, path, known.get(path)):
            continue
        changed.add(path)
        entries.pop(path, None)
        if entry is not None:
            entries[path] = entry
    for entry in tree.refused() if tree.closed else ():
        changed.add(entry.path)
        entries[entry.path] = entry
    return frozenset(changed), [entries[path] for path in sorted(entries)]


def _is_same(tree: WorkTree, path: str, known: Entry | None) -> bool:
    """Tell whether a file holds what the commit holds."""
    if known is None or known.kind != "file":
        return False
    content = tree.read([path]).get(path)
    if content is None:
        return False
    hashing = hashlib.sha256 if len(known.blob) == 64 else hashlib.sha1
    return hashing(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == known.blob


def naming(source: Source, words: Iterable[str], *places: str) -> set[str]:
    """The records, as far as git keeps them, in which one of these words stands. `places` are patterns of paths.

    Errors: SourceError where git cannot tell.
    """
    patterns = [part for word in sorted(words) for part in ("-e", word)]
    if not patterns:
        return set()
    where = [source.revision] if isinstance(source, Revision) else []
    under = [f":(glob){source.records}/{place}" for place in places] or [source.records]
    if isinstance(source, WorkTree):  # git itself would look behind a link
        under += [f":(exclude,literal){folder}" for folder, is_own in source.folders.items() if not is_own]
    how = ("-l", "-z", "-F", "-w", "--no-color", "--no-textconv", "--no-recurse-submodules")
    found = git(source.root, "grep", *how, *patterns, *where, "--", *under, fine=(0, 1))
    if found is None:
        raise SourceError(str(source.root))
    ahead = f"{where[0]}:" if where else ""
    names = [n.decode("utf-8", "surrogateescape").removeprefix(ahead) for n in found.split(b"\0") if n]
    return {f"records{name[len(source.records) :]}" for name in names}
