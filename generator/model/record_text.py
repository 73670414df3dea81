"""A record file as text: what rules about forbidden words look at, before and beside its meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK = "\0"  # stands for a letter that is not looked at: neither letter nor digit nor space, so words end beside it
_URL = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"\])|]*", re.IGNORECASE)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_BLOCK = re.compile(r"[ \t]*(?:[-*+>|#]|[0-9]{1,9}[.)])")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True)
class RecordText:
    """The text of one file.

    `minutes_at` is the index in `text` at which the minutes begin; None where the file has none. `names` holds the
    names of the cell's members by id; None where they are not known.
    """

    path: str
    text: str
    minutes_at: int | None = None
    names: Mapping[str, str] | None = None

    @cached_property
    def raw(self) -> bytes:
        """The text as bytes, in which what most texts do not hold is looked for fastest."""
        return self.text.encode("utf-8", "replace")

    @property
    def minutes(self) -> str:
        """The minutes; empty where the file has none."""
        return "" if self.minutes_at is None else self.text[self.minutes_at :]

    def prose(self) -> str:
        """The text with web addresses and, in the minutes, code blanked out; everything else stands in its place."""
        text = self.text if self.minutes_at is None else self.text[: self.minutes_at] + _without_code(self.minutes)
        return _URL.sub(_blank, text)


def span_on(line: int, start: int, end: int) -> Span:
    """The place of a stretch of one line (from 1), given by its indexes in the line (from 0)."""
    return Span(line, start + 1, line, end + 1)


def _blank(found: re.Match[str]) -> str:
    return _dark(found[0])


def _dark(text: str) -> str:
    return "\n".join(BLANK * len(line) for line in text.split("\n"))


def _without_code(minutes: str) -> str:
    """Blank out code blocks between fences, and code spans inside each paragraph, list entry or row."""
    done: list[str] = []
    block: list[str] = []
    fence = ""

    def close() -> None:
        if block:
            done.append(_without_spans("\n".join(block)))
            block.clear()

    for line in minutes.split("\n"):
        found = _FENCE.match(line)
        if fence:
            done.append(_dark(line))
            if found is not None and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found is not None and not (found[1][0] == "`" and "`" in found[2]):
            close()
            done.append(_dark(line))
            fence = found[1]
        else:
            if not line.strip() or _BLOCK.match(line):
                close()
            block.append(line)
    close()
    return "\n".join(done)


def _without_spans(paragraph: str) -> str:
    """Blank out code spans: a run of backticks opens one, the next run of the same length closes it."""
    runs = [(m.start(), m.end()) for m in _TICKS.finditer(paragraph)]
    closing: dict[int, int] = {}  # length of a run → the first one of that length after the place looked at
    partners = [-1] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        partners[number] = closing.get(end - start, -1)
        closing[end - start] = number
    done, at, number = [], 0, 0
    while number < len(runs):
        start, other = runs[number][0], partners[number]
        if other < 0 or paragraph[start - 1 : start] == "\\":
            number += 1
            continue
        end = runs[other][1]
        done += [paragraph[at:start], _dark(paragraph[start:end])]
        at, number = end, other + 1
    return "".join([*done, paragraph[at:]])
