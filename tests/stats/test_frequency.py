from __future__ import annotations

import pytest

from generator.model.ratio import ZERO, Ratio
from generator.stats.frequency import CLASSES, compute
from tests.books import MONTHS_2024, cell, district, met, record, regular


def in_2024(*records, **more):
    return dict(compute(cell(*records, **more), 2024))


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (0, "frequency_0_4"),
        (4, "frequency_0_4"),
        (5, "frequency_5_8"),
        (8, "frequency_5_8"),
        (9, "frequency_9_11"),
        (11, "frequency_9_11"),
        (12, "frequency_12"),
    ],
)
def test_a_full_year_cell_stands_in_exactly_one_class(months, expected):
    found = in_2024(*regular(MONTHS_2024[:months]))
    assert found == {id_: Ratio(int(id_ == expected), 1) for id_ in CLASSES}


def test_a_meeting_not_held_or_invalid_is_no_month_met():
    records = [*regular(MONTHS_2024[:11]), record("2024-12", met(), valid=False)]
    assert in_2024(*records)["frequency_9_11"] == Ratio(1, 1)
    records[-1] = record("2024-12", {"state": "postponed", "reason": "Lũ"})
    assert in_2024(*records)["frequency_9_11"] == Ratio(1, 1)


def test_a_thematic_meeting_of_its_own_is_no_month_met():
    assert in_2024(*regular(MONTHS_2024[:11]), record("2024-12-thematic", met(theme="T")))["frequency_12"] == Ratio(
        0, 1
    )


def test_a_cell_that_joined_during_the_year_stands_in_no_class():
    assert in_2024(*regular(MONTHS_2024), founded="2024-02-01") == dict.fromkeys(CLASSES, ZERO)


def test_in_the_running_year_no_class_is_known():
    assert in_2024(*regular(MONTHS_2024), home=district(as_of="2024-12-31")) == dict.fromkeys(CLASSES, ZERO)


def test_the_four_classes_cover_every_number_of_months_once():
    assert sorted(month for months, _ in CLASSES.values() for month in months) == list(range(13))
