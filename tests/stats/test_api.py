from __future__ import annotations

import inspect
import pkgutil
from pathlib import Path
from typing import Any

import generator.stats
from generator.model.period import Period, Quarter, year_span
from generator.stats import api
from generator.views.summary import summarize
from tests.books import cell

NAMES = sorted(m.name for m in pkgutil.iter_modules(generator.stats.__path__) if m.name != "api")
STRETCH: dict[str, Any] = {
    "month": Period(2024, 3),
    "quarter": Quarter(2024, 1),
    "span": year_span(2024),
    "year": 2024,
    "peers": 2024,
    "district": year_span(2024),
}


def test_the_figures_stand_in_the_order_of_their_ranks_no_two_of_which_are_equal():
    ranks = [statistic.rank for statistic, _ in api.modules()]
    assert ranks == sorted(set(ranks))
    assert list(api.figures())[:2] == ["meeting_coverage", "meetings_per_cell"]


def test_each_statistic_is_about_one_of_the_subjects():
    assert {statistic.subject for statistic, _ in api.modules()} == set(api.SUBJECTS)
    assert api.subject_of("observer_visits.committee.regular") == api.VISITS
    assert api.subject_of("education_general.thpt") == api.MEMBERS


def test_some_figures_are_families_whose_words_are_those_of_the_records():
    assert set(api.families()) == {
        "cells_by_type", "members_by_type", "education_general", "education_professional", "review",
    }  # fmt: skip


def test_each_statistic_has_its_test_and_its_line_in_the_documentation(repository: Path):
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")} - {"api", "seeds"}
    lines = (repository / "docs" / "statistics.md").read_text(encoding="utf-8").splitlines()
    documented = [line.split("`")[1] for line in lines if line.startswith("| `")]
    families = {f"{prefix}.…" for prefix in api.families()}
    assert tests == set(NAMES)
    assert [id_ for id_ in documented if id_ not in families] == list(api.figures())
    assert families <= set(documented)


def test_each_statistic_yields_exactly_its_figures_even_for_an_empty_cell():
    one = cell()
    of: dict[str, Any] = {"district": one.home, "peers": [summarize(one, {}, ())]}
    for statistic, compute in api.modules():
        found = [id_ for *_, id_, _ in compute(of.get(statistic.by, one), STRETCH[statistic.by])]
        fixed = [figure.id for figure in statistic.figures]
        assert [id_ for id_ in found if id_ in fixed] == fixed, compute.__module__
        families = {family.prefix for family in statistic.families}
        assert {id_.partition(".")[0] for id_ in found if id_ not in fixed} <= families


def test_a_family_s_figures_are_known_by_their_ids():
    for prefix, family in api.families().items():
        figure = family.name("mot-tu.la")
        assert figure.id == f"{prefix}.mot-tu.la"
        assert api.figure_of(figure.id) == figure
        assert figure.label.vi
        assert figure.label.en


def test_each_statistic_says_what_it_counts():
    for statistic, compute in api.modules():
        text = inspect.getdoc(inspect.getmodule(compute)) or ""
        assert all(f"\n{head}: " in text for head in ("Shape", "Unit", "Source")), compute.__module__
        assert statistic.by in api.BY
        assert statistic.source
        for figure in statistic.figures:
            assert all(text.vi and text.en for text in (figure.label, figure.numerator, figure.denominator))


# Reviewed: what tells of cells and their records only. Every other figure counts persons, visits by persons, grades or
# scores of named cells, or what the public profile does not know (fixed days, events, reviews).
OPEN = {
    "meeting_coverage", "meetings_per_cell", "frequency_12", "frequency_9_11", "frequency_5_8", "frequency_0_4",
    "thematic_per_cell", "thematic_quarters", "registers_kept", "on_time", "model_meetings",
}  # fmt: skip


def test_what_counts_people_is_marked():
    assert {figure.id for figure in api.figures().values() if not figure.private} == OPEN
    assert {prefix for prefix, family in api.families().items() if not family.name("x").private} == {"cells_by_type"}
