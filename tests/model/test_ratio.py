"""Exact fractions, and how they are rounded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.ratio import ZERO, Ratio, round_half_up, scaled_half_up, total


@pytest.mark.parametrize(
    ("n", "d", "places", "expected"),
    [
        (1, 8, 2, 13), (-1, 8, 2, -13), (2, 3, 2, 67), (-2, 3, 2, -67), (1, 3, 6, 333333), (1, 200, 2, 1),
        (-1, 200, 2, -1), (1, 2, 0, 1), (3, 2, 0, 2), (5, 2, 0, 3), (0, 7, 4, 0), (19, 29, 6, 655172), (1, 1, 2, 100),
        (49999, 100000, 0, 0), (1005, 1000, 2, 101),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(n: int, d: int, places: int, expected: int) -> None:
    assert scaled_half_up(Fraction(n, d), places) == expected
    assert round_half_up(Fraction(n, d), places) == expected / 10**places


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(0, 6))
def test_rounding_moves_a_value_by_half_a_step_at_most(n: int, d: int, places: int) -> None:
    value = Fraction(n, d)
    off = abs(Fraction(scaled_half_up(value, places), 10**places) - value)
    assert off <= Fraction(1, 2 * 10**places)
    assert scaled_half_up(-value, places) == -scaled_half_up(value, places)


def test_a_whole_is_the_sum_of_its_parts_and_no_mean_of_means() -> None:
    parts = [Ratio(1, 2), Ratio(9, 10)]
    assert total(parts) == Ratio(10, 12)
    assert total(parts).share == Fraction(5, 6)
    assert Ratio(1, 2).plus(Ratio(9, 10)) == Ratio(10, 12)


def test_nothing_to_count_is_no_number() -> None:
    assert total([]) == ZERO
    assert (ZERO.share, ZERO.value) == (None, None)
    assert (Ratio(0, 5).share, Ratio(0, 5).value) == (Fraction(0), 0.0)


def test_the_value_of_data_files_has_six_places() -> None:
    assert Ratio(19, 29).value == 0.655172
    assert Ratio(2, 3).value == 0.666667
    assert Ratio(Fraction(9, 2), 2).value == 2.25
