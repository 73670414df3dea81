from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats import api
from generator.stats.members_by_type import compute
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district, met, record

YEAR = year_span(2024)
ROLL = {
    "dv01": {"joined": "2000-01-01"},
    "dv02": {"joined": "2000-01-01", "left": "2024-08-01", "how": "transfer"},
    "dv03": {"joined": "2024-12-31"},
    "dv04": {"joined": "2025-01-01"},
}


def of(*records, span=YEAR, **more):
    return dict(compute(cell(*records, **more), span))


def test_those_on_the_roll_on_the_last_day():
    assert of(members=ROLL) == {"members_by_type.village": Ratio(2, 2)}
    assert of(members=ROLL, span=Span(Period(2024, 1), Period(2024, 6))) == {"members_by_type.village": Ratio(2, 2)}
    assert of(members=ROLL, span=year_span(2025)) == {"members_by_type.village": Ratio(3, 3)}


def test_without_a_roll_the_last_written_total():
    held = [record("2024-05", met(8, 10)), record("2024-09", met(8, 12)), record("2025-01", met(8, 14))]
    assert of(*held) == {"members_by_type.village": Ratio(12, 12)}


def test_a_cell_that_is_not_active_or_of_unknown_strength_counts_nowhere():
    assert of(members=ROLL, closed="2024-12-30") == {}
    assert of() == {}
    assert of(members={}) == {}


def test_the_types_share_one_denominator():
    home = district()
    cells = [
        cell(home=home, members=ROLL),
        cell(record("2024-03", met(5, 8)), home=home, slug="b", type="school"),
        cell(home=home, slug="c", type="fdi"),
    ]
    found = reduce(home, [summarize(one, {}, ()) for one in cells]).stats[2024]
    assert {id_: ratio for id_, ratio in found.items() if id_.startswith("members_by_type.")} == {
        "members_by_type.school": Ratio(8, 10),
        "members_by_type.village": Ratio(2, 10),
    }


def test_it_counts_persons():
    figure = api.figure_of("members_by_type.village")
    assert figure is not None
    assert figure.private
