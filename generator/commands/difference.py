"""Two versions of a text as a unified diff, in time linear in their length."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTEXT = 3
_COMPARED = 1_000_000  # pairs of lines; beyond that the changed stretch is shown as one piece
_OPEN = "\n\\ No newline at end of file\n"


def unified(path: str, before: str, after: str) -> list[str]:
    """The lines that turn `before` into `after`, as `git apply` takes them; none where both are equal."""
    if before == after:
        return []
    old, new = _lines(before), _lines(after)
    start, stop = _common(old, new)
    head = [f"--- a/{path}\n", f"+++ b/{path}\n"]
    if (len(old) - start - stop) * (len(new) - start - stop) > _COMPARED:
        lines = [*head, *_in_one(old, new, start, stop)]
    else:
        lines = list(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=_CONTEXT))
    return [line if line.endswith("\n") else line + _OPEN for line in lines]


def _lines(text: str) -> list[str]:
    """The lines with their LF; no other character ends a line."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines both begin with, and how many of the others both end with."""
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    rest = most - start
    stop = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return start, stop


def _in_one(old: Sequence[str], new: Sequence[str], start: int, stop: int) -> list[str]:
    first, behind = max(start - _CONTEXT, 0), min(stop, _CONTEXT)
    ends = len(old) - stop, len(new) - stop
    sizes = ends[0] + behind - first, ends[1] + behind - first
    return [
        f"@@ -{first + 1},{sizes[0]} +{first + 1},{sizes[1]} @@\n",
        *(f" {line}" for line in old[first:start]),
        *(f"-{line}" for line in old[start : ends[0]]),
        *(f"+{line}" for line in new[start : ends[1]]),
        *(f" {line}" for line in old[ends[0] : ends[0] + behind]),
    ]
