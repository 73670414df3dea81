"""What git knows of when records were written: one pass over the log, in which nothing that was typed is believed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = (
    "log", "-z", "--relative", "--name-status", "--diff-filter=AMR", "--find-renames", "--no-show-signature",
    "--no-ext-diff", "--no-textconv", "--no-color", "--format=%at/%ct",
)  # fmt: skip
LAST_SECOND = 7_258_118_399  # of 2199, the last year that the records know


@dataclass(frozen=True)
class History:
    """When git first saw each file. Unit: seconds since 1970, author date capped by the committer date.

    `start` is the store's own first commit; `last` when each file was last changed, by the committer date. All are
    empty without git and in a shallow clone.
    """

    first: dict[str, int] = field(default_factory=dict)
    start: int | None = None
    last: dict[str, int] = field(default_factory=dict)

    def renamed(self, name: Callable[[str], str]) -> History:
        """The same with other names for the files."""
        first, last = ({name(path): when for path, when in known.items()} for known in (self.first, self.last))
        return History(first, self.start, last)


def read_log(log: bytes) -> History:
    """Read a log as `LOG` asks for it, the newest commit first; a record that was renamed keeps its first one.

    A commit whose dates are none (a commit may bear anything) dates nothing.
    """
    first: dict[str, int | None] = {}
    last: dict[str, int] = {}
    later: dict[str, set[str]] = {}  # a name as it was → the names that the record has had since
    start: int | None = None
    when: int | None = None
    committed: int | None = None
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        status = part.strip("\n")  # it says how many names follow, so that none is ever taken for anything else
        if status in {"A", "M"}:
            path = next(parts, "")
        elif status.startswith("R"):
            old, path = next(parts, ""), next(parts, "")
            later[old] = later.get(old, {old}) | later.get(path, {path})
        else:
            if status:  # the head of a commit
                authored, committed = (_second(text) for text in status.partition("/")[::2])
                when = _earlier(authored, committed)
                start = _earlier(start, when)
            continue
        if committed is not None:
            last[path] = max(committed, last.get(path, committed))
        if status == "A":
            first.update(dict.fromkeys(later.get(path, {path}), when))
    return History({path: when for path, when in first.items() if when is not None}, start, last)


def _second(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LAST_SECOND else None


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((when for when in (one, other) if when is not None), default=None)
