from __future__ import annotations

import dataclasses
import json
from functools import partial

import pytest

from generator.publish.search import handbook_file, names_file, year_file
from generator.views.projection import project_all
from generator.views.search import lists_of, name_lists, people_of, years_of
from tests.books import cell, district, met, record, regular
from tests.pages.factory import district_of, site

UNITS = {"xa-b": {"name": "Đảng bộ xã Bình Ví"}, "xa-a": {"name": "Đảng bộ xã Áng"}}
HOME = district(units=UNITS)
TASKS = {
    "t1": {"title": "Vận động hiến đất", "owner": "dv01", "due": "2024-03-25"},
    "t2": {"title": "Rà soát quần chúng ưu tú"},
}
MARCH = record(
    "2024-03",
    met(theme="Xây dựng nông thôn mới", place="Nhà văn hóa", tasks=TASKS, resolution={"number": "03-NQ/CB", "kind": "resolution", "votes": {"for": 9, "against": 0, "other": 0}}),
)  # fmt: skip
APRIL = record("2024-04", {"state": "not_held", "reason": "Lũ"})
JANUARY = record("2025-01", met())
PEOPLE = {"huyen-a/dong": ("Nông Thị Hoa",)}


def two():
    return district_of(
        cell(MARCH, APRIL, JANUARY, home=HOME, slug="dong", name="Chi bộ Đông"),
        cell(home=HOME, slug="an", name="Chi bộ Ấn", under=[{"unit": "xa-b", "from": "2000-01-01"}]),
    )


def test_names_stand_in_vietnamese_order_and_point_to_what_they_belong_to():
    lists = name_lists(site(), [two()], PEOPLE)
    assert lists.districts == (("huyen-a", "Đảng bộ huyện A"),)
    assert lists.units == ((0, "xa-a", "Đảng bộ xã Áng"), (0, "xa-b", "Đảng bộ xã Bình Ví"))
    assert lists.cells == ((0, "an", "Chi bộ Ấn", 1), (0, "dong", "Chi bộ Đông", 0))
    assert lists.people == ((1, "Nông Thị Hoa"),)
    assert lists.years == ((0, 2025), (0, 2024))


def test_a_cell_without_a_known_unit_points_to_none():
    lost = district_of(cell(home=HOME, slug="lac", under=[{"unit": "khong-co", "from": "2000-01-01"}]))
    assert name_lists(site(), [lost], {}).cells == ((0, "lac", "Chi bộ thử", -1),)


def test_every_rule_is_named_in_the_languages_of_the_site():
    both = name_lists(dataclasses.replace(site(), languages=("vi", "en")), [], {}).rules
    rules = {code: (vi, en) for code, vi, en in both}
    assert rules["AT101"][0] != rules["AT101"][1]
    assert all(vi and en for vi, en in rules.values())
    assert name_lists(site(), [], {}).rules == tuple((code, vi, "") for code, vi, _ in both)
    english = dataclasses.replace(site(), languages=("en",))
    assert name_lists(english, [], {}).rules == tuple((code, "", en) for code, _, en in both)


def test_the_records_of_a_year_are_told_as_they_are_written():
    lists = lists_of(two(), 2024)
    assert lists.cells == ("dong",)
    assert lists.meetings == (
        (0, "03-regular", "held", "2024-03-05", "Xây dựng nông thôn mới", "03-NQ/CB", "Nhà văn hóa", 0,
         (("Vận động hiến đất", "overdue"), ("Rà soát quần chúng ưu tú", "open"))),
        (0, "04-regular", "not_held", "", "", "", "", 0, ()),
    )  # fmt: skip


def test_each_year_with_records_has_its_lists():
    assert years_of(two()) == [2024, 2025]


def test_people_are_those_who_ever_were_on_the_roll_once_each():
    members = {id_: {"joined": "2010-01-01"} for id_ in ("dv01", "dv02", "dv03", "dv04")}
    members["dv02"]["left"] = "2015-01-01"
    names = {"dv01": "Vi Văn Ba", "dv02": "Lý Thị An", "dv03": "Vi Văn Ba", "dv09": "Người Ngoài"}
    assert people_of(cell(members=members), names) == ("Lý Thị An", "Vi Văn Ba")
    assert people_of(cell(), names) == ("Lý Thị An", "Vi Văn Ba", "Người Ngoài")
    assert people_of(cell(members=members), None) == ()


def _year(district, year):
    return lists_of(district, year)._asdict()


def test_files_are_one_for_the_names_and_one_a_district_and_year():
    whole = two()
    made = [names_file(lambda: name_lists(site(), [whole], PEOPLE)._asdict())]
    made += [year_file("huyen-a", year, partial(_year, whole, year)) for year in years_of(whole)]
    files = {file.url: file.content() for file in made}
    assert list(files) == ["/search/index/names.json", "/search/index/huyen-a/2024.json", "/search/index/huyen-a/2025.json"]  # fmt: skip
    assert json.loads(files["/search/index/names.json"])["people"] == [[1, "Nông Thị Hoa"]]
    assert files == {file.url: file.content() for file in made}
    assert "Vận động hiến đất".encode() in files["/search/index/huyen-a/2024.json"]


def test_the_handbook_is_listed_by_address():
    url, data = handbook_file([("/handbook/b/", "B"), ("/handbook/a/", "A")])
    assert url == "/search/index/handbook.json"
    assert json.loads(data)["pages"] == [["/handbook/a/", "A"], ["/handbook/b/", "B"]]


def test_the_public_index_holds_the_projection_and_nothing_more():
    open_cell = cell(MARCH, home=HOME, slug="dong", name="Chi bộ Đông")
    secret = cell(*regular(["2024-03"]), home=HOME, slug="bi-mat", name="Công an xã", type="police", under=[{"unit": "xa-b", "from": "2000-01-01"}])  # fmt: skip
    public = project_all([district_of(open_cell, secret)])
    lists = name_lists(site(profile="public"), public, {})
    assert lists.cells == ((0, "dong", "Chi bộ Đông", 0),)
    assert lists.units == ((0, "xa-a", "Đảng bộ xã Áng"),)
    assert lists.people == lists.reviews == lists.events == lists.years == ()
    assert years_of(public[0]) == []
    text = json.dumps(lists, ensure_ascii=False)
    assert not [
        word for word in ("Công an xã", "bi-mat", "hiến đất", "nông thôn", "NQ/CB", "Nhà văn hóa") if word in text
    ]


@pytest.mark.parametrize(("districts", "people"), [([two()], {}), (project_all([two()]), PEOPLE)])
def test_what_is_not_projected_never_becomes_a_public_index(districts, people):
    with pytest.raises(ValueError, match="projection"):
        name_lists(site(profile="public"), districts, people)
