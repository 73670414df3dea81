"""Edits line by line: of many small edits, keep those after which the text still says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")
_READ = 1_000_000  # characters read again for one edit of one file, so that a hostile one costs no more than a long one
_LEAST, _MOST = 3, 500


def tries(text: str) -> int:
    """How often a text of this length may be read again to find out which edits hold."""
    return min(max(_READ // max(len(text), 1), _LEAST), _MOST)


def most(edits: Sequence[T], holds: Callable[[Sequence[T]], bool], left: int) -> list[T]:
    """The edits that can be made together: all of them, or what is left when those that do not hold are halved away.

    `holds` is asked at most `left` times; what could not be asked is not made.
    """
    kept: list[T] = []
    waiting = [edits] if edits else []
    while waiting and left > 0:
        group = waiting.pop()
        left -= 1
        if holds([*kept, *group]):
            kept += group
        elif len(group) > 1:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
    return kept


def change(text: str, propose: Callable[[int, str], str], holds: Callable[[str], bool]) -> str:
    """Change the lines of a text as proposed (by number from 0 and line), as far as the result holds."""
    lines = text.split("\n")
    edits = {number: new for number, line in enumerate(lines) if (new := propose(number, line)) != line}
    if not edits:
        return text
    kept = most(list(edits), lambda chosen: holds(_with(lines, edits, chosen)), tries(text))
    return _with(lines, edits, kept)


def _with(lines: list[str], edits: Mapping[int, str], chosen: Sequence[int]) -> str:
    changed = lines.copy()
    for number in chosen:
        changed[number] = edits[number]
    return "\n".join(changed)
