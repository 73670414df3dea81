"""The manifest: every published file with its size and SHA-256, so that a folder can be proved.

It stands in the site itself, as `manifest.json`: what is copied or served can be proved where it is. No district, page
or language can be called so, for none has a dot in its name. It is written last and does not list itself.
"""

from __future__ import annotations

import functools
import hashlib
import json
import operator
import os
import re
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import Text
from generator.publish.trouble import NotPublished, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAME = "manifest.json"
SCHEMA = "chibo.manifest/1"
_HEAD = f'{{"schema":"{SCHEMA}","files":['
_LINE = re.compile(r'^{"path":("(?:[^"\\]|\\.)*"),"size":([0-9]+),"sha256":"([0-9a-f]{64})"},?$', re.MULTILINE)
_PART = r'[^"\\\x00-\x1f./][^"\\\x00-\x1f/]*'
_USUAL = re.compile(
    rf'^{{"path":"({_PART}(?:/{_PART})*)","size":(0|[1-9][0-9]*),"sha256":"([0-9a-f]{{64}})"}}', re.MULTILINE
)
_BESIDE = len('{"path":"","size":,"sha256":""},\n') + 64  # what a line holds beside its path and its size
_HEX = frozenset("0123456789abcdef")


class Entry(NamedTuple):
    """What a published file must be."""

    size: int
    sha256: str


class Unreadable(ValueError):
    """These bytes are no manifest of this program."""


@dataclass
class Tree:
    """What lies below a folder, by path; no link is followed. `odd` holds what is neither file nor folder, and why."""

    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    odd: dict[str, str] = field(default_factory=dict)

    def refuse_odd(self, root: Path) -> None:
        """Refuse a folder with anything that is never published.

        Errors: NotPublished with the first such path.
        """
        for path, kind in sorted(self.odd.items()):
            raise NotPublished(
                Text(
                    f"{root / path}: {_ODD[kind].vi}; chibo không bao giờ đăng thứ này nên không động vào. "
                    "Dời nó đi, hoặc chọn --output khác.",
                    f"{root / path}: {_ODD[kind].en}, which chibo never publishes and does not touch. "
                    "Move it away, or choose another --output.",
                )
            )


_ODD = {
    "link": Text("là liên kết", "a symbolic link"),
    "special": Text("không phải tệp thường", "no regular file"),
    "hidden": Text("là tệp ẩn", "a hidden file"),
    "name": Text("có tên không đọc được theo UTF-8", "a name that is not UTF-8"),
}


def scan(root: Path) -> Tree:
    """What lies below a folder. Errors: OSError."""
    tree = Tree()
    _scan(str(root), "", tree)
    return tree


def _scan(folder: str, prefix: str, tree: Tree) -> None:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        path = prefix + entry.name
        odd = _oddness(entry)
        if odd:
            tree.odd[path] = odd
        elif entry.is_dir(follow_symlinks=False):
            tree.folders.add(path)
            _scan(entry.path, f"{path}/", tree)
        else:
            tree.files[path] = entry.stat(follow_symlinks=False)


def _oddness(entry: os.DirEntry[str]) -> str:
    if entry.name.startswith("."):
        return "hidden"
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        return "name"
    if entry.is_symlink():
        return "link"
    return "" if entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False) else "special"


def hash_of(path: Path | str) -> str:
    """The SHA-256 of a file that is no link. Errors: OSError."""
    with at(path):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with open(handle, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def entry_of(data: bytes) -> Entry:
    """The entry of a file with these bytes."""
    return Entry(len(data), hashlib.sha256(data).hexdigest())


def of_folder(root: Path) -> dict[str, Entry]:
    """The manifest of what lies below a folder; its own manifest, links and hidden files are left out.

    Errors: OSError.
    """
    files = scan(root).files
    return {path: Entry(files[path].st_size, hash_of(f"{root}/{path}")) for path in sorted(files) if path != NAME}


def seal(root: Path) -> None:
    """Write the manifest of a finished folder into it. Errors: OSError."""
    (root / NAME).write_bytes(render(of_folder(root)))


def render(files: Mapping[str, Entry]) -> bytes:
    """The bytes of a manifest: the same for the same files."""
    lines = [
        f'{{"path":{encode_basestring(path)},"size":{entry.size},"sha256":"{entry.sha256}"}}'
        for path, entry in sorted(files.items())
    ]
    return "\n".join([_HEAD, ",\n".join(lines), "]}", ""]).encode()


def parse(data: bytes) -> dict[str, Entry]:
    """Read a manifest; it must be written exactly as `render` writes it.

    Errors: Unreadable.
    """
    return dict(_parse(data))


@functools.lru_cache(maxsize=1)  # a build asks twice for that of the site that stands
def _parse(data: bytes) -> dict[str, Entry]:
    try:
        text = data.decode()
        usual = _usual(text)
        if usual is not None:
            return usual
        found = _LINE.findall(text)
        files = {_unescaped(path): Entry(int(size), sha256) for path, size, sha256 in found}
        if all(is_plain(path) and path != NAME for path in files) and render(files) == data:
            return files
    except ValueError:
        pass
    raise Unreadable


def _usual(text: str) -> dict[str, Entry] | None:
    """A manifest whose paths need no escaping, which nearly all are; None for any other, and for what is none."""
    found = _USUAL.findall(text)
    if not found:
        return None
    paths, sizes, hashes = zip(*found, strict=True)
    ends = (
        sum(map(len, paths)) + sum(map(len, sizes)) + len(found) * _BESIDE + len(_HEAD) + len("\n\n]}\n") - len(",\n")
    )
    is_whole = len(text) == ends and text.startswith(f"{_HEAD}\n") and text.endswith('"}\n]}\n')
    if not is_whole or text.count('"},\n{"path":"') != len(found) - 1 or not all(map(operator.lt, paths, paths[1:])):
        return None
    return None if NAME in paths else dict(zip(paths, map(Entry, map(int, sizes), hashes), strict=True))


def _unescaped(path: str) -> str:
    return str(json.loads(path)) if "\\" in path else path[1:-1]


def is_hash(text: object) -> bool:
    """Whether this is a SHA-256 in small letters."""
    return isinstance(text, str) and len(text) == 64 and _HEX.issuperset(text)


def is_plain(path: object) -> bool:
    """Whether a path leads to a file below the top of a site, and nowhere else."""
    return isinstance(path, str) and "\0" not in path and all(p and not p.startswith(".") for p in path.split("/"))


def read(root: Path) -> tuple[bytes, dict[str, Entry]] | None:
    """The manifest in a folder, as bytes and as read; None where there is none of ours. Errors: OSError."""
    path = root / NAME
    try:
        with at(path):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
            with open(handle, "rb") as stream:
                data = stream.read()
        return data, parse(data)
    except (FileNotFoundError, IsADirectoryError, Unreadable):
        return None


def compare(root: Path, manifest: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Yield the path and the kind (`changed`, `missing`, `added`) of every difference from a manifest, by path.

    A link, a hidden file, and a folder that no file needs are `added`. Errors: OSError.
    """
    tree = scan(root)
    needed = folders_of(manifest)
    found = dict.fromkeys((tree.files.keys() | tree.odd.keys()) - manifest.keys() - {NAME}, "added")
    found |= {f"{path}/": "added" for path in tree.folders - needed}
    for path, entry in manifest.items():
        there = tree.files.get(path)
        if there is None:
            found[path] = "changed" if path in tree.odd or path in tree.folders else "missing"
        elif there.st_size != entry.size or hash_of(f"{root}/{path}") != entry.sha256:
            found[path] = "changed"
    yield from sorted(found.items())


def folders_of(paths: Mapping[str, object]) -> set[str]:
    """Every folder that these files stand in, the top left out."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
