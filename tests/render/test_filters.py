from __future__ import annotations

import datetime as dt
from fractions import Fraction

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.model.period import Period
from generator.model.ratio import scaled_half_up
from generator.model.text import Text
from generator.model.values import Limit, TimeSpan
from generator.render import filters, vietnamese
from generator.render.engine import environment
from generator.render.filters import filters_for
from generator.render.numbers import VIETNAMESE


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1322, "1.322"),
        (1234567, "1.234.567"),
        (Fraction(181, 2), "90,5"),
        (Fraction(10), "10"),
        (None, "–"),
    ],
)
def test_numbers(value, shown):
    assert VIETNAMESE.number(value) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(Fraction(19, 29), "65,52\u00a0%"), (Fraction(1), "100,00\u00a0%"), (Fraction(0), "0,00\u00a0%"), (None, "–"), (Fraction(12345, 1000000), "1,23\u00a0%"), (Fraction(5, 100000), "0,01\u00a0%")],
)  # fmt: skip
def test_percentages_round_half_up(share, shown):
    assert VIETNAMESE.percent(share) == shown


def test_decimals_keep_their_places():
    assert VIETNAMESE.decimals(Fraction(157, 14), 2) == "11,21"
    assert VIETNAMESE.decimals(Fraction(-1, 3), 2) == "-0,33"
    assert VIETNAMESE.decimals(Fraction(1234567, 1), 0) == "1.234.567"


def test_numerator_and_denominator():
    assert VIETNAMESE.ratio((1322, 2333)) == "1.322/2.333"
    assert VIETNAMESE.ratio((0, 0)) == "–"
    assert VIETNAMESE.share((15, 17)) == "88,24\u00a0%"
    assert VIETNAMESE.points((15, 16)) == "93,8"
    assert VIETNAMESE.points((3, 3)) == "100"
    assert VIETNAMESE.points((0, 0)) == "–"


@pytest.mark.parametrize(
    ("day", "shown"), [((2024, 3, 5), "05/3/2024"), ((2025, 1, 8), "08/01/2025"), ((2024, 12, 31), "31/12/2024")]
)
def test_days(day, shown):
    assert vietnamese.day(dt.date(*day)) == shown
    assert vietnamese.day(None) == "–"


def test_days_in_words_and_times():
    assert vietnamese.long_day(dt.date(2024, 3, 5)) == "ngày 05 tháng 3 năm 2024"
    assert vietnamese.long_day(dt.date(2024, 2, 15)) == "ngày 15 tháng 02 năm 2024"
    assert vietnamese.times(TimeSpan(450, 555)) == "từ 07 giờ 30 đến 09 giờ 15"
    assert vietnamese.short_day(dt.date(2024, 3, 5)) == "05/3"


def test_months_join_runs_and_name_each_year_once():
    found = [Period(2024, m) for m in (2, 3, 8, 9, 10)] + [Period(2025, 1)]
    assert vietnamese.months(found) == "tháng\u00a02, 3, 8–10/2024 và tháng\u00a01/2025"
    assert vietnamese.runs([1, 3, 4, 5, 7]) == "1, 3–5, 7"
    assert vietnamese.period(Period(2024, 2)) == "2/2024"
    assert vietnamese.quarters([1, 3, 4]) == "I, III, IV"


def test_bounds_in_words():
    assert vietnamese.limit(Limit(False, Fraction(9, 10), ">= 90%")) == "từ 90\u00a0%"
    assert vietnamese.limit(Limit(True, Fraction(17, 20), "> 85%")) == "trên 85\u00a0%"


def test_code_between_backticks_and_everything_escaped():
    assert filters.code("Sửa `present: <9>` & xong") == "Sửa <code>present: &lt;9&gt;</code> &amp; xong"
    assert filters.paragraphs("a\nb\n\n- c\n  d\n- `e`") == "<p>a b</p>\n<ul><li>c d</li><li><code>e</code></li></ul>"


def test_capitals_leave_the_rest_alone():
    assert filters.capital("nghị quyết số 03-NQ/CB") == "Nghị quyết số 03-NQ/CB"
    assert filters.capital("") == ""


@given(st.integers(-3000, 3000), st.integers(1, 400), st.integers(0, 3))
def test_quotients_round_as_exact_fractions_do(n, d, places):
    scaled = scaled_half_up(Fraction(n, d), places)
    text = VIETNAMESE.quotient(n, d, places).replace(".", "").replace(",", "")
    assert int(text) == scaled
    assert text.startswith("-") == (scaled < 0)
    assert VIETNAMESE.decimals(Fraction(n, d), places) == VIETNAMESE.quotient(n, d, places)


def test_a_share_of_a_fraction_is_exact_too():
    assert VIETNAMESE.share((Fraction(1, 3), 2)) == VIETNAMESE.percent(Fraction(1, 6)) == "16,67\u00a0%"


@pytest.mark.parametrize("values", [["<", "&"], [Markup("<b>"), "<"], [1, 2], [], ("a",), iter("ab")])
def test_values_are_joined_as_everywhere(values):
    values = list(values)
    source = "{{ values|join(', ') }}{{ values|join }}{{ values|join(between) }}"
    theirs = jinja2.Environment(autoescape=True).from_string(source)
    names = {"values": values, "between": Markup("<br>")}
    assert environment().from_string(source).render(names) == theirs.render(names)


@pytest.mark.parametrize(("lang", "shown"), [("vi", "một <b>|Một"), ("en", '<span lang="vi">một &lt;b&gt;</span>|One')])
def test_texts_in_the_language_of_the_page(lang, shown):
    filters = filters_for(lang)
    assert f"{filters['written']('một <b>')}|{filters['label'](Text('Một', 'One'))}" == shown
    assert filters["written"]("plain") == "plain"


def test_what_is_quoted_is_no_code():
    assert (
        filters.code("`t1` “`id` <b>” quá hạn: `due`") == "<code>t1</code> “`id` &lt;b&gt;” quá hạn: <code>due</code>"
    )
    assert filters.code("“a `b` c") == "“a <code>b</code> c", "a quotation that is not closed"
