from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats.admissions import compute
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district

YEAR = year_span(2024)


def roll(*admitted, **more):
    return {f"dv{i:02d}": {"joined": "2010-01-01", "admitted": day} | more for i, day in enumerate(admitted)}


def of(members, span=YEAR, **more):
    return dict(compute(cell(members=members, **more), span))["admissions"]


def test_members_admitted_in_the_year_first_and_last_day_included():
    assert of(roll("2023-12-31", "2024-01-01", "2024-06-30", "2024-12-31", "2025-01-01")) == Ratio(3, 1)


def test_a_half_year_ends_on_its_last_day():
    assert of(roll("2024-06-30", "2024-07-01"), Span(Period(2024, 1), Period(2024, 6))) == Ratio(1, 1)


def test_nobody_admitted_is_0_and_no_roll_is_unknown():
    assert of({"dv01": {"joined": "2010-01-01"}}) == Ratio(0, 1)
    assert of(None) == Ratio(0, 0)
    assert of(None, members_broken=True) == Ratio(0, 0)


def test_nothing_after_the_day_of_the_figures():
    assert of(roll("2025-02-15", "2025-02-16"), year_span(2025)) == Ratio(1, 1)


def test_one_admitted_and_gone_in_the_same_year_was_admitted():
    assert of(roll("2024-03-01", joined="2024-03-01", left="2024-05-01", how="transfer")) == Ratio(1, 1)


def test_who_came_later_from_a_predecessor_cell_counts_there():
    assert of(roll("2024-03-01", joined="2024-07-01", was="cu/dv01")) == Ratio(0, 1)
    assert of(roll("2024-03-01", joined="2024-03-01", was="cu/dv01")) == Ratio(1, 1)


def test_a_count_stays_over_one_however_many_cells_there_are():
    home = district()
    cells = [cell(home=home, slug=f"c{i}", members=roll("2024-03-01")) for i in range(3)] + [cell(home=home)]
    found = reduce(home, [summarize(one, {}, ()) for one in cells])
    assert found.stats[2024]["admissions"] == found.units["xa-a"][2024]["admissions"] == Ratio(3, 1)
    assert found.stats["2024-Q1"]["admissions"] == Ratio(3, 1)
    assert reduce(home, [summarize(cell(home=home), {}, ())]).stats[2024]["admissions"] == Ratio(0, 0)
