from __future__ import annotations

from generator.model.period import Period
from generator.model.ratio import ZERO, Ratio
from generator.stats.grades import compute
from generator.views.summary import summarize
from tests.books import cell, district, met, record

MARCH = Period(2024, 3)


def graded(month, self=None, official=None, **more):
    score = {key: grade for key, grade in (("self_grade", self), ("official_grade", official)) if grade}
    return record(month, met(score=score, **more))


def in_march(*records, **more):
    return [ratio for _, ratio in compute(cell(*records, **more), MARCH)]


def test_each_grade_over_all_graded_meetings():
    held = graded("2024-03", "good"), graded("2024-03-thematic", "fair", theme="A"), graded("2024-03-committee", "good")
    assert in_march(*held) == [Ratio(2, 3), Ratio(1, 3), Ratio(0, 3), Ratio(0, 3)]


def test_the_official_grade_counts_before_the_cell_s_own():
    assert in_march(graded("2024-03", "good", "average")) == [Ratio(0, 1), Ratio(0, 1), Ratio(1, 1), Ratio(0, 1)]
    assert in_march(graded("2024-03", official="poor"))[3] == Ratio(1, 1)


def test_a_meeting_without_a_grade_is_not_graded():
    assert in_march(record("2024-03", met())) == [ZERO] * 4
    assert in_march(record("2024-03", met(score={"self": {"time": 5}}))) == [ZERO] * 4


def test_only_meetings_of_the_month_that_count():
    assert in_march(graded("2024-02", "good"), graded("2024-04", "good")) == [ZERO] * 4
    assert in_march(graded("2024-03", "good"), home=district(as_of="2024-03-04")) == [ZERO] * 4


def test_grades_are_parts_of_one_whole_over_time():
    held = [graded("2024-01", "good"), graded("2024-03", "fair"), graded("2024-07", "good")]
    stats = summarize(cell(*held), {}, ()).stats
    assert [stats[2024][f"grades.{grade}"] for grade in ("good", "fair", "average")] == [
        Ratio(2, 3),
        Ratio(1, 3),
        Ratio(0, 3),
    ]
    assert stats["2024-H1"]["grades.good"] == Ratio(1, 2)
    assert stats["2024-Q3"]["grades.good"] == Ratio(1, 1)
    assert stats[2025]["grades.good"] == ZERO
