"""How text stands on a terminal: what cannot be seen is made visible, columns are counted as the eye sees them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.model.diagnostic import Span

LIMIT = 100  # columns of a line that an excerpt shows
BEFORE = 30  # of these, at most so many before the mark
_TAB = "→"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with control, invisible and unpaired characters written out, so that it can neither hide nor command."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\t":
        return _TAB
    if char < "\x20":
        return chr(0x2400 + ord(char))
    if unicodedata.category(char) in _HIDDEN or (char != " " and unicodedata.category(char) == "Zs"):
        return f"⟨U+{ord(char):04X}⟩"
    return char


def width(text: str) -> int:
    """How many columns a text takes: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


class Marked(NamedTuple):
    """A line as shown, and the line of carets under its mark."""

    line: str
    carets: str


def mark(line: str, span: Span) -> Marked:
    """Show a line of a file with carets under a span; a long line is cut around it."""
    shown = [_shown(char) for char in line]
    start = min(max(span.column - 1, 0), len(shown))
    stop = span.end_column - 1 if span.end_line == span.line else len(shown)
    stop = min(max(stop, start + 1), max(len(shown), start + 1))
    first, last = 0, len(shown)
    if width("".join(shown)) > LIMIT:
        first = start
        while first > 0 and width("".join(shown[first - 1 : start])) <= BEFORE:
            first -= 1
        last = first
        while last < len(shown) and width("".join(shown[first : last + 1])) <= LIMIT:
            last += 1
    ahead = "…" if first else ""
    behind = "…" if last < len(shown) else ""
    indent = width(ahead) + width("".join(shown[first:start]))
    length = max(width("".join(shown[start : min(stop, last)])), 1)
    return Marked(f"{ahead}{''.join(shown[first:last])}{behind}".rstrip(), " " * indent + "^" * length)
