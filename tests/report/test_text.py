from __future__ import annotations

import pytest

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import text
from tests.report.samples import PATH, diagnostic, missing, report


def test_place_message_line_mark_and_cure() -> None:
    assert text.render(report(diagnostic()), "vi") == (
        f"{PATH}:9:3: AT101 lỗi: Cộng 17. Phải dự 18.\n"
        " 9 |   present: 15\n"
        "   |   ^^^^^^^^^^^\n"
        "   = cách sửa: Sửa `present`.\n"
        "   = căn cứ: Hướng dẫn 12\n"
        "\n"
        "1 lỗi trong 12 tệp; số liệu đến ngày 15/4/2024.\n"
    )


def test_in_english() -> None:
    printed = text.render(report(diagnostic(severity="warning", document="")), "en")
    assert f"{PATH}:9:3: AT101 warning: 17 in all. 18 are due.\n" in printed
    assert "   = fix: Correct `present`.\n\n1 warning in 12 files; as of 2024-04-15.\n" in printed
    assert "source" not in printed


@pytest.mark.parametrize(
    ("line", "column", "end", "carets"),
    [
        ("place: Nhà", 8, 11, "       ^^^"),
        ("pla\u0300ce: x", 1, 7, "^^^^^"),
        ("名: 会議", 4, 6, "    ^^^^"),
        ("👍 x: 1", 3, 7, "   ^^^^"),
        ("a\tb: 1", 3, 7, "  ^^^^"),
        ("a\x1bb: 1", 2, 3, " ^"),
        ("a\u202eb: 1", 3, 7, "         ^^^^"),
        ("ab", 9, 10, "  ^"),
    ],
)
def test_marks_stand_under_what_they_mark(line: str, column: int, end: int, carets: str) -> None:
    printed = text.render(report(diagnostic(excerpt_line=line, span=Span(9, column, 9, end))), "vi")
    assert f"\n   | {carets}\n" in printed


def test_what_could_command_a_terminal_is_written_out() -> None:
    hostile = diagnostic(
        excerpt_line="a\x1b[31m: \u202e1\u200b\u00a0",
        found=Text("x\x1b[2J\u2028y\n::error::z", "x"),
        path="records/\x07\n.md",
    )
    printed = text.render(report(hostile), "vi")
    assert " 9 | a␛[31m: ⟨U+202E⟩1⟨U+200B⟩⟨U+00A0⟩\n" in printed
    assert "x␛[2J⟨U+2028⟩y␊::error::z" in printed
    assert printed.startswith("records/␇␊.md:9:3: AT101")
    assert not set(printed) & set("\x1b\x07\u202e\u200b\u2028")


def test_without_an_excerpt() -> None:
    assert " | " not in text.render(report(diagnostic(excerpt=())), "vi")


def test_two_findings_of_one_kind_in_a_file_stay_apart() -> None:
    printed = text.render(report(diagnostic(), diagnostic(span=Span(19, 3, 19, 14))), "vi")
    assert printed.count("AT101 lỗi: Cộng 17.") == 2
    assert printed.count("^" * 11) == 2


@pytest.mark.parametrize(
    ("length", "shown"),
    [(100, "x" * 100), (101, f"{'x' * 100}…")],
)
def test_only_a_line_longer_than_the_limit_is_cut(length: int, shown: str) -> None:
    printed = text.render(report(diagnostic(excerpt_line="x" * length, span=Span(9, 1, 9, 2))), "vi")
    assert printed.splitlines()[1:3] == [f" 9 | {shown}", "   | ^"]


def test_a_line_that_fits_is_not_cut_wherever_its_mark_is() -> None:
    printed = text.render(report(diagnostic(excerpt_line="x" * 99 + "y", span=Span(9, 100, 9, 101))), "vi")
    assert printed.splitlines()[1:3] == [f" 9 | {'x' * 99}y", f"   | {' ' * 99}^"]


def test_a_tab_is_shown_as_an_arrow() -> None:
    assert " 9 | a→b: 1\n" in text.render(report(diagnostic(excerpt_line="a\tb: 1", span=Span(9, 1, 9, 2))), "vi")


def test_a_mark_far_to_the_right() -> None:
    printed = text.render(report(diagnostic(excerpt_line="x" * 150 + "y", span=Span(9, 151, 9, 152))), "vi")
    assert printed.splitlines()[1:3] == [f" 9 | …{'x' * 30}y", f"   | {' ' * 31}^"]


def test_wide_letters_take_two_columns_of_the_limit() -> None:
    printed = text.render(report(diagnostic(excerpt_line="会" * 80, span=Span(9, 41, 9, 42))), "vi")
    assert printed.splitlines()[1:3] == [f" 9 | …{'会' * 50}…", f"   | {' ' * 31}^^"]


def test_a_long_line_is_cut_around_the_mark() -> None:
    line = f"{'x' * 200}present: 15{'y' * 200}"
    printed = text.render(report(diagnostic(excerpt_line=line, span=Span(9, 201, 9, 212))), "vi")
    shown, carets = (row[5:] for row in printed.splitlines()[1:3])
    assert shown.startswith("…xxx")
    assert shown.endswith("yyy…")
    assert len(shown) <= 102
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "present: 15"


def test_a_mark_over_several_lines_ends_with_its_first_one() -> None:
    printed = text.render(report(diagnostic(span=Span(9, 3, 11, 2))), "vi")
    assert "\n   |   ^^^^^^^^^^^\n" in printed


def test_colour_only_when_asked() -> None:
    assert "\x1b" not in text.render(report(diagnostic()), "vi")
    assert "\x1b[1;31mAT101 lỗi:\x1b[0m" in text.render(report(diagnostic()), "vi", color=True)


def test_runs_of_months_are_put_together() -> None:
    months = ["2024-08", "2024-04", "2023-12", "2024-01", "2024-06", "2024-05", "2024-07"]
    printed = text.render(report(*map(missing, months)), "vi").splitlines()
    heads = [line for line in printed if "ME101" in line]
    assert heads == [
        "records/van-quan/cells/ban-a/cell.yml:1:1: ME101 lỗi: Thiếu biên bản sinh hoạt thường kỳ: 2023-12 … 2024-01, 2 tháng.",
        "records/van-quan/cells/ban-a/cell.yml:1:1: ME101 lỗi: Thiếu biên bản sinh hoạt thường kỳ: 2024-04 … 2024-08, 5 tháng.",
    ]
    assert printed[-1].startswith("7 lỗi trong")


def test_runs_of_quarters_and_single_months() -> None:
    quarters = [missing(q, "ME102", severity="warning") for q in ("2023-Q4", "2024-Q1", "2024-Q3")]
    printed = text.render(report(*quarters, missing("2024-02")), "en")
    assert "2023-Q4 … 2024-Q1, 2 quarters." in printed
    assert "ME102 warning: 2024-Q3 is missing." in printed
    assert "ME101 error: 2024-02 is missing." in printed
    assert printed.endswith("1 error, 3 warnings in 12 files; as of 2024-04-15.\n")


def test_cells_codes_and_severities_are_not_mixed() -> None:
    several = [
        missing("2024-01"),
        missing("2024-02", path="x"),
        missing("2024-03", "ME112"),
        missing("2024-04", severity="warning"),
    ]
    assert "…" not in text.render(report(*several), "vi")


def test_the_documents_of_a_run_are_all_named() -> None:
    run = [missing("2024-01", document="Hướng dẫn 12"), missing("2024-02", document="Hướng dẫn 42")]
    assert "= căn cứ: Hướng dẫn 12; Hướng dẫn 42\n" in text.render(report(*run), "vi")


def test_the_first_line_of_a_file_is_no_excerpt() -> None:
    assert "name: Chi bộ bản A" not in text.render(report(missing("2024-02")), "vi")


def test_nothing_wrong() -> None:
    assert text.render(report(), "vi") == "Không có lỗi nào trong 12 tệp; số liệu đến ngày 15/4/2024.\n"
    assert text.render(report(records=1), "en") == "No problems in 1 file; as of 2024-04-15.\n"


def test_notes_and_older_findings() -> None:
    printed = text.render(report(notes=(Text("Văn Quan: từ 2024-01\x1b", "x"),), backlog=3), "vi")
    assert printed.startswith(
        "Ghi chú: Văn Quan: từ 2024-01␛\nKhông có lỗi nào trong 12 tệp; chưa kể 3 mục có từ trước;"
    )


def test_what_could_command_a_build_log_is_parted() -> None:
    hostile = diagnostic(
        excerpt_line="x ##[error] ##vso[y]", span=Span(9, 3, 9, 14), path="  ::error::.md", hint=Text("##[a]", "x")
    )
    printed = text.render(report(hostile), "vi")
    assert printed.startswith("./  ::error::.md:9:3: AT101")
    assert " 9 | x ## [error] ## vso[y]\n   |   ^^^^^^^^^^^^\n" in printed
    assert "= cách sửa: ## [a]\n" in printed
    assert text.render(report(diagnostic(path="a::b.md")), "vi").startswith("a::b.md:9:3:")


@pytest.mark.parametrize(
    ("line", "shown"),
    [("##", "##"), ("#[x]", "#[x]"), ("## [x]", "## [x]"), ("###[x]", "### [x]"), ("##a b[", "##a b[")],
)
def test_other_number_signs_stay(line: str, shown: str) -> None:
    printed = text.render(report(diagnostic(excerpt_line=line, span=Span(9, 1, 9, 2))), "vi")
    assert f" 9 | {shown}\n" in printed


def test_only_what_lacks_month_after_month_is_put_together() -> None:
    apart = [missing("2024-01", "ME111"), missing("2024-02", "ME111"), missing("", "ME101"), missing("", "ME101")]
    assert text.render(report(*apart), "vi").count("records/") == 4


@pytest.mark.parametrize(
    ("code", "periods", "vi", "en"),
    [
        ("ME101", ["2024-01", "2024-02"], "2024-01 … 2024-02, 2 tháng.", "2024-01 … 2024-02, 2 months."),
        ("ME102", ["2024-Q1", "2024-Q2"], "2024-Q1 … 2024-Q2, 2 quý.", "2024-Q1 … 2024-Q2, 2 quarters."),
    ],
)
def test_runs_in_both_languages(code: str, periods: list[str], vi: str, en: str) -> None:
    result = report(*(missing(period, code) for period in periods))
    assert vi in text.render(result, "vi")
    assert en in text.render(result, "en")


def test_older_findings_in_both_languages() -> None:
    assert (
        text.render(report(backlog=3), "en") == "No problems in 12 files; 3 older ones not shown; as of 2024-04-15.\n"
    )
    assert "older" not in text.render(report(), "en")
