"""A file that is to be made: where it stands, and the pieces that it is a row of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Make = Callable[[], bytes]


class File(NamedTuple):
    """One file: its URL, and what makes each of its pieces, apart from the others."""

    url: str
    pieces: tuple[Make, ...]

    def content(self) -> bytes:
        """The whole file."""
        return b"".join(make() for make in self.pieces)


Part = tuple[File, ...]  # files that one process makes, as they have work in common
