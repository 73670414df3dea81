"""Allowances as they are written: comments beside a line, and the entries of `allowances.yml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.allow import Allow
from generator.model.diagnostic import Span

if TYPE_CHECKING:
    from generator.model.district import Allowances

_YAML = re.compile(r"(?:^|[ \t])(#[ \t]*allow\[([^\]\n]*)\](?:[ \t]*:[ \t]*(.*?))?)[ \t]*$")
_MINUTES = re.compile(r"(<!--[ \t]*allow\[([^\]\n]*)\](?:[ \t]*:[ \t]*(.*?))?[ \t]*-->)")


def inline(path: str, text: str, minutes_line: int | None = None) -> list[Allow]:
    """Find the comments `# allow[AT104]: reason` of a file; in its minutes `<!-- allow[PR102]: reason -->`.

    Each covers its own line and the next one that is no comment. `minutes_line` is where the minutes begin.
    """
    if "allow[" not in text:
        return []
    found = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if "allow[" not in line:
            continue
        pattern = _YAML if minutes_line is None or number < minutes_line else _MINUTES
        written = pattern.search(line)
        if written is None:
            continue
        alone = not line[: written.start(1)].strip() and not line[written.end(1) :].strip()
        covered = (number, _next(lines, number, pattern)) if alone else (number,)
        start, end = written.start(1) + 1, written.end(1) + 1
        codes = tuple(code.strip() for code in written[2].split(",") if code.strip())
        found.append(Allow(path, codes, (written[3] or "").strip(), covered, Span(number, start, number, end)))
    return found


def _next(lines: list[str], number: int, pattern: re.Pattern[str]) -> int:
    """The number of the first line after `number` that is neither empty nor a comment alone."""
    for later in range(number, len(lines)):
        rest = pattern.sub("", lines[later], count=1) if "allow[" in lines[later] else lines[later]
        if rest.strip() and not (pattern is _YAML and rest.lstrip().startswith("#")):
            return later + 1
    return number


def entries(path: str, folder: str, allowances: Allowances) -> list[Allow]:
    """The entries of an `allowances.yml`, which cover the records below its folder."""
    return [
        Allow(path, (a.code,), a.reason or "", (), None, index, folder, a.from_, a.until)
        for index, a in enumerate(allowances.root)
    ]
