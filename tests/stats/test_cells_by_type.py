from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats import api
from generator.stats.cells_by_type import compute
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district

YEAR, FIRST_HALF = year_span(2024), Span(Period(2024, 1), Period(2024, 6))


def of(span=YEAR, **more):
    return dict(compute(cell(**more), span))


def test_an_active_cell_counts_under_its_type():
    assert of(type="school") == {"cells_by_type.school": Ratio(1, 1)}


def test_the_last_day_decides():
    assert of(closed="2024-12-31") == {"cells_by_type.village": Ratio(1, 1)}
    assert of(closed="2024-12-30") == {}
    assert of(FIRST_HALF, closed="2024-06-30") == {"cells_by_type.village": Ratio(1, 1)}
    assert of(FIRST_HALF, founded="2024-07-01") == {}


def test_in_the_running_year_it_is_the_day_of_the_figures():
    assert of(year_span(2025), closed="2025-02-14") == {}
    assert of(year_span(2025), closed="2025-02-15") == {"cells_by_type.village": Ratio(1, 1)}


def test_the_types_share_one_denominator_in_every_larger_whole():
    home = district()
    kinds = ["village", "village", "school", "fdi"]
    found = reduce(home, [summarize(cell(home=home, slug=f"c{i}", type=kind), {}, ()) for i, kind in enumerate(kinds)])
    for stats in (found.stats[2024], found.units["xa-a"][2024], found.stats["2024-H1"]):
        shares = {id_: ratio for id_, ratio in stats.items() if id_.startswith("cells_by_type.")}
        assert shares == {
            "cells_by_type.fdi": Ratio(1, 4),
            "cells_by_type.school": Ratio(1, 4),
            "cells_by_type.village": Ratio(2, 4),
        }
    assert found.types["village"][2024]["cells_by_type.village"] == Ratio(2, 2)


def test_a_type_is_called_by_its_name():
    figure = api.figure_of("cells_by_type.fdi")
    assert figure is not None
    assert figure.label.en.endswith("Foreign-invested enterprise")
    assert not figure.private
