from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from generator.model.district import CellYear, Review
from generator.model.rulebook import Rulebook
from tests.books import (
    MONTHS_2024,
    as_text,
    cell,
    district,
    events,
    met,
    observers,
    record,
    regular,
    rulebook,
)
from tests.pages.factory import district_page

UNITS = {"khoi": {"name": "Đảng bộ khối K"}, "xa-a": {"parent": "khoi"}, "xa-b": {"name": "Đảng bộ xã B"}}
EVENTS = {
    "training": [{"date": "2024-04-10", "participants": 356}, {"date": "2024-09-10", "participants": 356}],
    "commendations": [{"date": "2024-05-19", "collectives": 70, "persons": 56}],
    "inspections": [{"date": "2024-06-12", "kind": "supervision", "cells": ["mot"]}],
}
PLANS = {
    "btv-01": {"level": "standing_committee", "cells": {"mot": 2, "hai": 1}},
    "bch-01": {"level": "committee", "cells": ["hai"]},
    "bch-02": {"level": "committee"},
}
REVIEW = {
    "title": "Sơ kết mô hình",
    "date": "2024-07-12",
    "options": {"keep": "Duy trì", "none": "Không kiến nghị"},
    "proposals": {"xa-a": "keep", "xa-b": "keep", "khoi": "none"},
}
SCORE = {"score": {"self": {"time": 40, "results": 50}, "official_grade": "good"}}
TASKS = {
    "tasks": {
        "t1": {"title": "Việc một", "due": "2024-02-10"},
        "t2": {"title": "Việc hai", "due": "2024-08-10"},
    },
    "resolution": {"number": "01-NQ/CB"},
}
MEMBERS = {
    "dv01": {"joined": "2010-01-01", "admitted": "2009-01-01", "official": "2010-01-01", "education": {"general": "thpt", "professional": "dai-hoc"}},
    "dv02": {"joined": "2024-03-01", "admitted": "2024-03-01", "education": {"general": "thcs"}},
}  # fmt: skip


def home_of(**more):
    home = district(units=UNITS, **more)
    home = events(observers(home, {2024: PLANS}), {2024: EVENTS})
    return dataclasses.replace(home, reviews={"so-ket": Review.model_validate(as_text(REVIEW))})


def first(home):
    """Twelve meetings on the fixed day with a theme each, 9 of 10 there; visits, a task done, another overdue."""
    facts: dict[str, dict[str, Any]] = {f"2024-{n:02d}": {} for n in range(1, 13)}
    facts["2024-01"] |= TASKS | SCORE
    facts["2024-02"] |= {"followup": {"2024-01/t1": "done"}, "observers": ["btv-01"]}
    facts["2024-03"] |= {"model": "true", "guests": {"resident_213": 3, "invited": 1}}
    facts["2024-08"] |= {"observers": ["btv-01"]}
    held = [record(month, met(theme="Rừng", spoke=4, **more)) for month, more in facts.items()]
    book = cell(*held, home=home, slug="mot", name="Chi bộ bản Một", fixed_day="5", pilot={"scheme": "x", "from": "2020-01-01"})  # fmt: skip
    kept = {"registers": {"cell_minutes": "kept", "dues": "missing"}}
    return dataclasses.replace(book, years={2024: CellYear.model_validate(kept)})


def second(home):
    """Five meetings in the first half-year, 7 of 10 there, one month not held."""
    held = regular(MONTHS_2024[:5], present=7, unexcused=1)
    away = record("2024-06", {"state": "not_held", "reason": "Lũ"})
    facts: dict[str, Any] = {"slug": "hai", "name": "Chi bộ trường Hai", "type": "school", "members": MEMBERS}
    return cell(*held, away, home=home, under=[{"unit": "xa-b", "from": "2000-01-01"}], **facts)


def page(key="2024", **more):
    home = home_of(**more)
    return district_page(f"/huyen-a/report/{key}/", first(home), second(home))


def text(key="2024", **more):
    return page(key, **more).text().replace("\u00a0", " ")


def rows(shown, name):
    table = shown.one("table", aria_labelledby=f"bieu-{name}")
    return [[shown.text(c).replace("\u00a0", " ") for c in tr] for tr in table.iter("tr")]


SENTENCES = [
    "Kết quả sinh hoạt chi bộ năm 2024",
    "Số liệu tính đến ngày 15/02/2025",
    "Đến ngày 31/12/2024, Đảng bộ huyện A có 2 đảng bộ trực thuộc với tổng số 2 chi bộ.",
    "Toàn đảng bộ có 12 đảng viên, bình quân 6,00 đảng viên một chi bộ.",
    "Thôn, bản: 1 chi bộ, chiếm 50,00 % số chi bộ; 10 đảng viên, chiếm 83,33 % số đảng viên.",
    "Có 1 chi bộ làm điểm.",
    "Năm 2024 kết nạp 1 đảng viên.",
    "Giáo dục phổ thông, trên 2 đảng viên có ghi: trung học cơ sở 50,00 %; trung học phổ thông 50,00 %.",
    "Trình độ chuyên môn, trên 1 đảng viên có ghi: đại học 100,00 %. Hai cách phân loại này không cộng với nhau.",
    "Các chi bộ đã họp 17/24 kỳ thường kỳ phải họp, đạt 70,83 %.",
    "Trong 2 chi bộ hoạt động đủ năm: họp đủ 12 kỳ 1 (50,00 %); 9–11 kỳ 0 (0,00 %); 5–8 kỳ 1 (50,00 %); 0–4 kỳ 0 (0,00 %).",
    "Bình quân mỗi chi bộ hoạt động đủ năm họp 8,50 buổi thường kỳ (17 buổi, 2 chi bộ).",
    "Họp đúng ngày cố định của chi bộ: 12/12 buổi, đạt 100,00 %.",
    "Thống nhất ngày họp với số đông chi bộ trong cùng đảng bộ: 1/2 chi bộ, đạt 50,00 %.",
    "Đã tổ chức 12 buổi sinh hoạt chuyên đề hoặc thường kỳ kết hợp chuyên đề, với 1 chuyên đề khác nhau.",
    "Số quý của các chi bộ có sinh hoạt chuyên đề: 4/8 quý phải có, đạt 50,00 %.",
    "Bình quân mỗi chi bộ hoạt động đủ năm có 6,00 buổi sinh hoạt chuyên đề.",
    "Có 1 chi bộ kỳ nào cũng sinh hoạt chuyên đề: Bản Một.",
    "Tỷ lệ dự sinh hoạt thường kỳ trên số đảng viên phải dự: 84,12 % (143/170 lượt). Trên tổng số đảng viên: 84,12 % (143/170 lượt).",
    "Trong 2 chi bộ hoạt động đủ năm và có họp, tỷ lệ dự cả năm đạt: từ 95 % trở lên 0 (0,00 %); từ 90 % trở lên 1 (50,00 %); từ 80 % trở lên 1 (50,00 %).",
    "Vắng không lý do: 5 lượt vắng, bằng 2,94 % số lượt phải dự.",
    "Đảng viên phát biểu: 48/108 lượt người dự các buổi có ghi phát biểu, bằng 44,44 %.",
    "Trong 1 buổi đã xếp loại: Tốt 1 (100,00 %); Khá 0 (0,00 %); Trung bình 0 (0,00 %); Kém 0 (0,00 %).",
    "Điểm tự chấm bình quân 90,00 (1 buổi có chấm điểm).",
    "Có 2/3 cấp ủy viên đăng ký kế hoạch dự, đạt 66,67 %.",
    "Ủy viên ban thường vụ đã dự 1/2 chi bộ đăng ký, đạt 50,00 % kế hoạch (định kỳ 2, chuyên đề 0). Theo lượt: 2/3 lượt đăng ký, đạt 66,67 %.",
    "Ủy viên ban chấp hành đã dự 0/1 chi bộ đăng ký, đạt 0,00 % kế hoạch (định kỳ 0, chuyên đề 0). Theo lượt: 0/1 lượt đăng ký, đạt 0,00 %.",
    "Các chi bộ đã ban hành 1 nghị quyết, kết luận có số và giao 2 nhiệm vụ.",
    "Nhiệm vụ đến hạn đã hoàn thành: 1/2, đạt 50,00 %.",
    "Đã mở 2 lớp bồi dưỡng với 712 lượt người tham gia.",
    "Đã khen thưởng 70 tập thể và 56 cá nhân.",
    "Đã tiến hành 0 cuộc kiểm tra và 1 cuộc giám sát chi bộ.",
    "Đã tổ chức 1 buổi sinh hoạt mẫu.",
    "Lượt khách dự sinh hoạt: đảng viên 213 nơi cư trú 3; khách mời 1; đảng viên sinh hoạt tạm 0; đại biểu khác 0.",
    "Sơ kết mô hình: 3/3 đảng bộ đã trả lời; Duy trì: 2 (66,67 %); Không kiến nghị: 1 (33,33 %).",
    "Còn 6 kỳ thiếu biên bản ở 1 chi bộ: Trường Hai (6).",
    "Có 1 kỳ không họp hoặc hoãn ở 1 chi bộ: Trường Hai (1).",
    "Còn 4 quý chưa sinh hoạt chuyên đề ở 1 chi bộ: Trường Hai (4).",
    "Có 1 chi bộ đạt tỷ lệ dự dưới mục tiêu: Trường Hai (70,00 %).",
    "Còn 1 nhiệm vụ quá hạn chưa xong ở 1 chi bộ: Bản Một (1).",
    "Không có số liệu của năm 2023 để so sánh.",
]  # fmt: skip


@pytest.fixture(scope="module")
def year() -> str:
    return str(text())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_year_says(year: str, sentence: str) -> None:
    assert sentence in year


HALF = [
    "Kết quả sinh hoạt chi bộ 6 tháng đầu năm 2024",
    "Đến ngày 30/6/2024, Đảng bộ huyện A có 2 đảng bộ trực thuộc với tổng số 2 chi bộ.",
    "6 tháng đầu năm 2024 kết nạp 1 đảng viên.",
    "Các chi bộ đã họp 11/12 kỳ thường kỳ phải họp, đạt 91,67 %.",
    "Ủy viên ban thường vụ đã dự 1/2 chi bộ đăng ký, đạt 50,00 % kế hoạch (định kỳ 1, chuyên đề 0). Theo lượt: 1/3 lượt đăng ký, đạt 33,33 %.",
    "Nhiệm vụ đến hạn đã hoàn thành: 1/1, đạt 100,00 %.",
    "Đã mở 1 lớp bồi dưỡng với 356 lượt người tham gia.",
    "Không kỳ nào đến hạn mà thiếu biên bản.",
    "Còn 2 quý chưa sinh hoạt chuyên đề ở 1 chi bộ: Trường Hai (2).",
]  # fmt: skip


@pytest.fixture(scope="module")
def half() -> str:
    return str(text("2024-H1"))


@pytest.mark.parametrize("sentence", HALF)
def test_the_half_year_says(half: str, sentence: str) -> None:
    assert sentence in half


@pytest.mark.parametrize("words", ["họp đủ 12 kỳ", "buổi thường kỳ (", "Sơ kết mô hình", "quá hạn"])
def test_the_half_year_leaves_out_what_is_of_the_year_or_of_the_other_half(half: str, words: str) -> None:
    assert words not in half


def test_figures_belong_to_the_page_of_their_stretch():
    year, half = page(), page("2024-H1")
    assert year.of("meeting_coverage", "/huyen-a/2024/")[0] == ("0.708333", "70,83\u00a0%")
    assert half.of("meeting_coverage", "/huyen-a/2024/#2024-H1")[0] == ("0.916667", "91,67\u00a0%")
    assert half.of("meeting_coverage", "/huyen-a/units/xa-b/2024/#2024-H1") == [("0.833333", "83,33\u00a0%")]
    for shown in (year, half):
        assert [e.get("data-stat") for e in shown.all("data") if e.get("data-of") is None] == []


def test_every_figure_of_a_sentence_leads_to_its_table_or_page():
    shown = page()
    tables = {f"#{e.get('id')}" for e in shown.all("figcaption")}
    for paragraph in shown.all("p"):
        loose = [e for e in paragraph if e.tag == "data" and "dưới mục tiêu" not in shown.text(paragraph)]
        assert loose == [], shown.text(paragraph)
    assert {href for href in shown.links().values() if href.startswith("#b")} <= tables


def test_the_table_by_unit_adds_up():
    assert rows(page(), "don-vi")[2:] == [
        ["Đảng bộ khối K", "1", "10", "12/12", "100,00 %", "100,00 %", "108/120", "90,00 %", "44,44 %", "–"],
        ["Đảng bộ xã A", "1", "10", "12/12", "100,00 %", "100,00 %", "108/120", "90,00 %", "44,44 %", "–"],
        ["Đảng bộ xã B", "1", "2", "5/12", "41,67 %", "0,00 %", "35/50", "70,00 %", "–", "6"],
        ["Toàn đảng bộ", "2", "12", "17/24", "70,83 %", "50,00 %", "143/170", "84,12 %", "44,44 %", "6"],
    ]


def test_the_table_by_type_adds_up():
    shown = page()
    assert rows(shown, "loai-hinh")[2:] == [
        ["Thôn, bản", "1/2", "50,00 %", "10/12", "83,33 %", "12/12", "100,00 %", "108/120", "90,00 %"],
        ["Trường học", "1/2", "50,00 %", "2/12", "16,67 %", "5/12", "41,67 %", "35/50", "70,00 %"],
        ["Toàn đảng bộ", "2", "", "12", "", "17/24", "70,83 %", "143/170", "84,12 %"],
    ]
    assert len(rows(page("2024-H1"), "loai-hinh")[2]) == 5


def test_the_table_of_visits_stands_by_level():
    assert rows(page(), "cap")[2:] == [
        ["Ủy viên ban thường vụ", "1/2", "50,00 %", "2/3", "66,67 %", "2 (100,00 %)", "0 (0,00 %)"],
        ["Ủy viên ban chấp hành", "0/1", "0,00 %", "0/1", "0,00 %", "0 (–)", "0 (–)"],
        ["Các cấp", "1/3", "33,33 %", "2/4", "50,00 %", "", ""],
    ]


def test_tables_are_numbered_in_the_order_they_stand_in():
    numbers = re.findall(r"Biểu (\d)\.", page().text())
    assert numbers == ["1", "2", "3"]
    plain = district_page("/huyen-a/report/2024/", cell(*regular(MONTHS_2024)))
    assert re.findall(r"Biểu (\d)\.", plain.text()) == ["1", "2"]


def test_the_mean_of_the_meetings_stands_where_it_differs():
    small, large = record("2024-01", met(present=1, roll=2)), record("2024-02", met(present=98, roll=98))
    said = district_page("/huyen-a/report/2024/", cell(small, large)).text()
    assert "Tính bình quân theo từng buổi (2 buổi), tỷ lệ dự trên số phải dự là 75,00\u00a0%." in said
    assert "Tính bình quân theo từng buổi" not in district_page("/huyen-a/report/2024/", cell(large)).text()


def test_a_type_with_a_target_of_its_own_has_its_sentence():
    firm = cell(*regular(MONTHS_2024, present=8), type="fdi")
    said = district_page("/huyen-a/report/2024/", firm).text()
    assert "Riêng loại hình Doanh nghiệp có vốn đầu tư nước ngoài (mục tiêu từ 80\u00a0%): 1/1 chi bộ đạt mục tiêu." in said  # fmt: skip
    assert "dưới mục tiêu" not in said


def test_no_target_in_force_means_nobody_is_below():
    home = district(rules=Rulebook({}))
    said = district_page("/huyen-a/report/2024/", cell(*regular(MONTHS_2024, present=1), home=home)).text()
    assert "dưới mục tiêu" not in said


def test_registers_and_punctuality_have_their_sentences():
    home = home_of(rules=rulebook(so={"title": "S", "issuer": "I", "source": "1", "applies": {"from": "2018-01-02"}, "scope": "all", "extends": "hd-thu", "registers": ["cell_minutes", "dues"]}))  # fmt: skip
    home = dataclasses.replace(home, first_commit=home.as_of.replace(year=2023))
    late = cell(record("2024-01", met(), recorded="2025-01-05"), home=home, slug="ba")
    said = district_page("/huyen-a/report/2024/", first(home), late).text().replace("\u00a0", " ")
    assert "Sổ sách theo quy định: có 1/2 loại sổ của các chi bộ, đạt 50,00 %." in said
    assert "Biên bản ghi đúng hạn: 0/1, đạt 0,00 %." in said
    assert "Có 1 kỳ ghi biên bản muộn ở 1 chi bộ: Thử (1)." in said


def test_nothing_to_count_is_said_in_words():
    said = district_page("/huyen-a/report/2024/", cell(home=district(as_of="2024-01-20"))).text()
    for words in (
        "Chưa có kỳ thường kỳ nào đến hạn.",
        "Chưa có buổi thường kỳ nào ghi điểm danh.",
        "Chưa có buổi nào được xếp loại.",
        "Chưa có kế hoạch đăng ký dự sinh hoạt chi bộ.",
        "Không có nhiệm vụ nào đến hạn.",
        "Chưa ghi lớp bồi dưỡng, đợt khen thưởng, cuộc kiểm tra, giám sát hay buổi sinh hoạt mẫu nào.",
        "Kỳ báo cáo chưa kết thúc.",
    ):
        assert words in said
    assert "nan" not in said.split()


def test_a_year_without_cells_has_nothing_to_report():
    said = district_page("/huyen-a/report/2024/", cell(founded="2025-01-01")).text()
    assert "Không có chi bộ nào hoạt động trong năm 2024, nên không có gì để báo cáo." in said


def test_a_half_year_without_cells_leads_to_its_year_which_shows_no_half_years():
    shown = district_page("/huyen-a/report/2024-H1/", cell(founded="2025-01-01"))
    assert '/huyen-a/2024/">Mọi chỉ tiêu' in shown.html
    assert '/huyen-a/2024/#2024-H1">Mọi chỉ tiêu' in page("2024-H1").html


def test_an_ended_district_says_so():
    said = district_page(
        "/huyen-a/report/2024/", cell(*regular(MONTHS_2024[:6]), home=district(to="2024-06-30"))
    ).text()
    assert "Đảng bộ huyện A kết thúc hoạt động ngày 30/6/2024." in said
    assert "Ngày 31/12/2024 không còn chi bộ nào hoạt động." in said


def test_it_is_a_document_to_print():
    shown = page()
    assert shown.one("body").get("class") == "print-doc"
    head = shown.text(shown.one("header", class_="doc-head"))
    assert head.startswith("ĐẢNG BỘ HUYỆN A")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in head
    assert shown.text(shown.one("h1")) == "BÁO CÁO"
    order = [e.tag for e in shown.one("article") if e.tag in {"section", "footer"}]
    assert order[-2:] == ["footer", "section"]  # signed before the annexed tables


def test_the_year_and_its_halves_lead_to_each_other():
    links = page("2024-H1").links()
    assert links["Cả năm"] == "../../../huyen-a/report/2024/"
    assert links["6 tháng cuối năm"] == "../../../huyen-a/report/2024-H2/"
    assert links["Báo cáo"] == "../../../huyen-a/report/2025/"
    assert "6 tháng cuối năm" not in page("2025").links()  # has not begun


def test_no_member_is_named():
    assert "dv0" not in page().html
