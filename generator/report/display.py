"""How text stands on a terminal: what cannot be seen is made visible, columns are counted as the eye sees them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.model.diagnostic import Span

LIMIT = 100  # columns of a line that an excerpt shows
BEFORE = 30  # of these, at most so many before the mark
LEAST = 8  # columns into which something is put however narrow the terminal is
LOG_COMMAND = re.compile(r"##(?=\w*\[)")
_COLOR = r"\x1b\[[0-9;]*m"
_LINE_COMMAND = re.compile(rf"^((?:{_COLOR}| )*):(?=:)", re.MULTILINE)
_TAB = "→"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with control, invisible and unpaired characters written out, so that it can neither hide nor command.

    `##[error]` or `##vso[…]` anywhere in a line is a command to a build log; a space parts it.
    """
    return LOG_COMMAND.sub("## ", text if text.isprintable() else "".join(map(_shown, text)))


def visible_path(path: str) -> str:
    """A path as it may begin a line: `::` there would be a command to a build log."""
    shown = visible(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def guarded(text: str) -> str:
    """The text with `::` apart where it would begin a line: there it is a command to a build log."""
    return _LINE_COMMAND.sub(r"\1: ", text) if "::" in text else text


def spoken(text: str) -> str:
    """What a command says, line for line: nothing that it quotes can hide, or command a terminal or a build log."""
    return guarded("\n".join(map(visible, text.split("\n"))))


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


def wrap(words: list[str], columns: int | None, indent: str) -> list[str]:
    """Put words into lines of so many columns (None: into one line), later lines indented.

    The first word, which is a place to copy or click, is never broken; others only where they fill a line alone.
    """
    if columns is None:
        return [" ".join(words)]
    room = max(columns - len(indent), LEAST)
    lines: list[list[str]] = [words[:1]]
    for word in (piece for long in words[1:] if long for piece in _pieces(long, room)):
        used = width(" ".join(lines[-1])) + (len(indent) if len(lines) > 1 else 0)
        if used + 1 + width(word) <= columns or word.startswith("::"):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [" ".join(lines[0]), *(indent + " ".join(line) for line in lines[1:])]


def _pieces(word: str, room: int) -> list[str]:
    """A word cut where it is wider than a line; no piece begins with a colon."""
    pieces = [""]
    for char in word:
        if width(pieces[-1]) + _columns(char) > room and char != ":":
            pieces.append("")
        pieces[-1] += char
    return pieces


class Marked(NamedTuple):
    """A line as shown, and the line of carets under its mark."""

    line: str
    carets: str


def mark(line: str, span: Span, limit: int = LIMIT) -> Marked:
    """Show a line of a file with carets under a span; one of more than `limit` columns is cut around it."""
    shown = [_shown(char) for char in line]
    for command in LOG_COMMAND.finditer(line):
        shown[command.end() - 1] += " "
    start = min(max(span.column - 1, 0), len(shown))
    stop = span.end_column - 1 if span.end_line == span.line else len(shown)
    stop = min(max(stop, start + 1), max(len(shown), start + 1))
    first, last = 0, len(shown)
    if width("".join(shown)) > limit:
        first = start
        while first > 0 and width("".join(shown[first - 1 : start])) <= min(BEFORE, limit // 3):
            first -= 1
        last = first
        while last < len(shown) and width("".join(shown[first : last + 1])) <= limit:
            last += 1
    ahead = "…" if first else ""
    behind = "…" if last < len(shown) else ""
    indent = width(ahead) + width("".join(shown[first:start]))
    length = max(width("".join(shown[start : min(stop, last)])), 1)
    return Marked(f"{ahead}{''.join(shown[first:last])}{behind}".rstrip(), " " * indent + "^" * length)
