from __future__ import annotations

from tests.books import cell, district, met, record, regular
from tests.pages.factory import district_page

URL = "/huyen-a/members/2024/"
UNITS = {"khoi": {"name": "Đảng bộ khối K"}, "xa-a": {"parent": "khoi"}, "xa-b": {"name": "Đảng bộ xã B"}}


def member(**more):
    return {"joined": "2010-01-01", "admitted": "2010-01-01", "official": "2011-01-01"} | more


MEMBERS = {
    "dv01": member(education={"general": "thpt", "professional": "dai-hoc"}),
    "dv02": member(education={"general": "thpt"}, away=[{"kind": "exempt", "from": "2020-01-01"}]),
    "dv03": member(education={"general": "thcs", "professional": "trung-cap"}, away=[{"kind": "temp_out", "from": "2024-05-01"}]),
    "dv04": {"joined": "2024-03-01", "admitted": "2024-03-01", "education": {"general": "thpt"}},
}  # fmt: skip


def books(**more):
    home = district(units=UNITS, **more)
    with_roll = cell(*regular(["2024-01"]), home=home, members=MEMBERS, slug="mot", name="Chi bộ bản Một")
    counts = cell(
        record("2024-12", met(present=5, roll=6)),
        home=home,
        slug="hai",
        name="Chi bộ trường Hai",
        type="school",
        under=[{"unit": "xa-b", "from": "2000-01-01"}],
    )
    return with_roll, counts


def page(url=URL, **more):
    return district_page(url, *books(**more))


def rows(shown, number):
    return [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby=f"bieu-{number}").iter("tr")]


def test_the_head_says_how_many_there_are():
    assert "Đến ngày 31/12/2024 có 10 đảng viên, sinh hoạt ở 2 chi bộ, bình quân 5,00 đảng viên một chi bộ." in page().text()  # fmt: skip


def test_types_stand_in_groups_whose_numbers_add_up():
    shown = page()
    assert [row[:5] for row in rows(shown, 1)[2:]] == [
        ["Thôn, tổ dân phố", "1/2", "50,00\u00a0%", "4/10", "40,00\u00a0%"],
        ["Thôn, bản", "1/2", "50,00\u00a0%", "4/10", "40,00\u00a0%"],
        ["Cơ quan hành chính, đơn vị sự nghiệp", "1/2", "50,00\u00a0%", "6/10", "60,00\u00a0%"],
        ["Trường học", "1/2", "50,00\u00a0%", "6/10", "60,00\u00a0%"],
        ["Toàn đảng bộ", "2", "", "10", ""],
    ]


def test_a_type_carries_its_own_figures():
    shown = page()
    assert shown.of("attendance_rate_due", "/huyen-a/types/school/2024/") == [("0.833333", "83,33\u00a0%")]
    assert shown.of("meeting_coverage", "/huyen-a/types/village/2024/") == [("0.083333", "8,33\u00a0%")]
    assert shown.of("cells_by_type.school", "/huyen-a/2024/") == [("0.5", "50,00\u00a0%")]
    assert shown.links()["Trường học"] == "../../../huyen-a/types/school/2024/"


def test_every_type_of_the_code_list_has_a_group():
    from generator.model import codes
    from generator.views.strength import GROUPS

    grouped = [type_ for _, types in GROUPS for type_ in types]
    assert sorted(grouped) == sorted(codes.CELL_TYPES)


def test_units_stand_below_each_other_with_members_by_standing():
    shown = page()
    assert rows(shown, 2)[2:] == [
        ["Đảng bộ khối K", "1", "4", "4,00", "3", "1", "1", "1"],
        ["Đảng bộ xã A", "1", "4", "4,00", "3", "1", "1", "1"],
        ["Đảng bộ xã B", "1", "6", "6,00", "–", "–", "–", "–"],
        ["Toàn đảng bộ", "2", "10", "5,00", "3", "1", "1", "1"],
    ]
    assert "6 đảng viên ở chi bộ chưa lập danh sách" in shown.text()
    assert shown.of("members_per_cell", "/huyen-a/units/xa-b/2024/") == [("6", "6,00")]


def test_the_two_dimensions_of_education_state_their_bases_apart():
    shown = page()
    assert rows(shown, 3)[1:] == [
        ["Trung học phổ thông", "3/4", "75,00\u00a0%"],
        ["Trung học cơ sở", "1/4", "25,00\u00a0%"],
        ["Cộng", "4", ""],
    ]
    assert rows(shown, 4)[1:] == [
        ["Đại học", "1/2", "50,00\u00a0%"],
        ["Trung cấp", "1/2", "50,00\u00a0%"],
        ["Cộng", "2", ""],
    ]
    text = shown.text()
    assert "Trên 4 đảng viên có ghi mục này." in text
    assert "Trên 2 đảng viên có ghi mục này." in text
    assert "không cộng hai biểu với nhau" in text


def test_admissions_stand_by_year_with_bars():
    shown = page()
    assert rows(shown, 5)[1:] == [["2024", "", "1"], ["2025", "", "0"], ["Cộng", "", "1"]]
    assert shown.of("admissions", "/huyen-a/2024/") == [("1", "1")]
    assert [r.get("width") for r in shown.all("rect", class_="f1")] == ["100.00%"]


def test_what_is_not_recorded_names_the_file_to_write():
    shown = district_page(URL, cell(record("2024-12", met(present=5, roll=6))))
    text = shown.text()
    assert text.count("Chưa ghi mục này cho đảng viên nào. Thêm education vào records/huyen-a/cells/…/members.yml") == 2
    assert "Chưa có ngày vào Đảng nào trong các năm này" in text
    assert shown.all("data", data_stat="education_general.thpt") == []


def test_a_year_after_the_end_has_no_members():
    shown = page("/huyen-a/members/2025/", to="2025-01-31")
    assert "Ngày 15/02/2025 không có chi bộ nào hoạt động. Hãy chọn năm khác." in shown.text()


def test_the_menu_leads_to_the_last_year_that_the_district_saw_to_its_end():
    assert page(to="2025-01-31").links()["Đảng viên"] == "../../../huyen-a/members/2024/"
    assert page().links()["Đảng viên"] == "../../../huyen-a/members/2025/"


def test_no_member_is_named():
    assert "dv0" not in page().html
