from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats.organisations import compute
from tests.books import district

UNITS = {
    "xa-a": {"name": "Đảng bộ xã A", "level": "commune", "from": "1990-01-01"},
    "xa-b": {"name": "Đảng bộ xã B", "level": "commune", "from": "1990-01-01", "to": "2024-09-30"},
    "xa-c": {"name": "Đảng bộ xã C", "level": "commune", "from": "2024-07-01"},
    "to": {"name": "Đảng bộ bộ phận", "level": "sectional", "parent": "xa-a", "from": "1990-01-01"},
}


def of(span: Span, as_of: str = "2025-02-15") -> Ratio:
    return dict(compute(district(as_of, units=UNITS), span))["organisations"]


def test_those_in_force_on_the_last_day_count():
    assert of(year_span(2024)) == Ratio(2, 1)
    assert of(Span(Period(2024, 7), Period(2024, 9))) == Ratio(3, 1)
    assert of(Span(Period(2024, 1), Period(2024, 6))) == Ratio(2, 1)


def test_the_ones_below_another_are_none_of_the_district_s_own():
    assert of(year_span(2023)) == Ratio(2, 1)


def test_in_the_running_year_it_is_the_day_of_the_figures():
    assert of(year_span(2024), as_of="2024-08-15") == Ratio(3, 1)
