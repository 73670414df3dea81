from __future__ import annotations

import json
from typing import Any

import pytest

import generator
from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import sarif
from generator.rules import api
from tests.report.reading import check_sarif
from tests.report.samples import PATH, diagnostic, missing, report


def run(*diagnostics: Any, lang: str = "vi", **more: Any) -> dict[str, Any]:
    """The one run of a report."""
    printed = sarif.render(report(*diagnostics, **more), lang)
    (found,) = json.loads(printed)["runs"]
    assert isinstance(found, dict)
    return found


def test_a_result_has_its_rule_place_and_fingerprint() -> None:
    (result,) = run(diagnostic())["results"]
    assert result == {
        "ruleId": "AT101",
        "ruleIndex": list(api.rules()).index("AT101"),
        "level": "error",
        "message": {"text": "Cộng 17. Phải dự 18 (theo Hướng dẫn 12). Sửa `present`."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": PATH, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 9, "startColumn": 3, "endLine": 9, "endColumn": 14},
                }
            }
        ],
        "partialFingerprints": {"chibo/v1": "f1"},
        "properties": {"kind": "invalid", "hint": "Sửa `present`.", "source": "Hướng dẫn 12"},
    }


def test_the_index_points_to_the_rule() -> None:
    found = run(diagnostic(), missing("2024-03"))
    rules = found["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in found["results"]] == ["AT101", "ME101"]
    assert run(diagnostic(code="ZZ999"))["results"][0]["ruleIndex"] == -1


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("notice", "note")])
def test_levels(severity: str, level: str) -> None:
    assert run(diagnostic(severity=severity))["results"][0]["level"] == level


def test_a_period_stands_where_there_is_one() -> None:
    found = run(missing("2024-03"), diagnostic())["results"]
    assert [r["properties"].get("period") for r in found] == ["2024-03", None]


def test_the_tool_says_what_it_is_and_how_it_counts() -> None:
    found = run()
    assert found["tool"]["driver"]["name"] == "chibo"
    assert found["tool"]["driver"]["version"] == generator.__version__
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["language"] == "vi"
    assert run(lang="en")["language"] == "en"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_rule_is_declared_with_its_help(lang: str) -> None:
    rules = run(lang=lang)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(api.rules())
    for rule, known in zip(rules, api.rules().values(), strict=True):
        said = api.sections(known.code)
        assert rule["name"] == known.name
        assert rule["shortDescription"]["text"] == known.title.to(lang)
        first = said["Kiểm tra" if lang == "vi" else "Checks"]
        assert rule["fullDescription"]["text"] == " ".join(first.split())
        for name in ("Wrong", "Right", "Source", *(("Vì sao", "Cách sửa") if lang == "vi" else ("Why", "Fix"))):
            assert said.get(name, "") in rule["help"]["text"]
            assert said.get(name, "") in rule["help"]["markdown"]
        if "Wrong" in said:
            assert f"````yaml\n{said['Wrong']}\n````" in rule["help"]["markdown"]
            assert "````" not in rule["help"]["text"]
            assert said["Wrong"].count("````") == 0
        assert rule["help"]["markdown"].count("````yaml\n") == ("Wrong" in said) + ("Right" in said)


def test_rules_bear_their_level_and_kind() -> None:
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    assert rules["AT101"]["defaultConfiguration"] == {"level": "error"}
    assert rules["AT101"]["properties"] == {
        "kind": "invalid", "severity": "error", "problem.severity": "error", "tags": ["invalid"],
    }  # fmt: skip
    assert rules["YA007"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["YA007"]["properties"]["problem.severity"] == "warning"
    assert {r["properties"]["problem.severity"] for r in rules.values() if r["properties"]["severity"] == "notice"} <= {
        "recommendation"
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("records/van-quan/nhà kho, 50%.yml", "records/van-quan/nh%C3%A0%20kho%2C%2050%25.yml"),
        ("records/a?b#c:d[e].md", "records/a%3Fb%23c%3Ad%5Be%5D.md"),
        ("records/\udce0.md", "records/%E0.md"),
        ("records/\ud800.md", "records/%5Cud800.md"),
        ("records/x\n\x1b[31m.md", "records/x%0A%1B%5B31m.md"),
    ],
)
def test_paths_are_addresses(path: str, uri: str) -> None:
    printed = sarif.render(report(diagnostic(path=path)), "vi")
    check_sarif(printed)
    place = json.loads(printed)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri


def test_no_message_holds_a_link_or_an_argument() -> None:
    hostile = Text("[a](http://x.invalid) {0} {12} { } \x1b[31m", "x")
    found = run(diagnostic(found=hostile, expected=Text("", ""), document="", hint=Text("", "")))
    assert found["results"][0]["message"]["text"] == "[a] (http://x.invalid) { 0 } { 12 } { } ␛[31m"


def test_totals_and_notes_are_notifications() -> None:
    found = run(diagnostic(), notes=(Text("Từ 2024-01.", "x"),), backlog=3)
    (invocation,) = found["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [n["message"]["text"] for n in invocation["toolExecutionNotifications"]] == [
        "1 lỗi trong 12 tệp; chưa kể 3 mục có từ trước; số liệu đến ngày 15/4/2024.",
        "Từ 2024-01.",
    ]
    assert found["properties"]["counts"] == {"error": 1, "warning": 0, "notice": 0, "records": 12, "backlog": 3}


def test_no_more_results_than_are_taken_and_errors_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.LIMIT == 25_000
    monkeypatch.setattr(sarif, "LIMIT", 3)
    mild = [diagnostic(severity="warning", span=Span(i, 1, i, 2)) for i in (1, 2, 3)]
    as_they_stand = [diagnostic(severity=s) for s in ("notice", "error", "warning")]
    assert [r["level"] for r in run(*as_they_stand)["results"]] == ["note", "error", "warning"]
    found = run(*mild, diagnostic(span=Span(4, 1, 4, 2)))
    assert [r["level"] for r in found["results"]] == ["error", "warning", "warning"]
    notes = [n["message"]["text"] for n in found["invocations"][0]["toolExecutionNotifications"]]
    assert notes == [
        "1 lỗi, 3 cảnh báo trong 12 tệp; số liệu đến ngày 15/4/2024.",
        "Báo cáo này có 3 kết quả trong tổng số 4 mục.",
    ]
