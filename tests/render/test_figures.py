from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from generator.model.figure import Value
from generator.model.ratio import Ratio
from generator.render.figures import figure_cells, machine_value, shown_value, stat, stat_for, value_cells
from generator.render.numbers import ENGLISH, VIETNAMESE


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
    assert "data-of" not in stat(Value("x", Ratio(1, 2)))


def test_a_figure_without_a_denominator_is_empty():
    assert stat(Value("x", Ratio(0, 0))) == '<data data-stat="x" value="" title="0/0">–</data>'


def test_what_is_printed_is_escaped():
    value = Value("<x>", Ratio(1, 2), of="/'&/")
    assert stat(value).startswith('<data data-stat="&lt;x&gt;" value="0.5" data-of="/&#39;&amp;/"')


def test_the_filter_of_a_language_prints_as_that_language_does():
    value = Value("x", Ratio(1322, 2333))
    assert stat_for("en")(value) == stat(value, numbers=ENGLISH)
    assert stat_for("vi")(value) == stat(value)


def test_cells_of_a_figure_hold_what_there_is():
    value = Value("x", Ratio(1, 2))
    assert value_cells([value, None], numbers=VIETNAMESE) == f'<td class="num">{stat(value)}</td><td class="num"></td>'
    columns = [SimpleNamespace(ruled=True, with_nd=True), SimpleNamespace(ruled=False, with_nd=False)]
    assert figure_cells([value, None], columns, numbers=VIETNAMESE) == (
        f'<td class="num nd q">1/2</td><td class="num q">{stat(value)}</td><td class="num">–</td>'
    )
    with pytest.raises(ValueError, match="zip"):
        figure_cells([value], columns, numbers=VIETNAMESE)
