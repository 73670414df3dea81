from __future__ import annotations

from fractions import Fraction

import pytest

from generator.model.figure import Value
from generator.model.ratio import Ratio
from generator.render.figures import machine_value, shown_value, stat


@pytest.mark.parametrize(
    ("ratio", "value", "shown"),
    [
        (Ratio(19, 29), "0.655172", "65,52\u00a0%"),
        (Ratio(1, 1), "1", "100,00\u00a0%"),
        (Ratio(1, 2), "0.5", "50,00\u00a0%"),
        (Ratio(2, 3), "0.666667", "66,67\u00a0%"),
        (Ratio(0, 5), "0", "0,00\u00a0%"),
        (Ratio(0, 0), "", "–"),
    ],
)
def test_one_number_for_machines_and_one_for_people(ratio, value, shown):
    assert machine_value(Value("x", ratio)) == value
    assert shown_value(Value("x", ratio)) == shown


def test_a_mean_is_no_percentage():
    assert shown_value(Value("x", Ratio(Fraction(321, 2), 16), kind="mean")) == "10,03"


def test_a_figure_of_another_page_says_whose_it_is():
    html = stat(Value("x", Ratio(1322, 2333), of="/d/2024/"))
    assert html == '<data data-stat="x" value="0.566652" data-of="/d/2024/" title="1.322/2.333">56,67\u00a0%</data>'
    assert "title" not in stat(Value("x", Ratio(1, 2)), title=False)
    assert "data-of" not in stat(Value("x", Ratio(1, 2)))


def test_a_figure_without_a_denominator_is_empty():
    assert stat(Value("x", Ratio(0, 0))) == '<data data-stat="x" value="" title="0/0">–</data>'
