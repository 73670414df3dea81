"""No text keeps a worker busy: time grows as the text does, up to the largest file that is read."""

from __future__ import annotations

import time

import pytest

from generator.render.minutes import render_minutes
from tests.render.recipes import RECIPES

SIZES = (8, 16, 32, 64)  # thousands of characters
LARGEST = 256 * 1024  # bytes of a record
LEAST = 0.02  # seconds of the processor: below that the clock says nothing


def spent(text: str) -> float:
    """The seconds of the processor that a text takes: the better of two, for the machine does other things too."""
    times = []
    for _ in range(2):
        start = time.process_time()
        render_minutes(text)
        times.append(time.process_time() - start)
    return min(times)


def test_there_are_enough_recipes() -> None:
    assert len(RECIPES) >= 38
    assert all(len(make(1000)) < 2100 for make in RECIPES.values())


SAMPLED = [pytest.param(one, marks=[pytest.mark.torture] if n % 3 else []) for n, one in enumerate(RECIPES)]


@pytest.mark.parametrize("recipe", SAMPLED)
def test_eight_times_the_text_takes_about_eight_times_as_long(recipe: str) -> None:
    times = [spent(RECIPES[recipe](size * 1000)) for size in SIZES]
    assert max(times) < 1
    assert times[-1] / max(times[0], LEAST) < 8 * 3, times  # a square would be 64 times


@pytest.mark.parametrize("recipe", SAMPLED)
def test_the_largest_record_takes_less_than_a_few_seconds(recipe: str) -> None:
    assert spent(RECIPES[recipe](LARGEST)[:LARGEST]) < 3  # a tenth of that where the machine is free
