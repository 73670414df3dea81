"""Figures being added up, exactly: over months, over cells, by unit."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from generator.model.summary import Stats


@functools.lru_cache(maxsize=4096)
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
        for id_, (n, _) in parts.items():
            whole = _shape(id_)[1]
            if whole:
                wholes[whole] = wholes.get(whole, 0) + n
        found: Stats = {}
        for id_ in _order(tuple(ids), frozenset(parts)):
            n, d = parts.get(id_, (0, 0))
            is_count, whole = _shape(id_)
            found[id_] = Ratio(n, int(wholes.get(whole, 0) if whole else min(d, 1) if is_count else d))
        return found


@functools.lru_cache(maxsize=4096)
def _order(ids: tuple[str, ...], there: frozenset[str]) -> tuple[str, ...]:
    return tuple(api.in_order({*ids, *there}))


class Split:
    """Figures being added up as a whole, and the same by unit."""

    __slots__ = ("units", "whole")

    def __init__(self, *parts: Split) -> None:
        self.whole = Sums()
        self.units: dict[str, Sums] = {}
        for part in parts:
            self.whole.join(part.whole)
            for unit, sums in part.units.items():
                self.units.setdefault(unit, Sums()).join(sums)

    def add(self, stats: Stats, units: Iterable[str]) -> None:
        """Add some figures, and count them for these units."""
        self.whole.add(stats)
        for unit in units:
            self.units.setdefault(unit, Sums()).add(stats)
