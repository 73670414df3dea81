"""What can be told of counts from equations between them: every count between a least and a most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = 10**9  # more people than there are


class Interval(NamedTuple):
    """The whole numbers from `low` to `high`."""

    low: int
    high: int

    @property
    def values(self) -> int:
        """How many numbers these are."""
        return max(0, self.high - self.low + 1)


class System:
    """Counts, each within an interval, and sums that hold between them."""

    def __init__(self) -> None:
        self.known: dict[str, Interval] = {}
        self._sums: list[tuple[str, tuple[str, ...]]] = []

    def bound(self, name: str, low: int, high: int = UNKNOWN) -> None:
        """A count lies between two numbers, besides what is known of it."""
        before = self.known.get(name, Interval(0, UNKNOWN))
        self.known[name] = Interval(max(before.low, low), min(before.high, high))

    def add(self, whole: str, parts: Iterable[str]) -> None:
        """A count is the sum of others."""
        self._sums.append((whole, tuple(parts)))
        for name in (whole, *self._sums[-1][1]):
            self.bound(name, 0)

    def solve(self) -> None:
        """Narrow every count by every sum, until nothing changes any more or no number is left for one of them."""
        changed = True
        while changed and all(interval.values for interval in self.known.values()):
            changed = sum(self._narrow(whole, parts) for whole, parts in self._sums) > 0

    def _narrow(self, whole: str, parts: tuple[str, ...]) -> bool:
        before = [self.known[name] for name in (whole, *parts)]
        low, high = sum(self.known[p].low for p in parts), sum(self.known[p].high for p in parts)
        self.bound(whole, low, high)
        whole_low, whole_high = self.known[whole]
        for part in parts:
            own = self.known[part]
            self.bound(part, whole_low - (high - own.high), whole_high - (low - own.low))
        return before != [self.known[name] for name in (whole, *parts)]


def rounded(number: int, base: int) -> Interval:
    """What a published number stands for: all that is rounded to it, or itself where it is no multiple of the base."""
    if base < 2 or number % base:
        return Interval(number, number)
    return Interval(-((base - 2 * number) // 2), -((-base - 2 * number) // 2) - 1)
