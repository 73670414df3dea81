from __future__ import annotations

import pytest

from generator.model.ratio import Ratio
from generator.stats.attendance_at_least import compute
from tests.books import MONTHS_2024, cell, district, met, record, regular


def in_2024(*records, **more):
    found = dict(compute(cell(*records, **more), 2024))
    return [found[f"attendance_at_least_{bound}"] for bound in (95, 90, 80)]


YES, NO, NONE = Ratio(1, 1), Ratio(0, 1), Ratio(0, 0)


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (100, [YES, YES, YES]),
        (95, [YES, YES, YES]),
        (94, [NO, YES, YES]),
        (90, [NO, YES, YES]),
        (89, [NO, NO, YES]),
        (80, [NO, NO, YES]),
        (79, [NO, NO, NO]),
    ],
)
def test_a_bound_is_reached_from_the_bound_on(present, expected):
    assert in_2024(*regular(MONTHS_2024, present=present, roll=100)) == expected


def test_the_comparison_is_exact():
    nine_tenths = regular(["2024-01"], present=8_999_991, roll=9_999_990)
    assert in_2024(*nine_tenths) == [NO, YES, YES]
    a_hair_less = regular(["2024-01"], present=8_999_999, roll=9_999_999)
    assert in_2024(*a_hair_less) == [NO, NO, YES]


def test_the_rate_is_that_of_the_year_not_the_mean_of_its_meetings():
    uneven = [record("2024-01", met(1, 1)), record("2024-02", met(70, 99))]
    assert in_2024(*uneven) == [NO, NO, NO]


def test_those_not_due_do_not_lower_it():
    assert in_2024(*regular(MONTHS_2024, present=8, roll=10, away=2)) == [YES, YES, YES]


def test_a_cell_that_never_met_does_not_count():
    assert in_2024() == [NONE, NONE, NONE]
    assert in_2024(record("2024-03-thematic", met(theme="A"))) == [NONE, NONE, NONE]


def test_a_cell_that_met_without_anybody_due_has_no_rate_to_reach():
    assert in_2024(*regular(["2024-01"], present=0, roll=3, away=3)) == [NO, NO, NO]


def test_only_full_year_cells_count():
    assert in_2024(*regular(MONTHS_2024), founded="2024-01-02") == [NONE, NONE, NONE]
    assert in_2024(*regular(MONTHS_2024), home=district(as_of="2024-12-31")) == [NONE, NONE, NONE]
