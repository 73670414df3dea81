"""Diagnostics as workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.diagnostic import SEVERITY_ORDER
from generator.report import words
from generator.report.display import visible

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport, Diagnostic


def render(result: CheckReport, lang: str, **_: Any) -> str:
    """Print one command a diagnostic, errors first (only the first ten of a step are shown), then the summary."""
    ordered = sorted(result.diagnostics, key=lambda d: SEVERITY_ORDER[d.severity])
    lines = [_command(d, lang) for d in ordered]
    lines += [_plain(note.to(lang)) for note in result.notes]
    lines.append(words.summary(result).to(lang))
    return "\n".join(lines) + "\n"


def _command(diagnostic: Diagnostic, lang: str) -> str:
    span = diagnostic.span
    properties = {"file": diagnostic.path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # columns are refused in an annotation of several lines
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{diagnostic.code} {diagnostic.title.to(lang)}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    parts = (diagnostic.message(lang), diagnostic.hint.to(lang), diagnostic.document)
    message = "%0A".join(_data(part) for part in parts if part)
    return f"::{diagnostic.severity} {written}::{message}"


def _data(text: str) -> str:
    """Escape a message: no line of it may end the command or begin another one."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line of the log that no runner takes for a command: neither `::name` at its start nor `##[name` anywhere."""
    return f"- {visible(text).replace('##[', '## [')}"
