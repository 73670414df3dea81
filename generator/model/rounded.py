"""Counts of people as the public may see them: of groups of cells, of years that are over, rounded."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Limits(NamedTuple):
    """How few people a public count may stand for, as the rulebook says, and which document says so.

    `least` is the fewest members that a cell is known to have. For the others see `rulebook.SmallNumbers`.
    """

    round_to: int
    hide_below: int
    group_cells: int
    group_members: int
    denominator: int
    months: int
    settle_days: int
    least: int
    document: str

    def rounded(self, number: Fraction) -> int:
        """The nearest multiple of the base, half up."""
        return int(number / self.round_to + Fraction(1, 2)) * self.round_to

    def is_shown(self, rounded: int, cells: int) -> bool:
        """Tell whether the members of a group may be shown.

        Asked of the rounded number, so that being shown or not tells nothing that the number would not: the smallest
        strength that it may stand for must be large enough, and some way above the fewest that the cells can have.
        """
        lowest = Fraction(2 * rounded - self.round_to, 2)
        return lowest >= max(self.group_members, self.least * cells + self.round_to)


class RoundedGroup(NamedTuple):
    """Some cells that are counted together in a year.

    `unit` is the unit that they are of, empty for those of several. `members` is their mean strength together,
    rounded; None where it is not shown.
    """

    unit: str
    cells: tuple[str, ...]
    members: int | None


class RoundedYear(NamedTuple):
    """A district in a year that is over.

    `present` is how many members of all groups shown came to a meeting on average, rounded; None where that is not
    shown. Everything else is worked out from rounded numbers.
    """

    limits: Limits
    groups: tuple[RoundedGroup, ...]
    present: int | None

    @property
    def members(self) -> int | None:
        """The members of all groups shown: the sum of the rounded numbers."""
        known = [group.members for group in self.groups if group.members is not None]
        return sum(known) if known else None

    @property
    def cells(self) -> int:
        """The cells of all groups shown."""
        return sum(len(group.cells) for group in self.groups if group.members is not None)

    @property
    def rate(self) -> int | None:
        """How many of a hundred members came: a whole number, from the rounded numbers; None where not shown."""
        if self.present is None or not self.members:
            return None
        return (200 * self.present + self.members) // (2 * self.members)
