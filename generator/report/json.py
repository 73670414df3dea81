"""Diagnostics for a program: the schema `chibo.check/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.report import words

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport, Diagnostic

SCHEMA = "chibo.check/1"


def render(result: CheckReport, lang: str, **_: Any) -> str:
    """Print the report as one JSON object, with one entry a diagnostic (runs are not put together)."""
    report = {
        "schema": SCHEMA,
        "as_of": result.as_of.isoformat(),
        "counts": {**words.counts(result), "records": result.records, "backlog": result.backlog},
        "diagnostics": [_entry(d, lang) for d in result.diagnostics],
    }
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # a path may hold bytes that are no text


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
    return {**entry, "period": diagnostic.period} if diagnostic.period else entry
