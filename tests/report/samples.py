"""Diagnostics as a check would give them, some hostile."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.model.diagnostic import CheckReport, Diagnostic, Span
from generator.model.text import Text

AS_OF = dt.date(2024, 4, 15)
PATH = "records/van-quan/cells/ban-a/2024/03-regular.md"


def diagnostic(**changes: Any) -> Diagnostic:
    """AT101 at `present: 15`, or what differs from it."""
    line = changes.pop("excerpt_line", "  present: 15")
    span = changes.get("span", Span(9, 3, 9, 14))
    usual: dict[str, Any] = {
        "code": "AT101",
        "name": "totals",
        "severity": "error",
        "kind": "invalid",
        "path": PATH,
        "span": span,
        "title": Text("Số điểm danh cộng không khớp", "Totals do not add up"),
        "found": Text("Cộng 17.", "17 in all."),
        "expected": Text("Phải dự 18.", "18 are due."),
        "hint": Text("Sửa `present`.", "Correct `present`."),
        "document": "Hướng dẫn 12",
        "subject": "",
        "period": "",
        "fingerprint": "f1",
        "excerpt": ((span.line, line),),
    }
    return Diagnostic(**{**usual, **changes})


def missing(period: str, code: str = "ME101", **changes: Any) -> Diagnostic:
    """A month or quarter that lacks something, at the first line of `cell.yml`."""
    usual: dict[str, Any] = {
        "code": code,
        "name": "missing",
        "kind": "unmet",
        "path": "records/van-quan/cells/ban-a/cell.yml",
        "span": Span(),
        "title": Text("Thiếu biên bản sinh hoạt thường kỳ", "Monthly meeting missing"),
        "found": Text(f"Thiếu {period}.", f"{period} is missing."),
        "expected": Text("", ""),
        "period": period,
        "fingerprint": period,
        "excerpt_line": "name: Chi bộ bản A",
    }
    return diagnostic(**{**usual, **changes})


def report(*diagnostics: Diagnostic, **more: Any) -> CheckReport:
    """A report of these on twelve files."""
    return CheckReport(AS_OF, list(diagnostics), more.pop("records", 12), **more)
