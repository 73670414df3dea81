"""What each file of the records holds, told by a name of its content: git's own where git has it, else the same hash.

Modification times decide nothing here but what git itself looks at again.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from generator.store.source import Revision, Source, SourceError, WorkTree, git, no_filters

if TYPE_CHECKING:
    from collections.abc import Iterable

def contents(source: Source, paths: Iterable[str]) -> dict[str, str]:
    """A name of the content of each of these that is a regular file: two with the same name hold the same bytes.

    Errors: SourceError.
    """
    if isinstance(source, Revision):
        return {path: source.blobs[path] for path in paths if path in source.blobs}
    kept = _kept(source)
    found = {}
    rest = []
    for path in paths:
        blob = kept.get(path)
        if blob is None:
            rest.append(path)
            continue
        try:
            size = os.lstat(f"{source.root}/{source.real(path)}").st_size
        except OSError:
            rest.append(path)
            continue
        found[path] = f"{blob}:{size}"  # with another end of line, git says the same of other bytes
    for path in rest:
        for raw in source.read([path]).values():
            found[path] = hashlib.sha256(raw).hexdigest()
    return found


def _kept(tree: WorkTree) -> dict[str, str]:
    """The blobs of those files of a work tree that are, as git sees it, what its index says."""
    where = ("-z", "--", tree.records)
    off = no_filters(tree.root)
    with ThreadPoolExecutor(2) as aside:
        touched = aside.submit(git, tree.root, "diff-files", "--name-only", "--relative", *where, config=off)
        listed = git(tree.root, "ls-files", "-s", "-v", *where)
        changed = touched.result()
    if listed is None:
        return {}
    if changed is None:
        raise SourceError(str(tree.root))
    dirty = {name for name in changed.split(b"\0") if name}
    kept = {}
    for line in listed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        if head[:2] == b"H " and head[-2:] == b" 0" and name not in dirty:  # not one that git is told to pass over
            path = tree.shown(name.decode("utf-8", "surrogateescape"))
            kept[path] = head[9:-2].decode("ascii")
    return kept
