from __future__ import annotations

import re
from fractions import Fraction

from generator.model.figure import Value
from generator.model.ratio import ZERO, Ratio
from generator.render.charts import BOTTOM, TOP, bars, line_chart, spark
from generator.render.numbers import VIETNAMESE

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


def test_points_stand_where_exact_arithmetic_puts_them():
    months = [
        Ratio(n, d) for n, d in zip(range(40, 52), (53, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107), strict=True)
    ]
    chart = line_chart(months, [Ratio(Fraction(1, 3), 1)], Fraction(2, 3))
    low, high = (int(chart.ticks[index][1]) for index in (0, -1))

    def y_of(share: Fraction) -> str:
        return f"{float(BOTTOM - (100 * share - low) * (BOTTOM - TOP) / (high - low)):.1f}".removesuffix(".0")

    assert [point.y for point in chart.now] == [y_of(Fraction(*ratio)) for ratio in months]
    assert [point.label for point in chart.now] == [VIETNAMESE.decimals(100 * Fraction(*ratio), 1) for ratio in months]
    assert chart.target_y == y_of(Fraction(2, 3))
    assert low <= Fraction(100, 3) <= high


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
