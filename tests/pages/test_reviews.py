from __future__ import annotations

import dataclasses

from generator.model.district import Review
from tests.books import as_text, cell, district, met, record
from tests.pages.factory import district_page

SLUG = "2024-co-quan"
URL = f"/huyen-a/reviews/{SLUG}/"
REVIEW = {
    "title": "Sơ kết mô hình chi bộ cơ quan xã",
    "date": "2024-07-13",
    "options": {"keep": "Tiếp tục duy trì", "dissolve": "Giải thể", "none": "Không kiến nghị"},
}
UNITS = {f"xa-{n:02d}": {"name": f"Đảng bộ xã số {n}"} for n in range(1, 17)}
ALL = dict(zip(UNITS, ["dissolve"] * 8 + ["keep"] * 7 + ["none"], strict=True))


def books(proposals=ALL, units=UNITS, reviews=None, **more):
    written = {key: value for key, value in {**REVIEW, "proposals": proposals, **more}.items() if value is not None}
    found = reviews or {SLUG: written}
    home = district(units={**units, "co-quan": {"name": "Đảng bộ cơ quan", "level": "grassroots"}})
    home = dataclasses.replace(home, reviews={s: Review.model_validate(as_text(r)) for s, r in found.items()})
    office = cell(record("2024-12", met(roll=20)), home=home, slug="vp", type="commune_office", under=[{"unit": "xa-01", "from": "2000-01-01"}])  # fmt: skip
    village = cell(record("2024-12", met(roll=30, present=29)), home=home, slug="thon", under=[{"unit": "xa-02", "from": "2000-01-01"}])  # fmt: skip
    return office, village


def page(url=URL, **more):
    return district_page(url, *books(**more))


def rows(shown, number):
    return [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby=f"bieu-{number}").iter("tr")]


def test_options_stand_with_their_units_and_shares():
    shown = page()
    assert "Đảng bộ huyện A, ngày 13/7/2024. 16/16 đảng bộ đã trả lời." in shown.text()
    assert rows(shown, 1)[1:] == [
        ["Tiếp tục duy trì", "", "7/16", "43,75\u00a0%"],
        ["Giải thể", "", "8/16", "50,00\u00a0%"],
        ["Không kiến nghị", "", "1/16", "6,25\u00a0%"],
        ["Đã trả lời", "", "16", ""],
    ]


def test_shares_are_figures_of_the_year():
    shown = page()
    assert shown.of(f"review.{SLUG}.dissolve", "/huyen-a/2024/") == [("0.5", "50,00\u00a0%")]
    assert shown.own(f"review.{SLUG}.dissolve") == []


def test_an_older_review_has_its_own_figures():
    shown = page(date="2017-07-13")
    assert shown.own(f"review.{SLUG}.dissolve") == [("0.5", "50,00\u00a0%")]
    assert "Loại hình" not in shown.text()


def test_each_unit_stands_with_its_proposal():
    table = rows(page(), 2)
    assert table[1] == ["Đảng bộ xã số 1", "Giải thể"]
    assert table[16] == ["Đảng bộ xã số 16", "Không kiến nghị"]
    assert len(table) == 17


def test_units_of_the_same_level_that_did_not_answer_are_named():
    shown = page(proposals={"xa-01": "keep", "xa-02": "dissolve"}, units=dict(list(UNITS.items())[:4]))
    assert "2/4 đảng bộ đã trả lời." in shown.text()
    assert "Chưa trả lời (2): Đảng bộ xã số 3, Đảng bộ xã số 4." in shown.text()


def test_a_unit_that_ended_before_was_not_asked():
    units = {"xa-01": {"name": "Một"}, "xa-02": {"name": "Hai", "to": "2020-01-01"}}
    assert "Chưa trả lời" not in page(proposals={"xa-01": "keep"}, units=units).text()


def test_without_answers_the_page_names_the_file():
    text = page(proposals={}).text()
    assert "Chưa đảng bộ nào trả lời." in text
    assert "records/huyen-a/reviews/2024-co-quan.yml" in text


def test_the_menu_leads_to_the_newest_and_each_to_the_others():
    reviews = {
        "cu": {**REVIEW, "title": "Đợt cũ", "date": "2024-02-01", "proposals": {"xa-01": "keep"}},
        "moi": {**REVIEW, "title": "Đợt mới", "date": "2024-11-01", "proposals": {"xa-01": "keep"}},
        "sap-toi": {**REVIEW, "title": "Đợt sắp tới", "date": "2025-11-01", "proposals": {"xa-01": "keep"}},
    }
    shown = page("/huyen-a/reviews/cu/", reviews=reviews)
    links = shown.links()
    assert links["Sơ kết"] == "../../../huyen-a/reviews/moi/"
    assert links["Đợt mới"] == "../../../huyen-a/reviews/moi/"
    assert links["11/2024"] == "../../../huyen-a/reviews/moi/"
    assert "Đợt sắp tới" not in links


def test_a_district_without_reviews_has_no_such_entry():
    assert "Sơ kết" not in district_page("/huyen-a/2024/", cell(record("2024-12", met()))).links()
