"""The mutants that no test can kill: what they ask never comes up, and types or plain reading make a rule ask it.

A line that does not hold any more (its mutant is killed, or there is none such) fails the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.mutation.mutants import Mutant


class Equivalent(NamedTuple):
    """A change that changes nothing: in a function of a rule, `was` may become `to`, and why."""

    code: str
    where: str
    was: str
    to: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        """Tell whether this speaks of that mutant."""
        return self[1:4] == (mutant.where, mutant.was, mutant.to)


EQUIVALENTS: tuple[Equivalent, ...] = ()
