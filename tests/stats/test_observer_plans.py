from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats.observer_plans import compute
from tests.books import district, observers

PLAN = {
    "btv-01": {"level": "standing_committee", "cells": {"chi-bo": 2, "khac": 0}},
    "btv-02": {"level": "standing_committee"},
    "bch-07": {"level": "committee", "cells": ["chi-bo"]},
    "bch-08": {"level": "committee", "cells": {"chi-bo": 0}},
}
HOME = observers(district(), {2024: PLAN, 2025: {}})


def of(span, home=HOME):
    return dict(compute(home, span))["observer_plans"]


def test_seats_with_a_registered_cell_over_all_seats():
    assert of(year_span(2024)) == Ratio(2, 4)


def test_a_part_of_the_year_has_the_year_s_plan():
    assert of(Span(Period(2024, 4), Period(2024, 6))) == Ratio(2, 4)


def test_without_seats_or_a_readable_plan_there_is_nothing_to_count():
    assert of(year_span(2025)) == Ratio(0, 0)
    assert of(year_span(2023)) == Ratio(0, 0)
