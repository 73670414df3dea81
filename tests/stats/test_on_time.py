from __future__ import annotations

import dataclasses
import datetime as dt

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.model.rulebook import Rulebook, Rules
from generator.stats.on_time import compute
from tests.books import GUIDANCE, cell, district, met, record


def in_march(*records, home=None):
    return dict(compute(cell(*records, home=home), Period(2024, 3)))["on_time"]


def test_up_to_and_including_the_due_day():
    assert in_march(record("2024-03", met(), recorded="2024-04-10")) == Ratio(1, 1)
    assert in_march(record("2024-03", met(), recorded="2024-04-11")) == Ratio(0, 1)


def test_where_git_does_not_know_nothing_is_said():
    assert in_march(record("2024-03", met())) == Ratio(0, 0)


def test_without_a_due_day_nothing_is_said():
    rules = Rulebook({"hd": Rules.model_validate(GUIDANCE | {"regular": {"every": "month"}})})
    assert in_march(record("2024-03", met(), recorded="2024-04-10"), home=district(rules=rules)) == Ratio(0, 0)


def test_an_imported_record_does_not_count():
    imported = record("2024-03", met(), recorded="2024-04-11")
    since = dataclasses.replace(district(), first_commit=dt.date(2024, 4, 11))
    assert in_march(imported, home=since) == Ratio(0, 0)
    on_the_day = dataclasses.replace(district(), first_commit=dt.date(2024, 4, 10))
    assert in_march(imported, home=on_the_day) == Ratio(0, 1)


def test_only_regular_meetings_that_count():
    day = "2024-04-01"
    assert in_march(record("2024-03-thematic", met(theme="A"), recorded=day)) == Ratio(0, 0)
    assert in_march(record("2024-03", {"state": "not_held", "reason": "Lũ"}, recorded=day)) == Ratio(0, 0)
    assert in_march(record("2024-03", met(), valid=False, recorded=day)) == Ratio(0, 0)
