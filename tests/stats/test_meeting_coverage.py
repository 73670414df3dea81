from __future__ import annotations

import pytest

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.meeting_coverage import compute
from tests.books import cell, district, met, record, rulebook

MARCH = Period(2024, 3)


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), MARCH))["meeting_coverage"]


def test_a_month_with_a_meeting_counts_as_met():
    assert in_march(record("2024-03", met())) == Ratio(1, 1)


def test_a_meeting_recorded_late_counts_as_met():
    assert in_march(record("2024-03", met(), recorded="2024-04-11")) == Ratio(1, 1)


def test_a_month_without_record_is_missed():
    assert in_march() == Ratio(0, 1)


@pytest.mark.parametrize("state", ["not_held", "postponed"])
def test_a_meeting_that_did_not_take_place_is_missed(state):
    assert in_march(record("2024-03", {"state": state, "reason": "Lũ"})) == Ratio(0, 1)


def test_an_invalid_record_stays_in_the_denominator():
    assert in_march(record("2024-03", met(), valid=False)) == Ratio(0, 1)
    assert in_march(record("2024-03", None, valid=False)) == Ratio(0, 1)


def test_a_waived_month_was_not_required():
    waived = {"state": "waived", "reason": "Dịch", "decision": "Công văn 1"}
    assert in_march(record("2024-03", waived)) == Ratio(0, 0)
    assert in_march(record("2024-03", waived, valid=False)) == Ratio(0, 1)


def test_a_month_before_its_due_day_counts_nowhere():
    assert in_march(home=district(as_of="2024-04-10")) == Ratio(0, 0)
    assert in_march(home=district(as_of="2024-04-11")) == Ratio(0, 1)


def test_a_planned_meeting_counts_nowhere():
    before = district(as_of="2024-03-04")
    assert in_march(record("2024-03", met()), home=before) == Ratio(0, 0)
    plan = record("2024-03", {"state": "planned", "date": "2024-03-20"})
    assert in_march(plan, home=district(as_of="2024-04-10")) == Ratio(0, 0)
    assert in_march(plan, home=district(as_of="2024-04-11")) == Ratio(0, 1)


def test_a_cell_not_active_all_month_need_not_meet():
    held = record("2024-03", met())
    assert in_march(held, founded="2024-03-02") == Ratio(0, 0)
    assert in_march(held, founded="2024-03-01") == Ratio(1, 1)
    assert in_march(held, closed="2024-03-30") == Ratio(0, 0)
    assert in_march(held, closed="2024-03-31") == Ratio(1, 1)


def test_a_day_without_unit_frees_the_month_and_a_change_of_unit_does_not():
    home = district(units={"xa-a": {}, "xa-b": {}})
    first = {"unit": "xa-a", "from": "2000-01-01", "to": "2024-03-14"}
    assert in_march(home=home, under=[first, {"unit": "xa-b", "from": "2024-03-15"}]) == Ratio(0, 1)
    assert in_march(home=home, under=[first, {"unit": "xa-b", "from": "2024-03-16"}]) == Ratio(0, 0)


def test_nothing_is_required_before_the_records_begin():
    assert in_march(home=district(records_from="2024-04")) == Ratio(0, 0)


def test_nothing_is_required_where_no_rule_asks_for_it():
    silent = {"title": "T", "issuer": "I", "source": "S", "applies": {"from": "2024-03-31"}, "scope": "all"}
    assert in_march(home=district(rules=rulebook(moi=silent))) == Ratio(0, 0)
