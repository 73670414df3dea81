from __future__ import annotations

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import github
from tests.report.samples import PATH, diagnostic, missing, report


def test_one_command_a_diagnostic() -> None:
    assert github.render(report(diagnostic()), "vi") == (
        f"::error file={PATH},line=9,endLine=9,col=3,endColumn=14,title=AT101 Số điểm danh cộng không khớp"
        "::Cộng 17. Phải dự 18 (theo Hướng dẫn 12).%0ASửa `present`.\n"
        "1 lỗi trong 12 tệp; số liệu đến ngày 15/4/2024.\n"
    )


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
