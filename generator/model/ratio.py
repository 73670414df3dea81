"""Exact fractions that add up."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any, NamedTuple


class Ratio(NamedTuple):
    """A numerator over a denominator, kept apart so that a whole is the sum of its parts.

    Unit: whatever the statistic counts (cell-months, visits, persons). `d == 0` means there is nothing to count.
    """

    n: int | Fraction
    d: int

    def __reduce__(self) -> tuple[Any, ...]:
        return ratio_of, (self.n, self.d)  # what comes from another process is one value where it is equal, too

    def plus(self, other: Ratio) -> Ratio:
        """Return the ratio of both together: n and d add up, never a mean of means."""
        return Ratio(self.n + other.n, self.d + other.d)

    @property
    def share(self) -> Fraction | None:
        """The exact value n/d, or None where d is 0."""
        return Fraction(self.n) / self.d if self.d else None

    @property
    def value(self) -> float | None:
        """The value rounded half up to 6 places, as data files carry it, or None where d is 0."""
        share = self.share
        return None if share is None else round_half_up(share, 6)


@functools.lru_cache(maxsize=65536, typed=True)  # the same few fractions stand in thousands of places
def ratio_of(n: int | Fraction, d: int) -> Ratio:
    """The ratio of two numbers: one value for all that are equal, as long as it is not forgotten."""
    return Ratio(n, d)


ZERO = Ratio(0, 0)


def round_half_up(value: Fraction, places: int) -> float:
    """Round an exact fraction half up (away from zero), without passing through binary floats."""
    return float(Fraction(scaled_half_up(value, places), 10**places))


def scaled_half_up(value: Fraction, places: int) -> int:
    """Return `value * 10**places` rounded half up to a whole number."""
    scaled = abs(value) * 10**places
    whole: int = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return whole if value >= 0 else -whole


def total(parts: list[Ratio]) -> Ratio:
    """Add ratios up; nothing at all is 0/0."""
    return Ratio(sum(p.n for p in parts), sum(p.d for p in parts))
