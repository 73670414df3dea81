"""A full name whose words stand in several cells of a table, items of a list, paragraphs or strings.

Only whole pieces are put together, one after the other, until they are a name and nothing else: words that happen to
stand side by side in two texts are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.leaks.find import Hit
from generator.leaks.words import fold_word, folded, in_order, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.leaks.needles import Needles

_LONGEST = 96  # bytes of a piece that could be a part of a name
_CALLED = (("đ", "c"), ("đồng", "chí"), ("ông",), ("bà",))


class Splits:
    """Looks for names of two words or more in the order of a file's pieces."""

    def __init__(self, needles: Needles) -> None:
        self._names = {tuple(sorted(map(fold_word, name))): kind for name, kind in needles.names.items()}
        self._pairs = {pair: kind for name, kind in needles.pairs.items() for pair in (name, name[::-1])}
        self._most = max((len(name) for name in (*self._names, *self._pairs)), default=0)
        self._words = {word for name in self._names for word in name} | {word for pair in self._pairs for word in pair}
        self._public = needles.public
        self._known: dict[bytes, tuple[str, ...] | None] = {}
        self._parts: set[bytes] = set()

    def hits(self, data: bytes, pieces: set[bytes], new: set[bytes]) -> Iterator[Hit]:
        """The names in a text, given its pieces and those of them that stood in no text before."""
        self._parts.update(piece for piece in new if len(piece) <= _LONGEST and self._part(piece))
        if len(self._parts & pieces) < 2:
            return
        run: list[tuple[str, ...]] = []
        for piece in in_order(data):
            part = self._part(piece) if len(piece) <= _LONGEST else None
            if part is None:
                run = []
            elif part:
                run = [*run, part][-self._most :]
                yield from self._ending(run)

    def _part(self, piece: bytes) -> tuple[str, ...] | None:
        """The words of a piece that could be a part of a name; empty where it has no word, None for any other."""
        if piece not in self._known:
            self._known[piece] = self._read(piece)
        return self._known[piece]

    def _read(self, piece: bytes) -> tuple[str, ...] | None:
        text = piece.decode("utf-8", "replace").partition("(")[0].rpartition(":")[2]
        found = tuple(words(text))
        for called in _CALLED:
            if found[: len(called)] == called and len(found) > len(called):
                found = found[len(called) :]
        if len(found) > self._most or any(w not in self._words and fold_word(w) not in self._words for w in found):
            return None
        return found

    def _ending(self, run: list[tuple[str, ...]]) -> Iterator[Hit]:
        """The names that the last pieces of a run are, two of them or more."""
        for first in range(len(run) - 1):
            name = tuple(word for part in run[first:] for word in part)
            flat = tuple(map(fold_word, name))
            kind = self._pairs.get(name) if len(name) == 2 else self._names.get(tuple(sorted(flat)))
            if kind is not None and not self._is_public(run[first:]):
                yield Hit(kind, " ".join(flat), f" {' '.join(flat)} ")

    def _is_public(self, parts: Iterable[tuple[str, ...]]) -> bool:
        return all(" ".join(folded(" ".join(part))) in self._public for part in parts)
