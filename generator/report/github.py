"""Diagnostics as workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.model.diagnostic import SEVERITY_ORDER
from generator.model.text import Text
from generator.report import words
from generator.report.display import visible
from generator.report.runs import hint, message, runs

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport
    from generator.report.runs import Run

SHOWN = 10  # annotations of each severity that GitHub shows of a step; more are dropped without a word


def render(result: CheckReport, lang: str, **_: Any) -> str:
    """Print one command a root cause, errors first and no more than GitHub shows, then how many are left out."""
    shown = _shown(runs(result.diagnostics))
    lines = [_command(run, lang) for run in shown]
    rest = Counter(words.counts(result)) - Counter(d.severity for run in shown for d in run)
    if rest:
        lines.append(_plain(_left_out(words.listed({level: rest[level] for level in SEVERITY_ORDER})).to(lang)))
    lines += [_plain(note.to(lang)) for note in result.notes]
    lines.append(words.summary(result).to(lang))
    return "\n".join(lines) + "\n"


def _shown(found: list[Run]) -> list[Run]:
    """Of each severity the first ones: every kind of fault of every file once, before the same kind again."""
    told: Counter[tuple[str, str]] = Counter()
    again: list[int] = []
    for run in found:
        kind = (run[0].path, run[0].code)
        again.append(told[kind])
        told[kind] += 1
    order = sorted(range(len(found)), key=lambda i: (SEVERITY_ORDER[found[i][0].severity], again[i], i))
    number: Counter[str] = Counter()
    kept = []
    for run in (found[i] for i in order):
        number[run[0].severity] += 1
        if number[run[0].severity] <= SHOWN:
            kept.append(run)
    return kept


def _left_out(rest: Text) -> Text:
    return Text(
        f"Còn {rest.vi} không hiện ở đây. Xem thêm trong bản tóm tắt (chibo check --format md), hoặc chạy: chibo check",
        f"Not shown here: {rest.en}. More of them are in the summary (chibo check --format md), or run: chibo check",
    )


def _command(run: Run, lang: str) -> str:
    first = run[0]
    span = first.span
    properties = {"file": first.path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # columns are refused in an annotation of several lines
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{first.code} {first.title.to(lang)}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = "%0A".join(_data(part) for part in (message(run, lang), hint(run, lang)) if part)
    return f"::{first.severity} {written}::{said}"


def _data(text: str) -> str:
    """Escape a message: no line of it may end the command or begin another one."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line of the log that no runner takes for a command, for it does not begin with `::`."""
    return f"- {visible(text)}"
