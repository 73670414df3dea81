from __future__ import annotations

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.model_meetings import compute
from generator.views.summary import summarize
from tests.books import cell, district, met, record


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), Period(2024, 3)))["model_meetings"]


def test_model_meetings_of_any_kind():
    assert in_march(
        record("2024-03", met(model="true")), record("2024-03-thematic", met(theme="A", model="true"))
    ) == Ratio(2, 1)


def test_a_month_of_other_meetings_has_none_and_a_month_without_meetings_says_nothing():
    assert in_march(record("2024-03", met())) == Ratio(0, 1)
    assert in_march(record("2024-03", met(model="false"))) == Ratio(0, 1)
    assert in_march(record("2024-02", met(model="true"))) == Ratio(0, 0)


def test_only_meetings_that_count():
    assert in_march(record("2024-03", met(model="true"), valid=False)) == Ratio(0, 0)
    assert in_march(record("2024-03", met(model="true")), home=district(as_of="2024-03-04")) == Ratio(0, 0)


def test_over_time_it_stays_a_count():
    stats = summarize(cell(*(record(f"2024-{m:02d}", met(model="true")) for m in (1, 2, 9))), {}, ()).stats
    assert [stats[key]["model_meetings"] for key in (2024, "2024-H1", "2024-Q3")] == [
        Ratio(3, 1),
        Ratio(2, 1),
        Ratio(1, 1),
    ]
