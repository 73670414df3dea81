"""Allowances as they are written: comments beside a line, and the entries of `allowances.yml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.model.allow import Allow
from generator.model.diagnostic import Span

if TYPE_CHECKING:
    from generator.model.district import Allowances

_OPENING = (
    r"[ \t]*+allow\[([^\]\n]{0,500})\][ \t]*+"  # no list of codes is longer; without a bound many cost their square
)
_YAML = re.compile(rf"(?:^|[ \t])(#{_OPENING})(?::(.*))?$")
_MINUTES = re.compile(f"(<!--{_OPENING})")


class _Written(NamedTuple):
    """A comment as it stands in its line: from where to where, its codes and its reason."""

    start: int
    end: int
    codes: str
    reason: str


def inline(path: str, text: str, minutes_line: int | None = None) -> list[Allow]:
    """Find the comments `# allow[AT104]: reason` of a file; in its minutes `<!-- allow[PR102]: reason -->`.

    Each covers its own line and the next one that is no comment. `minutes_line` is where the minutes begin.
    """
    if "allow[" not in text:
        return []
    found = []
    lines = text.split("\n")
    following = 0  # the next line that is neither empty nor a comment alone
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        is_yaml = minutes_line is None or number < minutes_line
        written = (_in_yaml if is_yaml else _in_minutes)(line) if "allow[" in line else None
        rest = line if written is None else line[: written.start] + line[written.end :]
        if written is not None:
            covered = (number,) if rest.strip() else (number, following or number)
            codes = tuple(code.strip() for code in written.codes.split(",") if code.strip())
            place = Span(number, written.start + 1, number, written.end + 1)
            found.append(Allow(path, codes, written.reason, covered, place))
        if rest.strip() and not (is_yaml and rest.lstrip().startswith("#")):
            following = number
    return found[::-1]


def _in_yaml(line: str) -> _Written | None:
    found = _YAML.search(line)
    return found and _Written(found.start(1), len(line.rstrip(" \t")), found[2], (found[3] or "").strip())


def _in_minutes(line: str) -> _Written | None:
    end = -1
    for found in _MINUTES.finditer(line):
        if end < found.end():
            end = line.find("-->", found.end())
        if end < 0:
            return None
        reason = line[found.end() : end] if line.startswith((":", "-->"), found.end()) else None
        if reason is not None:
            return _Written(found.start(), end + len("-->"), found[2], reason.removeprefix(":").strip())
    return None


def entries(path: str, folder: str, allowances: Allowances) -> list[Allow]:
    """The entries of an `allowances.yml`, which cover the records below its folder."""
    return [
        Allow(path, (a.code,), a.reason or "", (), None, index, folder, a.from_, a.until)
        for index, a in enumerate(allowances.root)
    ]
