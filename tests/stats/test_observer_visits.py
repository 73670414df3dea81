from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import ZERO, Ratio
from generator.stats.observer_visits import STATISTIC, compute
from tests.books import cell, district, met, observers, record

YEAR = year_span(2024)
PLAN = {
    "btv-01": {"level": "standing_committee", "cells": {"chi-bo": 2, "khac": 1}},
    "bch-07": {"level": "committee", "cells": ["chi-bo"]},
    "bch-08": {"level": "committee", "cells": {"chi-bo": 3}},
}
HOME = observers(district(), {2024: PLAN})


def visited(month, *seats, **more):
    return record(month, met(observers=list(seats), **more))


def of(*records, span=YEAR, home=HOME, **more):
    return dict(compute(cell(*records, home=home, **more), span))


def test_visits_made_over_visits_planned_by_level():
    found = of(visited("2024-03", "btv-01"), visited("2024-04", "btv-01", "bch-08"), visited("2024-05", "bch-08"))
    assert found["observer_visits"] == Ratio(4, 6)
    assert found["observer_visits.standing_committee"] == Ratio(2, 2)
    assert found["observer_visits.committee"] == Ratio(2, 4)
    assert found["observer_visits.commune_committee"] == ZERO


def test_more_visits_than_planned_count_as_planned_for_each_seat():
    often = [visited(f"2024-{month:02d}", "bch-07") for month in range(1, 6)]
    assert of(*often)["observer_visits.committee"] == Ratio(1, 4)


def test_kinds_count_every_visit_and_a_combined_meeting_is_regular():
    found = of(
        visited("2024-03", "bch-07", theme="Rừng"),
        visited("2024-04", "bch-07"),
        visited("2024-04-thematic", "bch-08", theme="Rừng"),
        visited("2024-04-committee", "bch-08"),
    )
    assert found["observer_visits.committee.regular"] == Ratio(2, 4)
    assert found["observer_visits.committee.thematic"] == Ratio(1, 4)
    assert found["observer_visits.standing_committee.regular"] == ZERO
    assert found["observer_visits.committee"] == Ratio(3, 4)


def test_who_comes_without_being_registered_is_in_no_part():
    found = of(visited("2024-03", "la-01"), visited("2024-03-thematic", "la-01", theme="A"))
    assert found["observer_visits"] == Ratio(0, 6)
    assert found["observer_visits.committee.regular"] == ZERO


def test_one_named_twice_at_a_meeting_came_once():
    assert of(visited("2024-03", "bch-08", "bch-08"))["observer_visits"] == Ratio(1, 6)


def test_in_a_half_year_its_visits_over_the_plan_of_the_year():
    held = [visited("2024-06", "bch-08"), visited("2024-07", "bch-08")]
    first, second = Span(Period(2024, 1), Period(2024, 6)), Span(Period(2024, 7), Period(2024, 12))
    assert of(*held, span=first)["observer_visits"] == Ratio(1, 6)
    assert of(*held, span=second)["observer_visits"] == Ratio(1, 6)
    assert of(*held, span=first)["observer_visits.committee.regular"] == Ratio(1, 1)


def test_a_visit_counts_for_the_year_of_the_meeting_s_month():
    held = visited("2024-12", "bch-07", date="2025-01-02")
    assert of(held)["observer_visits.committee"] == Ratio(1, 4)
    assert of(held, span=year_span(2025))["observer_visits"] == ZERO


def test_without_a_readable_plan_there_is_nothing_to_count():
    found = of(visited("2024-03", "btv-01"), home=district())
    assert found == dict.fromkeys([figure.id for figure in STATISTIC.figures], ZERO)


def test_meetings_that_do_not_count_are_no_visits():
    assert of(record("2024-03", met(observers=["bch-07"]), valid=False))["observer_visits"] == Ratio(0, 6)
