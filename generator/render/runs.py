"""Numbers in order, runs of them joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def join_runs(found: Iterable[int], name: Callable[[int], str]) -> str:
    """The names of numbers with runs joined, `8–10, 12` from 8, 9, 10, 12; two in a row stay apart."""
    parts: list[list[int]] = []
    for number in found:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{name(run[0])}–{name(run[-1])}" if len(run) > 2 else ", ".join(map(name, run)) for run in parts)
