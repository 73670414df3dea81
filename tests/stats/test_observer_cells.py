from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats.observer_cells import compute
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district, met, observers, record

YEAR, FIRST_HALF = year_span(2024), Span(Period(2024, 1), Period(2024, 6))
PLAN = {
    "btv-01": {"level": "standing_committee", "cells": {"chi-bo": 2, "khac": 1}},
    "bch-07": {"level": "committee", "cells": ["chi-bo"]},
    "xa-03": {"level": "commune_committee", "cells": ["khac"]},
}
HOME = observers(district(), {2024: PLAN})


def visited(month, *seats, **more):
    return record(month, met(observers=list(seats), **more))


def of(*records, span=YEAR, home=HOME, **more):
    found = dict(compute(cell(*records, home=home, **more), span))
    return [
        found[f"observer_cells{level}"] for level in ("", ".standing_committee", ".committee", ".commune_committee")
    ]


def test_pairs_with_a_visit_over_registered_pairs_by_level():
    assert of(visited("2024-03", "btv-01")) == [Ratio(1, 2), Ratio(1, 1), Ratio(0, 1), Ratio(0, 0)]


def test_several_visits_of_one_pair_count_once():
    assert of(visited("2024-03", "btv-01"), visited("2024-05", "btv-01", "bch-07"))[0] == Ratio(2, 2)


def test_who_comes_without_being_registered_counts_nowhere():
    assert of(visited("2024-03", "xa-03"), visited("2024-04", "la-01"))[0] == Ratio(0, 2)
    assert of(visited("2024-03", "btv-01"), slug="khac")[0] == Ratio(1, 2)
    assert of(visited("2024-03", "btv-01"), slug="ngoai")[0] == Ratio(0, 0)


def test_any_kind_of_meeting_that_counts():
    assert of(visited("2024-03-committee", "bch-07"))[2] == Ratio(1, 1)
    assert of(record("2024-03", met(observers=["bch-07"]), valid=False))[2] == Ratio(0, 1)
    late = observers(district(as_of="2024-03-04"), {2024: PLAN})
    assert of(visited("2024-03", "bch-07"), home=late)[2] == Ratio(0, 1)


def test_a_year_is_judged_by_its_own_plan_and_its_own_visits():
    home = observers(district(), {2024: PLAN, 2025: {"bch-07": {"level": "committee", "cells": ["chi-bo"]}}})
    held = [visited("2024-12", "btv-01"), visited("2025-01", "bch-07")]
    assert of(*held, home=home)[0] == Ratio(1, 2)
    assert of(*held, home=home, span=year_span(2025))[0] == Ratio(1, 1)


def test_in_a_half_year_its_visits_over_the_plan_of_the_year():
    held = [visited("2024-06", "btv-01"), visited("2024-07", "btv-01", "bch-07")]
    assert of(*held, span=FIRST_HALF)[0] == Ratio(1, 2)
    assert of(*held, span=Span(Period(2024, 7), Period(2024, 12)))[0] == Ratio(2, 2)


def test_without_a_readable_plan_there_is_nothing_to_count():
    assert of(visited("2024-03", "btv-01"), home=district()) == [Ratio(0, 0)] * 4


def test_planned_no_times_is_not_registered():
    home = observers(district(), {2024: {"btv-01": {"level": "standing_committee", "cells": {"chi-bo": 0}}}})
    assert of(visited("2024-03", "btv-01"), home=home)[0] == Ratio(0, 0)


def test_pairs_add_up_over_cells_and_count_for_the_unit_at_the_end_of_the_stretch():
    home = observers(district(units={"xa-a": {}, "xa-b": {}}), {2024: PLAN})
    moved = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-08-31"}, {"unit": "xa-b", "from": "2024-09-01"}]
    cells = [
        cell(visited("2024-02", "btv-01"), home=home, under=moved),
        cell(visited("2024-02", "xa-03"), home=home, slug="khac"),
    ]
    found = reduce(home, [summarize(one, {}, ()) for one in cells])
    assert found.stats[2024]["observer_cells"] == Ratio(2, 4)
    assert found.units["xa-a"]["2024-H1"]["observer_cells"] == Ratio(2, 4)
    assert found.units["xa-a"][2024]["observer_cells"] == Ratio(1, 2)
    assert found.units["xa-b"][2024]["observer_cells"] == Ratio(1, 2)
