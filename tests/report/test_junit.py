from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import junit
from tests.report.reading import check_junit
from tests.report.samples import PATH, diagnostic, missing, report

CELL = "records/van-quan/cells/ban-a"


def suites(*diagnostics: Any, lang: str = "vi", **more: Any) -> dict[str, ET.Element]:
    """The suites of a report by name."""
    printed = junit.render(report(*diagnostics, **more), lang)
    check_junit(printed)
    return {suite.get("name", ""): suite for suite in ET.fromstring(printed)}


def test_one_suite_a_district_and_one_for_the_totals() -> None:
    found = suites(
        diagnostic(path="records/rulebook/a.yml"), diagnostic(), diagnostic(path="records/bac-son/district.yml")
    )
    assert list(found) == ["chibo", "rulebook", "van-quan", "bac-son"]


def test_one_case_a_file_named_after_it() -> None:
    found = suites(diagnostic(), diagnostic(span=Span(19, 3, 19, 14)), missing("2024-03"))
    cases = [(c.get("classname"), c.get("name")) for c in found["van-quan"].iter("testcase")]
    assert cases == [
        ("records.van-quan.cells.ban-a.2024", "03-regular.md"),
        ("records.van-quan.cells.ban-a", "cell.yml"),
    ]


def test_errors_fail_and_the_rest_is_output() -> None:
    warned = diagnostic(code="ME105", severity="warning", span=Span(3, 1, 3, 5))
    noticed = diagnostic(code="PR102", severity="notice", span=Span(30, 1, 30, 5), document="")
    (case,) = suites(diagnostic(), warned, noticed)["van-quan"].iter("testcase")
    failure, output = list(case)
    assert (failure.tag, failure.get("type")) == ("failure", "AT101")
    assert failure.get("message") == "Cộng 17. Phải dự 18 (theo Hướng dẫn 12)."
    assert failure.text == f"{PATH}:9:3: AT101 lỗi: Cộng 17. Phải dự 18 (theo Hướng dẫn 12). Sửa `present`."
    assert output.tag == "system-out"
    assert (output.text or "").splitlines() == [
        f"{PATH}:3:1: ME105 cảnh báo: Cộng 17. Phải dự 18 (theo Hướng dẫn 12). Sửa `present`.",
        f"{PATH}:30:1: PR102 lưu ý: Cộng 17. Phải dự 18. Sửa `present`.",
    ]


def test_a_case_without_errors_passes() -> None:
    found = suites(diagnostic(severity="warning", hint=Text("", "")))
    (case,) = found["van-quan"].iter("testcase")
    assert [child.tag for child in case] == ["system-out"]
    assert (case[0].text or "").endswith("(theo Hướng dẫn 12).")
    assert found["van-quan"].get("failures") == "0"


def test_the_kinds_of_error_are_named_once_each() -> None:
    several = [diagnostic(), diagnostic(code="VO101"), diagnostic()]
    (case,) = suites(*several)["van-quan"].iter("testcase")
    assert [child.tag for child in case] == ["failure"]
    assert case[0].get("type") == "AT101, VO101"


def test_cases_and_failures_are_counted() -> None:
    printed = junit.render(
        report(diagnostic(), missing("2024-01", severity="warning"), diagnostic(path="records/b/district.yml")), "vi"
    )
    root = ET.fromstring(printed)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "2", "0")
    counted = [(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in root]
    assert counted == [("chibo", "1", "0", "0"), ("van-quan", "2", "1", "0"), ("b", "1", "1", "0")]
    assert len(list(root.iter("testcase"))) == 4


def test_the_totals_stand_even_where_nothing_is_wrong() -> None:
    found = suites(notes=(Text("Từ 2024-01.\x1b", "x"),), backlog=2)
    assert list(found) == ["chibo"]
    values = {p.get("name"): p.get("value") for p in found["chibo"].iter("property")}
    assert values == {
        "error": "0", "warning": "0", "notice": "0", "records": "12", "backlog": "2", "as_of": "2024-04-15",
    }  # fmt: skip
    assert (found["chibo"].findtext("testcase/system-out") or "").splitlines() == [
        "Từ 2024-01.␛",
        "Không có lỗi nào trong 12 tệp; chưa kể 2 mục có từ trước; số liệu đến ngày 15/4/2024.",
    ]


def test_months_are_put_together() -> None:
    (case,) = suites(missing("2024-01"), missing("2024-02"))["van-quan"].iter("testcase")
    assert (case[0].text or "").startswith(
        f"{CELL}/cell.yml:1:1: ME101 lỗi: Thiếu biên bản sinh hoạt thường kỳ: 2024-01 … 2024-02, 2 tháng"
    )


def test_a_flood_of_warnings_says_how_many_in_the_output() -> None:
    many = [diagnostic(severity="warning", span=Span(i, 1, i, 2)) for i in range(1, 41)]
    (case,) = suites(*many)["van-quan"].iter("testcase")
    assert (case[0].text or "").splitlines()[-1] == "… còn 29 mục nữa trong tệp này."
    (case,) = suites(*many, diagnostic())["van-quan"].iter("testcase")
    assert [(child.text or "").count("mục nữa") for child in case] == [1, 0]


def test_a_path_of_one_step() -> None:
    assert list(suites(diagnostic(path="x.yml"))) == ["chibo", "x.yml"]
    (case,) = suites(diagnostic(path="x.yml"))["x.yml"].iter("testcase")
    assert (case.get("classname"), case.get("name")) == ("", "x.yml")


def test_what_xml_cannot_hold_is_written_out() -> None:
    nasty = '\x00\x0b\ufffe\ud800"]]><&\x9b'
    (case,) = suites(diagnostic(found=Text(nasty, nasty), path=f"records/van-quan/{nasty}.yml"))["van-quan"].iter(
        "testcase"
    )
    shown = '␀␋⟨U+FFFE⟩⟨U+D800⟩"]]><&⟨U+009B⟩'
    assert case.get("name") == f"{shown}.yml"
    assert shown in (case[0].text or "")
    assert shown in (case[0].get("message") or "")
