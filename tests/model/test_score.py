"""Points add up exactly and give one grade."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.model.score import grade_of, group_text, points_text, total
from generator.model.values import read_limit, read_points

LIMITS = {"poor": ">= 0", "fair": ">= 70", "good": "> 90", "average": ">= 50.5"}


def test_points_add_up_exactly() -> None:
    assert total({}) == 0
    assert total({group: read_points("0.1") for group in ("a", "b", "c")}) == Fraction(3, 10)


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "good"),
        ("90.001", "good"),
        ("90", "fair"),
        ("70", "fair"),
        ("69.999", "average"),
        ("50.5", "average"),
        ("50.4", "poor"),
        ("0", "poor"),
    ],
)
def test_the_best_grade_reached(points: str, grade: str) -> None:
    limits = {name: read_limit(written) for name, written in LIMITS.items()}
    assert grade_of(Fraction(read_points(points)), limits) == grade


def test_points_below_every_threshold_have_no_grade() -> None:
    assert grade_of(Fraction(49), {"average": read_limit(">= 50")}) is None


@pytest.mark.parametrize(
    ("written", "vi"), [("4", "4"), ("100", "100"), ("0", "0"), ("4.5", "4,5"), ("4,125", "4,125"), ("10.50", "10,5")]
)
def test_points_as_people_write_them(written: str, vi: str) -> None:
    text = points_text(read_points(written))
    assert text == (vi, vi.replace(",", "."))


def test_a_group_without_a_name_is_its_key() -> None:
    assert group_text("conduct") == ("“Tổ chức sinh hoạt” (`conduct`)", "“Conduct” (`conduct`)")
    assert group_text("singing") == ("`singing`", "`singing`")
