from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import ZERO, Ratio
from generator.stats.training import compute
from tests.books import district, events

YEAR, FIRST_HALF = year_span(2024), Span(Period(2024, 1), Period(2024, 6))


def of(*training, span=YEAR, **more):
    found = dict(compute(events(district(**more), {2024: {"training": list(training)}}), span))
    return found["training_classes"], found["training_participants"]


def test_classes_and_those_who_took_part():
    found = of({"date": "2024-04-10", "participants": 356}, {"date": "2024-09-01", "participants": 356})
    assert found == (Ratio(2, 1), Ratio(712, 1))


def test_a_half_year_has_those_dated_in_it():
    classes = {"date": "2024-06-30", "participants": 5}, {"date": "2024-07-01", "participants": 7}
    assert of(*classes, span=FIRST_HALF) == (Ratio(1, 1), Ratio(5, 1))
    assert of(*classes, span=year_span(2025)) == (ZERO, ZERO)


def test_no_class_is_0_and_no_file_is_unknown():
    assert of() == (Ratio(0, 1), Ratio(0, 1))
    assert [ratio for _, ratio in compute(district(), YEAR)] == [ZERO, ZERO]


def test_participants_that_nobody_wrote_down_are_unknown_not_0():
    assert of({"date": "2024-04-10"}) == (Ratio(1, 1), ZERO)
    assert of({"date": "2024-04-10"}, {"date": "2024-04-11", "participants": 9}) == (Ratio(2, 1), Ratio(9, 1))


def test_a_class_without_a_date_counts_for_the_year_of_its_file():
    assert of({"participants": 9}) == (Ratio(1, 1), Ratio(9, 1))
    assert of({"participants": 9}, span=FIRST_HALF) == (Ratio(0, 1), Ratio(0, 1))


def test_nothing_after_the_day_of_the_figures():
    classes = {"date": "2024-05-08", "participants": 1}, {"date": "2024-05-09", "participants": 1}
    assert of(*classes, as_of="2024-05-08") == (Ratio(1, 1), Ratio(1, 1))
