"""Floods: what is printed of a file with very many faults, and that the true number is always said."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from generator import report as reports
from generator.model.diagnostic import Span
from generator.report.excess import FEW, KEPT, parts
from tests.report.reading import READ
from tests.report.samples import PATH, diagnostic, missing, report
from tests.support import MARCH, MEMBERS, checked, meeting

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

LINES = [name for name in reports.formats() if name not in {"json", "sarif"}]


def flood(number: int, **changes: object) -> list[Diagnostic]:
    return [diagnostic(span=Span(i, 3, i, 14), fingerprint=f"f{i}", **changes) for i in range(1, number + 1)]


def about(printed: str, path: str = PATH) -> int:
    """How many lines the report spends on a file: all of them but those of other files."""
    others = [line for line in printed.splitlines() if "records/" in line and path not in line]
    return len(printed.splitlines()) - len(others)


def test_as_many_as_are_few_are_all_shown() -> None:
    (part,) = parts(flood(FEW))
    assert (len(part.runs), part.hidden) == (FEW, 0)


def test_one_more_is_a_flood() -> None:
    (part,) = parts(flood(FEW + 1))
    assert (len(part.runs), part.hidden) == (KEPT, FEW + 1 - KEPT)
    assert [run[0].span.line for run in part.runs] == list(range(1, KEPT + 1))


def test_what_is_only_counted_counts() -> None:
    (part,) = parts([*flood(FEW - 1), diagnostic(more=99_800)])
    assert (len(part.runs), part.hidden) == (FEW, 99_800)
    (part,) = parts([*flood(199), diagnostic(more=99_800)])
    assert (len(part.runs), part.hidden) == (KEPT, 100_000 - KEPT)


def test_every_kind_is_shown_once_before_the_same_again_and_errors_first() -> None:
    late = diagnostic(code="YA002", span=Span(500, 1, 500, 2))
    mild = flood(30, code="YA007", severity="warning")
    (part,) = parts([*mild, late, diagnostic(code="PR102", severity="notice", span=Span(501, 1, 501, 2))])
    assert [run[0].code for run in part.runs[:4]] == ["YA002", "YA007", "PR102", "YA007"]
    assert [run[0].span.line for run in part.runs[1:2] + part.runs[3:]] == list(range(1, KEPT - 1))


def test_a_kind_that_is_an_error_here_and_a_warning_there_is_two() -> None:
    (part,) = parts([*flood(20, severity="warning"), *flood(20)])
    assert [run[0].severity for run in part.runs[:3]] == ["error", "warning", "warning"]


def test_a_run_of_months_is_one_and_counts_each() -> None:
    months = [missing(f"{year}-{month:02d}") for year in range(2000, 2040) for month in (1, 2, 5)]
    (part,) = parts(months)
    assert len(part.runs) == KEPT
    assert part.hidden == 120 - sum(map(len, part.runs))
    assert part.hidden < 120 - KEPT


def test_files_are_cut_each_for_itself() -> None:
    few, many = parts([*flood(3, path="a.yml"), *flood(40, path="b.yml")])
    assert (few.path, len(few.runs), few.hidden) == ("a.yml", 3, 0)
    assert (many.path, len(many.runs), many.hidden) == ("b.yml", KEPT, 40 - KEPT)


@pytest.mark.parametrize("name", LINES)
def test_100_000_faults_take_20_lines_and_are_all_counted(name: str) -> None:
    result = report(*flood(199), diagnostic(more=99_800))
    printed = reports.render(name, result, "vi")
    if name == "text":
        assert len(printed.splitlines()) <= 20
    told = printed.splitlines()
    assert sum(PATH in line for line in told) <= 20
    assert len(READ[name](printed)) <= KEPT
    assert re.search(r"\b100000 lỗi trong 12 tệp", printed)
    assert any(re.search(r"\b99989 mục nữa|\b99990 lỗi", line) for line in told)
    assert "100000 errors in 12 files" in reports.render(name, result, "en")


def test_programs_are_given_each_and_the_number_of_the_others() -> None:
    result = report(*flood(199), diagnostic(more=99_800))
    found = json.loads(reports.render("json", result, "vi"))
    assert found["counts"]["error"] == 100_000
    assert len(found["diagnostics"]) == 200
    assert [d.get("more") for d in found["diagnostics"]] == [*[None] * 199, 99_800]
    (run,) = json.loads(reports.render("sarif", result, "en"))["runs"]
    assert run["properties"]["counts"]["error"] == 100_000
    assert len(run["results"]) == 200
    assert [r["properties"].get("more") for r in run["results"]][-2:] == [None, 99_800]
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert "This report holds 200 results of 100000 in all." in notes


def test_the_first_fault_of_a_flood_is_told_in_full_and_the_others_in_a_line_each() -> None:
    printed = reports.render("text", report(*flood(40)), "vi").splitlines()
    assert printed[:5] == [
        f"{PATH}:1:3: AT101 lỗi: Cộng 17. Phải dự 18.",
        " 1 |   present: 15",
        "   |   ^^^^^^^^^^^",
        "   = cách sửa: Sửa `present`.",
        "   = căn cứ: Hướng dẫn 12",
    ]
    assert printed[5:15] == [f"{PATH}:{i}:3: AT101 lỗi: Cộng 17. Phải dự 18." for i in range(2, 12)]
    assert printed[15:] == ["… còn 29 mục nữa trong tệp này.", "", "40 lỗi trong 12 tệp; số liệu đến ngày 15/4/2024."]


def test_few_faults_are_told_in_full() -> None:
    printed = reports.render("text", report(*flood(FEW)), "vi")
    assert printed.count("cách sửa") == FEW
    assert "mục nữa" not in printed


@pytest.mark.parametrize(
    ("path", "text", "number", "code"),
    [
        (MEMBERS, "".join(f"DV{i}: {{joined: 2020-01-01}}\n" for i in range(9000)), 9000, "FI003"),
        (MEMBERS, "".join(f"dv{i}: {{joinde: 2020-01-01}}\n" for i in range(6000)), 6000, "FI001"),
        (MEMBERS, "".join(f"dv{i}: &x {{joined: 2020-01-01}}\n" for i in range(6000)), 6000, "YA003"),
        (
            MARCH,
            meeting(
                "date: 2024-03-05\ntime: 07:30-09:40\nattendance:\n  roll: 5\n  present: 4\n"
                f"observers: [{', '.join(f'x{i}' for i in range(15_000))}]\n"
            ),
            15_000,
            "RE104",
        ),
    ],
    ids=["wrong", "unknown", "anchors", "names"],
)  # fmt: skip
def test_a_real_file_of_many_thousand_faults(tmp_path: Path, path: str, text: str, number: int, code: str) -> None:
    result = checked(tmp_path, {path: text})
    assert {d.code for d in result.diagnostics if d.path == path} == {code}
    others = sum(d.path != path for d in result.diagnostics)
    assert others == 0
    printed = reports.render("text", result, "vi")
    assert len(printed.splitlines()) <= 20
    assert f"{number} lỗi trong" in printed
    for name in LINES:
        assert f"{number} lỗi trong" in reports.render(name, result, "vi")
        assert about(reports.render(name, result, "vi"), path) <= 40
