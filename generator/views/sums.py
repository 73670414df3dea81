"""Figures being added up, exactly: over months, over cells, by unit."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, ratio_of
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from generator.model.summary import Stats


def _shape(id_: str) -> tuple[bool, str]:
    """Whether a figure is a plain count, and the whole whose parts share its denominator."""
    figure = api.figure_of(id_)
    return (figure.kind == "count", figure.whole) if figure is not None else (False, "")


class Sums:
    """Figures being added up; `total` gives them."""

    __slots__ = ("_parts",)

    def __init__(self) -> None:
        self._parts: dict[str, list[int | Fraction]] = {}

    def add(self, stats: Stats) -> None:
        """Add one part's figures."""
        for id_, (n, d) in stats.items():
            if not n and not d:
                continue
            part = self._parts.get(id_)
            if part is None:
                self._parts[id_] = [n, d]
            else:
                part[0] += n
                part[1] += d

    def join(self, other: Sums) -> None:
        """Add everything that another sum holds."""
        for id_, (n, d) in other._parts.items():
            part = self._parts.get(id_)
            if part is None:
                self._parts[id_] = [n, d]
            else:
                part[0] += n
                part[1] += d

    def total(self, ids: Iterable[str] = ()) -> Stats:
        """The sums in the order of the definitions: of `ids` also 0/0 where nothing was added, of others what there is.

        A count stays over 1 however many parts it has; parts of one whole get their sum as the denominator.
        """
        parts, wholes = self._parts, dict[str, "int | Fraction"]()
        found: Stats = {}
        shared = []
        for id_, is_count, whole in _order(tuple(ids), frozenset(parts)):
            part = parts.get(id_)
            if part is None:
                found[id_] = ZERO
                continue
            n, d = part
            found[id_] = ratio_of(n, int(min(d, 1) if is_count else d))
            if whole:
                wholes[whole] = wholes.get(whole, 0) + n
                shared.append((id_, whole))
        for id_, whole in shared:
            found[id_] = ratio_of(found[id_].n, int(wholes[whole]))
        return found


@functools.lru_cache(maxsize=4096)
def _order(ids: tuple[str, ...], there: frozenset[str]) -> tuple[tuple[str, bool, str], ...]:
    return tuple((id_, *_shape(id_)) for id_ in api.in_order({*ids, *there}))


class Split:
    """Figures being added up as a whole, and the same by unit.

    A cell seldom changes its unit within a stretch: then the whole and each of its units are one sum, added up once.
    """

    __slots__ = ("_chains",)

    def __init__(self, *parts: Split) -> None:
        self._chains: dict[tuple[str, ...], Sums] = {}
        for part in parts:
            self.join(part)

    def join(self, other: Split) -> None:
        """Add everything that another split holds."""
        for chain, sums in other._chains.items():
            self._of(chain).join(sums)

    def _of(self, chain: tuple[str, ...]) -> Sums:
        return self._chains.setdefault(chain, Sums())

    def add(self, stats: Stats, units: tuple[str, ...]) -> None:
        """Add some figures, and count them for a unit and those above it."""
        self._of(units).add(stats)

    def totals(self, ids: tuple[str, ...] = ()) -> tuple[Stats, dict[str, Stats]]:
        """The sums of the whole and of each unit, as `Sums.total` gives them; equal ones are one and the same value."""
        if len(self._chains) == 1:
            [(chain, sums)] = self._chains.items()
            stats = sums.total(ids)
            return stats, dict.fromkeys(chain, stats)
        whole, units = Sums(), dict[str, Sums]()
        for chain, sums in self._chains.items():
            whole.join(sums)
            for unit in chain:
                units.setdefault(unit, Sums()).join(sums)
        return whole.total(ids), {unit: sums.total(ids) for unit, sums in units.items()}
