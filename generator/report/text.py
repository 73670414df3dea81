"""Diagnostics for a person at a terminal: place, message, the line with its mark, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.text import Text
from generator.report import words
from generator.report.display import LEAST, LIMIT, mark, visible, visible_path, wrap
from generator.report.excess import parts
from generator.report.runs import documents, hint, statement

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport
    from generator.report.excess import Part
    from generator.report.runs import Run

_FIX = Text("cách sửa", "fix")
_SOURCE = Text("căn cứ", "source")
_NOTE = Text("Ghi chú", "Note")
_COLORS = {"error": "1;31", "warning": "1;33", "notice": "1;36", "place": "1", "gutter": "34"}
_INDENT = "   "


class _Paper(NamedTuple):
    """What is printed on: in which language, with colours or without, how wide (None: a line is as long as it is)."""

    lang: str
    color: bool
    columns: int | None

    def paint(self, text: str, role: str) -> str:
        """The text in its colour, where colour was asked for."""
        return f"\x1b[{_COLORS[role]}m{text}\x1b[0m" if self.color else text


def render(result: CheckReport, lang: str, *, color: bool = False, columns: int | None = None, **_: Any) -> str:
    """Print each diagnostic with its line, then notes, then one line that sums up.

    `columns` is the width of the terminal; on a pipe there is none, and each message is one line.
    """
    paper = _Paper(lang, color, columns)
    blocks = [block for part in parts(result.diagnostics) for block in _blocks(part, paper)]
    end = [f"{_NOTE.to(lang)}: {visible(note.to(lang))}" for note in result.notes]
    end.append(words.summary(result).to(lang))
    closing = "\n".join(line for text in end for line in wrap(text.split(" "), columns, _INDENT))
    return "\n\n".join([*blocks, closing]) + "\n"


def _blocks(part: Part, paper: _Paper) -> list[str]:
    """The faults of a file; of a flood the first one in full, some others in a line each, and the number of others."""
    if not part.hidden:
        return ["\n".join(_full(run, paper)) for run in part.runs]
    left_out = words.left_out(part.hidden).to(paper.lang)
    lines = [*_full(part.runs[0], paper), *(line for run in part.runs[1:] for line in _head(run, paper))]
    return ["\n".join([*lines, *wrap(left_out.split(" "), paper.columns, _INDENT)])]


def _head(run: Run, paper: _Paper) -> list[str]:
    """The place, the code and what was found."""
    first = run[0]
    place = f"{visible_path(first.path)}:{first.span.line}:{first.span.column}:"
    label = f"{first.code} {words.severity(first.severity).to(paper.lang)}:"
    said = visible(statement(run, paper.lang))
    text = "\n".join(wrap([place, label, *said.split(" ")], paper.columns, _INDENT))
    behind = text[len(place) :].replace(label, paper.paint(label, first.severity), 1)
    return (paper.paint(place, "place") + behind).split("\n")


def _full(run: Run, paper: _Paper) -> list[str]:
    """The head, the line with its mark, what to do and on which ground."""
    blank = " " * len(f"{run[0].span.line:>2}")
    lines = [*_head(run, paper), *_excerpt(run, paper)]
    for label, body in ((_FIX, hint(run, paper.lang)), (_SOURCE, documents(run))):
        if body:
            said = f"{label.to(paper.lang)}: {visible(body)}"
            first, *more = wrap([f"{blank} =", *said.split(" ")], paper.columns, f"{blank}   ")
            lines += [first.replace(f"{blank} =", paper.paint(f"{blank} =", "gutter"), 1), *more]
    return lines


def _excerpt(run: Run, paper: _Paper) -> list[str]:
    first, span = run[0], run[0].span
    line = dict(first.excerpt).get(span.line)
    if line is None or first.kind == "private" or (span.end_line, span.end_column) <= (span.line, span.column):
        return []
    number = f"{span.line:>2} |"
    room = LIMIT if paper.columns is None else max(min(LIMIT, paper.columns - len(number) - 3), LEAST)
    shown = mark(line, span, room)
    blank = f"{'|':>{len(number)}}"
    return [
        f"{paper.paint(number, 'gutter')} {shown.line}",
        f"{paper.paint(blank, 'gutter')} {paper.paint(shown.carets, first.severity)}",
    ]
