from __future__ import annotations

import pytest

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats import api
from generator.stats.education import compute
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district

YEAR = year_span(2024)


def person(general=None, professional=None, **more):
    known = {"general": general, "professional": professional}
    education = {key: word for key, word in known.items() if word is not None}
    return {"joined": "2000-01-01"} | more | ({"education": education} if education else {})


def of(*people, span=YEAR, **more):
    return dict(compute(cell(members={f"dv{i}": one for i, one in enumerate(people)}, **more), span))


def test_each_dimension_over_those_who_have_it_recorded():
    found = of(person("thpt", "dai-hoc"), person("thpt"), person("thcs", "dai-hoc"), person("thpt", "so-cap"), person())
    assert found == {
        "education_general.thpt": Ratio(3, 4),
        "education_general.thcs": Ratio(1, 4),
        "education_professional.dai-hoc": Ratio(2, 3),
        "education_professional.so-cap": Ratio(1, 3),
    }


def test_those_on_the_roll_on_the_last_day():
    gone = person("thcs", left="2024-08-01", how="transfer")
    assert of(person("thpt"), gone) == {"education_general.thpt": Ratio(1, 1)}
    assert "education_general.thcs" in of(person("thpt"), gone, span=Span(Period(2024, 1), Period(2024, 6)))
    assert of(person("thpt", joined="2025-01-01")) == {}


def test_nothing_where_there_is_no_roll_or_the_cell_is_not_active():
    assert dict(compute(cell(), YEAR)) == {}
    assert dict(compute(cell(members_broken=True), YEAR)) == {}
    assert of(person("thpt"), closed="2024-12-30") == {}
    assert of(person("thpt"), under=[{"unit": "xa-a", "from": "2000-01-01", "to": "2024-12-30"}]) == {}


def test_larger_wholes_add_up():
    home = district()
    books = [
        cell(home=home, slug="a", members={"dv1": person("thpt"), "dv2": person("thcs")}),
        cell(home=home, slug="b", members={"dv1": person("thpt", "dai-hoc")}),
    ]
    found = reduce(home, [summarize(book, {}, ()) for book in books]).stats[2024]
    assert found["education_general.thpt"] == Ratio(2, 3)
    assert found["education_professional.dai-hoc"] == Ratio(1, 1)


@pytest.mark.parametrize(
    ("id_", "vi", "en"),
    [
        ("education_general.thpt", "trung học phổ thông", "upper secondary school"),
        ("education_professional.dai-hoc", "đại học", "university degree"),
        ("education_professional.nghe-rung", "nghe-rung", "nghe-rung"),
    ],
)
def test_known_words_are_called_by_their_names_and_others_stay_as_written(id_, vi, en):
    figure = api.figure_of(id_)
    assert figure is not None
    assert figure.label.vi.endswith(vi)
    assert figure.label.en.endswith(en)
    assert figure.private
