"""The report beside the same stretch of the year before, and at the end of a half-year."""

from __future__ import annotations

from tests.books import MONTHS_2024, cell, district, regular
from tests.pages.factory import district_page
from tests.pages.test_report import rows


def test_two_years_are_compared():
    home = district(records_from="2023-01")
    months = [f"2023-{n:02d}" for n in range(1, 13)]
    book = cell(*regular(months[:6], present=9), *regular(MONTHS_2024, present=8), home=home)
    shown = district_page("/huyen-a/report/2024/", book)
    said = shown.text().replace("\u00a0", " ")
    assert "10. So với năm 2023" in said
    assert "Kỳ thường kỳ đã họp tăng từ 50,00 % lên 100,00 %." in said
    assert "Dự sinh hoạt trên số phải dự giảm từ 90,00 % xuống 80,00 %." in said
    assert rows(shown, "so-sanh")[2:4] == [
        ["Kỳ thường kỳ đã họp", "6/12", "50,00 %", "12/12", "100,00 %", "+50"],
        ["Dự sinh hoạt trên số phải dự", "54/60", "90,00 %", "96/120", "80,00 %", "−10"],
    ]
    assert shown.of("meeting_coverage", "/huyen-a/2023/")[0] == ("0.5", "50,00\u00a0%")
    half = district_page("/huyen-a/report/2024-H2/", book)
    assert "Kỳ thường kỳ đã họp tăng từ 0,00\u00a0% lên 100,00\u00a0%." in half.text()
    assert "So với 6 tháng cuối năm 2023" in half.text()
    assert half.of("meeting_coverage", "/huyen-a/2023/#2023-H2")[0] == ("0", "0,00\u00a0%")


def test_the_same_figure_in_both_years_stays():
    home = district(records_from="2023-01")
    months = [f"2023-{n:02d}" for n in range(1, 13)]
    said = district_page("/huyen-a/report/2024/", cell(*regular([*months, *MONTHS_2024]), home=home)).text()
    assert "Kỳ thường kỳ đã họp giữ nguyên 100,00\u00a0%." in said


def test_a_cell_that_closed_in_the_last_month_is_no_longer_counted():
    home = district()
    gone = cell(*regular(MONTHS_2024[:5]), home=home, slug="het", closed="2024-06-15")
    said = district_page("/huyen-a/report/2024-H1/", gone, cell(*regular(MONTHS_2024), home=home)).text()
    assert "có 1 đảng bộ trực thuộc với tổng số 1 chi bộ." in said
    assert "Các chi bộ đã họp 11/11 kỳ thường kỳ phải họp" in said
