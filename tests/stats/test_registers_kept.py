from __future__ import annotations

import dataclasses

from generator.model.district import CellYear
from generator.model.ratio import Ratio
from generator.stats.registers_kept import compute
from tests.books import GUIDANCE, as_text, cell, district, rulebook

ASKED = ["cell_minutes", "member_roll", "dues"]
RULES = rulebook(**{"so-sach": GUIDANCE | {"scope": "huyen-a", "registers": ASKED}})


def of(registers=None, year=2024, rules=RULES, as_of="2025-02-15", **more):
    book = cell(home=district(rules=rules, as_of=as_of), **more)
    if registers is not None:
        kept = CellYear.model_validate(as_text({"registers": registers} if registers else {"grade": "completion"}))
        book = dataclasses.replace(book, years={year: kept})
    return dict(compute(book, year))["registers_kept"]


def test_registers_kept_over_registers_asked_for():
    assert of({"cell_minutes": "kept", "member_roll": "kept", "dues": "missing"}) == Ratio(2, 3)


def test_one_left_out_is_not_kept():
    assert of({"cell_minutes": "kept"}) == Ratio(1, 3)
    assert of({}) == Ratio(0, 3)


def test_one_that_is_not_asked_for_does_not_count():
    assert of({"cell_minutes": "kept", "attendance_book": "kept"}) == Ratio(1, 3)


def test_without_a_year_file_or_without_a_rule_there_is_nothing_to_count():
    assert of() == Ratio(0, 0)
    assert of({"cell_minutes": "kept"}, rules=rulebook()) == Ratio(0, 0)


def test_the_rulebook_of_the_last_day_or_of_the_day_of_the_figures():
    later = rulebook(
        cu=GUIDANCE | {"scope": "huyen-a", "registers": ASKED},
        moi=GUIDANCE | {"scope": "huyen-a", "applies": {"from": "2024-12-31"}, "registers": ["cell_minutes"]},
    )
    kept = {"cell_minutes": "kept"}
    assert of(kept, rules=later) == Ratio(1, 1)
    assert of(kept, rules=later, as_of="2024-12-30") == Ratio(1, 3)
