from __future__ import annotations

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.speaker_share import compute
from tests.books import cell, met, record

MARCH = Period(2024, 3)


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), MARCH))["speaker_share"]


def test_speakers_over_those_there():
    assert in_march(record("2024-03", met(15, 18, away=2, also_present=1, spoke=["dv01", "dv03"]))) == Ratio(2, 16)


def test_a_number_of_persons_will_do():
    assert in_march(record("2024-03", met(15, 18, spoke=7))) == Ratio(7, 15)


def test_nobody_spoke_is_not_the_same_as_not_recorded():
    assert in_march(record("2024-03", met(15, 18, spoke=0))) == Ratio(0, 15)
    assert in_march(record("2024-03", met(15, 18, spoke=[]))) == Ratio(0, 15)
    assert in_march(record("2024-03", met(15, 18))) == Ratio(0, 0)


def test_only_regular_meetings_that_count():
    assert in_march(record("2024-03-thematic", met(15, 18, theme="A", spoke=7))) == Ratio(0, 0)
    assert in_march(record("2024-03", met(15, 18, spoke=7), valid=False)) == Ratio(0, 0)
