from __future__ import annotations

from fractions import Fraction

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.score_mean import compute
from generator.views.summary import summarize
from tests.books import cell, district, met, record, rulebook

MARCH = Period(2024, 3)
SCALE = {
    "title": "Thang điểm",
    "issuer": "Ban Tổ chức",
    "source": "Mục III",
    "applies": {"from": "2020-01-01"},
    "scope": "huyen-a",
    "score": {"groups": {"time": "5", "results": "30"}},
}
GROUPS = rulebook(diem=SCALE)


def scored(month, **points):
    return record(month, met(score={"self": points}))


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), MARCH))["score_mean"]


def test_the_sum_of_the_self_scores_over_the_scored_meetings():
    themed = record("2024-03-thematic", met(theme="A", score={"self": {"time": 4, "results": 20}}))
    assert in_march(scored("2024-03", time=5, results=27), themed) == Ratio(56, 2)


def test_half_points_are_added_up_exactly():
    found = in_march(scored("2024-03", time="4.5", results="27.125"))
    assert found == Ratio(Fraction(253, 8), 1)
    assert in_march(scored("2024-03", time="4.5", results="27.5")) == Ratio(32, 1)
    stats = summarize(cell(scored("2024-01", time="0.1"), scored("2024-02", time="0.2")), {}, ()).stats
    assert stats[2024]["score_mean"] == Ratio(Fraction(3, 10), 2)


def test_0_points_are_a_score_and_none_are_not():
    assert in_march(scored("2024-03", time=0)) == Ratio(0, 1)
    assert in_march(record("2024-03", met(score={"self_grade": "good"}))) == Ratio(0, 0)
    assert in_march(record("2024-03", met())) == Ratio(0, 0)


def test_a_meeting_without_points_in_a_group_asked_for_is_not_scored():
    home = district(rules=GROUPS)
    assert in_march(scored("2024-03", time=5), home=home) == Ratio(0, 0)
    assert in_march(scored("2024-03", time=5, results=30), home=home) == Ratio(35, 1)


def test_the_groups_are_those_in_force_on_the_day_of_the_meeting():
    later = rulebook(diem=SCALE | {"applies": {"from": "2024-03-06"}})
    assert in_march(scored("2024-03", time=5), home=district(rules=later)) == Ratio(5, 1)


def test_records_that_cannot_be_counted_do_not_count():
    assert in_march(record("2024-03", met(score={"self": {"time": 5}}), valid=False)) == Ratio(0, 0)
    assert in_march(scored("2024-02", time=5)) == Ratio(0, 0)
