from __future__ import annotations

import dataclasses

import pytest

from generator.model.district import CellYear
from generator.views.pages import themes
from generator.views.theme_rows import key_of
from tests.books import MONTHS_2024, as_text, cell, district, met, record, regular
from tests.pages.factory import district_of, show, site

UNITS = {"khoi": {"name": "Khối"}, "xa-b": {"parent": "khoi", "name": "Xã B"}, "xa-a": {"name": "Xã A"}}


def plans(book, *planned, year=2024):
    """The cell with a plan: pairs of quarter and theme."""
    plan = [{"quarter": quarter, "theme": theme} for quarter, theme in planned]
    return dataclasses.replace(book, years={year: CellYear.model_validate(as_text({"thematic_plan": plan}))})


def about(key, theme, **more):
    return record(key, met(theme=theme, **more))


def page(*books, year=2024):
    made = {page.url: page for page in themes.pages(site(), district_of(*books))}
    return show(made[f"/huyen-a/themes/{year}/"])


def rows(shown, name):
    table = shown.one("table", aria_labelledby=f"bieu-{name}")
    return [[shown.text(part) for part in tr] for body in table if body.tag != "thead" for tr in body]


def lines(shown):
    return [shown.text(li) for li in shown.one("ol", class_="attn").iter("li")]


# A cell that held what it planned, quarter by quarter.
KEPT = [about(f"2024-{month:02d}", theme) for month, theme in ((2, "Rừng"), (5, "Nước"), (8, "Đất"), (11, "Người"))]
PLAN = [(1, "Rừng"), (2, "Nước"), (3, "Đất"), (4, "Người")]


def test_what_was_planned_and_held_stands_quarter_by_quarter():
    shown = page(plans(cell(*KEPT), *PLAN))
    assert rows(shown, "chi-bo") == [
        ["Đảng bộ xã A"],
        ["Thử", "I", "Rừng", "05/02/2024 (kết hợp)", "đúng kế hoạch"],
        ["II", "Nước", "05/5/2024 (kết hợp)", "đúng kế hoạch"],
        ["III", "Đất", "05/8/2024 (kết hợp)", "đúng kế hoạch"],
        ["IV", "Người", "05/11/2024 (kết hợp)", "đúng kế hoạch"],
    ]
    assert shown.links()["05/02/2024"] == "../../../huyen-a/cells/chi-bo/2024/02-regular/"


@pytest.mark.parametrize(
    ("records", "planned", "row"),
    [
        ([about("2024-02-thematic", "Đất")], [(1, "Rừng")], ["Rừng", "Đất, 05/02/2024", "chuyên đề khác"]),
        ([about("2024-02-thematic", "RỪNG  ")], [(1, "Rừng.")], ["Rừng.", "05/02/2024", "đúng kế hoạch"]),
        ([about("2024-02", "Rừng")], [(1, "Rừng"), (1, "Đất")], ["Rừng; Đất", "Rừng, 05/02/2024 (kết hợp)", "chưa làm hết"]),
        ([about("2024-02", "Rừng")], [], ["–", "Rừng, 05/02/2024 (kết hợp)", "không có kế hoạch"]),
        ([], [(1, "Rừng")], ["Rừng", "–", "thiếu buổi chuyên đề"]),
        ([about("2024-05", "Rừng")], [(1, "Rừng")], ["Rừng", "–", "thiếu buổi chuyên đề Rừng: họp ngày 05/5/2024"]),
    ],
)  # fmt: skip
def test_a_quarter_says_how_it_stands_to_its_plan(records, planned, row):
    shown = page(plans(cell(*records), *planned))
    assert rows(shown, "chi-bo")[1] == ["Thử", "I", *row]


def test_a_meeting_that_keeps_to_another_quarter_s_plan_does_not_stand_in_for_this_one():
    shown = page(plans(cell(about("2024-05", "Rừng")), (1, "Rừng"), (2, "Rừng")))
    assert [row[-1] for row in rows(shown, "chi-bo")[1:3]] == ["thiếu buổi chuyên đề", "đúng kế hoạch"]


def test_a_plan_whose_quarter_no_rule_asked_for_is_only_not_held():
    home = district(records_from="2024-02")
    shown = page(plans(cell(home=home), (1, "Rừng")))
    assert rows(shown, "chi-bo")[1] == ["Thử", "I", "Rừng", "–", "chưa làm hết"]


def test_a_quarter_that_is_not_over_is_open():
    shown = page(plans(cell(home=district(as_of="2024-03-20")), (1, "Rừng")))
    assert rows(shown, "chi-bo")[1] == ["Thử", "I", "Rừng", "–", "chưa hết quý"]
    assert "Cần chú ý trước" not in shown.text()


def test_units_add_up_to_the_district_with_both_figures():
    home = district(units=UNITS)
    one = plans(cell(*KEPT, home=home, slug="mot", under=[{"unit": "xa-b", "from": "2000-01-01"}]), *PLAN)
    two = plans(cell(about("2024-01-thematic", "Rừng"), about("2024-02", "Rừng"), home=home, slug="hai"), (1, "Đất"))
    shown = page(one, two)
    assert rows(shown, "don-vi") == [
        ["Khối", "4", "4", "–", "4", "4/4", "100,00\u00a0%", "–", "4/1", "4,00"],
        ["Xã B", "4", "4", "–", "4", "4/4", "100,00\u00a0%", "–", "4/1", "4,00"],
        ["Xã A", "1", "–", "1", "1", "1/4", "25,00\u00a0%", "3", "2/1", "2,00"],
        ["Toàn đảng bộ", "5", "4", "1", "5", "5/8", "62,50\u00a0%", "3", "6/2", "3,00"],
    ]
    assert ("0.625", "62,50\u00a0%") in shown.of("thematic_quarters", "/huyen-a/2024/")
    assert ("2", "2,00") in shown.of("thematic_per_cell", "/huyen-a/units/xa-a/2024/")
    assert "Đã sinh hoạt chuyên đề trong 5 trên 8 quý phải có, đạt 62,50\u00a0%. Bình quân 3,00 buổi" in shown.text()


def test_quarters_without_a_meeting_come_first_with_their_cells():
    one = cell(about("2024-02", "Rừng"), slug="mot", name="Chi bộ Một")
    two = cell(*KEPT[:3], slug="hai", name="Chi bộ Hai")
    shown = page(plans(one, (2, "Nước")), two)
    assert lines(shown)[0].startswith("Cảnh báo 4 quý chưa sinh hoạt chuyên đề, ở 2 chi bộ: Một (3), Hai (1).")
    told = shown.one("ol", class_="attn bare")
    assert [shown.text(li) for li in told] == ["3 Một: quý II, III, IV", "1 Hai: quý IV"]
    assert [line.partition(".")[0] for line in lines(shown)[1:]] == [
        "Lưu ý 1 chuyên đề trong kế hoạch chưa sinh hoạt đúng quý",
        "Lưu ý 1 chi bộ chưa ghi kế hoạch chuyên đề (thematic_plan trong year",
    ]


def test_nothing_is_told_where_everything_was_held_as_planned():
    assert "Cần chú ý trước" not in page(plans(cell(*KEPT), *PLAN)).text()


def test_themes_that_several_cells_took_up_stand_together():
    one = cell(about("2024-02", "Bảo vệ rừng"), about("2024-06", "Nước"), slug="mot", name="Chi bộ Một")
    two = cell(about("2024-03-thematic", "bảo vệ  RỪNG"), about("2024-07", "Nước"), slug="hai", name="Chi bộ Hai")
    three = cell(about("2024-01", "Bảo vệ rừng."), about("2024-09", "Đất"), slug="ba", name="Chi bộ Ba")
    twice = cell(about("2024-04", "Một mình"), about("2024-05", "Một mình"), slug="bon", name="Chi bộ Bốn")
    shown = page(one, two, three, twice)
    assert rows(shown, "chung") == [
        ["Bảo vệ rừng.", "3", "Ba 05/01/2024; Một 05/02/2024; Hai 05/3/2024"],
        ["Nước", "2", "Một 05/6/2024; Hai 05/7/2024"],
    ]


def test_without_shared_themes_or_pilot_cells_there_is_no_such_table():
    shown = page(plans(cell(*KEPT), *PLAN))
    assert [caption.get("id") for caption in shown.all("figcaption")] == ["bieu-don-vi", "bieu-chi-bo"]


def test_pilot_cells_are_marked_and_have_a_table():
    pilot = {"scheme": "lam-diem", "from": "2024-03-01"}
    book = cell(*KEPT, slug="mot", name="Chi bộ Một", pilot=pilot)
    shown = page(plans(book, *PLAN), cell(slug="hai", pilot={"from": "2025-01-01"}))
    assert rows(shown, "lam-diem") == [["Một", "lam-diem", "01/3/2024", "–", "4", "4/4", "100,00\u00a0%"]]
    assert rows(shown, "chi-bo")[1][0] == "Một làm điểm"
    assert shown.of("thematic_quarters", "/huyen-a/cells/mot/2024/") == [("1", "100,00\u00a0%")]
    assert "Biểu 3. Chuyên đề của các chi bộ làm điểm" in shown.text()


def test_a_pilot_that_ended_the_year_before_is_none():
    book = cell(*KEPT, pilot={"scheme": "x", "from": "2020-01-01", "to": "2023-12-31"})
    assert "làm điểm" not in page(book).text()


def test_a_wrong_record_and_one_to_come_were_not_held():
    wrong = dataclasses.replace(about("2024-02", "Rừng"), valid=False)
    book = cell(wrong, about("2024-05", "Nước"), home=district(as_of="2024-05-04"))
    assert rows(page(book), "chi-bo")[1:] == [["Thử", "I", "–", "–", "thiếu buổi chuyên đề"]]


def test_cells_with_nothing_to_show_are_counted():
    home = district(as_of="2024-03-20")
    shown = page(cell(*KEPT[:1], home=home, slug="mot"), cell(*regular(MONTHS_2024[:2]), home=home, slug="hai"))
    assert "Không liệt kê: 1 chi bộ không có kế hoạch" in shown.text()


def test_without_anything_it_says_where_to_write_the_plan():
    shown = page(cell(home=district(as_of="2024-03-20")))
    assert "khóa thematic_plan của tệp 2024/year.yml" in shown.text(shown.one("p", class_="empty"))


def test_a_year_without_cells_says_so():
    assert "Năm 2024 không có chi bộ nào hoạt động." in page(cell(closed="2023-12-31")).text()


def test_the_menu_leads_to_the_year_that_is_due():
    assert themes.entry(district()) == "/huyen-a/themes/2025/"
    assert themes.entry(district(as_of="2025-01-15")) == "/huyen-a/themes/2024/"
    assert not themes.PAGE.public
    assert page(cell()).links()["2025"] == "../../../huyen-a/themes/2025/"


def test_spelling_does_not_part_one_theme():
    assert key_of("Bảo vệ  rừng.") == key_of("bao ve RỪNG") != key_of("Bảo vệ nước")
