from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import github
from tests.report.samples import PATH, diagnostic, missing, report

if TYPE_CHECKING:
    from generator.model.diagnostic import Diagnostic


def test_one_command_a_diagnostic() -> None:
    assert github.render(report(diagnostic()), "vi") == (
        f"::error file={PATH},line=9,endLine=9,col=3,endColumn=14,title=AT101 Số điểm danh cộng không khớp"
        "::Cộng 17. Phải dự 18 (theo Hướng dẫn 12).%0ASửa `present`.\n"
        "1 lỗi trong 12 tệp; số liệu đến ngày 15/4/2024.\n"
    )


def test_without_advice_nothing_stands_below_the_message() -> None:
    line = github.render(report(diagnostic(hint=Text("", ""))), "vi").splitlines()[0]
    assert line.endswith("::Cộng 17. Phải dự 18 (theo Hướng dẫn 12).")


def test_columns_are_left_out_over_several_lines() -> None:
    line = github.render(report(diagnostic(span=Span(9, 3, 11, 2))), "vi").splitlines()[0]
    assert ",line=9,endLine=11,title=" in line
    assert "col" not in line.lower()


def test_errors_first_then_in_order() -> None:
    mixed = [missing("2024-01", severity="notice"), diagnostic(severity="warning"), diagnostic(), missing("2024-02")]
    lines = github.render(report(*mixed), "vi").splitlines()
    assert [line.split(" ", 1)[0] for line in lines[:4]] == ["::error", "::error", "::warning", "::notice"]
    assert PATH in lines[0]


def test_properties_and_messages_are_escaped() -> None:
    hostile = diagnostic(
        path="records/a:b,c%\n::error.md",
        title=Text("một, hai: ba", "x"),
        found=Text("100 %\r\n::set-output name=x::y", "x"),
    )
    lines = github.render(report(hostile), "vi").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=records/a%3Ab%2Cc%25␊%3A%3Aerror.md,line=9,")
    assert "title=AT101 một%2C hai%3A ba::100 %25␍␊::set-output name=x::y Phải dự 18 (theo Hướng dẫn 12)." in lines[0]


def test_no_record_text_begins_a_command() -> None:
    notes = (Text("::stop-commands::x", "x"), Text("##[error]x", "x"), Text("a\n::error::b", "x"))
    text = Text("\u2028::error::x\x85::error::y\x0b::error::z", "x")
    printed = github.render(report(diagnostic(found=text, hint=text, document="\n::error::w"), notes=notes), "vi")
    lines = printed.splitlines()
    assert len(lines) == 5
    assert [line for line in lines if line.lstrip().startswith("::")] == lines[:1]
    assert "##[" not in printed


def test_a_run_of_months_is_one_command() -> None:
    months = [missing("2024-01"), missing("2024-02", document="Hướng dẫn 42")]
    lines = github.render(report(*months), "vi").splitlines()
    assert len(lines) == 2
    assert lines[0].endswith(
        "::Thiếu biên bản sinh hoạt thường kỳ: 2024-01 … 2024-02, 2 tháng (theo Hướng dẫn 12; Hướng dẫn 42)."
        "%0ASửa `present`."
    )
    assert lines[1].startswith("2 lỗi trong")


def of(severity: str, number: int, code: str = "AT101", path: str = PATH) -> list[Diagnostic]:
    return [diagnostic(severity=severity, code=code, path=path, span=Span(i, 1, i, 2)) for i in range(1, number + 1)]


def commands(printed: str) -> list[str]:
    return [line.split(" ", 1)[0] for line in printed.splitlines() if line.startswith("::")]


@pytest.mark.parametrize("severity", ["error", "warning", "notice"])
def test_ten_of_each_severity_are_all_that_is_shown(severity: str) -> None:
    printed = github.render(report(*of(severity, 10)), "vi")
    assert commands(printed) == [f"::{severity}"] * 10
    assert "Còn" not in printed
    printed = github.render(report(*of(severity, 11)), "vi")
    assert commands(printed) == [f"::{severity}"] * 10
    assert github.SHOWN == 10


def test_how_many_are_left_out_and_where_they_are() -> None:
    printed = github.render(report(*of("error", 25), *of("notice", 3), *of("warning", 12)), "vi").splitlines()
    assert len(printed) == 10 + 10 + 3 + 2
    assert printed[-2] == (
        "- Còn 15 lỗi, 2 cảnh báo không hiện ở đây. Xem thêm trong bản tóm tắt (chibo check --format md), "
        "hoặc chạy: chibo check"
    )
    assert printed[-1] == "25 lỗi, 12 cảnh báo, 3 lưu ý trong 12 tệp; số liệu đến ngày 15/4/2024."
    english = github.render(report(*of("error", 11)), "en").splitlines()
    assert english[-2].startswith(
        "- Not shown here: 1 error. More of them are in the summary (chibo check --format md)"
    )


def test_what_the_reader_only_counted_is_left_out_too() -> None:
    printed = github.render(report(*of("error", 2), diagnostic(more=5)), "vi").splitlines()
    assert printed[3].startswith("- Còn 5 lỗi không hiện")
    assert printed[4].startswith("8 lỗi trong")


def test_months_in_one_run_are_shown_all() -> None:
    months = [missing(f"20{year}-{month:02}") for year in range(10, 24) for month in range(1, 13)]
    assert "Còn" not in github.render(report(*months), "vi")


def test_one_of_each_kind_and_file_comes_before_more_of_the_same() -> None:
    several = [*of("error", 30), *of("error", 3, code="VO101"), *of("error", 2, path="records/x.yml")]
    lines = github.render(report(*several), "vi").splitlines()[:10]
    heads = [
        (line.split("file=")[1].split(",")[0][:9], line.split("title=")[1][:5], line.split("line=")[1].split(",")[0])
        for line in lines
    ]
    assert heads[:3] == [("records/v", "AT101", "1"), ("records/v", "VO101", "1"), ("records/x", "AT101", "1")]
    assert heads[3:6] == [("records/v", "AT101", "2"), ("records/v", "VO101", "2"), ("records/x", "AT101", "2")]
    assert heads[6:] == [
        ("records/v", "AT101", "3"),
        ("records/v", "VO101", "3"),
        ("records/v", "AT101", "4"),
        ("records/v", "AT101", "5"),
    ]
