from __future__ import annotations

import re
from fractions import Fraction

from generator.model.figure import Value
from generator.model.ratio import ZERO, Ratio
from generator.render.charts import BOTTOM, TOP, bars, line_chart, spark

YEAR = [Ratio(80 + month, 100) for month in range(12)]


def test_every_month_has_its_point_inside_the_frame():
    chart = line_chart(YEAR, [], Fraction(9, 10))
    assert len(chart.now) == 12
    assert all(TOP <= float(point.y) <= BOTTOM for point in chart.now)
    assert [point.label for point in chart.now][:2] == ["80,0", "81,0"]
    assert (chart.low, chart.high) == (1, 12)


def test_higher_values_stand_higher_and_months_go_right():
    chart = line_chart(YEAR, [], None)
    assert [float(p.y) for p in chart.now] == sorted((float(p.y) for p in chart.now), reverse=True)
    assert [float(p.x) for p in chart.now] == sorted(float(p.x) for p in chart.now)
    assert chart.target_y == ""


def test_a_month_without_a_value_is_a_gap():
    chart = line_chart([*YEAR[:4], ZERO, *YEAR[5:]], [], None)
    assert len(chart.now_lines) == 2
    assert len(chart.now) == 11


def test_last_year_and_the_target_fit_too():
    chart = line_chart(YEAR, [Ratio(1, 2)] * 12, Fraction(1))
    ticks = [int(text) for _, text in chart.ticks]
    assert ticks[0] <= 50
    assert ticks[-1] == 100
    assert len(ticks) <= 7
    assert abs(float(chart.end[1]) - float(chart.before_end[1])) >= 11


def test_one_month_is_enough():
    chart = line_chart([Ratio(1, 1), *[ZERO] * 11], [], None)
    assert (chart.low, chart.high) == (1, 1)


def test_only_extremes_are_labelled_on_a_phone():
    assert [p.is_extreme for p in line_chart(YEAR, [], None).now] == [True, *[False] * 10, True]


def test_bars_fill_the_whole_width():
    html = bars([Value("a", Ratio(1, 4)), Value("b", Ratio(0, 4)), Value("c", Ratio(3, 4))])
    assert re.findall(r'class="(f\d)" x="([\d.]+)%" width="([\d.]+)%"', html) == [
        ("f1", "0.00", "25.00"),
        ("f3", "25.00", "75.00"),
    ]
    assert bars([Value("a", ZERO)]) == ""


def test_a_sparkline_has_gaps_and_a_dot_at_its_end():
    html = spark([*YEAR[:3], ZERO, YEAR[4], ZERO, *YEAR[6:8], *[ZERO] * 4], Fraction(9, 10))
    assert html.count("<polyline") == 2
    assert html.count("<circle") == 2
    assert 'class="ax"' in html
    assert spark([ZERO] * 12, None) == ""
    assert spark([], None) == ""


def test_all_months_at_full_are_a_line_too():
    assert "polyline" in spark([Ratio(1, 1)] * 12, None)
