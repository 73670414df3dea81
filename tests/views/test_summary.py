from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from generator.model import months
from generator.model.period import Period, months_of
from generator.model.ratio import Ratio
from generator.stats import api
from generator.views.month_cells import met_of
from generator.views.summary import summarize, unit_at
from tests.books import MONTHS_2024, as_text, cell, district, met, record, regular, rulebook

TWO_UNITS = {"xa-a": {}, "xa-b": {"parent": "khoi"}, "khoi": {"level": "block"}}
MOVED = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-05-31"}, {"unit": "xa-b", "from": "2024-06-01"}]


def summary(*records, **more):
    return summarize(cell(*records, **more), {}, ())


def test_it_says_who_the_cell_is():
    found = summarize(
        cell(
            name="Chi bộ bản Nà Lộc", type="fdi", closed="2024-06-30", successor="ban-moi", fixed_day=3, slug="na-loc"
        ),
        {"warning": 2, "error": 1},
        ("records/huyen-a/cells/na-loc/2024/03-regular.md",),
    )
    assert (found.district, found.slug, found.name, found.type) == ("huyen-a", "na-loc", "Chi bộ bản Nà Lộc", "fdi")
    assert (found.founded, found.closed, found.successor, found.fixed_day) == (
        dt.date(2000, 1, 1),
        dt.date(2024, 6, 30),
        "ban-moi",
        3,
    )
    assert found.under == (("xa-a", dt.date(2000, 1, 1), None),)
    assert found.problems == {"error": 1, "warning": 2}
    assert found.left_out == ("records/huyen-a/cells/na-loc/2024/03-regular.md",)


def test_the_years_run_from_the_first_record_to_the_day_of_the_figures():
    found = summary(home=district(records_from="2023-07", as_of="2025-02-15"))
    for years in (found.months, found.members, found.thematic_missing):
        assert list(years) == [2023, 2024, 2025]
    for keys in (list(found.stats), list(found.unit_stats)):
        assert [key for key in keys if isinstance(key, int)] == [2023, 2024, 2025]
        assert keys[keys.index(2023) : keys.index(2024)] == [
            2023, "2023-H1", "2023-H2", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4",
        ]  # fmt: skip
        assert keys[keys.index(2025) :] == [2025, "2025-H1", "2025-Q1"]
    assert list(found.monthly) == [str(month) for year in (2023, 2024, 2025) for month in months_of(year)]
    assert [len(states) for states in found.months.values()] == [12, 12, 12]


def test_every_year_month_and_unit_has_every_figure():
    found = summary(home=district(records_from="2023-07", units=TWO_UNITS), under=MOVED)
    yearly = set(api.ids_by("month", "quarter", "span", "year"))
    for scopes in (found.stats.items(), ((k, s) for k, units in found.unit_stats.items() for s in units.values())):
        for key, stats in scopes:
            fixed = {id_ for id_ in stats if id_ in api.figures()}
            assert fixed == yearly if isinstance(key, int) else fixed <= yearly
    for stats in found.monthly.values():
        assert {id_ for id_ in stats if id_ in api.figures()} == set(api.ids_by("month"))


def test_a_half_year_and_a_quarter_hold_only_what_has_something_to_count():
    found = summary(*regular(["2024-05"]), home=district(records_from="2024-04"))
    assert "attendance_rate_due" not in found.stats["2024-Q3"]
    assert found.stats["2024-Q2"]["attendance_rate_due"] == found.stats["2024-H1"]["attendance_rate_due"]
    assert found.stats["2024-Q2"]["attendance_rate_due"] == Ratio(9, 10)
    assert found.stats["2024-Q1"].get("meeting_coverage") is None
    assert found.stats["2024-Q2"]["meeting_coverage"] == Ratio(1, 3)


def test_the_states_are_those_of_the_months():
    found = summary(record("2024-03", met(date="2024-03-09")), record("2024-04", {"state": "not_held", "reason": "Lũ"}))
    states = {str(state.period): (state.state, state.day) for state in found.months[2024]}
    assert states["2024-02"] == ("missing", None)
    assert states["2024-03"] == ("held", 9)
    assert states["2024-04"] == ("not_held", None)


def test_a_year_is_the_sum_of_its_months():
    found = summary(*regular(MONTHS_2024[:7], present=8, roll=10, spoke=3))
    for id_ in found.monthly["2024-01"]:
        parts = [found.monthly[month][id_] for month in MONTHS_2024]
        figure = api.figure_of(id_)
        assert figure is not None
        d = sum(p.d for p in parts)
        assert found.stats[2024][id_] == Ratio(sum(p.n for p in parts), min(d, 1) if figure.kind == "count" else d)
    assert found.stats[2024]["meeting_coverage"] == Ratio(7, 12)
    assert found.stats[2024]["attendance_rate_due"] == Ratio(56, 70)


def test_months_quarters_and_the_year_count_for_the_unit_of_their_time():
    found = summary(*regular(MONTHS_2024, theme="T"), home=district(units=TWO_UNITS), under=MOVED)
    first, second = found.unit_stats[2024]["xa-a"], found.unit_stats[2024]["xa-b"]
    assert (first["meeting_coverage"], second["meeting_coverage"]) == (Ratio(5, 5), Ratio(7, 7))
    assert (first["thematic_quarters"], second["thematic_quarters"]) == (Ratio(1, 1), Ratio(3, 3))
    assert (first["meetings_per_cell"], second["meetings_per_cell"]) == (Ratio(0, 0), Ratio(12, 1))
    assert found.unit_stats[2024]["khoi"] == second
    assert found.month_units["2024-05"] == "xa-a"
    assert found.month_units["2024-06"] == "xa-b"
    assert found.year_units == {2024: "xa-b", 2025: "xa-b"}


def test_in_the_running_year_the_unit_of_the_day_of_the_figures_counts():
    moves = [{"unit": "xa-a", "from": "2000-01-01", "to": "2025-02-28"}, {"unit": "xa-b", "from": "2025-03-01"}]
    assert summary(home=district(units=TWO_UNITS), under=moves).year_units[2025] == "xa-a"


def test_a_month_in_which_the_cell_ends_counts_for_its_last_unit():
    under = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-03-15"}]
    found = summary(record("2024-03", met(8, 10)), under=under, closed="2024-03-15")
    assert found.unit_stats[2024]["xa-a"]["attendance_rate_due"] == Ratio(8, 10)
    assert found.stats[2024]["attendance_rate_due"] == Ratio(8, 10)
    assert list(found.month_units) == ["2024-01", "2024-02", "2024-03"]
    assert found.year_units == {2024: "xa-a"}


def test_one_day_in_a_month_or_a_year_is_enough_to_be_listed_there():
    handed_over = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-03-01"}]
    assert list(summary(under=handed_over).month_units) == ["2024-01", "2024-02", "2024-03"]
    assert list(summary(founded="2025-11-30", closed="2025-11-30").month_units) == ["2025-11"]
    assert summary(closed="2024-01-01").year_units == {2024: "xa-a"}
    assert summary(founded="2025-02-15").year_units == {2025: "xa-a"}
    assert summary(founded="2025-02-16").year_units == {}


def test_a_record_is_enough_to_be_listed():
    early = record("2025-01", met(date="2024-12-20"))
    found = summary(early, closed="2024-12-31")
    assert found.year_units == {2024: "xa-a", 2025: "xa-a"}
    assert list(found.month_units)[-1] == "2025-01"


def test_before_its_first_unit_a_cell_counts_for_that_one():
    under = [{"unit": "xa-b", "from": "2024-03-10"}, {"unit": "xa-a", "from": "2024-05-01"}]
    book = cell(under=under, home=district(units=TWO_UNITS))
    assert unit_at(book, dt.date(2024, 1, 31)) == "xa-b"
    assert unit_at(book, dt.date(2024, 5, 31)) == "xa-a"
    assert "2024-02" not in summarize(book, {}, ()).month_units


def test_where_two_units_overlap_that_of_the_day_counts():
    under = [{"unit": "xa-a", "from": "2000-01-01"}, {"unit": "xa-b", "from": "2023-01-01", "to": "2023-06-30"}]
    assert unit_at(cell(under=under, home=district(units=TWO_UNITS)), dt.date(2024, 1, 31)) == "xa-a"


def test_a_cell_without_unit_counts_for_the_district_alone():
    found = summary(*regular(["2024-01"]), under=[])
    assert found.unit_stats[2024] == {}
    assert found.month_units == {}
    assert found.stats[2024]["attendance_rate_due"] == Ratio(9, 10)


def test_strength_is_that_of_the_year_s_end_or_of_the_day_of_the_figures():
    members = {
        "dv01": {"joined": "2000-01-01"},
        "dv02": {"joined": "2024-12-31"},
        "dv03": {"joined": "2025-02-16"},
        "dv04": {"joined": "2000-01-01", "left": "2025-02-14", "how": "transfer"},
    }
    assert summary(members=members).members == {2024: 3, 2025: 2}
    assert summary(members=members, closed="2024-06-30").members == {2024: 0, 2025: 0}


def test_without_a_roll_strength_is_the_last_written_total():
    assert summary().members == {2024: None, 2025: None}
    records = [record("2024-03", met(8, 10)), record("2025-01", met(8, 12)), record("2025-02-committee", met(3, 3))]
    assert summary(*records).members == {2024: 10, 2025: 12}
    assert summary(*records, members_broken=True).members == {2024: 10, 2025: 12}


def test_full_years_are_over_and_were_full():
    assert summary(home=district(records_from="2023-01")).full_years == {2023, 2024}
    assert summary(home=district(records_from="2023-01"), founded="2023-01-02").full_years == {2024}


def test_quarters_without_thematic_meeting():
    held = record("2024-06-thematic", met(theme="T"))
    assert summary(held).thematic_missing == {2024: (1, 3, 4), 2025: ()}


def test_a_row_for_every_held_meeting_in_order_of_month_and_kind():
    members = {
        "dv01": {"joined": "2000-01-01", "roles": [{"role": "secretary", "from": "2000-01-01"}]},
        "dv02": {"joined": "2000-01-01"},
        "dv03": {"joined": "2000-01-01"},
        "dv04": {"joined": "2000-01-01", "away": [{"kind": "exempt", "from": "2000-01-01"}]},
    }
    full = met(1, 4, excused={"dv02": "sick"}, unexcused=["dv03"], also_present=["dv04"])
    records = [
        record("2024-03-thematic-b", met(3, 4, excused={}, unexcused=[], theme="B")),
        record("2024-03-committee", met(1, 1, excused={}, unexcused=[])),
        record("2024-03", full),
        record("2024-02", full),
        record("2024-04", full, valid=False),
        record("2024-05", {"state": "not_held", "reason": "Lũ"}),
        record("2025-02", full | {"date": "2025-02-16"}),
    ]
    assert summary(*records, members=members).attendance == (
        ("2024-02", "regular", 4, 3, 1, 1, 1, 1),
        ("2024-03", "committee", 1, 1, 1, 0, 0, 0),
        ("2024-03", "regular", 4, 3, 1, 1, 1, 1),
        ("2024-03", "thematic", 4, 3, 3, 0, 0, 0),
    )


def test_the_target_is_looked_at_in_the_last_three_regular_meetings():
    low = regular(["2024-01", "2024-04", "2024-06"], present=8, roll=10)
    others = [record("2024-05", met(9, 10)), record("2024-07-thematic", met(1, 10, theme="T"))]
    assert summary(*low, *others).below_target == ("2024-04", "2024-06")
    assert summary(*low, *others, type="fdi").below_target == ()


def test_the_target_is_that_of_the_meeting_s_day():
    stricter = {
        "title": "T",
        "issuer": "I",
        "source": "S",
        "applies": {"from": "2024-03-05"},
        "scope": "huyen-a",
        "attendance": {"target": {"default": "> 90%"}},
    }
    home = district(rules=rulebook(moi=as_text(stricter)))
    assert summary(*regular(["2024-01", "2024-02", "2024-03"]), home=home).below_target == ("2024-03",)


def test_without_a_target_nothing_is_below_it():
    silent = {"title": "T", "issuer": "I", "source": "S", "applies": {"from": "2023-01-01"}, "scope": "all"}
    home = district(rules=rulebook(moi=silent))
    assert summary(*regular(["2024-01"], present=1), home=home).below_target == ()


def test_nobody_due_is_not_below_target():
    assert summary(*regular(["2024-01"], present=0, roll=2, away=2)).below_target == ()


def test_pages_of_regular_records_that_were_not_left_out():
    records = [
        record("2024-01", met()),
        record("2024-02", {"state": "postponed", "reason": "Lũ"}),
        record("2024-03", met(), valid=False),
        record("2024-04-thematic", met(theme="T")),
        record("2024-05", None),
    ]
    assert summary(*records, slug="na-loc").meeting_urls == {
        "2024-01": "/huyen-a/cells/na-loc/2024/01-regular/",
        "2024-02": "/huyen-a/cells/na-loc/2024/02-regular/",
    }


def test_the_newest_record_with_a_page():
    records = [
        record("2024-01", met(), recorded="2024-02-01"),
        record("2024-02", met(), recorded="2024-03-01"),
        record("2024-02-thematic-rung", met(theme="T"), recorded="2024-03-09"),
        record("2024-03", met(), recorded="2024-04-01", valid=False),
        record("2024-04", met()),
    ]
    assert summary(*records).recorded == (
        dt.date(2024, 3, 9),
        "/huyen-a/cells/chi-bo/2024/02-thematic-rung/",
        "2024-02",
    )
    assert summary(record("2024-04", met())).recorded is None


def test_what_is_remembered_on_a_cell_is_no_part_of_it():
    book = cell(*regular(MONTHS_2024))
    before = summarize(book, {}, ())
    assert book == cell(*regular(MONTHS_2024), home=book.home)
    later = dataclasses.replace(book, meetings=book.meetings[:3])
    assert months.state_of(later, Period(2024, 4)).state == "missing"
    assert summarize(book, {}, ()) == before != summarize(later, {}, ())


@pytest.mark.parametrize("broken", [False, True])
def test_a_broken_roll_leaves_the_meetings_counted_by_their_totals(broken):
    found = summary(record("2024-03", met(1, 3, excused={"dv02": "sick"}, unexcused=[])), members_broken=broken)
    assert found.stats[2024]["attendance_rate_due"] == Ratio(1, 2 if broken else 3)


@pytest.mark.parametrize("ahead", [{"state": "not_held", "reason": "Lũ"}, None, met(date="2024-03-28")])
def test_the_months_of_a_matrix_are_those_of_the_figure(ahead):
    april = record("2024-04", ahead, valid=ahead is not None)
    for day, counted in (("2024-03-30", 3), ("2024-04-01", 4)):
        months = [record(f"2024-0{month}", met(date=f"2024-0{month}-05")) for month in (1, 2, 3)]
        found = summary(*months, april, home=district(day))
        figure = found.stats[2024]["meeting_coverage"]
        assert met_of(found.months[2024]) == (figure.n, figure.d)
        assert figure.d == counted
