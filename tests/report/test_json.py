from __future__ import annotations

import json

from generator.report import json as format_json
from tests.report.samples import PATH, diagnostic, missing, report


def test_the_keys_and_values_of_the_schema() -> None:
    printed = format_json.render(report(diagnostic(), backlog=2), "vi")
    assert json.loads(printed) == {
        "schema": "chibo.check/1",
        "as_of": "2024-04-15",
        "counts": {"error": 1, "warning": 0, "notice": 0, "records": 12, "backlog": 2},
        "diagnostics": [
            {
                "code": "AT101",
                "name": "totals",
                "severity": "error",
                "kind": "invalid",
                "path": PATH,
                "line": 9,
                "column": 3,
                "end_line": 9,
                "end_column": 14,
                "message": "Cộng 17. Phải dự 18 (theo Hướng dẫn 12).",
                "hint": "Sửa `present`.",
                "source": "Hướng dẫn 12",
                "fingerprint": "f1",
            }
        ],
    }
    assert list(json.loads(printed)) == ["schema", "as_of", "counts", "diagnostics"]
    assert "Cộng" in printed


def test_a_period_stands_where_there_is_one() -> None:
    printed = format_json.render(report(missing("2024-03"), missing("2024-Q1", "ME102")), "en")
    entries = json.loads(printed)["diagnostics"]
    assert [entry["period"] for entry in entries] == ["2024-03", "2024-Q1"]


def test_runs_stay_apart() -> None:
    printed = format_json.render(report(missing("2024-03"), missing("2024-04")), "en")
    assert len(json.loads(printed)["diagnostics"]) == 2


def test_nothing_found() -> None:
    result = json.loads(format_json.render(report(), "vi"))
    assert result["diagnostics"] == []
    assert result["counts"] == {"error": 0, "warning": 0, "notice": 0, "records": 12, "backlog": 0}


def test_bytes_that_are_no_text_stay_json() -> None:
    printed = format_json.render(report(diagnostic(path="records/\udce0.md")), "vi")
    assert json.loads(printed)["diagnostics"][0]["path"] == "records/\udce0.md"


def test_faults_that_are_only_counted_stand_with_the_last_one_told() -> None:
    result = json.loads(format_json.render(report(diagnostic(severity="warning"), diagnostic(more=7)), "vi"))
    assert result["counts"] == {"error": 8, "warning": 1, "notice": 0, "records": 12, "backlog": 0}
    assert [d.get("more") for d in result["diagnostics"]] == [None, 7]


def test_what_cannot_be_seen_is_escaped_and_read_back() -> None:
    hidden = "\x1b\x7f\x9b\u200b\u202e\u2028\ufeff##[error]##vso[x]é"
    printed = format_json.render(report(diagnostic(document=hidden)), "vi")
    assert json.loads(printed)["diagnostics"][0]["source"] == hidden
    assert "\\u001b\\u007f\\u009b\\u200b\\u202e\\u2028\\ufeff#\\u0023[error]#\\u0023vso[x]é" in printed
