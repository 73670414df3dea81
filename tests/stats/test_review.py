from __future__ import annotations

import dataclasses

from generator.model.district import Review
from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats import api
from generator.stats.review import compute
from generator.views.reduce import reduce
from tests.books import as_text, district

OPTIONS = {"keep": "Tiếp tục", "dissolve": "Giải thể", "none": "Không kiến nghị"}


def home_with(as_of="2025-02-15", **reviews):
    made = {
        slug: Review.model_validate(as_text({"title": slug, "date": date, "options": OPTIONS, "proposals": proposals}))
        for slug, (date, proposals) in reviews.items()
    }
    return dataclasses.replace(district(as_of=as_of), reviews=made)


def test_units_proposing_each_option_over_units_that_answered():
    home = home_with(office=("2024-07-13", {"a": "dissolve", "b": "keep", "c": "dissolve"}))
    assert dict(compute(home, year_span(2024))) == {
        "review.office.keep": Ratio(1, 3),
        "review.office.dissolve": Ratio(2, 3),
        "review.office.none": Ratio(0, 3),
    }


def test_the_date_decides_where_it_counts():
    home = home_with(office=("2024-07-01", {"a": "keep"}))
    assert dict(compute(home, year_span(2023))) == dict(compute(home, Span(Period(2024, 1), Period(2024, 6)))) == {}
    assert dict(compute(home, Span(Period(2024, 7), Period(2024, 12))))["review.office.keep"] == Ratio(1, 1)
    assert dict(compute(home_with("2024-06-30", office=("2024-07-01", {"a": "keep"})), year_span(2024))) == {}
    assert len(dict(compute(home_with("2024-07-01", office=("2024-07-01", {"a": "keep"})), year_span(2024)))) == 3


def test_each_review_is_a_whole_of_its_own_in_the_district():
    home = home_with(
        office=("2024-07-13", {"a": "keep"}), school=("2024-11-02", {"a": "none", "b": "none", "c": "keep"})
    )
    found = reduce(home, [])
    assert found.stats[2024]["review.office.keep"] == Ratio(1, 1)
    assert found.stats[2024]["review.school.none"] == Ratio(2, 3)
    assert found.stats[2024]["review.office.none"] == Ratio(0, 1)
    assert "review.office.keep" not in found.stats["2024-H1"]
    assert "review.office.keep" in found.stats["2024-Q3"]


def test_its_figures_are_private_and_known_by_their_ids():
    figure = api.figure_of("review.2017-office-cells.keep")
    assert figure is not None
    assert (figure.id, figure.whole, figure.private) == (
        "review.2017-office-cells.keep",
        "review.2017-office-cells",
        True,
    )
