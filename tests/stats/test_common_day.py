from __future__ import annotations

from generator.model.ratio import Ratio
from generator.stats.common_day import compute
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district

HOME = district(units={"khoi": {"level": "block"}, "xa-a": {"parent": "khoi"}, "xa-b": {"parent": "khoi"}})


def a_cell(slug, day=None, **more):
    return summarize(cell(home=HOME, slug=slug, **({"fixed_day": day} if day else {}), **more), {}, ())


def of(*cells, year=2024):
    return {slug: ratio for slug, _, ratio in compute(list(cells), year)}


def test_cells_with_the_most_frequent_day():
    assert of(a_cell("a", 5), a_cell("b", 3), a_cell("c", 3)) == {"a": Ratio(0, 1), "b": Ratio(1, 1), "c": Ratio(1, 1)}


def test_of_equally_frequent_days_the_earliest_counts():
    found = of(a_cell("a", 25), a_cell("b", 7), a_cell("c", 7), a_cell("d", 25))
    assert found == {"a": Ratio(0, 1), "b": Ratio(1, 1), "c": Ratio(1, 1), "d": Ratio(0, 1)}


def test_a_cell_without_a_fixed_day_is_in_the_denominator_only():
    assert of(a_cell("a"), a_cell("b", 3)) == {"a": Ratio(0, 1), "b": Ratio(1, 1)}
    assert of(a_cell("a"), a_cell("b")) == {"a": Ratio(0, 1), "b": Ratio(0, 1)}


def test_a_cell_closed_before_the_end_of_the_year_counts_nowhere_nor_does_its_day():
    gone = [a_cell(slug, 9, closed="2024-12-30") for slug in "xyz"]
    assert of(*gone, a_cell("a", 3)) == dict.fromkeys("xyz", Ratio(0, 0)) | {"a": Ratio(1, 1)}
    assert of(a_cell("a", 9, closed="2024-12-31"))["a"] == Ratio(1, 1)


def test_in_the_running_year_the_cells_active_on_the_day_of_the_figures_count():
    assert of(a_cell("a", 3), a_cell("b", 3, closed="2025-02-14"), year=2025) == {"a": Ratio(1, 1), "b": Ratio(0, 0)}


def test_each_unit_has_its_own_day_and_they_add_up():
    b = [{"unit": "xa-b", "from": "2000-01-01"}]
    cells = [a_cell("a1", 3), a_cell("a2", 3), a_cell("a3", 9), a_cell("b1", 9, under=b), a_cell("b2", under=b)]
    found = reduce(HOME, cells)
    assert found.units["xa-a"][2024]["common_day"] == Ratio(2, 3)
    assert found.units["xa-b"][2024]["common_day"] == Ratio(1, 2)
    assert found.units["khoi"][2024]["common_day"] == found.stats[2024]["common_day"] == Ratio(3, 5)
