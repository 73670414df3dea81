"""The keys of a record in the order of its model: each moves with the comments above it and beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.store import allow
from generator.store.fix_lines import most, tries
from generator.store.fix_models import order_of
from generator.store.fix_yaml import entries, parse, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.diagnostic import Key
    from generator.store.outline import Entry

_COMMENT = re.compile(r"[ \t]*#")
# A sample that a scaffold leaves below its key, such as `#    dv04: sick`: it stays with the key above.
_SAMPLE = re.compile(r"[ \t]*#[ \t]{2,}(?!allow\[)(?:- |[^\s:#]+:(?:\s|$))")


class _Move(NamedTuple):
    """New lines for the stretch of a mapping that begins at line `start`; the number of lines stays."""

    start: int
    lines: list[int]


def ordered(kind: str, text: str) -> str:
    """The keys of the record, of its attendance, score and tasks in the order of their models.

    A mapping stays as it is where a key is unknown, where it stands in brackets, or where it is not plain whose comment
    is whose.
    """
    before = parse(text)
    if not before.is_readable:
        return text
    lines = text.split("\n")
    moves = _moves(kind, lines, entries(text))
    marks = _allowed(text)

    def holds(chosen: Sequence[_Move]) -> bool:
        moved = _apply(lines, chosen)
        return same(before, moved) and _allowed(moved) == marks

    return _apply(lines, most(moves, holds, tries(text))) if moves else text


def _apply(lines: list[str], moves: Sequence[_Move]) -> str:
    """The text after some moves; inner mappings come before those that hold them, so that numbers stay true."""
    moved = lines.copy()
    for move in sorted(moves, key=lambda m: len(m.lines)):
        moved[move.start : move.start + len(move.lines)] = [moved[number] for number in move.lines]
    return "\n".join(moved)


def _moves(kind: str, lines: list[str], entries: list[Entry]) -> list[_Move]:
    groups: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.path[:-1]].append(entry)
    found = []
    for path, group in groups.items():
        order = order_of(kind, path)
        if order is not None:
            move = _move(lines, group, order)
            if move is not None:
                found.append(move)
    return found


def _move(lines: list[str], entries: list[Entry], order: list[str]) -> _Move | None:
    """The move that puts a mapping in order; None where it is in order, or cannot be moved with certainty."""
    names = [entry.path[-1] for entry in entries]
    if any(name not in order for name in names):
        return None
    wanted = sorted(range(len(entries)), key=lambda i: order.index(str(names[i])))
    if wanted == list(range(len(entries))) or not all(_stands_alone(lines, entry) for entry in entries):
        return None
    start = _first_line(lines, entries[0])
    blocks, between = [], []
    for i, entry in enumerate(entries):
        last = _own_end(lines, entry)
        blocks.append(range(start, last + 1))
        if i + 1 == len(entries):
            break
        gap = range(last + 1, _line_of(entries[i + 1]))
        blank = sum(1 for number in gap if not lines[number].strip())
        comments = gap[blank:]
        if not all(_COMMENT.match(lines[number]) for number in comments):
            return None
        between.append(gap[:blank])
        start = last + 1 + blank
    moved: list[int] = []
    for position, i in enumerate(wanted):
        moved += blocks[i]
        if position < len(between):
            moved += between[position]
    return _Move(blocks[0].start, moved)


def _line_of(entry: Entry) -> int:
    return entry.key.line if entry.key is not None else entry.start.line


def _stands_alone(lines: list[str], entry: Entry) -> bool:
    """Tell whether a key begins its line, outside brackets."""
    key = entry.key
    return key is not None and not entry.in_flow and not lines[key.line][: key.column].strip(" ")


def _first_line(lines: list[str], entry: Entry) -> int:
    """The first of the comment lines directly above a key, else its own line."""
    line = _line_of(entry)
    while line > 0 and _COMMENT.match(lines[line - 1]):
        line -= 1
    return line


def _own_end(lines: list[str], entry: Entry) -> int:
    """The last line of a key's value, with the comments below that stand deeper than the key, and samples."""
    column = entry.key.column if entry.key is not None else 0
    last = entry.last
    while last + 1 < len(lines):
        line = lines[last + 1]
        deeper = _COMMENT.match(line) and len(line) - len(line.lstrip(" \t")) > column
        if not deeper and not _SAMPLE.match(line):
            break
        last += 1
    return last


def _allowed(text: str) -> list[tuple[str, ...]]:
    """Each `# allow[…]` with the lines that it covers, in no order."""
    lines = text.split("\n")
    found = allow.inline("", text)
    return sorted((str(a.codes), a.reason, *(lines[number - 1].strip() for number in a.lines)) for a in found)
