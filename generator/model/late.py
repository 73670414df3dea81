"""Values that are worked out when they are asked for, and what was read for them.

A part is a year (`2024`) of one cell, or what changes with any record of it (`now`); cells are told by the bits of a
number. What is worked out once and looked at by many brings the parts it came from along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

Reads = dict[str, int]  # part → the cells whose part was read, as bits
NOW = "now"


class Watch:
    """What is being read. Not for several threads."""

    def __init__(self) -> None:
        self._reads: Reads = {}

    def note(self, part: str, cells: int) -> None:
        """Note that a part of these cells is read."""
        reads = self._reads
        reads[part] = reads.get(part, 0) | cells

    def note_all(self, reads: Reads) -> None:
        """Note everything that something came from."""
        for part, cells in reads.items():
            self._reads[part] = self._reads.get(part, 0) | cells

    @contextmanager
    def reading(self) -> Iterator[Reads]:
        """Gives what is read meanwhile; whoever reads outside is not told of it."""
        outside, self._reads = self._reads, {}
        try:
            yield self._reads
        finally:
            self._reads = outside


class Kept(Protocol):
    """Values that were worked out before, by what they are called."""

    def get(self, name: str) -> tuple[Any, Reads] | None:
        """A value with what was read for it, if all that is as it was; None otherwise."""

    def put(self, name: str, value: Any, reads: Reads) -> None:
        """Keep a value."""


class Late(Mapping[Any, Any]):
    """A mapping of which each value is worked out when it is first asked for.

    Args:
        keys: Its keys, in order; those of a mapping are not looked at before they are asked for.
        make: Gives the value of a key.
        watch: Told, whenever a value is looked at, what that came from; None where nobody asks.
        name: What the mapping is called in `kept`.
        kept: Values that were worked out before; None where there are none.
        holds: Whether a value is remembered; what is worked out quickly and large in sum is not.
    """

    def __init__(
        self,
        keys: Iterable[Any],
        make: Callable[[Any], Any],
        watch: Watch | None = None,
        name: str = "",
        kept: Kept | None = None,
        *,
        holds: bool = True,
    ) -> None:
        self._keys = keys if isinstance(keys, Mapping) else dict.fromkeys(keys)
        self._make = make
        self._watch = watch
        self._name = name
        self._kept = kept
        self._holds = holds
        self._known: dict[Any, tuple[Any, Reads]] = {}

    def __getitem__(self, key: Any) -> Any:
        value, reads = self.found(key)
        if self._watch is not None:
            self._watch.note_all(reads)
        return value

    def found(self, key: Any) -> tuple[Any, Reads]:
        """The value of a key with what it came from; nobody is told that it is looked at."""
        known = self._known.get(key)
        if known is None:
            if key not in self._keys:
                raise KeyError(key)
            known = self._found(key)
            if self._holds:
                self._known[key] = known
        return known

    def take(self, key: Any, value: Any, reads: Reads) -> None:
        """Take over what another process has found."""
        if self._kept is not None and self._kept.get(f"{self._name} {key}") is None:
            self._kept.put(f"{self._name} {key}", value, reads)
        self._known[key] = value, reads

    def _found(self, key: Any) -> tuple[Any, Reads]:
        name = f"{self._name} {key}"
        known = self._kept.get(name) if self._kept is not None else None
        if known is not None:
            return known
        if self._watch is None:
            return self._make(key), {}
        with self._watch.reading() as reads:
            value = self._make(key)
        if self._kept is not None:
            self._kept.put(name, value, reads)
        return value, reads

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Some(Mapping[Any, Any]):
    """Some keys of a mapping, in the order given; values are not looked at before they are asked for."""

    def __init__(self, inner: Mapping[Any, Any], keys: Iterable[Any]) -> None:
        self._inner = inner
        self._keys = dict.fromkeys(keys)

    def __getitem__(self, key: Any) -> Any:
        if key not in self._keys:
            raise KeyError(key)
        return self._inner[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
