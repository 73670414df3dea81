"""Files above the cells that need not be made again: everything that was read for them is as it was.

Each file may be a row of pieces, each with what was read for it; of a file that stands, a piece is cut out and used
again where only others changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from generator.cache.codec import Codec
    from generator.model.late import Reads, Watch


Digests = Mapping[str, str]  # part → a name of its content
Make = Callable[[], bytes]
Content = bytes | memoryview


class Piece(NamedTuple):
    """A piece of a file as it was made: what was read for it, a name of that content, and its length in bytes."""

    reads: Reads
    key: str
    size: int


class Made(NamedTuple):
    """A file as it was made."""

    size: int
    sha256: str
    pieces: tuple[Piece, ...]


class Sum(NamedTuple):
    """A sum as it was worked out: what was read for it, a name of that content, and where it stands."""

    reads: Reads
    key: str
    line: int


class Sums:
    """Sums that were worked out last time, and what was worked out since.

    Args:
        lines: The sums as they are kept.
        kept: By name, what was read for each, and its line.
        codec: That of a sum.
    """

    def __init__(self, lines: Sequence[bytes], kept: Mapping[str, Sum], codec: Codec) -> None:
        self._lines = list(lines)
        self._kept = dict(kept)
        self._codec = codec
        self.is_new = False
        self.key_of: Callable[[Reads], str] = repr  # the memo's, once there is one

    def get(self, name: str) -> tuple[Any, Reads] | None:
        """A sum with what was read for it, if all that is as it was. Errors: Unreadable."""
        found = self._kept.get(name)
        if found is None or self.key_of(found.reads) != found.key:
            return None
        return self._codec.loads(self._lines[found.line]), found.reads

    def put(self, name: str, value: Any, reads: Reads) -> None:
        """Keep a sum."""
        self.is_new = True
        known = self._kept.get(name)
        line = known.line if known is not None else len(self._lines)
        self._lines[line : line + 1] = [self._codec.dumps(value)]
        self._kept[name] = Sum(reads, self.key_of(reads), line)

    def all(self) -> tuple[dict[str, Sum], list[bytes]]:
        """Everything that is kept now."""
        return self._kept, self._lines


@dataclass
class Memo:
    """What was made last time, for one output.

    Attributes:
        watch: Tells what is read.
        digests: For each cell, in the order of its bits, a name of the content of each part.
        kept: The files of last time.
        key: A name of all that is not watched.
        sums: The sums of last time.
        made: Those of this time.
    """

    watch: Watch
    digests: Sequence[Digests]
    kept: Mapping[str, Made] = field(default_factory=dict)
    key: str = ""
    sums: Sums | None = None
    made: dict[str, Made] = field(default_factory=dict)
    _keys: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def stands(self, path: str) -> Made | None:
        """The file as it was made last time, if all that was read for it is as it was; None otherwise."""
        made = self.kept.get(path)
        if made is None or any(self.key_of(piece.reads) != piece.key for piece in made.pieces):
            return None
        self.made[path] = made
        return made

    def make(self, path: str, pieces: Sequence[Make], old: Callable[[], bytes | None]) -> Iterator[Content]:
        """Yield a file in its pieces; `old` gives the bytes of last time, if they are still there."""
        found, digest = [], hashlib.sha256()
        before = self._cut(path, len(pieces), old) if len(pieces) > 1 else {}
        content: Content
        for number, make in enumerate(pieces):
            if number in before:
                piece, content = before.pop(number)
            else:
                with self.watch.reading() as reads:
                    content = make()
                piece = Piece(reads, self.key_of(reads), len(content))
            found.append(piece)
            digest.update(content)
            yield content
        self.made[path] = Made(sum(piece.size for piece in found), digest.hexdigest(), tuple(found))

    def _cut(self, path: str, count: int, old: Callable[[], bytes | None]) -> dict[int, tuple[Piece, memoryview]]:
        """The pieces of last time that are as they would be made now, by their place."""
        made = self.kept.get(path)
        if made is None or len(made.pieces) != count:
            return {}
        good = [self.key_of(piece.reads) == piece.key for piece in made.pieces]
        data = old() if any(good) else None
        if data is None or len(data) != made.size or hashlib.sha256(data).hexdigest() != made.sha256:
            return {}
        whole = memoryview(data)
        found, at = {}, 0
        for number, piece in enumerate(made.pieces):
            if good[number]:
                found[number] = piece, whole[at : at + piece.size]
            at += piece.size
        return found

    def key_of(self, reads: Reads) -> str:
        """A name of the content of all parts that were read."""
        digest = hashlib.sha256()
        for part in sorted(reads):
            digest.update(self._content(part, reads[part]))
        return digest.hexdigest()

    def _content(self, part: str, cells: int) -> bytes:
        known = self._keys.get((part, cells))
        if known is None:
            digest = hashlib.sha256(part.encode())
            rest = cells
            while rest:
                bit = rest & -rest
                digest.update(f"{self.digests[bit.bit_length() - 1].get(part, '')}\0".encode())
                rest ^= bit
            known = self._keys[part, cells] = digest.digest()
        return known
