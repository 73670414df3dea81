"""Diagnostics for a program: the schema `chibo.check/1`.

Of a file with very many faults the first ones are told; `more` of the last one counts the others, `counts` holds all.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.report import words
from generator.report.display import LOG_COMMAND

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport, Diagnostic

SCHEMA = "chibo.check/1"
_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")  # as JSON may write them


def render(result: CheckReport, lang: str, **_: Any) -> str:
    """Print the report as one JSON object, with one entry a diagnostic (runs are not put together)."""
    report = {
        "schema": SCHEMA,
        "as_of": result.as_of.isoformat(),
        "counts": {**words.counts(result), "records": result.records, "backlog": result.backlog},
        "diagnostics": [_entry(d, lang) for d in result.diagnostics],
    }
    return written(report)


def written(report: dict[str, Any]) -> str:
    """A report as JSON text, in which no line is a command to a build log and nothing drives a terminal."""
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    text = LOG_COMMAND.sub(r"#\\u0023", _UNSEEN.sub(_escaped, text))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # a path may hold bytes that are no text


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _entry(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    span = diagnostic.span
    entry = {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "kind": diagnostic.kind,
        "path": diagnostic.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": diagnostic.message(lang),
        "hint": diagnostic.hint.to(lang),
        "source": diagnostic.document,
        "fingerprint": diagnostic.fingerprint,
    }
    more = {"period": diagnostic.period, "more": diagnostic.more}
    return entry | {name: value for name, value in more.items() if value}
