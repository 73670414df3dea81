"""Which files git keeps otherwise than they lie in the folder: of those its name for what it keeps says too little.

Other bytes in the folder can be the same to git: another `$Id: …$`, other ends of line, another encoding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.store.source import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ANY = {b"filter", b"ident", b"working-tree-encoding"}
_ENDS = {b"crlf", b"eol", b"text"}


class Converted(NamedTuple):
    """The files that git may keep otherwise, as it lists them; of those in `ends` nothing but ends of line."""

    freely: set[bytes]
    ends: set[bytes]


def converted(root: Path, names: Iterable[bytes]) -> Converted:
    """Ask git which of these files it converts, by the attributes and settings of the repository."""
    names = [name for name in names if name]
    said = git(root, "check-attr", "-z", "-a", "--stdin", stdin=b"".join(name + b"\0" for name in names))
    if said is None:
        return Converted(set(names), set())
    parts = said.split(b"\0")
    found: tuple[set[bytes], set[bytes]] = set(), set()
    for name, attribute, value in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        for kind, own in zip((_ANY, _ENDS), found, strict=True):
            if attribute in kind and value != b"unset":
                own.add(name)
    if (git(root, "config", "--get", "core.autocrlf", fine=(0, 1)) or b"").strip().lower() not in {b"", b"false"}:
        found[1].update(names)
    return Converted(found[0], found[1] - found[0])


def other_than_kept(root: Path, blobs: Mapping[bytes, str], sizes: Mapping[bytes, int]) -> set[bytes]:
    """Those of some files that may hold other bytes than the blobs that git names for them.

    `sizes` are those of the files. Where ends of line alone are converted, a file as long as its blob is its blob.
    """
    freely, ends = converted(root, blobs)
    listed = sorted(ends)
    asked = "".join(f"{blobs[name]}\n" for name in listed).encode()
    said = (git(root, "cat-file", "--batch-check=%(objectsize)", stdin=asked) or b"").split(b"\n") if listed else []
    same = {name for name, size in zip(listed, said, strict=False) if size == b"%d" % sizes.get(name, -1)}
    return freely | ends - same
