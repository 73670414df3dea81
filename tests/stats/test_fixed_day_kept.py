from __future__ import annotations

import pytest

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.fixed_day_kept import compute
from tests.books import cell, met, record


def in_march(*records, **more):
    return dict(compute(cell(*records, **(more or {"fixed_day": 3})), Period(2024, 3)))["fixed_day_kept"]


def test_a_meeting_on_the_fixed_day():
    assert in_march(record("2024-03", met(date="2024-03-03"))) == Ratio(1, 1)


@pytest.mark.parametrize("date", ["2024-03-04", "2024-03-02", "2024-03-30", "2024-04-03", "2024-02-03"])
def test_a_meeting_on_another_day_or_in_another_month(date):
    assert in_march(record("2024-03", met(date=date))) == Ratio(0, 1)


def test_without_a_fixed_day_or_a_meeting_there_is_nothing_to_count():
    assert in_march(record("2024-03", met(date="2024-03-03")), name="Chi bộ không có ngày") == Ratio(0, 0)
    assert in_march() == Ratio(0, 0)


def test_only_regular_meetings_that_count():
    on_the_day = met(date="2024-03-03", theme="A")
    assert in_march(record("2024-03-thematic", on_the_day)) == Ratio(0, 0)
    assert in_march(record("2024-03", on_the_day, valid=False)) == Ratio(0, 0)
    assert in_march(record("2024-03", {"state": "not_held", "reason": "Lũ"})) == Ratio(0, 0)
