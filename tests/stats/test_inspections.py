from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import ZERO, Ratio
from generator.stats.inspections import compute
from tests.books import district, events

YEAR, FIRST_HALF = year_span(2024), Span(Period(2024, 1), Period(2024, 6))


def of(*inspections, span=YEAR):
    found = dict(compute(events(district(), {2024: {"inspections": list(inspections)}}), span))
    return found["inspections.inspection"], found["inspections.supervision"]


def test_each_counts_once_under_its_kind_however_many_cells_it_concerned():
    found = of(
        {"date": "2024-06-12", "kind": "supervision", "cells": ["a", "b"]},
        {"date": "2024-03-01", "kind": "inspection"},
        {"date": "2024-08-01", "kind": "supervision"},
    )
    assert found == (Ratio(1, 1), Ratio(2, 1))


def test_one_whose_kind_is_not_written_counts_nowhere():
    assert of({"date": "2024-06-12"}) == (Ratio(0, 1), Ratio(0, 1))


def test_a_half_year_has_those_dated_in_it():
    dated = [{"date": day, "kind": "inspection"} for day in ("2024-01-01", "2024-06-30", "2024-07-01")]
    assert of(*dated, span=FIRST_HALF)[0] == Ratio(2, 1)


def test_no_file_is_unknown():
    assert [ratio for _, ratio in compute(district(), YEAR)] == [ZERO, ZERO]
