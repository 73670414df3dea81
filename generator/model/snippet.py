"""The examples in a rule's docstring as files: what stands under *Wrong* and *Right*.

A file begins at a line `# records/…`, which may end with the day of its first commit, `(git: 2024-04-12)`. A line at
fault ends with `# ! AT101`; where no comment can stand, or the fault is in another file, the mark is a line of its own
with the place: `# ! YA001 7:3`, `# ! ME101 records/…/cell.yml:1:1`. An example without such a head is a list of paths.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_HEAD = re.compile(r"^# (records/\S+)(?: \(git: (\d{4}-\d\d-\d\d)\))?$", re.MULTILINE)
_CODES = r"[A-Z]{2}\d{3}(?: [A-Z]{2}\d{3})*"
_ALONE = re.compile(rf"# ! ({_CODES}) (?:(\S+):)?(\d+):\d+")
_MARKED = re.compile(rf"(.*?)[ \t]*# ! ({_CODES})(?: \d+:\d+)?")


class Line(NamedTuple):
    """A line of an example; `codes` names the rules that find fault with it."""

    text: str
    codes: str = ""


class Elsewhere(NamedTuple):
    """A fault that an example causes in a file that it does not show."""

    codes: str
    path: str
    line: int


class Snippet(NamedTuple):
    """One file of an example. `path` is empty for a list of paths; `recorded` is the day of its first commit."""

    path: str
    recorded: dt.date | None
    lines: tuple[Line, ...]
    elsewhere: tuple[Elsewhere, ...]


def snippets(text: str) -> tuple[Snippet, ...]:
    """The files of an example, in order."""
    before, *parts = _HEAD.split(text)
    if not parts:
        return (_snippet("", "", before),)
    return tuple(_snippet(*parts[at : at + 3]) for at in range(0, len(parts), 3))


def _snippet(path: str, recorded: str | None, body: str) -> Snippet:
    lines: list[Line] = []
    elsewhere: list[Elsewhere] = []
    here: dict[int, str] = {}
    for written in body.strip("\n").split("\n"):
        alone, marked = _ALONE.fullmatch(written), _MARKED.fullmatch(written)
        if alone is None:
            lines.append(Line(marked[1], marked[2]) if marked else Line(written))
        elif alone[2] in {None, path}:
            here[int(alone[3])] = alone[1]
        else:
            elsewhere.append(Elsewhere(alone[1], alone[2], int(alone[3])))
    found = tuple(line._replace(codes=here.get(number, line.codes)) for number, line in enumerate(lines, 1))
    return Snippet(path, dt.date.fromisoformat(recorded) if recorded else None, found, tuple(elsewhere))
