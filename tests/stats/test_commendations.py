from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import ZERO, Ratio
from generator.stats.commendations import compute
from tests.books import district, events

YEAR, FIRST_HALF = year_span(2024), Span(Period(2024, 1), Period(2024, 6))


def of(*commendations, span=YEAR):
    found = dict(compute(events(district(), {2024: {"commendations": list(commendations)}}), span))
    return found["commended_collectives"], found["commended_persons"]


def test_collectives_and_persons_are_added_up():
    found = of(
        {"date": "2024-05-19", "collectives": 12, "persons": 9},
        {"date": "2024-12-31", "collectives": 58, "persons": 47},
    )
    assert found == (Ratio(70, 1), Ratio(56, 1))


def test_a_half_year_has_those_dated_in_it():
    assert of({"date": "2024-07-01", "collectives": 1, "persons": 2}, span=FIRST_HALF) == (Ratio(0, 1), Ratio(0, 1))


def test_a_number_that_nobody_wrote_down_is_unknown_not_0():
    assert of({"date": "2024-05-19", "persons": 0}) == (ZERO, Ratio(0, 1))


def test_no_commendation_is_0_and_no_file_is_unknown():
    assert of() == (Ratio(0, 1), Ratio(0, 1))
    assert [ratio for _, ratio in compute(district(), YEAR)] == [ZERO, ZERO]
