"""Diagnostics as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import generator
from generator.model.diagnostic import SEVERITY_ORDER
from generator.model.text import Text
from generator.report import words
from generator.report.display import visible
from generator.report.json import written
from generator.rules import api

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport, Diagnostic
    from generator.rules.api import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LIMIT = 25_000  # results of one run that GitHub takes; a file with more is refused as a whole
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "notice": "recommendation"}
_HEADINGS = {
    "vi": {"Vì sao": "Vì sao", "Cách sửa": "Cách sửa", "Wrong": "Sai", "Right": "Đúng", "Source": "Căn cứ"},
    "en": {"Why": "Why", "Fix": "How to fix", "Wrong": "Wrong", "Right": "Right", "Source": "Source"},
}
_CHECKS = {"vi": "Kiểm tra", "en": "Checks"}


def render(result: CheckReport, lang: str, **_: Any) -> str:
    """Print one run: every rule, one result a diagnostic (of more than are taken, errors first), totals and notes."""
    rules = api.rules()
    index = {code: number for number, code in enumerate(rules)}
    kept = result.diagnostics
    if len(kept) > LIMIT:
        kept = sorted(kept, key=lambda d: SEVERITY_ORDER[d.severity])[:LIMIT]
    counts = {**words.counts(result), "records": result.records, "backlog": result.backlog}
    run = {
        "tool": {
            "driver": {
                "name": "chibo",
                "version": generator.__version__,
                "semanticVersion": generator.__version__,
                "language": lang,
                "rules": [_rule(rule, lang) for rule in rules.values()],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(result, len(kept), lang)}
        ],
        "results": [_result(d, index, lang) for d in kept],
        "properties": {"asOf": result.as_of.isoformat(), "counts": counts},
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    said = api.sections(rule.code)
    checks = said.get(_CHECKS[lang], "")
    texts = [(heading, said[name]) for name, heading in _HEADINGS[lang].items() if name in said]
    plain = [checks, *(f"{heading}:\n{text}" for heading, text in texts)]
    marked = [checks, *(f"**{heading}**\n\n{_marked(heading, text, lang)}" for heading, text in texts)]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title.to(lang)},
        "fullDescription": {"text": " ".join(checks.split())},
        "help": {"text": "\n\n".join(plain), "markdown": "\n\n".join(marked)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "kind": rule.kind,
            "severity": rule.severity,
            "problem.severity": _PROBLEM[rule.severity],
            "tags": [rule.kind],
        },
    }


def _marked(heading: str, text: str, lang: str) -> str:
    """A section in Markdown: the examples as code."""
    examples = {_HEADINGS[lang]["Wrong"], _HEADINGS[lang]["Right"]}
    return f"````yaml\n{text}\n````" if heading in examples else text


def _result(diagnostic: Diagnostic, index: dict[str, int], lang: str) -> dict[str, Any]:
    span = diagnostic.span
    hint = diagnostic.hint.to(lang)
    known = {
        "kind": diagnostic.kind,
        "period": diagnostic.period,
        "hint": hint,
        "source": diagnostic.document,
        "more": diagnostic.more,
    }
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index.get(diagnostic.code, -1),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _plain(" ".join(filter(None, (diagnostic.message(lang), hint))))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(diagnostic.path), "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": span.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"chibo/v1": diagnostic.fingerprint},
        "properties": {name: value for name, value in known.items() if value},
    }


def _uri(path: str) -> str:
    """A path as a relative address; bytes that are no text stand as they are on disk."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "backslashreplace")
    return quote(raw, safe="/")


def _plain(text: str) -> str:
    """A message in which nothing is a link (`[text](address)`) or stands for an argument (`{0}`)."""
    return re.sub(r"\{(\d+)\}", r"{ \1 }", visible(text).replace("](", "] ("))


def _notifications(result: CheckReport, told: int, lang: str) -> list[dict[str, Any]]:
    """The line that sums up, the notes, and how many faults are no results here."""
    total = sum(words.counts(result).values())
    texts = [words.summary(result), *result.notes]
    if total > told:
        texts.append(
            Text(
                f"Báo cáo này có {told} kết quả trong tổng số {total} mục.",
                f"This report holds {told} results of {total} in all.",
            )
        )
    return [{"level": "note", "message": {"text": _plain(text.to(lang))}} for text in texts]
