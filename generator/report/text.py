"""Diagnostics for a person at a terminal: place, message, the line with its mark, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.text import Text
from generator.report import words
from generator.report.display import mark, visible
from generator.report.runs import periods, runs

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport
    from generator.report.runs import Run

_FIX = Text("cách sửa", "fix")
_SOURCE = Text("căn cứ", "source")
_NOTE = Text("Ghi chú", "Note")
_COLORS = {"error": "1;31", "warning": "1;33", "notice": "1;36", "place": "1", "gutter": "34"}


class _Pen:
    """Paints text where colour was asked for."""

    def __init__(self, *, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, role: str) -> str:
        return f"\x1b[{_COLORS[role]}m{text}\x1b[0m" if self.color and text else text


def render(result: CheckReport, lang: str, *, color: bool = False, **_: Any) -> str:
    """Print each diagnostic with its line, then notes, then one line that sums up."""
    pen = _Pen(color=color)
    blocks = [_block(run, lang, pen) for run in runs(result.diagnostics)]
    end = [f"{_NOTE.to(lang)}: {visible(note.to(lang))}" for note in result.notes]
    end.append(words.summary(result).to(lang))
    return "\n\n".join([*blocks, "\n".join(end)]) + "\n"


def _block(run: Run, lang: str, pen: _Pen) -> str:
    first = run[0]
    span, level = first.span, words.severity(first.severity).to(lang)
    message = first.message(lang)
    if len(run) > 1:
        message = f"{first.title.to(lang)}: {periods(run).to(lang)}."
    place = pen(f"{visible(first.path)}:{span.line}:{span.column}:", "place")
    lines = [f"{place} {pen(f'{first.code} {level}:', first.severity)} {visible(message)}"]
    number = f"{span.line:>2}"
    blank = " " * len(number)
    excerpt = dict(first.excerpt).get(span.line)
    if excerpt is not None and (span.end_line, span.end_column) > (span.line, span.column):
        shown = mark(excerpt, span)
        lines.append(f"{pen(f'{number} |', 'gutter')} {shown.line}")
        lines.append(f"{pen(f'{blank} |', 'gutter')} {pen(shown.carets, first.severity)}")
    hints = dict.fromkeys(d.hint.to(lang) for d in run)
    documents = dict.fromkeys(d.document for d in run)
    for label, texts in ((_FIX, hints), (_SOURCE, documents)):
        if any(texts):
            body = "; ".join(visible(t) for t in texts if t)
            lines.append(f"{pen(f'{blank} =', 'gutter')} {label.to(lang)}: {body}")
    return "\n".join(lines)
