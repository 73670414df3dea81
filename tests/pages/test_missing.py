from __future__ import annotations

import pytest

from generator.model import codes
from tests.books import MONTHS_2024, cell, district, met, record, regular
from tests.pages.factory import district_page

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
    assert shown.text(found) == f"{MARKS[state]}, {codes.MONTH_STATES[state].vi.lower()}"


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
    assert not list(shown.one("td", data_period="2024-10").iter("a"))


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
