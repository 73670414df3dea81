from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.model import codes
from generator.views.district_pages import district_pages
from generator.views.projection import project_all
from tests.books import MONTHS_2024, cell, district, met, record, regular
from tests.pages.factory import district_of, district_page, show, site

URL = "/huyen-a/missing/2024/"
STATES = {
    "held": [record("2024-11", met(date="2024-11-09"))],
    "late": [record("2024-11", met(date="2024-11-09"), recorded="2024-12-20")],
    "not_held": [record("2024-11", {"state": "not_held", "reason": "Lũ"})],
    "postponed": [record("2024-11", {"state": "postponed", "reason": "Lũ"})],
    "waived": [record("2024-11", {"state": "waived", "reason": "Lũ", "decision": "05-CV"})],
    "planned": [record("2024-11", met(date="2024-12-01"))],
    "invalid": [record("2024-11", None, valid=False)],
    "missing": [],
}
MARKS = {
    "held": "9",
    "late": "9*",
    "planned": "(1)",
    "invalid": "!",
    "missing": "T",
    "not_held": "K",
    "postponed": "H",
    "waived": "M",
}


def shown_with(*records, as_of="2024-12-15", **more):
    return district_page(URL, cell(*records, home=district(as_of=as_of), **more))


def test_cells_that_lack_records_stand_first_with_their_months():
    shown = district_page(URL, cell(*regular(MONTHS_2024[:3]), slug="mot", name="Chi bộ Một"), cell(*regular(MONTHS_2024[:11]), slug="hai", name="Chi bộ Hai"))  # fmt: skip
    assert shown.text(shown.one("h2", id="thieu")) == "10 kỳ thiếu biên bản, 2 chi bộ"
    lines = [shown.text(li) for li in shown.one("ol", class_="attn bare").iter("li")]
    assert lines == ["9 Một: tháng\u00a04–12", "1 Hai: tháng\u00a012"]


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_mark_and_its_word(state):
    as_of = "2024-11-20" if state == "planned" else "2025-01-15"
    shown = shown_with(*STATES[state], as_of=as_of)
    found = shown.one("td", data_period="2024-11")
    assert found.get("data-state") == state
    begun = ": ghi biên bản" if state == "missing" else ""
    assert shown.text(found) == f"{MARKS[state]}, {codes.MONTH_STATES[state].vi.lower()}{begun}"


def test_months_to_come_and_months_without_activity_have_marks_too():
    shown = shown_with(founded="2024-03-15", as_of="2024-06-05")
    states = [td.get("data-state") for td in shown.all("td", data_period=None)]
    assert states == ["inactive"] * 3 + ["missing"] + ["awaiting"] * 8


def test_a_record_leads_to_its_page_and_a_wrong_one_to_the_problems():
    shown = shown_with(*STATES["held"])
    assert (
        next(shown.one("td", data_period="2024-11").iter("a")).get("href")
        == "../../../huyen-a/cells/chi-bo/2024/11-regular/"
    )
    wrong = shown_with(*STATES["invalid"])
    assert next(wrong.one("td", data_period="2024-11").iter("a")).get("href") == "../../../huyen-a/problems/"
    without = district_page(URL, cell(*STATES["held"], home=district(as_of="2024-12-15")), repo_url="")
    assert not list(without.one("td", data_period="2024-10").iter("a"))


def test_units_and_the_whole_are_counted_by_month():
    shown = shown_with(*regular(MONTHS_2024[:2]), as_of="2024-04-20")
    group = next(tr for tr in shown.all("tr", class_="grp"))
    assert [shown.text(td) for td in group.iter("td")][:4] == ["1/1", "1/1", "0/1", "–"]
    assert shown.of("meeting_coverage", "/huyen-a/2024/")[0] == ("0.666667", "66,67\u00a0%")


def test_the_key_explains_only_what_occurs():
    shown = shown_with(*STATES["not_held"], as_of="2025-01-15")
    assert [shown.text(li) for li in shown.one("ul", class_="key").iter("li")] == ["T Thiếu biên bản", "K Không họp"]


def test_nothing_missing_is_said():
    assert "Không kỳ nào thiếu biên bản" in shown_with(*regular(MONTHS_2024[:11])).text()


def test_it_prints_on_wide_paper():
    assert shown_with().one("body").get("class") == "print-wide"


def link_of(shown, period):
    return next(iter(shown.one("td", data_period=period).iter("a"))).get("href", "")


def test_an_empty_square_leads_to_where_its_record_is_begun():
    shown = shown_with(*regular(MONTHS_2024[:9]), fixed_day=3, as_of="2024-11-20")
    url = urlsplit(link_of(shown, "2024-10"))
    fields = parse_qs(url.query)
    assert url.path == "/so/new/HEAD/records/huyen-a/cells/chi-bo/2024"
    assert fields["filename"] == ["10-regular.md"]
    assert fields["value"][0].startswith("---\ndate: 2024-10-03\ntime:\n")
    assert link_of(shown, "2024-12").startswith("https://git.example.invalid/so/new/HEAD/")


def test_a_record_begun_there_is_one_that_can_be_read():
    shown = shown_with(members={"dv01": {"joined": "2010-01-01"}, "dv02": {"joined": "2010-01-01"}}, fixed_day=3)
    text = parse_qs(urlsplit(link_of(shown, "2024-10")).query)["value"][0]
    kept = yaml.safe_load(text.split("---")[1])
    assert kept["attendance"]["roll"] == 2
    assert set(kept) == {"date", "time", "place", "attendance"}
    assert " \n" not in text


def test_where_many_are_empty_only_the_name_of_the_file_is_given():
    many = [cell(slug=f"c{n}", name=f"Chi bộ {n}") for n in range(13)]
    shown = district_page(URL, *many)
    assert all("value=" not in a.get("href", "") for a in shown.all("a", rel="nofollow"))
    assert len(shown.all("a", rel="nofollow")) == 13 * 12


def test_nothing_is_begun_from_the_public_page_or_without_a_repository():
    public = project_all([district_of(cell(*regular(MONTHS_2024[:3])))])[0]
    pages = {page.url: page for page in district_pages(site(profile="public"), public, [])}
    assert "/new/HEAD" not in show(pages[URL]).html
    assert "/new/HEAD" not in district_page(URL, cell(), repo_url="").html
    assert "Bấm ô" not in district_page(URL, cell(), repo_url="").html


def test_rows_say_their_units_and_type_so_that_a_script_can_filter_them():
    home = district(units={"xa-a": {"parent": "khoi"}, "khoi": {"name": "Đảng bộ khối K"}})
    shown = district_page(URL, cell(home=home), cell(home=home, slug="hai", type="fdi"))
    assert shown.all("table", data_filterable=None)
    rows = [(tr.get("data-unit"), tr.get("data-type")) for tr in shown.all("tr", data_type=None)]
    assert sorted(rows) == [("xa-a khoi", "fdi"), ("xa-a khoi", "village")]
    form = shown.one("form", class_="filter screen")
    assert "hidden" in form.attrib
    options = [(o.get("value"), shown.text(o)) for o in form.iter("option")]
    assert options[:3] == [("", "Tất cả"), ("khoi", "Đảng bộ khối K"), ("xa-a", "Đảng bộ xã A")]
    assert ("fdi", "Doanh nghiệp có vốn đầu tư nước ngoài") in options


def test_units_are_reached_without_a_script():
    home = district(units={f"xa-{n}": {"name": f"Đảng bộ xã {n}"} for n in "abc"})
    books = [cell(home=home, slug=n, under=[{"unit": f"xa-{n}", "from": "2000-01-01"}]) for n in "abc"]
    shown = district_page(URL, *books)
    assert [a.get("href") for a in shown.one("nav", class_="jump").iter("a")] == [
        "#unit-xa-a",
        "#unit-xa-b",
        "#unit-xa-c",
    ]
    assert shown.one("tr", id="unit-xa-b").get("class") == "grp"
    assert not shown_with().all("nav", class_="jump")


def test_many_rows_are_printed_upright():
    many = [cell(slug=f"c{n}", name=f"Chi bộ {n}") for n in range(43)]
    assert district_page(URL, *many).one("body").get("class") == "print-tall"
