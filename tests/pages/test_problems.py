from __future__ import annotations

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.views.district_pages import district_pages
from tests.books import MONTHS_2024, cell, regular
from tests.pages.factory import diagnostic, district_of, district_page, site

URL = "/huyen-a/problems/"
MARCH = "records/huyen-a/cells/chi-bo/2024/03-regular.md"


def page(*found, **more):
    return district_page(URL, cell(*regular(MONTHS_2024), name="Chi bộ Đông"), found=found, **more)


def told(shown):
    """The problems in lists, by rule or among the rest."""
    return [li for li in shown.all("li") if (li.get("id") or "").startswith("p-")]


def test_a_problem_says_what_is_there_what_should_be_and_what_to_do():
    shown = page(
        diagnostic(
            "AT101", MARCH, kind="invalid", span=Span(8, 3, 8, 13), excerpt=((7, "  roll: 11"), (8, "  present: 8"))
        )
    )
    text = shown.text(shown.one("article"))
    for part in (
        "AT101 Lỗi",
        "Chi bộ Đông, tháng\u00a03/2024",
        "Đang ghi Đang thế này.",
        "Cần có Cần thế kia.",
        "Căn cứ Hướng dẫn thử",
    ):
        assert part in text
    assert shown.text(shown.all("code")[0]) == "present"


def test_the_place_is_marked_and_can_be_edited():
    excerpt = ((7, "  roll: 11"), (8, "  present: 8"))
    shown = page(diagnostic("AT101", MARCH, kind="invalid", span=Span(8, 3, 8, 13), excerpt=excerpt))
    assert shown.text(shown.one("mark")) == "present: 8"
    assert shown.links()[f"{MARCH}, dòng 8, cột 3"] == f"https://git.example.invalid/so/edit/HEAD/{MARCH}#L8"


def test_what_is_recorded_wrongly_comes_before_what_is_not_fulfilled():
    shown = page(diagnostic("AT104", MARCH), diagnostic("AT101", MARCH, kind="invalid"))
    assert [shown.text(h) for h in shown.all("h2")] == [
        "Ghi sai: cần sửa thì mới tính được (1)",
        "Chưa đạt quy định: cần làm hoặc xem xét (1)",
    ]


def test_most_serious_first():
    shown = page(diagnostic("AA101", MARCH, severity="notice"), diagnostic("ZZ101", MARCH, severity="error"))
    assert [shown.text(a) for a in shown.all("a", class_="code")] == ["ZZ101", "AA101"]
    assert "2 mục: 1 lỗi, 1 lưu ý." in shown.text()


def test_months_in_a_row_are_one_problem():
    found = [diagnostic("ME101", period=f"2024-{m:02d}") for m in (4, 5, 6, 9)]
    shown = page(*found)
    assert len(told(shown)) == 2
    assert "tháng\u00a04–6/2024 (3 tháng)" in shown.text()
    assert told(shown)[0].get("id") == f"p-{found[0].fingerprint}"
    assert "(4)" in shown.text(shown.one("h2"))


def test_quarters_in_a_row_are_one_problem():
    assert len(told(page(*[diagnostic("ME102", period=f"2024-Q{q}") for q in (1, 2, 4)]))) == 2


def test_a_years_last_month_and_the_next_years_first_are_in_a_row():
    assert len(told(page(*[diagnostic("ME101", period=p) for p in ("2024-12", "2025-01")]))) == 1


def test_a_file_of_the_district_names_no_cell():
    shown = page(diagnostic("OR103", "records/huyen-a/district.yml", kind="invalid"))
    assert not shown.all("p", class_="note")


def test_a_cell_that_is_left_out_is_named_without_a_link():
    shown = page(diagnostic("FI002", "records/huyen-a/cells/hong/cell.yml", kind="invalid"))
    assert "hong" in shown.text(shown.one("p", class_="note"))
    assert "hong" not in shown.links()


def test_very_many_problems_stay_readable():
    shown = page(*[diagnostic("AT101", MARCH, kind="invalid", fingerprint=f"x{n}") for n in range(320)])
    assert len(shown.all("article")) == 300
    assert "Các mục còn lại" in shown.text()
    assert len({e.get("id") for e in shown.all("li", id=None)}) == 20


def test_nothing_found_is_said():
    assert "Không có mục nào cần sửa" in page().text()


def test_excerpts_are_escaped():
    shown = page(diagnostic("AT101", MARCH, kind="invalid", span=Span(1, 1, 1, 9), excerpt=((1, "<script>"),)))
    assert shown.text(shown.one("mark")) == "<script>"


def test_the_public_site_has_no_problems_page():
    urls = [p.url for p in district_pages(site(profile="public"), district_of(cell()), [])]
    assert URL not in urls


def test_what_is_not_fulfilled_stands_by_rule():
    low = [
        diagnostic("AT104", MARCH, severity="warning", fingerprint=f"x{n}", hint=Text(f"Thiếu {n}.", ""))
        for n in (1, 2)
    ]
    missing = [diagnostic("ME101", period=f"2024-{m:02d}") for m in (4, 5, 9)]
    shown = page(*low, *missing)
    assert [shown.text(h) for h in shown.all("h3")] == ["Tên của ME101 (3)", "Tên của AT104 (2)"]
    assert {"#r-ME101", "#r-AT104"} <= {a.get("href") for a in shown.all("a")}
    assert "ME101\u00a03 · AT104\u00a02" in shown.text()
    assert shown.text().count("Sửa present.") == 1  # the same for all, so it is said once
    assert "Thiếu 1." in shown.text(told(shown)[2])
    assert shown.text().count("Hướng dẫn thử") == 2
    assert "Chi bộ Đông, tháng\u00a03/2024: Đang thế này. Cần thế kia." in shown.text(told(shown)[2])


def test_of_very_many_of_one_rule_the_first_say_what_was_found():
    shown = page(*[diagnostic("AT104", MARCH, fingerprint=f"x{n}") for n in range(120)])
    assert len(told(shown)) == 120
    assert shown.text().count("Đang thế này.") == 100
    assert "(120)" in shown.text(shown.one("h3"))
