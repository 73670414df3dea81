"""English as Unicode's own data write it (CLDR, through Babel), and what is the same in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

import pytest
from babel import dates, numbers
from hypothesis import given
from hypothesis import strategies as st

from generator.model.figure import Value
from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.model.values import Limit, TimeSpan
from generator.render import english, filters
from generator.render.figures import stat_for
from generator.render.marks import attendance_cells
from generator.render.numbers import ENGLISH, NIL, VIETNAMESE

BRITISH = "en_GB"


@given(st.integers(-(10**9), 10**9))
def test_english_numbers_are_those_of_cldr(value):
    assert ENGLISH.number(value) == numbers.format_decimal(value, locale=BRITISH)


@given(st.integers(-(10**7), 10**7), st.sampled_from([2, 4, 5, 8, 16, 25]))
def test_english_decimals_and_percentages_are_those_of_cldr(n, d):
    with localcontext(Context(rounding=ROUND_HALF_UP)):
        exact = Decimal(n) / Decimal(d)  # these fractions end
        shown = numbers.format_decimal(exact, format="#,##0.00", locale=BRITISH)
        share = numbers.format_percent(abs(exact), format="#,##0.00%", locale=BRITISH)
    if exact >= 0:
        assert ENGLISH.decimals(Fraction(n, d), 2) == shown
    assert ENGLISH.percent(abs(Fraction(n, d))) == share


@given(st.dates(dt.date(1930, 1, 1), dt.date(2199, 12, 31)))
def test_english_dates_are_those_of_cldr(day):
    assert english.day(day) == english.long_day(day) == dates.format_date(day, "long", locale=BRITISH)
    assert english.short_day(day) == dates.format_skeleton("MMMMd", day, locale=BRITISH)
    period = Period(day.year, day.month)
    assert english.long_period(period) == dates.format_skeleton("yMMMM", day, locale=BRITISH)
    assert english.period(period) == dates.format_skeleton("yMMM", day, locale="en")
    assert english.month_name(day.month) == dates.format_date(day, "LLLL", locale=BRITISH)
    assert english.month_tick(day.month) == dates.format_date(day, "LLL", locale="en")


@given(st.times())
def test_english_times_of_day_are_those_of_cldr(time):
    assert english.clock(time.hour * 60 + time.minute) == dates.format_time(time, "short", locale=BRITISH)


@given(st.integers(-(10**9), 10**9))
def test_vietnamese_numbers_are_those_of_cldr(value):
    assert VIETNAMESE.number(value) == numbers.format_decimal(value, locale="vi")


def test_both_languages_have_the_same_filters():
    assert set(filters.filters_for("vi")) == set(filters.filters_for("en"))
    assert all(callable(f) for lang in ("vi", "en") for f in filters.filters_for(lang).values())


def test_english_words_of_months_times_and_bounds():
    found = [Period(2024, m) for m in (2, 3, 8, 9, 10)] + [Period(2025, 1)]
    assert english.months(found) == "February, March, August–October 2024 and January 2025"
    assert english.month_runs([1, 3, 4, 5]) == "January, March–May"
    assert english.runs([1, 3, 4, 5, 7]) == "1, 3–5, 7"
    assert english.quarters([1, 3]) == "1, 3"
    assert english.times(TimeSpan(450, 555)) == "from 07:30 to 09:15"
    assert english.limit(Limit(False, Fraction(9, 10), ">= 90%")) == "at least 90%"
    assert english.limit(Limit(True, Fraction(17, 20), "> 85%")) == "above 85%"
    assert english.day(None) == NIL


@pytest.mark.parametrize(
    ("lang", "shown", "title"), [("vi", "65,52\u00a0%", "1.900/2.900"), ("en", "65.52%", "1,900/2,900")]
)
def test_people_read_a_figure_in_their_language_and_machines_the_same_value(lang, shown, title):
    html = stat_for(lang)(Value("attendance_rate_due", Ratio(1900, 2900), of="/van-quan/2024/"))
    assert (
        html
        == f'<data data-stat="attendance_rate_due" value="0.655172" data-of="/van-quan/2024/" title="{title}">{shown}</data>'
    )


def test_labels_and_marks_follow_the_language():
    assert filters.filters_for("en")["label"](Text("Hoãn", "Postponed")) == "Postponed"
    assert filters.filters_for("vi")["label"](Text("Hoãn", "Postponed")) == "Hoãn"
    assert "absent, reason given, not due" in attendance_cells([("excused", False, "")], "en")
    assert ">P<" in attendance_cells([("excused", True, "")], "en")


def test_what_a_record_says_tells_its_language_on_pages_in_another():
    vietnamese, english = (filters.filters_for(lang)["written"] for lang in ("vi", "en"))
    assert vietnamese("Xây <dựng>") == "Xây <dựng>"
    assert english("Xây <dựng>") == '<span lang="vi">Xây &lt;dựng&gt;</span>'
    assert english("03-NQ/CB") == "03-NQ/CB"
